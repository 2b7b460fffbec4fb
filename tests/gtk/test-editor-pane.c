/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Tabs are in step with the files of a program. */
#include "editor-pane.h"

#include "display.h"
#include "keys.h"

#include <string.h>

typedef struct
{
  PenFiles *files;
  PenEditorPane *pane;
  GtkWindow *window;
  AdwTabView *tabs;
  guint n_added;
} Fixture;

static void
count_added (Fixture *fixture)
{
  fixture->n_added++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->files = pen_files_new ();
  fixture->pane = pen_editor_pane_new (fixture->files);
  g_signal_connect_swapped (fixture->pane, "editor-added", G_CALLBACK (count_added), fixture);
  fixture->window = pen_test_show (GTK_WIDGET (fixture->pane), 700, 400);
  fixture->tabs = ADW_TAB_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->pane), PEN_TYPE_EDITOR_PANE, "tabs"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->pane));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->pane), (gpointer *)&fixture->pane);
  gtk_window_destroy (fixture->window);
  PEN_WAIT_UNTIL (fixture->pane == NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->files), (gpointer *)&fixture->files);
  g_object_unref (fixture->files);
  PEN_WAIT_UNTIL (fixture->files == NULL);
}

static char *
dup_titles (Fixture *fixture)
{
  GString *titles = g_string_new (NULL);

  for (int i = 0; i < adw_tab_view_get_n_pages (fixture->tabs); i++)
    g_string_append_printf (titles,
                            "%s%s",
                            i > 0 ? " | " : "",
                            adw_tab_page_get_title (adw_tab_view_get_nth_page (fixture->tabs, i)));
  return g_string_free (titles, FALSE);
}

static void
assert_titles (Fixture *fixture, const char *wanted)
{
  g_autofree char *titles = dup_titles (fixture);

  g_assert_cmpstr (titles, ==, wanted);
}

static const char *
get_current (Fixture *fixture)
{
  return pen_file_get_name (pen_editor_pane_get_current_file (fixture->pane));
}

static void
type (Fixture *fixture, const char *name, const char *text)
{
  PenFile *file = pen_files_get (fixture->files, name);

  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (pen_file_get_buffer (file)), text, -1);
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  AdwTabBar *bar = ADW_TAB_BAR (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->pane), PEN_TYPE_EDITOR_PANE, "tab_bar"));

  assert_titles (fixture, "main.rs");
  g_assert_true (adw_tab_bar_get_autohide (bar));
  g_assert_false (pen_editor_pane_close_tab (fixture->pane));
  g_assert_cmpstr (get_current (fixture), ==, "src/main.rs");
  type (fixture, "src/main.rs", "x");
  assert_titles (fixture, "• main.rs");
  gtk_text_buffer_undo (
      GTK_TEXT_BUFFER (pen_file_get_buffer (pen_files_get (fixture->files, "src/main.rs"))));
  assert_titles (fixture, "main.rs");
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  PenFile *grid = pen_files_add (fixture->files, "grid", NULL);

  assert_titles (fixture, "main.rs | grid.rs");
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_cmpstr (get_current (fixture), ==, "src/main.rs");
  g_assert_true (pen_editor_pane_show (fixture->pane, "src/grid.rs", 0, 0));
  g_assert_cmpstr (get_current (fixture), ==, "src/grid.rs");
  g_assert_true (pen_files_rename (fixture->files, grid, "area", NULL));
  assert_titles (fixture, "main.rs | area.rs");
  g_assert_cmpstr (get_current (fixture), ==, "src/area.rs");
  g_assert_nonnull (pen_files_add (fixture->files, "deep/area.rs", NULL));
  assert_titles (fixture, "main.rs | deep/area.rs | src/area.rs");
  g_assert_true (pen_files_remove (fixture->files, grid, NULL));
  assert_titles (fixture, "main.rs | area.rs");
  g_assert_true (pen_files_undo_remove (fixture->files));
  assert_titles (fixture, "main.rs | deep/area.rs | src/area.rs");
  g_assert_nonnull (pen_editor_pane_get_editor (fixture->pane, "src/area.rs"));
  g_assert_null (pen_editor_pane_get_editor (fixture->pane, "none.rs"));
}

