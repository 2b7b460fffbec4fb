/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The window of all keys, and the one that says what this is. */
#include "shortcuts.h"

#include <string.h>

#include "about.h"
#include "actions.h"
#include "display.h"

/* Collects "title\nkeys" of every row below @widget. */
static void
collect (GtkWidget *widget, GtkWidget *row, GHashTable *found)
{
  if (ADW_IS_ACTION_ROW (widget))
    row = widget;
  if (GTK_IS_SHORTCUT_LABEL (widget))
    {
      const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
      const char *keys = gtk_shortcut_label_get_accelerator (GTK_SHORTCUT_LABEL (widget));

      g_assert_true (g_hash_table_add (found, g_strconcat (title, "\n", keys, NULL)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, row, found);
}

/* All but the number pad's. */
static char *
dup_row (const PenUiAction *action)
{
  g_autoptr (GRegex) pad = g_regex_new (" \\S*KP_\\S+", 0, 0, NULL);
  g_autofree char *keys = g_regex_replace_literal (pad,
                                                   action->accels != NULL ? action->accels : "",
                                                   -1,
                                                   0,
                                                   "",
                                                   0,
                                                   NULL);

  return g_strconcat (action->title, "\n", keys, NULL);
}

static void
test_has_every_key (void)
{
  GtkWindow *window = GTK_WINDOW (pen_shortcuts_new (NULL));
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  AdwStyleManager *styles = adw_style_manager_get_default ();
  guint n = 0;
  const PenUiAction *actions = pen_ui_actions_get (&n);

  gtk_window_present (window);
  pen_test_settle (GTK_WIDGET (window));
  collect (GTK_WIDGET (window), NULL, found);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *row = dup_row (&actions[i]);

      g_test_message ("%s", actions[i].name);
      g_assert_true (g_hash_table_contains (found, row) == (actions[i].accels != NULL));
    }
  pen_test_picture (GTK_WIDGET (window), "shortcuts");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (window, 360, 600);
  pen_test_picture (GTK_WIDGET (window), "shortcuts-narrow-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (window);
}

static void
test_about (void)
{
  GtkWindow *window = pen_about_new (NULL, "rustc 1.96.0 (test)");
  const char *versions = adw_about_window_get_debug_info (ADW_ABOUT_WINDOW (window));

  g_assert_nonnull (strstr (versions, "rustc 1.96.0 (test)"));
  g_assert_nonnull (strstr (versions, "GTK 4."));
  g_assert_nonnull (strstr (versions, "GLib 2."));
  gtk_window_present (window);
  pen_test_settle (GTK_WIDGET (window));
  pen_test_picture (GTK_WIDGET (window), "about");
  gtk_window_destroy (window);
  window = pen_about_new (NULL, NULL);
  versions = adw_about_window_get_debug_info (ADW_ABOUT_WINDOW (window));
  g_assert_nonnull (strstr (versions, "No Rust compiler was found."));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/shortcuts/has-every-key", test_has_every_key);
  g_test_add_func ("/gtk/about/says-the-versions", test_about);
  return g_test_run ();
}
