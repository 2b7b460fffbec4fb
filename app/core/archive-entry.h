/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenArchiveEntry: one file of an archive. Folders are not entries: they follow from the names. */
typedef struct
{
  char *name; /* as pen_archive_name_check() wants it */
  GBytes *bytes;
} PenArchiveEntry;

/** pen_archive_entry_new: copies @name, takes a reference to @bytes. */
PenArchiveEntry *pen_archive_entry_new (const char *name, GBytes *bytes);
void pen_archive_entry_free (PenArchiveEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenArchiveEntry, pen_archive_entry_free)

/** pen_archive_entries_new: (transfer full) (element-type PenArchiveEntry): an empty list that owns
 * what is added to it. */
GPtrArray *pen_archive_entries_new (void);

/** pen_archive_entries_get: (transfer none) (nullable): the contents of the file of this name. */
GBytes *pen_archive_entries_get (GPtrArray *entries, const char *name);

/** PenArchiveLimits: what an archive may hold at most. All sizes are in bytes. */
typedef struct
{
  guint entries;   /* files and folders */
  gsize file;      /* of one file */
  gsize total;     /* of all files together */
  gsize archive;   /* of the packed archive itself */
  gsize ratio;     /* how much larger than its packed form a file may be… */
  gsize any_ratio; /* …unless it is no larger than this */
} PenArchiveLimits;

/** pen_archive_limits_get_default: 2000 entries, 4 MiB a file, 32 MiB in all, 24 MiB packed, and a
 * ratio of 100 beyond 1 MiB. Packed and unpacked together stay below 64 MiB of memory. */
const PenArchiveLimits *pen_archive_limits_get_default (void);

G_END_DECLS
