/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as a ZIP archive. Small limits, so that they are met. What was read can be written, and
 * is the same when it is read again. */
#include "core.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (GPtrArray *entries)
{
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];

      if (!pen_zip_writer_add (writer, entry->name, entry->bytes, i % 2 == 0, &error))
        g_error ("what was read cannot be written: %s", error->message);
    }
  archive = pen_zip_writer_finish (writer, &error);
  g_assert_no_error (error);
  again = pen_zip_read (archive, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, entries->len);
  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *first = entries->pdata[i];
      const PenArchiveEntry *second = again->pdata[i];

      g_assert_cmpstr (first->name, ==, second->name);
      g_assert_true (g_bytes_equal (first->bytes, second->bytes));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const PenArchiveLimits limits = {
      .entries = 8,
      .file = 4000,
      .total = 8000,
      .archive = 65536,
      .ratio = 10,
      .any_ratio = 1000,
  };
  g_autoptr (GBytes) archive = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = pen_zip_read (archive, &limits, &error);

  if (entries != NULL)
    check (entries);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  return 0;
}
