/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "output-buffer.h"

G_BEGIN_DECLS

/** PEN_OUTPUT_SEARCH_MAX: matches that are found; what follows is not searched. */
#define PEN_OUTPUT_SEARCH_MAX 10000

#define PEN_TYPE_OUTPUT_SEARCH (pen_output_search_get_type ())
/**
 * PenOutputSearch: every place of a text in an output buffer, found a slice at a time while the
 * program goes on printing. Upper and lower case are the same.
 *
 * Property `text` (nullable): what is searched. Property `n-matches`: found by now.
 */
G_DECLARE_FINAL_TYPE (PenOutputSearch, pen_output_search, PEN, OUTPUT_SEARCH, GObject)

/** pen_output_search_new: (transfer full): takes a reference on @buffer. */
PenOutputSearch *pen_output_search_new (PenOutputBuffer *buffer);

/** pen_output_search_set_text: (nullable): NULL or "": searches nothing. */
void pen_output_search_set_text (PenOutputSearch *self, const char *text);

guint pen_output_search_get_n_matches (PenOutputSearch *self);

/** pen_output_search_get_index: 1-based number of the match that is selected, 0 if none is. */
guint pen_output_search_get_index (PenOutputSearch *self);

/** pen_output_search_get_done: whether everything that is there was searched. */
gboolean pen_output_search_get_done (PenOutputSearch *self);

/** pen_output_search_move: selects the next match, or the one before; after the last one comes the
 * first. Returns: FALSE when there is none. */
gboolean pen_output_search_move (PenOutputSearch *self, gboolean backward);

G_END_DECLS
