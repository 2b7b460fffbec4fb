/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Suggestions on program text: applied exactly, or refused whole. */
#include "toolchains.h"

#include <string.h>

static void
add (PenSuggestion *suggestion,
     const char *file,
     guint line,
     guint column_start,
     guint column_end,
     const char *replacement)
{
  g_autoptr (PenSpan) span = pen_span_new (file);

  span->is_own = TRUE;
  span->line_start = span->line_end = line;
  span->column_start = column_start;
  span->column_end = column_end;
  pen_suggestion_add_edit (suggestion, span, replacement);
}

static PenSuggestion *
make (void)
{
  return pen_suggestion_new ("try this", PEN_APPLICABILITY_MACHINE_APPLICABLE);
}

static void
check_result (PenSuggestion *suggestion, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) result =
      pen_suggestion_apply (suggestion, "src/main.rs", text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (result, NULL),
                   g_bytes_get_size (result),
                   expected,
                   strlen (expected));
}

static void
check_refused (PenSuggestion *suggestion, const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) result =
      pen_suggestion_apply (suggestion, "src/main.rs", text, strlen (text), &error);

  g_assert_null (result);
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_true (g_str_has_prefix (error->message, "src/main.rs: "));
}

static void
test_parts (void)
{
  g_autoptr (PenSuggestion) suggestion = make ();

  add (suggestion, "src/main.rs", 2, 1, 2, "");
  add (suggestion, "src/main.rs", 1, 1, 1, "use x;\n");
  add (suggestion, "src/main.rs", 1, 4, 4, "'a ");
  add (suggestion, "src/main.rs", 2, 2, 4, "\xc3\xa9");
  check_result (suggestion, "abcd\nefgh\n", "use x;\nabc'a d\n\xc3\xa9h\n");
}

static void
test_adjacent (void)
{
  g_autoptr (PenSuggestion) suggestion = make ();

  add (suggestion, "src/main.rs", 1, 2, 3, "Y");
  add (suggestion, "src/main.rs", 1, 1, 2, "X");
  add (suggestion, "src/main.rs", 1, 1, 1, "W");
  check_result (suggestion, "ab", "WXY");
}

static void
test_line_endings (void)
{
  g_autoptr (PenSuggestion) suggestion = make ();

  add (suggestion, "src/main.rs", 1, 1, 1, "use x;\n");
  check_result (suggestion,
                "\xef\xbb\xbf"
                "a\r\n",
                "\xef\xbb\xbf"
                "use x;\r\na\r\n");
  check_result (suggestion, "a\n", "use x;\na\n");
  check_result (suggestion, "", "use x;\n");
}

static void
test_overlap (void)
{
  g_autoptr (PenSuggestion) overlap = make ();
  g_autoptr (PenSuggestion) inside = make ();
  g_autoptr (PenSuggestion) twice = make ();

  add (overlap, "src/main.rs", 1, 1, 3, "x");
  add (overlap, "src/main.rs", 1, 2, 4, "y");
  check_refused (overlap, "abcd", "overlap");
  add (inside, "src/main.rs", 1, 1, 4, "x");
  add (inside, "src/main.rs", 1, 2, 2, "y");
  check_refused (inside, "abcd", "overlap");
  add (twice, "src/main.rs", 1, 2, 2, "x");
  add (twice, "src/main.rs", 1, 2, 2, "y");
  check_refused (twice, "abcd", "overlap");
}

static void
test_out_of_range (void)
{
  g_autoptr (PenSuggestion) far_line = make ();
  g_autoptr (PenSuggestion) far_column = make ();
  g_autoptr (PenSuggestion) backwards = make ();

  add (far_line, "src/main.rs", 3, 1, 1, "x");
  check_refused (far_line, "a\nb", "place");
  add (far_column, "src/main.rs", 1, 1, 1, "fine");
  add (far_column, "src/main.rs", 1, 1, 4, "x");
  check_refused (far_column, "ab\n", "place");
  add (backwards, "src/main.rs", 1, 2, 1, "x");
  check_refused (backwards, "ab\n", "place");
}

static void
test_stale (void)
{
  g_autoptr (PenSuggestion) suggestion = make ();
  g_autoptr (PenSpan) span = pen_span_new ("src/main.rs");

  pen_span_take_line (span, g_strdup ("let mut a;"), 5, 9);
  span->column_start = 5;
  span->column_end = 9;
  pen_suggestion_add_edit (suggestion, span, "");
  check_result (suggestion, "let mut a;\n", "let a;\n");
  check_refused (suggestion, "let mutable_a;\n", "changed");
}

static void
test_files (void)
{
  g_autoptr (PenSuggestion) suggestion = make ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (PenSpan) foreign = pen_span_new ("/usr/src/lib.rs");

  g_assert_false (pen_suggestion_is_own (suggestion));
  add (suggestion, "src/main.rs", 1, 1, 2, "A");
  add (suggestion, "src/grid.rs", 1, 2, 3, "B");
  g_assert_true (pen_suggestion_is_own (suggestion));
  check_result (suggestion, "ab", "Ab");
  other = pen_suggestion_apply (suggestion, "src/grid.rs", "ab", 2, &error);
  g_assert_cmpmem (g_bytes_get_data (other, NULL), g_bytes_get_size (other), "aB", 2);
  g_assert_null (pen_suggestion_apply (suggestion, "src/none.rs", "ab", 2, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);

  pen_suggestion_add_edit (suggestion, foreign, "C");
  g_assert_false (pen_suggestion_is_own (suggestion));
}

static void
test_binary (void)
{
  static const char text[] = "a\0b\xff";
  g_autoptr (PenSuggestion) suggestion = make ();
  g_autoptr (GBytes) result = NULL;

  add (suggestion, "src/main.rs", 1, 3, 4, "c");
  result = pen_suggestion_apply (suggestion, "src/main.rs", text, sizeof text - 1, NULL);
  g_assert_cmpmem (g_bytes_get_data (result, NULL), g_bytes_get_size (result), "a\0c\xff", 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/suggestion/applies-all-parts", test_parts);
  g_test_add_func ("/toolchains/suggestion/adjacent-parts", test_adjacent);
  g_test_add_func ("/toolchains/suggestion/keeps-line-endings", test_line_endings);
  g_test_add_func ("/toolchains/suggestion/refuses-overlap", test_overlap);
  g_test_add_func ("/toolchains/suggestion/refuses-out-of-range", test_out_of_range);
  g_test_add_func ("/toolchains/suggestion/refuses-changed-lines", test_stale);
  g_test_add_func ("/toolchains/suggestion/several-files", test_files);
  g_test_add_func ("/toolchains/suggestion/binary-text", test_binary);
  return g_test_run ();
}
