/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

G_BEGIN_DECLS

/** PenLineIndex: where the lines of a text begin, counted in characters, as text views count. For
 * many places in one text; pen_span_to_offsets() reads the text anew for each. Immutable. */
typedef struct _PenLineIndex PenLineIndex;

/**
 * pen_line_index_new: (transfer full)
 * @text: valid UTF-8; not kept
 * @length: bytes, or -1 if @text ends with NUL
 */
PenLineIndex *pen_line_index_new (const char *text, gssize length);
void pen_line_index_free (PenLineIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenLineIndex, pen_line_index_free)

/**
 * pen_line_index_find:
 * @line: 1-based
 * @column: 1-based, in characters; one behind the last character of the line is in range
 * @ret_offset: (out): 0-based character of the text, a byte-order mark and the CR of a line's end
 *   counted; written only on success
 *
 * Lines and columns are the compiler's: only LF ends a line, CR before it belongs to no line, a
 * byte-order mark has no column.
 *
 * Returns: FALSE when the text has no such line or column
 */
gboolean
pen_line_index_find (const PenLineIndex *index, guint line, guint column, guint *ret_offset);

/**
 * pen_line_index_find_span:
 * @ret_start: (out): 0-based character
 * @ret_end: (out): the character behind the last, not before @ret_start
 *
 * Returns: FALSE when the text has no such place; then nothing is written
 */
gboolean pen_line_index_find_span (const PenLineIndex *index,
                                   const PenSpan *span,
                                   guint *ret_start,
                                   guint *ret_end);

G_END_DECLS
