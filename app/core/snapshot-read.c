/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What has to hold of a session that came as a file, before anybody sees it: each entry is what the
 * manifest and the sums say, nothing is there that they do not name, the signature is that of the
 * manifest, and what happened leads to the files as they are. */
#include <glib/gi18n.h>
#include <string.h>

#include "archive-name.h"
#include "core-error.h"
#include "decoder.h"
#include "project-import.h"
#include "snapshot-private.h"
#include "zip-reader.h"

#define MAX_TIME (253402300799 * 1000) /* the last second of the year 9999, in ms */
#define MAX_RUNS 1000000
/* A record that is read may be written with six times as many bytes, if it is all escapes. */
#define SAFE_LINE (PEN_RECORD_MAX_LINE / 6)

/* --- What is said when something is wrong --- */

static gboolean
refuse (GError **error, const char *name)
{
  g_autofree char *shown = pen_archive_name_dup_shown (name);

  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               /* Translators: the name of a file in an archive. */
               _ ("This file was damaged or changed on its way: “%s” in it is not what it was. Ask "
                  "for it again."),
               shown);
  return FALSE;
}

/* --- The archive --- */

static gboolean
is_at (const PenArchiveEntry *entry, const char *name)
{
  return g_str_equal (entry->name, name);
}

/* Neither in the manifest, for it cannot name itself. */
static gboolean
is_about_all (const PenArchiveEntry *entry)
{
  return is_at (entry, PEN_SNAPSHOT_MANIFEST) || is_at (entry, PEN_SNAPSHOT_SIGNATURE) ||
         is_at (entry, PEN_SNAPSHOT_SUMS);
}

static gboolean
unpack (PenSnapshot *self, GBytes *bytes, GError **error)
{
  GBytes *mimetype;

  if (pen_project_import_detect (bytes, NULL) != PEN_FOREIGN_SNAPSHOT)
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_FORMAT,
                           _ ("This is no session of Playpen. If it was unpacked and packed again, "
                              "open the folder instead, or ask for the file as it was."));
      return FALSE;
    }
  self->entries = pen_zip_read (bytes, /* limits= */ NULL, error);
  if (self->entries == NULL)
    return FALSE;
  mimetype = pen_archive_entries_get (self->entries, PEN_SNAPSHOT_MIMETYPE);
  return (mimetype != NULL && g_bytes_get_size (mimetype) == strlen (PEN_SNAPSHOT_MIME_TYPE)) ||
         refuse (error, PEN_SNAPSHOT_MIMETYPE);
}

/* Returns: (transfer full) (element-type utf8 utf8): the hash of each entry by its name. */
static GHashTable *
hash_entries (PenSnapshot *self)
{
  GHashTable *hashes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const PenArchiveEntry *entry = self->entries->pdata[i];
      char *hash = pen_hash_bytes (entry->bytes);

      g_hash_table_insert (hashes, entry->name, hash);
      g_hash_table_insert (self->contents, g_strdup (hash), g_bytes_ref (entry->bytes));
    }
  return hashes;
}

/* --- Sums and manifest --- */

/* One line of sha256sum: the hash, two spaces, the name. */
static gboolean
check_sum (const char *line, gsize length, GHashTable *hashes)
{
  g_autofree char *text = g_strndup (line, length);
  const char *hash;

  if (length < 67 || strncmp (text + 64, "  ", 2) != 0)
    return FALSE;
  text[64] = '\0';
  hash = g_hash_table_lookup (hashes, text + 66);
  return hash != NULL && g_str_equal (hash, text);
}

static gboolean
check_sums (PenSnapshot *self, GHashTable *hashes, GError **error)
{
  GBytes *sums = pen_archive_entries_get (self->entries, PEN_SNAPSHOT_SUMS);
  gsize size = 0;
  const char *at = sums != NULL ? g_bytes_get_data (sums, &size) : NULL;
  const char *end = at + size;
  guint n = 0;

  for (; at < end; n++)
    {
      const char *line_end = memchr (at, '\n', (gsize)(end - at));

      if (line_end == NULL || !check_sum (at, (gsize)(line_end - at), hashes))
        return refuse (error, PEN_SNAPSHOT_SUMS);
      at = line_end + 1;
    }
  return n + 1 == self->entries->len || refuse (error, PEN_SNAPSHOT_SUMS);
}

static gboolean
read_manifest (PenSnapshot *self, GError **error)
{
  GBytes *bytes = pen_archive_entries_get (self->entries, PEN_SNAPSHOT_MANIFEST);
  gsize size;
  const char *text;

  if (bytes == NULL)
    return refuse (error, PEN_SNAPSHOT_MANIFEST);
  text = g_bytes_get_data (bytes, &size);
  self->manifest = pen_snapshot_manifest_read (text, size, error);
  return self->manifest != NULL;
}

