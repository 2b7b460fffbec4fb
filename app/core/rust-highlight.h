/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenHighlight: what a piece of Rust is, for its colour. */
typedef enum
{
  PEN_HIGHLIGHT_COMMENT, /* also a `#!` line and a front matter block */
  PEN_HIGHLIGHT_DOC_COMMENT,
  PEN_HIGHLIGHT_STRING,
  PEN_HIGHLIGHT_CHARACTER,
  PEN_HIGHLIGHT_NUMBER,
  PEN_HIGHLIGHT_KEYWORD,
  PEN_HIGHLIGHT_TYPE,     /* a primitive one, or named in CamelCase: traits and variants too */
  PEN_HIGHLIGHT_FUNCTION, /* where it is defined or called */
  PEN_HIGHLIGHT_MACRO,    /* the name and the exclamation mark of a call */
  PEN_HIGHLIGHT_ATTRIBUTE,
  PEN_HIGHLIGHT_LIFETIME,
} PenHighlight;

#define PEN_N_HIGHLIGHTS (PEN_HIGHLIGHT_LIFETIME + 1)

/** PenHighlightSpan: a piece of the text. */
typedef struct
{
  gsize start; /* bytes */
  gsize end;   /* exclusive, greater than start */
  PenHighlight kind;
} PenHighlightSpan;

/**
 * pen_rust_highlight:
 * @text: Rust source, any bytes; need not end in NUL nor be UTF-8
 * @length: bytes of @text
 *
 * Time is linear in @length. In UTF-8 no span begins or ends within a character.
 *
 * Returns: (transfer full) (element-type PenHighlightSpan): in order and apart; what is between
 * them has no colour of its own
 */
GArray *pen_rust_highlight (const char *text, gsize length);

/** pen_highlight_to_string: (transfer none): a stable lower-case word, "doc-comment". */
const char *pen_highlight_to_string (PenHighlight kind);

G_END_DECLS
