/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_STATUS_STRIP (pen_status_strip_get_type ())
/** PenStatusStrip: the quiet line at the bottom: problems, with what the program is compiled, where
 * the caret is. */
G_DECLARE_FINAL_TYPE (PenStatusStrip, pen_status_strip, PEN, STATUS_STRIP, GtkWidget)

/** pen_status_strip_set_problems: how many errors and warnings there are, and whether they are
 * looked for right now.
 * @has_more: there are more than could be counted
 * @reason: (nullable): why the program is not checked, a sentence; the counts do not matter then */
void pen_status_strip_set_problems (PenStatusStrip *self,
                                    guint n_errors,
                                    guint n_warnings,
                                    gboolean has_more,
                                    gboolean checking,
                                    const char *reason);

/** pen_status_strip_set_toolchain: @text: (nullable): such as "Rust 1.96.0 · 2021 · Release". */
void pen_status_strip_set_toolchain (PenStatusStrip *self, const char *text);

/** pen_status_strip_set_position: both 1-based; 0 when there is no caret. */
void pen_status_strip_set_position (PenStatusStrip *self, guint line, guint column);

G_END_DECLS
