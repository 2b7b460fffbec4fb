/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What tests of widgets have in common. */
#include "display.h"

#include <gtksourceview/gtksource.h>

#include "resources.h"

static void
load_styles (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/playpen/Playpen/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

void
pen_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  gtk_source_init ();
  pen_resources_init ();
  load_styles ();
}

GtkWindow *
pen_test_show (GtkWidget *widget, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_set_default_size (window, width, height);
  gtk_window_present (window);
  pen_test_settle (widget);
  return window;
}

GdkTexture *
pen_test_render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  pen_test_settle (widget);
  gdk_paintable_snapshot (paintable,
                          snapshot,
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  return gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                      node,
                                      NULL);
}

void
pen_test_picture (GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("PLAYPEN_PICTURES");
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  texture = pen_test_render (widget);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

gboolean
pen_test_tick (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  (*n_frames)++;
  return G_SOURCE_CONTINUE;
}

void
pen_test_settle (GtkWidget *widget)
{
  guint n_frames = 0;
  guint callback = gtk_widget_add_tick_callback (widget, count_frame, &n_frames, NULL);

  PEN_WAIT_UNTIL (n_frames >= 3);
  gtk_widget_remove_tick_callback (widget, callback);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, /* may_block= */ FALSE);
}
