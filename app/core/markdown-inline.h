/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "markdown.h"

G_BEGIN_DECLS

/** pen_markdown_fold_label: (transfer full): a link's label as it is compared: without regard to
 * case and to how many blanks. */
char *pen_markdown_fold_label (const char *label, gsize length);

/**
 * pen_markdown_parse_inline: of one paragraph. For markdown.c alone.
 * @source: valid UTF-8
 * @labels: (element-type utf8) a set: the folded labels of the links that are defined
 * @ret_runs: (out) (transfer full) (element-type PenMarkdownRun)
 *
 * Returns: (transfer full): its text
 */
char *pen_markdown_parse_inline (const char *source, GHashTable *labels, GArray **ret_runs);

G_END_DECLS
