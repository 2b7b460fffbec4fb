/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Records as values. Their lines are in record-write.c and record-read.c. */
#include "record.h"

#include <string.h>

#define HASH_LENGTH 64 /* hex digits of SHA-256 */

PenRecord *
pen_record_new (PenRecordKind kind, gint64 time)
{
  PenRecord *record = g_new0 (PenRecord, 1);

  record->kind = kind;
  record->time = time;
  return record;
}

void
pen_record_free (PenRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->line);
  g_free (record->name);
  g_free (record->text);
  g_free (record->hash);
  g_clear_pointer (&record->bytes, g_bytes_unref);
  g_clear_pointer (&record->files, g_ptr_array_unref);
  g_clear_pointer (&record->steps, g_ptr_array_unref);
  g_clear_pointer (&record->options, g_variant_unref);
  g_free (record);
}

PenRecordFile *
pen_record_file_new (const char *name, const char *hash, const char *etag)
{
  PenRecordFile *file = g_new0 (PenRecordFile, 1);

  file->name = g_strdup (name);
  file->hash = g_strdup (hash);
  file->etag = g_strdup (etag);
  return file;
}

void
pen_record_file_free (PenRecordFile *file)
{
  g_free (file->name);
  g_free (file->hash);
  g_free (file->etag);
  g_free (file);
}

PenRecordStep *
pen_record_step_new (const char *id, const char *title, const char *notes, const char *expected)
{
  PenRecordStep *step = g_new0 (PenRecordStep, 1);

  step->id = g_strdup (id);
  step->title = g_strdup (title);
  step->notes = g_strdup (notes);
  step->expected = g_strdup (expected);
  step->files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);
  return step;
}

void
pen_record_step_free (PenRecordStep *step)
{
  g_free (step->id);
  g_free (step->title);
  g_free (step->notes);
  g_free (step->expected);
  g_ptr_array_unref (step->files);
  g_free (step);
}

gboolean
pen_record_is_private (const PenRecord *record)
{
  if (record->kind == PEN_RECORD_OTHER)
    return g_str_has_prefix (record->name, "own");
  return record->kind >= PEN_RECORD_BLOB;
}

char *
pen_hash_bytes (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

gboolean
pen_hash_check (const char *text)
{
  return text != NULL && strlen (text) == HASH_LENGTH &&
         strspn (text, "0123456789abcdef") == HASH_LENGTH;
}