static gboolean
check_entries (PenSnapshot *self, GHashTable *hashes, GError **error)
{
  const GPtrArray *listed = self->manifest->entries;
  guint n = 0;

  for (guint i = 0; i < listed->len; i++)
    {
      const PenSnapshotEntry *entry = listed->pdata[i];
      const char *hash = g_hash_table_lookup (hashes, entry->name);
      GBytes *bytes = hash != NULL ? g_hash_table_lookup (self->contents, hash) : NULL;

      if (bytes == NULL || !g_str_equal (hash, entry->hash) ||
          g_bytes_get_size (bytes) != entry->size)
        return refuse (error, entry->name);
    }
  for (guint i = 0; i < self->entries->len; i++)
    n += !is_about_all (self->entries->pdata[i]);
  return n == listed->len || refuse (error, PEN_SNAPSHOT_MANIFEST);
}

static gboolean
check_id (PenSnapshot *self, GError **error)
{
  g_autofree char *id = pen_snapshot_manifest_make_id (self->manifest);

  return g_str_equal (id, self->manifest->id) || refuse (error, PEN_SNAPSHOT_MANIFEST);
}

static gboolean
check_signature (PenSnapshot *self, GError **error)
{
  GBytes *manifest = pen_archive_entries_get (self->entries, PEN_SNAPSHOT_MANIFEST);
  GBytes *signature = pen_archive_entries_get (self->entries, PEN_SNAPSHOT_SIGNATURE);
  const char *key = self->manifest->public_key;

  if (signature == NULL && key == NULL)
    return TRUE;
  /* One without the other is what is left of somebody's signature. */
  if (signature == NULL || key == NULL || !pen_public_key_parse (key, &self->key, NULL) ||
      !pen_minisign_verify (manifest,
                            g_bytes_get_data (signature, NULL),
                            g_bytes_get_size (signature),
                            &self->key,
                            NULL,
                            NULL))
    return refuse (error, PEN_SNAPSHOT_SIGNATURE);
  self->is_signed = TRUE;
  return TRUE;
}

/* --- Files and steps --- */

static GBytes *
understand (PenSnapshot *self, const char *hash)
{
  GBytes *bytes = g_hash_table_lookup (self->contents, hash);

  if (bytes != NULL)
    g_hash_table_add (self->understood, g_strdup (hash));
  return bytes;
}

