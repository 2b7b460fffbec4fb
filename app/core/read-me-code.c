/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Code on the page that is taken home: every line an element of its own, for its number and for the
 * mark of what is new, and every colour one of a few classes. */
#include "read-me-private.h"

#include <string.h>

#include "line-diff.h"
#include "rust-highlight.h"

#define MAX_LINE 4096
#define WRAPS_FROM 30 /* bytes of a line that a phone may have to wrap */
#define MAX_INDENT 16

char *
pen_read_me_dup_text (gconstpointer data, gsize size, PenDecoderFlags flags, gsize max_line)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (flags, max_line);
  g_autoptr (GString) text = g_string_new (NULL);

  pen_decoder_push (decoder, data, size, text);
  pen_decoder_flush (decoder, text);
  return g_markup_escape_text (text->str, (gssize)text->len);
}

/* As short as they can be: there are more of them than of anything else on the page. */
static char
get_class (PenHighlight kind)
{
  static const char classes[PEN_N_HIGHLIGHTS] = {
      [PEN_HIGHLIGHT_COMMENT] = 'c',
      [PEN_HIGHLIGHT_DOC_COMMENT] = 'd',
      [PEN_HIGHLIGHT_STRING] = 's',
      [PEN_HIGHLIGHT_CHARACTER] = 's',
      [PEN_HIGHLIGHT_NUMBER] = 'n',
      [PEN_HIGHLIGHT_KEYWORD] = 'k',
      [PEN_HIGHLIGHT_TYPE] = 't',
      [PEN_HIGHLIGHT_FUNCTION] = 'f',
      [PEN_HIGHLIGHT_MACRO] = 'm',
      [PEN_HIGHLIGHT_ATTRIBUTE] = 'a',
      [PEN_HIGHLIGHT_LIFETIME] = 'a',
  };

  return classes[kind];
}

static GBytes *
decode (GBytes *bytes)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (PEN_DECODER_PLAIN, MAX_LINE);
  GString *text = g_string_new (NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  pen_decoder_push (decoder, data, size, text);
  pen_decoder_flush (decoder, text);
  return g_string_free_to_bytes (text);
}

/* Which lines were not there before: one byte for each. */
static GByteArray *
find_new_lines (GBytes *before, GBytes *now)
{
  g_autoptr (PenLineDiff) diff = pen_line_diff_new (before, now);
  const GArray *hunks = pen_line_diff_get_hunks (diff);
  GByteArray *marks = g_byte_array_new ();

  for (guint i = 0; i < hunks->len; i++)
    {
      const PenDiffHunk *hunk = &g_array_index (hunks, PenDiffHunk, i);
      guint8 mark = hunk->kind == PEN_DIFF_ADDED;

      for (guint n = 0; hunk->kind != PEN_DIFF_REMOVED && n < hunk->n_lines; n++)
        g_byte_array_append (marks, &mark, 1);
    }
  return marks;
}

typedef struct
{
  GString *html;
  const char *text;
  gsize size;
  const GByteArray *marks; /* nullable */
  guint line;
  gboolean in_line;
} Writer;

/* Columns that a line is set in by; a tab is four, as the style says. */
static guint
count_indent (const char *line, gsize length)
{
  guint columns = 0;

  for (gsize i = 0; i < length && (line[i] == ' ' || line[i] == '\t'); i++)
    columns += line[i] == '\t' ? 4 : 1;
  return columns;
}

/* What may be wrapped goes on two columns behind its own beginning. */
static void
begin_line (Writer *writer, gsize start)
{
  const char *line = writer->text + start;
  const char *newline = memchr (line, '\n', writer->size - start);
  gsize length = newline != NULL ? (gsize)(newline - line) : writer->size - start;
  guint indent = count_indent (line, length);
  gboolean is_new = writer->marks != NULL && writer->line < writer->marks->len &&
                    writer->marks->data[writer->line] != 0;

  g_string_append (writer->html, is_new ? "<span class=\"l w\"" : "<span class=l");
  if (length > WRAPS_FROM && indent > 0)
    g_string_append_printf (writer->html, " style=\"--i:%uch\"", MIN (indent, MAX_INDENT) + 2);
  g_string_append_c (writer->html, '>');
  writer->in_line = TRUE;
}

/* No element reaches over the end of a line. */
static void
write_piece (Writer *writer, gsize start, gsize end, char class)
{
  while (start < end)
    {
      const char *newline = memchr (writer->text + start, '\n', end - start);
      gsize stop = newline != NULL ? (gsize)(newline - writer->text) : end;
      g_autofree char *escaped =
          g_markup_escape_text (writer->text + start, (gssize)(stop - start));

      if (!writer->in_line)
        begin_line (writer, start);
      if (class != '\0' && stop > start)
        g_string_append_printf (writer->html, "<span class=%c>%s</span>", class, escaped);
      else
        g_string_append (writer->html, escaped);
      if (newline != NULL)
        {
          g_string_append (writer->html, "\n</span>");
          writer->in_line = FALSE;
          writer->line++;
          stop++;
        }
      start = stop;
    }
}

char *
pen_read_me_dup_code (GBytes *bytes, GBytes *before, gboolean is_rust)
{
  g_autoptr (GBytes) now = decode (bytes);
  g_autoptr (GBytes) then = before != NULL ? decode (before) : NULL;
  g_autoptr (GByteArray) marks = then != NULL ? find_new_lines (then, now) : NULL;
  Writer writer = {.html = g_string_new ("<code>"), .marks = marks};
  gsize at = 0;

  writer.text = g_bytes_get_data (now, &writer.size);
  if (is_rust)
    {
      g_autoptr (GArray) spans = pen_rust_highlight (writer.text, writer.size);

      for (guint i = 0; i < spans->len; i++)
        {
          const PenHighlightSpan *span = &g_array_index (spans, PenHighlightSpan, i);

          write_piece (&writer, at, span->start, '\0');
          write_piece (&writer, span->start, span->end, get_class (span->kind));
          at = span->end;
        }
    }
  write_piece (&writer, at, writer.size, '\0');
  if (writer.in_line)
    g_string_append (writer.html, "</span>");
  g_string_append (writer.html, "</code>");
  return g_string_free (writer.html, FALSE);
}
