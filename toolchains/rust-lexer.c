/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Cuts Rust source into tokens, so that what stands in a comment or a string is never taken for
 * code. By hand, because no C library knows Rust's raw strings, nested comments and lifetimes; the
 * rules are those of the Rust Reference, "Lexical structure". */
#include "rust-lexer.h"

#include <string.h>

static char
peek (const PenRustLexer *lexer, gsize ahead)
{
  return (gsize)(lexer->end - lexer->at) > ahead ? lexer->at[ahead] : '\0';
}

static gboolean
starts_with (const PenRustLexer *lexer, const char *prefix)
{
  gsize len = strlen (prefix);

  return (gsize)(lexer->end - lexer->at) >= len && memcmp (lexer->at, prefix, len) == 0;
}

/* Bytes past ASCII count as letters: Rust's identifiers may be in any script. */
static gboolean
is_ident_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar)c >= 0x80;
}

static gboolean
is_ident_part (char c)
{
  return is_ident_start (c) || g_ascii_isdigit (c);
}

static void
skip_line (PenRustLexer *lexer)
{
  const char *newline = memchr (lexer->at, '\n', lexer->end - lexer->at);

  lexer->at = newline != NULL ? newline + 1 : lexer->end;
}

static void
skip_block_comment (PenRustLexer *lexer)
{
  gsize depth = 0;

  do
    {
      if (starts_with (lexer, "/*"))
        {
          depth++;
          lexer->at += 2;
        }
      else if (starts_with (lexer, "*/"))
        {
          depth--;
          lexer->at += 2;
        }
      else
        lexer->at++;
    }
  while (depth > 0 && lexer->at < lexer->end);
}

static gboolean
skip_comment (PenRustLexer *lexer)
{
  if (starts_with (lexer, "//"))
    {
      const char *newline = memchr (lexer->at, '\n', lexer->end - lexer->at);

      lexer->at = newline != NULL ? newline : lexer->end;
    }
  else if (starts_with (lexer, "/*"))
    skip_block_comment (lexer);
  else
    return FALSE;
  return TRUE;
}

static void
skip_space (PenRustLexer *lexer)
{
  while (lexer->at < lexer->end && (g_ascii_isspace (*lexer->at) || *lexer->at == '\v'))
    lexer->at++;
}

static void
skip_blank (PenRustLexer *lexer)
{
  do
    skip_space (lexer);
  while (skip_comment (lexer));
}

/* A cargo script's front matter: a line of three or more dashes up to a line that begins with as
 * many. Without such an end it is not skipped. */
static void
skip_front_matter (PenRustLexer *lexer)
{
  PenRustLexer inner = *lexer;
  gsize dashes = 0;

  while (inner.at < inner.end && g_ascii_isspace (*inner.at))
    inner.at++;
  while (peek (&inner, dashes) == '-')
    dashes++;
  if (dashes < 3)
    return;
  for (skip_line (&inner); inner.at < inner.end; skip_line (&inner))
    {
      gsize n = 0;

      while (n < dashes && peek (&inner, n) == '-')
        n++;
      if (n == dashes)
        {
          skip_line (&inner);
          *lexer = inner;
          return;
        }
    }
}

void
pen_rust_lexer_init (PenRustLexer *lexer, const char *text, gsize len)
{
  g_return_if_fail (lexer != NULL);
  g_return_if_fail (text != NULL || len == 0);

  lexer->at = text;
  lexer->end = text != NULL ? text + len : NULL;
  if (starts_with (lexer, "\xef\xbb\xbf"))
    lexer->at += 3;
  if (starts_with (lexer, "#!"))
    {
      PenRustLexer after = {lexer->at + 2, lexer->end};

      skip_blank (&after);
      if (peek (&after, 0) != '[')
        skip_line (lexer);
    }
  skip_front_matter (lexer);
}

/* lexer is at the opening quote. */
static void
take_string (PenRustLexer *lexer, PenToken *token)
{
  token->kind = PEN_TOKEN_STRING;
  token->start = ++lexer->at;
  while (lexer->at < lexer->end && *lexer->at != '"')
    lexer->at += *lexer->at == '\\' && lexer->end - lexer->at > 1 ? 2 : 1;
  token->len = lexer->at - token->start;
  if (lexer->at < lexer->end)
    lexer->at++;
  else
    token->kind = PEN_TOKEN_END;
}

/* lexer is at the opening quote, behind @hashes hashes. */
static void
take_raw_string (PenRustLexer *lexer, gsize hashes, PenToken *token)
{
  token->kind = PEN_TOKEN_STRING;
  token->is_raw = TRUE;
  token->start = ++lexer->at;
  while (lexer->at < lexer->end)
    {
      const char *quote = memchr (lexer->at, '"', lexer->end - lexer->at);
      gsize n = 0;

      lexer->at = quote != NULL ? quote + 1 : lexer->end;
      while (n < hashes && peek (lexer, n) == '#')
        n++;
      if (quote != NULL && n == hashes)
        {
          token->len = quote - token->start;
          lexer->at += hashes;
          return;
        }
      lexer->at += n;
    }
  token->kind = PEN_TOKEN_END;
}

