/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where lines break, in all widths. */
#include "core.h"

#include <string.h>

static void
assert_wrap (const char *text, guint first, guint rest, const char *expected)
{
  g_autoptr (GArray) lines = pen_columns_wrap (text, -1, first, rest);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const PenColumnsLine *line = &g_array_index (lines, PenColumnsLine, i);

      if (i > 0)
        g_string_append_c (joined, '|');
      g_string_append_len (joined, text + line->start, (gssize)(line->end - line->start));
    }
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_width (void)
{
  g_assert_cmpuint (pen_columns_of_text ("", -1), ==, 0);
  g_assert_cmpuint (pen_columns_of_text ("abcd", 3), ==, 3);
  g_assert_cmpuint (pen_columns_of_text ("größe", -1), ==, 5);
  g_assert_cmpuint (pen_columns_of_text ("日本", -1), ==, 4);
  g_assert_cmpuint (pen_columns_of_text ("🦀", -1), ==, 2);
  g_assert_cmpuint (pen_columns_of_text ("e\xcc\x81", -1), ==, 1);     /* a combining accent */
  g_assert_cmpuint (pen_columns_of_text ("a\xe2\x80\x8b", -1), ==, 1); /* a zero width space */
  g_assert_cmpuint (pen_columns_of_text ("a\xc2\xad", -1), ==, 1);     /* a soft hyphen */
}

static void
test_wrap (void)
{
  assert_wrap ("", 5, 5, "");
  assert_wrap ("one", 3, 3, "one");
  assert_wrap ("one two", 7, 7, "one two");
  assert_wrap ("one two", 6, 6, "one|two");
  assert_wrap ("one two", 3, 3, "one|two");
  assert_wrap ("one two  ", 3, 3, "one|two");
  assert_wrap ("one   two three", 8, 8, "one|two|three");
  assert_wrap ("a bc def", 4, 2, "a bc|de|f");
  assert_wrap ("abcdefgh", 3, 3, "abc|def|gh");
  assert_wrap ("a bcdefgh i", 3, 3, "a|bcd|efg|h i");
  assert_wrap ("  indented", 4, 4, "  in|dent|ed");
  assert_wrap ("a b\nb c\n\nd e", 1, 3, "a|b|b c||d e");
  assert_wrap ("ab\n", 4, 4, "ab|");
  assert_wrap ("   ", 2, 2, "");
}

static void
test_wide (void)
{
  assert_wrap ("日本語", 4, 4, "日本|語");
  assert_wrap ("日本語", 5, 5, "日本|語");
  assert_wrap ("a日", 2, 2, "a|日");
  assert_wrap ("日", 0, 1, "日"); /* raised to 2 */
  assert_wrap ("日日", 2, 0, "日|日");
  /* A mark stays with its letter. */
  assert_wrap ("abe\xcc\x81"
               "f",
               3,
               3,
               "abe\xcc\x81|f");
}

/* Each line fits, nothing but blanks is lost, and a megabyte takes no time. */
static void
test_long (void)
{
  static const char *const parts[] = {"a", "ab ", " ", "日", "e\xcc\x81", "word  ", "\n"};

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint width = 2; width < 100; width += 33)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GArray) lines = NULL;
        gsize end = 0;

        while (text->len < 512 * 1024)
          g_string_append (text, parts[i]);
        lines = pen_columns_wrap (text->str, (gssize)text->len, width, width);
        for (guint j = 0; j < lines->len; j++)
          {
            const PenColumnsLine *line = &g_array_index (lines, PenColumnsLine, j);

            g_assert_cmpuint (line->start, >=, end);
            for (gsize at = end; at < line->start; at++)
              g_assert_true (text->str[at] == ' ' || text->str[at] == '\n');
            g_assert_cmpuint (
                pen_columns_of_text (text->str + line->start, (gssize)(line->end - line->start)),
                <=,
                width);
            end = line->end;
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/columns/width", test_width);
  g_test_add_func ("/core/columns/wrap", test_wrap);
  g_test_add_func ("/core/columns/wide", test_wide);
  g_test_add_func ("/core/columns/long", test_long);
  return g_test_run ();
}
