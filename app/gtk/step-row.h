/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_STEP_ROW (pen_step_row_get_type ())
/** PenStepRow: a step in the list of steps; its title can be typed in place. Its buttons and keys
 * are actions below "steps" of the view around it. */
G_DECLARE_FINAL_TYPE (PenStepRow, pen_step_row, PEN, STEP_ROW, GtkListBoxRow)

/** pen_step_row_new: (transfer floating) */
PenStepRow *pen_step_row_new (PenStep *step);

/** pen_step_row_get_step: (transfer none) */
PenStep *pen_step_row_get_step (PenStepRow *self);

/** pen_step_row_set_state: @number: from 1
 * @is_current: the program is this step now, or came from it
 * @is_reached: it was, at some time */
void
pen_step_row_set_state (PenStepRow *self, guint number, gboolean is_current, gboolean is_reached);

/** pen_step_row_rename: lets somebody type a new title; Enter takes it, Escape does not. */
void pen_step_row_rename (PenStepRow *self);

G_END_DECLS
