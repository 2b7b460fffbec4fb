/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Colour sequences to style runs. Pure, and a white list: what is not known as a style changes
 * nothing. By hand, because no library in reach does it without a terminal around it. */
#include "ansi.h"

#include <string.h>

/* More parameters than this in one sequence are ignored; xterm takes 30. */
#define MAX_PARAMS 32

#define SYMBOL_ESC "\xe2\x90\x9b" /* U+241B */

typedef struct
{
  int value;      /* 0…65535; -1: left out */
  gboolean colon; /* joined to the one before by a colon */
} Param;

typedef struct
{
  Param items[MAX_PARAMS];
  guint n;
} Params;

gboolean
pen_style_equal (const PenStyle *a, const PenStyle *b)
{
  return a->flags == b->flags && a->foreground.kind == b->foreground.kind &&
         a->foreground.value == b->foreground.value && a->background.kind == b->background.kind &&
         a->background.value == b->background.value;
}

gboolean
pen_style_is_default (const PenStyle *style)
{
  static const PenStyle none = {0};

  return pen_style_equal (style, &none);
}

/* Reads the SGR sequence at @text. Returns its length, or 0 if there is none. */
static gsize
read_sgr (const char *text, gsize length, Params *ret_params)
{
  Param param = {.value = -1};
  gsize i = 2;

  if (length < 3 || text[0] != '\033' || text[1] != '[')
    return 0;
  ret_params->n = 0;
  for (; i < length; i++)
    {
      char c = text[i];

      if (g_ascii_isdigit (c))
        {
          param.value = MIN (MAX (param.value, 0) * 10 + (c - '0'), 65535);
          continue;
        }
      if (c != ';' && c != ':' && c != 'm')
        return 0;
      if (ret_params->n < MAX_PARAMS)
        ret_params->items[ret_params->n++] = param;
      if (c == 'm')
        return i + 1;
      param = (Param){.value = -1, .colon = c == ':'};
    }
  return 0;
}

static gboolean
make_rgb (int red, int green, int blue, PenColour *ret_colour)
{
  if (red < 0 || green < 0 || blue < 0 || red > 255 || green > 255 || blue > 255)
    return FALSE;
  ret_colour->kind = PEN_COLOUR_RGB;
  ret_colour->value = (guint32)red << 16 | (guint32)green << 8 | (guint32)blue;
  return TRUE;
}

static gboolean
make_index (int index, PenColour *ret_colour)
{
  if (index < 0 || index > 255)
    return FALSE;
  ret_colour->kind = PEN_COLOUR_INDEX;
  ret_colour->value = (guint32)index;
  return TRUE;
}

static int
value_at (const Params *params, guint i)
{
  /* Left out means 0, except where the caller looks itself. */
  return i < params->n ? MAX (params->items[i].value, 0) : -1;
}

/* The colour behind 38, 48 or 58 at @at. Returns how many parameters belong to it, itself included;
 * @ret_colour is left alone if they name none. */
static guint
take_colour (const Params *params, guint at, PenColour *ret_colour)
{
  guint n_colons = 0;

  while (at + 1 + n_colons < params->n && params->items[at + 1 + n_colons].colon)
    n_colons++;
  if (n_colons > 0)
    {
      /* 38:5:N, 38:2:R:G:B and, with a colour space, 38:2:SPACE:R:G:B */
      guint rgb = at + (n_colons >= 5 ? 3 : 2);
      int kind = value_at (params, at + 1);

      if (kind == 5 && n_colons >= 2)
        make_index (value_at (params, at + 2), ret_colour);
      else if (kind == 2 && n_colons >= 4)
        make_rgb (value_at (params, rgb),
                  value_at (params, rgb + 1),
                  value_at (params, rgb + 2),
                  ret_colour);
      return 1 + n_colons;
    }
  switch (value_at (params, at + 1))
    {
    case 5:
      make_index (value_at (params, at + 2), ret_colour);
      return 3;
    case 2:
      make_rgb (value_at (params, at + 2),
                value_at (params, at + 3),
                value_at (params, at + 4),
                ret_colour);
      return 5;
    default:
      return 1;
    }
}

