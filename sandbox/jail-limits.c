/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How much a jail may use. One table, so that every number stands beside its neighbours. */
#include "jail-limits.h"

#define KIB (G_GUINT64_CONSTANT (1024))
#define MIB (KIB * 1024)
#define GIB (MIB * 1024)

/* rustc needs at least 500 MiB of address space and 130 to 600 MB of memory; cargo with two jobs
 * needs 16 processes; a program with 60 idle threads has 1.1 GiB of address space and 3 MB of
 * memory, hence no bound on a compiler's address space and a generous one on a program's. */
static const PenLimits presets[] = {
    [PEN_LIMITS_COMPILE] =
        {
            .wall_ms = 20 * 1000,
            .cpu_ms = 30 * 1000,
            .memory = 1 * GIB,
            .processes = 64,
            .open_files = 256,
            .file_size = 256 * MIB,
            .tmp_size = 256 * MIB,
            .job_size = 128 * MIB,
            .shm_size = 8 * MIB,
            .inodes = 20000,
            .output_volume = 1 * GIB,
            .artifact_size = 64 * MIB,
        },
    [PEN_LIMITS_CARGO] =
        {
            .wall_ms = 120 * 1000,
            .cpu_ms = 240 * 1000,
            .memory = 2 * GIB,
            .processes = 128,
            .open_files = 1024,
            .file_size = 512 * MIB,
            .tmp_size = 1 * GIB,
            .job_size = 1 * GIB,
            .shm_size = 8 * MIB,
            .inodes = 50000,
            .output_volume = 1 * GIB,
            .artifact_size = 64 * MIB,
        },
    [PEN_LIMITS_STD] =
        {
            .wall_ms = 600 * 1000,
            .cpu_ms = 1200 * 1000,
            .memory = 2 * GIB,
            .processes = 128,
            .open_files = 1024,
            .file_size = 512 * MIB,
            .tmp_size = 1 * GIB,
            .job_size = 2 * GIB,
            .shm_size = 8 * MIB,
            .inodes = 100000,
            .output_volume = 1 * GIB,
            .artifact_size = 2 * GIB,
        },
    [PEN_LIMITS_RUN] =
        {
            .wall_ms = 10 * 1000,
            .cpu_ms = 10 * 1000,
            .memory = 512 * MIB,
            .address_space = 4 * GIB,
            .processes = 64,
            .open_files = 128,
            .file_size = 16 * MIB,
            .tmp_size = 32 * MIB,
            .job_size = 32 * MIB,
            .shm_size = 8 * MIB,
            .inodes = 20000,
            .output_volume = 1 * GIB,
            .artifact_size = 64 * MIB,
        },
    [PEN_LIMITS_RUN_LAN] =
        {
            .wall_ms = 120 * 1000,
            .cpu_ms = 5 * 1000,
            .memory = 256 * MIB,
            .address_space = 4 * GIB,
            .processes = 32,
            .open_files = 64,
            .file_size = 8 * MIB,
            .tmp_size = 16 * MIB,
            .job_size = 16 * MIB,
            .shm_size = 1 * MIB,
            .inodes = 10000,
            .output_volume = 8 * MIB,
            .artifact_size = 64 * MIB,
        },
};

PenLimits
pen_limits_get_preset (PenLimitsPreset preset)
{
  g_return_val_if_fail ((guint)preset < G_N_ELEMENTS (presets), presets[PEN_LIMITS_RUN_LAN]);

  return presets[preset];
}

void
pen_limits_halve_memory (PenLimits *limits)
{
  limits->memory /= 2;
}

void
pen_limits_set_interactive (PenLimits *limits, guint idle_ms)
{
  limits->wall_ms = 0;
  limits->idle_ms = idle_ms;
}
