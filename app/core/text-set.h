/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

/** PenTextSet: the files of a session at one moment of it, to which records are applied. */
typedef struct _PenTextSet PenTextSet;

/** What the files of a session may be together, at any moment of it. */
#define PEN_TEXT_SET_MAX_BYTES (32 * 1024 * 1024)

/**
 * PenBlobFinder: (transfer none) (nullable): the contents that are called @hash; NULL if they are
 * not there.
 */
typedef GBytes *(*PenBlobFinder) (const char *hash, gpointer data);

/** pen_text_set_new: (transfer full). @sources: (nullable): what it begins with */
PenTextSet *pen_text_set_new (const PenSources *sources);
void pen_text_set_free (PenTextSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenTextSet, pen_text_set_free)

/**
 * pen_text_set_apply: what @record does to the files; kinds that do nothing to them are skipped.
 *
 * Returns: FALSE with %PEN_CORE_ERROR_FORMAT when that is not possible: a file that is not there, a
 * place behind the end of it, contents that are not there, a name that is taken; or _TOO_BIG. The
 * set is unchanged then.
 */
gboolean pen_text_set_apply (PenTextSet *self,
                             const PenRecord *record,
                             PenBlobFinder finder,
                             gpointer data,
                             GError **error);

/** pen_text_set_dup_sources: (transfer full): the files, in order of their names. What did not
 * change since the last call is the same GBytes. */
PenSources *pen_text_set_dup_sources (PenTextSet *self);

/** pen_text_set_equal: whether it has these files and no others; without copying any. */
gboolean pen_text_set_equal (PenTextSet *self, const PenSources *sources);

/** pen_text_set_has: whether there is a file called @name. */
gboolean pen_text_set_has (PenTextSet *self, const char *name);

/** pen_text_set_get_n_characters: of a file; -1 when it is not there or no text. */
gssize pen_text_set_get_n_characters (PenTextSet *self, const char *name);

G_END_DECLS
