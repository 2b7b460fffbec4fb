/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A session that came as a file: what is in it, and what can be made of it. What has to hold before
 * is in snapshot-read.c; how a session becomes such a file in snapshot-export.c. */
#include "snapshot.h"

#include <string.h>

#include "archive-folder.h"
#include "project-import.h"
#include "session-private.h"
#include "snapshot-private.h"

G_DEFINE_FINAL_TYPE (PenSnapshot, pen_snapshot, G_TYPE_OBJECT)

static void
pen_snapshot_finalize (GObject *object)
{
  PenSnapshot *self = PEN_SNAPSHOT (object);

  g_clear_pointer (&self->manifest, pen_snapshot_manifest_free);
  g_free (self->title);
  g_free (self->author);
  g_free (self->toolchain);
  g_free (self->channel);
  g_strfreev (self->crates);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_hash_table_unref (self->contents);
  g_hash_table_unref (self->understood);
  pen_sources_free (self->sources);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->history);
  g_ptr_array_unref (self->notices);
  G_OBJECT_CLASS (pen_snapshot_parent_class)->finalize (object);
}

static void
pen_snapshot_class_init (PenSnapshotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_snapshot_finalize;
}

static void
pen_snapshot_init (PenSnapshot *self)
{
  self->contents =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->understood = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sources = pen_sources_new ();
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->notices = g_ptr_array_new_with_free_func (g_free);
}

gboolean
pen_snapshot_detect (GBytes *bytes)
{
  return pen_project_import_detect (bytes, NULL) == PEN_FOREIGN_SNAPSHOT;
}

PenSnapshot *
pen_snapshot_read (GBytes *bytes, GError **error)
{
  g_autoptr (PenSnapshot) self = g_object_new (PEN_TYPE_SNAPSHOT, NULL);

  g_return_val_if_fail (bytes != NULL, NULL);

  return pen_snapshot_check (self, bytes, error) ? g_steal_pointer (&self) : NULL;
}

/* --- What it is --- */

const char *
pen_snapshot_get_title (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->title;
}

const char *
pen_snapshot_get_author (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->author;
}

const char *
pen_snapshot_get_id (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->manifest->id;
}

gint64
pen_snapshot_get_created (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), 0);

  return self->manifest->created;
}

const char *
pen_snapshot_get_toolchain (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->toolchain;
}

const char *
pen_snapshot_get_channel (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->channel;
}

const char *const *
pen_snapshot_get_crates (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return (const char *const *)self->crates;
}

const PenPublicKey *
pen_snapshot_get_key (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->is_signed ? &self->key : NULL;
}

PenSignatureState
pen_snapshot_get_signature_state (PenSnapshot *self, PenKeyRing *ring)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), PEN_SIGNATURE_UNSIGNED);

  if (!self->is_signed)
    return PEN_SIGNATURE_UNSIGNED;
  return ring != NULL && pen_key_ring_look_up (ring, &self->key) != NULL ? PEN_SIGNATURE_KNOWN
                                                                         : PEN_SIGNATURE_FIRST_SEEN;
}

void
pen_snapshot_get_contents (PenSnapshot *self, PenSnapshotContents *ret_contents)
{
  g_return_if_fail (PEN_IS_SNAPSHOT (self));
  g_return_if_fail (ret_contents != NULL);

  *ret_contents = self->numbers;
}

GPtrArray *
pen_snapshot_get_notices (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->notices;
}

const PenSources *
pen_snapshot_get_sources (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->sources;
}

GPtrArray *
pen_snapshot_get_steps (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->steps;
}

GVariant *
pen_snapshot_get_options (PenSnapshot *self)
{
  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  return self->manifest->options;
}

/* --- A session of it --- */

