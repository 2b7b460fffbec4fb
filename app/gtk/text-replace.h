/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pen_text_replace: makes @text all there is in @buffer, as one step that can be undone.
 *
 * Only what differs is touched, so that the caret, marks and what is in sight stay where they are.
 * Nothing happens when it is there already.
 *
 * @text: UTF-8
 */
void pen_text_replace (GtkTextBuffer *buffer, const char *text);

G_END_DECLS
