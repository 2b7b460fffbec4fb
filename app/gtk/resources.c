/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the program shows beside its code: compiled in, see data/playpen.gresource.xml, or found by
 * source-data.c. */
#include "resources.h"

#include <adwaita.h>

#include "source-data.h"

#define BASE "/org/playpen/Playpen/"

void
pen_resources_init (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  pen_source_data_init ();
  if (display != NULL)
    gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), BASE "icons/");
}
