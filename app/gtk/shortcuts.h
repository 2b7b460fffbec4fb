/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PEN_TYPE_SHORTCUTS (pen_shortcuts_get_type ())
/** PenShortcuts: the window of all keys, made from the table of actions and what the editor does by
 * itself; it can be searched. */
G_DECLARE_FINAL_TYPE (PenShortcuts, pen_shortcuts, PEN, SHORTCUTS, AdwPreferencesWindow)

/** pen_shortcuts_new: (transfer none): GTK owns it. @parent: (nullable) */
PenShortcuts *pen_shortcuts_new (GtkWindow *parent);

G_END_DECLS
