/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Real keys, for GTK 4 has no way to make up an event. Without a window manager the keys go to the
 * window under the pointer. */
#include "keys.h"

#include "display.h"

static void
run (GtkWindow *window, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool = NULL;

  PEN_WAIT_UNTIL (gtk_window_is_active (window));
  xdotool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  PEN_WAIT_UNTIL (g_subprocess_wait_check (xdotool, NULL, NULL));
}

void
pen_test_press (GtkWindow *window, const char *keys)
{
  g_autofree char *line = g_strconcat ("xdotool key --delay 1 ", keys, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);

  run (window, (const char *const *)argv);
}

void
pen_test_type (GtkWindow *window, const char *text)
{
  const char *argv[] = {"xdotool", "type", "--delay", "1", text, NULL};

  run (window, argv);
}
