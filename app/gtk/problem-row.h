/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "problem-item.h"

G_BEGIN_DECLS

#define PEN_TYPE_PROBLEM_ROW (pen_problem_row_get_type ())
/**
 * PenProblemRow: a row of the list of problems: one line, or opened.
 *
 * Signals: `activated`: somebody clicked the line; `apply (PenSuggestion *)`: somebody wants a
 * change of the compiler.
 */
G_DECLARE_FINAL_TYPE (PenProblemRow, pen_problem_row, PEN, PROBLEM_ROW, GtkWidget)

/** pen_problem_row_new: (transfer floating) */
GtkWidget *pen_problem_row_new (void);

/** pen_problem_row_set_item: (nullable): what is shown; rows are used again. */
void pen_problem_row_set_item (PenProblemRow *self, PenProblemItem *item);

/** pen_problem_row_set_columns: how many columns of code there is room for in it. */
void pen_problem_row_set_columns (PenProblemRow *self, guint columns);

G_END_DECLS
