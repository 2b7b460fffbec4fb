/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is compiled into the program beside its code: see data/playpen.gresource.xml. */
#include "resources.h"

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

#define BASE "/org/playpen/Playpen/"

void
pen_resources_init (void)
{
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();
  GdkDisplay *display = gdk_display_get_default ();

  gtk_source_style_scheme_manager_prepend_search_path (schemes, "resource://" BASE "styles/");
  gtk_source_language_manager_prepend_search_path (languages, "resource://" BASE "languages/");
  if (display != NULL)
    gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), BASE "icons/");
}
