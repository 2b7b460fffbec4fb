/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_DIFF_VIEW (pen_diff_view_get_type ())
/**
 * PenDiffView: what is different between two states of a program, file by file, to read and copy.
 * Where there is room for it the two are side by side. Also shows one state alone. F7 and n go to
 * the next difference, Shift+F7 and p to the one before, through all files.
 */
G_DECLARE_FINAL_TYPE (PenDiffView, pen_diff_view, PEN, DIFF_VIEW, GtkWidget)

/** pen_diff_view_new: (transfer floating): with nothing in it. */
PenDiffView *pen_diff_view_new (void);

/** pen_diff_view_set_names: what the two are called above their sides.
 * @old_name, @new_name: translated, header capitals: "Then", "Now", "Step 3" */
void pen_diff_view_set_names (PenDiffView *self, const char *old_name, const char *new_name);

/** pen_diff_view_show_difference: from @old to @new. The file that was in front stays there, if it
 * is among them. */
void
pen_diff_view_show_difference (PenDiffView *self, const PenSources *old, const PenSources *new);

/** pen_diff_view_show_sources: one state alone, all its files. */
void pen_diff_view_show_sources (PenDiffView *self, const PenSources *sources);

/** pen_diff_view_get_n_differences: stretches of lines in all files, and files that are not text;
 * 0 when one state is shown alone. */
guint pen_diff_view_get_n_differences (PenDiffView *self);

/** pen_diff_view_get_difference: which one was gone to, from 1; 0: none yet. */
guint pen_diff_view_get_difference (PenDiffView *self);

/** pen_diff_view_go: to another difference; nothing when there is none in that direction.
 * @direction: 1 the next, -1 the one before */
void pen_diff_view_go (PenDiffView *self, int direction);

/** pen_diff_view_get_file: (transfer none) (nullable): the name of the file in front. */
const char *pen_diff_view_get_file (PenDiffView *self);

/** pen_diff_view_set_file: brings a file to the front, if it is among them. */
void pen_diff_view_set_file (PenDiffView *self, const char *name);

/** pen_diff_view_get_is_side_by_side: whether the two are beside each other now. */
gboolean pen_diff_view_get_is_side_by_side (PenDiffView *self);

G_END_DECLS
