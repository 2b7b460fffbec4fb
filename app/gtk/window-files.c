/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files of a window: open, save, add, rename, delete; what to do with what is not saved.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "name-dialog.h"

static void
complain (PenWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pen_window_show_banner (self, PEN_BANNER_FILE, error->message, NULL, NULL);
}

gboolean
pen_window_is_untouched (PenWindow *self)
{
  return pen_files_needs_location (self->files) && !pen_files_get_modified (self->files) &&
         self->job == NULL && self->example == NULL;
}

gboolean
pen_window_show_place (PenWindow *self, GFile *location, guint line, guint column)
{
  GFile *own = pen_files_get_location (self->files);
  PenFile *root = pen_files_get_root (self->files);

  if (own == NULL || !g_file_equal (own, location))
    return FALSE;
  gtk_window_present (GTK_WINDOW (self));
  if (line > 0 && root != NULL)
    pen_window_go_to (self, pen_file_get_name (root), line, column);
  return TRUE;
}

/* --- Open --- */

typedef struct
{
  PenWindow *window; /* owned */
  guint line;
  guint column;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_free (opening);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  PenWindow *self = opening->window;
  g_autoptr (GError) error = NULL;
  PenFile *root;

  if (!pen_files_open_finish (PEN_FILES (source), result, &error))
    complain (self, error);
  else
    {
      pen_window_set_example (self, NULL);
      pen_window_hide_banner (self, PEN_BANNER_FILE);
      root = pen_files_get_root (self->files);
      if (root != NULL)
        pen_window_go_to (self, pen_file_get_name (root), MAX (opening->line, 1), opening->column);
    }
  opening_free (opening);
}

void
pen_window_open_files (PenWindow *self, GFile *const *locations, guint line, guint column)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->window = g_object_ref (self);
  opening->line = line;
  opening->column = column;
  pen_files_open_async (self->files, locations, self->cancellable, on_opened, opening);
}

/* Another window, unless nothing would be lost in this one. */
static void
open_somewhere (PenWindow *self, GFile *const *locations)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  PenWindow *window = self;

  if (!pen_window_is_untouched (self))
    window = pen_window_new (PEN_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  pen_window_open (window, locations, 0, 0);
}

static void
on_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (GFile) location = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    location = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (location != NULL)
    open_somewhere (self, (GFile *[]){location, NULL});
  g_object_unref (dialog);
}

static GtkFileChooserNative *
make_chooser (PenWindow *self, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title,
                                                              GTK_WINDOW (self),
                                                              action,
                                                              accept,
                                                              /* cancel_label= */ NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}

