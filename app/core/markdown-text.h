/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "markdown.h"

G_BEGIN_DECLS

/** PEN_MARKDOWN_TEXT_WIDTH: columns of prose that read well; wider screens get no more. */
#define PEN_MARKDOWN_TEXT_WIDTH 80

/**
 * pen_markdown_dup_text: (transfer full): draws an explanation for a terminal: prose wrapped, code
 * indented and never wrapped, an empty line between blocks.
 * @blocks: (element-type PenMarkdownBlock): from pen_markdown_parse()
 * @width: columns of the terminal; 0: unknown, as wide as reads well
 * @styled: with SGR sequences: headings and strong text bold, emphasis underlined, code in prose
 *   bold. FALSE: no sequences, and code in prose between backticks, as the compiler's messages have
 *   it.
 */
char *pen_markdown_dup_text (GPtrArray *blocks, guint width, gboolean styled);

G_END_DECLS
