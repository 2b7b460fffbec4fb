/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "jail-limits.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PenCgroup: the part of the control group tree that the user's systemd delegated to this process
 * (tier A). Reference counted, used on the main thread only. One is enough for a process.
 */
typedef struct _PenCgroup PenCgroup;

/** PenCgroupJob: the control group of one jail: the bound on its memory, processes and CPU. */
typedef struct _PenCgroupJob PenCgroupJob;

/**
 * pen_cgroup_open_async: asks the user's systemd manager for a delegated scope and moves this
 * process into it. Takes 1 s at most; a jail need not wait for it. To be called once a process.
 * @root: (nullable): directory that holds `proc` and `sys`; %NULL for the machine's own
 * @address: (nullable): D-Bus address; %NULL for the session bus, which is never started for this
 */
void pen_cgroup_open_async (const char *root,
                            const char *address,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/**
 * pen_cgroup_open_finish:
 * Returns: (transfer full) (nullable): %NULL where nothing is delegated (tier B). That is no
 * failure: @error then holds the reason as a sentence (%PEN_SANDBOX_ERROR_SETUP, or %G_IO_ERROR),
 * for doctor only.
 */
PenCgroup *pen_cgroup_open_finish (GAsyncResult *result, GError **error);

PenCgroup *pen_cgroup_ref (PenCgroup *cgroup);
void pen_cgroup_unref (PenCgroup *cgroup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenCgroup, pen_cgroup_unref)

/** pen_cgroup_get_path: the scope's directory, for doctor. */
const char *pen_cgroup_get_path (const PenCgroup *cgroup);
/** pen_cgroup_limits_cpu: whether the cpu controller was delegated too. */
gboolean pen_cgroup_limits_cpu (const PenCgroup *cgroup);

/**
 * pen_cgroup_add_job: makes a group for one jail, bounded by @limits' memory (no swap) and
 * processes. When its memory is used up the kernel ends all of its processes together.
 * @cpu_percent: CPU time as per cent of one core, 0 for no bound; ignored without the controller
 * Returns: (transfer full): or %NULL with %PEN_SANDBOX_ERROR_SETUP; the jail then runs as in
 * tier B.
 */
PenCgroupJob *
pen_cgroup_add_job (PenCgroup *cgroup, const PenLimits *limits, guint cpu_percent, GError **error);
/** pen_cgroup_job_free: ends what still runs in it and removes it, at once or together with a
 * later one. */
void pen_cgroup_job_free (PenCgroupJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenCgroupJob, pen_cgroup_job_free)

/** pen_cgroup_job_get_procs: path of its cgroup.procs, owned by @job. A child that writes "0" to it
 * between fork and exec, before it changes its account, is in the group with all that it starts. */
const char *pen_cgroup_job_get_procs (const PenCgroupJob *job);
/** pen_cgroup_job_kill: SIGKILL for every process in it. FALSE if that could not be done. */
gboolean pen_cgroup_job_kill (PenCgroupJob *job);
/** pen_cgroup_job_is_empty: no process is left in it (one that cannot be seen counts as left). */
gboolean pen_cgroup_job_is_empty (const PenCgroupJob *job);
/** pen_cgroup_job_met_memory_limit: the kernel ended a process of it for want of memory. */
gboolean pen_cgroup_job_met_memory_limit (const PenCgroupJob *job);
/** pen_cgroup_job_get_peak_memory: bytes, with what its files in memory took; 0 if unknown (before
 * Linux 5.19). */
guint64 pen_cgroup_job_get_peak_memory (const PenCgroupJob *job);
/** pen_cgroup_job_get_cpu_time: µs of all processes that were ever in it; 0 if unknown. */
gint64 pen_cgroup_job_get_cpu_time (const PenCgroupJob *job);

G_END_DECLS
