/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whole windows for tests: there when they can be used, gone when they are closed. */
#include "window-fixture.h"

#include "display.h"
#include "window-private.h"

PenWindow *
pen_test_window_open (PenApplication *application)
{
  PenWindow *window = pen_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (pen_machine_get_ready (window->machine));
  pen_test_settle (GTK_WIDGET (window));
  return window;
}

void
pen_test_window_close (PenWindow *window)
{
  window->close_anyway = TRUE;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_close (GTK_WINDOW (window));
  PEN_WAIT_UNTIL (window == NULL);
}

void
pen_test_window_set_text (PenWindow *window, const char *text)
{
  pen_file_set_text (pen_files_get_root (window->files), text);
}
