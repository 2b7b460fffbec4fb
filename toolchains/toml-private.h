/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toml.h"

G_BEGIN_DECLS

/* How a table or array came to be, which decides who may still add to it. */
typedef enum
{
  PEN_TOML_BY_VALUE,  /* written out as a value: closed */
  PEN_TOML_BY_KEY,    /* a table that a dotted key made: open to dotted keys, closed to a header */
  PEN_TOML_BY_HEADER, /* has its own [header], or is one of several [[header]] */
  PEN_TOML_BY_IMPLYING, /* stands in another's [header] and may still get its own */
} PenTomlOrigin;

/* A place in a text that the caller keeps alive. */
typedef struct
{
  const char *name;
  const char *at;
  const char *end;
  const char *line_start;
  guint line;
  guint n_keys;
} PenTomlReader;

PenToml *pen_toml_new (PenTomlKind kind, guint line);

/* Always FALSE, with the place of @at, which must lie in the reader's current line, before the
 * sentence. */
gboolean
pen_toml_fail (const PenTomlReader *reader, const char *at, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* The byte @ahead of the reader, or 0 at the end: no NUL is ever in the text. */
char pen_toml_peek (const PenTomlReader *reader, gsize ahead);

/* Steps over one line break, \n or \r\n, if one is here. */
gboolean pen_toml_skip_newline (PenTomlReader *reader);

void pen_toml_skip_spaces (PenTomlReader *reader);

/* White space, line breaks and comments. FALSE when a comment holds a control character. */
gboolean pen_toml_skip_blank (PenTomlReader *reader, GError **error);

/* Reads a string; the reader stands on its first quotation mark. */
gboolean pen_toml_read_string (PenTomlReader *reader,
                               gboolean may_span_lines,
                               char **ret_text,
                               GError **error);

/* Reads a number, date or boolean, none of which begins with a quotation mark or a bracket. */
PenToml *pen_toml_read_plain (PenTomlReader *reader, GError **error);

G_END_DECLS
