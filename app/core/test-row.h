/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "links.h"

G_BEGIN_DECLS

/** PenTestState: how a test stands; of a module the worst of its tests, in this order of gravity:
 * failed, running, unfinished, passed, measured, ignored. */
typedef enum
{
  PEN_TEST_RUNNING,
  PEN_TEST_PASSED,
  PEN_TEST_FAILED,
  PEN_TEST_IGNORED,
  PEN_TEST_MEASURED,   /* a benchmark that came to its end */
  PEN_TEST_UNFINISHED, /* began, and then the run ended: an abort, a signal, a limit, Stop */
} PenTestState;

#define PEN_N_TEST_STATES 6

/** pen_test_state_to_string: a stable lower-case word ("running", "passed", …); not translated */
const char *pen_test_state_to_string (PenTestState state);

#define PEN_TYPE_TEST_ROW (pen_test_row_get_type ())
/**
 * PenTestRow: a test, or a module with tests in it. Made by PenTestReport, which also changes it:
 * listen to notify::state and notify::output.
 */
G_DECLARE_FINAL_TYPE (PenTestRow, pen_test_row, PEN, TEST_ROW, GObject)

/** pen_test_row_get_name: (transfer none): the last part of the path, "adds"; of a documentation
 * test "add (line 3)". Safe to show. */
const char *pen_test_row_get_name (PenTestRow *self);

/** pen_test_row_get_path: (transfer none): the whole, "tests::adds", as libtest knows it. */
const char *pen_test_row_get_path (PenTestRow *self);

/** pen_test_row_get_children: (transfer none) (nullable): a module's rows (PenTestRow) by name;
 * NULL for a test. What a GtkTreeListModel asks for. */
GListModel *pen_test_row_get_children (PenTestRow *self);

/** pen_test_row_get_state: how it stands now; changes with notify::state. */
PenTestState pen_test_row_get_state (PenTestRow *self);

/** pen_test_row_get_count: of a module the tests below it that stand so; of a test 1 or 0. */
guint pen_test_row_get_count (PenTestRow *self, PenTestState state);

/** pen_test_row_get_detail: (transfer none) (nullable): why a test is ignored, in its author's
 * words; of a benchmark its figures, as libtest words them. */
const char *pen_test_row_get_detail (PenTestRow *self);

/** pen_test_row_get_time: µs that the test took, or -1: stable libtest does not say. */
gint64 pen_test_row_get_time (PenTestRow *self);

/** pen_test_row_get_output: (transfer none) (nullable): what libtest printed of a test that failed:
 * its output and its panic; plain text, safe to show; cut at PEN_TEST_OUTPUT_MAX. */
const char *pen_test_row_get_output (PenTestRow *self);

/** pen_test_row_get_place: (transfer none) (nullable): where in the program's own files it
 * panicked, else the first place that the output names. Byte offsets are of the output. */
const PenLink *pen_test_row_get_place (PenTestRow *self);

G_END_DECLS
