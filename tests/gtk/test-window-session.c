/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a window keeps: sessions that come back, steps, one undo for all files. */
#include "window-private.h"

#include <glib/gstdio.h>

#include "display.h"
#include "keys.h"
#include "window-fixture.h"

typedef struct
{
  PenApplication *application;
  PenWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = PEN_APPLICATION (g_application_get_default ());
  fixture->window = pen_test_window_open (fixture->application);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pen_test_window_close (fixture->window);
}

static void
activate (Fixture *fixture, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), name, NULL));
}

static gboolean
has_window (PenWindow *window)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i);

      if ((gpointer)each == (gpointer)window)
        return TRUE;
    }
  return FALSE;
}

static void
assert_program (PenWindow *window, const char *name, const char *text)
{
  PenFile *file = pen_files_get (window->files, name);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (file);
  bytes = pen_file_dup_bytes (file);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

/* A program that was never saved is put away, and lies where it can be opened again. */
static void
test_puts_away_what_is_new (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = pen_window_new (fixture->application);
  g_autofree char *id = g_strdup (pen_session_get_id (pen_window_get_session (window)));
  g_autoptr (GError) error = NULL;
  PenWindow *again;

  gtk_window_present (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (pen_session_get_journal (window->session) != NULL);
  pen_file_set_text (pen_files_get_root (window->files), "fn main() { /* mine */ }\n");
  gtk_window_close (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (!has_window (window));
  again = PEN_WINDOW (pen_application_open_session (fixture->application, id, &error));
  g_assert_no_error (error);
  assert_program (again, "src/main.rs", "fn main() { /* mine */ }\n");
  g_assert_true (pen_application_open_session (fixture->application, id, NULL) ==
                 GTK_WINDOW (again));
  gtk_window_close (GTK_WINDOW (again));
  PEN_WAIT_UNTIL (!has_window (again));
}

/* Several windows go with one action and come back with another. */
static void
test_puts_away_all (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = pen_window_new (fixture->application);
  g_autofree char *id = g_strdup (pen_session_get_id (pen_window_get_session (window)));
  const char *ids[] = {id, NULL};
  PenWindow *again;

  pen_test_window_set_text (fixture->window, "fn main() { /* stays */ }\n");
  gtk_window_present (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (pen_session_get_journal (window->session) != NULL);
  pen_file_set_text (pen_files_get_root (window->files), "fn main() { /* theirs */ }\n");
  pen_window_put_away (window);
  PEN_WAIT_UNTIL (!has_window (window));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application),
                                  "undo-clear-board",
                                  g_variant_new_strv (ids, 1));
  again = PEN_WINDOW (pen_application_open_session (fixture->application, id, NULL));
  g_assert_nonnull (again);
  g_assert_cmpstr (pen_session_get_id (again->session), ==, id);
  gtk_window_close (GTK_WINDOW (again));
  PEN_WAIT_UNTIL (!has_window (again));
}

/* One key makes the program the next step; one key takes that back, in all files. */
static void
test_steps_by_one_key (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;
  g_autoptr (GError) error = NULL;
  PenFile *grid;

  pen_test_window_set_text (fixture->window, "// one\n");
  activate (fixture, "win.set-step");
  pen_test_window_set_text (fixture->window, "// two\nmod grid;\n");
  grid = pen_files_add (window->files, "grid", &error);
  g_assert_no_error (error);
  pen_file_set_text (grid, "// grid\n");
  activate (fixture, "win.set-step");
  g_assert_cmpuint (g_list_model_get_n_items (pen_session_get_steps (window->session)), ==, 2);
  activate (fixture, "win.previous-step");
  assert_program (window, "src/main.rs", "// one\n");
  g_assert_null (pen_files_get (window->files, "src/grid.rs"));
  pen_test_window_set_text (fixture->window, "// one, and what was typed\n");
  pen_test_press (GTK_WINDOW (window), "F9");
  PEN_WAIT_UNTIL (pen_files_get (window->files, "src/grid.rs") != NULL);
  assert_program (window, "src/main.rs", "// two\nmod grid;\n");
  assert_program (window, "src/grid.rs", "// grid\n");
  pen_test_press (GTK_WINDOW (window), "ctrl+z");
  PEN_WAIT_UNTIL (pen_files_get (window->files, "src/grid.rs") == NULL);
  assert_program (window, "src/main.rs", "// one, and what was typed\n");
  pen_test_press (GTK_WINDOW (window), "ctrl+shift+z");
  PEN_WAIT_UNTIL (pen_files_get (window->files, "src/grid.rs") != NULL);
  assert_program (window, "src/grid.rs", "// grid\n");
}

/* Each copy is called as its original, the second in a window too. */
static void
test_copies_have_their_names (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;
  PenExamples *examples = pen_application_get_examples (fixture->application);
  PenExample *first = pen_examples_get (examples, "first-hour-01-hello");
  PenExample *second = pen_examples_get_next (examples, first);

  pen_window_open_example (window, first);
  PEN_WAIT_UNTIL (
      g_strcmp0 (pen_session_get_title (window->session), pen_example_get_title (first)) == 0);
  pen_window_open_example (window, second);
  PEN_WAIT_UNTIL (
      g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), pen_example_get_title (second)) == 0);
  PEN_WAIT_UNTIL (
      g_strcmp0 (pen_session_get_title (window->session), pen_example_get_title (second)) == 0);
}

