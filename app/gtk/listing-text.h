/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PEN_LISTING_LINE_MAX: bytes of one line that are shown. */
#define PEN_LISTING_LINE_MAX 4096

/**
 * pen_listing_text_next: the next slice of a long text, in whole lines, as it is shown: of a line
 * longer than PEN_LISTING_LINE_MAX the beginning, and how much follows.
 * @text: UTF-8
 * @length: bytes of it
 * @offset: (inout): where the slice begins; afterwards where the next one does
 * @size: bytes of the slice, about; at least one line
 * @slice: what is shown is appended to it
 *
 * Returns: how many lines were cut
 */
guint
pen_listing_text_next (const char *text, gsize length, gsize *offset, gsize size, GString *slice);

G_END_DECLS
