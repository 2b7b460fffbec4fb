/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_COPY_BUTTON (pen_copy_button_get_type ())
/** PenCopyButton: puts its text on the clipboard, and shows for a moment that it did. Without a
 * text it is not there. Property `text` (nullable). */
G_DECLARE_FINAL_TYPE (PenCopyButton, pen_copy_button, PEN, COPY_BUTTON, GtkButton)

/** pen_copy_button_set_text: @text (nullable): what is copied; NULL hides the button. */
void pen_copy_button_set_text (PenCopyButton *self, const char *text);

/** pen_copy_button_get_text: (transfer none) (nullable) */
const char *pen_copy_button_get_text (PenCopyButton *self);

G_END_DECLS
