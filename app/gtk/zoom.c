/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One zoom for code, gutter, output, problems and explanations: a font size on their common
 * ancestor, which all of them inherit. */
#include "zoom.h"

#include <math.h>

#define PROVIDER "pen-zoom"
#define STEPS_PER_DOUBLING 4

void
pen_zoom_apply (GtkWidget *widget, double factor)
{
  GtkCssProvider *provider = g_object_get_data (G_OBJECT (widget), PROVIDER);
  char percent[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  if (provider == NULL)
    {
      provider = gtk_css_provider_new ();
      /* Only for this widget: a child does not see the provider, but inherits the size. */
      gtk_style_context_add_provider (gtk_widget_get_style_context (widget),
                                      GTK_STYLE_PROVIDER (provider),
                                      GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_object_set_data_full (G_OBJECT (widget), PROVIDER, provider, g_object_unref);
    }
  g_ascii_formatd (percent,
                   sizeof percent,
                   "%.1f",
                   100 * CLAMP (factor, PEN_ZOOM_MIN, PEN_ZOOM_MAX));
  css = g_strdup_printf ("* { font-size: %s%%; }", percent);
  gtk_css_provider_load_from_data (provider, css, -1);
}

double
pen_zoom_step (double factor, int direction)
{
  double step = round (STEPS_PER_DOUBLING * log2 (CLAMP (factor, PEN_ZOOM_MIN, PEN_ZOOM_MAX)));

  if (direction == 0)
    return 1;
  return CLAMP (exp2 ((step + direction) / STEPS_PER_DOUBLING), PEN_ZOOM_MIN, PEN_ZOOM_MAX);
}
