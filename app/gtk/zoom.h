/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

/** pen_zoom_apply: draws all text in @widget, and in whatever is put into it later, at @factor
 * times the size that its parent has. Widgets inside that want another size give it in em.
 * @factor: clamped to PEN_ZOOM_MIN … PEN_ZOOM_MAX */
void pen_zoom_apply (GtkWidget *widget, double factor);

/** pen_zoom_step: the factor that one press of a key leads to, on a scale of even steps: by a fifth
 * each, always through 1, 2 and 4.
 * @direction: 1 larger, -1 smaller, 0 back to 1 */
double pen_zoom_step (double factor, int direction);

G_END_DECLS
