/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PEN_MARKDOWN_MAX: bytes of a text that are read; the compiler's longest explanation has 8 KiB.
 */
#define PEN_MARKDOWN_MAX (256 * 1024)

/** PEN_MARKDOWN_MAX_DEPTH: lists within lists; deeper ones are drawn as if they were not. */
#define PEN_MARKDOWN_MAX_DEPTH 6

/** PenMarkdownKind: what a block is. */
typedef enum
{
  PEN_MARKDOWN_HEADING,
  PEN_MARKDOWN_PARAGRAPH,
  PEN_MARKDOWN_ITEM, /* the first paragraph of a list's item; what follows in it has its depth */
  PEN_MARKDOWN_CODE,
} PenMarkdownKind;

/** PenMarkdownFlags: how a run of text is drawn; a set. */
typedef enum
{
  PEN_MARKDOWN_INLINE_CODE = 1 << 0,
  PEN_MARKDOWN_EMPHASIS = 1 << 1,
  PEN_MARKDOWN_STRONG = 1 << 2,
} PenMarkdownFlags;

/** PenMarkdownRun: bytes @start to before @end of a block's text; a plain value. */
typedef struct
{
  gsize start;
  gsize end;
  PenMarkdownFlags flags;
} PenMarkdownRun;

/** PenMarkdownBlock: one heading, paragraph, item or piece of code; a plain value. */
typedef struct
{
  PenMarkdownKind kind;
  guint depth;      /* lists that it is in, 0 to PEN_MARKDOWN_MAX_DEPTH */
  guint level;      /* of HEADING: 1 to 6 */
  guint number;     /* of ITEM: of a numbered list, else 0 */
  gboolean is_rust; /* of CODE: Rust, as rustdoc decides */
  char *text;   /* valid UTF-8, safe to show, no markup. Of CODE lines, the last without a newline;
                   else newlines are where the author wants a line to end. May hold tabs in CODE. */
  GArray *runs; /* (element-type PenMarkdownRun): ascending, apart, none without flags; none in
                   CODE */
} PenMarkdownBlock;

/**
 * pen_markdown_parse: reads what rustc explains its errors in: of CommonMark headings, paragraphs,
 * lists, fenced and indented code, thematic breaks, quotes (without their mark), code spans,
 * emphasis, links of all kinds, escapes; no tables and no HTML, which stay as they are. Of a link
 * its text is left, for it cannot be followed offline; of a fence nothing but whether it is Rust;
 * and lines of Rust that rustdoc hides ("# use std::fmt;") are left out.
 * @text: (nullable) if @length is 0: any bytes, made safe as by a decoder
 * @length: bytes, or -1 if @text ends with NUL; what lies beyond PEN_MARKDOWN_MAX is left out
 *
 * Returns: (transfer full) (element-type PenMarkdownBlock): in order; may be empty
 */
GPtrArray *pen_markdown_parse (const char *text, gssize length);

G_END_DECLS
