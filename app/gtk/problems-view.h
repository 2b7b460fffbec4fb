/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_PROBLEMS_VIEW (pen_problems_view_get_type ())
/**
 * PenProblemsView: the list of problems; a row leads to its place by the action `win.go-to`.
 *
 * One row is selected, at first the first one; the key that applies a suggestion is about it.
 * Signal `apply (PenDiagnostic *, PenSuggestion *)`: somebody wants a change of the compiler.
 */
G_DECLARE_FINAL_TYPE (PenProblemsView, pen_problems_view, PEN, PROBLEMS_VIEW, GtkWidget)

/** pen_problems_view_new: (transfer floating): empty. */
GtkWidget *pen_problems_view_new (void);

/** pen_problems_view_set_diagnostics: (nullable) (element-type PenDiagnostic): followed as it
 * changes. */
void pen_problems_view_set_diagnostics (PenProblemsView *self, GListModel *diagnostics);

/** pen_problems_view_set_n_dropped: how many more there were that nobody kept; the last row says
 * so. G_MAXUINT64: nobody knows how many. */
void pen_problems_view_set_n_dropped (PenProblemsView *self, guint64 n_dropped);

/** pen_problems_view_select: opens a problem, selects it and scrolls to it. FALSE when it is not in
 * the list. */
gboolean pen_problems_view_select (PenProblemsView *self, PenDiagnostic *diagnostic);

/** pen_problems_view_get_selected: (transfer none) (nullable): NULL when a line that stands for
 * others is selected, or the list is empty. */
PenDiagnostic *pen_problems_view_get_selected (PenProblemsView *self);

/** pen_problems_view_apply_selected: asks for the first change of the selected problem of which the
 * compiler is sure, by `apply`. FALSE when it has none. */
gboolean pen_problems_view_apply_selected (PenProblemsView *self);

/** pen_problems_view_get_columns: how many columns of code an open row has room for. */
guint pen_problems_view_get_columns (PenProblemsView *self);

G_END_DECLS
