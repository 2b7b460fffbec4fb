/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** PenSpanLine: one line of the source as the compiler saw it. */
typedef struct
{
  char *text;            /* without its line ending */
  guint highlight_start; /* 1-based character of the first that is meant */
  guint highlight_end;   /* 1-based character behind the last */
} PenSpanLine;

/**
 * PenSpan: a place in a source file that a compiler message speaks of.
 *
 * Boxed, reference counted, immutable once its maker has handed it out. Its texts come from a
 * compiler that ran somebody's program through macros: never open a file because a span names it,
 * and make control characters visible before a text is shown.
 *
 * Lines and columns are what counts. Columns are characters (Unicode scalar values, a tab is one),
 * as in rustc's messages. Byte offsets are the compiler's own; which bytes it counted (byte-order
 * mark, CRLF) differs between compilers, so pen_span_to_offsets() finds the real ones.
 */
typedef struct _PenSpan PenSpan;
struct _PenSpan
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >*/
  char *file;         /* as the compiler names it, without a leading "./" */
  gboolean is_own;    /* a file of the program; else of a library, or a made-up name */
  guint line_start;   /* 1-based */
  guint column_start; /* 1-based */
  guint line_end;     /* 1-based, not before line_start */
  guint column_end;   /* 1-based, of the character behind the last */
  gsize byte_start;   /* 0-based, as the compiler says */
  gsize byte_end;     /* behind the last byte, as the compiler says */
  gboolean is_primary;
  char *label;        /* (nullable) */
  char *macro_name;   /* (nullable): the macro whose expansion holds the place, "println!" */
  PenSpan *call_site; /* (nullable): where that macro is called in a file of the program */
  GPtrArray *lines;   /* (element-type PenSpanLine): may be empty or cut short */
};

#define PEN_TYPE_SPAN (pen_span_get_type ())
GType pen_span_get_type (void);

/**
 * pen_span_new:
 * @file: name to copy
 *
 * Returns: (transfer full): an empty place at the very beginning of @file, for its maker to fill
 */
PenSpan *pen_span_new (const char *file);

PenSpan *pen_span_ref (PenSpan *span);
void pen_span_unref (PenSpan *span);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenSpan, pen_span_unref)

/** pen_span_take_line: adds a line; takes @text */
void pen_span_take_line (PenSpan *span, char *text, guint highlight_start, guint highlight_end);

/**
 * pen_span_to_offsets:
 * @text: what is in the file now, any bytes
 * @len: bytes of @text
 * @ret_start: (out): 0-based byte
 * @ret_end: (out): the byte behind the last, not before @ret_start
 *
 * Finds the place by line and column, past a byte-order mark and CRLF line endings.
 *
 * Returns: FALSE when @text has no such place; then nothing is written
 */
gboolean pen_span_to_offsets (const PenSpan *span,
                              const char *text,
                              gsize len,
                              gsize *ret_start,
                              gsize *ret_end);

/**
 * pen_span_is_current:
 * @text: what is in the file now, any bytes
 *
 * Returns: TRUE when every line that the span recorded still stands in @text where it stood; always
 * TRUE for a span that recorded none
 */
gboolean pen_span_is_current (const PenSpan *span, const char *text, gsize len);

/**
 * pen_text_get_offset:
 * @line: 1-based
 * @column: 1-based, in characters; one behind the last character of the line is in range
 * @ret_offset: (out): 0-based byte, written only on success
 *
 * Returns: FALSE when @text has no such line or column
 */
gboolean
pen_text_get_offset (const char *text, gsize len, guint line, guint column, gsize *ret_offset);

/**
 * pen_text_get_place:
 * @offset: 0-based byte, at most @len
 * @ret_line: (out): 1-based
 * @ret_column: (out): 1-based, in characters
 *
 * The way back from pen_text_get_offset(). Within a character, a line ending or a byte-order mark
 * it is the place of that character, of the line's end, or of the first character.
 */
void
pen_text_get_place (const char *text, gsize len, gsize offset, guint *ret_line, guint *ret_column);

G_END_DECLS
