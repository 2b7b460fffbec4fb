/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PEN_COLUMNS_MIN: the narrowest that text is wrapped to: room for one wide character. */
#define PEN_COLUMNS_MIN 2

/** pen_columns_of_char: how many columns of a terminal or of a monospace font @c takes: 0, 1 or 2;
 * no answer for tabs and newlines. */
guint pen_columns_of_char (gunichar c);

/** pen_columns_of_text: @text: valid UTF-8 without tabs and newlines; @length: bytes, or -1. */
guint pen_columns_of_text (const char *text, gssize length);

/** PenColumnsLine: bytes @start to before @end of a text stand on one line. */
typedef struct
{
  gsize start;
  gsize end;
} PenColumnsLine;

/**
 * pen_columns_wrap: breaks a text at blanks, and a word that is longer than a line anywhere but
 * before a character of no width. Blanks at a break belong to no line; a newline ends a line, an
 * empty one included.
 * @text: valid UTF-8 without tabs
 * @length: bytes, or -1 if @text ends with NUL
 * @first: columns of the first line
 * @rest: columns of the others; both at least PEN_COLUMNS_MIN, which they are raised to
 *
 * Returns: (transfer full) (element-type PenColumnsLine): at least one line, in order
 */
GArray *pen_columns_wrap (const char *text, gssize length, guint first, guint rest);

G_END_DECLS