static void
test_closes (Fixture *fixture, gconstpointer data)
{
  PenFile *grid = pen_files_add (fixture->files, "grid", NULL);

  pen_editor_pane_show (fixture->pane, "src/grid.rs", 0, 0);
  g_assert_true (pen_editor_pane_close_tab (fixture->pane));
  assert_titles (fixture, "main.rs");
  g_assert_true (pen_files_rename (fixture->files, grid, "area", NULL));
  assert_titles (fixture, "main.rs");
  g_assert_true (pen_editor_pane_show (fixture->pane, "src/area.rs", 1, 1));
  assert_titles (fixture, "main.rs | area.rs");
  g_assert_false (pen_editor_pane_show (fixture->pane, "src/none.rs", 1, 1));
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  pen_files_add (fixture->files, "a", NULL);
  pen_files_add (fixture->files, "b", NULL);
  pen_editor_pane_step (fixture->pane, FALSE);
  g_assert_cmpstr (get_current (fixture), ==, "src/b.rs");
  pen_editor_pane_step (fixture->pane, TRUE);
  g_assert_cmpstr (get_current (fixture), ==, "src/main.rs");
  pen_test_press (fixture->window, "ctrl+Next");
  PEN_WAIT_UNTIL (g_str_equal (get_current (fixture), "src/a.rs"));
  pen_test_press (fixture->window, "ctrl+End x");
  PEN_WAIT_UNTIL (pen_file_get_modified (pen_files_get (fixture->files, "src/a.rs")));
}

static void
test_other_program (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("// x\n", 5);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("src/m%02u.rs", i);

      pen_sources_add (sources, name, bytes, NULL);
    }
  pen_sources_add (sources, "src/main.rs", bytes, NULL);
  pen_sources_add (sources, "Cargo.toml", bytes, NULL);
  pen_files_set_copy (fixture->files, sources, "Many");
  g_assert_cmpint (adw_tab_view_get_n_pages (fixture->tabs), <=, 8);
  g_assert_cmpstr (get_current (fixture), ==, "src/main.rs");
  g_assert_true (pen_editor_pane_show (fixture->pane, "Cargo.toml", 0, 0));
  g_assert_cmpstr (get_current (fixture), ==, "Cargo.toml");
  pen_files_set_new (fixture->files);
  assert_titles (fixture, "main.rs");
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  GActionGroup *actions = pen_editor_pane_get_actions (fixture->pane);
  PenFile *file;
  g_autoptr (GBytes) bytes = NULL;

  pen_files_add (fixture->files, "a", NULL);
  pen_editor_pane_show (fixture->pane, "src/a.rs", 0, 0);
  type (fixture, "src/a.rs", "x");
  g_action_group_activate_action (actions, "toggle-comment", NULL);
  file = pen_files_get (fixture->files, "src/a.rs");
  bytes = pen_file_dup_bytes (file);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "// x", 4);
  g_action_group_activate_action (actions, "undo", NULL);
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  gboolean numbers = TRUE, vim = FALSE;

  g_object_set (fixture->pane, "show-line-numbers", FALSE, "vim-keys", TRUE, NULL);
  pen_files_add (fixture->files, "a", NULL);
  g_object_get (pen_editor_pane_get_editor (fixture->pane, "src/a.rs"),
                "show-line-numbers",
                &numbers,
                "vim-keys",
                &vim,
                NULL);
  g_assert_false (numbers);
  g_assert_true (vim);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/editor-pane/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("one-file-has-no-tabs", test_one);
  ADD ("tabs-follow-the-files", test_follows);
  ADD ("closed-tabs-stay-closed", test_closes);
  ADD ("steps-round", test_steps);
  ADD ("another-program", test_other_program);
  ADD ("actions-are-the-current-ones", test_actions);
  ADD ("choices-hold-for-all", test_choices);
  return g_test_run ();
}
