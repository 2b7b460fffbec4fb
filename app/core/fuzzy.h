/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How much of a query, and of what it is compared with, is looked at. */
#define PEN_FUZZY_MAX_QUERY 64 /* characters */
#define PEN_FUZZY_MAX_TEXT 128 /* characters */

/**
 * pen_fuzzy_rate: how well somebody who typed @query may have meant @text.
 * @query: UTF-8; of each of its words all letters have to be in @text, in their order, whatever
 * the case and accents; which word comes first does not matter
 * @text: UTF-8: a few words
 *
 * Letters that begin a word, and letters that follow each other, count more; so does a short @text.
 *
 * Returns: 0 when it does not fit; else the more the better. A @query without words fits all alike.
 */
guint pen_fuzzy_rate (const char *query, const char *text);

G_END_DECLS
