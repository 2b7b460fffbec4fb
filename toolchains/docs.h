/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchain-list.h"

G_BEGIN_DECLS

/** PenDocs: documentation that is installed here, as rustdoc lays it out: the standard library, the
 * Book, the Reference, the explanations of errors. Immutable, may be used on any thread. */
typedef struct _PenDocs PenDocs;

/**
 * pen_docs_new: looks for the documentation of @toolchain, then for the distribution's, then for
 * any other toolchain's. Lists some 150 directories: 5 ms, or 50 from a
 * disk.
 * @list: (nullable): where else to look
 * @toolchain: (nullable): whose is wanted
 *
 * Returns: (transfer full): or NULL with %PEN_TOOLCHAIN_ERROR_MISSING; the message says how to get
 * it
 */
PenDocs *pen_docs_new (PenToolchainList *list, PenToolchain *toolchain, GError **error);

/** pen_docs_new_async: the same in a thread, for a disk may be slow to list so much. */
void pen_docs_new_async (PenToolchainList *list,
                         PenToolchain *toolchain,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
/** pen_docs_new_finish: (transfer full): as pen_docs_new() returns, or NULL with
 * %G_IO_ERROR_CANCELLED. */
PenDocs *pen_docs_new_finish (GAsyncResult *result, GError **error);

/** pen_docs_new_in: (transfer full) (nullable): what is in @folder, which holds `std`; NULL when it
 * does not. */
PenDocs *pen_docs_new_in (const char *folder);
void pen_docs_free (PenDocs *docs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenDocs, pen_docs_free)

/** pen_docs_get_folder: (transfer none) (type filename): where it is. */
const char *pen_docs_get_folder (const PenDocs *docs);

/**
 * pen_docs_find: the page about a word.
 * @word: as pen_word_at() returns it, or an error code ("E0382"), or a word of the Book
 * ("ownership"); any text is safe
 *
 * A word without a path is looked for in all of the standard library; of several pages the one of
 * what programs use most is taken. Of a method without its type the first of the common traits and
 * types that has one. A few pages of at most 4 MiB each are searched for the place in them.
 *
 * Returns: (transfer full): a file URI, with the place on the page behind a #; or NULL with
 * %PEN_TOOLCHAIN_ERROR_MISSING, a sentence
 */
char *pen_docs_find (const PenDocs *docs, const char *word, GError **error);

G_END_DECLS
