/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bytes in any pieces -> lines: always the same ones, however the pipe cuts them. */
#include "line-splitter.h"

#include <string.h>

/* "[LINE]" each, newlines and NULs shown. */
static void
on_line (const char *line, gsize len, gpointer data)
{
  GString *log = data;

  g_assert_cmpuint (len, >, 0);
  g_string_append_c (log, '[');
  for (gsize i = 0; i < len; i++)
    if (line[i] == '\n')
      g_string_append (log, "\\n");
    else if (line[i] == '\0')
      g_string_append (log, "\\0");
    else
      g_string_append_c (log, line[i]);
  g_string_append_c (log, ']');
}

static char *
split (gsize most, gsize piece, const char *bytes, gsize len)
{
  PenLineSplitter *splitter = pen_line_splitter_new (most);
  GString *log = g_string_new (NULL);

  for (gsize at = 0; at < len; at += piece)
    pen_line_splitter_push (splitter, bytes + at, MIN (piece, len - at), on_line, log);
  g_string_append_c (log, '|');
  pen_line_splitter_flush (splitter, on_line, log);
  pen_line_splitter_flush (splitter, on_line, log); /* nothing is left for a second one */
  pen_line_splitter_free (splitter);
  return g_string_free (log, FALSE);
}

static void
assert_splits (gsize most, const char *bytes, gsize len, const char *expected)
{
  for (gsize piece = 1; piece <= len + 1; piece++)
    {
      g_autofree char *log = split (most, piece, bytes, len);

      g_test_message ("in pieces of %" G_GSIZE_FORMAT, piece);
      g_assert_cmpstr (log, ==, expected);
    }
}

static void
test_lines (void)
{
  assert_splits (100, "one\ntwo\n", 8, "[one\\n][two\\n]|");
  assert_splits (100, "one\ntwo", 7, "[one\\n]|[two]");
  assert_splits (100, "\n\nx\n\n", 5, "[\\n][\\n][x\\n][\\n]|");
  assert_splits (100, "no newline", 10, "|[no newline]");
  assert_splits (100, "\n", 1, "[\\n]|");
  assert_splits (100, "", 0, "|");
}

static void
test_any_bytes (void)
{
  assert_splits (100, "a\0b\n\0\n\0", 7, "[a\\0b\\n][\\0\\n]|[\\0]");
  assert_splits (100, "\xff\r\n\xc3\n", 5, "[\xff\r\\n][\xc3\\n]|");
}

/* A longer line comes in pieces of the bound; one of just that length is whole. */
static void
test_bound (void)
{
  assert_splits (4, "abc\n", 4, "[abc\\n]|");
  assert_splits (4, "abcd\n", 5, "[abcd][\\n]|");
  assert_splits (4, "abcdefgh", 8, "[abcd][efgh]|");
  assert_splits (4, "abcdefghi\nj\n", 12, "[abcd][efgh][i\\n][j\\n]|");
  assert_splits (1, "ab\n", 3, "[a][b][\\n]|");
}

/* What is still open may be forgotten. */
static void
test_free (void)
{
  PenLineSplitter *splitter = pen_line_splitter_new (100);
  g_autoptr (GString) log = g_string_new (NULL);

  pen_line_splitter_push (splitter, "one\ntw", 6, on_line, log);
  pen_line_splitter_push (splitter, "", 0, on_line, log);
  pen_line_splitter_free (splitter);
  g_assert_cmpstr (log->str, ==, "[one\\n]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/line-splitter/finds-lines", test_lines);
  g_test_add_func ("/core/line-splitter/takes-any-bytes", test_any_bytes);
  g_test_add_func ("/core/line-splitter/bounds-lines", test_bound);
  g_test_add_func ("/core/line-splitter/forgets-an-open-line", test_free);
  return g_test_run ();
}
