/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which colour each piece of Rust has where no GtkSourceView is: on the page in a file that is
 * taken home. By hand, because the highlighters that Debian has come with a window or an
 * interpreter. */
#include "rust-highlight.h"

#include <string.h>

#include "toolchains.h"

typedef struct
{
  const char *text;
  GArray *spans;
  PenToken held; /* a plain name whose meaning the next token decides; else of kind END */
  gboolean after_fn;
  gsize attribute;     /* open brackets of an attribute; 0: in none */
  const char *hash;    /* a `#` that may begin one, and its `!` */
  const char *hash_to; /* behind them */
} Painter;

static void
paint (Painter *painter, const char *from, const char *to, PenHighlight kind)
{
  PenHighlightSpan span = {(gsize)(from - painter->text), (gsize)(to - painter->text), kind};
  PenHighlightSpan *last =
      painter->spans->len > 0
          ? &g_array_index (painter->spans, PenHighlightSpan, painter->spans->len - 1)
          : NULL;

  if (from == to)
    return;
  if (last != NULL && last->kind == kind &&
      (last->end == span.start || kind == PEN_HIGHLIGHT_ATTRIBUTE))
    last->end = span.end;
  else
    g_array_append_val (painter->spans, span);
}

static gboolean
is_among (const PenToken *token, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (pen_token_is (token, words[i]))
      return TRUE;
  return FALSE;
}

/* Strict keywords of the 2024 edition but for `gen`, which programs use as a name; Rust Reference,
 * "Keywords". */
static gboolean
is_keyword (const PenToken *token)
{
  static const char *const words[] = {
      "as",   "async",  "await",  "break", "const",  "continue", "crate", "dyn",
      "else", "enum",   "extern", "false", "fn",     "for",      "if",    "impl",
      "in",   "let",    "loop",   "match", "mod",    "move",     "mut",   "pub",
      "ref",  "return", "self",   "Self",  "static", "struct",   "super", "trait",
      "true", "type",   "unsafe", "use",   "where",  "while",
  };

  return !token->is_raw && is_among (token, words, G_N_ELEMENTS (words));
}

/* A primitive type, or CamelCase: a capital letter, then a small one somewhere or nothing. */
static gboolean
is_type (const PenToken *token)
{
  static const char *const words[] = {"bool",
                                      "char",
                                      "str",
                                      "i8",
                                      "i16",
                                      "i32",
                                      "i64",
                                      "i128",
                                      "isize",
                                      "u8",
                                      "u16",
                                      "u32",
                                      "u64",
                                      "u128",
                                      "usize",
                                      "f32",
                                      "f64"};

  if (is_among (token, words, G_N_ELEMENTS (words)))
    return TRUE;
  if (!g_ascii_isupper (token->start[0]))
    return FALSE;
  for (gsize i = 1; i < token->len; i++)
    if (g_ascii_islower (token->start[i]))
      return TRUE;
  return token->len == 1;
}

/* Rust Reference, "Comments": four slashes or three stars, and an empty one, are no documentation.
 */
static gboolean
is_doc_comment (const PenToken *token)
{
  const char *c = token->from;

  if (token->len < 3)
    return FALSE;
  if (c[2] == '!')
    return TRUE;
  if (token->len > 3 && c[3] == c[2])
    return FALSE;
  return c[1] == '/' ? c[2] == '/' : c[2] == '*' && token->len > 4;
}

/* What came before was no call of anything. */
static void
settle (Painter *painter)
{
  if (painter->held.kind == PEN_TOKEN_IDENT && is_type (&painter->held))
    paint (painter, painter->held.from, painter->held.to, PEN_HIGHLIGHT_TYPE);
  painter->held.kind = PEN_TOKEN_END;
}

static void
take_name (Painter *painter, const PenToken *token)
{
  settle (painter);
  if (painter->after_fn)
    paint (painter, token->from, token->to, PEN_HIGHLIGHT_FUNCTION);
  else if (is_keyword (token))
    paint (painter, token->from, token->to, PEN_HIGHLIGHT_KEYWORD);
  else
    painter->held = *token;
}

/* A point within a number: the lexer cuts 1.5 in three. */
static gboolean
is_in_number (const Painter *painter, const PenToken *token, const char *end)
{
  const PenHighlightSpan *last;

  if (painter->spans->len == 0 || token->punct != '.')
    return FALSE;
  last = &g_array_index (painter->spans, PenHighlightSpan, painter->spans->len - 1);
  return last->kind == PEN_HIGHLIGHT_NUMBER && painter->text + last->end == token->from &&
         token->to < end && g_ascii_isdigit (*token->to);
}

