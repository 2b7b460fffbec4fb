/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Differences: what is shown of them, how one goes through them, and that nothing is hidden. */
#include "diff-view.h"

#include <adwaita.h>
#include <string.h>

#include "diff-file.h"
#include "diff-pane.h"
#include "display.h"
#include "keys.h"
#include "recorded.h"
#include "zoom.h"

#define MAIN "src/main.rs"

static void
put (PenSources *sources, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (pen_sources_add (sources, name, bytes, NULL));
}

static PenSources *
make (const char *text)
{
  PenSources *sources = pen_sources_new ();

  put (sources, MAIN, text);
  return sources;
}

/* @n lines, of which line @changed, from 1, is another one. */
static char *
make_text (guint n, guint changed)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, "    let line_%u = %u;\n", i, i == changed ? 0 : i);
  return g_string_free (text, FALSE);
}

/* --- Pages --- */

/* Each row as its sign and text. */
static char *
dup_page (const char *old_text, const char *new_text, PenDiffSide side)
{
  g_autoptr (PenSources) old = make (old_text);
  g_autoptr (PenSources) new = make (new_text);
  g_autoptr (GPtrArray) files = pen_diff_files_new (old, new);
  g_autoptr (PenDiffPage) page = pen_diff_page_new (files->pdata[0], side);
  g_auto (GStrv) lines = g_strsplit (page->text->str, "\n", -1);
  GString *all = g_string_new (NULL);

  g_assert_cmpuint (g_strv_length (lines), ==, page->rows->len);
  for (guint i = 0; i < page->rows->len; i++)
    g_string_append_printf (all,
                            "%c%s|",
                            " -+~."[g_array_index (page->rows, PenDiffRow, i).kind],
                            lines[i]);
  return g_string_free (all, FALSE);
}

static void
assert_page (const char *old, const char *new, PenDiffSide side, const char *expected)
{
  g_autofree char *page = dup_page (old, new, side);

  g_assert_cmpstr (page, ==, expected);
}

static void
test_pages (void)
{
  assert_page ("a\nb\nc\n", "a\nx\nc\n", PEN_DIFF_SIDE_BOTH, " a|-b|+x| c|");
  assert_page ("a\nb\nc\n", "a\nx\ny\nc\n", PEN_DIFF_SIDE_OLD, " a|-b|.| c|");
  assert_page ("a\nb\nc\n", "a\nx\ny\nc\n", PEN_DIFF_SIDE_NEW, " a|+x|+y| c|");
  assert_page ("a\nb\nc\n", "a\nc\n", PEN_DIFF_SIDE_NEW, " a|.| c|");
  assert_page ("", "a\n\n", PEN_DIFF_SIDE_BOTH, "+a|+|");
  assert_page ("1\n2\n3\n4\n5\n6\n7\n8\nx\n",
               "1\n2\n3\n4\n5\n6\n7\n8\ny\n",
               PEN_DIFF_SIDE_BOTH,
               "~… 5 unchanged lines …| 6| 7| 8|-x|+y|");
}

static void
test_sides_have_as_many_rows (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) a_text = g_string_new (NULL);
      g_autoptr (GString) b_text = g_string_new (NULL);
      g_autoptr (PenSources) old = NULL;
      g_autoptr (PenSources) new = NULL;
      g_autoptr (GPtrArray) files = NULL;

      for (guint i = 0; i < 60; i++)
        g_string_append_printf (g_rand_boolean (random) ? a_text : b_text,
                                "%d\n",
                                g_rand_int_range (random, 0, 4));
      old = make (a_text->str);
      new = make (b_text->str);
      files = pen_diff_files_new (old, new);
      for (guint i = 0; i < files->len; i++)
        {
          g_autoptr (PenDiffPage) a = pen_diff_page_new (files->pdata[i], PEN_DIFF_SIDE_OLD);
          g_autoptr (PenDiffPage) b = pen_diff_page_new (files->pdata[i], PEN_DIFF_SIDE_NEW);

          g_assert_cmpuint (a->rows->len, ==, b->rows->len);
          g_assert_cmpint (
              pen_diff_page_find_change (a, ((PenDiffFile *)files->pdata[i])->n_changes),
              >=,
              0);
        }
    }
}

