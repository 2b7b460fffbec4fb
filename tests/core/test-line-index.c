/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines and columns of a compiler, found in characters: the same places as in bytes, whatever ends
 * the lines. */
#include "core.h"

#include <string.h>

static void
assert_place (const char *text, guint line, guint column, int expected)
{
  g_autoptr (PenLineIndex) index = pen_line_index_new (text, -1);
  guint offset = 4711;
  gboolean found = pen_line_index_find (index, line, column, &offset);

  g_assert_cmpint (found ? (int)offset : -1, ==, expected);
  if (!found)
    g_assert_cmpuint (offset, ==, 4711);
}

static void
test_lines (void)
{
  assert_place ("", 1, 1, 0);
  assert_place ("", 1, 2, -1);
  assert_place ("", 2, 1, -1);
  assert_place ("", 0, 1, -1);
  assert_place ("", 1, 0, -1);
  assert_place ("ab\ncd", 1, 3, 2);
  assert_place ("ab\ncd", 1, 4, -1);
  assert_place ("ab\ncd", 2, 1, 3);
  assert_place ("ab\ncd\n", 3, 1, 6);
  assert_place ("ab\ncd\n", G_MAXUINT, G_MAXUINT, -1);
}

static void
test_foreign_endings (void)
{
  assert_place ("ab\r\ncd", 1, 3, 2);
  assert_place ("ab\r\ncd", 1, 4, -1);
  assert_place ("ab\r\ncd", 2, 1, 4);
  /* What ends a line for GTK, but for no compiler. */
  assert_place ("a\rb\nc", 2, 1, 4);
  assert_place ("a\u2029b\nc", 2, 1, 4);
  assert_place ("\ufeff"
                "ab",
                1,
                1,
                1);
  assert_place ("\ufeff"
                "ab",
                1,
                3,
                3);
  assert_place ("\t🦀é\nx", 1, 4, 3);
  assert_place ("\t🦀é\nx", 2, 1, 4);
}

/* Against the search in bytes, which compilers' messages were tested with. */
static void
test_as_bytes (void)
{
  static const char *const parts[] = {"a", "\n", "\r\n", "\r", "🦀", "\t", "\u2029", "é"};

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (g_test_rand_bit () ? "\ufeff" : "");
      g_autoptr (PenLineIndex) index = NULL;

      for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      index = pen_line_index_new (text->str, (gssize)text->len);
      for (guint line = 0; line < 12; line++)
        for (guint column = 0; column < 12; column++)
          {
            gsize bytes = 0;
            guint characters = 0;
            gboolean found = pen_text_get_offset (text->str, text->len, line, column, &bytes);

            g_assert_true (pen_line_index_find (index, line, column, &characters) == found);
            if (found)
              g_assert_cmpint (g_utf8_strlen (text->str, (gssize)bytes), ==, characters);
          }
    }
}

static void
test_spans (void)
{
  g_autoptr (PenLineIndex) index = pen_line_index_new ("ab\ncdef", -1);
  g_autoptr (PenSpan) span = pen_span_new ("src/main.rs");
  guint start = 0, end = 0;

  span->line_start = 1;
  span->column_start = 2;
  span->line_end = 2;
  span->column_end = 3;
  g_assert_true (pen_line_index_find_span (index, span, &start, &end));
  g_assert_cmpuint (start, ==, 1);
  g_assert_cmpuint (end, ==, 5);
  span->line_start = 3;
  g_assert_false (pen_line_index_find_span (index, span, &start, &end));
  span->line_start = 2;
  span->column_start = 4;
  g_assert_false (pen_line_index_find_span (index, span, &start, &end));
}

static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "é");
  g_string_append (text, "\nx");
  assert_place (text->str, 1, 50001, 50000);
  assert_place (text->str, 2, 2, 50002);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/line-index/lines", test_lines);
  g_test_add_func ("/core/line-index/foreign-endings", test_foreign_endings);
  g_test_add_func ("/core/line-index/as-in-bytes", test_as_bytes);
  g_test_add_func ("/core/line-index/spans", test_spans);
  g_test_add_func ("/core/line-index/long-lines", test_long);
  return g_test_run ();
}
