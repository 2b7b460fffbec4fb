/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenLimits: what one jail may use; a plain value. 0 means no limit where that is said. */
typedef struct
{
  guint wall_ms;         /* wall clock; 0: none */
  guint idle_ms;         /* without input and output; 0: none */
  guint cpu_ms;          /* CPU time of the whole tree, and of each process */
  guint64 memory;        /* bytes: anonymous and shared memory of the whole tree */
  guint64 address_space; /* bytes of address space per process; 0: none */
  guint processes;       /* processes and threads together */
  guint open_files;      /* per process */
  guint64 file_size;     /* bytes of any one file */
  guint64 tmp_size;      /* bytes of /tmp */
  guint64 job_size;      /* bytes of /job, the working directory */
  guint64 shm_size;      /* bytes of /dev/shm */
  guint inodes;          /* files in /tmp and /job each */
  guint64 output_volume; /* bytes of stdout and stderr together before the jail is ended */
  guint64 artifact_size; /* bytes of all declared outputs together */
} PenLimits;

/** PenLimitsPreset: rows of the table in jail-limits.c. */
typedef enum
{
  PEN_LIMITS_COMPILE, /* one rustc, clippy-driver or rustfmt */
  PEN_LIMITS_CARGO,   /* cargo with several crates */
  PEN_LIMITS_STD,     /* the std of another target, built once */
  PEN_LIMITS_RUN,     /* a program, here */
  PEN_LIMITS_RUN_LAN, /* a program that came over the network */
} PenLimitsPreset;

/** pen_limits_get_preset: @preset as a value to change and pass on. */
PenLimits pen_limits_get_preset (PenLimitsPreset preset);

/** pen_limits_halve_memory: what holds where no memory cgroup is delegated (tier B). */
void pen_limits_halve_memory (PenLimits *limits);

/** pen_limits_set_interactive: a terminal is typed at: no wall limit, @idle_ms without input or
 * output instead. */
void pen_limits_set_interactive (PenLimits *limits, guint idle_ms);

G_END_DECLS