static void
test_which_files (void)
{
  g_autoptr (PenSources) old = make ("same\n");
  g_autoptr (PenSources) new = make ("same\n");
  g_autoptr (GBytes) opaque = g_bytes_new ("\0\1", 2);
  g_autoptr (GBytes) other = g_bytes_new ("\0\2", 2);
  g_autoptr (GPtrArray) files = NULL;
  const char *const names[] = {"a.rs", "b.bin", "c.rs", "d.txt"};
  const PenDiffFate fates[] = {PEN_DIFF_FILE_REMOVED,
                               PEN_DIFF_FILE_CHANGED,
                               PEN_DIFF_FILE_ADDED,
                               PEN_DIFF_FILE_CHANGED};

  put (old, "a.rs", "gone\n");
  pen_sources_add (old, "b.bin", opaque, NULL);
  pen_sources_add (new, "b.bin", other, NULL);
  put (new, "c.rs", "new\n");
  put (old, "d.txt", "ends\r\n");
  put (new, "d.txt", "ends\n");
  files = pen_diff_files_new (old, new);
  g_assert_cmpuint (files->len, ==, 4);
  for (guint i = 0; i < files->len; i++)
    {
      const PenDiffFile *file = files->pdata[i];

      g_assert_cmpstr (file->name, ==, names[i]);
      g_assert_cmpint (file->fate, ==, fates[i]);
      g_assert_cmpuint (file->n_changes, ==, 1);
      g_assert_cmpint (file->diff != NULL, ==, pen_sources_is_rust (file->name));
    }
}

/* What could make a row two, or show lines in another order than they have. */
static void
test_hostile_text (void)
{
  assert_page ("a\n",
               "a\xe2\x80\xa9"
               "b\xe2\x80\xae\x1b\xff\n",
               PEN_DIFF_SIDE_NEW,
               "+a⟨U+2029⟩b⟨U+202E⟩␛\xef\xbf\xbd|");
}

/* --- The widget --- */

typedef struct
{
  PenDiffView *view;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->view = pen_diff_view_new ();
  f->window = pen_test_show (GTK_WIDGET (f->view), GPOINTER_TO_INT (data), 500);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
}

static void
show (Fixture *f, const char *old_text, const char *new_text)
{
  g_autoptr (PenSources) old = make (old_text);
  g_autoptr (PenSources) new = make (new_text);

  pen_diff_view_show_difference (f->view, old, new);
  pen_test_settle (GTK_WIDGET (f->view));
}

static PenDiffPane *
find_pane (GtkWidget *widget, guint *n)
{
  if (PEN_IS_DIFF_PANE (widget))
    return gtk_widget_get_mapped (widget) && (*n)-- == 0 ? PEN_DIFF_PANE (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      PenDiffPane *pane = find_pane (child, n);

      if (pane != NULL)
        return pane;
    }
  return NULL;
}

/* The @nth that can be seen. */
static PenDiffPane *
get_pane (Fixture *f, guint n)
{
  return find_pane (GTK_WIDGET (f->view), &n);
}

static guint
get_n_rows (Fixture *f)
{
  return pen_diff_pane_get_page (get_pane (f, 0))->rows->len;
}

static void
test_opens_folds (Fixture *f, gconstpointer data)
{
  g_autofree char *old = make_text (200, 100);
  g_autofree char *new = make_text (200, 0);

  show (f, old, new);
  g_assert_cmpuint (get_n_rows (f), ==, 1 + 3 + 2 + 3 + 1);
  gtk_widget_grab_focus (GTK_WIDGET (pen_diff_pane_get_view (get_pane (f, 0))));
  pen_test_press (f->window, "Down Return"); /* not a fold */
  pen_test_press (f->window, "Up Return");
  PEN_WAIT_UNTIL (get_n_rows (f) == 99 + 2 + 3 + 1);
  pen_test_press (f->window, "ctrl+End Return");
  PEN_WAIT_UNTIL (get_n_rows (f) == 201);
}

