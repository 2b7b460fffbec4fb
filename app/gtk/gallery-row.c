/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One example in the gallery's list. Only the first hour is numbered: the other topics have no
 * order that anybody needs to know. */
#include "gallery-row.h"

struct _PenGalleryRow
{
  GtkListBoxRow parent_instance;

  /* template widgets */
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *side; /* level or topic */
  GtkLabel *summary;

  /* owned */
  PenExample *example;
};

G_DEFINE_FINAL_TYPE (PenGalleryRow, pen_gallery_row, GTK_TYPE_LIST_BOX_ROW)

static void
pen_gallery_row_dispose (GObject *object)
{
  PenGalleryRow *self = PEN_GALLERY_ROW (object);

  g_clear_object (&self->example);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_GALLERY_ROW);
  G_OBJECT_CLASS (pen_gallery_row_parent_class)->dispose (object);
}

static void
pen_gallery_row_class_init (PenGalleryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_gallery_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/gallery-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PenGalleryRow, number);
  gtk_widget_class_bind_template_child (widget_class, PenGalleryRow, title);
  gtk_widget_class_bind_template_child (widget_class, PenGalleryRow, side);
  gtk_widget_class_bind_template_child (widget_class, PenGalleryRow, summary);
}

static void
pen_gallery_row_init (PenGalleryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pen_gallery_row_new (PenExample *example, gboolean is_result)
{
  PenGalleryRow *self = g_object_new (PEN_TYPE_GALLERY_ROW, NULL);
  const char *level = pen_example_level_get_title (pen_example_get_level (example));
  g_autofree char *number = g_strdup_printf ("%u", pen_example_get_order (example));
  g_autofree char *said = NULL;

  self->example = g_object_ref (example);
  gtk_label_set_text (self->number, number);
  gtk_widget_set_visible (GTK_WIDGET (self->number),
                          !is_result && pen_example_get_topic_place (example) == 0);
  gtk_label_set_text (self->title, pen_example_get_title (example));
  gtk_label_set_text (self->side, is_result ? pen_example_get_topic_title (example) : level);
  gtk_label_set_text (self->summary, pen_example_get_summary (example));
  said = g_strdup_printf ("%s. %s %s",
                          pen_example_get_title (example),
                          pen_example_get_summary (example),
                          level);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  return GTK_WIDGET (self);
}

PenExample *
pen_gallery_row_get_example (PenGalleryRow *self)
{
  return self->example;
}