static void
take_punct (Painter *painter, const PenToken *token, const char *end)
{
  const PenToken *held = &painter->held;
  gboolean begins_attribute = token->punct == '[' && painter->hash_to == token->from;

  if (held->kind == PEN_TOKEN_IDENT && token->punct == '!' && held->to == token->from &&
      (token->to == end || *token->to != '='))
    {
      paint (painter, held->from, token->to, PEN_HIGHLIGHT_MACRO);
      painter->held.kind = PEN_TOKEN_END;
    }
  else if (held->kind == PEN_TOKEN_IDENT && token->punct == '(' && !is_type (held))
    {
      paint (painter, held->from, held->to, PEN_HIGHLIGHT_FUNCTION);
      painter->held.kind = PEN_TOKEN_END;
    }
  settle (painter);
  if (begins_attribute)
    {
      paint (painter, painter->hash, token->to, PEN_HIGHLIGHT_ATTRIBUTE);
      painter->attribute = 1;
    }
  else if (is_in_number (painter, token, end))
    paint (painter, token->from, token->to, PEN_HIGHLIGHT_NUMBER);
  if (token->punct == '!' && painter->hash_to == token->from && painter->hash + 1 == token->from)
    painter->hash_to = token->to;
  else
    {
      painter->hash = token->punct == '#' ? token->from : NULL;
      painter->hash_to = token->punct == '#' ? token->to : NULL;
    }
}

/* Behind the opening bracket of an attribute: it ends with its closing one. */
static gboolean
take_in_attribute (Painter *painter, const PenToken *token)
{
  if (painter->attribute == 0 || token->kind == PEN_TOKEN_STRING ||
      token->kind == PEN_TOKEN_COMMENT || token->kind == PEN_TOKEN_END)
    return FALSE;
  paint (painter, token->from, token->to, PEN_HIGHLIGHT_ATTRIBUTE);
  if (token->punct == '[')
    painter->attribute++;
  else if (token->punct == ']')
    painter->attribute--;
  return TRUE;
}

static void
take_literal (Painter *painter, const PenToken *token)
{
  char first = *token->from;

  paint (painter,
         token->from,
         token->to,
         first == '\'' || first == 'b' ? PEN_HIGHLIGHT_CHARACTER : PEN_HIGHLIGHT_NUMBER);
}

static void
take (Painter *painter, const PenToken *token, const char *end)
{
  gboolean is_fn = pen_token_is (token, "fn") && !token->is_raw;

  if (take_in_attribute (painter, token))
    return;
  if (token->kind == PEN_TOKEN_IDENT)
    take_name (painter, token);
  else if (token->kind == PEN_TOKEN_PUNCT)
    take_punct (painter, token, end);
  else
    settle (painter);
  if (token->kind == PEN_TOKEN_COMMENT)
    paint (painter,
           token->from,
           token->to,
           is_doc_comment (token) ? PEN_HIGHLIGHT_DOC_COMMENT : PEN_HIGHLIGHT_COMMENT);
  else
    painter->after_fn = is_fn;
  if (token->kind == PEN_TOKEN_LITERAL)
    take_literal (painter, token);
  else if (token->kind == PEN_TOKEN_LIFETIME)
    paint (painter, token->from, token->to, PEN_HIGHLIGHT_LIFETIME);
  else if (token->kind == PEN_TOKEN_STRING || token->kind == PEN_TOKEN_END)
    paint (painter, token->from, token->to, PEN_HIGHLIGHT_STRING); /* END: one never closed */
}

GArray *
pen_rust_highlight (const char *text, gsize length)
{
  Painter painter = {.text = text, .held = {.kind = PEN_TOKEN_END}};
  const char *end = text + length;
  gboolean has_bom = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0;
  PenRustLexer lexer;
  PenToken token;
  gboolean more;

  painter.spans = g_array_new (FALSE, FALSE, sizeof (PenHighlightSpan));
  if (length == 0)
    return painter.spans;
  pen_rust_lexer_init (&lexer, text, length);
  paint (&painter, has_bom ? text + 3 : text, lexer.at, PEN_HIGHLIGHT_COMMENT);
  do
    {
      more = pen_rust_lexer_next_with_comments (&lexer, &token);
      take (&painter, &token, end);
    }
  while (more);
  return painter.spans;
}

const char *
pen_highlight_to_string (PenHighlight kind)
{
  static const char *const words[PEN_N_HIGHLIGHTS] = {
      [PEN_HIGHLIGHT_COMMENT] = "comment",
      [PEN_HIGHLIGHT_DOC_COMMENT] = "doc-comment",
      [PEN_HIGHLIGHT_STRING] = "string",
      [PEN_HIGHLIGHT_CHARACTER] = "character",
      [PEN_HIGHLIGHT_NUMBER] = "number",
      [PEN_HIGHLIGHT_KEYWORD] = "keyword",
      [PEN_HIGHLIGHT_TYPE] = "type",
      [PEN_HIGHLIGHT_FUNCTION] = "function",
      [PEN_HIGHLIGHT_MACRO] = "macro",
      [PEN_HIGHLIGHT_ATTRIBUTE] = "attribute",
      [PEN_HIGHLIGHT_LIFETIME] = "lifetime",
  };

  g_return_val_if_fail ((guint)kind < PEN_N_HIGHLIGHTS, NULL);
  return words[kind];
}
