/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "moment.h"

G_BEGIN_DECLS

#define PEN_TYPE_MOMENT_ROW (pen_moment_row_get_type ())
/** PenMomentRow: what the history's list says of one moment. */
G_DECLARE_FINAL_TYPE (PenMomentRow, pen_moment_row, PEN, MOMENT_ROW, GtkWidget)

/** pen_moment_row_new: (transfer floating): of nothing yet. */
PenMomentRow *pen_moment_row_new (void);

/** pen_moment_row_set_moment: @moments: (nullable): the list that @moment is of
 * @moment: (nullable): kept */
void pen_moment_row_set_moment (PenMomentRow *self, PenMoments *moments, PenMoment *moment);

G_END_DECLS
