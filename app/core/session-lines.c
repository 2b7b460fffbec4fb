/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A session and its journal: what is written there, and a session from what was. */
#include "session-private.h"

#include <string.h>

#include "core-error.h"

/* The journal is written anew when half of it says nothing any more, but not a small one. */
#define COMPACT_FROM (1024 * 1024)

/* --- Writing --- */

typedef void (*WriteLine) (const PenRecord *record, gpointer data);

static void
write_blob (PenSession *self,
            const char *hash,
            gint64 time,
            GHashTable *written,
            WriteLine write,
            gpointer data)
{
  GBytes *bytes = hash != NULL ? pen_timeline_get_blob (self->timeline, hash) : NULL;
  g_autoptr (PenRecord) blob = NULL;

  if (bytes == NULL || !g_hash_table_add (written, g_strdup (hash)))
    return;
  blob = pen_record_new (PEN_RECORD_BLOB, time);
  blob->hash = g_strdup (hash);
  blob->bytes = g_bytes_ref (bytes);
  write (blob, data);
}

/* Calls @write for each piece of contents that @record names and that is not in @written yet. */
static void
write_blobs (PenSession *self,
             const PenRecord *record,
             GHashTable *written,
             WriteLine write,
             gpointer data)
{
  const gboolean has_files = record->kind == PEN_RECORD_FILES || record->kind == PEN_RECORD_ORIGIN;

  write_blob (self, record->hash, record->time, written, write, data);
  for (guint i = 0; has_files && i < record->files->len; i++)
    write_blob (self,
                ((const PenRecordFile *)record->files->pdata[i])->hash,
                record->time,
                written,
                write,
                data);
  for (guint i = 0; record->kind == PEN_RECORD_STEPS && i < record->steps->len; i++)
    {
      const PenRecordStep *step = record->steps->pdata[i];

      for (guint j = 0; j < step->files->len; j++)
        write_blob (self,
                    ((const PenRecordFile *)step->files->pdata[j])->hash,
                    record->time,
                    written,
                    write,
                    data);
    }
}

static void
append_line (const PenRecord *record, gpointer data)
{
  g_autoptr (GString) line = g_string_new (NULL);

  pen_record_write (record, line);
  if (line->len <= PEN_JOURNAL_LINE_MAX)
    pen_journal_append (data, line->str);
}

static void
collect_line (const PenRecord *record, gpointer data)
{
  GString *line = g_string_new (NULL);

  pen_record_write (record, line);
  if (line->len <= PEN_JOURNAL_LINE_MAX)
    g_ptr_array_add (data, g_string_free (line, FALSE));
  else
    g_string_free (line, TRUE);
}

PenRecord *
pen_session_make_place_record (PenSession *self)
{
  PenRecord *record = pen_record_new (PEN_RECORD_PLACE, pen_session_get_time (self));

  record->files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);
  if (self->place == NULL)
    return record;
  /* A name of a file may be any bytes, a line may not. */
  record->name =
      self->place->base != NULL ? g_filename_to_uri (self->place->base, NULL, NULL) : NULL;
  record->text = g_strdup (self->place->example);
  record->single = self->place->single;
  for (guint i = 0; i < self->place->saved->len; i++)
    {
      const PenRecordFile *file = self->place->saved->pdata[i];

      g_ptr_array_add (record->files, pen_record_file_new (file->name, file->hash, file->etag));
    }
  return record;
}

/* All of it, for a journal that is to hold exactly that. Output of runs long ago is left out. */
static GPtrArray *
make_lines (PenSession *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PenRecord) steps = NULL;
  g_autoptr (PenRecord) place = NULL;

  for (guint i = 0; i < pen_timeline_get_n_records (self->timeline); i++)
    {
      const PenRecord *record = pen_timeline_get_record (self->timeline, i);

      if (record->kind != PEN_RECORD_RAN || pen_session_has_output (self, record->number))
        write_blobs (self, record, written, collect_line, lines);
      collect_line (record, lines);
    }
  steps = pen_session_make_steps_record (self);
  write_blobs (self, steps, written, collect_line, lines);
  collect_line (steps, lines);
  place = pen_session_make_place_record (self);
  collect_line (place, lines);
  g_hash_table_unref (self->written);
  self->written = g_steal_pointer (&written);
  return lines;
}

