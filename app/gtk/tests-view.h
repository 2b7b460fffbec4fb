/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_TESTS_VIEW (pen_tests_view_get_type ())
/**
 * PenTestsView: the tests of a run as a tree, live: what failed first, with what it printed. Asks
 * its window for "win.run-tests" (as: arguments of the test program) and "win.go-to". Enter opens
 * and closes a row; its other actions are "tests.run-this" (Shift+Return), "tests.go-to"
 * (Ctrl+Return is Run) and "tests.copy" (Ctrl+C), of the selected row.
 */
G_DECLARE_FINAL_TYPE (PenTestsView, pen_tests_view, PEN, TESTS_VIEW, GtkWidget)

/** pen_tests_view_new: (transfer floating): says how a test is written, as long as there is none.
 */
PenTestsView *pen_tests_view_new (void);

/** pen_tests_view_set_report: (nullable): what is shown; is referenced. */
void pen_tests_view_set_report (PenTestsView *self, PenTestReport *report);

/** pen_tests_view_get_summary: (transfer none): "3 passed, 1 failed in 0.02 s", or "" without a
 * report. */
const char *pen_tests_view_get_summary (PenTestsView *self);

G_END_DECLS
