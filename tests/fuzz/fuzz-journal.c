/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as a journal's file: only lines whose checksum is right are read, and what is written
 * of them is, byte for byte, the part that was good. */
#include "journal-private.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) again = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  gsize good;

  if (!pen_journal_lines_read (data, size, lines, &good, &error))
    {
      g_assert_nonnull (error);
      g_assert_cmpuint (lines->len, ==, 0);
      return 0;
    }
  g_assert_cmpuint (good, <=, size);
  if (good == 0)
    {
      g_assert_cmpuint (lines->len, ==, 0);
      return 0;
    }
  pen_journal_lines_begin (again);
  pen_journal_lines_add (again, lines);
  g_assert_cmpmem (again->data, again->len, data, good);
  for (guint i = 0; i < lines->len; i++)
    g_assert_true (g_utf8_validate (lines->pdata[i], -1, NULL));
  return 0;
}