static gboolean
apply_flag (int code, PenStyle *style)
{
  static const struct
  {
    int code;
    PenStyleFlags set;
    PenStyleFlags clear;
  } table[] = {
      {1, PEN_STYLE_BOLD, 0},
      {2, PEN_STYLE_DIM, 0},
      {3, PEN_STYLE_ITALIC, 0},
      {4, PEN_STYLE_UNDERLINE, 0},
      {7, PEN_STYLE_INVERSE, 0},
      {9, PEN_STYLE_STRIKE, 0},
      {21, PEN_STYLE_UNDERLINE, 0}, /* doubly underlined */
      {22, 0, PEN_STYLE_BOLD | PEN_STYLE_DIM},
      {23, 0, PEN_STYLE_ITALIC},
      {24, 0, PEN_STYLE_UNDERLINE},
      {27, 0, PEN_STYLE_INVERSE},
      {29, 0, PEN_STYLE_STRIKE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].code == code)
      {
        style->flags = (style->flags | table[i].set) & ~table[i].clear;
        return TRUE;
      }
  return FALSE;
}

/* Colours that are one number. */
static void
apply_named_colour (int code, PenStyle *style)
{
  static const PenColour none = {0};

  if (code >= 30 && code <= 37)
    make_index (code - 30, &style->foreground);
  else if (code == 39)
    style->foreground = none;
  else if (code >= 40 && code <= 47)
    make_index (code - 40, &style->background);
  else if (code == 49)
    style->background = none;
  else if (code >= 90 && code <= 97)
    make_index (code - 90 + 8, &style->foreground);
  else if (code >= 100 && code <= 107)
    make_index (code - 100 + 8, &style->background);
}

static void
apply_sgr (const Params *params, PenStyle *style)
{
  guint i = 0;

  while (i < params->n)
    {
      int code = value_at (params, i);
      PenColour unused = {0};
      guint used = 1;

      if (code == 38)
        used = take_colour (params, i, &style->foreground);
      else if (code == 48)
        used = take_colour (params, i, &style->background);
      else if (code == 58)
        used = take_colour (params, i, &unused); /* of the underline: not shown */
      else if (code == 0)
        *style = (PenStyle){0};
      else if (code == 4 && value_at (params, i + 1) == 0 && params->items[i + 1].colon)
        style->flags &= ~PEN_STYLE_UNDERLINE; /* 4:0 */
      else if (!apply_flag (code, style))
        apply_named_colour (code, style);

      i += used;
      /* What is joined to it by colons says more about it, never something of its own. */
      while (i < params->n && params->items[i].colon)
        i++;
    }
}

/* Text up to @end has been appended since @start in @style. */
static void
add_run (GArray *runs, gsize start, gsize end, const PenStyle *style)
{
  PenStyleRun run = {start, end, *style};

  if (start == end || pen_style_is_default (style))
    return;
  if (runs->len > 0)
    {
      PenStyleRun *last = &g_array_index (runs, PenStyleRun, runs->len - 1);

      if (last->end == start && pen_style_equal (&last->style, style))
        {
          last->end = end;
          return;
        }
    }
  g_array_append_val (runs, run);
}

PenAnsi *
pen_ansi_parse (const char *text, gssize length, PenStyle *style)
{
  PenAnsi *ansi = g_new0 (PenAnsi, 1);
  gsize n = length >= 0 ? (gsize)length : strlen (text);
  GString *plain = g_string_sized_new (n);
  PenStyle current = {0};
  gsize start = 0;
  gsize i = 0;

  if (style != NULL)
    current = *style;
  ansi->runs = g_array_new (FALSE, FALSE, sizeof (PenStyleRun));
  while (i < n)
    {
      const char *escape = memchr (text + i, '\033', n - i);
      gsize up_to = escape != NULL ? (gsize)(escape - text) : n;
      Params params;
      gsize used;

      g_string_append_len (plain, text + i, up_to - i);
      i = up_to;
      if (i == n)
        break;
      used = read_sgr (text + i, n - i, &params);
      if (used == 0)
        {
          g_string_append (plain, SYMBOL_ESC);
          i++;
          continue;
        }
      add_run (ansi->runs, start, plain->len, &current);
      start = plain->len;
      apply_sgr (&params, &current);
      i += used;
    }
  add_run (ansi->runs, start, plain->len, &current);
  if (style != NULL)
    *style = current;
  ansi->length = plain->len;
  ansi->text = g_string_free (plain, FALSE);
  return ansi;
}

void
pen_ansi_free (PenAnsi *ansi)
{
  if (ansi == NULL)
    return;
  g_free (ansi->text);
  g_array_unref (ansi->runs);
  g_free (ansi);
}

char *
pen_ansi_strip (const char *text, gssize length)
{
  g_autoptr (PenAnsi) ansi = pen_ansi_parse (text, length, NULL);

  return g_steal_pointer (&ansi->text);
}
