/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A machine without a toolchain: the window opens, says so and how to get one, and loses nothing.
 */
#include "window-private.h"

#include <glib/gstdio.h>

#include "display.h"

typedef struct
{
  PenWindow *window;
  char *home;
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PenApplication *application = pen_application_new ();

  fixture->home = g_dir_make_tmp ("playpen-XXXXXX", &error);
  g_assert_no_error (error);
  pen_application_take_machine (application,
                                pen_machine_new_in (fixture->home, fixture->home, fixture->home));
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  fixture->window = pen_window_new (application);
  gtk_window_present (GTK_WINDOW (fixture->window));
  PEN_WAIT_UNTIL (pen_machine_get_ready (fixture->window->machine));
}

static void
test_says_so (void)
{
  Fixture fixture;
  const char *action;
  guint n_windows;

  set_up (&fixture);
  PEN_WAIT_UNTIL (
      g_str_equal (adw_split_button_get_label (fixture.window->run_button), "Get Rust…"));
  PEN_WAIT_UNTIL (gtk_revealer_get_reveal_child (fixture.window->banner));
  g_assert_cmpint (fixture.window->banner_use, ==, PEN_BANNER_MACHINE);
  g_assert_nonnull (strstr (gtk_label_get_text (fixture.window->banner_label), "Rust"));
  pen_test_picture (GTK_WIDGET (fixture.window), "no-rust");

  /* The key that runs says it too, and Run shows the ways. */
  action = gtk_actionable_get_action_name (GTK_ACTIONABLE (fixture.window->run_button));
  g_assert_cmpstr (action, ==, "win.get-rust");
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.run", NULL);
  g_assert_null (fixture.window->job);
  n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.get-rust", NULL);
  PEN_WAIT_UNTIL (g_list_model_get_n_items (gtk_window_get_toplevels ()) == n_windows + 1);
  g_rmdir (fixture.home);
  g_free (fixture.home);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/no-rust/says-so-and-shows-the-ways", test_says_so);
  return g_test_run ();
}
