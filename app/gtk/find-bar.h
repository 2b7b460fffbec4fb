/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define PEN_TYPE_FIND_BAR (pen_find_bar_get_type ())
/**
 * PenFindBar: finds and replaces in one view: plain text or regular expressions, round at the ends.
 * Escape leaves with the caret at what was found. Property: opened.
 */
G_DECLARE_FINAL_TYPE (PenFindBar, pen_find_bar, PEN, FIND_BAR, AdwBin)

/** pen_find_bar_set_view: @view: has to be set once, before anything else; outlives the bar */
void pen_find_bar_set_view (PenFindBar *self, GtkSourceView *view);

/** pen_find_bar_open: @replace: also with what takes its place. What is selected is looked for. */
void pen_find_bar_open (PenFindBar *self, gboolean replace);

void pen_find_bar_close (PenFindBar *self);
gboolean pen_find_bar_get_opened (PenFindBar *self);

/** pen_find_bar_step: selects the next place, or the one before, also while it is closed. */
void pen_find_bar_step (PenFindBar *self, gboolean forward);

G_END_DECLS
