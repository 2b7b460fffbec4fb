/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenTextForm: what a text looks like on disk and an editor does not show. */
typedef struct
{
  gboolean bom;  /* it begins with a byte order mark */
  gboolean crlf; /* every line ends in CR LF */
} PenTextForm;

/**
 * pen_text_form_decode: the text that @bytes hold, for an editor.
 *
 * Where line ends are of several kinds they stay as they are, so that nothing is changed that
 * nobody touched.
 *
 * Returns: (transfer full) (nullable): UTF-8; NULL when @bytes are not UTF-8 or hold a NUL
 */
char *pen_text_form_decode (GBytes *bytes, PenTextForm *ret_form);

/** pen_text_form_encode: (transfer full): the bytes for the disk; the inverse of decoding. */
GBytes *pen_text_form_encode (const char *text, const PenTextForm *form);

G_END_DECLS
