/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenDocsIndex: every item of the standard library by its name. Immutable. */
typedef struct _PenDocsIndex PenDocsIndex;

/** pen_docs_index_new: (transfer full): reads the names of the files in @folder/std; what is in
 * them is not read. */
PenDocsIndex *pen_docs_index_new (const char *folder);
void pen_docs_index_free (PenDocsIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenDocsIndex, pen_docs_index_free)

/**
 * pen_docs_index_get: (transfer none) (nullable): the page, as a path below the folder
 * @name: an item's name; a macro's with "!" behind it, an attribute's with "#" before it
 *
 * What several modules have is taken from the one that programs use most: a trait or type before a
 * function, `std::io` before the others, less deep before deeper.
 */
const char *pen_docs_index_get (const PenDocsIndex *index, const char *name);

/** pen_docs_find_item: (transfer full) (nullable): the page of @name in the module @directory (a
 * path below @folder), as a path below @folder. */
char *pen_docs_find_item (const char *folder, const char *directory, const char *name);

G_END_DECLS
