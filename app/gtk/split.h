/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_SPLIT (pen_split_get_type ())
/**
 * PenSplit: code and results, and how they share the room.
 *
 * Where there are fewer than PEN_SPLIT_COLUMNS columns (a projector at 300 %), AUTO shows code
 * alone, and results slide over it while `results-open`.
 *
 * Properties: `code` and `results` (GtkWidget), `results-open` (gboolean), `sliding` (gboolean,
 * read-only): whether results slide over the code at this size; `side-share` and `stacked-share`
 * (double): what part of the room results get beside or below the code, moved by hand too.
 */
G_DECLARE_FINAL_TYPE (PenSplit, pen_split, PEN, SPLIT, GtkWidget)

/** PEN_SPLIT_COLUMNS: columns of code below which there is room for only one of both. */
#define PEN_SPLIT_COLUMNS 60

/** PEN_SPLIT_SIDE_WIDTH: from so many px on AUTO puts results at the right. */
#define PEN_SPLIT_SIDE_WIDTH 1100

/** pen_split_set_layout: AUTO at first. */
void pen_split_set_layout (PenSplit *self, PenLayout layout);

/** pen_split_get_sliding: whether results slide over the code at this size. */
gboolean pen_split_get_sliding (PenSplit *self);

/** pen_split_set_results_open: only has an effect, and is only kept, while they slide. */
void pen_split_set_results_open (PenSplit *self, gboolean open);
gboolean pen_split_get_results_open (PenSplit *self);

G_END_DECLS
