/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Which processes of the host come from a jail, and whether any is left. */

#include <glib.h>
#include <sys/types.h>

/** TestProcess: one process, told apart from a later one of the same number by its start. */
typedef struct
{
  pid_t pid;
  guint64 start; /* clock ticks since boot */
  uid_t uid;     /* effective */
  char name[32];
} TestProcess;

/** test_processes_below: (transfer full) (element-type TestProcess): @pid and all that descend from
 * it. */
GArray *test_processes_below (pid_t pid);

/** test_processes_add: adds the one with this number, if it is there. */
void test_processes_add (GArray *processes, pid_t pid);

/** test_processes_kill: ends each that is still the one that was found. For what a test left behind
 * on purpose. */
void test_processes_kill (GArray *processes);

/** test_processes_count_alive: how many of them are there, zombies apart. */
guint test_processes_count_alive (GArray *processes);

/** test_processes_wait_gone: turns the main loop until none is alive; FALSE after @seconds. */
gboolean test_processes_wait_gone (GArray *processes, guint seconds);

/** test_processes_find: (transfer none) (nullable): the first of this name (as in /proc/N/comm). */
const TestProcess *test_processes_find (GArray *processes, const char *name);
