/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code and results find their places at every size and zoom. */
#include "split.h"

#include "display.h"
#include "zoom.h"

typedef struct
{
  PenSplit *split;
  GtkWidget *code;
  GtkWidget *results;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, int width, int height, double zoom)
{
  fixture->code = gtk_text_view_new ();
  fixture->results = gtk_button_new_with_label ("Results");
  fixture->split =
      g_object_new (PEN_TYPE_SPLIT, "code", fixture->code, "results", fixture->results, NULL);
  pen_zoom_apply (GTK_WIDGET (fixture->split), zoom);
  fixture->window = pen_test_show (GTK_WIDGET (fixture->split), width, height);
}

static void
tear_down (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->split), (gpointer *)&fixture->split);
  gtk_window_destroy (fixture->window);
  PEN_WAIT_UNTIL (fixture->split == NULL);
}

static void
get_place (Fixture *fixture, GtkWidget *widget, graphene_rect_t *place)
{
  pen_test_settle (fixture->window != NULL ? GTK_WIDGET (fixture->window) : widget);
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->split), place));
}

static void
test_wide (void)
{
  Fixture fixture;
  graphene_rect_t code, results;

  set_up (&fixture, 1120, 700, 1);
  get_place (&fixture, fixture.code, &code);
  get_place (&fixture, fixture.results, &results);
  g_assert_cmpfloat (results.origin.x, >, code.size.width - 1);
  g_assert_cmpfloat_with_epsilon (results.size.width / 1120, 0.40, 0.02);
  tear_down (&fixture);
}

static void
test_narrow (void)
{
  Fixture fixture;
  graphene_rect_t code, results;

  set_up (&fixture, 1000, 700, 1);
  get_place (&fixture, fixture.code, &code);
  get_place (&fixture, fixture.results, &results);
  g_assert_cmpfloat (results.origin.y, >, code.size.height - 1);
  g_assert_cmpfloat_with_epsilon (results.size.height / 700, 0.38, 0.02);
  tear_down (&fixture);
}

static void
test_slides (void)
{
  Fixture fixture;
  graphene_rect_t code, results;

  set_up (&fixture, 1000, 700, 3);
  g_assert_true (pen_split_get_sliding (fixture.split));
  get_place (&fixture, fixture.code, &code);
  g_assert_cmpfloat_with_epsilon (code.size.height,
                                  gtk_widget_get_height (GTK_WIDGET (fixture.split)),
                                  1);
  g_assert_false (gtk_widget_get_child_visible (fixture.results));

  pen_split_set_results_open (fixture.split, TRUE);
  get_place (&fixture, fixture.results, &results);
  g_assert_true (gtk_widget_get_mapped (fixture.results));
  g_assert_cmpfloat_with_epsilon (results.origin.y + results.size.height,
                                  gtk_widget_get_height (GTK_WIDGET (fixture.split)),
                                  1);
  g_assert_cmpfloat (results.size.height, >, 400);
  get_place (&fixture, fixture.code, &code);
  g_assert_cmpfloat_with_epsilon (code.size.height,
                                  gtk_widget_get_height (GTK_WIDGET (fixture.split)),
                                  1);

  /* The same window, and there is room again. */
  pen_zoom_apply (GTK_WIDGET (fixture.split), 1);
  PEN_WAIT_UNTIL (!pen_split_get_sliding (fixture.split));
  g_assert_false (pen_split_get_results_open (fixture.split));
  get_place (&fixture, fixture.results, &results);
  g_assert_cmpfloat (results.size.height, <, 400);
  tear_down (&fixture);
}

static void
test_layouts (void)
{
  Fixture fixture;
  graphene_rect_t results;

  set_up (&fixture, 1000, 700, 1);
  pen_split_set_layout (fixture.split, PEN_LAYOUT_CODE);
  PEN_WAIT_UNTIL (!gtk_widget_get_mapped (fixture.results));
  g_assert_true (gtk_widget_get_mapped (fixture.code));
  pen_split_set_layout (fixture.split, PEN_LAYOUT_OUTPUT);
  PEN_WAIT_UNTIL (gtk_widget_get_mapped (fixture.results));
  g_assert_false (gtk_widget_get_mapped (fixture.code));
  pen_split_set_layout (fixture.split, PEN_LAYOUT_SIDE);
  PEN_WAIT_UNTIL (gtk_widget_get_mapped (fixture.code));
  get_place (&fixture, fixture.results, &results);
  g_assert_cmpfloat (results.origin.x, >, 500);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/split/wide-is-side-by-side", test_wide);
  g_test_add_func ("/gtk/split/narrow-is-stacked", test_narrow);
  g_test_add_func ("/gtk/split/results-slide-over-large-code", test_slides);
  g_test_add_func ("/gtk/split/layouts", test_layouts);
  return g_test_run ();
}
