/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_STDIN_ROW (pen_stdin_row_get_type ())
/**
 * PenStdinRow: typing for a running program: Enter sends a line, Ctrl+D in an empty entry or the
 * button ends the input, Up and Down bring back what was sent since the row exists. Visible while a
 * job's program runs whose recipe says that somebody types (PenOptions.interactive), once it has
 * run for a moment: most programs end before. When it goes away with the focus in it, it activates
 * output.focus.
 *
 * Signal `sent (const char *)`: a line that the program was given, without its newline.
 */
G_DECLARE_FINAL_TYPE (PenStdinRow, pen_stdin_row, PEN, STDIN_ROW, GtkWidget)

GtkWidget *pen_stdin_row_new (void);

/** pen_stdin_row_set_job: (nullable): takes a reference. */
void pen_stdin_row_set_job (PenStdinRow *self, PenJob *job);

/** pen_stdin_row_send: gives @text to the program as lines, the last one ended too. */
void pen_stdin_row_send (PenStdinRow *self, const char *text);

G_END_DECLS
