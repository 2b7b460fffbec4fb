/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Text in columns, for whoever draws it in a grid: a terminal, a phone, the narrow drawing of a
 * diagnostic. Pango would measure a font, and is no library of this floor. */
#include "columns.h"

#include <string.h>

guint
pen_columns_of_char (gunichar c)
{
  if (c < 0x300)
    return c != 0xad; /* a soft hyphen shows only where a line breaks at it */
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
pen_columns_of_text (const char *text, gssize length)
{
  const char *end = text + (length >= 0 ? (gsize)length : strlen (text));
  guint columns = 0;

  for (const char *c = text; c < end; c = g_utf8_next_char (c))
    columns += pen_columns_of_char (g_utf8_get_char (c));
  return columns;
}

static void
add_line (GArray *lines, gsize start, gsize end)
{
  PenColumnsLine line = {start, end};

  g_array_append_val (lines, line);
}

/* From @start to where the line that begins there must end: behind the last word that fits into
 * @width, or within the only one. */
static gsize
find_break (const char *text, gsize start, gsize end, guint width)
{
  gsize last = start; /* behind the last word that fits */
  gboolean in_word = FALSE;
  guint columns = 0;

  for (gsize at = start; at < end; at = (gsize)(g_utf8_next_char (text + at) - text))
    {
      guint more = pen_columns_of_char (g_utf8_get_char (text + at));

      if (text[at] == ' ' && in_word)
        last = at;
      in_word = text[at] != ' ';
      if (columns + more > width)
        return last > start ? last : at;
      columns += more;
    }
  return end;
}

/* A text without newlines. */
static void
wrap_part (GArray *lines, const char *text, gsize start, gsize end, guint first, guint rest)
{
  guint width = first;

  do
    {
      gsize stop = find_break (text, start, end, width), shown = stop;

      while (shown > start && text[shown - 1] == ' ')
        shown--;
      add_line (lines, start, shown);
      while (stop < end && text[stop] == ' ')
        stop++;
      start = stop;
      width = rest;
    }
  while (start < end);
}

GArray *
pen_columns_wrap (const char *text, gssize length, guint first, guint rest)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (PenColumnsLine));
  gsize n = length >= 0 ? (gsize)length : strlen (text);
  gsize start = 0;

  first = MAX (first, PEN_COLUMNS_MIN);
  rest = MAX (rest, PEN_COLUMNS_MIN);
  for (;;)
    {
      const char *newline = memchr (text + start, '\n', n - start);
      gsize end = newline != NULL ? (gsize)(newline - text) : n;

      wrap_part (lines, text, start, end, first, rest);
      if (newline == NULL)
        return lines;
      start = end + 1;
      first = rest;
    }
}
