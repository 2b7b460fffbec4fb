/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Before anything leaves: what it is, in numbers that follow the switches. */
#include "export-dialog.h"

#include <glib/gi18n.h>

#include "disk.h"

struct _PenExportDialog
{
  AdwWindow parent_instance;

  /* Template widgets. */
  AdwEntryRow *title_row;
  AdwEntryRow *author_row;
  AdwActionRow *files_row;
  AdwActionRow *history_row;
  AdwActionRow *outputs_row;
  AdwActionRow *notes_row;
  AdwActionRow *signature_row;
  GtkSwitch *history;
  GtkSwitch *outputs;
  GtkSwitch *notes;
  GtkSwitch *sign;
  GtkLabel *fault;
  GtkButton *save;

  /* Owned. */
  PenSession *session;
  GSettings *settings;
  char *toolchain; /* (nullable) */
  guint edition;
};

enum
{
  SAVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenExportDialog, pen_export_dialog, ADW_TYPE_WINDOW)

static void
complain (PenExportDialog *self, const char *sentence)
{
  gtk_label_set_text (self->fault, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), sentence != NULL);
}

/* --- What leaves --- */

static PenSnapshotOptions
get_options (PenExportDialog *self)
{
  const gboolean history = gtk_switch_get_active (self->history);

  return (PenSnapshotOptions){
      .history = history,
      .outputs = history && gtk_switch_get_active (self->outputs),
      .notes = gtk_switch_get_active (self->notes),
      .toolchain = self->toolchain,
      .edition = self->edition,
  };
}

static char *
describe_files (const PenSnapshotContents *contents)
{
  g_autofree char *files =
      g_strdup_printf (ngettext ("%u file", "%u files", contents->n_files), contents->n_files);
  g_autofree char *steps =
      g_strdup_printf (ngettext ("%u step", "%u steps", contents->n_steps), contents->n_steps);

  if (contents->n_steps == 0)
    return g_steal_pointer (&files);
  /* Translators: two counts, such as “2 files · 5 steps”. */
  return g_strdup_printf (_ ("%s · %s"), files, steps);
}

static char *
describe_history (const PenSnapshotContents *contents)
{
  g_autofree char *edits =
      g_strdup_printf (ngettext ("%u edit", "%u edits", contents->n_edits), contents->n_edits);
  g_autofree char *runs =
      g_strdup_printf (ngettext ("%u run", "%u runs", contents->n_runs), contents->n_runs);
  g_autofree char *span = pen_format_duration (contents->span * 1000);

  /* Translators: counts of edits and runs, then a duration, such as “8 minutes”. */
  return g_strdup_printf (_ ("%s and %s in %s. All that ever was typed, also what was deleted."),
                          edits,
                          runs,
                          span);
}

/* Arguments, environment and input are part of the program: that they leave too has to be said. */
static void
show_files (PenExportDialog *self, const char *files)
{
  GVariant *options = pen_session_get_options (self->session);
  const gboolean plain = options == NULL || g_variant_n_children (options) == 0;
  /* Translators: counts of files and steps, and then what else leaves with them. */
  g_autofree char *all =
      g_strdup_printf (_ ("%s · how it is run: arguments, environment, input"), files);

  adw_action_row_set_subtitle (self->files_row, plain ? files : all);
}

static void
update (PenExportDialog *self)
{
  const PenSnapshotOptions all = {.history = TRUE, .notes = TRUE, .outputs = TRUE};
  PenSnapshotContents contents;
  g_autofree char *files = NULL;
  g_autofree char *history = NULL;
  g_autofree char *outputs = NULL;
  g_autofree char *notes = NULL;

  pen_snapshot_describe (self->session, &all, &contents);
  files = describe_files (&contents);
  history = describe_history (&contents);
  outputs = g_strdup_printf (ngettext ("Of %u run.", "Of %u runs.", contents.n_outputs),
                             contents.n_outputs);
  notes = g_strdup_printf (ngettext ("Of %u step.", "Of %u steps.", contents.n_notes),
                           contents.n_notes);
  show_files (self, files);
  adw_action_row_set_subtitle (self->history_row, history);
  adw_action_row_set_subtitle (self->outputs_row, outputs);
  adw_action_row_set_subtitle (self->notes_row, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_row), contents.n_notes > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->outputs_row), contents.n_outputs > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->outputs_row), gtk_switch_get_active (self->history));
  complain (self, NULL);
}

/* --- Writing --- */

