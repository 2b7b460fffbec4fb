/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "diff-file.h"

G_BEGIN_DECLS

#define PEN_TYPE_DIFF_PANE (pen_diff_pane_get_type ())
/**
 * PenDiffPane: one page of differences, or one side of it, to read.
 *
 * Signal `open-fold (guint hunk)`: the lines that are not shown there are wanted.
 */
G_DECLARE_FINAL_TYPE (PenDiffPane, pen_diff_pane, PEN, DIFF_PANE, GtkWidget)

/** pen_diff_pane_show: @file: has a diff; not kept.
 * @has_signs: FALSE: a file by itself */
void pen_diff_pane_show (PenDiffPane *self,
                         const PenDiffFile *file,
                         PenDiffSide side,
                         gboolean has_signs);

/** pen_diff_pane_set_name: what it is called for whoever does not see where it is. */
void pen_diff_pane_set_name (PenDiffPane *self, const char *name);

/** pen_diff_pane_go_to_change: puts caret and view there. @change: from 1 */
void pen_diff_pane_go_to_change (PenDiffPane *self, guint change);

/** pen_diff_pane_get_top: the line at the top, from 0, that pen_diff_pane_set_top() goes back to.
 */
guint pen_diff_pane_get_top (PenDiffPane *self);
void pen_diff_pane_set_top (PenDiffPane *self, guint line);

/** pen_diff_pane_get_vadjustment: (transfer none) */
GtkAdjustment *pen_diff_pane_get_vadjustment (PenDiffPane *self);

/** pen_diff_pane_get_page: (transfer none) (nullable) */
const PenDiffPage *pen_diff_pane_get_page (PenDiffPane *self);

/** pen_diff_pane_get_view: (transfer none) */
GtkTextView *pen_diff_pane_get_view (PenDiffPane *self);

G_END_DECLS
