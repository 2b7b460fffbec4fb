/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/** pen_test_window_open: (transfer none): a new window, once the machine is ready and it was drawn.
 */
PenWindow *pen_test_window_open (PenApplication *application);

/** pen_test_window_close: without a question; waits until it is gone. */
void pen_test_window_close (PenWindow *window);

/** pen_test_window_set_text: of the file in which the program begins. */
void pen_test_window_set_text (PenWindow *window, const char *text);

G_END_DECLS
