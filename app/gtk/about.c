/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The window that says what this is. Everything in it is known here, so that it opens offline. */
#include "about.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

static char *
dup_versions (const char *rustc)
{
  g_autoptr (GString) text = g_string_new ("Playpen " PLAYPEN_VERSION "\n");

  g_string_append_printf (text,
                          "GTK %u.%u.%u\n",
                          gtk_get_major_version (),
                          gtk_get_minor_version (),
                          gtk_get_micro_version ());
  g_string_append_printf (text,
                          "libadwaita %u.%u.%u\n",
                          adw_get_major_version (),
                          adw_get_minor_version (),
                          adw_get_micro_version ());
  g_string_append_printf (text,
                          "GtkSourceView %u.%u.%u\n",
                          gtk_source_get_major_version (),
                          gtk_source_get_minor_version (),
                          gtk_source_get_micro_version ());
  g_string_append_printf (text,
                          "GLib %u.%u.%u\n",
                          glib_major_version,
                          glib_minor_version,
                          glib_micro_version);
  /* Translators: a line in a list of versions, in the place of that of the Rust compiler. */
  g_string_append (text, rustc != NULL ? rustc : _ ("No Rust compiler was found."));
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GtkWindow *
pen_about_new (GtkWindow *parent, const char *rustc)
{
  GtkWindow *window = GTK_WINDOW (adw_about_window_new ());
  g_autofree char *versions = dup_versions (rustc);

  g_object_set (window,
                "application-name",
                _ ("Playpen"),
                "application-icon",
                "org.playpen.Playpen",
                "version",
                PLAYPEN_VERSION,
                "developer-name",
                _ ("The Playpen authors"),
                "comments",
                _ ("Write a Rust program, press one key, see what it does. Nothing leaves this "
                   "computer."),
                "copyright",
                _ ("© 2026 The Playpen authors"),
                "license",
                _ ("Playpen is free software. You may use it under the MIT license or under the "
                   "Apache License, Version 2.0, whichever you prefer."),
                "debug-info",
                versions,
                "debug-info-filename",
                "playpen-versions.txt",
                "modal",
                TRUE,
                NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (window),
                                      _ ("MIT License"),
                                      NULL,
                                      GTK_LICENSE_MIT_X11,
                                      NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (window),
                                      _ ("Apache License, Version 2.0"),
                                      NULL,
                                      GTK_LICENSE_APACHE_2_0,
                                      NULL);
  gtk_window_set_transient_for (window, parent);
  return window;
}
