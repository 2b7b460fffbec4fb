/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A compiler's messages are lines, and pipes know no lines. GDataInputStream would do, but has no
 * bound on a line. */
#include "line-splitter.h"

#include <string.h>

struct _PenLineSplitter
{
  gsize most;
  GString *open;
};

PenLineSplitter *
pen_line_splitter_new (gsize most)
{
  PenLineSplitter *splitter = g_new0 (PenLineSplitter, 1);

  splitter->most = most;
  splitter->open = g_string_new (NULL);
  return splitter;
}

void
pen_line_splitter_free (PenLineSplitter *splitter)
{
  g_string_free (splitter->open, TRUE);
  g_free (splitter);
}

void
pen_line_splitter_push (PenLineSplitter *splitter,
                        const char *bytes,
                        gsize len,
                        PenLineFunc func,
                        gpointer data)
{
  while (len > 0)
    {
      const char *newline = memchr (bytes, '\n', len);
      gsize n = newline != NULL ? (gsize)(newline - bytes) + 1 : len;

      n = MIN (n, splitter->most - splitter->open->len);
      g_string_append_len (splitter->open, bytes, (gssize)n);
      bytes += n;
      len -= n;
      if (splitter->open->str[splitter->open->len - 1] == '\n' ||
          splitter->open->len == splitter->most)
        pen_line_splitter_flush (splitter, func, data);
    }
}

void
pen_line_splitter_flush (PenLineSplitter *splitter, PenLineFunc func, gpointer data)
{
  if (splitter->open->len == 0)
    return;
  func (splitter->open->str, splitter->open->len, data);
  g_string_truncate (splitter->open, 0);
}
