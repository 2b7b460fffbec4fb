/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Messages for tests of the views of them. */
#include "recorded.h"

#include <string.h>

GListStore *
pen_test_recorded (const char *name)
{
  static const char *const own_files[] = {"src/main.rs", NULL};
  g_autofree char *path = g_strdup_printf (SOURCE_ROOT "/tests/fixtures/rustc/%s.json", name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GListStore *store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = NULL;

      if (pen_rustc_message_parse (lines[i], strlen (lines[i]), own_files, &diagnostic) ==
          PEN_RUSTC_LINE_DIAGNOSTIC)
        g_list_store_append (store, diagnostic);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), >, 0);
  return store;
}

char *
pen_test_recorded_source (const char *name)
{
  g_autofree char *path = g_strdup_printf (SOURCE_ROOT "/tests/fixtures/rustc/src/%s.rs", name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

PenSpan *
pen_test_span (const char *file, guint line, guint start, guint end)
{
  PenSpan *span = pen_span_new (file);

  span->is_own = TRUE;
  span->is_primary = TRUE;
  span->line_start = span->line_end = line;
  span->column_start = start;
  span->column_end = end;
  return span;
}

PenDiagnostic *
pen_test_problem (PenLevel level, const char *message, guint line, guint start, guint end)
{
  PenDiagnostic *diagnostic = pen_diagnostic_new (level, message);

  if (line > 0)
    pen_diagnostic_take_span (diagnostic, pen_test_span ("src/main.rs", line, start, end));
  return diagnostic;
}
