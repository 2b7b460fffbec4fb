/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "problem-item.h"

G_BEGIN_DECLS

#define PEN_TYPE_PROBLEM_LIST (pen_problem_list_get_type ())
/**
 * PenProblemList: diagnostics as the rows of a list; a GListModel of PenProblemItem.
 *
 * Errors come first, in the compiler's order, then the rest. While there are errors, the rest is
 * folded to one row. Closing remarks are left out. The first error is open when it is new; a row of
 * a problem that is found again stays as it was.
 */
G_DECLARE_FINAL_TYPE (PenProblemList, pen_problem_list, PEN, PROBLEM_LIST, GObject)

/** pen_problem_list_new: (transfer full): empty. */
PenProblemList *pen_problem_list_new (void);

/** pen_problem_list_set_diagnostics: (nullable) (element-type PenDiagnostic): followed as it
 * changes. */
void pen_problem_list_set_diagnostics (PenProblemList *self, GListModel *diagnostics);

/** pen_problem_list_set_n_dropped: how many more there were that nobody kept; G_MAXUINT64: nobody
 * knows how many. */
void pen_problem_list_set_n_dropped (PenProblemList *self, guint64 n_dropped);

/** pen_problem_list_toggle_fold: shows the warnings below the row that stands for them, or hides
 * them. */
void pen_problem_list_toggle_fold (PenProblemList *self);

/**
 * pen_problem_list_reveal: unfolds what hides it.
 * @ret_position: (out): its row
 *
 * Returns: FALSE when it is not one of the diagnostics
 */
gboolean
pen_problem_list_reveal (PenProblemList *self, PenDiagnostic *diagnostic, guint *ret_position);

/** pen_problem_list_get_n_errors: errors among the diagnostics. */
guint pen_problem_list_get_n_errors (PenProblemList *self);

G_END_DECLS
