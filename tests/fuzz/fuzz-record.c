/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as the lines of a session's history. What was read is written, and is the same when it
 * is read again; and it happens to some files, or is refused. */
#include <string.h>

#include "core.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GBytes *
find_blob (const char *hash, gpointer data)
{
  return hash[0] < '8' ? data : NULL;
}

static void
check_line (const char *line, gsize length, PenTextSet *texts, GBytes *blob)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenRecord) record = pen_record_read (line, length, &error);
  g_autoptr (PenRecord) again = NULL;
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  if (record == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  pen_record_write (record, first);
  g_assert_null (strchr (first->str, '\n'));
  again = pen_record_read (first->str, first->len, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->kind, ==, record->kind);
  pen_record_write (again, second);
  g_assert_cmpstr (first->str, ==, second->str);
  if (!pen_text_set_apply (texts, record, find_blob, blob, &error))
    g_assert_nonnull (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *at = (const char *)data;
  const char *end = at + size;
  g_autoptr (PenTextSet) texts = pen_text_set_new (NULL);
  g_autoptr (GBytes) blob = g_bytes_new_static ("fn main() {}\n", 13);
  g_autoptr (PenSources) sources = NULL;

  while (at < end)
    {
      const char *line_end = memchr (at, '\n', (gsize)(end - at));

      if (line_end == NULL)
        line_end = end;
      check_line (at, (gsize)(line_end - at), texts, blob);
      at = line_end + (line_end < end);
    }
  sources = pen_text_set_dup_sources (texts);
  return 0;
}
