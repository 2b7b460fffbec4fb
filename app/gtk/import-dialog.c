/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Before anything is opened: what it is, in words that somebody understands who never heard of
 * signatures. All of it was checked when it was read. */
#include "import-dialog.h"

#include <glib/gi18n.h>

struct _PenImportDialog
{
  AdwWindow parent_instance;

  /* Template widgets. */
  GtkLabel *heading;
  GtkLabel *origin;
  AdwActionRow *signature_row;
  GtkImage *signature_icon;
  AdwActionRow *remember_row;
  GtkSwitch *remember;
  AdwActionRow *contents_row;
  AdwActionRow *toolchain_row;
  GtkLabel *notices;
  GtkButton *open;

  /* Owned. */
  PenSnapshot *snapshot;
  PenKeyRing *ring;
};

enum
{
  OPEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenImportDialog, pen_import_dialog, ADW_TYPE_WINDOW)

/* --- What is said --- */

static void
show_origin (PenImportDialog *self)
{
  const char *title = pen_snapshot_get_title (self->snapshot);
  const char *author = pen_snapshot_get_author (self->snapshot);
  g_autoptr (GDateTime) created =
      g_date_time_new_from_unix_local (pen_snapshot_get_created (self->snapshot));
  g_autofree char *date = created != NULL ? g_date_time_format (created, "%x") : NULL;
  g_autofree char *both = NULL;

  gtk_label_set_text (self->heading, title != NULL ? title : _ ("A Program Without a Title"));
  if (author != NULL && date != NULL)
    /* Translators: a name, then a date. */
    both = g_strdup_printf (_ ("By %s, %s"), author, date);
  gtk_label_set_text (self->origin, both != NULL ? both : date != NULL ? date : "");
}

static void
set_signature (PenImportDialog *self, const char *icon, const char *title, const char *subtitle)
{
  gtk_image_set_from_icon_name (self->signature_icon, icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->signature_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->signature_row), title);
  adw_action_row_set_subtitle (self->signature_row, subtitle);
}

static void
show_signature (PenImportDialog *self)
{
  const PenPublicKey *key = pen_snapshot_get_key (self->snapshot);
  const PenSignatureState state = pen_snapshot_get_signature_state (self->snapshot, self->ring);
  g_autofree char *words = key != NULL ? pen_public_key_dup_words (key) : NULL;
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->remember_row), state == PEN_SIGNATURE_FIRST_SEEN);
  if (state == PEN_SIGNATURE_KNOWN)
    {
      /* Translators: the name of a presenter. */
      title = g_strdup_printf (_ ("From %s, Whom You Know"),
                               pen_key_ring_look_up (self->ring, key)->name);
      subtitle = g_strdup_printf (_ ("Nobody changed it. The key’s words: %s"), escaped);
      set_signature (self, "emblem-ok-symbolic", title, subtitle);
    }
  else if (state == PEN_SIGNATURE_FIRST_SEEN)
    {
      subtitle = g_strdup_printf (_ ("Nobody changed it since. To be sure who it is from, let the "
                                     "presenter read you these four words: %s"),
                                  escaped);
      set_signature (self,
                     "dialog-information-symbolic",
                     _ ("Signed by Somebody You Have Not Met Before"),
                     subtitle);
    }
  else
    set_signature (self,
                   "dialog-warning-symbolic",
                   _ ("Not Signed"),
                   _ ("It is whole, but it could be from anybody."));
}

static void
add_count (GString *text, char *count, gboolean wanted)
{
  g_autofree char *owned = count;

  if (!wanted)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, owned);
}

static void
show_contents (PenImportDialog *self)
{
  PenSnapshotContents contents;
  g_autoptr (GString) text = g_string_new (NULL);

  pen_snapshot_get_contents (self->snapshot, &contents);
  add_count (text,
             g_strdup_printf (ngettext ("%u file", "%u files", contents.n_files), contents.n_files),
             TRUE);
  add_count (text,
             g_strdup_printf (ngettext ("%u step", "%u steps", contents.n_steps), contents.n_steps),
             contents.n_steps > 0);
  add_count (text,
             g_strdup_printf (ngettext ("%u edit", "%u edits", contents.n_edits), contents.n_edits),
             contents.n_edits > 0);
  add_count (text,
             g_strdup_printf (ngettext ("%u run", "%u runs", contents.n_runs), contents.n_runs),
             contents.n_runs > 0);
  adw_action_row_set_subtitle (self->contents_row, text->str);
}

