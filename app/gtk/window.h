/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "application.h"

G_BEGIN_DECLS

#define PEN_TYPE_WINDOW (pen_window_get_type ())
/** PenWindow: one program, written, run and explained. */
G_DECLARE_FINAL_TYPE (PenWindow, pen_window, PEN, WINDOW, AdwApplicationWindow)

/** pen_window_new: (transfer none): a window with a program that runs; GTK owns it. */
PenWindow *pen_window_new (PenApplication *application);

/** pen_window_new_for_session: (transfer none): a window with what is in @session, which goes on
 * there. */
PenWindow *pen_window_new_for_session (PenApplication *application, PenSession *session);

/** pen_window_get_session: (transfer none) */
PenSession *pen_window_get_session (PenWindow *self);

/** pen_window_show_place: comes to the front if its program is what lies at @location, a file or a
 * folder; @line, @column: as for pen_window_open(), but 0 leaves the caret where it is. FALSE when
 * it has another program. */
gboolean pen_window_show_place (PenWindow *self, GFile *location, guint line, guint column);

/** pen_window_leave: closes it with the whole program, to come back with it. Asks only when what
 * was typed could not be kept. */
void pen_window_leave (PenWindow *self);

/** pen_window_is_untouched: it still has the program that it came with, so that another may take
 * its place. */
gboolean pen_window_is_untouched (PenWindow *self);

/**
 * pen_window_open: shows what lies on the disk instead of what the window has; an archive, or a
 * file that was taken home, in a window of its own.
 * @locations: (array zero-terminated): one folder, or the files of one program
 * @line: 1-based; 0: the beginning
 * @column: 1-based, in characters; 0: the beginning of the line
 */
void pen_window_open (PenWindow *self, GFile *const *locations, guint line, guint column);

/** pen_window_open_link: shows the program in a link of the playground in a window of its own. */
void pen_window_open_link (PenWindow *self, const char *link);

/** pen_window_put_away: closes it without a question, unless what was typed could not be kept: it
 * can be opened again from the desk. */
void pen_window_put_away (PenWindow *self);

/** pen_window_say: shows a sentence for a moment. */
void pen_window_say (PenWindow *self, const char *sentence);

/** pen_window_say_with_undo: the same, with a button to take back what was done.
 * @action: full name. @target: (transfer floating) (nullable) */
void pen_window_say_with_undo (PenWindow *self,
                               const char *sentence,
                               const char *action,
                               GVariant *target);

/** pen_window_open_example: shows a copy of it, in this window if it is untouched. */
void pen_window_open_example (PenWindow *self, PenExample *example);

G_END_DECLS
