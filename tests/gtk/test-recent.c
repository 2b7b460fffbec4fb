/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The list of recent programs, worked with keys. */
#include "recent-view.h"

#include <adwaita.h>

#include "display.h"
#include "keys.h"
#include "session-data.h"
#include "zoom.h"

typedef struct
{
  PenRecentView *view;
  GtkWindow *window;
  GListStore *entries;
  char *opened;
  char *deleted;
} Fixture;

static void
on_open (Fixture *f, const char *id)
{
  g_free (f->opened);
  f->opened = g_strdup (id);
}

static void
on_delete (Fixture *f, const char *id)
{
  g_free (f->deleted);
  f->deleted = g_strdup (id);
}

static void
add (Fixture *f, const char *title, const char *text, guint n_steps, guint n_runs, guint n_days)
{
  g_autoptr (PenSession) session = pen_test_session_new (text);
  g_autoptr (PenDeskEntry) entry = NULL;

  pen_session_set_title (session, title);
  for (guint i = 0; i < n_runs; i++)
    pen_test_session_run (session, "out\n", 0);
  for (guint i = 0; i < n_steps; i++)
    pen_session_add_step (session, NULL);
  entry =
      pen_desk_entry_new (session, g_get_real_time () - n_days * (gint64)86400 * G_USEC_PER_SEC);
  g_list_store_append (f->entries, entry);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->entries = g_list_store_new (PEN_TYPE_DESK_ENTRY);
  add (f, "Ownership, the talk", "fn main() {\n    let a = vec![1];\n}\n", 2, 5, 0);
  add (f, "Primes", "fn sieve(n: usize) {}\n", 0, 1, 1);
  add (f, "Scratch", "fn main() {}\n", 0, 0, 30);
  f->view = pen_recent_view_new ();
  g_signal_connect_swapped (f->view, "open", G_CALLBACK (on_open), f);
  g_signal_connect_swapped (f->view, "delete", G_CALLBACK (on_delete), f);
  pen_recent_view_set_entries (f->view, G_LIST_MODEL (f->entries));
  f->window = pen_test_show (GTK_WIDGET (f->view), 440, 480);
  gtk_widget_grab_focus (GTK_WIDGET (f->view));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
  g_clear_object (&f->entries);
  g_free (f->opened);
  g_free (f->deleted);
}

static const char *
get_selected (Fixture *f)
{
  PenDeskEntry *entry = pen_recent_view_get_selected (f->view);

  return entry != NULL ? pen_desk_entry_get_title (entry) : NULL;
}

static const char *
get_id (Fixture *f, guint i)
{
  g_autoptr (PenDeskEntry) entry = g_list_model_get_item (G_LIST_MODEL (f->entries), i);

  return pen_desk_entry_get_id (entry); /* the list has it */
}

static void
test_opens_what_is_searched_for (Fixture *f, gconstpointer data)
{
  pen_test_type (f->window, "SIEVE prim");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "Primes") == 0);
  pen_test_press (f->window, "Return");
  PEN_WAIT_UNTIL (g_strcmp0 (f->opened, get_id (f, 1)) == 0);
  pen_recent_view_search (f->view, "xyzzy");
  g_assert_null (get_selected (f));
  g_clear_pointer (&f->opened, g_free);
  pen_test_press (f->window, "Return Down");
  pen_test_picture (GTK_WIDGET (f->view), "recent-not-found");
  g_assert_null (f->opened);
  pen_recent_view_search (f->view, "");
  g_assert_cmpstr (get_selected (f), ==, "Ownership, the talk");
}

static void
test_arrows_from_the_search (Fixture *f, gconstpointer data)
{
  pen_test_press (f->window, "Down Down Down Up");
  PEN_WAIT_UNTIL (g_strcmp0 (get_selected (f), "Primes") == 0);
  pen_test_press (f->window, "Return");
  PEN_WAIT_UNTIL (g_strcmp0 (f->opened, get_id (f, 1)) == 0);
}

static void
test_deletes (Fixture *f, gconstpointer data)
{
  pen_test_press (f->window, "Delete"); /* of the search's text */
  pen_test_press (f->window, "Tab Down Delete");
  PEN_WAIT_UNTIL (f->deleted != NULL);
  g_assert_cmpstr (f->deleted, ==, get_id (f, 1));
  pen_recent_view_remove (f->view, f->deleted);
  g_assert_cmpstr (get_selected (f), ==, "Scratch");
  pen_recent_view_remove (f->view, get_id (f, 2));
  g_assert_cmpstr (get_selected (f), ==, "Ownership, the talk");
  pen_recent_view_remove (f->view, get_id (f, 0));
  g_assert_null (get_selected (f));
  pen_test_picture (GTK_WIDGET (f->view), "recent-empty");
}

static void
test_without_entries (Fixture *f, gconstpointer data)
{
  pen_recent_view_set_problem (f->view, "The folder cannot be read. Look at its permissions.");
  g_assert_null (get_selected (f));
  pen_test_picture (GTK_WIDGET (f->view), "recent-problem");
  pen_recent_view_set_entries (f->view, G_LIST_MODEL (f->entries));
  g_assert_cmpstr (get_selected (f), ==, "Ownership, the talk");
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  pen_test_picture (GTK_WIDGET (f->view), "recent");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_FORCE_DARK);
  pen_test_picture (GTK_WIDGET (f->window), "recent-dark");
  adw_style_manager_set_color_scheme (styles, ADW_COLOR_SCHEME_DEFAULT);
  pen_zoom_apply (GTK_WIDGET (f->view), 3.0);
  pen_test_settle (GTK_WIDGET (f->view));
  pen_test_picture (GTK_WIDGET (f->view), "recent-300");
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  pen_test_init (&argc, &argv);
  ADD ("/gtk/recent/opens-what-is-searched-for", test_opens_what_is_searched_for);
  ADD ("/gtk/recent/arrows-from-the-search", test_arrows_from_the_search);
  ADD ("/gtk/recent/deletes", test_deletes);
  ADD ("/gtk/recent/without-entries", test_without_entries);
  ADD ("/gtk/recent/pictures", test_pictures);
  return g_test_run ();
}
