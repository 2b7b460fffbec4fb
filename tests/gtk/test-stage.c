/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a room sees: on the only display the window without its chrome, on a second one a window of
 * its own. */
#include "window-private.h"

#include "display.h"
#include "keys.h"
#include "window-fixture.h"

/* On a projector of 1024 × 768 at three times the size this has to be in sight. */
#define LINES 10
#define COLUMNS 34

typedef struct
{
  PenWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = pen_window_new (PEN_APPLICATION (g_application_get_default ()));
  gtk_window_present (GTK_WINDOW (fixture->window));
  PEN_WAIT_UNTIL (pen_machine_get_ready (fixture->window->machine));
  pen_test_settle (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pen_test_window_close (fixture->window);
}

static GtkTextView *
get_code (PenEditorPane *pane)
{
  return GTK_TEXT_VIEW (pen_editor_get_view (pen_editor_pane_get_current (pane)));
}

static void
get_letter (GtkTextView *view, GdkRectangle *ret_place)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (view), &start);
  gtk_text_view_get_iter_location (view, &start, ret_place);
}

static void
test_one_display (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;
  GtkTextView *code = get_code (window->editors);
  double zoom = g_settings_get_double (window->settings, PEN_SETTING_ZOOM);
  GdkRectangle before, letter, visible;

  get_letter (code, &before);
  g_settings_set_double (window->settings, PEN_SETTING_STAGE_ZOOM, 3);
  pen_test_press (GTK_WINDOW (window), "F11");
  PEN_WAIT_UNTIL (window->on_stage);
  PEN_WAIT_UNTIL (!gtk_widget_get_visible (GTK_WIDGET (window->status)));
  g_assert_false (gtk_revealer_get_reveal_child (window->header));
  PEN_WAIT_UNTIL (pen_split_get_sliding (window->split));
  PEN_WAIT_UNTIL ((get_letter (code, &letter), ABS (letter.height - 3 * before.height) <= 2));

  /* There is room for what a room has to see. */
  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 768);
  pen_test_settle (GTK_WIDGET (window));
  gtk_text_view_get_visible_rect (code, &visible);
  g_assert_cmpint (visible.height / letter.height, >=, LINES);
  g_assert_cmpint (visible.width / letter.width, >=, COLUMNS);
  pen_test_picture (GTK_WIDGET (window), "stage");

  /* Larger and smaller are the stage's own, and the window has its size again afterwards. */
  pen_test_press (GTK_WINDOW (window), "ctrl+minus");
  PEN_WAIT_UNTIL (g_settings_get_double (window->settings, PEN_SETTING_STAGE_ZOOM) < 2.9);
  g_assert_cmpfloat (g_settings_get_double (window->settings, PEN_SETTING_ZOOM), ==, zoom);
  pen_test_press (GTK_WINDOW (window), "F11");
  PEN_WAIT_UNTIL (!window->on_stage);
  PEN_WAIT_UNTIL (gtk_widget_get_visible (GTK_WIDGET (window->status)));
  PEN_WAIT_UNTIL ((get_letter (code, &letter), letter.height == before.height));
}

/* Output slides over the code, and Escape leads back. */
static void
test_output_slides (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;

  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 768);
  g_settings_set_double (window->settings, PEN_SETTING_STAGE_ZOOM, 4);
  pen_test_press (GTK_WINDOW (window), "F11");
  PEN_WAIT_UNTIL (pen_split_get_sliding (window->split));
  g_assert_false (pen_split_get_results_open (window->split));
  pen_test_press (GTK_WINDOW (window), "ctrl+Return");
  PEN_WAIT_UNTIL (pen_split_get_results_open (window->split));
  PEN_WAIT_UNTIL (window->job != NULL && pen_job_get_ended (window->job));
  pen_test_press (GTK_WINDOW (window), "Escape");
  PEN_WAIT_UNTIL (!pen_split_get_results_open (window->split));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_code (window->editors))));
  pen_test_press (GTK_WINDOW (window), "F11");
  PEN_WAIT_UNTIL (!window->on_stage);
}

/* The display is the same one here: the machine that tests has no second. */
static void
test_second_display (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (gdk_display_get_monitors (display), 0);
  PenFile *root = pen_files_get_root (window->files);
  g_autoptr (GString) text = g_string_new ("fn main() {\n");
  PenStageWindow *stage;
  GtkTextBuffer *buffer;
  GtkTextIter end;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "    println!(\"{}\", %u);\n", i);
  g_string_append (text, "}\n");
  pen_file_set_text (root, text->str);
  stage = pen_stage_window_new (gtk_window_get_application (GTK_WINDOW (window)),
                                window->files,
                                monitor);
  window->stage_window = stage;
  window->on_stage = TRUE;
  pen_stage_window_set_zoom (stage, 2);
  gtk_window_present (GTK_WINDOW (stage));
  pen_test_settle (GTK_WIDGET (stage));

  /* It follows the caret of the other window, and shows its results. */
  buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (root));
  gtk_text_buffer_get_iter_at_line (buffer, &end, 190);
  gtk_text_buffer_place_cursor (buffer, &end);
  PEN_WAIT_UNTIL (pen_stage_window_get_first_line (stage) > 150);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  PEN_WAIT_UNTIL (window->job != NULL && pen_job_get_ended (window->job));
  pen_test_settle (GTK_WIDGET (stage));
  pen_test_picture (GTK_WIDGET (stage), "stage-window");
  gtk_window_destroy (GTK_WINDOW (stage));
  window->stage_window = NULL;
  window->on_stage = FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (PenApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  pen_test_init (&argc, &argv);
  application = pen_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add ("/gtk/stage/one-display", Fixture, NULL, set_up, test_one_display, tear_down);
  g_test_add ("/gtk/stage/output-slides", Fixture, NULL, set_up, test_output_slides, tear_down);
  g_test_add ("/gtk/stage/second-display", Fixture, NULL, set_up, test_second_display, tear_down);
  return g_test_run ();
}
