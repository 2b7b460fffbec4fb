/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_RECENT_ROW (pen_recent_row_get_type ())
/** PenRecentRow: what the list of recent programs says of one. */
G_DECLARE_FINAL_TYPE (PenRecentRow, pen_recent_row, PEN, RECENT_ROW, GtkWidget)

/** pen_recent_row_new: (transfer floating): of nothing yet. */
PenRecentRow *pen_recent_row_new (void);

/** pen_recent_row_set_entry: @entry: read, not kept */
void pen_recent_row_set_entry (PenRecentRow *self, PenDeskEntry *entry);

G_END_DECLS
