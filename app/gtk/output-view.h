/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_OUTPUT_VIEW (pen_output_view_get_type ())
/**
 * PenOutputView: what a program prints, and a line to type for it below. It follows the end until
 * the reader scrolls up, and again once they are back there. It never takes longer than a few ms of
 * a frame, however much is printed.
 *
 * Property `following` (boolean, read-only).
 *
 * Its actions, to be used under the prefix "output": find, find-next, find-previous, copy (what is
 * selected, else everything), clear, jump-to-end, focus (moves the focus to the text), type (moves
 * it to the line to type in, if there is one).
 */
G_DECLARE_FINAL_TYPE (PenOutputView, pen_output_view, PEN, OUTPUT_VIEW, GtkWidget)

GtkWidget *pen_output_view_new (void);

/**
 * pen_output_view_set_job: shows another job's output, from its beginning.
 * @job: (nullable): takes a reference; NULL: shows how to run something
 * @own_files: (nullable) (array zero-terminated): names of the program's files, which places in the
 *   output lead to
 */
void pen_output_view_set_job (PenOutputView *self, PenJob *job, const char *const *own_files);

/** pen_output_view_get_actions: (transfer none). */
GActionGroup *pen_output_view_get_actions (PenOutputView *self);

/** pen_output_view_get_following: whether new output is scrolled to. */
gboolean pen_output_view_get_following (PenOutputView *self);

/** pen_output_view_get_text_view: (transfer none). */
GtkTextView *pen_output_view_get_text_view (PenOutputView *self);

G_END_DECLS
