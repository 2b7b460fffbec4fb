/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PEN_TYPE_PALETTE (pen_palette_get_type ())
/**
 * PenPalette: finds an action by a few letters of its title and runs it. It lies over a window, as
 * the child of a GtkOverlay (type overlay), and is not visible until it is opened.
 *
 * It offers what the table of actions holds, exists now and is enabled. The groups `win` and `app`
 * are those of the window that it is in; others are told by pen_palette_set_group().
 */
G_DECLARE_FINAL_TYPE (PenPalette, pen_palette, PEN, PALETTE, AdwBin)

/** pen_palette_new: (transfer floating) */
GtkWidget *pen_palette_new (void);

/** pen_palette_set_settings: (nullable): where the last actions are remembered; kept. Without, they
 * are not. */
void pen_palette_set_settings (PenPalette *self, GSettings *settings);

/** pen_palette_set_group: says what is inserted into the window as @prefix.
 * @group: (nullable): kept */
void pen_palette_set_group (PenPalette *self, const char *prefix, GActionGroup *group);

/** pen_palette_open: shows it, empty, with the focus; nothing when it is open. */
void pen_palette_open (PenPalette *self);

/** pen_palette_close: hides it, and gives the focus back to where it was. */
void pen_palette_close (PenPalette *self);

/** pen_palette_get_selected: (transfer none) (nullable): the name of the action that Enter would
 * run, as it is in the table. */
const char *pen_palette_get_selected (PenPalette *self);

G_END_DECLS