static void
open_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  GtkFileChooserNative *dialog =
      make_chooser (self, _ ("Open a Program"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"));
  static const char *const suffixes[] = {"rs", "playpen", "zip", "crate"};
  g_autoptr (GtkFileFilter) rust = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (rust, _ ("Rust programs"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (rust, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), rust);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_folder (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  GtkFileChooserNative *dialog =
      make_chooser (self, _ ("Open a Folder"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Dropped on the window: a folder, or files, which then are one program. */
static void
open_files (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_auto (GStrv) uris = g_variant_dup_strv (parameter, NULL);
  guint n = g_strv_length (uris);
  g_autofree GFile **locations = g_new0 (GFile *, n + 1);

  for (guint i = 0; i < n; i++)
    locations[i] = g_file_new_for_uri (uris[i]);
  if (n > 0)
    open_somewhere (data, locations);
  for (guint i = 0; i < n; i++)
    g_object_unref (locations[i]);
}

/* --- Save --- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!pen_files_save_finish (PEN_FILES (source), result, &error))
    {
      self->close_when_saved = FALSE;
      complain (self, error);
      return;
    }
  pen_window_hide_banner (self, PEN_BANNER_FILE);
  if (self->close_when_saved)
    gtk_window_close (GTK_WINDOW (self));
  else
    pen_window_say (self, _ ("Saved"));
}

static void
on_place_chosen (GtkNativeDialog *dialog, int response, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (GFile) location = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    location = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (location != NULL)
    pen_files_save_as_async (self->files,
                             location,
                             self->cancellable,
                             on_saved,
                             g_object_ref (self));
  else
    self->close_when_saved = FALSE;
  g_object_unref (dialog);
}

static void
save_as (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  gboolean single = pen_files_is_single (self->files);
  PenFile *root = pen_files_get_root (self->files);
  GtkFileChooserNative *dialog =
      make_chooser (self,
                    single ? _ ("Save the Program") : _ ("Save the Program in a Folder"),
                    single ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                    _ ("_Save"));

  if (single && root != NULL)
    {
      g_autofree char *name = g_path_get_basename (pen_file_get_name (root));

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  if (pen_files_needs_location (self->files))
    save_as (NULL, NULL, self);
  else
    pen_files_save_async (self->files, self->cancellable, on_saved, g_object_ref (self));
}

/* --- Closing with something unsaved --- */

static void
on_close_answered (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  PenWindow *self = data;

  if (g_str_equal (response, "discard"))
    {
      self->close_anyway = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_str_equal (response, "save"))
    {
      self->close_when_saved = TRUE;
      save (NULL, NULL, self);
    }
}

gboolean
pen_window_confirm_close (PenWindow *self)
{
  GtkWidget *dialog;

  if (self->close_anyway || !pen_files_get_modified (self->files))
    return TRUE;
  if (pen_files_needs_location (self->files) && pen_window_is_kept (self))
    return TRUE; /* it can be opened again from the list of recent programs */
  dialog = adw_message_dialog_new (GTK_WINDOW (self),
                                   _ ("Save the Changes?"),
                                   _ ("What was changed since it was last saved would be lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    _ ("_Cancel"),
                                    "discard",
                                    _ ("_Discard"),
                                    "save",
                                    _ ("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

/* --- The set of files --- */

static void
on_named (PenNameDialog *dialog, const char *name, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (GError) error = NULL;
  PenFile *file = pen_name_dialog_get_file (dialog);
  gboolean done;

  if (file == NULL)
    {
      file = pen_files_add (self->files, name, &error);
      done = file != NULL;
    }
  else
    done = pen_files_rename (self->files, file, name, &error);
  if (!done)
    {
      pen_name_dialog_refuse (dialog, error->message);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
  pen_window_go_to (self, pen_file_get_name (file), 1, 1);
}

static void
ask_name (PenWindow *self, PenFile *file)
{
  PenNameDialog *dialog = pen_name_dialog_new (GTK_WINDOW (self), file);

  g_signal_connect_object (dialog, "named", G_CALLBACK (on_named), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_name (data, NULL);
}

static PenFile *
get_current (PenWindow *self)
{
  return pen_editor_pane_get_current_file (self->editors);
}

static void
rename_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenFile *file = get_current (data);

  if (file != NULL)
    ask_name (data, file);
}

static void
delete_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (GError) error = NULL;
  PenFile *file = get_current (self);
  g_autofree char *name = file != NULL ? g_strdup (pen_file_get_name (file)) : NULL;
  g_autofree char *sentence = NULL;

  if (file == NULL)
    return;
  if (!pen_files_remove (self->files, file, &error))
    {
      pen_window_say (self, error->message);
      return;
    }
  sentence = g_strdup_printf (_ ("“%s” is no longer part of the program"), name);
  pen_window_say_with_undo (self, sentence, "win.undo-delete-file", NULL);
}

static void
undo_delete_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_files_undo_remove (self->files);
}

/* The tab in front; with the last one the window. */
static void
close_tab (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  if (!pen_editor_pane_close_tab (self->editors))
    gtk_window_close (GTK_WINDOW (self));
}

static void
next_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_editor_pane_step (self->editors, TRUE);
}

static void
previous_file (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_editor_pane_step (self->editors, FALSE);
}

/* --- The title --- */

/* What somebody called it, unless the disk knows it by another name. */
static const char *
get_name (PenWindow *self)
{
  const char *title = self->session != NULL ? pen_session_get_title (self->session) : NULL;

  return title != NULL && pen_files_needs_location (self->files)
             ? title
             : pen_files_get_title (self->files);
}

void
pen_window_update_title (PenWindow *self)
{
  gboolean modified = pen_files_get_modified (self->files);
  const char *name = get_name (self);
  g_autofree char *marked = g_strdup_printf ("• %s", name);
  GFile *location = pen_files_get_location (self->files);
  g_autoptr (GFile) parent = location != NULL ? g_file_get_parent (location) : NULL;
  g_autofree char *folder = parent != NULL ? g_file_get_parse_name (parent) : NULL;

  adw_window_title_set_title (self->title, modified ? marked : name);
  adw_window_title_set_subtitle (self->title, folder != NULL ? folder : "");
  gtk_window_set_title (GTK_WINDOW (self), modified ? marked : name);
}

/* --- Beginning and end --- */

void
pen_window_files_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"open", open_file, NULL, NULL, NULL, {0}},
      {"open-folder", open_folder, NULL, NULL, NULL, {0}},
      {"open-files", open_files, "as", NULL, NULL, {0}},
      {"save", save, NULL, NULL, NULL, {0}},
      {"save-as", save_as, NULL, NULL, NULL, {0}},
      {"new-file", new_file, NULL, NULL, NULL, {0}},
      {"rename-file", rename_file, NULL, NULL, NULL, {0}},
      {"delete-file", delete_file, NULL, NULL, NULL, {0}},
      {"undo-delete-file", undo_delete_file, NULL, NULL, NULL, {0}},
      {"close", close_tab, NULL, NULL, NULL, {0}},
      {"next-file", next_file, NULL, NULL, NULL, {0}},
      {"previous-file", previous_file, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->files,
                           "notify",
                           G_CALLBACK (pen_window_update_title),
                           self,
                           G_CONNECT_SWAPPED);
  pen_window_update_title (self);
}
