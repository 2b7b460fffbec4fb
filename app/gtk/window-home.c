/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What comes into a window from elsewhere, and what leaves it: files that are taken home, archives,
 * links of the playground. */
#include "window-private.h"

#include <glib/gi18n.h>

#include "export-dialog.h"
#include "foreign.h"
#include "import-dialog.h"

static PenApplication *
get_application (PenWindow *self)
{
  return PEN_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
complain (PenWindow *self, const char *sentence)
{
  pen_window_show_banner (self, PEN_BANNER_FILE, sentence, NULL, NULL);
}

/* --- Coming --- */

/* In a window of its own; this one goes if nothing was done in it. Until somebody presses Run it is
 * somebody else's program. */
static void
show_session (PenWindow *self, PenSession *session, const GPtrArray *notes)
{
  PenWindow *window = pen_window_new_for_session (get_application (self), session);

  pen_live_check_set_trusted (window->check, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  pen_window_hide_banner (self, PEN_BANNER_FILE);
  if (notes != NULL && notes->len > 0)
    complain (window, notes->pdata[0]);
  if (pen_window_is_untouched (self))
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_import (PenImportDialog *dialog, PenWindow *self)
{
  g_autoptr (PenSession) session =
      pen_snapshot_make_session (pen_import_dialog_get_snapshot (dialog));

  show_session (self, session, NULL);
}

static void
show_snapshot (PenWindow *self, PenSnapshot *snapshot)
{
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (/* path= */ NULL);
  PenImportDialog *dialog = pen_import_dialog_new (GTK_WINDOW (self),
                                                   snapshot,
                                                   ring,
                                                   pen_machine_get_toolchains (self->machine));

  g_signal_connect_object (dialog, "open", G_CALLBACK (on_import), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_program (PenWindow *self, const PenProgram *program, const char *title)
{
  g_autoptr (PenSession) session =
      pen_session_new_from_program (program, g_get_real_time () / 1000, title, NULL);

  show_session (self, session, program->notes);
}

/* A file that is to be opened, and the place in it. */
typedef struct
{
  PenWindow *window; /* owned */
  GFile *location;
  guint line;
  guint column;
} Coming;

static void
on_foreign_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Coming *coming = data;
  g_autoptr (PenWindow) self = coming->window;
  g_autoptr (GFile) location = coming->location;
  g_autoptr (GError) error = NULL;
  g_autoptr (PenForeign) foreign = pen_foreign_read_finish (result, &error);

  if (foreign == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain (self, error->message);
  else if (foreign != NULL && foreign->snapshot != NULL)
    show_snapshot (self, foreign->snapshot);
  else if (foreign != NULL && foreign->program != NULL)
    show_program (self, foreign->program, foreign->title);
  else if (foreign != NULL)
    pen_window_open_files (self, (GFile *[]){location, NULL}, coming->line, coming->column);
  g_free (coming);
}

void
pen_window_open (PenWindow *self, GFile *const *locations, guint line, guint column)
{
  Coming *coming;

  g_return_if_fail (PEN_IS_WINDOW (self));
  g_return_if_fail (locations != NULL && locations[0] != NULL);

  if (locations[1] != NULL)
    {
      pen_window_open_files (self, locations, line, column);
      return;
    }
  coming = g_new0 (Coming, 1);
  coming->window = g_object_ref (self);
  coming->location = g_object_ref (locations[0]);
  coming->line = line;
  coming->column = column;
  pen_foreign_read_async (locations[0], self->cancellable, on_foreign_read, coming);
}

void
pen_window_open_link (PenWindow *self, const char *link)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = pen_playground_link_parse (link, &error);
  g_autoptr (PenSession) session = NULL;
  g_autoptr (PenRunOptions) options = NULL;

  if (program == NULL)
    {
      complain (self, error->message);
      return;
    }
  session = pen_session_new_from_program (program, g_get_real_time () / 1000, NULL, NULL);
  options = pen_run_options_new ();
  pen_run_options_set_channel (options, program->channel);
  pen_run_options_set_edition (options, program->options->edition);
  pen_run_options_set_release (options, program->options->release);
  pen_session_set_options (session, options);
  show_session (self, session, program->notes);
}

static void
on_clipboard_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenWindow) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && pen_playground_link_check (text))
    pen_window_open_link (self, text);
  else
    pen_window_say (self,
                    _ ("There is no link of a Rust playground on the clipboard. Copy one first."));
}

static void
open_link (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                                 self->cancellable,
                                 on_clipboard_read,
                                 g_object_ref (self));
}

/* --- Leaving --- */

static void
on_exported (PenExportDialog *dialog, GFile *file, PenWindow *self)
{
  g_autofree char *raw = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (raw);
  /* Translators: the name of a file. */
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” is saved"), name);

  pen_window_say (self, sentence);
}

static void
take_home (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (PenToolchain) toolchain =
      pen_machine_dup_toolchain (self->machine, pen_run_options_get_channel (self->options), NULL);
  g_autofree char *version =
      toolchain != NULL ? g_strdup_printf ("rustc %s", pen_toolchain_get_version (toolchain))
                        : NULL;
  guint edition = pen_run_options_get_edition (self->options);
  PenExportDialog *dialog;

  if (edition == 0 && toolchain != NULL)
    edition = pen_toolchain_get_newest_edition (toolchain);
  pen_steps_view_flush (self->steps_view);
  pen_session_recorder_flush (self->recorder);
  dialog =
      pen_export_dialog_new (GTK_WINDOW (self), self->session, version, edition, self->settings);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_exported), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copy_link (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (PenProgram) program = pen_files_dup_program (self->files);
  g_autoptr (GError) error = NULL;
  g_autofree char *link = NULL;

  if (pen_run_options_apply (self->options, program, &error))
    link = pen_playground_link_new (program, &error);
  if (link == NULL)
    {
      pen_window_say (self, error->message);
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), link);
  pen_window_say (self, _ ("A link to play.rust-lang.org with this program is on the clipboard"));
}

void
pen_window_home_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"take-home", take_home, NULL, NULL, NULL, {0}},
      {"copy-link", copy_link, NULL, NULL, NULL, {0}},
      {"open-link", open_link, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
