/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as the history of a session that came as a file in which everything else agrees. What
 * can be read becomes a session, and that can be sent on. */
#include <string.h>

#include "core.h"
#include "snapshot-manifest.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  GPtrArray *entries; /* (element-type PenArchiveEntry) */
  PenSnapshotManifest *manifest;
  GString *sums;
} Making;

static void
add (Making *making, const char *name, GBytes *bytes)
{
  g_autofree char *hash = pen_hash_bytes (bytes);

  g_ptr_array_add (making->entries, pen_archive_entry_new (name, bytes));
  g_string_append_printf (making->sums, "%s  %s\n", hash, name);
  if (!g_str_equal (name, PEN_SNAPSHOT_MANIFEST))
    pen_snapshot_manifest_add_entry (making->manifest, name, hash, g_bytes_get_size (bytes));
}

static GBytes *
pack (GPtrArray *entries)
{
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];

      if (!pen_zip_writer_add (writer, entry->name, entry->bytes, i == 0, NULL))
        return NULL;
    }
  return pen_zip_writer_finish (writer, NULL);
}

static GBytes *
find_nothing (const char *hash, gpointer data)
{
  return g_str_has_prefix (hash, "e3b0c44298fc1c14") ? data : NULL;
}

/* Where the history leads, as far as it does. */
static PenSources *
replay (const char *at, gsize size, GBytes *empty)
{
  const char *end = at + size;
  g_autoptr (PenTextSet) texts = pen_text_set_new (NULL);

  while (at < end)
    {
      const char *line_end = memchr (at, '\n', (gsize)(end - at));
      g_autoptr (PenRecord) record =
          line_end != NULL ? pen_record_read (at, (gsize)(line_end - at), NULL) : NULL;

      if (record == NULL)
        break;
      if (record->kind != PEN_RECORD_START && !pen_record_is_private (record))
        pen_text_set_apply (texts, record, find_nothing, empty, NULL);
      at = line_end + 1;
    }
  return pen_text_set_dup_sources (texts);
}

static void
add_sources (Making *making, const PenSources *sources)
{
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      g_autofree char *name = g_strdup_printf ("file-%u", i);

      add (making, name, source->bytes);
      pen_snapshot_manifest_add_file (making->manifest, source->name, name);
    }
}

static GBytes *
make (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) entries = pen_archive_entries_new ();
  g_autoptr (PenSnapshotManifest) manifest = pen_snapshot_manifest_new ();
  g_autoptr (GString) sums = g_string_new (NULL);
  Making making = {.entries = entries, .manifest = manifest, .sums = sums};
  g_autoptr (GBytes) type = g_bytes_new_static (PEN_SNAPSHOT_MIME_TYPE, 35);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) history = g_bytes_new (data, size);
  g_autoptr (PenSources) sources = replay ((const char *)data, size, empty);
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GBytes) summed = NULL;

  add (&making, PEN_SNAPSHOT_MIMETYPE, type);
  add (&making, PEN_SNAPSHOT_HISTORY, history);
  add (&making, PEN_SNAPSHOT_BLOBS "e", empty);
  add_sources (&making, sources);
  manifest->began = 1000;
  pen_snapshot_manifest_sort (manifest);
  manifest->id = pen_snapshot_manifest_make_id (manifest);
  written = pen_snapshot_manifest_write (manifest);
  add (&making, PEN_SNAPSHOT_MANIFEST, written);
  summed = g_bytes_new (sums->str, sums->len);
  g_ptr_array_add (entries, pen_archive_entry_new (PEN_SNAPSHOT_SUMS, summed));
  return pack (entries);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const PenSnapshotOptions all = {.history = TRUE, .outputs = TRUE, .notes = TRUE};
  g_autoptr (GBytes) bytes = make (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshot) snapshot = bytes != NULL ? pen_snapshot_read (bytes, &error) : NULL;
  g_autoptr (PenSession) session = NULL;
  g_autoptr (PenSnapshot) next = NULL;
  g_autoptr (GBytes) again = NULL;

  if (snapshot == NULL)
    return 0;
  session = pen_snapshot_make_session (snapshot);
  again = pen_snapshot_export (session, &all, NULL);
  if (again == NULL) /* too big, once the page to read is in it */
    return 0;
  next = pen_snapshot_read (again, &error);
  g_assert_no_error (error);
  return 0;
}