/* lexer is behind the opening quote and at the backslash. Never runs past the line. */
static void
take_escaped_char (PenRustLexer *lexer)
{
  lexer->at += lexer->end - lexer->at > 1 ? 2 : 1;
  while (lexer->at < lexer->end && *lexer->at != '\'' && *lexer->at != '\n')
    lexer->at++;
  if (peek (lexer, 0) == '\'')
    lexer->at++;
}

/* lexer is at the quote, which begins a character, a byte or a lifetime. */
static void
take_quote (PenRustLexer *lexer, PenToken *token)
{
  gsize width = 1;

  token->kind = PEN_TOKEN_LITERAL;
  lexer->at++;
  if (peek (lexer, 0) == '\\')
    {
      take_escaped_char (lexer);
      return;
    }
  /* One character, up to four bytes, then the closing quote? Then it is no lifetime. */
  if ((guchar)peek (lexer, 0) >= 0xc0)
    while (width < 4 && ((guchar)peek (lexer, width) & 0xc0) == 0x80)
      width++;
  if (peek (lexer, 0) != '\'' && peek (lexer, width) == '\'')
    {
      lexer->at += width + 1;
      return;
    }
  if (is_ident_start (peek (lexer, 0)))
    {
      token->kind = PEN_TOKEN_LIFETIME;
      while (is_ident_part (peek (lexer, 0)))
        lexer->at++;
    }
}

static void
take_ident (PenRustLexer *lexer, PenToken *token)
{
  gboolean raw_prefix;
  gsize hashes = 0;

  token->kind = PEN_TOKEN_IDENT;
  token->start = lexer->at;
  while (is_ident_part (peek (lexer, 0)))
    lexer->at++;
  token->len = lexer->at - token->start;

  raw_prefix =
      pen_token_is (token, "r") || pen_token_is (token, "br") || pen_token_is (token, "cr");
  if (raw_prefix)
    while (peek (lexer, hashes) == '#')
      hashes++;
  if (raw_prefix && peek (lexer, hashes) == '"')
    {
      lexer->at += hashes;
      take_raw_string (lexer, hashes, token);
    }
  else if (hashes == 1 && token->len == 1 && is_ident_start (peek (lexer, 1)))
    {
      lexer->at++;
      token->is_raw = TRUE;
      token->start = lexer->at;
      while (is_ident_part (peek (lexer, 0)))
        lexer->at++;
      token->len = lexer->at - token->start;
    }
  else if (peek (lexer, 0) == '"' && (pen_token_is (token, "b") || pen_token_is (token, "c")))
    take_string (lexer, token);
  else if (peek (lexer, 0) == '\'' && pen_token_is (token, "b"))
    take_quote (lexer, token);
}

/* lexer is at no space and no comment. */
static gboolean
take_token (PenRustLexer *lexer, PenToken *ret_token)
{
  PenToken token = {.kind = PEN_TOKEN_END, .from = lexer->at, .start = lexer->at};
  char c = peek (lexer, 0);

  if (lexer->at == lexer->end)
    token.len = 0;
  else if (is_ident_start (c))
    take_ident (lexer, &token);
  else if (g_ascii_isdigit (c))
    {
      token.kind = PEN_TOKEN_LITERAL;
      while (is_ident_part (peek (lexer, 0)))
        lexer->at++;
    }
  else if (c == '"')
    take_string (lexer, &token);
  else if (c == '\'')
    take_quote (lexer, &token);
  else if (c == ':' && peek (lexer, 1) == ':')
    {
      token.kind = PEN_TOKEN_PATH_SEP;
      lexer->at += 2;
    }
  else
    {
      token.kind = PEN_TOKEN_PUNCT;
      token.punct = c;
      token.len = 1;
      lexer->at++;
    }
  token.to = lexer->at;
  *ret_token = token;
  return token.kind != PEN_TOKEN_END;
}

gboolean
pen_rust_lexer_next (PenRustLexer *lexer, PenToken *ret_token)
{
  g_return_val_if_fail (lexer != NULL, FALSE);
  g_return_val_if_fail (ret_token != NULL, FALSE);

  skip_blank (lexer);
  return take_token (lexer, ret_token);
}

gboolean
pen_rust_lexer_next_with_comments (PenRustLexer *lexer, PenToken *ret_token)
{
  const char *from;

  g_return_val_if_fail (lexer != NULL, FALSE);
  g_return_val_if_fail (ret_token != NULL, FALSE);

  skip_space (lexer);
  from = lexer->at;
  if (!skip_comment (lexer))
    return take_token (lexer, ret_token);
  *ret_token = (PenToken){
      .kind = PEN_TOKEN_COMMENT,
      .start = from,
      .len = lexer->at - from,
      .from = from,
      .to = lexer->at,
  };
  return TRUE;
}

gboolean
pen_token_is (const PenToken *token, const char *word)
{
  g_return_val_if_fail (token != NULL, FALSE);

  return token->kind == PEN_TOKEN_IDENT && strlen (word) == token->len &&
         memcmp (token->start, word, token->len) == 0;
}
