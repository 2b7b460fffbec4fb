/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines and columns to bytes and back, in the texts that go wrong most easily. */
#include "toolchains.h"

#include <string.h>

/* A byte-order mark, CRLF, a tab, letters of two and four bytes, a lone CR, no last newline. */
static const char odd[] = "\xef\xbb\xbf"
                          "a\xc3\xa9\tb\r\n"
                          "\r\n"
                          "\xf0\x9f\xa6\x80x\ry\n"
                          "end";

typedef struct
{
  guint line;
  guint column;
  gssize offset; /* -1: no such place */
} Place;

static const Place places[] = {
    {1, 1, 3},  {1, 2, 4},  {1, 3, 6},          {1, 4, 7},          {1, 5, 8},  {1, 6, -1},
    {2, 1, 10}, {2, 2, -1}, {3, 1, 12},         {3, 2, 16},         {3, 3, 17}, {3, 4, 18},
    {3, 5, 19}, {3, 6, -1}, {4, 1, 20},         {4, 4, 23},         {4, 5, -1}, {5, 1, -1},
    {0, 1, -1}, {1, 0, -1}, {G_MAXUINT, 1, -1}, {1, G_MAXUINT, -1},
};

static void
test_offset (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize offset = 99;
      gboolean found =
          pen_text_get_offset (odd, sizeof odd - 1, places[i].line, places[i].column, &offset);

      g_assert_cmpint (found, ==, places[i].offset >= 0);
      g_assert_cmpint (offset, ==, places[i].offset >= 0 ? places[i].offset : 99);
    }
}

static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint line = 0, column = 0;

      if (places[i].offset < 0)
        continue;
      pen_text_get_place (odd, sizeof odd - 1, places[i].offset, &line, &column);
      g_assert_cmpuint (line, ==, places[i].line);
      g_assert_cmpuint (column, ==, places[i].column);
    }
}

static void
test_within (void)
{
  static const Place within[] = {
      {1, 1, 0},
      {1, 1, 2},
      {1, 2, 5},
      {1, 5, 9},
      {2, 1, 11},
      {3, 1, 13},
      {3, 1, 15},
  };
  guint line, column;

  for (gsize i = 0; i < G_N_ELEMENTS (within); i++)
    {
      pen_text_get_place (odd, sizeof odd - 1, within[i].offset, &line, &column);
      g_assert_cmpuint (line, ==, within[i].line);
      g_assert_cmpuint (column, ==, within[i].column);
    }
  pen_text_get_place (NULL, 0, 0, &line, &column);
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpuint (column, ==, 1);
}

static void
test_empty (void)
{
  gsize offset = 99;

  g_assert_true (pen_text_get_offset (NULL, 0, 1, 1, &offset));
  g_assert_cmpuint (offset, ==, 0);
  g_assert_false (pen_text_get_offset ("", 0, 2, 1, &offset));
  g_assert_true (pen_text_get_offset ("a\n", 2, 2, 1, &offset));
  g_assert_cmpuint (offset, ==, 2);
}

static void
test_binary (void)
{
  static const char text[] = "\x80\x80\0\xff\r\n\xc3";
  gsize offset = 99;

  g_assert_true (pen_text_get_offset (text, sizeof text - 1, 1, 3, &offset));
  g_assert_cmpuint (offset, ==, 3);
  g_assert_true (pen_text_get_offset (text, sizeof text - 1, 2, 2, &offset));
  g_assert_cmpuint (offset, ==, 7);
}

static void
test_span (void)
{
  g_autoptr (PenSpan) span = pen_span_new ("src/main.rs");
  gsize start = 99, end = 99;

  span->column_start = 2;
  span->line_end = 3;
  span->column_end = 2;
  g_assert_true (pen_span_to_offsets (span, odd, sizeof odd - 1, &start, &end));
  g_assert_cmpuint (start, ==, 4);
  g_assert_cmpuint (end, ==, 16);

  span->line_start = 4;
  start = end = 99;
  g_assert_false (pen_span_to_offsets (span, odd, sizeof odd - 1, &start, &end));
  g_assert_cmpuint (start, ==, 99);
  g_assert_cmpuint (end, ==, 99);
}

static void
test_current (void)
{
  g_autoptr (PenSpan) span = pen_span_new ("src/main.rs");

  g_assert_true (pen_span_is_current (span, "anything", 8));
  span->line_start = 2;
  pen_span_take_line (span, g_strdup ("two"), 1, 2);
  pen_span_take_line (span, g_strdup ("three"), 1, 2);
  g_assert_true (pen_span_is_current (span, "1\ntwo\r\nthree", 12));
  g_assert_true (pen_span_is_current (span, "1\ntwo\nthree\n4", 13));
  g_assert_false (pen_span_is_current (span, "1\ntwo\nthree ", 12));
  g_assert_false (pen_span_is_current (span, "1\ntwo", 5));
  g_assert_false (pen_span_is_current (span, "two\nthree\n", 10));
  g_assert_false (pen_span_is_current (span, NULL, 0));
  pen_span_take_line (span, g_strdup (""), 1, 1);
  g_assert_true (pen_span_is_current (span, "1\ntwo\nthree\n", 12));
  g_assert_false (pen_span_is_current (span, "1\ntwo\nthree", 11));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/span/offset-of-place", test_offset);
  g_test_add_func ("/toolchains/span/place-of-offset", test_round_trip);
  g_test_add_func ("/toolchains/span/within-a-character", test_within);
  g_test_add_func ("/toolchains/span/empty-text", test_empty);
  g_test_add_func ("/toolchains/span/binary-text", test_binary);
  g_test_add_func ("/toolchains/span/to-offsets", test_span);
  g_test_add_func ("/toolchains/span/knows-changed-lines", test_current);
  return g_test_run ();
}
