/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What leaves a window and what comes from elsewhere, through the windows that ask about it. */
#include "window-private.h"

#include <glib/gstdio.h>

#include "display.h"
#include "export-dialog.h"
#include "import-dialog.h"
#include "window-fixture.h"

typedef struct
{
  PenApplication *application;
  PenWindow *window;
  char *folder;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = PEN_APPLICATION (g_application_get_default ());
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->file = g_file_new_build_filename (fixture->folder, "talk.playpen", NULL);
  fixture->window = pen_test_window_open (fixture->application);
  pen_file_set_text (pen_files_get_root (fixture->window->files), "fn main() { /* secret */ }\n");
  pen_file_set_text (pen_files_get_root (fixture->window->files), "fn main() {}\n");
}

static gboolean
has_windows (void)
{
  return gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ())) != NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GList) windows =
      g_list_copy (gtk_application_get_windows (GTK_APPLICATION (fixture->application)));

  for (GList *link = windows; link != NULL; link = link->next)
    {
      if (PEN_IS_WINDOW (link->data))
        PEN_WINDOW (link->data)->close_anyway = TRUE;
      gtk_window_close (link->data);
    }
  PEN_WAIT_UNTIL (!has_windows ());
  g_unlink (g_file_peek_path (fixture->file));
  g_rmdir (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->folder);
}

/* (transfer none) (nullable): the newest window of this type. */
static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static void
count_saved (PenExportDialog *dialog, GFile *file, guint *n)
{
  (*n)++;
}

/* Writes talk.playpen; the history only when that is asked for. */
static void export(Fixture *fixture, gboolean history)
{
  PenExportDialog *dialog;
  guint n_saved = 0;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.take-home", NULL));
  PEN_WAIT_UNTIL (find_window (PEN_TYPE_EXPORT_DIALOG) != NULL);
  dialog = find_window (PEN_TYPE_EXPORT_DIALOG);
  if (history)
    gtk_switch_set_active (
        GTK_SWITCH (
            gtk_widget_get_template_child (GTK_WIDGET (dialog), PEN_TYPE_EXPORT_DIALOG, "history")),
        TRUE);
  gtk_editable_set_text (
      GTK_EDITABLE (
          gtk_widget_get_template_child (GTK_WIDGET (dialog), PEN_TYPE_EXPORT_DIALOG, "title_row")),
      "A Talk");
  pen_test_picture (GTK_WIDGET (dialog), "take-home");
  g_signal_connect (dialog, "saved", G_CALLBACK (count_saved), &n_saved);
  pen_export_dialog_save (dialog, fixture->file);
  PEN_WAIT_UNTIL (n_saved == 1);
}

static GBytes *
read_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (fixture->file, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static PenWindow *
find_imported (Fixture *fixture)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (fixture->application));
       link != NULL;
       link = link->next)
    if (PEN_IS_WINDOW (link->data) && link->data != (gpointer)fixture->window &&
        gtk_widget_get_mapped (link->data))
      return link->data;
  return NULL;
}

static void
open_from_elsewhere (Fixture *fixture)
{
  GtkWidget *button;

  pen_window_open (fixture->window, (GFile *[]){fixture->file, NULL}, 0, 0);
  PEN_WAIT_UNTIL (find_window (PEN_TYPE_IMPORT_DIALOG) != NULL);
  pen_test_picture (find_window (PEN_TYPE_IMPORT_DIALOG), "from-elsewhere");
  button = GTK_WIDGET (gtk_widget_get_template_child (find_window (PEN_TYPE_IMPORT_DIALOG),
                                                      PEN_TYPE_IMPORT_DIALOG,
                                                      "open"));
  g_signal_emit_by_name (button, "clicked");
  PEN_WAIT_UNTIL (find_imported (fixture) != NULL);
}

/* There and back: the program, its title and its history, in another window, not yet trusted. */
static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  PenWindow *window;
  PenTimeline *timeline;
  g_autoptr (GBytes) bytes = NULL;

  export(fixture, TRUE);
  open_from_elsewhere (fixture);
  window = find_imported (fixture);
  g_assert_cmpstr (pen_session_get_title (window->session), ==, "A Talk");
  g_assert_cmpstr (pen_session_get_id (window->session),
                   !=,
                   pen_session_get_id (fixture->window->session));
  timeline = pen_session_get_timeline (window->session);
  g_assert_cmpuint (pen_timeline_get_n_records (timeline), >, 3);
  bytes = pen_file_dup_bytes (pen_files_get_root (window->files));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   "fn main() {}\n",
                   strlen ("fn main() {}\n"));
  g_assert_false (pen_live_check_get_trusted (window->check));
}

/* Without the history nothing leaves that is not there any more. */
static void
test_history_stays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PenSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  PenSnapshotContents contents;

  export(fixture, FALSE);
  bytes = read_file (fixture);
  snapshot = pen_snapshot_read (bytes, &error);
  g_assert_no_error (error);
  pen_snapshot_get_contents (snapshot, &contents);
  g_assert_cmpuint (contents.n_edits, ==, 0);
  g_assert_nonnull (pen_snapshot_get_key (snapshot));
}

/* A file that was changed on its way is refused, in a sentence, and nothing opens. */
static void
test_refuses_what_was_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *copy = NULL;
  gsize size = 0;

  export(fixture, FALSE);
  bytes = read_file (fixture);
  copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
  size = g_bytes_get_size (bytes);
  copy[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), copy, (gssize)size, NULL));
  pen_window_open (fixture->window, (GFile *[]){fixture->file, NULL}, 0, 0);
  PEN_WAIT_UNTIL (gtk_revealer_get_reveal_child (fixture->window->banner));
  g_assert_null (find_window (PEN_TYPE_IMPORT_DIALOG));
  g_assert_cmpuint (strlen (gtk_label_get_text (fixture->window->banner_label)), >, 20);
}

static void
test_opens_a_link (Fixture *fixture, gconstpointer data)
{
  PenWindow *window;
  g_autoptr (GBytes) bytes = NULL;

  pen_window_open_link (fixture->window,
                        "https://play.rust-lang.org/?version=beta&mode=release&edition=2018&"
                        "code=fn+main()+%7B%7D");
  PEN_WAIT_UNTIL (find_imported (fixture) != NULL);
  window = find_imported (fixture);
  g_assert_cmpuint (pen_run_options_get_edition (window->options), ==, 2018);
  g_assert_true (pen_run_options_get_release (window->options));
  g_assert_cmpstr (pen_run_options_get_channel (window->options), ==, "beta");
  bytes = pen_file_dup_bytes (pen_files_get_root (window->files));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "fn main() {}", 12);
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
  g_application_hold (G_APPLICATION (application));
  g_test_add ("/gtk/home/there-and-back", Fixture, NULL, set_up, test_there_and_back, tear_down);
  g_test_add ("/gtk/home/history-stays", Fixture, NULL, set_up, test_history_stays, tear_down);
  g_test_add ("/gtk/home/refuses-what-was-changed",
              Fixture,
              NULL,
              set_up,
              test_refuses_what_was_changed,
              tear_down);
  g_test_add ("/gtk/home/opens-a-link", Fixture, NULL, set_up, test_opens_a_link, tear_down);
  return g_test_run ();
}
