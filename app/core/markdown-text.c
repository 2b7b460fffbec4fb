/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* An explanation as somebody reads it who has a terminal and no window. */
#include "markdown-text.h"

#include <string.h>

#include "columns.h"

#define LIST_INDENT 2
#define CODE_INDENT 4
#define MIN_PROSE 16 /* columns that are left beside an indent */

typedef struct
{
  GString *text;
  guint width;
  gboolean styled;
} Writer;

static void
append_indent (Writer *writer, guint columns)
{
  g_string_append_printf (writer->text, "%*s", (int)columns, "");
}

static void
append_style (Writer *writer, PenMarkdownFlags flags)
{
  if ((flags & (PEN_MARKDOWN_STRONG | PEN_MARKDOWN_INLINE_CODE)) != 0)
    g_string_append (writer->text, "\033[1m");
  if ((flags & PEN_MARKDOWN_EMPHASIS) != 0)
    g_string_append (writer->text, "\033[4m");
}

/* Bytes of @text from @start to before @end, with the runs that lie there. */
static void
append_runs (Writer *writer, const char *text, gsize start, gsize end, GArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const PenMarkdownRun *run = &g_array_index (runs, PenMarkdownRun, i);
      gsize run_start = MAX (run->start, start), run_end = MIN (run->end, end);

      if (run->start >= end)
        break;
      if (run_start >= run_end)
        continue;
      g_string_append_len (writer->text, text + start, (gssize)(run_start - start));
      append_style (writer, run->flags);
      g_string_append_len (writer->text, text + run_start, (gssize)(run_end - run_start));
      g_string_append (writer->text, "\033[0m");
      start = run_end;
    }
  g_string_append_len (writer->text, text + start, (gssize)(end - start));
}

/* With backticks around what is code. */
static char *
quote_code (const PenMarkdownBlock *block)
{
  GString *text = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const PenMarkdownRun *run = &g_array_index (block->runs, PenMarkdownRun, i);
      const char *quote = (run->flags & PEN_MARKDOWN_INLINE_CODE) != 0 ? "`" : "";

      g_string_append_len (text, block->text + at, (gssize)(run->start - at));
      g_string_append (text, quote);
      g_string_append_len (text, block->text + run->start, (gssize)(run->end - run->start));
      g_string_append (text, quote);
      at = run->end;
    }
  g_string_append (text, block->text + at);
  return g_string_free (text, FALSE);
}

/* Prose behind @mark, whose width the further lines are indented by. */
static void
append_prose (Writer *writer, const PenMarkdownBlock *block, const char *mark, guint indent)
{
  guint used = indent + pen_columns_of_text (mark, -1);
  guint room = MAX (writer->width, used + MIN_PROSE) - used;
  g_autoptr (GArray) no_runs = g_array_new (FALSE, FALSE, sizeof (PenMarkdownRun));
  g_autofree char *plain = writer->styled ? NULL : quote_code (block);
  const char *text = plain != NULL ? plain : block->text;
  GArray *runs = plain != NULL ? no_runs : block->runs;
  g_autoptr (GArray) lines = pen_columns_wrap (text, -1, room, room);

  for (guint i = 0; i < lines->len; i++)
    {
      const PenColumnsLine *line = &g_array_index (lines, PenColumnsLine, i);

      append_indent (writer, i == 0 ? indent : used);
      if (i == 0)
        g_string_append (writer->text, mark);
      append_runs (writer, text, line->start, line->end, runs);
      g_string_append_c (writer->text, '\n');
    }
}

static void
append_heading (Writer *writer, const PenMarkdownBlock *block)
{
  PenMarkdownRun run = {0, strlen (block->text), PEN_MARKDOWN_STRONG};
  PenMarkdownBlock heading = *block;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (PenMarkdownRun));

  g_array_append_val (runs, run);
  if (writer->styled)
    heading.runs = runs;
  append_prose (writer, &heading, "", 0);
}

static void
append_code (Writer *writer, const PenMarkdownBlock *block)
{
  g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] != '\0')
        append_indent (writer, block->depth * LIST_INDENT + CODE_INDENT);
      g_string_append_printf (writer->text, "%s\n", lines[i]);
    }
}

static void
append_item (Writer *writer, const PenMarkdownBlock *block)
{
  g_autofree char *mark =
      block->number > 0 ? g_strdup_printf ("%u. ", block->number) : g_strdup ("• ");

  append_prose (writer, block, mark, (block->depth - 1) * LIST_INDENT);
}

static void
append_block (Writer *writer, const PenMarkdownBlock *block)
{
  switch (block->kind)
    {
    case PEN_MARKDOWN_HEADING:
      append_heading (writer, block);
      break;
    case PEN_MARKDOWN_CODE:
      append_code (writer, block);
      break;
    case PEN_MARKDOWN_ITEM:
      append_item (writer, block);
      break;
    case PEN_MARKDOWN_PARAGRAPH:
    default:
      append_prose (writer, block, "", block->depth * LIST_INDENT);
    }
}

char *
pen_markdown_dup_text (GPtrArray *blocks, guint width, gboolean styled)
{
  Writer writer = {.text = g_string_new (NULL), .styled = styled};
  PenMarkdownKind before = PEN_MARKDOWN_HEADING;

  writer.width = width > 0 ? MIN (width, PEN_MARKDOWN_TEXT_WIDTH) : PEN_MARKDOWN_TEXT_WIDTH;
  for (guint i = 0; i < blocks->len; i++)
    {
      const PenMarkdownBlock *block = g_ptr_array_index (blocks, i);

      /* The items of one list stand together. */
      if (i > 0 && !(block->kind == PEN_MARKDOWN_ITEM && before == PEN_MARKDOWN_ITEM))
        g_string_append_c (writer.text, '\n');
      append_block (&writer, block);
      before = block->kind;
    }
  return g_string_free (writer.text, FALSE);
}
