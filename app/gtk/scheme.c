/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which colours code has. GtkSourceView does not follow the application by itself: a new buffer is
 * light in a dark window. */
#include "scheme.h"

#include <adwaita.h>

GtkSourceStyleScheme *
pen_scheme_get (void)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (styles);
  const char *id = adw_style_manager_get_high_contrast (styles)
                       ? (dark ? "playpen-hc-dark" : "playpen-hc-light")
                       : (dark ? "playpen-dark" : "playpen-light");

  return gtk_source_style_scheme_manager_get_scheme (schemes, id);
}

static void
apply (GtkSourceBuffer *buffer)
{
  gtk_source_buffer_set_style_scheme (buffer, pen_scheme_get ());
}

void
pen_scheme_follow (GtkSourceBuffer *buffer)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  g_return_if_fail (GTK_SOURCE_IS_BUFFER (buffer));

  /* A buffer that several views show is asked for by each of them. */
  if (g_object_get_data (G_OBJECT (buffer), "pen-scheme") != NULL)
    return;
  g_object_set_data (G_OBJECT (buffer), "pen-scheme", GINT_TO_POINTER (TRUE));
  g_signal_connect_object (styles, "notify::dark", G_CALLBACK (apply), buffer, G_CONNECT_SWAPPED);
  g_signal_connect_object (styles,
                           "notify::high-contrast",
                           G_CALLBACK (apply),
                           buffer,
                           G_CONNECT_SWAPPED);
  apply (buffer);
}
