/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_STEP_DETAILS (pen_step_details_get_type ())
/** PenStepDetails: title, private notes and expected output of a step, to be typed. What is typed
 * is in the step a moment later. Its buttons are actions below "steps" of the view around it. */
G_DECLARE_FINAL_TYPE (PenStepDetails, pen_step_details, PEN, STEP_DETAILS, GtkWidget)

/** pen_step_details_set_step: @step: (nullable): kept */
void pen_step_details_set_step (PenStepDetails *self, PenStep *step);

/** pen_step_details_flush: what was typed is in the step now. */
void pen_step_details_flush (PenStepDetails *self);

G_END_DECLS