static gboolean
read_files (PenSnapshot *self, GHashTable *hashes, GError **error)
{
  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const PenSnapshotFile *file = self->manifest->files->pdata[i];
      const char *hash = g_hash_table_lookup (hashes, file->entry);
      GBytes *bytes = hash != NULL ? understand (self, hash) : NULL;

      if (bytes == NULL || g_str_has_prefix (file->entry, PEN_SNAPSHOT_MANIFEST) ||
          g_str_equal (file->entry, PEN_SNAPSHOT_SUMS))
        return refuse (error, file->entry);
      if (!pen_sources_add (self->sources, file->name, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_step (PenSnapshot *self, const PenRecordStep *row, GError **error)
{
  g_autoptr (PenSources) sources = pen_sources_new ();
  PenStep *step;

  for (guint i = 0; i < row->files->len; i++)
    {
      const PenRecordFile *file = row->files->pdata[i];
      GBytes *bytes = understand (self, file->hash);

      if (bytes == NULL)
        return refuse (error, row->title);
      if (!pen_sources_add (sources, file->name, bytes, error))
        return FALSE;
    }
  step = pen_step_new (row->id, row->title, sources);
  pen_step_set_notes (step, row->notes);
  pen_step_set_expected (step, row->expected);
  g_ptr_array_add (self->steps, step);
  self->numbers.n_notes += row->notes != NULL;
  return TRUE;
}

static gboolean
read_steps (PenSnapshot *self, GError **error)
{
  const GPtrArray *rows = self->manifest->steps;

  if (rows->len > PEN_SESSION_MAX_STEPS)
    return refuse (error, PEN_SNAPSHOT_MANIFEST);
  for (guint i = 0; i < rows->len; i++)
    if (!read_step (self, rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- The history --- */

static void
find_history (PenSnapshot *self)
{
  GBytes *piece = pen_archive_entries_get (self->entries, PEN_SNAPSHOT_HISTORY);

  for (guint number = 2; piece != NULL; number++)
    {
      g_autofree char *name = g_strdup_printf (PEN_SNAPSHOT_MORE_HISTORY, number);

      g_ptr_array_add (self->history, g_bytes_ref (piece));
      piece = pen_archive_entries_get (self->entries, name);
    }
}

/* Whether what goes on after @record can be kept: numbers that go on from it, and lines that have a
 * bound. @length: bytes of the line */
static gboolean
can_go_on (PenSnapshot *self, const PenRecord *record, gsize length)
{
  g_autoptr (GString) line = NULL;

  if (record->number > MAX_RUNS || record->time > MAX_TIME - self->manifest->began)
    return FALSE;
  if (length <= SAFE_LINE)
    return TRUE;
  line = g_string_new (NULL);
  pen_record_write (record, line);
  return line->len <= PEN_RECORD_MAX_LINE;
}

gboolean
pen_snapshot_read_history (PenSnapshot *self, PenSnapshotLine line, gpointer data, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < self->history->len; i++)
    {
      gsize size = 0;
      const char *at = g_bytes_get_data (self->history->pdata[i], &size);
      const char *end = at + size;

      while (at < end)
        {
          const char *line_end = memchr (at, '\n', (gsize)(end - at));
          g_autoptr (PenRecord) record =
              line_end != NULL ? pen_record_read (at, (gsize)(line_end - at), NULL) : NULL;

          if (record == NULL || ++n > PEN_RECORD_MAX_RECORDS ||
              !can_go_on (self, record, (gsize)(line_end - at)))
            return refuse (error, PEN_SNAPSHOT_HISTORY);
          at = line_end + 1;
          if (record->kind == PEN_RECORD_START || pen_record_is_private (record))
            continue;
          if (!line (g_steal_pointer (&record), data, error))
            return FALSE;
        }
    }
  return TRUE;
}

typedef struct
{
  PenSnapshot *self;
  PenTextSet *texts;
  gint64 first; /* -1: nothing yet */
} Replay;

static GBytes *
find_contents (const char *hash, gpointer data)
{
  return understand (((Replay *)data)->self, hash);
}

static void
count (PenSnapshot *self, const PenRecord *record)
{
  self->numbers.n_edits += record->kind == PEN_RECORD_EDIT;
  self->numbers.n_runs += record->kind == PEN_RECORD_RUN;
  if (record->kind == PEN_RECORD_RAN && record->hash != NULL &&
      understand (self, record->hash) != NULL)
    self->numbers.n_outputs++;
}

static gboolean
replay_line (PenRecord *taken, gpointer data, GError **error)
{
  g_autoptr (PenRecord) record = taken;
  Replay *replay = data;

  if (replay->first < 0)
    replay->first = record->time;
  replay->self->numbers.span = MAX (replay->self->numbers.span, record->time - replay->first);
  count (replay->self, record);
  return pen_text_set_apply (replay->texts, record, find_contents, replay, NULL) ||
         refuse (error, PEN_SNAPSHOT_HISTORY);
}

static gboolean
check_history (PenSnapshot *self, GError **error)
{
  g_autoptr (PenTextSet) texts = pen_text_set_new (NULL);
  Replay replay = {.self = self, .texts = texts, .first = -1};

  find_history (self);
  if ((self->manifest->began >= 0) != (self->history->len > 0))
    return refuse (error, PEN_SNAPSHOT_HISTORY);
  if (self->history->len == 0)
    return TRUE;
  if (!pen_snapshot_read_history (self, replay_line, &replay, error))
    return FALSE;
  return pen_text_set_equal (texts, self->sources) || refuse (error, PEN_SNAPSHOT_HISTORY);
}

/* --- The rest --- */

/* What is not understood is kept under names that a session can have. */
static gboolean
check_names (PenSnapshot *self, GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const PenArchiveEntry *entry = self->entries->pdata[i];

      if (g_str_has_prefix (entry->name, PEN_SNAPSHOT_OWN) &&
          !pen_sources_check_name (entry->name + strlen (PEN_SNAPSHOT_OWN), NULL))
        return refuse (error, entry->name);
    }
  return TRUE;
}

static char *
dup_shown (const char *text)
{
  return text != NULL ? pen_decoder_decode_all (text, strlen (text), PEN_DECODER_ONE_LINE) : NULL;
}

static void
show (PenSnapshot *self)
{
  const PenSnapshotManifest *manifest = self->manifest;
  const guint n = g_strv_length (manifest->crates);

  self->title = dup_shown (manifest->title);
  self->author = dup_shown (manifest->author);
  self->toolchain = dup_shown (manifest->toolchain);
  self->channel = dup_shown (manifest->channel);
  self->crates = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->crates[i] = dup_shown (manifest->crates[i]);
  self->numbers.n_files = self->sources->files->len;
  self->numbers.n_steps = self->steps->len;
  pen_snapshot_add_notices (self);
}

gboolean
pen_snapshot_check (PenSnapshot *self, GBytes *bytes, GError **error)
{
  g_autoptr (GHashTable) hashes = NULL;

  if (!unpack (self, bytes, error))
    return FALSE;
  hashes = hash_entries (self);
  if (!read_manifest (self, error) || !check_sums (self, hashes, error) ||
      !check_entries (self, hashes, error) || !check_id (self, error) ||
      !check_signature (self, error) || !check_names (self, error) ||
      !read_files (self, hashes, error) || !read_steps (self, error) ||
      !check_history (self, error))
    return FALSE;
  if (!pen_snapshot_fits_journal (self))
    return refuse (error, PEN_SNAPSHOT_MANIFEST);
  show (self);
  return TRUE;
}
