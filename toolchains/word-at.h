/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PEN_WORD_MAX: bytes of a word or path that is looked up. */
#define PEN_WORD_MAX 200

/**
 * pen_word_at: what somebody points at in Rust source, as pen_docs_find() takes it. Only the line
 * is looked at, and only as far as the word reaches; comments and strings are text like any other,
 * for their words may be asked about too.
 * @text: (nullable) if @length is 0: UTF-8 is expected, any bytes are safe
 * @length: bytes, or -1 if @text ends with NUL
 * @offset: of the caret, in bytes; between two words the one before it counts
 *
 * Returns: (transfer full) (nullable): a path up to the part under the caret
 * ("std::collections::HashMap", "Vec::new"), "println!" for a macro, ".push" for a method or field,
 * "#derive" for an attribute, "'a" for a lifetime, "?" for the operator, or a word; NULL when there
 * is none
 */
char *pen_word_at (const char *text, gssize length, gsize offset);

G_END_DECLS
