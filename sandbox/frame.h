/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The words that a jail's first process and the process outside say to each other over their socket
 * pair. Plain C without GLib: playpen-init is static. A frame is a header and `length` bytes;
 * numbers are in host order, for both ends are on one machine. */

#include <stddef.h>
#include <stdint.h>

#define PEN_FRAME_MAX                                                                              \
  (3u * 1024 * 1024 * 1024) /* above the largest artifact that any limit allows */
#define PEN_FRAME_PATH_MAX 4000
#define PEN_FRAME_STRINGS_MAX 4096
#define PEN_FRAME_ENTRIES_MAX 4096 /* files that come out of one declared directory */

enum
{
  /* to init */
  PEN_FRAME_FILE = 1, /* pen_frame_file, path without NUL, bytes */
  PEN_FRAME_FIFO,     /* pen_frame_file, path */
  PEN_FRAME_FEED,     /* pen_frame_file, path, bytes for the FIFO of that name */
  PEN_FRAME_START,    /* pen_frame_start, filter, strings */
  /* from init */
  PEN_FRAME_READY = 100, /* namespaces and mounts stand */
  PEN_FRAME_STARTED,     /* the program was executed */
  PEN_FRAME_FAILED,      /* pen_frame_failed: the program could not be executed */
  PEN_FRAME_EXITED,      /* pen_frame_exited: it ended, and with it everything in the jail */
  PEN_FRAME_OUTPUT,      /* pen_frame_output, path: one declared output; DATA frames follow */
  PEN_FRAME_DATA,        /* bytes of that output */
  PEN_FRAME_DONE,        /* nothing follows */
};

struct pen_frame_header
{
  uint32_t type;
  uint32_t length;
};

struct pen_frame_file
{
  uint32_t mode;
  uint32_t path_length;
};

/* What init sets and watches for the program. Bytes, milliseconds, counts; 0 means no limit for
 * cpu_ms, memory, address_space and inodes. */
struct pen_frame_start
{
  uint64_t memory;
  uint64_t data;
  uint64_t address_space;
  uint64_t file_size;
  uint64_t artifact_size;
  uint32_t cpu_ms;
  uint32_t processes;
  uint32_t open_files;
  uint32_t inodes;
  uint32_t
      landlock; /* 1: nothing but the writable directories may be written, where the kernel can */
  uint32_t filter_length; /* bytes of struct sock_filter; 0: no filter */
  uint32_t n_args;
  uint32_t n_env;
  uint32_t n_outputs;
  uint32_t reserved;
  /* filter_length bytes; then NUL-terminated strings: cwd, args, env, outputs */
};

/* Why init ended the program, if it did. */
enum
{
  PEN_INIT_VERDICT_NONE = 0,
  PEN_INIT_VERDICT_MEMORY,
  PEN_INIT_VERDICT_CPU,
  PEN_INIT_VERDICT_FILES,
};

struct pen_frame_exited
{
  int32_t wait_status; /* as of waitpid() */
  uint32_t verdict;
  uint64_t peak_memory; /* bytes */
  uint64_t cpu_us;
};

struct pen_frame_failed
{
  int32_t error; /* errno */
  uint32_t step; /* PEN_INIT_STEP_… */
};

enum
{
  PEN_INIT_STEP_FRAME = 1, /* a frame was not in the protocol */
  PEN_INIT_STEP_FILE,      /* a file could not be put into the jail */
  PEN_INIT_STEP_LIMITS,
  PEN_INIT_STEP_FILTER,
  PEN_INIT_STEP_CWD,
  PEN_INIT_STEP_EXEC,
  PEN_INIT_STEP_FORK,
};

struct pen_frame_output
{
  uint64_t size;
  uint32_t path_length;
  uint32_t reserved;
};

/* A start frame taken apart: borrowed pointers into the frame. */
struct pen_frame_start_view
{
  const struct pen_frame_start *start;
  const void *filter;
  const char *cwd;
  const char *args[PEN_FRAME_STRINGS_MAX + 1];    /* NULL-terminated, as execve wants it */
  const char *env[PEN_FRAME_STRINGS_MAX + 1];     /* likewise */
  const char *outputs[PEN_FRAME_STRINGS_MAX + 1]; /* likewise */
};

/** pen_frame_parse_start: takes apart the payload of a START frame (8-byte aligned). 0, or -1 when
 * it is not one. */
int
pen_frame_parse_start (const void *payload, size_t length, struct pen_frame_start_view *ret_view);

/** pen_frame_parse_path: the path at the head of a FILE, FIFO or FEED payload, copied and
 * terminated; ret_data is where the bytes begin. 0, or -1 when it is not such a payload or the path
 * is not one below /job, /program or /tmp. */
int pen_frame_parse_path (const void *payload,
                          size_t length,
                          char ret_path[PEN_FRAME_PATH_MAX + 1],
                          uint32_t *ret_mode,
                          size_t *ret_data);

/** pen_frame_path_is_safe: absolute, below /job, /program or /tmp, no empty, `.` or `..` component,
 * no control character, components of at most 255 bytes. */
int pen_frame_path_is_safe (const char *path, size_t length);

/** pen_frame_declares: whether the declared output @declared (NUL-terminated, safe but for the
 * slash that marks a directory) lets a file of the name @path come out: that very path, or one safe
 * component below the directory. */
int pen_frame_declares (const char *declared, const char *path, size_t length);
