/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "example.h"

G_BEGIN_DECLS

/* PenExampleWords: the words of an example, made ready to be searched. */
typedef struct _PenExampleWords PenExampleWords;

/* (transfer full): keeps a reference on @example. */
PenExampleWords *pen_example_words_new (PenExample *example);
void pen_example_words_free (PenExampleWords *words);

/* (transfer none): the example whose words these are. */
PenExample *pen_example_words_get_example (const PenExampleWords *words);

/* PenExampleQuery: what is looked for. */
typedef struct _PenExampleQuery PenExampleQuery;

/* (transfer full): @text: any text; what is not UTF-8 fits nothing. */
PenExampleQuery *pen_example_query_new (const char *text);
void pen_example_query_free (PenExampleQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenExampleQuery, pen_example_query_free)

/* How well the query fits; 0: not at all. An empty query fits all alike. */
guint pen_example_query_rate (const PenExampleQuery *query, const PenExampleWords *words);

G_END_DECLS
