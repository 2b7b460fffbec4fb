/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenLineSplitter: bytes in any chunking -> whole lines, bounded. */
typedef struct _PenLineSplitter PenLineSplitter;

/** PenLineFunc: @line includes its newline, if it had one. */
typedef void (*PenLineFunc) (const char *line, gsize len, gpointer data);

/** pen_line_splitter_new: @most: a longer line is passed on in pieces of that size. */
PenLineSplitter *pen_line_splitter_new (gsize most);
void pen_line_splitter_free (PenLineSplitter *splitter);

/** pen_line_splitter_push: calls @func for each line that is whole by now. */
void pen_line_splitter_push (PenLineSplitter *splitter,
                             const char *bytes,
                             gsize len,
                             PenLineFunc func,
                             gpointer data);

/** pen_line_splitter_flush: the last line, which had no newline. */
void pen_line_splitter_flush (PenLineSplitter *splitter, PenLineFunc func, gpointer data);

G_END_DECLS
