/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenStyleFlags: how text is drawn; a set. */
typedef enum
{
  PEN_STYLE_BOLD = 1 << 0,
  PEN_STYLE_DIM = 1 << 1,
  PEN_STYLE_ITALIC = 1 << 2,
  PEN_STYLE_UNDERLINE = 1 << 3,
  PEN_STYLE_INVERSE = 1 << 4,
  PEN_STYLE_STRIKE = 1 << 5,
} PenStyleFlags;

typedef enum
{
  PEN_COLOUR_DEFAULT, /* the view's own */
  PEN_COLOUR_INDEX, /* 0…255: 0…7 normal, 8…15 bright, 16…231 the 6×6×6 cube, 232…255 greys */
  PEN_COLOUR_RGB, /* 0xRRGGBB */
} PenColourKind;

typedef struct
{
  PenColourKind kind;
  guint32 value;
} PenColour;

/** PenStyle: a plain value; all zero is unstyled text. */
typedef struct
{
  PenStyleFlags flags;
  PenColour foreground;
  PenColour background;
} PenStyle;

/** PenStyleRun: bytes @start to before @end of the plain text are drawn in @style. */
typedef struct
{
  gsize start;
  gsize end;
  PenStyle style;
} PenStyleRun;

/** PenAnsi: plain text with style runs; a plain value. */
typedef struct
{
  char *text;   /* valid if the input was; without any ESC */
  gsize length; /* bytes of text */
  GArray *runs; /* (element-type PenStyleRun) ascending, apart, none empty, none unstyled */
} PenAnsi;

/**
 * pen_ansi_parse: (transfer full): takes the SGR sequences out of @text and says which bytes they
 * style. Known are bold, dim, italic, underline, inverse, strike, their ends, reset, and 16, 256
 * and RGB colours in the forms with ; and with : (ECMA-48, ITU-T T.416). Blinking and hidden text
 * are not honoured. An ESC that begins no SGR sequence is shown as U+241B.
 * @text: (nullable) if @length is 0; best from a decoder that keeps colour
 * @length: bytes, or -1 if @text ends with NUL
 * @style: (inout) (nullable): the style at the start and, when it returns, at the end; carries
 *   colour from one chunk to the next. NULL: starts unstyled
 */
PenAnsi *pen_ansi_parse (const char *text, gssize length, PenStyle *style);
void pen_ansi_free (PenAnsi *ansi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenAnsi, pen_ansi_free)

/**
 * pen_ansi_strip: (transfer full): @text without its SGR sequences.
 * @text: (nullable) if @length is 0
 * @length: bytes, or -1 if @text ends with NUL
 */
char *pen_ansi_strip (const char *text, gssize length);

/** pen_style_equal: both name the same look. */
gboolean pen_style_equal (const PenStyle *a, const PenStyle *b);

/** pen_style_is_default: nothing is set. */
gboolean pen_style_is_default (const PenStyle *style);

G_END_DECLS
