/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of the standard library are offered where they can stand. */
#include "std-names.h"

#include "display.h"

#include <string.h>

static gboolean
offers (GListModel *names, const char *before, const char *word, const char *wanted)
{
  g_autoptr (GListStore) found = pen_std_names_find (names, before, word);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (found)); i++)
    {
      g_autoptr (PenStdName) name = g_list_model_get_item (G_LIST_MODEL (found), i);

      if (g_str_equal (pen_std_name_get_name (name), wanted))
        return TRUE;
    }
  return FALSE;
}

static void
test_places (void)
{
  g_autoptr (GListModel) names = pen_std_names_load ();

  g_assert_cmpuint (g_list_model_get_n_items (names), >, 400);
  g_assert_true (offers (names, "    v.", "pu", "push"));
  g_assert_false (offers (names, "    ", "pu", "push"));
  g_assert_false (offers (names, "0..", "le", "len"));
  g_assert_true (offers (names, "let m = HashMap::", "n", "new"));
  g_assert_false (offers (names, "let m = Other::", "n", "new"));
  g_assert_true (offers (names, "use std::collections::", "Hash", "HashMap"));
  g_assert_true (offers (names, "use std::collections::", "hash", "HashMap"));
  g_assert_true (offers (names, "let a: fmt::", "Disp", "Display"));
  g_assert_true (offers (names, "let m = std::collections::HashMap::", "n", "new"));
  g_assert_true (offers (names, "", "HashM", "HashMap"));
  g_assert_true (offers (names, "    ", "printl", "println!"));
  g_assert_false (offers (names, "x.", "printl", "println!"));
  g_assert_true (offers (names, "", "So", "Some"));
  g_assert_false (offers (names, "::", "n", "new"));
}

static void
test_order (void)
{
  g_autoptr (GListModel) names = pen_std_names_load ();
  g_autoptr (GListStore) found = pen_std_names_find (names, "let v = ", "Vec");
  g_autoptr (PenStdName) first = g_list_model_get_item (G_LIST_MODEL (found), 0);
  g_autoptr (PenStdName) second = g_list_model_get_item (G_LIST_MODEL (found), 1);

  g_assert_cmpstr (pen_std_name_get_name (first), ==, "Vec");
  g_assert_cmpstr (pen_std_name_get_name (second), ==, "VecDeque");
}

/* Each line of the list is whole: an identifier, a caret within the text, a note. */
static void
test_list (void)
{
  g_autoptr (GListModel) names = pen_std_names_load ();
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/org/playpen/Playpen/std-names.txt",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                      NULL);
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  guint n_lines = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n_lines += lines[i][0] != '#' && lines[i][0] != '\0';
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      g_autoptr (PenStdName) name = g_list_model_get_item (names, i);
      guint caret = 0;
      const char *text = pen_std_name_get_text (name, &caret);

      g_assert_cmpuint (caret, <=, strlen (text));
      g_assert_true (g_str_has_prefix (text, pen_std_name_get_name (name)));
      g_assert_true (pen_std_name_get_name (name)[0] != '\0');
      g_assert_true (pen_std_name_get_note (name)[0] != '\0');
      g_assert_true (g_str_is_ascii (text));
    }
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/std-names/where-they-can-stand", test_places);
  g_test_add_func ("/gtk/std-names/as-typed-comes-first", test_order);
  g_test_add_func ("/gtk/std-names/every-line-is-whole", test_list);
  return g_test_run ();
}
