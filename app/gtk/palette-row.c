/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One action in the palette. Its keys are a plain label: caps drawn for each key take longer to
 * build than the whole palette may take to open. */
#include "palette-row.h"

#include <glib/gi18n.h>

struct _PenPaletteRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkLabel *title;
  GtkLabel *keys;

  /* borrowed */
  const PenUiAction *action;

  guint rank;
};

G_DEFINE_FINAL_TYPE (PenPaletteRow, pen_palette_row, GTK_TYPE_LIST_BOX_ROW)

static void
pen_palette_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_PALETTE_ROW);
  G_OBJECT_CLASS (pen_palette_row_parent_class)->dispose (object);
}

static void
pen_palette_row_class_init (PenPaletteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_palette_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/palette-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenPaletteRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenPaletteRow, keys);
}

static void
pen_palette_row_init (PenPaletteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_palette_row_new (const PenUiAction *action)
{
  PenPaletteRow *self = g_object_new (PEN_TYPE_PALETTE_ROW, NULL);
  g_autofree char *keys = pen_ui_action_dup_accel_label (action);
  g_autofree char *said = NULL;

  self->action = action;
  gtk_label_set_text (self->title, _ (action->title));
  gtk_label_set_text (self->keys, keys != NULL ? keys : "");
  gtk_widget_set_visible (GTK_WIDGET (self->keys), keys != NULL);
  said = g_strconcat (_ (action->title), keys != NULL ? ", " : "", keys, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  return GTK_WIDGET (self);
}

const PenUiAction *
pen_palette_row_get_action (PenPaletteRow *self)
{
  return self->action;
}

void
pen_palette_row_set_rank (PenPaletteRow *self, guint rank)
{
  self->rank = rank;
}

guint
pen_palette_row_get_rank (PenPaletteRow *self)
{
  return self->rank;
}
