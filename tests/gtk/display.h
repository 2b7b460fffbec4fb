/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** pen_test_init: GTK, libadwaita, GtkSourceView and the program's own resources and styles, as an
 * application would set them up; every critical message of theirs fails the test. */
void pen_test_init (int *argc, char ***argv);

/** pen_test_show: (transfer none): @widget in a window of @width × @height, drawn. Destroy the
 * window with gtk_window_destroy(). */
GtkWindow *pen_test_show (GtkWidget *widget, int width, int height);

/** pen_test_render: (transfer full): what @widget looks like, once it has settled. */
GdkTexture *pen_test_render (GtkWidget *widget);

/** pen_test_picture: writes what @widget looks like to $PLAYPEN_PICTURES/@name.png, if that is set.
 */
void pen_test_picture (GtkWidget *widget, const char *name);

/** PEN_WAIT_UNTIL: iterates the main context until the expression @condition holds; fails the test
 * after half a minute. */
#define PEN_WAIT_UNTIL(condition)                                                                  \
  do                                                                                               \
    {                                                                                              \
      gint64 wait_end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                             \
      guint wait_tick = g_timeout_add (10, pen_test_tick, NULL);                                   \
                                                                                                   \
      while (!(condition) && g_get_monotonic_time () < wait_end)                                   \
        g_main_context_iteration (NULL, /* may_block= */ TRUE);                                    \
      g_source_remove (wait_tick);                                                                 \
      g_assert_true (condition);                                                                   \
    }                                                                                              \
  while (FALSE)

/** pen_test_tick: wakes a PEN_WAIT_UNTIL() up. */
gboolean pen_test_tick (gpointer data);

/** pen_test_settle: iterates until nothing is left to do and a frame was drawn. */
void pen_test_settle (GtkWidget *widget);

G_END_DECLS
