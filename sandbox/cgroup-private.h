/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "cgroup.h"

G_BEGIN_DECLS

/** pen_cgroup_write: @text into the control file @name of @directory; FALSE with errno set. */
gboolean
pen_cgroup_write (int directory, const char *name, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/** pen_cgroup_read: (transfer full) (nullable): the first 4 KiB of a control file. */
char *pen_cgroup_read (int directory, const char *name);

/** pen_cgroup_check_machine: FALSE with the reason where @root is no cgroup v2 machine that can
 * bound memory and processes. */
gboolean pen_cgroup_check_machine (const char *root, GError **error);

/** pen_cgroup_new: takes @path as it is, without a look at what was delegated. (nullable): if it
 * cannot be opened. */
PenCgroup *pen_cgroup_new (const char *path, gboolean limits_cpu);

/**
 * pen_cgroup_new_in_own_scope: takes the group of this process as its own, if its name is @unit
 * and memory and pids were delegated in it.
 * @root: "" for the machine's own
 * Returns: (transfer full): or %NULL with %PEN_SANDBOX_ERROR_SETUP
 */
PenCgroup *pen_cgroup_new_in_own_scope (const char *root, const char *unit, GError **error);

/** pen_cgroup_make_directory: (transfer full) (nullable): name of a new group below @cgroup and its
 * O_PATH descriptor; %NULL with errno set. */
char *pen_cgroup_make_directory (PenCgroup *cgroup, int *ret_directory);
/** pen_cgroup_remove_directory: removes the group, now or when the next one is made. */
void pen_cgroup_remove_directory (PenCgroup *cgroup, const char *name);

/** pen_cgroup_make_job: a job's group without any bound yet. (nullable): with errno set. */
PenCgroupJob *pen_cgroup_make_job (PenCgroup *cgroup);

G_END_DECLS
