/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* What an output buffer knows about one entry of its transcript. */
#include "core.h"

G_BEGIN_DECLS

/** PenOutputBlock: an entry, or a line that was typed, and the characters in the buffer that stand
 * for it. */
typedef struct
{
  GList link;                /* in the order of the text; its data is the block */
  PenTranscriptEntry *entry; /* (nullable): NULL: typed, or no longer kept */
  char *input;               /* (nullable): typed */
  guint n_chars;             /* in the buffer */
  guint n_lines;             /* newlines among them */
  gsize shown;               /* bytes of the entry's text that they stand for, cleared ones too */
  gsize cleared;             /* bytes of it that were cleared */
  PenStyle first_style;      /* that the block began with */
  PenStyle last_style;       /* and ended with */
  gboolean gone;             /* no longer kept; its characters are to be removed */
  gboolean stale;            /* something is to be written */
  gboolean again;            /* all of it is to be written anew */
  gboolean chosen;           /* in this flush */
  gboolean hidden;           /* was cleared; not for OUTPUT, which knows how much of it was */
  gboolean breaks;           /* begins with a newline of its own */
  gboolean open;             /* its text ends within a line */
} PenOutputBlock;

/** pen_output_block_new: (transfer full): one of the two is given; takes a reference on @entry. */
PenOutputBlock *pen_output_block_new (PenTranscriptEntry *entry, const char *input);
void pen_output_block_free (PenOutputBlock *block);

/** pen_output_block_is_stream: TRUE for text of a stream, which grows and has colours. */
gboolean pen_output_block_is_stream (const PenOutputBlock *block);

/** pen_output_block_is_drawn: whether it is text in the buffer at all. */
gboolean pen_output_block_is_drawn (const PenOutputBlock *block);

/** pen_output_block_get_text: (transfer none): all of it, with colours. */
const char *pen_output_block_get_text (const PenOutputBlock *block);

/** pen_output_block_get_length: bytes of that text. */
gsize pen_output_block_get_length (const PenOutputBlock *block);

/** pen_output_block_get_cost: how much work writing it is, about as bytes of long lines. */
gsize pen_output_block_get_cost (const PenOutputBlock *block);

/** pen_output_block_append_plain: adds what was not cleared to @text, which holds what is before
 * it, as a transcript words it. */
void pen_output_block_append_plain (const PenOutputBlock *block, GString *text);

G_END_DECLS
