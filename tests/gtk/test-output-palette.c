/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whatever colour a program asks for, it can be read. */
#include "output-palette.h"

static void
test_readable (void)
{
  for (guint i = 0; i < 4; i++)
    {
      PenPaletteTheme theme = {.dark = i % 2 == 1, .high_contrast = i / 2 == 1};
      GdkRGBA view;

      pen_palette_get_view (&theme, &view);
      for (guint value = 0; value < 256 + 4096; value++)
        {
          PenColour colour = {.kind = PEN_COLOUR_INDEX, .value = value};
          GdkRGBA rgba;

          if (value >= 256)
            {
              guint rgb = value - 256;

              colour.kind = PEN_COLOUR_RGB;
              colour.value =
                  (rgb >> 8) * 0x110000 + ((rgb >> 4) & 0xf) * 0x1100 + (rgb & 0xf) * 0x11;
            }
          for (guint dim = 0; dim < 2; dim++)
            {
              pen_palette_get_foreground (&colour, dim == 1, &theme, &rgba);
              g_assert_cmpfloat (pen_palette_get_contrast (&rgba, &view),
                                 >=,
                                 theme.high_contrast ? 7 : 4.5);
            }
        }
    }
}

/* On a background of its own a colour is what was asked for. */
static void
test_exact (void)
{
  PenPaletteTheme theme = {.dark = TRUE};
  PenColour grey = {.kind = PEN_COLOUR_INDEX, .value = 244};
  PenColour cube = {.kind = PEN_COLOUR_INDEX, .value = 16 + 36 * 5 + 6 * 2 + 1};
  GdkRGBA rgba;
  GdkRGBA on;

  pen_palette_get_exact (&grey, &theme, &rgba);
  g_assert_cmpfloat_with_epsilon (rgba.red, 128.0 / 255, 0.001);
  g_assert_cmpfloat_with_epsilon (rgba.blue, 128.0 / 255, 0.001);
  pen_palette_get_exact (&cube, &theme, &rgba);
  g_assert_cmpfloat_with_epsilon (rgba.red, 1, 0.001);
  g_assert_cmpfloat_with_epsilon (rgba.green, 135.0 / 255, 0.001);
  g_assert_cmpfloat_with_epsilon (rgba.blue, 95.0 / 255, 0.001);
  pen_palette_get_on (&rgba, &on);
  g_assert_cmpfloat (on.red, ==, 0);
}

static void
test_contrast (void)
{
  GdkRGBA black = {0, 0, 0, 1};
  GdkRGBA white = {1, 1, 1, 1};

  g_assert_cmpfloat_with_epsilon (pen_palette_get_contrast (&black, &white), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (pen_palette_get_contrast (&white, &white), 1, 0.001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gtk/output/palette/readable", test_readable);
  g_test_add_func ("/gtk/output/palette/exact", test_exact);
  g_test_add_func ("/gtk/output/palette/contrast", test_contrast);
  return g_test_run ();
}
