/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PEN_FOUR_WORDS_LIST 2048 /* words to choose from: 11 bits each */

/**
 * pen_four_words: the first 44 bits of the BLAKE2b hash of some bytes, as something people can
 * read to each other: "maple-otter-quiet-zebra". Not enough against somebody who has months; enough
 * to notice another key.
 * @data: (array length=size)
 *
 * Returns: (transfer full)
 */
char *pen_four_words (const guint8 *data, gsize size);

/** pen_four_words_join: (transfer full): the words of these places, each below 2048. */
char *pen_four_words_join (const guint indices[4]);

/** pen_four_words_random: (transfer full): four words that nobody can guess. */
char *pen_four_words_random (void);

/**
 * pen_four_words_parse: what somebody typed.
 * @typed: from anybody: upper or lower case, with hyphens, spaces, commas or dots between the words
 * and around them; the first four letters of a word will do
 *
 * Returns: FALSE when these are not four words of the list
 */
gboolean pen_four_words_parse (const char *typed, guint ret_indices[4]) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
