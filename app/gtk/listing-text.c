/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Long texts in slices that a frame has time for. Lines are cut because a text view lays a line out
 * as a whole: one of a megabyte, a string in assembly, would stop it for seconds. */
#include "listing-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Returns: TRUE when it was cut */
static gboolean
append_line (GString *slice, const char *line, gsize length)
{
  const char *end;
  g_autofree char *rest = NULL;

  if (length <= PEN_LISTING_LINE_MAX)
    {
      g_string_append_len (slice, line, (gssize)length);
      return FALSE;
    }
  end = g_utf8_find_prev_char (line, line + PEN_LISTING_LINE_MAX + 1);
  rest = g_format_size_full (length - (gsize)(end - line), G_FORMAT_SIZE_IEC_UNITS);
  g_string_append_len (slice, line, end - line);
  /* Translators: at the end of a line that is not shown as a whole: "3.5 KiB" */
  g_string_append_printf (slice, _ (" … (%s more)"), rest);
  return TRUE;
}

guint
pen_listing_text_next (const char *text, gsize length, gsize *offset, gsize size, GString *slice)
{
  const gsize begin = *offset;
  guint n_cut = 0;

  while (*offset < length && *offset - begin < size)
    {
      const char *line = text + *offset;
      const char *newline = memchr (line, '\n', length - *offset);
      gsize n = newline != NULL ? (gsize)(newline - line) : length - *offset;

      n_cut += append_line (slice, line, n) ? 1 : 0;
      if (newline != NULL)
        g_string_append_c (slice, '\n');
      *offset += n + (newline != NULL ? 1 : 0);
    }
  return n_cut;
}
