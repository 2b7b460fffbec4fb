/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* That a difference leads from the one text to the other, is as small as it can be, and never takes
 * long. */
#include "core.h"

#include <glib/gstdio.h>
#include <string.h>

static PenLineDiff *
make_diff (const char *old_text, const char *new_text)
{
  g_autoptr (GBytes) a = g_bytes_new (old_text, strlen (old_text));
  g_autoptr (GBytes) b = g_bytes_new (new_text, strlen (new_text));

  return pen_line_diff_new (a, b);
}

/* Lines with their mark, each ended. */
static char *
describe (const PenLineDiff *diff)
{
  const GArray *hunks = pen_line_diff_get_hunks (diff);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < hunks->len; i++)
    {
      const PenDiffHunk *hunk = &g_array_index (hunks, PenDiffHunk, i);

      for (guint n = 0; n < hunk->n_lines; n++)
        {
          gsize length;
          const char *line = hunk->kind == PEN_DIFF_ADDED
                                 ? pen_line_diff_get_new_line (diff, hunk->new_line + n, &length)
                                 : pen_line_diff_get_old_line (diff, hunk->old_line + n, &length);

          g_string_append_c (result, " -+"[hunk->kind]);
          g_string_append_len (result, line, (gssize)length);
          g_string_append_c (result, '|');
        }
    }
  return g_string_free (result, FALSE);
}

static void
assert_diff (const char *old_text, const char *new_text, const char *expected)
{
  g_autoptr (PenLineDiff) diff = make_diff (old_text, new_text);
  g_autofree char *result = describe (diff);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_lines (void)
{
  assert_diff ("", "", "");
  assert_diff ("a\nb\n", "a\nb\n", " a| b|");
  assert_diff ("", "a\n", "+a|");
  assert_diff ("a\n", "", "-a|");
  assert_diff ("a\nb\nc\n", "a\nx\nc\n", " a|-b|+x| c|");
  assert_diff ("a\nb\nc\nd\n", "b\nx\nd\ne\n", "-a| b|-c|+x| d|+e|");
  assert_diff ("a\n", "a", "-a|+a|");
  assert_diff ("a\n\n\nb", "a\n\nb", " a| |-| b|");
}

static void
assert_changes (const char *old_text, const char *new_text, PenDiffKind side, const char *expected)
{
  g_autoptr (PenLineDiff) diff = make_diff (old_text, new_text);
  g_autoptr (GArray) ranges = pen_line_diff_find_changes (diff, side);
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      const PenDiffRange *range = &g_array_index (ranges, PenDiffRange, i);
      gsize length;
      const char *line = side == PEN_DIFF_ADDED
                             ? pen_line_diff_get_new_line (diff, range->line, &length)
                             : pen_line_diff_get_old_line (diff, range->line, &length);

      g_assert_cmpuint (range->start, <, range->end);
      g_assert_cmpuint (range->end, <=, length);
      g_string_append_printf (result, "%u:", range->line);
      g_string_append_len (result, line + range->start, (gssize)(range->end - range->start));
      g_string_append_c (result, '|');
    }
  g_assert_cmpstr (result->str, ==, expected);
}

static void
test_words (void)
{
  const char *a = "fn main() {\n    let x = 1;\n    a(x);\n}\n";
  const char *b = "fn main() {\n    let mut x = 12;\n    a(x);\n}\n";

  assert_changes (a, b, PEN_DIFF_REMOVED, "1:1|");
  assert_changes (a, b, PEN_DIFF_ADDED, "1:mut |1:12|");
  assert_changes ("a\nlet s = \"grün\";\n",
                  "a\nlet s = \"größer\";\n",
                  PEN_DIFF_ADDED,
                  "1:größer|");
  /* Another line altogether, and lines without a counterpart. */
  assert_changes ("let x = 1;\n", "while true {\n", PEN_DIFF_ADDED, "");
  assert_changes ("a\n", "a\nlet x = 1;\n", PEN_DIFF_ADDED, "");
  assert_changes (a, a, PEN_DIFF_ADDED, "");
}

static void
assert_patch (const char *old_text, const char *new_text, const char *expected)
{
  g_autoptr (PenLineDiff) diff = make_diff (old_text, new_text);
  GString *text = pen_line_diff_to_text (diff, "a/x\n.rs", "b/x.rs");

  g_assert_cmpstr (text->str, ==, expected);
  g_string_free (text, TRUE);
}

