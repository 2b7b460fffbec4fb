/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_PROBLEM_DETAILS (pen_problem_details_get_type ())
/**
 * PenProblemDetails: all that is known about one problem: the drawing that has room, the changes
 * that the compiler proposes as buttons, and its explanation of the error code.
 *
 * Signal `apply (PenSuggestion *)`: one of the buttons was pressed.
 */
G_DECLARE_FINAL_TYPE (PenProblemDetails, pen_problem_details, PEN, PROBLEM_DETAILS, GtkWidget)

/** pen_problem_details_new: (transfer floating): @columns: as below */
PenProblemDetails *pen_problem_details_new (PenDiagnostic *diagnostic, guint columns);

/** pen_problem_details_set_diagnostic: the same problem, found again. What was unfolded stays so.
 */
void pen_problem_details_set_diagnostic (PenProblemDetails *self, PenDiagnostic *diagnostic);

/** pen_problem_details_set_columns: how many columns of code there is room for; from
 * PEN_NARROW_BELOW on the compiler's own drawing is shown. */
void pen_problem_details_set_columns (PenProblemDetails *self, guint columns);

G_END_DECLS
