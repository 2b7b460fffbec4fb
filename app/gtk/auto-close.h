/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define PEN_TYPE_AUTO_CLOSE (pen_auto_close_get_type ())
/**
 * PenAutoClose: brackets and quotes come in pairs. The second half comes by itself, is typed over,
 * and goes with the first; around a selection both are put. A single quote does not: it begins a
 * lifetime as often as a character.
 */
G_DECLARE_FINAL_TYPE (PenAutoClose, pen_auto_close, PEN, AUTO_CLOSE, GObject)

/** pen_auto_close_new: (transfer full): listens to what is typed into @view, which outlives it. */
PenAutoClose *pen_auto_close_new (GtkSourceView *view);

/** pen_auto_close_set_enabled: not while Vim keys mean other things. */
void pen_auto_close_set_enabled (PenAutoClose *self, gboolean enabled);

/** pen_auto_close_type: whether it took care of a sign that was typed. */
gboolean pen_auto_close_type (PenAutoClose *self, gunichar c);

/** pen_auto_close_erase: whether it took care of a backspace. */
gboolean pen_auto_close_erase (PenAutoClose *self);

G_END_DECLS
