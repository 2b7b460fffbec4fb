/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenJsonVerdict: whether a text may be given to json-glib. */
typedef enum
{
  PEN_JSON_FITS,    /* may be; it can still be wrong JSON */
  PEN_JSON_NOT,     /* is not one JSON object in valid UTF-8 */
  PEN_JSON_TOO_BIG, /* nests too deeply or holds too many values */
} PenJsonVerdict;

/**
 * pen_json_guard:
 * @text: (nullable): any bytes; NULL when @length is 0
 * @length: bytes; bounding them is the caller's
 * @max_depth: objects and arrays inside one another
 * @max_values: members and elements, roughly
 *
 * Measures text of strangers before json-glib sees it, in one pass and without memory of its own.
 * Refused is also what json-glib 1.6 takes although it is not JSON (comments, which hide brackets
 * from the count; octal escapes, which make strings that are not UTF-8), and what makes it leak: a
 * second value, half of a surrogate pair.
 */
PenJsonVerdict pen_json_guard (const char *text, gsize length, guint max_depth, guint max_values);

G_END_DECLS
