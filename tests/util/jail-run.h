/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "sandbox.h"

/** TestRun: all that a jail said, gathered. */
typedef struct
{
  GString *out;
  GString *err;
  GPtrArray *file_names; /* (element-type utf8) */
  GPtrArray *files;      /* (element-type GBytes) */
  gboolean started;
  gboolean ended;
  PenEnding ending;
} TestRun;

void test_run_free (TestRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestRun, test_run_free)

/** test_run_watch: gathers what @jail says from now on. */
TestRun *test_run_watch (PenJail *jail);

/** test_run_wait: turns the main loop until @jail has ended; fails the test after a minute. */
void test_run_wait (TestRun *run);

/** test_run_jail: prepares, starts and waits. Fails the test when the jail cannot be prepared. */
TestRun *test_run_jail (PenJail *jail);

/** test_run_get_file: (transfer none): a declared output by its name, or NULL. */
GBytes *test_run_get_file (TestRun *run, const char *name);

/** test_wait_until: turns the main loop until @condition holds; FALSE when it does not within
 * @seconds. */
gboolean test_wait_until (gboolean (*condition) (gpointer data), gpointer data, guint seconds);
