/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "archive-entry.h"

G_BEGIN_DECLS

/** PenArchiveList: what an archive is said to hold, counted and compared as it is said. */
typedef struct
{
  const PenArchiveLimits *limits; /* borrowed */
  GHashTable *seen; /* a name as it compares -> as it was written, with a kind first */
  guint n_entries;
  gsize total;
} PenArchiveList;

/** pen_archive_list_init: @limits: (nullable): NULL for the default; must outlive the list */
void pen_archive_list_init (PenArchiveList *list, const PenArchiveLimits *limits);
void pen_archive_list_clear (PenArchiveList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PenArchiveList, pen_archive_list_clear)

/**
 * pen_archive_list_add: one more entry.
 * @name: (array length=length): of a folder with or without a slash at its end; may hold anything
 * @size: in bytes, as far as it is known; 0 for a folder
 * @ret_name: (out) (optional) (transfer full): the checked name
 *
 * Errors: %PEN_CORE_ERROR_INPUT for a name that is refused or clashes with an earlier one in any
 * way; %PEN_CORE_ERROR_TOO_BIG beyond the limits. The list is as before then.
 */
gboolean pen_archive_list_add (PenArchiveList *list,
                               const char *name,
                               gsize length,
                               gboolean is_folder,
                               gsize size,
                               char **ret_name,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_archive_refuse: always FALSE. @code: of PenCoreError; @why: what is wrong and what to do, as
 * the end of a sentence and more sentences, translated */
gboolean pen_archive_refuse (const char *name, int code, const char *why, GError **error);

/** pen_archive_limits_check_archive: whether so many packed bytes are few enough. */
gboolean pen_archive_limits_check_archive (const PenArchiveLimits *limits,
                                           gsize size,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_archive_limits_allow_ratio: whether @packed bytes may unpack to @size ones. */
gboolean pen_archive_limits_allow_ratio (const PenArchiveLimits *limits, gsize packed, gsize size);

G_END_DECLS
