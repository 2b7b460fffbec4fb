/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "session.h"

G_BEGIN_DECLS

#define PEN_TYPE_DESK_ENTRY (pen_desk_entry_get_type ())
/** PenDeskEntry: a session that lies on the desk, for lists. It never changes. */
G_DECLARE_FINAL_TYPE (PenDeskEntry, pen_desk_entry, PEN, DESK_ENTRY, GObject)

/** pen_desk_entry_new: (transfer full): of @session as it is. @changed: µs since 1970 */
PenDeskEntry *pen_desk_entry_new (PenSession *session, gint64 changed);

/** pen_desk_entry_get_id: (transfer none) */
const char *pen_desk_entry_get_id (PenDeskEntry *self);
/** pen_desk_entry_get_title: (transfer none): its title, or the name of its place. */
const char *pen_desk_entry_get_title (PenDeskEntry *self);
/** pen_desk_entry_get_preview: (transfer none): the first lines of the program that say something.
 */
const char *pen_desk_entry_get_preview (PenDeskEntry *self);
/** pen_desk_entry_get_changed: when it was changed last, µs since 1970. */
gint64 pen_desk_entry_get_changed (PenDeskEntry *self);
/** pen_desk_entry_get_n_steps, pen_desk_entry_get_n_runs: how many it has. */
guint pen_desk_entry_get_n_steps (PenDeskEntry *self);
guint pen_desk_entry_get_n_runs (PenDeskEntry *self);

#define PEN_TYPE_DESK (pen_desk_get_type ())
/**
 * PenDesk: the folder with all sessions of somebody: those that are open, in this process or
 * another one, and those that were. Each has a folder called by its id, with its journal. Main
 * thread only.
 */
G_DECLARE_FINAL_TYPE (PenDesk, pen_desk, PEN, DESK, GObject)

/** pen_desk_new: (transfer full). @folder: (type filename) (nullable): NULL: `playpen/sessions` in
 * the user's data folder. Nothing is made until something is to be kept. */
PenDesk *pen_desk_new (const char *folder);

/**
 * pen_desk_restore: (transfer full) (element-type PenSession): the sessions that were open, oldest
 * first. Those that another process has open are not among them.
 * @ret_crashed: (out): whether one of them was broken off
 * @ret_cut: (out): whether the end of one was damaged and cut
 */
GPtrArray *pen_desk_restore (PenDesk *self, gboolean *ret_crashed, gboolean *ret_cut);

/**
 * pen_desk_add: gives a session a journal here. FALSE with %PEN_CORE_ERROR_INPUT when that cannot
 * be: what it says is for people; the session goes on without. Waits for the disk.
 */
gboolean pen_desk_add (PenDesk *self, PenSession *session, GError **error);

/** pen_desk_add_async: the same, while one goes on working with @session; what happens in it
 * meanwhile is kept too. */
void pen_desk_add_async (PenDesk *self,
                         PenSession *session,
                         GAsyncReadyCallback callback,
                         gpointer data);
gboolean pen_desk_add_finish (PenDesk *self, GAsyncResult *result, GError **error);

/** pen_desk_open: (transfer full): one that lies here; or NULL with %G_IO_ERROR_BUSY when it is
 * open somewhere, %PEN_CORE_ERROR_INPUT or _FORMAT. */
PenSession *pen_desk_open (PenDesk *self, const char *id, GError **error);

/** pen_desk_list_async: those that are closed, the newest first. */
void pen_desk_list_async (PenDesk *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
/** pen_desk_list_finish: (transfer full) (element-type PenDeskEntry) */
GListModel *pen_desk_list_finish (PenDesk *self, GAsyncResult *result, GError **error);

/** pen_desk_delete: for ever. FALSE with %G_IO_ERROR_BUSY when it is open. */
gboolean pen_desk_delete (PenDesk *self, const char *id, GError **error);

G_END_DECLS
