/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gdk/gdk.h>

#include "core.h"

G_BEGIN_DECLS

/** PenPaletteTheme: what colours have to be read on; a plain value. */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
} PenPaletteTheme;

/**
 * pen_palette_get_foreground: what text that a program wants in @colour is drawn in: as near to
 * that colour as can be read on the view's own background (4.5 : 1, in high contrast 7 : 1).
 * @colour: DEFAULT: the view's own colour of text
 * @dim: fainter, but no less legible than that
 */
void pen_palette_get_foreground (const PenColour *colour,
                                 gboolean dim,
                                 const PenPaletteTheme *theme,
                                 GdkRGBA *ret_rgba);

/** pen_palette_get_exact: the colour itself, for text on a background that the program chose, and
 * for that background. @colour: DEFAULT: the view's own colour of text */
void
pen_palette_get_exact (const PenColour *colour, const PenPaletteTheme *theme, GdkRGBA *ret_rgba);

/** pen_palette_get_on: black or white, whichever is read better on @background. */
void pen_palette_get_on (const GdkRGBA *background, GdkRGBA *ret_rgba);

/** pen_palette_get_view: the background of views. */
void pen_palette_get_view (const PenPaletteTheme *theme, GdkRGBA *ret_rgba);

/** pen_palette_get_contrast: 1…21, as WCAG 2.1 measures it. */
double pen_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b);

G_END_DECLS