static PenRecord *
make_files (PenSnapshot *self)
{
  PenRecord *record = pen_record_new (PEN_RECORD_FILES, 0);

  record->files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);
  for (guint i = 0; i < self->sources->files->len; i++)
    {
      const PenSource *source = self->sources->files->pdata[i];
      g_autofree char *hash = pen_hash_bytes (source->bytes);

      g_ptr_array_add (record->files, pen_record_file_new (source->name, hash, NULL));
    }
  return record;
}

static PenRecord *
make_steps (PenSnapshot *self)
{
  const GPtrArray *rows = self->manifest->steps;
  PenRecord *record = pen_record_new (PEN_RECORD_STEPS, 0);

  record->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_step_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const PenRecordStep *row = rows->pdata[i];
      PenRecordStep *step = pen_record_step_new (row->id, row->title, row->notes, row->expected);

      g_ptr_array_unref (step->files);
      step->files = g_ptr_array_ref (row->files);
      g_ptr_array_add (record->steps, step);
    }
  return record;
}

/* Whether the entry is part of something else than what is known here. */
static gboolean
is_unknown (PenSnapshot *self, const PenArchiveEntry *entry)
{
  g_autofree char *hash = NULL;

  if (!g_str_has_prefix (entry->name, PEN_SNAPSHOT_OWN) ||
      g_str_equal (entry->name, PEN_SNAPSHOT_MANIFEST) ||
      g_str_equal (entry->name, PEN_SNAPSHOT_SIGNATURE))
    return FALSE;
  for (guint i = 0; i < self->history->len; i++)
    if (self->history->pdata[i] == entry->bytes)
      return FALSE;
  if (!g_str_has_prefix (entry->name, PEN_SNAPSHOT_BLOBS) &&
      !g_str_has_prefix (entry->name, PEN_SNAPSHOT_OUTPUTS))
    return TRUE;
  hash = pen_hash_bytes (entry->bytes);
  return !g_hash_table_contains (self->understood, hash);
}

static PenRecord *
make_origin (PenSnapshot *self)
{
  GBytes *manifest = pen_archive_entries_get (self->entries, PEN_SNAPSHOT_MANIFEST);
  gsize size;
  const char *text = g_bytes_get_data (manifest, &size);
  PenRecord *record = pen_record_new (PEN_RECORD_ORIGIN, 0);

  record->text = g_strndup (text, size);
  record->files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const PenArchiveEntry *entry = self->entries->pdata[i];
      g_autofree char *hash = NULL;

      if (!is_unknown (self, entry))
        continue;
      hash = pen_hash_bytes (entry->bytes);
      g_ptr_array_add (record->files,
                       pen_record_file_new (entry->name + strlen (PEN_SNAPSHOT_OWN), hash, NULL));
    }
  return record;
}

static gboolean
fits_line (PenRecord *taken)
{
  g_autoptr (PenRecord) record = taken;
  g_autoptr (GString) line = g_string_new (NULL);

  pen_record_write (record, line);
  return line->len <= PEN_RECORD_MAX_LINE;
}

gboolean
pen_snapshot_fits_journal (PenSnapshot *self)
{
  return fits_line (make_steps (self)) && fits_line (make_origin (self));
}

/* What was so far, while it is gathered. */
typedef struct
{
  GPtrArray *records; /* (element-type PenRecord) */
  gint64 time;        /* of the last one */
  char *title;        /* (nullable), as are the next four */
  char *author;
  char *step;
  GVariant *options;
} Past;