static void
test_patches (void)
{
  assert_patch ("a\n", "a\n", "");
  assert_patch ("1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
                "--- a/x .rs\n+++ b/x.rs\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  assert_patch ("",
                "a\nb",
                "--- a/x .rs\n+++ b/x.rs\n@@ -0,0 +1,2 @@\n+a\n+b\n"
                "\\ No newline at end of file\n");
  /* Seven lines apart are two places, six are one. */
  assert_patch ("a\n1\n2\n3\n4\n5\n6\n7\nb\n",
                "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
                "--- a/x .rs\n+++ b/x.rs\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
                "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
  assert_patch (
      "a\n1\n2\n3\n4\n5\n6\nb\n",
      "A\n1\n2\n3\n4\n5\n6\nB\n",
      "--- a/x .rs\n+++ b/x.rs\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
}

/* --- Any texts --- */

static GBytes *
make_text (GRand *random, guint n_lines, int variety)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (text, "%c\n", 'a' + g_rand_int_range (random, 0, variety));
  if (text->len > 0 && g_rand_boolean (random))
    g_string_truncate (text, text->len - 1);
  return g_string_free_to_bytes (text);
}

/* Rebuilds both texts from the hunks, and counts the changed lines. */
static guint
assert_leads_from_one_to_the_other (GBytes *a, GBytes *b)
{
  g_autoptr (PenLineDiff) diff = pen_line_diff_new (a, b);
  const GArray *hunks = pen_line_diff_get_hunks (diff);
  guint old_line = 0, new_line = 0, changes = 0;

  for (guint i = 0; i < hunks->len; i++)
    {
      const PenDiffHunk *hunk = &g_array_index (hunks, PenDiffHunk, i);

      g_assert_cmpuint (hunk->n_lines, >, 0);
      g_assert_cmpuint (hunk->old_line, ==, old_line);
      g_assert_cmpuint (hunk->new_line, ==, new_line);
      g_assert_true (i == 0 || hunk[-1].kind != hunk->kind);
      g_assert_false (i > 0 && hunk[-1].kind == PEN_DIFF_ADDED && hunk->kind == PEN_DIFF_REMOVED);
      for (guint n = 0; hunk->kind == PEN_DIFF_EQUAL && n < hunk->n_lines; n++)
        {
          gsize a_length, b_length;
          const char *x = pen_line_diff_get_old_line (diff, old_line + n, &a_length);
          const char *y = pen_line_diff_get_new_line (diff, new_line + n, &b_length);

          g_assert_cmpmem (x, a_length, y, b_length);
        }
      changes += hunk->kind != PEN_DIFF_EQUAL ? hunk->n_lines : 0;
      old_line += hunk->kind != PEN_DIFF_ADDED ? hunk->n_lines : 0;
      new_line += hunk->kind != PEN_DIFF_REMOVED ? hunk->n_lines : 0;
    }
  for (guint side = 0; side < 2; side++)
    {
      gsize size, lines = 0;
      const char *data = g_bytes_get_data (side == 0 ? a : b, &size);

      for (gsize i = 0; i < size; i++)
        lines += data[i] == '\n' || i + 1 == size;
      g_assert_cmpuint (lines, ==, side == 0 ? old_line : new_line);
    }
  return changes;
}

static GPtrArray *
split_lines (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (const char *c = text; *c != '\0';)
    {
      gsize n = strcspn (c, "\n") + (strchr (c, '\n') != NULL ? 1 : 0);

      g_ptr_array_add (lines, g_strndup (c, n));
      c += n;
    }
  return lines;
}

/* The fewest changes, by the table that every book has. */
static guint
count_fewest (GBytes *a, GBytes *b)
{
  g_autoptr (GPtrArray) x = split_lines (a);
  g_autoptr (GPtrArray) y = split_lines (b);
  guint table[32][32] = {{0}};

  for (guint i = 0; i <= x->len; i++)
    for (guint k = 0; k <= y->len; k++)
      if (i == 0 || k == 0)
        table[i][k] = i + k;
      else if (g_str_equal (x->pdata[i - 1], y->pdata[k - 1]))
        table[i][k] = table[i - 1][k - 1];
      else
        table[i][k] = 1 + MIN (table[i - 1][k], table[i][k - 1]);
  return table[x->len][y->len];
}

static void
test_any_texts (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 4000; round++)
    {
      int variety = g_rand_int_range (random, 1, 8);
      g_autoptr (GBytes) a = make_text (random, g_rand_int_range (random, 0, 24), variety);
      g_autoptr (GBytes) b = make_text (random, g_rand_int_range (random, 0, 24), variety);

      g_assert_cmpuint (assert_leads_from_one_to_the_other (a, b), ==, count_fewest (a, b));
    }
}

