/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as source, with a caret at every place of them: a word is short, is text, and is never
 * on two lines. */
#include "toolchains.h"

#include <string.h>

#define MAX_SIZE 512 /* bytes; every place of them is tried */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gssize length = (gssize)MIN (size, MAX_SIZE);

  for (gssize offset = -1; offset <= length + 1; offset++)
    {
      g_autofree char *word = pen_word_at ((const char *)data, length, offset);

      if (word == NULL)
        continue;
      g_assert_cmpuint (strlen (word), >, 0);
      g_assert_cmpuint (strlen (word), <=, PEN_WORD_MAX);
      g_assert_true (g_utf8_validate (word, -1, NULL));
      g_assert_null (strpbrk (word, " \t\r\n"));
    }
  return 0;
}
