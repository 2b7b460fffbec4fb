/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One zoom for all text. */
#include "zoom.h"

#include "display.h"

static int
measure (GtkWidget *widget)
{
  int natural = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
test_triples (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new ("Text");
  GtkWidget *code = gtk_text_view_new ();
  GtkWindow *window;
  int plain, plain_code;

  gtk_widget_add_css_class (code, "code");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (code)), "fn main", -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), code);
  window = pen_test_show (box, 400, 300);
  plain = measure (label);
  plain_code = measure (code);
  pen_zoom_apply (box, 3);
  PEN_WAIT_UNTIL (ABS (measure (label) - 3 * plain) <= 2);
  PEN_WAIT_UNTIL (ABS (measure (code) - 3 * plain_code) <= 2);
  pen_zoom_apply (box, 1);
  PEN_WAIT_UNTIL (measure (label) == plain);
  gtk_window_destroy (window);
}

static void
test_steps (void)
{
  double factor = 1;
  gboolean seen_two = FALSE;

  for (int i = 0; i < 40; i++)
    {
      double next = pen_zoom_step (factor, 1);

      g_assert_cmpfloat (next, >=, factor);
      seen_two = seen_two || next == 2;
      factor = next;
    }
  g_assert_true (seen_two);
  g_assert_cmpfloat (factor, ==, PEN_ZOOM_MAX);
  for (int i = 0; i < 40; i++)
    factor = pen_zoom_step (factor, -1);
  g_assert_cmpfloat (factor, ==, PEN_ZOOM_MIN);
  g_assert_cmpfloat (pen_zoom_step (3.3, 0), ==, 1);
  g_assert_cmpfloat_with_epsilon (pen_zoom_step (pen_zoom_step (1, 1), -1), 1, 1e-9);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/zoom/scales-all-text", test_triples);
  g_test_add_func ("/gtk/zoom/steps", test_steps);
  return g_test_run ();
}
