/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Sessions as files, taken apart and put together again: as somebody might who changes something,
 * carelessly or with all hashes mended. */
#include "snapshot-parts.h"

#include <string.h>

GPtrArray *
snapshot_parts_unpack (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = pen_zip_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return entries;
}

GBytes *
snapshot_parts_pack (GPtrArray *entries)
{
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];

      g_assert_true (pen_zip_writer_add (writer, entry->name, entry->bytes, i == 0, NULL));
    }
  return pen_zip_writer_finish (writer, NULL);
}

void
snapshot_parts_replace (GPtrArray *entries, const char *name, GBytes *bytes)
{
  for (guint i = 0; i < entries->len; i++)
    {
      PenArchiveEntry *entry = entries->pdata[i];

      if (!g_str_equal (entry->name, name))
        continue;
      g_bytes_unref (entry->bytes);
      entry->bytes = g_bytes_ref (bytes);
      return;
    }
  g_ptr_array_add (entries, pen_archive_entry_new (name, bytes));
}

char *
snapshot_parts_get_text (GPtrArray *entries, const char *name)
{
  GBytes *bytes = pen_archive_entries_get (entries, name);
  gsize size;
  const char *data;

  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

GBytes *
snapshot_parts_pack_with_sums (GPtrArray *entries)
{
  GString *sums = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];
      g_autofree char *hash = pen_hash_bytes (entry->bytes);

      if (!g_str_equal (entry->name, "SHA256SUMS"))
        g_string_append_printf (sums, "%s  %s\n", hash, entry->name);
    }
  bytes = g_string_free_to_bytes (sums);
  snapshot_parts_replace (entries, "SHA256SUMS", bytes);
  return snapshot_parts_pack (entries);
}

void
snapshot_parts_list (PenSnapshotManifest *manifest, GPtrArray *entries)
{
  g_ptr_array_set_size (manifest->entries, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];
      g_autofree char *hash = pen_hash_bytes (entry->bytes);

      if (!g_str_equal (entry->name, "SHA256SUMS") &&
          !g_str_equal (entry->name, ".session/manifest.json"))
        pen_snapshot_manifest_add_entry (manifest,
                                         entry->name,
                                         hash,
                                         g_bytes_get_size (entry->bytes));
    }
  pen_snapshot_manifest_sort (manifest);
  g_free (manifest->id);
  manifest->id = pen_snapshot_manifest_make_id (manifest);
}

GBytes *
snapshot_parts_mend (GPtrArray *entries, PenSnapshotManifest *manifest)
{
  g_autoptr (GBytes) written = NULL;

  snapshot_parts_list (manifest, entries);
  written = pen_snapshot_manifest_write (manifest);
  snapshot_parts_replace (entries, PEN_SNAPSHOT_MANIFEST, written);
  return snapshot_parts_pack_with_sums (entries);
}

PenSnapshotManifest *
snapshot_parts_read_manifest (GPtrArray *entries)
{
  g_autofree char *text = snapshot_parts_get_text (entries, PEN_SNAPSHOT_MANIFEST);
  g_autoptr (GError) error = NULL;
  PenSnapshotManifest *manifest = pen_snapshot_manifest_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return manifest;
}
