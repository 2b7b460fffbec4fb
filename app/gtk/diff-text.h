/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

#include "diff-file.h"

G_BEGIN_DECLS

#define PEN_TYPE_DIFF_TEXT (pen_diff_text_get_type ())
/** PenDiffText: a text view whose lines are rows of a page, each with a tint from edge to edge. */
G_DECLARE_FINAL_TYPE (PenDiffText, pen_diff_text, PEN, DIFF_TEXT, GtkSourceView)

/** pen_diff_text_set_rows: @rows: (element-type PenDiffRow) (nullable): kept */
void pen_diff_text_set_rows (PenDiffText *self, GArray *rows);

/** pen_diff_row_get_tint: what is behind rows of a kind, in the colours of now. Text in any colour
 * of the schemes stays readable on it. FALSE: nothing is. */
gboolean pen_diff_row_get_tint (PenDiffRowKind kind, GdkRGBA *ret_colour);

G_END_DECLS
