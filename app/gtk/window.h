/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "application.h"

G_BEGIN_DECLS

#define PEN_TYPE_WINDOW (pen_window_get_type ())
/** PenWindow: one program, written, run and explained. */
G_DECLARE_FINAL_TYPE (PenWindow, pen_window, PEN, WINDOW, AdwApplicationWindow)

/** pen_window_new: (transfer none): a window with a program that runs; GTK owns it. */
PenWindow *pen_window_new (PenApplication *application);

G_END_DECLS
