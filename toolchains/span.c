/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Places in source text. Every conversion between lines, columns and bytes is here and nowhere
 * else, because rustc counts characters in a text without byte-order mark and carriage returns,
 * while files, editors and suggestions have both. */
#include "span.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (PenSpan, pen_span, pen_span_ref, pen_span_unref)

static void
pen_span_line_free (gpointer data)
{
  PenSpanLine *line = data;

  g_free (line->text);
  g_free (line);
}

PenSpan *
pen_span_new (const char *file)
{
  PenSpan *span = g_new0 (PenSpan, 1);

  g_atomic_ref_count_init (&span->ref_count);
  span->file = g_strdup (file);
  span->line_start = span->column_start = span->line_end = span->column_end = 1;
  span->lines = g_ptr_array_new_with_free_func (pen_span_line_free);
  return span;
}

PenSpan *
pen_span_ref (PenSpan *span)
{
  g_return_val_if_fail (span != NULL, NULL);

  g_atomic_ref_count_inc (&span->ref_count);
  return span;
}

void
pen_span_unref (PenSpan *span)
{
  g_return_if_fail (span != NULL);

  if (!g_atomic_ref_count_dec (&span->ref_count))
    return;
  g_clear_pointer (&span->call_site, pen_span_unref);
  g_ptr_array_unref (span->lines);
  g_free (span->file);
  g_free (span->label);
  g_free (span->macro_name);
  g_free (span);
}

void
pen_span_take_line (PenSpan *span, char *text, guint highlight_start, guint highlight_end)
{
  PenSpanLine *line = g_new0 (PenSpanLine, 1);

  g_return_if_fail (span != NULL);

  line->text = text;
  line->highlight_start = highlight_start;
  line->highlight_end = highlight_end;
  g_ptr_array_add (span->lines, line);
}

/* A line of text: from start to end, without its ending; next is the following line's start. */
typedef struct
{
  gsize start;
  gsize end;
  gsize next;
  gboolean is_last;
} PenTextLine;

static PenTextLine
text_line_at (const char *text, gsize len, gsize start)
{
  PenTextLine line = {start, len, len, TRUE};
  const char *newline = start < len ? memchr (text + start, '\n', len - start) : NULL;

  if (newline != NULL)
    {
      line.end = newline - text;
      line.next = line.end + 1;
      line.is_last = FALSE;
      if (line.end > start && text[line.end - 1] == '\r')
        line.end--;
    }
  return line;
}

static gsize
text_begin (const char *text, gsize len)
{
  return len >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static gboolean
text_find_line (const char *text, gsize len, guint number, PenTextLine *ret_line)
{
  PenTextLine line = text_line_at (text, len, text_begin (text, len));

  for (guint i = 1; i < number; i++)
    {
      if (line.is_last)
        return FALSE;
      line = text_line_at (text, len, line.next);
    }
  *ret_line = line;
  return number > 0;
}

/* Continuation bytes begin no character; a stray one counts with the character before it. */
static gboolean
begins_character (char byte)
{
  return ((guchar)byte & 0xc0) != 0x80;
}

gboolean
pen_text_get_offset (const char *text, gsize len, guint line, guint column, gsize *ret_offset)
{
  PenTextLine place;
  gsize at;

  g_return_val_if_fail (text != NULL || len == 0, FALSE);
  g_return_val_if_fail (ret_offset != NULL, FALSE);

  if (column == 0 || !text_find_line (text, len, line, &place))
    return FALSE;
  at = place.start;
  for (guint i = 1; i < column; i++)
    {
      if (at >= place.end)
        return FALSE;
      at++;
      while (at < place.end && !begins_character (text[at]))
        at++;
    }
  *ret_offset = at;
  return TRUE;
}

void
pen_text_get_place (const char *text, gsize len, gsize offset, guint *ret_line, guint *ret_column)
{
  PenTextLine place;
  guint number = 1, column = 1;

  g_return_if_fail (text != NULL || len == 0);
  g_return_if_fail (offset <= len);
  g_return_if_fail (ret_line != NULL && ret_column != NULL);

  place = text_line_at (text, len, text_begin (text, len));
  while (!place.is_last && place.next <= offset)
    {
      place = text_line_at (text, len, place.next);
      number++;
    }
  for (gsize at = place.start + 1; at <= MIN (offset, place.end); at++)
    if (at == place.end || begins_character (text[at]))
      column++;
  *ret_line = number;
  *ret_column = column;
}

gboolean
pen_span_to_offsets (const PenSpan *span,
                     const char *text,
                     gsize len,
                     gsize *ret_start,
                     gsize *ret_end)
{
  gsize start, end;

  g_return_val_if_fail (span != NULL, FALSE);
  g_return_val_if_fail (ret_start != NULL && ret_end != NULL, FALSE);

  if (!pen_text_get_offset (text, len, span->line_start, span->column_start, &start) ||
      !pen_text_get_offset (text, len, span->line_end, span->column_end, &end) || start > end)
    return FALSE;
  *ret_start = start;
  *ret_end = end;
  return TRUE;
}

gboolean
pen_span_is_current (const PenSpan *span, const char *text, gsize len)
{
  PenTextLine line;

  g_return_val_if_fail (span != NULL, FALSE);
  g_return_val_if_fail (text != NULL || len == 0, FALSE);

  if (span->lines->len == 0)
    return TRUE;
  if (!text_find_line (text, len, span->line_start, &line))
    return FALSE;
  for (guint i = 0; i < span->lines->len; i++)
    {
      const PenSpanLine *recorded = g_ptr_array_index (span->lines, i);
      gsize recorded_len = strlen (recorded->text);

      if (i > 0 && line.is_last)
        return FALSE;
      if (i > 0)
        line = text_line_at (text, len, line.next);
      if (line.end - line.start != recorded_len ||
          memcmp (text + line.start, recorded->text, recorded_len) != 0)
        return FALSE;
    }
  return TRUE;
}