typedef struct
{
  GFile *location;
  GBytes *bytes;
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->location);
  g_bytes_unref (writing->bytes);
  g_free (writing);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  g_autofree char *etag = NULL;
  GError *error = NULL;

  if (pen_disk_write (writing->location, writing->bytes, /* etag= */ NULL, &etag, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  PenExportDialog *self = PEN_EXPORT_DIALOG (source);
  Writing *writing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      complain (self, error->message);
      return;
    }
  g_signal_emit (self, signals[SAVED], 0, writing->location);
  gtk_window_close (GTK_WINDOW (self));
}

/* What was typed here belongs to the session from now on. */
static void
keep_names (PenExportDialog *self)
{
  const char *author = gtk_editable_get_text (GTK_EDITABLE (self->author_row));

  pen_session_set_title (self->session, gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  pen_session_set_author (self->session, author);
  g_settings_set_string (self->settings, PEN_SETTING_AUTHOR, author);
}

/* What somebody signed themselves is from nobody they have not met. */
static void
remember_myself (PenExportDialog *self, PenSigner *signer)
{
  g_autoptr (PenKeyRing) ring = pen_key_ring_new (/* path= */ NULL);
  const char *author = gtk_editable_get_text (GTK_EDITABLE (self->author_row));
  g_autoptr (GError) error = NULL;

  if (!pen_key_ring_remember (ring,
                              pen_signer_get_public_key (signer),
                              author[0] != '\0' ? author : _ ("Yourself"),
                              g_get_real_time () / G_USEC_PER_SEC,
                              &error))
    g_debug ("%s", error->message);
}

void
pen_export_dialog_save (PenExportDialog *self, GFile *location)
{
  PenSnapshotOptions options;
  g_autoptr (PenSigner) signer = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  g_return_if_fail (PEN_IS_EXPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (location));

  keep_names (self);
  options = get_options (self);
  if (gtk_switch_get_active (self->sign))
    {
      signer = pen_signer_open (/* path= */ NULL, &error);
      if (signer == NULL)
        {
          complain (self, error->message);
          return;
        }
      remember_myself (self, signer);
      options.signer = signer;
    }
  bytes = pen_snapshot_export (self->session, &options, &error);
  if (bytes == NULL)
    {
      complain (self, error->message);
      return;
    }
  writing = g_new0 (Writing, 1);
  writing->location = g_object_ref (location);
  writing->bytes = g_bytes_ref (bytes);
  task = g_task_new (self, NULL, on_written, NULL);
  g_task_set_source_tag (task, pen_export_dialog_save);
  g_task_set_task_data (task, writing, (GDestroyNotify)writing_free);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  g_task_run_in_thread (task, write_in_thread);
}

static void
on_chosen (GtkNativeDialog *chooser, int response, gpointer data)
{
  g_autoptr (PenExportDialog) self = data;
  g_autoptr (GFile) location = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    location = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (location != NULL)
    pen_export_dialog_save (self, location);
  g_object_unref (chooser);
}

static void
on_save (PenExportDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Save a File to Take Home"),
                                                               GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                                               _ ("_Save"),
                                                               /* cancel_label= */ NULL);
  g_autofree char *stem =
      pen_cargo_package_dup_name (gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
  g_autofree char *name = g_strconcat (stem, PEN_SNAPSHOT_SUFFIX, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chosen), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* --- The object --- */

static void
pen_export_dialog_dispose (GObject *object)
{
  PenExportDialog *self = PEN_EXPORT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->toolchain, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (pen_export_dialog_parent_class)->dispose (object);
}

static void
pen_export_dialog_class_init (PenExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_export_dialog_dispose;
  signals[SAVED] = g_signal_new ("saved",
                                 PEN_TYPE_EXPORT_DIALOG,
                                 G_SIGNAL_RUN_LAST,
                                 /* class_offset= */ 0,
                                 /* accumulator= */ NULL,
                                 /* accu_data= */ NULL,
                                 /* c_marshaller= */ NULL,
                                 G_TYPE_NONE,
                                 /* n_params= */ 1,
                                 G_TYPE_FILE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, author_row);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, files_row);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, history_row);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, outputs_row);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, notes_row);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, signature_row);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, history);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, outputs);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, sign);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, PenExportDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pen_export_dialog_init (PenExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_entry (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

PenExportDialog *
pen_export_dialog_new (GtkWindow *parent,
                       PenSession *session,
                       const char *toolchain,
                       guint edition,
                       GSettings *settings)
{
  PenExportDialog *self = g_object_new (PEN_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *author = g_settings_get_string (settings, PEN_SETTING_AUTHOR);
  const char *own = pen_session_get_author (session);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->toolchain = g_strdup (toolchain);
  self->edition = edition;
  set_entry (self->title_row, pen_session_get_title (session));
  set_entry (self->author_row, own != NULL ? own : author);
  g_signal_connect_swapped (self->history, "notify::active", G_CALLBACK (update), self);
  update (self);
  return self;
}
