/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A window: binds one program to the views of it. */
#include "window.h"

struct _PenWindow
{
  AdwApplicationWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (PenWindow, pen_window, ADW_TYPE_APPLICATION_WINDOW)

static void
pen_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_WINDOW);
  G_OBJECT_CLASS (pen_window_parent_class)->dispose (object);
}

static void
pen_window_class_init (PenWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/window.ui");
}

static void
pen_window_init (PenWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PenWindow *
pen_window_new (PenApplication *application)
{
  return g_object_new (PEN_TYPE_WINDOW, "application", application, NULL);
}
