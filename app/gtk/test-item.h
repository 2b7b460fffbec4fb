/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_TEST_ITEM (pen_test_item_get_type ())
/**
 * PenTestItem: one row of PenTestsView: how a test or a module stands, live; of a failed test what
 * it printed, which opens and closes, and a link to its place ("win.go-to"); a button that runs it
 * again ("win.run-tests").
 */
G_DECLARE_FINAL_TYPE (PenTestItem, pen_test_item, PEN, TEST_ITEM, GtkWidget)

/** pen_test_item_new: (transfer floating): shows nothing yet. */
PenTestItem *pen_test_item_new (void);

/** pen_test_item_set_row: (nullable): a row of the list whose item is a PenTestRow. The output of
 * the first rows of a list opens by itself. */
void pen_test_item_set_row (PenTestItem *self, GtkTreeListRow *row);

/** pen_test_item_update: a module does not say when its numbers change. */
void pen_test_item_update (PenTestItem *self);

/** pen_test_item_get_position: in the list, or GTK_INVALID_LIST_POSITION. */
guint pen_test_item_get_position (PenTestItem *self);

/** pen_test_row_toggle: opens or closes the output of @row, wherever it is shown. */
void pen_test_row_toggle (PenTestRow *row);

/** pen_test_row_run: asks the window of @widget to run @row again. */
void pen_test_row_run (PenTestRow *row, GtkWidget *widget);

/** pen_test_row_go: asks the window of @widget to go where @row failed. */
void pen_test_row_go (PenTestRow *row, GtkWidget *widget);

G_END_DECLS