/* The list of steps shows private notes: where a room looks it never is. */
static void
test_no_notes_on_stage (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;

  activate (fixture, "win.set-step");
  activate (fixture, "win.steps");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->steps_box)));
  activate (fixture, "win.stage");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->steps_box)));
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (window), "win.steps", NULL) &&
                  gtk_widget_get_visible (GTK_WIDGET (window->steps_box)));
  activate (fixture, "win.stage");
  PEN_WAIT_UNTIL (!window->on_stage);
  activate (fixture, "win.steps");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->steps_box)));
}

/* Every run is a moment that one can go back to. */
static void
test_goes_back_to_a_run (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;
  PenTimeline *timeline = pen_session_get_timeline (window->session);
  g_autoptr (PenSources) sources = NULL;
  g_autofree char *printed = NULL;
  guint place;

  pen_test_window_set_text (fixture->window, "fn main() { println!(\"then\"); }\n");
  activate (fixture, "win.run");
  PEN_WAIT_UNTIL (window->job != NULL && pen_job_get_ended (window->job));
  pen_test_window_set_text (fixture->window, "fn main() { println!(\"now\"); }\n");
  place = pen_timeline_find_run (timeline, 1);
  g_assert_cmpuint (place, >, 0);
  printed = pen_session_dup_run_text (window->session, 1);
  g_assert_cmpstr (printed, ==, "then\n");
  sources = pen_timeline_dup_sources_at (timeline, place);
  pen_window_become (window, sources, NULL);
  assert_program (window, "src/main.rs", "fn main() { println!(\"then\"); }\n");
  pen_test_press (GTK_WINDOW (window), "ctrl+z");
  PEN_WAIT_UNTIL (window->redoable->len == 1);
  assert_program (window, "src/main.rs", "fn main() { println!(\"now\"); }\n");
}

/* What the session knows is what the window shows, whatever is done to the text. */
static void
test_session_follows_the_text (Fixture *fixture, gconstpointer data)
{
  PenWindow *window = fixture->window;
  PenFile *root = pen_files_get_root (window->files);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (root));
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  GtkTextIter begin, end;

  for (guint i = 0; i < 300; i++)
    {
      const int n = gtk_text_buffer_get_char_count (buffer);
      const int at = g_rand_int_range (random, 0, n + 1);

      gtk_text_buffer_get_iter_at_offset (buffer, &begin, at);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, MIN (at + 3, n));
      if (i % 17 == 0)
        gtk_text_buffer_undo (buffer);
      else if (i % 3 == 0)
        gtk_text_buffer_delete (buffer, &begin, &end);
      else
        gtk_text_buffer_insert (buffer, &begin, i % 2 == 0 ? "ü🦀\n" : "x", -1);
    }
  pen_file_set_text (root, "fn main() {\n    // grün\n}\n");
  {
    g_autoptr (PenSources) sources = pen_session_dup_sources (window->session);
    g_autoptr (GBytes) bytes = pen_file_dup_bytes (root);

    g_assert_true (g_bytes_equal (pen_sources_get (sources, "src/main.rs"), bytes));
  }
  for (guint i = 0; i < pen_timeline_get_n_records (pen_session_get_timeline (window->session));
       i++)
    g_assert_cmpint (pen_timeline_get_record (pen_session_get_timeline (window->session), i)->kind,
                     !=,
                     PEN_RECORD_FILE);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
      {"/gtk/window/puts-away-what-is-new", test_puts_away_what_is_new},
      {"/gtk/window/puts-away-all-and-takes-it-back", test_puts_away_all},
      {"/gtk/window/steps-by-one-key", test_steps_by_one_key},
      {"/gtk/window/copies-have-their-names", test_copies_have_their_names},
      {"/gtk/window/no-notes-on-stage", test_no_notes_on_stage},
      {"/gtk/window/goes-back-to-a-run", test_goes_back_to_a_run},
      {"/gtk/window/session-follows-the-text", test_session_follows_the_text},
  };
  g_autoptr (PenApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  pen_test_init (&argc, &argv);
  application = pen_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
