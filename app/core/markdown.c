/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The compiler explains its errors in Markdown, which is no language to show to somebody in their
 * first week. By hand and not by a library: what is drawn is blocks, not HTML, rustdoc's fences and
 * hidden lines have rules of their own, and the texts are few and known (a test reads all). */
#include "markdown.h"

#include <string.h>

#include "decoder.h"
#include "markdown-inline.h"

#define TAB 4

typedef struct
{
  GPtrArray *blocks;
  GHashTable *labels;
  PenMarkdownBlock *open; /* nullable: a heading never, a paragraph, item or code while it grows */
  GString *text;          /* of it */
  gboolean after_blank;
  guint columns[PEN_MARKDOWN_MAX_DEPTH]; /* where the content of each open item begins */
  guint depth;
  char fence; /* '\0', or the character of the fence that is open */
  gsize fence_length;
  guint fence_indent;
} Parser;

static void
block_free (gpointer data)
{
  PenMarkdownBlock *block = data;

  g_free (block->text);
  g_array_unref (block->runs);
  g_free (block);
}

static guint
count_indent (const char *line, const char **ret_text)
{
  guint indent = 0;

  for (; *line == ' ' || *line == '\t'; line++)
    indent = *line == ' ' ? indent + 1 : (indent / TAB + 1) * TAB;
  *ret_text = line;
  return indent;
}

/* --- Blocks --- */

static void
close_block (Parser *parser)
{
  PenMarkdownBlock *block = g_steal_pointer (&parser->open);

  if (block == NULL)
    return;
  if (block->kind == PEN_MARKDOWN_CODE)
    {
      /* Blank lines around it say nothing. */
      const char *text = parser->text->str;

      g_strchomp (parser->text->str);
      while (*text == '\n')
        text++;
      block->text = g_strdup (text);
      block->runs = g_array_new (FALSE, FALSE, sizeof (PenMarkdownRun));
    }
  else
    block->text =
        pen_markdown_parse_inline (g_strchomp (parser->text->str), parser->labels, &block->runs);
  g_string_truncate (parser->text, 0);
  if (block->text[0] != '\0' || block->kind == PEN_MARKDOWN_ITEM)
    g_ptr_array_add (parser->blocks, block);
  else
    block_free (block);
}

static PenMarkdownBlock *
open_block (Parser *parser, PenMarkdownKind kind)
{
  close_block (parser);
  parser->open = g_new0 (PenMarkdownBlock, 1);
  parser->open->kind = kind;
  parser->open->depth = parser->depth;
  return parser->open;
}

/* Items whose content begins to the right of @indent have ended. */
static void
leave_items (Parser *parser, guint indent)
{
  while (parser->depth > 0 && parser->columns[parser->depth - 1] > indent)
    parser->depth--;
}

static guint
get_column (const Parser *parser)
{
  return parser->depth > 0 ? parser->columns[parser->depth - 1] : 0;
}

/* --- Code --- */

/* rustdoc's map_line (src/librustdoc/html/markdown.rs). NULL: hidden. */
static const char *
show_rust_line (const char *line)
{
  const char *text = line + strspn (line, " \t");

  if (g_str_has_prefix (text, "# ") || g_str_equal (text, "#"))
    return NULL;
  return line;
}

static void
append_code (Parser *parser, const char *line)
{
  const char *shown = parser->open->is_rust ? show_rust_line (line) : line;
  gsize blanks;

  if (shown == NULL)
    return;
  blanks = strspn (shown, " \t");
  g_string_append_len (parser->text, shown, (gssize)blanks);
  shown += blanks;
  if (parser->open->is_rust && g_str_has_prefix (shown, "##"))
    shown++; /* a line that must begin with # is written so */
  g_string_append_printf (parser->text, "%s\n", shown);
}

/* rustdoc's LangString: it is Rust unless another language is named. */
static gboolean
is_rust (const char *info)
{
  static const char *const flags[] = {"rust",
                                      "should_panic",
                                      "no_run",
                                      "ignore",
                                      "test_harness",
                                      "compile_fail",
                                      "standalone_crate",
                                      "edition",
                                      "ignore-"};
  gboolean other = FALSE;

  while (*info != '\0')
    {
      gsize n = strcspn (info, " ,\t(");
      gboolean known = n == 0 || (info[0] == 'E' && g_ascii_isdigit (info[1]));

      if (g_str_has_prefix (info, "rust") && n == strlen ("rust"))
        return TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
        known = known || g_str_has_prefix (info, flags[i]);
      other = other || !known;
      info += n;
      if (*info == '(') /* a remark */
        info += strcspn (info, ")");
      if (*info != '\0')
        info++;
    }
  return !other;
}