/* A patch of ours turns the one text into the other by the tool that everybody has. */
static void
test_patch_applies (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autofree char *patch = g_find_program_in_path ("patch");
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;

  if (patch == NULL)
    {
      g_test_skip ("patch is not installed");
      return;
    }
  folder = g_dir_make_tmp ("pen-diff-XXXXXX", NULL);
  file = g_build_filename (folder, "x.rs", NULL);
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GBytes) a = make_text (random, g_rand_int_range (random, 1, 40), 6);
      g_autoptr (GBytes) b = make_text (random, g_rand_int_range (random, 1, 40), 6);
      g_autoptr (PenLineDiff) diff = pen_line_diff_new (a, b);
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *contents = NULL;
      GString *text = pen_line_diff_to_text (diff, "x.rs", "x.rs");
      g_autoptr (GBytes) input = g_string_free_to_bytes (text);
      gsize length;

      if (pen_line_diff_is_same (diff))
        continue;
      g_assert_true (g_file_set_contents (file,
                                          g_bytes_get_data (a, NULL),
                                          (gssize)g_bytes_get_size (a),
                                          NULL));
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                  NULL,
                                  patch,
                                  "--fuzz=0",
                                  "--no-backup-if-mismatch",
                                  file,
                                  NULL);
      g_assert_true (g_subprocess_communicate (process, input, NULL, NULL, NULL, NULL));
      g_assert_true (g_subprocess_get_successful (process));
      g_assert_true (g_file_get_contents (file, &contents, &length, NULL));
      g_assert_cmpmem (contents, length, g_bytes_get_data (b, NULL), g_bytes_get_size (b));
    }
  g_remove (file);
  g_rmdir (folder);
}

static GBytes *
make_long (const char *word, guint n, guint step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s %u\n", word, i * step % n);
  return g_string_free_to_bytes (text);
}

static void
assert_is_quick (GBytes *a, GBytes *b)
{
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (PenLineDiff) diff = pen_line_diff_new (a, b);
  double ms = g_timer_elapsed (timer, NULL) * 1000;

  g_test_message ("%.1f ms", ms);
  /* Aim: 50 ms; ten times as much on a busy machine, and under sanitizers. */
  g_assert_cmpfloat (ms, <, 500);
  assert_leads_from_one_to_the_other (a, b);
}

/* Nothing in common, everything in another order, backwards, nothing; bounded in time. */
static void
test_long_texts (void)
{
  g_autoptr (GBytes) a = make_long ("a", 10000, 1);
  g_autoptr (GBytes) other = make_long ("b", 10000, 1);
  g_autoptr (GBytes) shuffled = make_long ("a", 10000, 3);
  g_autoptr (GBytes) backwards = make_long ("a", 10000, 9999);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  assert_is_quick (a, other);
  assert_is_quick (a, shuffled);
  assert_is_quick (a, backwards);
  assert_is_quick (a, nothing);
  assert_is_quick (nothing, a);
}

static void
test_odd_bytes (void)
{
  static const char a_bytes[] = "\0\xff\r\nb\0\n\n";
  static const char b_bytes[] = "\0\xff\r\nb\1\n";
  g_autoptr (GBytes) a = g_bytes_new_static (a_bytes, sizeof a_bytes - 1);
  g_autoptr (GBytes) b = g_bytes_new_static (b_bytes, sizeof b_bytes - 1);
  g_autoptr (PenLineDiff) diff = pen_line_diff_new (a, b);
  g_autoptr (GArray) ranges = pen_line_diff_find_changes (diff, PEN_DIFF_ADDED);

  g_assert_cmpuint (assert_leads_from_one_to_the_other (a, b), ==, 3);
  g_assert_cmpuint (ranges->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/line-diff/lines", test_lines);
  g_test_add_func ("/core/line-diff/words", test_words);
  g_test_add_func ("/core/line-diff/patches", test_patches);
  g_test_add_func ("/core/line-diff/any-texts", test_any_texts);
  g_test_add_func ("/core/line-diff/patch-applies", test_patch_applies);
  g_test_add_func ("/core/line-diff/long-texts", test_long_texts);
  g_test_add_func ("/core/line-diff/odd-bytes", test_odd_bytes);
  return g_test_run ();
}
