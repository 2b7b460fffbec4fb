/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "decoder.h"
#include "read-me-page.h"

G_BEGIN_DECLS

/* (transfer full): foreign bytes as HTML: escaped, controls and the like visible. At most @max_line
 * bytes of a line are shown. */
char *pen_read_me_dup_text (gconstpointer data, gsize size, PenDecoderFlags flags, gsize max_line);

/* (transfer full): a file as one <code>, its lines numbered by the style. @before: (nullable): how
 * the file was; lines that are new since then are marked. @is_rust: gets colours */
char *pen_read_me_dup_code (GBytes *bytes, GBytes *before, gboolean is_rust);

/* (transfer none): how the page looks. */
const char *pen_read_me_get_style (void);

G_END_DECLS
