/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any text as a link. What is read of it is a program of one text file within the limits, and the
 * link made of that program holds the same text. */
#include "core.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *link = g_strndup (size > 0 ? (const char *)data : "", size);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = pen_playground_link_parse (link, &error);
  g_autoptr (PenProgram) again = NULL;
  g_autofree char *own = NULL;
  PenSource *file, *file_again;

  if (program == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  g_assert_true (pen_playground_link_check (link));
  g_assert_cmpuint (program->sources->files->len, ==, 1);
  file = program->sources->files->pdata[0];
  g_assert_cmpuint (g_bytes_get_size (file->bytes), <=, PEN_PLAYGROUND_LINK_MAX_CODE);
  own = pen_playground_link_new (program, &error);
  g_assert_no_error (error);
  again = pen_playground_link_parse (own, &error);
  g_assert_no_error (error);
  file_again = again->sources->files->pdata[0];
  g_assert_true (g_bytes_equal (file->bytes, file_again->bytes));
  return 0;
}
