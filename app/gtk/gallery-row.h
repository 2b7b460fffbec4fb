/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_GALLERY_ROW (pen_gallery_row_get_type ())
/** PenGalleryRow: what the gallery's list says of one example. */
G_DECLARE_FINAL_TYPE (PenGalleryRow, pen_gallery_row, PEN, GALLERY_ROW, GtkListBoxRow)

/** pen_gallery_row_new: @is_result: of a search: says the topic, for no heading above does */
GtkWidget *pen_gallery_row_new (PenExample *example, gboolean is_result);

/** pen_gallery_row_get_example: (transfer none) */
PenExample *pen_gallery_row_get_example (PenGalleryRow *self);

G_END_DECLS
