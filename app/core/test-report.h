/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "test-row.h"

G_BEGIN_DECLS

/** What is kept of one run: rows (tests and modules), modules within each other, bytes of what one
 * test printed, and of what all printed. */
#define PEN_TEST_ROWS_MAX 10000
#define PEN_TEST_DEPTH_MAX 32
#define PEN_TEST_OUTPUT_MAX (64 * 1024)
#define PEN_TEST_OUTPUTS_MAX (8 * 1024 * 1024)

#define PEN_TYPE_TEST_REPORT (pen_test_report_get_type ())
/**
 * PenTestReport: what libtest prints to standard output -> a tree of tests; a GListModel of
 * PenTestRow, the outermost modules and tests by name, whose children are lists themselves.
 *
 * The text is a program's, so a report is as truthful as the program: one that prints "test a ...
 * ok" gets such a row. Whether the run as a whole succeeded says the job's verdict alone.
 *
 * Standard output of several test programs, one after the other, is one report; a path that comes
 * again then is a row of its own beside the first.
 *
 * Emits "changed" once after a push or the end that changed any number. Used on one thread.
 */
G_DECLARE_FINAL_TYPE (PenTestReport, pen_test_report, PEN, TEST_REPORT, GObject)

/** pen_test_report_new: (transfer full)
 * @own_files: (nullable) (array zero-terminated): the program's files, for the places of failures
 */
PenTestReport *pen_test_report_new (const char *const *own_files);

/** pen_test_report_push: @data: (nullable) if @length is 0: any bytes of standard output, in any
 * chunks, colour included. */
void pen_test_report_push (PenTestReport *self, gconstpointer data, gsize length);

/** pen_test_report_end: the run is over: what is still running now is UNFINISHED. Nothing may be
 * pushed afterwards. */
void pen_test_report_end (PenTestReport *self);

/** pen_test_report_get_count: tests that stand so: rows, or what "test result" counts when that is
 * more: there are no rows for tests that pass under `--quiet`. */
guint pen_test_report_get_count (PenTestReport *self, PenTestState state);

/** pen_test_report_get_n_expected: how many "running 12 tests" announced, of all programs. */
guint pen_test_report_get_n_expected (PenTestReport *self);

/** pen_test_report_get_n_filtered: how many were left out, because only some were asked for. */
guint pen_test_report_get_n_filtered (PenTestReport *self);

/** pen_test_report_get_time: µs, as libtest measured; -1 as long as it has not said so. */
gint64 pen_test_report_get_time (PenTestReport *self);

/** pen_test_report_get_n_dropped: tests that have no row because there are too many. */
guint pen_test_report_get_n_dropped (PenTestReport *self);

/**
 * pen_test_report_get_filter: (transfer full) (array zero-terminated): arguments for the test
 * program, to run what is in @row again: of a test `PATH --exact`, and --include-ignored for one
 * that is ignored otherwise; of a module all tests whose path has the module's in it.
 */
char **pen_test_report_get_filter (PenTestRow *row);

G_END_DECLS
