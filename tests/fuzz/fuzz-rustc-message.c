/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as a line of a compiler's output: all that a diagnostic says is asked for, and each of
 * its suggestions is applied to the line itself as if that were the program. */
#include "toolchains.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    g_error ("a text is not UTF-8");
}

static void
check_span (const PenSpan *span, const char *line, gsize len)
{
  gsize start = 0, end = 0;

  check_text (span->file);
  check_text (span->label);
  check_text (span->macro_name);
  if (span->is_own && (span->file[0] == '/' || g_str_has_prefix (span->file, "../")))
    g_error ("%s was taken for a file of the program", span->file);
  if (span->line_start == 0 || span->column_start == 0 || span->line_end < span->line_start)
    g_error ("a span makes no sense");
  if (pen_span_to_offsets (span, line, len, &start, &end))
    {
      guint number = 0, column = 0;

      if (start > end || end > len)
        g_error ("a span leads out of the text");
      pen_text_get_place (line, len, start, &number, &column);
      if (number != span->line_start || column != span->column_start)
        g_error ("a place does not survive its conversion");
    }
  if (span->call_site != NULL)
    check_span (span->call_site, line, len);
}

static void
check_diagnostic (PenDiagnostic *diagnostic, const char *line, gsize len)
{
  GPtrArray *spans = pen_diagnostic_get_spans (diagnostic);
  GPtrArray *children = pen_diagnostic_get_children (diagnostic);
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (diagnostic);

  check_text (pen_diagnostic_get_message (diagnostic));
  check_text (pen_diagnostic_get_code (diagnostic));
  check_text (pen_diagnostic_get_explanation (diagnostic));
  check_text (pen_diagnostic_get_rendered (diagnostic));
  pen_diagnostic_is_summary (diagnostic);
  pen_diagnostic_get_place (diagnostic);
  for (guint i = 0; i < spans->len; i++)
    check_span (g_ptr_array_index (spans, i), line, len);
  for (guint i = 0; i < children->len; i++)
    check_diagnostic (g_ptr_array_index (children, i), line, len);
  for (guint i = 0; i < suggestions->len; i++)
    {
      PenSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      PenEdit *edit = g_ptr_array_index (suggestion->edits, 0);
      g_autoptr (GBytes) changed =
          pen_suggestion_apply (suggestion, edit->span->file, line, len, NULL);

      check_text (suggestion->message);
      check_text (edit->replacement);
      pen_suggestion_is_own (suggestion);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *line = (const char *)data;
  g_autoptr (PenDiagnostic) diagnostic = NULL;
  PenRustcLine kind = pen_rustc_message_parse (line, size, NULL, &diagnostic);

  if ((kind == PEN_RUSTC_LINE_DIAGNOSTIC) != (diagnostic != NULL))
    g_error ("the kind and the diagnostic do not agree");
  if (diagnostic != NULL)
    check_diagnostic (diagnostic, line, size);
  pen_rustc_message_is_crash (line, size);
  return 0;
}
