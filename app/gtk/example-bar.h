/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_EXAMPLE_BAR (pen_example_bar_get_type ())
/**
 * PenExampleBar: a slim bar above a program that came from the gallery: which one it is, the way
 * back to how it was, and on to the next one. Its buttons are the window's actions
 * win.restore-example, win.next-example and, after the last one, win.examples. Not visible without
 * an example.
 */
G_DECLARE_FINAL_TYPE (PenExampleBar, pen_example_bar, PEN, EXAMPLE_BAR, AdwBin)

/** pen_example_bar_new: (transfer floating) */
GtkWidget *pen_example_bar_new (void);

/**
 * pen_example_bar_set_example:
 * @examples: (nullable): that @example is one of; not kept
 * @example: (nullable): NULL: none is open
 */
void pen_example_bar_set_example (PenExampleBar *self, PenExamples *examples, PenExample *example);

G_END_DECLS
