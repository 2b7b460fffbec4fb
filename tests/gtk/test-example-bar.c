/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The bar above an example. */
#include "example-bar.h"

#include "display.h"
#include "zoom.h"

static const char *const names[] = {"restore-example", "next-example", "examples"};

/* Which action ran, and how often: one digit each. */
static void
count (GSimpleAction *action, GVariant *target, gpointer data)
{
  guint *n = data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), names[i]))
      n[i]++;
}

static GtkWindow *
show_bar (GtkWidget *bar, int width, guint *n)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], NULL);

      g_signal_connect (action, "activate", G_CALLBACK (count), n);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_box_append (GTK_BOX (box), bar);
  gtk_widget_insert_action_group (box, "win", G_ACTION_GROUP (group));
  window = pen_test_show (box, width, 120);
  return window;
}

/* (transfer none) (nullable): the visible label that says @label. */
static GtkWidget *
find (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, label);
  return found;
}

static void
press (GtkWidget *bar, const char *label)
{
  GtkWidget *found = find (bar, label);

  g_assert_nonnull (found);
  g_signal_emit_by_name (gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON), "clicked");
}

static void
test_first_hour (void)
{
  g_autoptr (PenExamples) examples = pen_examples_new (NULL, NULL);
  GtkWidget *bar = pen_example_bar_new ();
  guint n[G_N_ELEMENTS (names)] = {0};
  GtkWindow *window = show_bar (bar, 700, n);

  g_assert_false (gtk_widget_get_visible (bar));
  pen_example_bar_set_example (PEN_EXAMPLE_BAR (bar),
                               examples,
                               pen_examples_get (examples, "first-hour-03-functions"));
  g_assert_nonnull (find (bar, "3 of 12 · Functions"));
  press (bar, "Next: If and Loops");
  press (bar, "Back to the Original");
  g_assert_cmpuint (n[0], ==, 1);
  g_assert_cmpuint (n[1], ==, 1);
  pen_test_picture (GTK_WIDGET (window), "example-bar");
  pen_zoom_apply (bar, 3.0);
  pen_test_picture (GTK_WIDGET (window), "example-bar-300");
  g_assert_cmpint (gtk_widget_get_width (bar), <=, 720); /* it gives way instead of the window */
  pen_example_bar_set_example (PEN_EXAMPLE_BAR (bar), examples, NULL);
  g_assert_false (gtk_widget_get_visible (bar));
  gtk_window_destroy (window);
}

/* Borrowed: one that nothing follows. */
static PenExample *
find_last (PenExamples *examples)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (examples)); i++)
    {
      g_autoptr (PenExample) example = g_list_model_get_item (G_LIST_MODEL (examples), i);

      if (pen_examples_get_next (examples, example) == NULL)
        return example;
    }
  g_assert_not_reached ();
}

static void
test_the_last_leads_to_more (void)
{
  g_autoptr (PenExamples) examples = pen_examples_new (NULL, NULL);
  GtkWidget *bar = pen_example_bar_new ();
  guint n[G_N_ELEMENTS (names)] = {0};
  GtkWindow *window = show_bar (bar, 360, n);
  PenExample *last = find_last (examples);

  pen_example_bar_set_example (PEN_EXAMPLE_BAR (bar), examples, last);
  press (bar, "More Examples");
  g_assert_cmpuint (n[2], ==, 1);
  pen_test_picture (GTK_WIDGET (window), "example-bar-narrow");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/example-bar/first-hour", test_first_hour);
  g_test_add_func ("/gtk/example-bar/the-last-leads-to-more", test_the_last_leads_to_more);
  return g_test_run ();
}
