/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Starts bubblewrap the way one would at first: without playpen-init, filter, limits and Landlock,
 * and with whatever else a test asks to do without. For the weakened halves of the attack matrix
 * whose measures are not in a jail's value but in how it is started. */

#include "sandbox.h"

/** CarelessFlags: what is left out besides init; a set. */
typedef enum
{
  CARELESS_COMMAND_LINE = 1 << 0, /* options on the command line, not by --args */
  CARELESS_ENVIRONMENT = 1 << 1,  /* bwrap has this process's environment */
  CARELESS_DESCRIPTORS = 1 << 2,  /* inherited descriptors stay open */
  CARELESS_SIGNALS = 1 << 3,      /* ignored signals stay ignored */
  CARELESS_ACCOUNT = 1 << 4,      /* root stays root */
  CARELESS_NO_PID_NAMESPACE = 1 << 5,
  CARELESS_SURVIVES = 1 << 6,       /* without --die-with-parent, which is given else */
  CARELESS_WRITABLE_PROC = 1 << 7,  /* no --remount-ro /proc */
  CARELESS_TRY_NAMESPACES = 1 << 8, /* only --unshare-all, which does not insist */
} CarelessFlags;

typedef struct
{
  pid_t pid;  /* of the outer bwrap */
  int output; /* read end of its stdout and stderr, unless one was given */
} Careless;

/**
 * careless_start: `hostile @probe` in a run jail.
 * @stdin_fd: borrowed; -1: /dev/null
 * @stdout_fd: borrowed; -1: a pipe
 */
Careless careless_start (CarelessFlags flags, const char *probe, int stdin_fd, int stdout_fd);

/** careless_finish: reads what it prints until the pipe's end and waits for it; its wait status.
 * @ret_output: (transfer full) (nullable) */
int careless_finish (Careless *careless, char **ret_output);

/** careless_run: both; (transfer full): what it printed. */
char *careless_run (CarelessFlags flags, const char *probe);