static char *
join_sentences (const GPtrArray *sentences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *)sentences->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
show_needs (PenImportDialog *self, PenToolchainList *toolchains)
{
  const char *made = pen_snapshot_get_toolchain (self->snapshot);
  g_autoptr (GPtrArray) missing = pen_snapshot_check_toolchains (self->snapshot, toolchains);
  g_autofree char *lacks = join_sentences (missing);
  g_autofree char *notices = join_sentences (pen_snapshot_get_notices (self->snapshot));
  g_autofree char *with = NULL;
  g_autofree char *escaped = NULL;

  if (missing->len > 0)
    with = g_strdup (lacks);
  else if (made != NULL)
    /* Translators: such as “rustc 1.96.0”. */
    with = g_strdup_printf (_ ("Made with %s; all that it needs is here."), made);
  escaped = with != NULL ? g_markup_escape_text (with, -1) : NULL;
  adw_action_row_set_subtitle (self->toolchain_row, escaped != NULL ? escaped : "");
  gtk_widget_set_visible (GTK_WIDGET (self->toolchain_row), with != NULL);
  gtk_label_set_text (self->notices, notices);
  gtk_widget_set_visible (GTK_WIDGET (self->notices), notices[0] != '\0');
}

static void
on_open (PenImportDialog *self)
{
  const PenPublicKey *key = pen_snapshot_get_key (self->snapshot);
  g_autoptr (PenImportDialog) held = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  if (key != NULL && gtk_switch_get_active (self->remember) &&
      !pen_key_ring_remember (self->ring,
                              key,
                              pen_snapshot_get_author (self->snapshot),
                              g_get_real_time () / G_USEC_PER_SEC,
                              &error))
    {
      gtk_label_set_text (self->notices, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->notices), TRUE);
      gtk_switch_set_active (self->remember, FALSE);
      return;
    }
  g_signal_emit (self, signals[OPEN], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* --- The object --- */

static void
pen_import_dialog_dispose (GObject *object)
{
  PenImportDialog *self = PEN_IMPORT_DIALOG (object);

  g_clear_object (&self->snapshot);
  g_clear_object (&self->ring);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (pen_import_dialog_parent_class)->dispose (object);
}

static void
pen_import_dialog_class_init (PenImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_import_dialog_dispose;
  signals[OPEN] = g_signal_new ("open",
                                PEN_TYPE_IMPORT_DIALOG,
                                G_SIGNAL_RUN_LAST,
                                /* class_offset= */ 0,
                                /* accumulator= */ NULL,
                                /* accu_data= */ NULL,
                                /* c_marshaller= */ NULL,
                                G_TYPE_NONE,
                                /* n_params= */ 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, origin);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, signature_row);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, signature_icon);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, remember_row);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, remember);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, contents_row);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, toolchain_row);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, notices);
  gtk_widget_class_bind_template_child (widget_class, PenImportDialog, open);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pen_import_dialog_init (PenImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenImportDialog *
pen_import_dialog_new (GtkWindow *parent,
                       PenSnapshot *snapshot,
                       PenKeyRing *ring,
                       PenToolchainList *toolchains)
{
  PenImportDialog *self = g_object_new (PEN_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->snapshot = g_object_ref (snapshot);
  self->ring = g_object_ref (ring);
  show_origin (self);
  show_signature (self);
  show_contents (self);
  show_needs (self, toolchains);
  return self;
}

PenSnapshot *
pen_import_dialog_get_snapshot (PenImportDialog *self)
{
  g_return_val_if_fail (PEN_IS_IMPORT_DIALOG (self), NULL);

  return self->snapshot;
}
