/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

#include "account.h"
#include "bwrap.h"

G_BEGIN_DECLS

/** PenSpawned: a bwrap that was started; every descriptor is the caller's to close. */
typedef struct
{
  pid_t pid;
  int channel; /* the outer end of init's channel */
  int fds[3];  /* write end of stdin (-1: at its end), read ends of stdout and stderr */
} PenSpawned;

/**
 * pen_spawn:
 * @program: host path of bubblewrap
 * @account: who it becomes before it is executed
 * @has_stdin: FALSE: the program's stdin is at its end from the start
 * @cgroup_procs: (nullable): a cgroup.procs file that the child enters before it becomes bwrap
 *
 * The one place in Playpen that starts a process. Main thread only: the kernel ties what a thread
 * started to that thread (parent-death signals; bubblewrap issues 692 and 700).
 *
 * Returns: FALSE with %PEN_SANDBOX_ERROR_SETUP or _CANNOT_JAIL
 */
gboolean pen_spawn (const char *program,
                    const PenBwrap *bwrap,
                    const PenAccount *account,
                    gboolean has_stdin,
                    const char *cgroup_procs,
                    PenSpawned *ret_spawned,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
