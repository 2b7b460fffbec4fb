/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "actions.h"

G_BEGIN_DECLS

#define PEN_TYPE_PALETTE_ROW (pen_palette_row_get_type ())
/** PenPaletteRow: one action: its title and keys. */
G_DECLARE_FINAL_TYPE (PenPaletteRow, pen_palette_row, PEN, PALETTE_ROW, GtkListBoxRow)

/** pen_palette_row_new: @action: of the table, which outlives the row */
GtkWidget *pen_palette_row_new (const PenUiAction *action);

const PenUiAction *pen_palette_row_get_action (PenPaletteRow *self);

/** pen_palette_row_set_rank: the more the further up; 0: not shown. */
void pen_palette_row_set_rank (PenPaletteRow *self, guint rank);
guint pen_palette_row_get_rank (PenPaletteRow *self);

G_END_DECLS
