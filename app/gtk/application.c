/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The process: one instance, its windows, what they share. */
#include "application.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "resources.h"
#include "window.h"

struct _PenApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (PenApplication, pen_application, ADW_TYPE_APPLICATION)

static void
new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (pen_window_new (data)));
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_application_quit (data);
}

static void
pen_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
      {"new-window", new_window, NULL, NULL, NULL, {0}},
      {"quit", quit, NULL, NULL, NULL, {0}},
  };

  G_APPLICATION_CLASS (pen_application_parent_class)->startup (application);
  pen_resources_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   application);
  pen_ui_actions_set_accels (GTK_APPLICATION (application));
}

static void
pen_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (pen_window_new (PEN_APPLICATION (application)));
  gtk_window_present (window);
}

static void
pen_application_class_init (PenApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->startup = pen_application_startup;
  G_APPLICATION_CLASS (klass)->activate = pen_application_activate;
}

static void
pen_application_init (PenApplication *self)
{
}

PenApplication *
pen_application_new (void)
{
  return g_object_new (PEN_TYPE_APPLICATION,
                       "application-id",
                       PEN_APPLICATION_ID,
                       "resource-base-path",
                       "/org/playpen/Playpen",
                       NULL);
}
