/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

#include "diff-file.h"

G_BEGIN_DECLS

#define PEN_TYPE_DIFF_GUTTER (pen_diff_gutter_get_type ())
/** PenDiffGutter: the numbers of lines, old and new, and the signs + and − beside a page. */
G_DECLARE_FINAL_TYPE (PenDiffGutter, pen_diff_gutter, PEN, DIFF_GUTTER, GtkSourceGutterRenderer)

/** pen_diff_gutter_new: (transfer floating): with no page. */
PenDiffGutter *pen_diff_gutter_new (void);

/** pen_diff_gutter_set_rows: @rows: (element-type PenDiffRow) (nullable): kept
 * @side: whose numbers are shown
 * @has_signs: FALSE: a file by itself */
void
pen_diff_gutter_set_rows (PenDiffGutter *self, GArray *rows, PenDiffSide side, gboolean has_signs);

G_END_DECLS
