/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenTokenKind: as much of Rust's grammar as is needed to know what is code and what is not. */
typedef enum
{
  PEN_TOKEN_END,     /* the end of the text, also where a string or comment is never closed */
  PEN_TOKEN_IDENT,   /* an identifier or keyword; a raw one has is_raw and is named without r# */
  PEN_TOKEN_STRING,  /* a string, raw string, byte string or C string */
  PEN_TOKEN_LITERAL, /* a number, a character, a byte */
  PEN_TOKEN_LIFETIME,
  PEN_TOKEN_PATH_SEP, /* :: */
  PEN_TOKEN_PUNCT,    /* any other single byte; see punct */
  PEN_TOKEN_COMMENT,  /* only from pen_rust_lexer_next_with_comments() */
} PenTokenKind;

/** PenToken: a slice of the text; nothing is copied or unescaped. */
typedef struct
{
  PenTokenKind kind;
  const char *start; /* of the name, or of what stands between a string's quotes */
  gsize len;         /* bytes */
  char punct;        /* the byte of a PUNCT, else 0 */
  gboolean is_raw;   /* r#name, or a string without escapes */
  const char *from;  /* of all that belongs to it: quotes, prefix, hashes */
  const char *to;    /* behind all of it */
} PenToken;

/** PenRustLexer: a place in a text that the caller keeps alive. A plain value on the stack. */
typedef struct
{
  /*< private >*/
  const char *at;
  const char *end;
} PenRustLexer;

/**
 * pen_rust_lexer_init:
 * @lexer: (out)
 * @text: Rust source, any bytes; need not end in NUL nor be UTF-8
 * @len: bytes of @text
 *
 * Starts behind a byte-order mark, a `#!` line that is no attribute, and a `---` front matter
 * block.
 */
void pen_rust_lexer_init (PenRustLexer *lexer, const char *text, gsize len);

/**
 * pen_rust_lexer_next:
 * @ret_token: (out): the next token that is neither white space nor a comment
 *
 * Every byte is looked at a bounded number of times and nothing recurses, whatever the text.
 *
 * Returns: FALSE at the end, with a token of kind END
 */
gboolean pen_rust_lexer_next (PenRustLexer *lexer, PenToken *ret_token);

/** pen_rust_lexer_next_with_comments: the same, but a comment is a token too, and so is one that is
 * never closed. A comment of a line ends before the line break. */
gboolean pen_rust_lexer_next_with_comments (PenRustLexer *lexer, PenToken *ret_token);

/**
 * pen_token_is:
 * @word: a keyword or a name
 *
 * Returns: TRUE when @token is the identifier @word, raw or not
 */
gboolean pen_token_is (const PenToken *token, const char *word);

G_END_DECLS
