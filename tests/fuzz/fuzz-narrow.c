/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A compiler's message drawn narrow: the first byte chooses the width, the rest is a line of JSON.
 * No line is wider, unsafe to show or leads out of the program, and there are never too many. */
#include "core.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_line (const PenNarrowLine *line, guint width, guint n_suggestions)
{
  g_assert_true (g_utf8_validate (line->text, -1, NULL));
  g_assert_cmpuint (pen_columns_of_text (line->text, -1), <=, width);
  for (const char *c = line->text; *c != '\0'; c++)
    g_assert_true ((guchar)*c >= 0x20 && *c != 0x7f);
  g_assert_true (line->span == NULL || line->span->is_own);
  g_assert_true (line->role != PEN_NARROW_FIX || line->suggestion < n_suggestions);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (PenDiagnostic) diagnostic = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  guint width;

  if (size == 0 || pen_rustc_message_parse ((const char *)data + 1, size - 1, NULL, &diagnostic) !=
                       PEN_RUSTC_LINE_DIAGNOSTIC)
    return 0;
  width = PEN_NARROW_MIN_WIDTH + data[0] % 64;
  lines = pen_narrow_draw (diagnostic, width);
  g_assert_cmpuint (lines->len, >, 0);
  g_assert_cmpuint (lines->len, <=, PEN_NARROW_MAX_LINES);
  for (guint i = 0; i < lines->len; i++)
    check_line (g_ptr_array_index (lines, i),
                width,
                pen_diagnostic_get_suggestions (diagnostic)->len);
  return 0;
}