static gboolean
compact (gpointer data)
{
  PenSession *self = data;

  self->compact_source = 0;
  pen_journal_compact (self->journal, make_lines (self));
  return G_SOURCE_REMOVE;
}

/* When nothing else is to be done: of a long history it takes longer than a key may. */
static void
compact_if_worth (PenSession *self)
{
  const guint64 size = pen_journal_get_size (self->journal);

  if (size < COMPACT_FROM || size < 2 * self->compact_size || self->compact_source != 0)
    return;
  self->compact_size = size; /* at least: it says when to look again */
  self->compact_source = g_idle_add_full (G_PRIORITY_LOW, compact, self, NULL);
}

void
pen_session_write (PenSession *self, const PenRecord *record)
{
  if (self->journal == NULL || self->loading)
    return;
  write_blobs (self, record, self->written, append_line, self->journal);
  append_line (record, self->journal);
  compact_if_worth (self);
}

/* --- The journal --- */

static GPtrArray *
say_all (gpointer data)
{
  return make_lines (data);
}

static void
notify_problem (PenSession *self)
{
  g_object_notify (G_OBJECT (self), "problem");
}

static void
use_journal (PenSession *self, PenJournal *journal)
{
  self->journal = journal;
  self->compact_size = pen_journal_get_size (journal);
  g_signal_connect_swapped (journal, "notify::problem", G_CALLBACK (notify_problem), self);
  pen_journal_set_source (journal, say_all, self);
}

void
pen_session_take_journal (PenSession *self, PenJournal *journal)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (self->journal == NULL);
  g_return_if_fail (PEN_IS_JOURNAL (journal));

  lines = make_lines (self);
  use_journal (self, journal);
  for (guint i = 0; i < lines->len; i++)
    pen_journal_append (journal, lines->pdata[i]);
  notify_problem (self);
}

PenJournal *
pen_session_get_journal (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->journal;
}

const char *
pen_session_get_problem (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->journal != NULL ? pen_journal_get_problem (self->journal) : NULL;
}

/* --- Reading --- */

static void
take_place (PenSession *self, const PenRecord *record)
{
  g_autofree char *base =
      record->name != NULL ? g_filename_from_uri (record->name, NULL, NULL) : NULL;

  g_clear_pointer (&self->place, pen_place_free);
  self->place = pen_place_new (base, record->single);
  self->place->example = g_strdup (record->text);
  for (guint i = 0; i < record->files->len; i++)
    {
      const PenRecordFile *file = record->files->pdata[i];

      g_ptr_array_add (self->place->saved,
                       pen_record_file_new (file->name, file->hash, file->etag));
    }
}

/* @record: (transfer full). FALSE when it does not follow from what was before. */
static gboolean
take_read (PenSession *self, PenRecord *record)
{
  g_autoptr (PenRecord) owned = record;

  if (record->kind == PEN_RECORD_STEPS)
    return pen_session_take_steps (self, record);
  if (record->kind == PEN_RECORD_BLOB)
    {
      const char *hash = pen_timeline_add_blob (self->timeline, record->bytes);

      g_hash_table_add (self->written, g_strdup (hash));
      return TRUE;
    }
  if (record->kind == PEN_RECORD_PLACE)
    {
      take_place (self, record);
      return TRUE;
    }
  if (record->kind == PEN_RECORD_START)
    {
      if (self->id != NULL)
        return FALSE;
      self->id = g_strdup (record->name);
      self->created = record->value;
    }
  return self->id != NULL && pen_session_take (self, g_steal_pointer (&owned));
}

/* From what was before on, by the clock on the wall, but never back. */
static void
go_on (PenSession *self)
{
  const gint64 elapsed = g_get_real_time () / 1000 - self->created;

  self->opened = g_get_monotonic_time ();
  self->offset = MAX (elapsed, pen_timeline_get_end (self->timeline));
}

