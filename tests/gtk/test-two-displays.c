/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A laptop and a projector: one key puts the stage on the projector, and the laptop keeps what the
 * presenter needs. The X server with the dummy driver has two outputs; Xvfb has one, which neither
 * +xinerama nor a second monitor by RandR changes for GTK. */
#include "window-private.h"

#include "display.h"
#include "keys.h"

#define CARET_LINE 100

static GtkTextView *
find_code (GtkWidget *widget)
{
  if (GTK_SOURCE_IS_VIEW (widget))
    return GTK_TEXT_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkTextView *code = find_code (child);

      if (code != NULL)
        return code;
    }
  return NULL;
}

static int
get_line_height (GtkTextView *code)
{
  GtkTextIter start;
  GdkRectangle place;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (code), &start);
  gtk_text_view_get_iter_location (code, &start, &place);
  return place.height;
}

/* Where it really is; a window without a surface is nowhere. */
static GdkMonitor *
get_monitor (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (surface == NULL)
    return NULL;
  return gdk_display_get_monitor_at_surface (gtk_widget_get_display (window), surface);
}

static gboolean
fills_monitor (GtkWidget *window, GdkMonitor *monitor)
{
  GdkRectangle place;

  gdk_monitor_get_geometry (monitor, &place);
  return get_monitor (window) == monitor && gtk_widget_get_width (window) == place.width &&
         gtk_widget_get_height (window) == place.height;
}

/* A long program, with the caret in its middle. */
static void
write_program (PenWindow *window)
{
  PenFile *root = pen_files_get_root (window->files);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (root));
  g_autoptr (GString) text = g_string_new ("fn main() {\n");
  GtkTextIter middle;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "    println!(\"{}\", %u);\n", i);
  g_string_append (text, "}\n");
  pen_file_set_text (root, text->str);
  gtk_text_buffer_get_iter_at_line (buffer, &middle, CARET_LINE - 1);
  gtk_text_buffer_place_cursor (buffer, &middle);
}

static gboolean
sees_caret (GtkTextView *code)
{
  GdkRectangle visible, caret;

  gtk_text_view_get_visible_rect (code, &visible);
  gtk_text_view_get_cursor_locations (code, NULL, &caret, NULL);
  return caret.y >= visible.y && caret.y + caret.height <= visible.y + visible.height;
}

/* Each display has a size of its own. */
static void
check_zoom (PenWindow *window, GtkTextView *stage_code)
{
  GtkTextView *code = find_code (GTK_WIDGET (window));
  int height = get_line_height (code);
  double zoom = g_settings_get_double (window->settings, PEN_SETTING_ZOOM);

  PEN_WAIT_UNTIL (ABS (get_line_height (stage_code) - 3 * height) <= 2);
  pen_test_settle (GTK_WIDGET (window->stage_window));
  PEN_WAIT_UNTIL (sees_caret (stage_code));
  pen_test_press (GTK_WINDOW (window), "ctrl+minus");
  PEN_WAIT_UNTIL (get_line_height (stage_code) < 2.9 * height);
  g_assert_cmpint (get_line_height (code), ==, height);
  g_assert_cmpfloat (g_settings_get_double (window->settings, PEN_SETTING_ZOOM), ==, zoom);
}

/* What runs is seen by the room too. */
static void
check_run (PenWindow *window)
{
  pen_test_press (GTK_WINDOW (window), "ctrl+Return");
  PEN_WAIT_UNTIL (window->job != NULL && pen_job_get_ended (window->job));
  pen_test_settle (GTK_WIDGET (window->stage_window));
  g_assert_true (sees_caret (find_code (GTK_WIDGET (window->stage_window))));
  pen_test_picture (GTK_WIDGET (window->stage_window), "two-displays-stage");
  pen_test_picture (GTK_WIDGET (window), "two-displays-laptop");
}

static void
test_stage (void)
{
  PenApplication *application = PEN_APPLICATION (g_application_get_default ());
  PenWindow *window = pen_window_new (application);
  GListModel *monitors = gdk_display_get_monitors (gdk_display_get_default ());
  g_autoptr (GdkMonitor) other = NULL;
  GtkWidget *stage;

  g_assert_cmpuint (g_list_model_get_n_items (monitors), ==, 2);
  gtk_window_present (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (pen_machine_get_ready (window->machine));
  pen_test_settle (GTK_WIDGET (window));
  other = g_list_model_get_item (monitors, 0);
  if (other == get_monitor (GTK_WIDGET (window)))
    {
      g_object_unref (other);
      other = g_list_model_get_item (monitors, 1);
    }

  write_program (window);
  g_settings_set_double (window->settings, PEN_SETTING_STAGE_ZOOM, 3);
  pen_test_press (GTK_WINDOW (window), "F11");
  PEN_WAIT_UNTIL (window->stage_window != NULL);
  stage = GTK_WIDGET (window->stage_window);
  PEN_WAIT_UNTIL (fills_monitor (stage, other));
  g_assert_true (gtk_window_is_fullscreen (GTK_WINDOW (stage)));

  /* Keys still go to the laptop, which looks as before. */
  PEN_WAIT_UNTIL (gtk_window_is_active (GTK_WINDOW (window)));
  g_assert_false (gtk_window_is_fullscreen (GTK_WINDOW (window)));
  g_assert_true (gtk_revealer_get_reveal_child (window->header));
  g_assert_true (get_monitor (GTK_WIDGET (window)) != other);
  check_zoom (window, find_code (stage));
  check_run (window);

  pen_test_press (GTK_WINDOW (window), "F11");
  PEN_WAIT_UNTIL (window->stage_window == NULL);
  g_assert_false (window->on_stage);
  window->close_anyway = TRUE;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_close (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (window == NULL);
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
  g_test_add_func ("/gtk/two-displays/stage-on-the-other-one", test_stage);
  return g_test_run ();
}
