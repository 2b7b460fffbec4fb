/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "editor-diagnostics.h"

G_BEGIN_DECLS

#define PEN_TYPE_PROBLEM_GUTTER (pen_problem_gutter_get_type ())
/** PenProblemGutter: beside each line that has a problem the icon of the gravest, in the size of
 * the text; the messages when the pointer rests there. */
G_DECLARE_FINAL_TYPE (PenProblemGutter,
                      pen_problem_gutter,
                      PEN,
                      PROBLEM_GUTTER,
                      GtkSourceGutterRenderer)

/** pen_problem_gutter_new: (transfer floating): @diagnostics: may go first. */
PenProblemGutter *pen_problem_gutter_new (PenEditorDiagnostics *diagnostics);

G_END_DECLS
