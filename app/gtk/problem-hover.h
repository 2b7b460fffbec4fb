/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "editor-diagnostics.h"

G_BEGIN_DECLS

#define PEN_TYPE_PROBLEM_HOVER (pen_problem_hover_get_type ())
/** PenProblemHover: says what is underlined where the pointer rests. */
G_DECLARE_FINAL_TYPE (PenProblemHover, pen_problem_hover, PEN, PROBLEM_HOVER, GObject)

/** pen_problem_hover_new: (transfer full): @diagnostics: may go first; then nothing is said. */
PenProblemHover *pen_problem_hover_new (PenEditorDiagnostics *diagnostics);

/** pen_problem_hover_dup_content: (transfer floating) (nullable): what is shown for @iter; NULL
 * when nothing is underlined there. */
GtkWidget *pen_problem_hover_dup_content (PenProblemHover *self, const GtkTextIter *iter);

G_END_DECLS
