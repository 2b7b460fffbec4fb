/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A plain window around one page. */
#include "page-window.h"

static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

GtkWindow *
pen_page_window_new (GtkWindow *parent, const char *title, GtkWidget *page)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/playpen/Playpen/ui/page-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  gtk_window_set_title (window, title);
  gtk_window_set_transient_for (window, parent);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (gtk_builder_get_object (builder, "box")), page);
  return window;
}
