/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines of a text as a compiler counts them. A text view cannot be asked: to GTK a lone CR and
 * U+2029 end a line too, and one such character would shift all that is below it. */
#include "line-index.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct
{
  guint start; /* characters */
  guint end;   /* before the line ending */
} Line;

struct _PenLineIndex
{
  GArray *lines; /* (element-type Line) */
};

PenLineIndex *
pen_line_index_new (const char *text, gssize length)
{
  PenLineIndex *index = g_new0 (PenLineIndex, 1);
  const char *at = text, *end = text + (length < 0 ? strlen (text) : (gsize)length);
  guint start = 0;

  index->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  if (end - at >= 3 && memcmp (at, BYTE_ORDER_MARK, 3) == 0)
    {
      at += 3;
      start = 1;
    }
  for (;;)
    {
      const char *newline = memchr (at, '\n', (gsize)(end - at));
      const char *stop = newline != NULL ? newline : end;
      Line line = {.start = start, .end = start + (guint)g_utf8_strlen (at, stop - at)};

      start = line.end + 1;
      if (newline != NULL && stop > at && stop[-1] == '\r')
        line.end--;
      g_array_append_val (index->lines, line);
      if (newline == NULL)
        break;
      at = newline + 1;
    }
  return index;
}

void
pen_line_index_free (PenLineIndex *index)
{
  g_array_unref (index->lines);
  g_free (index);
}

gboolean
pen_line_index_find (const PenLineIndex *index, guint line, guint column, guint *ret_offset)
{
  const Line *found;

  g_return_val_if_fail (index != NULL, FALSE);
  g_return_val_if_fail (ret_offset != NULL, FALSE);

  if (line == 0 || line > index->lines->len || column == 0)
    return FALSE;
  found = &g_array_index (index->lines, Line, line - 1);
  if (column - 1 > found->end - found->start)
    return FALSE;
  *ret_offset = found->start + (column - 1);
  return TRUE;
}

gboolean
pen_line_index_find_span (const PenLineIndex *index,
                          const PenSpan *span,
                          guint *ret_start,
                          guint *ret_end)
{
  guint start, end;

  g_return_val_if_fail (span != NULL, FALSE);
  g_return_val_if_fail (ret_start != NULL && ret_end != NULL, FALSE);

  if (!pen_line_index_find (index, span->line_start, span->column_start, &start) ||
      !pen_line_index_find (index, span->line_end, span->column_end, &end) || start > end)
    return FALSE;
  *ret_start = start;
  *ret_end = end;
  return TRUE;
}
