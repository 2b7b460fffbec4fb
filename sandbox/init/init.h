/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The rooms of playpen-init, the static first process inside every jail. No GLib, no allocation
 * after the start. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "../frame.h"

#define PEN_INIT_CHANNEL 3 /* the socket pair's end; bwrap leaves it open */

/* channel.c */

/** pen_init_read: exactly @length bytes; false at the end of the channel, which means: end the
 * jail. */
bool pen_init_read (void *buffer, size_t length);
/** pen_init_send: one frame, @payload and @tail one after the other (either may be NULL with length
 * 0). */
bool pen_init_send (uint32_t type,
                    const void *payload,
                    size_t length,
                    const void *tail,
                    size_t tail_length);
/** pen_init_fail: says at which step it failed and ends the jail. */
_Noreturn void pen_init_fail (uint32_t step, int error);

/* files.c */

/** pen_init_make_file: reads @length bytes of payload from the channel and makes the file or FIFO
 * they describe. */
void pen_init_make_file (uint32_t type, uint32_t length);

/* child.c */

/** pen_init_start: forks the program. Returns its process id once it has been executed; fails the
 * jail otherwise. */
pid_t pen_init_start (const struct pen_frame_start_view *view);

/* landlock.c */

/** pen_init_restrict_writes: nothing but /job, /tmp, /dev/shm and device nodes can be written,
 * where the kernel has Landlock with rename support (5.19). Another layer, not a wall: its absence
 * is no failure. */
void pen_init_restrict_writes (void);

/* watch.c */

struct pen_init_watch
{
  uint64_t peak_memory;
  uint64_t cpu_us;
  uint64_t cpu_seen; /* at the last look, without what follows */
  uint64_t cpu_lost; /* what was seen and is no longer there */
  bool memory_met;   /* the program is over its memory limit */
  bool cpu_met;
  bool inodes_met;
};

/** pen_init_measure: looks once at every process of the jail and at its temporary directories.
 * @reaped_us is the CPU time of those that are gone. */
void pen_init_measure (const struct pen_frame_start *limits,
                       uint64_t reaped_us,
                       struct pen_init_watch *watch);

/* collect.c */

/** pen_init_kill_others: kills and reaps every other process of the jail. */
void pen_init_kill_others (void);
/** pen_init_send_outputs: streams those of @paths that are regular files, @budget bytes of them at
 * the most. */
void pen_init_send_outputs (const char *const *paths, uint64_t budget);
