/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "file.h"

G_BEGIN_DECLS

#define PEN_TYPE_FILES (pen_files_get_type ())
/**
 * PenFiles: the files of one program, and where they lie; a GListModel of PenFile, the crate root
 * first, then by name.
 *
 * Properties, read-only and notified: title (what the window is called), location (nullable GFile:
 * the file or folder), modified, has-origin. Signal changed: some text, name or the set of files is
 * another now.
 *
 * All errors are sentences for people.
 */
G_DECLARE_FINAL_TYPE (PenFiles, pen_files, PEN, FILES, GObject)

/** pen_files_new: (transfer full): a first program that runs, not on the disk. */
PenFiles *pen_files_new (void);

/** pen_files_get: (transfer none) (nullable): the file called @name. */
PenFile *pen_files_get (PenFiles *self, const char *name);

/** pen_files_get_root: (transfer none) (nullable): where the program begins; NULL without Rust. */
PenFile *pen_files_get_root (PenFiles *self);

/** pen_files_dup_program: (transfer full): what would be run now; options are the defaults. */
PenProgram *pen_files_dup_program (PenFiles *self);

/** pen_files_get_title: (transfer none): "hello.rs", a folder's name, or "New Program". */
const char *pen_files_get_title (PenFiles *self);

/** pen_files_get_location: (transfer none) (nullable): of the one file, or of the folder. */
GFile *pen_files_get_location (PenFiles *self);

gboolean pen_files_get_modified (PenFiles *self);

/* --- Another program --- */

/** pen_files_set_new: replaces all by the first program. */
void pen_files_set_new (PenFiles *self);

/**
 * pen_files_set_copy: replaces all by a copy of @sources, which is not on the disk.
 * @title: (nullable): what the copy is called
 */
void pen_files_set_copy (PenFiles *self, const PenSources *sources, const char *title);

/**
 * pen_files_set_restored: replaces all by a program as it was when it was left.
 * @place: (nullable): where it lay on the disk then, and what of it
 * @title: (nullable): what it is called when it is not on the disk
 */
void pen_files_set_restored (PenFiles *self,
                             const PenSources *sources,
                             const PenPlace *place,
                             const char *title);

/** pen_files_get_base: (transfer none) (nullable): the folder that the names of its files are
 * relative to, once it is on the disk. */
GFile *pen_files_get_base (PenFiles *self);

/** pen_files_get_copy_title: (transfer none) (nullable): what the copy is called. */
const char *pen_files_get_copy_title (PenFiles *self);

/** pen_files_take_origin: it turns out to be a copy of @sources, called @title. */
void pen_files_take_origin (PenFiles *self, const PenSources *sources, const char *title);

/** pen_files_get_has_origin: whether this is a copy that pen_files_restore_origin() can undo. */
gboolean pen_files_get_has_origin (PenFiles *self);

/** pen_files_restore_origin: every file of the original is again as it was, as one step that can be
 * undone in each; files that the original has not stay. */
void pen_files_restore_origin (PenFiles *self);

/**
 * pen_files_open_async: replaces all by what lies on the disk, or by nothing if that fails.
 * @locations: (array zero-terminated): one folder, or files
 */
void pen_files_open_async (PenFiles *self,
                           GFile *const *locations,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
gboolean pen_files_open_finish (PenFiles *self, GAsyncResult *result, GError **error);

/* --- The set of files --- */

/**
 * pen_files_add: a new, empty file.
 * @name: what somebody typed: "grid" and "grid.rs" lie beside the crate root (src/grid.rs), a name
 * with a slash is taken as it is
 *
 * Returns: (transfer none): or NULL with an error
 */
PenFile *pen_files_add (PenFiles *self, const char *name, GError **error);

/** pen_files_put: a file with these contents, which may be one that was removed; nothing lies on
 * the disk until the program is saved. @name: must pass pen_sources_check_name(), and be free */
void pen_files_put (PenFiles *self, const char *name, GBytes *bytes);

/** pen_files_rename: also on the disk, at once. @name: as for pen_files_add() */
gboolean pen_files_rename (PenFiles *self, PenFile *file, const char *name, GError **error);

/** pen_files_remove: takes a file out; on the disk it goes (to the trash where there is one) when
 * the program is saved. FALSE for the only Rust file. */
gboolean pen_files_remove (PenFiles *self, PenFile *file, GError **error);

/** pen_files_undo_remove: puts the file that was removed last back. FALSE when there is none. */
gboolean pen_files_undo_remove (PenFiles *self);

/* --- Saving --- */

/** pen_files_needs_location: nothing of the program is on the disk, so that somebody has to say
 * where it goes. */
gboolean pen_files_needs_location (PenFiles *self);

/** pen_files_is_single: whether it is saved as one file; else as a folder. */
gboolean pen_files_is_single (PenFiles *self);

/** pen_files_save_async: writes what was modified. Not while pen_files_needs_location(). The first
 * file that cannot be written ends it. */
void pen_files_save_async (PenFiles *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);

/**
 * pen_files_save_as_async: writes the program to another place, where it then belongs.
 * @location: while pen_files_is_single(), a file, which is replaced; else a folder, in which there
 * is nothing that would have to be replaced
 */
void pen_files_save_as_async (PenFiles *self,
                              GFile *location,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);

/** pen_files_save_finish: of both; FALSE with an error, and then some files may be saved. */
gboolean pen_files_save_finish (PenFiles *self, GAsyncResult *result, GError **error);

G_END_DECLS
