/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The files of an archive, as they are in memory, and how many and how large they may be. */
#include "archive-entry.h"

#define MIB ((gsize)1024 * 1024)

PenArchiveEntry *
pen_archive_entry_new (const char *name, GBytes *bytes)
{
  PenArchiveEntry *entry = g_new (PenArchiveEntry, 1);

  entry->name = g_strdup (name);
  entry->bytes = g_bytes_ref (bytes);
  return entry;
}

void
pen_archive_entry_free (PenArchiveEntry *entry)
{
  g_bytes_unref (entry->bytes);
  g_free (entry->name);
  g_free (entry);
}

static void
free_entry (gpointer entry)
{
  pen_archive_entry_free (entry);
}

GPtrArray *
pen_archive_entries_new (void)
{
  return g_ptr_array_new_with_free_func (free_entry);
}

GBytes *
pen_archive_entries_get (GPtrArray *entries, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];

      if (g_str_equal (entry->name, name))
        return entry->bytes;
    }
  return NULL;
}

const PenArchiveLimits *
pen_archive_limits_get_default (void)
{
  static const PenArchiveLimits limits = {
      .entries = 2000,
      .file = 4 * MIB,
      .total = 32 * MIB,
      .archive = 24 * MIB,
      .ratio = 100,
      .any_ratio = 1 * MIB,
  };

  return &limits;
}