static void
test_goes_through_differences (Fixture *f, gconstpointer data)
{
  g_autofree char *old_text = make_text (200, 100);
  g_autofree char *new_text = make_text (200, 150);
  g_autoptr (PenSources) old = make (old_text);
  g_autoptr (PenSources) new = make (new_text);

  put (old, "src/a.rs", "1\n");
  put (new, "src/a.rs", "2\n");
  pen_diff_view_show_difference (f->view, old, new);
  g_assert_cmpuint (pen_diff_view_get_n_differences (f->view), ==, 3);
  g_assert_cmpuint (pen_diff_view_get_difference (f->view), ==, 0);
  g_assert_cmpstr (pen_diff_view_get_file (f->view), ==, "src/a.rs");
  gtk_widget_grab_focus (GTK_WIDGET (pen_diff_pane_get_view (get_pane (f, 0))));
  pen_test_press (f->window, "n");
  PEN_WAIT_UNTIL (pen_diff_view_get_difference (f->view) == 1);
  pen_test_press (f->window, "F7");
  PEN_WAIT_UNTIL (pen_diff_view_get_difference (f->view) == 2);
  g_assert_cmpstr (pen_diff_view_get_file (f->view), ==, MAIN);
  pen_test_press (f->window, "n n"); /* there is no fourth */
  PEN_WAIT_UNTIL (pen_diff_view_get_difference (f->view) == 3);
  pen_test_press (f->window, "p shift+F7 p");
  PEN_WAIT_UNTIL (pen_diff_view_get_difference (f->view) == 1);
  g_assert_cmpstr (pen_diff_view_get_file (f->view), ==, "src/a.rs");
  pen_diff_view_set_file (f->view, MAIN);
  pen_test_press (f->window, "n");
  PEN_WAIT_UNTIL (pen_diff_view_get_difference (f->view) == 2);
}

static void
test_keeps_the_file_in_front (Fixture *f, gconstpointer data)
{
  g_autoptr (PenSources) old = make ("1\n");
  g_autoptr (PenSources) new = make ("2\n");
  g_autoptr (PenSources) newer = make ("3\n");

  put (old, "src/a.rs", "1\n");
  put (new, "src/a.rs", "2\n");
  put (newer, "src/a.rs", "3\n");
  pen_diff_view_show_difference (f->view, old, new);
  pen_diff_view_set_file (f->view, MAIN);
  pen_diff_view_show_difference (f->view, old, newer);
  g_assert_cmpstr (pen_diff_view_get_file (f->view), ==, MAIN);
  pen_diff_view_show_sources (f->view, old);
  g_assert_cmpstr (pen_diff_view_get_file (f->view), ==, MAIN);
  g_assert_cmpuint (pen_diff_view_get_n_differences (f->view), ==, 0);
  pen_diff_view_go (f->view, 1);
  g_assert_cmpuint (pen_diff_view_get_difference (f->view), ==, 0);
}

static void
test_beside_where_there_is_room (Fixture *f, gconstpointer data)
{
  show (f, "a\nb\n", "a\nc\nd\n");
  g_assert_true (pen_diff_view_get_is_side_by_side (f->view));
  g_assert_nonnull (get_pane (f, 1));
  g_assert_cmpuint (pen_diff_pane_get_page (get_pane (f, 0))->rows->len, ==, 3);
  g_assert_cmpuint (pen_diff_pane_get_page (get_pane (f, 1))->rows->len, ==, 3);
  pen_zoom_apply (GTK_WIDGET (f->view), 3.0);
  PEN_WAIT_UNTIL (!pen_diff_view_get_is_side_by_side (f->view) && get_pane (f, 1) == NULL);
  PEN_WAIT_UNTIL (pen_diff_pane_get_page (get_pane (f, 0))->rows->len == 4);
}

static void
test_nothing_is_different (Fixture *f, gconstpointer data)
{
  show (f, "a\n", "a\n");
  g_assert_null (get_pane (f, 0));
  pen_test_picture (GTK_WIDGET (f->view), "diff-none");
  show (f, "a\n", "b\n");
  g_assert_nonnull (get_pane (f, 0));
}

/* With a sanitizer every allocation is slow, and there are many. */
#define N_LONG (PEN_TEST_SLOWER > 1 ? 1000 : 10000)

/* Ten thousand lines that share nothing, and as many that share nearly all; asserted at several
 * times what was measured. */
