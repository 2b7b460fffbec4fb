/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as an explanation: every block is text that is safe to show, and its runs lie within
 * it, on whole characters. */
#include "core.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *c = text; *c != '\0'; c++)
    g_assert_true (((guchar)*c >= 0x20 && *c != 0x7f) || *c == '\n' || *c == '\t');
}

static void
check_block (const PenMarkdownBlock *block)
{
  gsize length = strlen (block->text), end = 0;

  check_text (block->text);
  g_assert_cmpuint (block->depth, <=, PEN_MARKDOWN_MAX_DEPTH);
  g_assert_true (block->kind != PEN_MARKDOWN_HEADING || (block->level > 0 && block->level < 7));
  for (guint i = 0; i < block->runs->len; i++)
    {
      const PenMarkdownRun *run = &g_array_index (block->runs, PenMarkdownRun, i);

      g_assert_cmpuint (run->start, >=, end);
      g_assert_cmpuint (run->end, >, run->start);
      g_assert_cmpuint (run->end, <=, length);
      g_assert_true (((guchar)block->text[run->start] & 0xc0) != 0x80);
      g_assert_true (((guchar)block->text[run->end] & 0xc0) != 0x80);
      g_assert_cmpint (run->flags, !=, 0);
      end = run->end;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) blocks = pen_markdown_parse ((const char *)data, (gssize)size);

  for (guint i = 0; i < blocks->len; i++)
    check_block (g_ptr_array_index (blocks, i));
  return 0;
}