static void
past_clear (Past *past)
{
  g_ptr_array_unref (past->records);
  g_free (past->title);
  g_free (past->author);
  g_free (past->step);
  g_clear_pointer (&past->options, g_variant_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
}

static gboolean
add_past (PenRecord *record, gpointer data, GError **error)
{
  Past *past = data;

  past->time = MAX (past->time, record->time);
  if (record->kind == PEN_RECORD_TITLE)
    {
      set_text (&past->title, record->text);
      set_text (&past->author, record->name);
    }
  else if (record->kind == PEN_RECORD_STEP)
    set_text (&past->step, record->name);
  else if (record->kind == PEN_RECORD_OPTIONS)
    {
      g_clear_pointer (&past->options, g_variant_unref);
      past->options = g_variant_ref (record->options);
    }
  g_ptr_array_add (past->records, record);
  return TRUE;
}

/* The manifest has the last word; usually the history says the same. */
static void
add_present (PenSnapshot *self, Past *past)
{
  const PenSnapshotManifest *manifest = self->manifest;
  g_autoptr (GVariant) none = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
  PenRecord *record;

  if (g_strcmp0 (past->title, manifest->title) != 0 ||
      g_strcmp0 (past->author, manifest->author) != 0)
    {
      record = pen_record_new (PEN_RECORD_TITLE, past->time);
      record->text = g_strdup (manifest->title != NULL ? manifest->title : "");
      record->name = g_strdup (manifest->author);
      g_ptr_array_add (past->records, record);
    }
  if (!g_variant_equal (past->options != NULL ? past->options : none, manifest->options))
    {
      record = pen_record_new (PEN_RECORD_OPTIONS, past->time);
      record->options = g_variant_ref (manifest->options);
      g_ptr_array_add (past->records, record);
    }
  for (guint i = 0; i < self->steps->len && g_strcmp0 (past->step, manifest->step) != 0; i++)
    {
      PenStep *step = self->steps->pdata[i];

      if (g_strcmp0 (pen_step_get_id (step), manifest->step) != 0)
        continue;
      record = pen_record_new (PEN_RECORD_STEP, past->time);
      record->name = g_strdup (manifest->step);
      record->text = g_strdup (pen_step_get_title (step));
      g_ptr_array_add (past->records, record);
      break;
    }
}

static GBytes *
find_contents (const char *hash, gpointer data)
{
  return g_hash_table_lookup (((PenSnapshot *)data)->contents, hash);
}

PenSession *
pen_snapshot_make_session (PenSnapshot *self)
{
  const PenSnapshotManifest *manifest;
  g_auto (Past) past = {.time = 0};
  g_autoptr (GError) error = NULL;
  PenSession *session;

  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  manifest = self->manifest;
  past.records = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_free);
  g_ptr_array_add (past.records, make_origin (self));
  g_ptr_array_add (past.records, make_steps (self));
  if (self->history->len == 0)
    g_ptr_array_add (past.records, make_files (self));
  else if (!pen_snapshot_read_history (self, add_past, &past, &error))
    g_error ("a history that was checked: %s", error->message);
  add_present (self, &past);
  session = pen_session_new_from_records (manifest->began >= 0 ? manifest->began
                                                               : manifest->created * 1000,
                                          past.records,
                                          find_contents,
                                          self,
                                          &error);
  if (session == NULL)
    g_error ("a session that was checked: %s", error->message);
  return session;
}

/* --- A program, a folder --- */

PenProgram *
pen_snapshot_make_program (PenSnapshot *self)
{
  PenProgram *program;
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), NULL);

  program = pen_program_new ();
  pen_sources_free (program->sources);
  program->sources = pen_sources_copy (self->sources);
  pen_run_options_set_from_variant (options, self->manifest->options);
  if (!pen_run_options_apply (options, program, &error))
    g_ptr_array_add (program->notes, g_strdup (error->message));
  for (guint i = 0; i < self->notices->len; i++)
    g_ptr_array_add (program->notes, g_strdup (self->notices->pdata[i]));
  return program;
}

gboolean
pen_snapshot_write_folder (PenSnapshot *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (PEN_IS_SNAPSHOT (self), FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  entries = g_ptr_array_new ();
  for (guint i = 0; i < self->entries->len; i++)
    if (!pen_snapshot_is_dangerous (((PenArchiveEntry *)self->entries->pdata[i])->name))
      g_ptr_array_add (entries, self->entries->pdata[i]);
  return pen_archive_write_folder (entries, folder, error);
}
