/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Explanations are read, not their markup. */
#include "explanation-view.h"

#include <string.h>

#include "code-block.h"
#include "display.h"

static void
count (GtkWidget *widget, GType type, guint *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    (*n)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count (child, type, n);
}

/* What is on the screen, all labels of it. */
static void
collect (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, text);
}

static void
assert_readable (const char *text)
{
  static const char *const markup[] = {"```",
                                       "compile_fail",
                                       "ignore (",
                                       "](http",
                                       "\n# use",
                                       "edition20",
                                       "should_panic",
                                       "\n#### ",
                                       "no_run"};

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (markup); i++)
    if (strstr (text, markup[i]) != NULL)
      g_error ("%s in %s", markup[i], text);
}

static void
test_recorded (void)
{
  static const char folder[] = SOURCE_ROOT "/tests/fixtures/explain";
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *markdown = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GString) shown = g_string_new (NULL);
      PenExplanationView *view = g_object_ref_sink (pen_explanation_view_new ());
      guint n_code = 0;

      g_assert_true (g_file_get_contents (path, &markdown, NULL, NULL));
      pen_explanation_view_set_markdown (view, markdown);
      text = pen_explanation_view_dup_text (view);
      collect (GTK_WIDGET (view), shown);
      count (GTK_WIDGET (view), PEN_TYPE_CODE_BLOCK, &n_code);
      assert_readable (text);
      assert_readable (shown->str);
      g_assert_cmpuint (strlen (text), >, 100);
      g_assert_cmpuint (n_code > 0, ==, strstr (markdown, "```") != NULL);
      g_assert_finalize_object (view);
    }
  g_assert_cmpuint (n, >=, 5);
}

static void
test_hostile (void)
{
  PenExplanationView *view = g_object_ref_sink (pen_explanation_view_new ());
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);

  pen_explanation_view_set_markdown (view, NULL);
  g_assert_null (gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view))));
  pen_explanation_view_set_markdown (view, "<b>&amp;</b> & *a <i>* `<`\n\n- \xff\xfe\033[1m");
  collect (GTK_WIDGET (view), shown);
  g_assert_nonnull (strstr (shown->str, "<b>"));
  g_assert_nonnull (strstr (shown->str, "a <i>"));
  for (guint i = 0; i < 200; i++)
    g_string_append (many, "- - - - - - - - x\n\n```\nlong\n```\n");
  pen_explanation_view_set_markdown (view, many->str);
  g_assert_finalize_object (view);
}

static void
test_picture (void)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  PenExplanationView *view = pen_explanation_view_new ();
  g_autofree char *markdown = NULL;
  GtkWindow *window;

  g_assert_true (
      g_file_get_contents (SOURCE_ROOT "/tests/fixtures/explain/E0382.md", &markdown, NULL, NULL));
  pen_explanation_view_set_markdown (view, markdown);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  window = pen_test_show (scroller, 700, 700);
  pen_test_picture (GTK_WIDGET (window), "explanation");
  gtk_window_set_default_size (window, 360, 640);
  pen_test_settle (scroller);
  /* Code scrolls sideways within itself; nothing else makes the page wider. */
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (view)), <=, 360);
  pen_test_picture (GTK_WIDGET (window), "explanation-narrow");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/explanation-view/recorded", test_recorded);
  g_test_add_func ("/gtk/explanation-view/hostile", test_hostile);
  g_test_add_func ("/gtk/explanation-view/narrow", test_picture);
  return g_test_run ();
}
