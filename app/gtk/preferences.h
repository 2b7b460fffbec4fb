/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PEN_TYPE_PREFERENCES (pen_preferences_get_type ())
/** PenPreferences: a window in which somebody changes settings. It only writes them; whoever is
 * concerned follows them by itself. */
G_DECLARE_FINAL_TYPE (PenPreferences, pen_preferences, PEN, PREFERENCES, AdwPreferencesWindow)

/** pen_preferences_new: (transfer none): GTK owns it. @settings: of pen_settings_new(), kept */
PenPreferences *pen_preferences_new (GSettings *settings);

G_END_DECLS
