/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Find and replace. */
#include "find-bar.h"

#include "code.h"
#include "display.h"

#include <string.h>

typedef struct
{
  GtkWindow *window;
  GtkSourceView *view;
  GtkTextBuffer *buffer;
  PenFindBar *bar;
  GtkEditable *find;
  GtkEditable *replace;
} Fixture;

static GtkWidget *
find_child (Fixture *fixture, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->bar), PEN_TYPE_FIND_BAR, name));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->view = pen_test_code_view_new ();
  fixture->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  fixture->bar = g_object_new (PEN_TYPE_FIND_BAR, NULL);
  pen_find_bar_set_view (fixture->bar, fixture->view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->bar));
  gtk_box_append (GTK_BOX (box), scrolled);
  fixture->window = pen_test_show (box, 600, 300);
  fixture->find = GTK_EDITABLE (find_child (fixture, "find_entry"));
  fixture->replace = GTK_EDITABLE (find_child (fixture, "replace_entry"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
}

static const char *
get_label (Fixture *fixture, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (find_child (fixture, name)));
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return g_str_equal (get_label (fixture, "count_label"), text);
}

static gboolean
is_code (Fixture *fixture, const char *marked)
{
  g_autofree char *present = pen_test_code_dup (fixture->buffer);

  return g_str_equal (present, marked);
}

static gboolean
has_text (Fixture *fixture, const char *text)
{
  GtkTextIter begin, end;
  g_autofree char *present = NULL;

  gtk_text_buffer_get_bounds (fixture->buffer, &begin, &end);
  present = gtk_text_iter_get_text (&begin, &end);
  return g_str_equal (present, text);
}

static void
choose (Fixture *fixture, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->bar), name, NULL);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "one two one\n§one two\n");
  pen_find_bar_open (fixture->bar, FALSE);
  gtk_editable_set_text (fixture->find, "one");
  PEN_WAIT_UNTIL (is_code (fixture, "one two one\n«one» two\n"));
  PEN_WAIT_UNTIL (says (fixture, "3 of 3"));
  pen_find_bar_step (fixture->bar, TRUE);
  PEN_WAIT_UNTIL (is_code (fixture, "«one» two one\none two\n"));
  PEN_WAIT_UNTIL (says (fixture, "1 of 3"));
  pen_find_bar_step (fixture->bar, FALSE);
  PEN_WAIT_UNTIL (is_code (fixture, "one two one\n«one» two\n"));
  gtk_editable_set_text (fixture->find, "nothing");
  PEN_WAIT_UNTIL (says (fixture, "Not found"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->find), "error"));
  gtk_editable_set_text (fixture->find, "");
  PEN_WAIT_UNTIL (says (fixture, ""));
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "§Ab ab abc a.b\n");
  pen_find_bar_open (fixture->bar, FALSE);
  gtk_editable_set_text (fixture->find, "ab");
  PEN_WAIT_UNTIL (says (fixture, "1 of 3"));
  choose (fixture, "find.case");
  PEN_WAIT_UNTIL (says (fixture, "3 places") || says (fixture, "2 places"));
  choose (fixture, "find.words");
  PEN_WAIT_UNTIL (says (fixture, "1 place"));
  choose (fixture, "find.words");
  choose (fixture, "find.case");
  gtk_editable_set_text (fixture->find, "a.b");
  PEN_WAIT_UNTIL (says (fixture, "1 of 1"));
  choose (fixture, "find.regex");
  gtk_editable_set_text (fixture->find, "a.?b");
  PEN_WAIT_UNTIL (g_str_has_suffix (get_label (fixture, "count_label"), "of 4"));
}

static void
test_bad_expression (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "§a(b\n");
  pen_find_bar_open (fixture->bar, FALSE);
  choose (fixture, "find.regex");
  gtk_editable_set_text (fixture->find, "a(");
  PEN_WAIT_UNTIL (get_label (fixture, "error_label")[0] != '\0');
  g_assert_true (g_str_has_prefix (get_label (fixture, "error_label"), "This is not a whole"));
  gtk_editable_set_text (fixture->find, "a\\(");
  PEN_WAIT_UNTIL (get_label (fixture, "error_label")[0] == '\0');
  PEN_WAIT_UNTIL (says (fixture, "1 of 1"));
}

static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "§a1 a2 a3\n");
  pen_find_bar_open (fixture->bar, TRUE);
  choose (fixture, "find.regex");
  gtk_editable_set_text (fixture->find, "a(\\d)");
  gtk_editable_set_text (fixture->replace, "\\1b");
  PEN_WAIT_UNTIL (says (fixture, "1 of 3"));
  choose (fixture, "find-bar.replace");
  PEN_WAIT_UNTIL (is_code (fixture, "1b «a2» a3\n"));
  gtk_text_buffer_undo (fixture->buffer);
  choose (fixture, "find-bar.replace-all");
  PEN_WAIT_UNTIL (says (fixture, "3 replaced"));
  g_assert_true (has_text (fixture, "1b 2b 3b\n"));
  gtk_text_buffer_undo (fixture->buffer);
  g_assert_false (gtk_text_buffer_get_can_undo (fixture->buffer));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (fixture->view), FALSE);
  choose (fixture, "find-bar.replace-all");
  g_assert_false (gtk_text_buffer_get_can_undo (fixture->buffer));
}

static void
test_leaves (Fixture *fixture, gconstpointer data)
{
  pen_test_code_set (fixture->buffer, "a «b» c b\n");
  pen_find_bar_open (fixture->bar, FALSE);
  g_assert_cmpstr (gtk_editable_get_text (fixture->find), ==, "b");
  PEN_WAIT_UNTIL (says (fixture, "1 of 2"));
  pen_find_bar_step (fixture->bar, TRUE);
  PEN_WAIT_UNTIL (is_code (fixture, "a b c «b»\n"));
  choose (fixture, "find-bar.close");
  g_assert_false (pen_find_bar_get_opened (fixture->bar));
  g_assert_true (is_code (fixture, "a b c «b»\n"));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->view)));
  pen_find_bar_step (fixture->bar, TRUE);
  PEN_WAIT_UNTIL (is_code (fixture, "a «b» c b\n"));
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 begin;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "let value_%u = compute (%u);\n", i, i);
  gtk_text_buffer_set_text (fixture->buffer, text->str, -1);
  begin = g_get_monotonic_time ();
  pen_find_bar_open (fixture->bar, FALSE);
  gtk_editable_set_text (fixture->find, "value");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 300 * 1000);
  PEN_WAIT_UNTIL (g_str_has_suffix (get_label (fixture, "count_label"), "of 20000"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/find-bar/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("steps-round", test_steps);
  ADD ("choices", test_choices);
  ADD ("bad-expression-is-said", test_bad_expression);
  ADD ("replaces-in-one-step", test_replaces);
  ADD ("leaves-the-caret-where-it-found", test_leaves);
  ADD ("long-text-stays-quick", test_long);
  return g_test_run ();
}