static gboolean
take_fence (Parser *parser, const char *text, guint indent)
{
  gsize n = 0;

  if (text[0] != '`' && text[0] != '~')
    return FALSE;
  while (text[n] == text[0])
    n++;
  if (n < 3 || (text[0] == '`' && strchr (text + n, '`') != NULL))
    return FALSE;
  leave_items (parser, indent);
  open_block (parser, PEN_MARKDOWN_CODE)->is_rust = is_rust (text + n);
  parser->fence = text[0];
  parser->fence_length = n;
  parser->fence_indent = indent;
  return TRUE;
}

static void
take_fenced (Parser *parser, const char *line)
{
  const char *text = NULL;
  guint indent = count_indent (line, &text);
  gsize n = 0;

  while (text[n] == parser->fence)
    n++;
  if (n >= parser->fence_length && text[n + strspn (text + n, " ")] == '\0' &&
      indent < parser->fence_indent + TAB)
    {
      parser->fence = '\0';
      close_block (parser);
      return;
    }
  for (guint i = 0; i < parser->fence_indent && *line == ' '; i++)
    line++;
  append_code (parser, line);
}

static gboolean
take_indented (Parser *parser, const char *line, const char *text, guint indent)
{
  gboolean goes_on = parser->open != NULL && parser->open->kind == PEN_MARKDOWN_CODE;
  guint column;

  if (parser->open != NULL && !goes_on && !parser->after_blank)
    return FALSE;
  leave_items (parser, indent);
  column = get_column (parser) + TAB;
  if (indent < column)
    return FALSE;
  if (goes_on && parser->after_blank)
    g_string_append_c (parser->text, '\n');
  if (!goes_on)
    open_block (parser, PEN_MARKDOWN_CODE)->is_rust = TRUE;
  g_string_append_printf (parser->text, "%*s", (int)(indent - column), "");
  append_code (parser, text);
  return TRUE;
}

/* --- Headings and rules --- */

static gboolean
take_heading (Parser *parser, const char *text)
{
  gsize n = strspn (text, "#");
  g_autofree char *title = NULL;

  if (n == 0 || n > 6 || (text[n] != ' ' && text[n] != '\0'))
    return FALSE;
  parser->depth = 0;
  open_block (parser, PEN_MARKDOWN_HEADING)->level = (guint)n;
  title = g_strstrip (g_strdup (text + n));
  /* It may be closed by as many. */
  while (g_str_has_suffix (title, "#") && !g_str_has_suffix (title, "\\#"))
    title[strlen (title) - 1] = '\0';
  g_string_assign (parser->text, g_strchomp (title));
  close_block (parser);
  return TRUE;
}

/* Three or more of one character and blanks; below a paragraph it makes a heading of that. */
static gboolean
take_rule (Parser *parser, const char *text)
{
  gsize n = 0;
  gboolean has_blank = FALSE;

  if (strchr ("-=*_", text[0]) == NULL || text[0] == '\0')
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c != text[0] && *c != ' ')
        return FALSE;
      n += *c == text[0];
      has_blank = has_blank || (*c == ' ' && c[1] != ' ' && c[1] != '\0');
    }
  if (n < 3)
    return FALSE;
  if (!parser->after_blank && parser->open != NULL &&
      parser->open->kind == PEN_MARKDOWN_PARAGRAPH && !has_blank &&
      (text[0] == '=' || text[0] == '-'))
    {
      parser->open->kind = PEN_MARKDOWN_HEADING;
      parser->open->level = text[0] == '=' ? 1 : 2;
    }
  else if (text[0] == '=')
    return FALSE;
  close_block (parser);
  return TRUE;
}

/* --- Lists and paragraphs --- */

/* "* ", "- ", "+ ", "1. " or "1) ": how long the mark is; 0: none. */
static gsize
measure_mark (const char *text, guint *ret_number)
{
  gsize digits = strspn (text, "0123456789");
  gsize n = digits + 1;
  guint number = 0;

  if (digits == 0 && strchr ("*-+", text[0]) == NULL)
    return 0;
  if (digits > 6 || (digits > 0 && text[digits] != '.' && text[digits] != ')'))
    return 0;
  if (text[0] == '\0' || (text[n] != ' ' && text[n] != '\0'))
    return 0;
  for (gsize i = 0; i < digits; i++)
    number = number * 10 + (guint)(text[i] - '0');
  *ret_number = number;
  return n;
}

