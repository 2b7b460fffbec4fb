/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Asks for the name of a file, and says in place what is wrong with one. */
#include "name-dialog.h"

#include <glib/gi18n.h>

struct _PenNameDialog
{
  AdwWindow parent_instance;

  /* Template widgets. */
  GtkLabel *heading;
  GtkEntry *entry;
  GtkLabel *fault;
  GtkButton *button;

  /* Owned. */
  PenFile *file;
};

G_DEFINE_FINAL_TYPE (PenNameDialog, pen_name_dialog, ADW_TYPE_WINDOW)

enum
{
  NAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_changed (PenNameDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), text[0] != '\0');
}

static void
on_activate (PenNameDialog *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (name[0] != '\0')
    g_signal_emit (self, signals[NAMED], 0, g_strstrip (name));
}

static void
pen_name_dialog_dispose (GObject *object)
{
  PenNameDialog *self = PEN_NAME_DIALOG (object);

  g_clear_object (&self->file);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_NAME_DIALOG);
  G_OBJECT_CLASS (pen_name_dialog_parent_class)->dispose (object);
}

static void
pen_name_dialog_class_init (PenNameDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_name_dialog_dispose;
  signals[NAMED] = g_signal_new ("named",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 1,
                                 G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/name-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PenNameDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, PenNameDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, PenNameDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, PenNameDialog, button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pen_name_dialog_init (PenNameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenNameDialog *
pen_name_dialog_new (GtkWindow *parent, PenFile *file)
{
  PenNameDialog *self = g_object_new (PEN_TYPE_NAME_DIALOG, "transient-for", parent, NULL);

  g_set_object (&self->file, file);
  if (file != NULL)
    {
      const char *name = pen_file_get_name (file);
      const char *slash = strrchr (name, '/');
      const char *dot = strrchr (name, '.');

      gtk_label_set_text (self->heading, _ ("Another Name for the File"));
      gtk_button_set_label (self->button, _ ("_Rename"));
      gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
      /* What one changes most often: the name without its folder and ending. */
      gtk_editable_select_region (GTK_EDITABLE (self->entry),
                                  slash != NULL ? g_utf8_pointer_to_offset (name, slash + 1) : 0,
                                  dot != NULL ? g_utf8_pointer_to_offset (name, dot) : -1);
    }
  on_changed (self);
  return self;
}

PenFile *
pen_name_dialog_get_file (PenNameDialog *self)
{
  return self->file;
}

void
pen_name_dialog_refuse (PenNameDialog *self, const char *sentence)
{
  gtk_label_set_text (self->fault, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