static gboolean
read_lines (PenSession *self, GPtrArray *lines, gboolean *ret_cut, GError **error)
{
  *ret_cut = FALSE;
  self->loading = TRUE;
  for (guint i = 0; i < lines->len && !*ret_cut; i++)
    {
      const char *line = lines->pdata[i];
      PenRecord *record = pen_record_read (line, strlen (line), i == 0 ? error : NULL);

      if (record == NULL || !take_read (self, record))
        *ret_cut = TRUE;
    }
  self->loading = FALSE;
  if (self->id == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error,
                             PEN_CORE_ERROR,
                             PEN_CORE_ERROR_FORMAT,
                             "This is not the journal of a session.");
      return FALSE;
    }
  go_on (self);
  return TRUE;
}

PenSession *
pen_session_new_from_lines (GPtrArray *lines, gboolean *ret_cut, GError **error)
{
  g_autoptr (PenSession) self = g_object_new (PEN_TYPE_SESSION, NULL);
  gboolean cut = FALSE;

  g_return_val_if_fail (lines != NULL, NULL);

  if (!read_lines (self, lines, &cut, error))
    return NULL;
  if (ret_cut != NULL)
    *ret_cut = cut;
  return g_steal_pointer (&self);
}

PenSession *
pen_session_new_from_journal (PenJournal *journal,
                              GPtrArray *lines,
                              const char *id,
                              gboolean *ret_cut,
                              GError **error)
{
  PenSession *self;
  gboolean cut = FALSE;

  g_return_val_if_fail (PEN_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (lines != NULL, NULL);

  if (lines->len == 0)
    {
      self = pen_session_new (id);
      pen_session_take_journal (self, g_object_ref (journal));
    }
  else
    {
      self = pen_session_new_from_lines (lines, &cut, error);
      if (self == NULL)
        return NULL;
      use_journal (self, g_object_ref (journal));
      if (cut)
        pen_journal_compact (journal, make_lines (self));
    }
  if (ret_cut != NULL)
    *ret_cut = cut;
  return self;
}

/* --- From elsewhere --- */

static void
add_blob (PenSession *self, const char *hash, PenBlobFinder finder, gpointer data)
{
  GBytes *bytes = hash != NULL ? finder (hash, data) : NULL;

  if (bytes != NULL)
    pen_timeline_add_blob (self->timeline, bytes);
}

static void
add_blobs (PenSession *self, const GPtrArray *files, PenBlobFinder finder, gpointer data)
{
  for (guint i = 0; files != NULL && i < files->len; i++)
    add_blob (self, ((const PenRecordFile *)files->pdata[i])->hash, finder, data);
}

PenSession *
pen_session_new_from_records (gint64 began,
                              GPtrArray *records,
                              PenBlobFinder finder,
                              gpointer data,
                              GError **error)
{
  g_autoptr (PenSession) self = g_object_new (PEN_TYPE_SESSION, NULL);
  PenRecord *start = pen_record_new (PEN_RECORD_START, 0);
  gboolean ok;

  g_return_val_if_fail (records != NULL, NULL);

  start->name = g_uuid_string_random ();
  start->value = began;
  self->loading = TRUE;
  ok = take_read (self, start);
  for (guint i = 0; i < records->len && ok; i++)
    {
      PenRecord *record = g_steal_pointer (&records->pdata[i]);

      add_blob (self, record->hash, finder, data);
      add_blobs (self, record->files, finder, data);
      for (guint j = 0; record->steps != NULL && j < record->steps->len; j++)
        add_blobs (self, ((const PenRecordStep *)record->steps->pdata[j])->files, finder, data);
      ok = take_read (self, record);
    }
  self->loading = FALSE;
  if (!ok)
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_FORMAT,
                           "What happened in the session is not possible.");
      return NULL;
    }
  go_on (self);
  return g_steal_pointer (&self);
}
