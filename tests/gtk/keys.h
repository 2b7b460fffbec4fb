/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** pen_test_press: presses real keys on the test's display, one after another; wait for what they
 * do with PEN_WAIT_UNTIL(). @keys: as xdotool calls them: "Down Down ctrl+Return" */
void pen_test_press (GtkWindow *window, const char *keys);

/** pen_test_type: types @text in the same way. */
void pen_test_type (GtkWindow *window, const char *text);

G_END_DECLS