static void
test_long_texts_are_quick (Fixture *f, gconstpointer data)
{
  g_autofree char *old = make_text (N_LONG, N_LONG / 2);
  g_autofree char *new = make_text (N_LONG, 0);
  g_autoptr (GString) other = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();
  gint64 time;

  for (guint i = 0; i < N_LONG; i++)
    g_string_append_printf (other, "// %u\n", i * 7);
  show (f, old, new);
  time = g_get_monotonic_time () - start;
  g_test_message ("one line: %" G_GINT64_FORMAT " µs", time);
  g_assert_cmpint (time, <, 500 * 1000 * PEN_TEST_SLOWER);
  start = g_get_monotonic_time ();
  show (f, old, other->str);
  time = g_get_monotonic_time () - start;
  g_test_message ("all lines: %" G_GINT64_FORMAT " µs", time);
  g_assert_cmpint (time, <, 1500 * 1000 * PEN_TEST_SLOWER);
  g_assert_cmpuint (get_n_rows (f), ==, 2 * N_LONG);
}

static const char *const before_text =
    "use std::collections::HashMap;\n\n/// Counts words.\nfn count(text: &str) -> usize {\n"
    "    text.split(' ').count()\n}\n\nfn main() {\n    let text = \"one two three\";\n"
    "    println!(\"{}\", count(text));\n}\n\nfn a() {}\nfn b() {}\nfn c() {}\nfn d() {}\n"
    "fn e() {}\nfn f() {}\nfn g() {}\n\nfn last() {\n    let x = 1;\n}\n";
static const char *const after_text =
    "use std::collections::HashMap;\n\n/// Counts how often each word is there.\n"
    "fn count(text: &str) -> HashMap<&str, usize> {\n    let mut found = HashMap::new();\n"
    "    for word in text.split_whitespace() {\n        *found.entry(word).or_insert(0) += 1;\n"
    "    }\n    found\n}\n\nfn main() {\n    let text = \"one two three\";\n"
    "    println!(\"{:?}\", count(text));\n}\n\nfn a() {}\nfn b() {}\nfn c() {}\nfn d() {}\n"
    "fn e() {}\nfn f() {}\nfn g() {}\n\nfn last() {\n    let x = 2;\n}\n";

static void
test_pictures (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();
  g_autoptr (PenSources) old = make (before_text);
  g_autoptr (PenSources) new = make (after_text);

  put (new, "src/words.rs", "pub fn words() {}\n");
  pen_diff_view_set_names (f->view, "Then", "Now");
  pen_diff_view_show_difference (f->view, old, new);
  pen_diff_view_go (f->view, 1);
  pen_test_picture (GTK_WIDGET (f->view), "diff-wide");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (f->view), "diff-wide-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
  pen_zoom_apply (GTK_WIDGET (f->view), 3.0);
  PEN_WAIT_UNTIL (!pen_diff_view_get_is_side_by_side (f->view));
  pen_test_settle (GTK_WIDGET (f->view));
  pen_test_picture (GTK_WIDGET (f->view), "diff-300");
  pen_diff_view_show_sources (f->view, new);
  pen_zoom_apply (GTK_WIDGET (f->view), 1.0);
  pen_test_settle (GTK_WIDGET (f->view));
  pen_test_picture (GTK_WIDGET (f->view), "diff-alone");
}

static void
test_narrow_picture (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  show (f, before_text, after_text);
  pen_test_picture (GTK_WIDGET (f->view), "diff-narrow");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (f->view), "diff-narrow-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char **argv)
{
#define ADD(path, width, function)                                                                 \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, function, tear_down)
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/diff-view/pages", test_pages);
  g_test_add_func ("/gtk/diff-view/sides-have-as-many-rows", test_sides_have_as_many_rows);
  g_test_add_func ("/gtk/diff-view/which-files", test_which_files);
  g_test_add_func ("/gtk/diff-view/hostile-text", test_hostile_text);
  ADD ("/gtk/diff-view/opens-folds", 500, test_opens_folds);
  ADD ("/gtk/diff-view/goes-through-differences", 500, test_goes_through_differences);
  ADD ("/gtk/diff-view/keeps-the-file-in-front", 500, test_keeps_the_file_in_front);
  ADD ("/gtk/diff-view/beside-where-there-is-room", 1200, test_beside_where_there_is_room);
  ADD ("/gtk/diff-view/nothing-is-different", 500, test_nothing_is_different);
  ADD ("/gtk/diff-view/long-texts-are-quick", 500, test_long_texts_are_quick);
  ADD ("/gtk/diff-view/pictures", 1200, test_pictures);
  ADD ("/gtk/diff-view/narrow-picture", 400, test_narrow_picture);
  return g_test_run ();
}