static gboolean
take_item (Parser *parser, const char *text, guint indent)
{
  guint number = 0;
  gsize n = measure_mark (text, &number);
  gsize blanks;

  if (n == 0)
    return FALSE;
  /* A sentence that goes on with "42. " or with nothing begins no list. */
  if (parser->open != NULL && parser->open->kind == PEN_MARKDOWN_PARAGRAPH &&
      !parser->after_blank && (text[n] == '\0' || number > 1))
    return FALSE;
  leave_items (parser, indent);
  blanks = strspn (text + n, " ");
  if (parser->depth < PEN_MARKDOWN_MAX_DEPTH)
    parser->columns[parser->depth++] =
        indent + (guint)(n + (blanks > 0 && blanks <= TAB ? blanks : 1));
  open_block (parser, PEN_MARKDOWN_ITEM)->number = number;
  g_string_assign (parser->text, text + n + blanks);
  return TRUE;
}

static void
take_paragraph (Parser *parser, const char *text, guint indent)
{
  gsize length = strlen (text);
  gboolean goes_on =
      parser->open != NULL && !parser->after_blank && parser->open->kind != PEN_MARKDOWN_CODE;
  gboolean breaks = FALSE;

  if (!goes_on)
    {
      leave_items (parser, indent);
      open_block (parser, PEN_MARKDOWN_PARAGRAPH);
    }
  else
    {
      /* Two blanks or a backslash at its end break a line. */
      breaks = g_str_has_suffix (parser->text->str, "  ");
      if (g_str_has_suffix (parser->text->str, "\\"))
        {
          breaks = TRUE;
          g_string_truncate (parser->text, parser->text->len - 1);
        }
      while (g_str_has_suffix (parser->text->str, " "))
        g_string_truncate (parser->text, parser->text->len - 1);
      if (parser->text->len > 0)
        g_string_append_c (parser->text, breaks ? '\n' : ' ');
    }
  g_string_append_len (parser->text, text, (gssize)length);
}

/* --- All of it --- */

/* "[label]: target": the label, or NULL. */
static char *
find_definition (const char *line)
{
  const char *text = line + strspn (line, " "), *end;

  /* A footnote is text. */
  if (text - line >= TAB || text[0] != '[' || text[1] == '^')
    return NULL;
  end = strstr (text, "]:");
  if (end == NULL || end == text + 1 || memchr (text + 1, '[', (gsize)(end - text - 1)) != NULL)
    return NULL;
  return pen_markdown_fold_label (text + 1, (gsize)(end - text - 1));
}

static void
take_line (Parser *parser, const char *line)
{
  g_autofree char *label = NULL;
  const char *text = NULL;
  guint indent;

  if (parser->fence != '\0')
    {
      take_fenced (parser, line);
      return;
    }
  indent = count_indent (line, &text);
  /* A quote reads like any text. */
  while (text[0] == '>' && (text[1] == ' ' || text[1] == '\0'))
    indent = count_indent (text + 1, &text);
  if (text[0] == '\0')
    {
      parser->after_blank = TRUE;
      return;
    }
  if (parser->open == NULL || parser->after_blank)
    label = find_definition (line);
  if (label != NULL)
    close_block (parser);
  else if (!take_indented (parser, line, text, indent) && !take_fence (parser, text, indent) &&
           !take_heading (parser, text) && !take_rule (parser, text) &&
           !take_item (parser, text, indent))
    take_paragraph (parser, text, indent);
  parser->after_blank = FALSE;
}

/* Links may be used before they are defined. */
static void
collect_labels (GHashTable *labels, char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *label = find_definition (lines[i]);

      if (label != NULL)
        g_hash_table_add (labels, label);
    }
}

GPtrArray *
pen_markdown_parse (const char *text, gssize length)
{
  gsize n = length >= 0 ? (gsize)length : strlen (text);
  g_autofree char *safe =
      pen_decoder_decode_all (text, MIN (n, PEN_MARKDOWN_MAX), PEN_DECODER_PLAIN);
  g_auto (GStrv) lines = g_strsplit (safe, "\n", -1);
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) block = g_string_new (NULL);
  Parser parser = {.labels = labels, .text = block};

  parser.blocks = g_ptr_array_new_with_free_func (block_free);
  collect_labels (labels, lines);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (&parser, lines[i]);
  close_block (&parser);
  return parser.blocks;
}
