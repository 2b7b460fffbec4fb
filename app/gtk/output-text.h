/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "output-buffer.h"

G_BEGIN_DECLS

#define PEN_TYPE_OUTPUT_TEXT (pen_output_text_get_type ())
/**
 * PenOutputText: the text view of an output: a mark in the margin says where a line comes from;
 * links are followed by a click or, with the caret on them, by Enter.
 *
 * Following a link activates win.go-to (suu), win.explain (s) or win.run-backtrace (s).
 */
G_DECLARE_FINAL_TYPE (PenOutputText, pen_output_text, PEN, OUTPUT_TEXT, GtkTextView)

/** pen_output_text_set_buffer: what is shown; takes a reference. */
void pen_output_text_set_buffer (PenOutputText *self, PenOutputBuffer *buffer);

/** pen_output_text_follow_link: follows the link below the caret. Returns: whether there is one. */
gboolean pen_output_text_follow_link (PenOutputText *self);

G_END_DECLS
