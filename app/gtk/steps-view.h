/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_STEPS_VIEW (pen_steps_view_get_type ())
/**
 * PenStepsView: the steps of a session: to look over, order, name, annotate. It shows private
 * notes: never on a stage. Titles, notes, what is expected, the order and removing are done here,
 * in the session; what touches the program or the window is left to whoever has it:
 *
 * Actions, below "steps": set, apply, compare, recapture, take-output, rename, move-up, move-down,
 * remove.
 *
 * Signal `set-step ()`: a step of the program as it is now is wanted: pen_session_add_step(), then
 * pen_steps_view_select().
 * Signal `apply (PenStep *step)`: the program is to become this step.
 * Signal `compare (PenStep *step)`: what is different between it and now is to be shown.
 * Signal `about-to-read ()`: the session's files are about to be read: what was typed into the
 * program should be in it.
 * Signal `say-with-undo (const char *sentence)`: something was done that pen_steps_view_undo()
 * takes back; @sentence is for people: a toast with a button "Undo".
 */
G_DECLARE_FINAL_TYPE (PenStepsView, pen_steps_view, PEN, STEPS_VIEW, GtkWidget)

/** pen_steps_view_new: (transfer floating): without a session. At least 280 px wide. */
PenStepsView *pen_steps_view_new (void);

/** pen_steps_view_set_session: @session: (nullable): kept */
void pen_steps_view_set_session (PenStepsView *self, PenSession *session);

/** pen_steps_view_get_selected: (transfer none) (nullable): the step whose details are shown. */
PenStep *pen_steps_view_get_selected (PenStepsView *self);

/** pen_steps_view_select: @step: of the session */
void pen_steps_view_select (PenStepsView *self, PenStep *step);

/** pen_steps_view_rename: lets somebody type a new title for the step that is selected; nothing
 * when none is. */
void pen_steps_view_rename (PenStepsView *self);

/** pen_steps_view_flush: what was typed of a step is in the session now. */
void pen_steps_view_flush (PenStepsView *self);

/** pen_steps_view_undo: takes back what was said last by say-with-undo; nothing when that is done
 * or another session is shown. */
void pen_steps_view_undo (PenStepsView *self);

G_END_DECLS
