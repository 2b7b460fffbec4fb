/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as output. Links lie apart within it, lead into the program's files alone, and stand on
 * the words that they are made of. */
#include "core.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_link (const PenLink *link, const char *text, gsize size)
{
  static const char *const own_files[] = {"src/main.rs", "main.rs", "a b.rs", NULL};
  g_autofree char *word = g_strndup (text + link->start, link->end - link->start);

  g_assert_cmpuint (link->end, <=, size);
  if (strstr (word, link->target) == NULL)
    g_error ("%s does not stand on %s", link->target, word);
  if (link->kind != PEN_LINK_PLACE)
    return;
  g_assert_true (g_strv_contains (own_files, link->target));
  g_assert_cmpuint (link->line, >, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const own_files[] = {"src/main.rs", "main.rs", "a b.rs", NULL};
  g_autoptr (PenLinks) links = pen_links_new (own_files);
  g_autoptr (GArray) found = pen_links_find (links, (const char *)data, (gssize)size);
  gsize end = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const PenLink *link = &g_array_index (found, PenLink, i);

      g_assert_cmpuint (link->start, >=, end);
      g_assert_cmpuint (link->end, >, link->start);
      check_link (link, (const char *)data, size);
      end = link->end;
    }
  return 0;
}
