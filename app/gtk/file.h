/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/** PenFileProblem: what keeps a file and its copy on the disk from being the same. */
typedef enum
{
  PEN_FILE_PROBLEM_NONE,
  PEN_FILE_PROBLEM_CHANGED, /* the disk has another text: reload it, or keep this one */
  PEN_FILE_PROBLEM_GONE,    /* the file is no longer there: save it again, or leave it */
  PEN_FILE_PROBLEM_OPAQUE,  /* this file cannot be shown as text; its bytes are kept */
} PenFileProblem;

#define PEN_TYPE_FILE (pen_file_get_type ())
/**
 * PenFile: one named file of a program: a text in a buffer, or bytes that are kept as they are.
 *
 * Properties: name, location (nullable GFile), modified (what is here is not what is on the disk),
 * problem (nullable: a sentence for people), all read-only and notified. Signal changed: the text
 * or the bytes are others now. Signal edited (guint at, guint cut, string put): after character
 * `at` of the text `cut` characters went, and `put` came.
 *
 * What changes on the disk is noticed. If nothing was changed here it comes in by itself as one
 * step that can be undone; else @problem says so.
 */
G_DECLARE_FINAL_TYPE (PenFile, pen_file, PEN, FILE, GObject)

/** pen_file_new: (transfer full): empty. @name: must pass pen_sources_check_name() */
PenFile *pen_file_new (const char *name);

/** pen_file_new_from_bytes: (transfer full): @bytes that are no UTF-8, or more than
 * PEN_PROGRAM_MAX_RUST_BYTES, are kept but not shown. */
PenFile *pen_file_new_from_bytes (const char *name, GBytes *bytes);

/** pen_file_get_name: (transfer none): relative, as the compiler names it: `src/main.rs`. */
const char *pen_file_get_name (PenFile *self);

/** pen_file_set_name: FALSE with a sentence when the name is refused. The disk is not touched. */
gboolean pen_file_set_name (PenFile *self, const char *name, GError **error);

/** pen_file_get_buffer: (transfer none): its text; a note for people if it is no text. */
GtkSourceBuffer *pen_file_get_buffer (PenFile *self);

/** pen_file_is_text: whether the buffer is what the file holds, so that it can be edited. */
gboolean pen_file_is_text (PenFile *self);

/** pen_file_dup_bytes: (transfer full): what would be written to the disk now. */
GBytes *pen_file_dup_bytes (PenFile *self);

/** pen_file_set_text: gives it another text as one step that can be undone. Not for opaque files.
 */
void pen_file_set_text (PenFile *self, const char *text);

/** pen_file_set_bytes: other contents; of text as one step that can be undone. */
void pen_file_set_bytes (PenFile *self, GBytes *bytes);

/** pen_file_get_location: (transfer none) (nullable): where it is on the disk. */
GFile *pen_file_get_location (PenFile *self);

/**
 * pen_file_set_location: from now on the file belongs there.
 * @location: (nullable)
 * @etag: (nullable): of the contents that are the same as here; NULL: it is not there yet, so the
 * file counts as modified
 */
void pen_file_set_location (PenFile *self, GFile *location, const char *etag);

/**
 * pen_file_restore: it belongs there, and did before Playpen was started.
 * @etag: (nullable): of what lay there when it was last read or saved; NULL: it never was there
 * @modified: whether the contents here are others
 *
 * What happened to it on the disk since is noticed soon.
 */
void pen_file_restore (PenFile *self, GFile *location, const char *etag, gboolean modified);

/** pen_file_get_etag: (transfer none) (nullable): of what was last read or saved at its location.
 */
const char *pen_file_get_etag (PenFile *self);

/** pen_file_is_plain: whether its bytes are just the text of the buffer. */
gboolean pen_file_is_plain (PenFile *self);

/** pen_file_move: it lies elsewhere on the disk now, with the contents that it had there. */
void pen_file_move (PenFile *self, GFile *location);

gboolean pen_file_get_modified (PenFile *self);

/** pen_file_get_problem: (transfer none) (nullable): a sentence. */
const char *pen_file_get_problem (PenFile *self);
PenFileProblem pen_file_get_problem_kind (PenFile *self);

/**
 * pen_file_save_async: writes it to the disk.
 * @location: (nullable): a new place, where whatever is there is replaced; NULL: where it is
 *
 * The old contents stay until the new ones are there as a whole. If somebody else changed the file
 * since, nothing is written, and @problem says so. Errors are %PEN_CORE_ERROR with sentences.
 */
void pen_file_save_async (PenFile *self,
                          GFile *location,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
gboolean pen_file_save_finish (PenFile *self, GAsyncResult *result, GError **error);

/** pen_file_reload_async: takes what is on the disk, as one step that can be undone. */
void pen_file_reload_async (PenFile *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);
gboolean pen_file_reload_finish (PenFile *self, GAsyncResult *result, GError **error);

/** pen_file_keep_mine: the problem is answered: the next save replaces what is on the disk. */
void pen_file_keep_mine (PenFile *self);

G_END_DECLS
