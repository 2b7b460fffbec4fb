/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The colours that programs ask for, made legible: a program does not know whether it is shown on
 * white or on black, so that what it asks for is a wish. */
#include "output-palette.h"

#include <math.h>

#define N_NAMED 16
#define CUBE_START 16
#define GREYS_START 232

/* Steps in which a colour is mixed with black or white until it can be read. */
#define MIX_STEPS 20

/* The share of the background in faint text. */
#define DIM_SHARE 0.35

static guint32
get_named (guint index)
{
  /* The order of ECMA-48: black, red, green, yellow, blue, magenta, cyan, white; then bright. */
  static const guint32 named[N_NAMED] = {
      0x241f31,
      0xc01c28,
      0x26a269,
      0xe5a50a,
      0x1c71d8,
      0x9841bb,
      0x0a9dbb,
      0xc0bfbc,
      0x5e5c64,
      0xed333b,
      0x33d17a,
      0xf8e45c,
      0x3d8bf0,
      0xc061cb,
      0x33c7de,
      0xf6f5f4,
  };

  return named[index];
}

static void
set_rgb (GdkRGBA *rgba, guint32 rgb)
{
  rgba->red = (float)((rgb >> 16) & 0xff) / 255.0f;
  rgba->green = (float)((rgb >> 8) & 0xff) / 255.0f;
  rgba->blue = (float)(rgb & 0xff) / 255.0f;
  rgba->alpha = 1;
}

/* xterm's 256 colours. */
static guint32
get_indexed (guint index)
{
  static const guint8 levels[] = {0, 95, 135, 175, 215, 255};
  guint cube = index - CUBE_START;
  guint grey;

  if (index < N_NAMED)
    return get_named (index);
  if (index < GREYS_START)
    return (guint32)levels[cube / 36] << 16 | (guint32)levels[cube / 6 % 6] << 8 | levels[cube % 6];
  grey = 8 + 10 * (MIN (index, 255) - GREYS_START);
  return grey << 16 | grey << 8 | grey;
}

void
pen_palette_get_view (const PenPaletteTheme *theme, GdkRGBA *ret_rgba)
{
  /* libadwaita's view_bg_color */
  set_rgb (ret_rgba, theme->dark ? 0x1e1e1e : 0xffffff);
}

void
pen_palette_get_exact (const PenColour *colour, const PenPaletteTheme *theme, GdkRGBA *ret_rgba)
{
  switch (colour->kind)
    {
    case PEN_COLOUR_INDEX:
      set_rgb (ret_rgba, get_indexed (colour->value));
      break;
    case PEN_COLOUR_RGB:
      set_rgb (ret_rgba, colour->value);
      break;
    case PEN_COLOUR_DEFAULT:
    default:
      set_rgb (ret_rgba, theme->dark ? 0xffffff : 0x241f31);
    }
}

static double
get_linear (float channel)
{
  return channel <= 0.04045f ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *rgba)
{
  return 0.2126 * get_linear (rgba->red) + 0.7152 * get_linear (rgba->green) +
         0.0722 * get_linear (rgba->blue);
}

double
pen_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double first = get_luminance (a);
  double second = get_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static void
mix (const GdkRGBA *a, const GdkRGBA *b, float share, GdkRGBA *ret_rgba)
{
  ret_rgba->red = a->red + (b->red - a->red) * share;
  ret_rgba->green = a->green + (b->green - a->green) * share;
  ret_rgba->blue = a->blue + (b->blue - a->blue) * share;
  ret_rgba->alpha = 1;
}

void
pen_palette_get_on (const GdkRGBA *background, GdkRGBA *ret_rgba)
{
  GdkRGBA black = {0, 0, 0, 1};
  GdkRGBA white = {1, 1, 1, 1};

  *ret_rgba =
      pen_palette_get_contrast (&black, background) >= pen_palette_get_contrast (&white, background)
          ? black
          : white;
}

void
pen_palette_get_foreground (const PenColour *colour,
                            gboolean dim,
                            const PenPaletteTheme *theme,
                            GdkRGBA *ret_rgba)
{
  double wanted = theme->high_contrast ? 7.0 : 4.5;
  GdkRGBA view;
  GdkRGBA pole;
  GdkRGBA start;

  pen_palette_get_view (theme, &view);
  pen_palette_get_on (&view, &pole);
  pen_palette_get_exact (colour, theme, &start);
  if (dim)
    mix (&start, &view, DIM_SHARE, &start);
  *ret_rgba = start;
  for (guint i = 1; i <= MIX_STEPS && pen_palette_get_contrast (ret_rgba, &view) < wanted; i++)
    mix (&start, &pole, (float)i / MIX_STEPS, ret_rgba);
}
