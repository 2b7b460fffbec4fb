/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The diagnostic inside a line of the wire form, read back into what the kitchen would have made of
 * the compiler's own message. */
#include "event-json-private.h"

#include "core-error.h"

#define MAX_ITEMS 1024 /* of any one array */
#define MAX_CALLS 8    /* call sites within call sites */

static gboolean
refuse (const char *name, GError **error)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               "A diagnostic has no member “%s”, or it holds something else than it should.",
               name);
  return FALSE;
}

static guint
get_length (JsonArray *array)
{
  return array != NULL ? MIN (json_array_get_length (array), MAX_ITEMS) : 0;
}

static gboolean
read_position (JsonObject *object,
               const char *name,
               gint64 min,
               guint *ret_position,
               GError **error)
{
  gint64 value;

  if (!pen_json_get_int (object, name, min, G_MAXINT32, &value))
    return refuse (name, error);
  *ret_position = (guint)value;
  return TRUE;
}

static void
read_source (JsonObject *object, PenSpan *span)
{
  JsonArray *array = pen_json_get_array (object, "source");

  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *line = pen_json_array_get_object (array, i);
      g_autofree char *text = NULL;
      guint start;
      guint end;

      if (line == NULL || (text = pen_json_dup_exact (line, "text")) == NULL ||
          !read_position (line, "start", 1, &start, NULL) ||
          !read_position (line, "end", start, &end, NULL))
        continue;
      pen_span_take_line (span, g_steal_pointer (&text), start, end);
    }
}

/* (transfer full) (nullable) */
static PenSpan *
read_span (JsonObject *object, guint n_calls, GError **error)
{
  g_autofree char *file = NULL;
  g_autoptr (PenSpan) span = NULL;
  JsonObject *call = pen_json_get_object (object, "call");
  gint64 byte_start;
  gint64 byte_end;

  if (!pen_json_dup_shown (object, "file", PEN_DECODER_ONE_LINE, &file, error))
    return NULL;
  if (file == NULL)
    {
      refuse ("file", error);
      return NULL;
    }
  span = pen_span_new (file);
  span->is_own = pen_json_get_boolean (object, "own");
  span->is_primary = pen_json_get_boolean (object, "primary");
  if (!read_position (object, "line", 1, &span->line_start, error) ||
      !read_position (object, "column", 1, &span->column_start, error) ||
      !read_position (object, "end_line", span->line_start, &span->line_end, error) ||
      !read_position (object, "end_column", 1, &span->column_end, error) ||
      !pen_json_dup_shown (object, "label", PEN_DECODER_PLAIN, &span->label, error) ||
      !pen_json_dup_shown (object, "macro", PEN_DECODER_ONE_LINE, &span->macro_name, error))
    return NULL;
  if (pen_json_get_int (object, "byte_start", 0, G_MAXINT32, &byte_start) &&
      pen_json_get_int (object, "byte_end", byte_start, G_MAXINT32, &byte_end))
    {
      span->byte_start = (gsize)byte_start;
      span->byte_end = (gsize)byte_end;
    }
  if (call != NULL && n_calls > 0)
    {
      span->call_site = read_span (call, n_calls - 1, error);
      if (span->call_site == NULL)
        return NULL;
    }
  read_source (object, span);
  return g_steal_pointer (&span);
}

static gboolean
read_spans (JsonObject *object, PenDiagnostic *diagnostic, GError **error)
{
  JsonArray *array = pen_json_get_array (object, "spans");

  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *item = pen_json_array_get_object (array, i);
      PenSpan *span;

      if (item == NULL)
        return refuse ("spans", error);
      span = read_span (item, MAX_CALLS, error);
      if (span == NULL)
        return FALSE;
      pen_diagnostic_take_span (diagnostic, span);
    }
  return TRUE;
}

static PenApplicability
applicability_from_string (const char *word)
{
  for (guint i = PEN_APPLICABILITY_UNSPECIFIED; i <= PEN_APPLICABILITY_HAS_PLACEHOLDERS; i++)
    if (g_strcmp0 (word, pen_applicability_to_string (i)) == 0)
      return i;
  return PEN_APPLICABILITY_UNSPECIFIED;
}

static gboolean
read_edits (JsonObject *object, PenSuggestion *suggestion, GError **error)
{
  JsonArray *array = pen_json_get_array (object, "edits");

  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *item = pen_json_array_get_object (array, i);
      JsonObject *place = item != NULL ? pen_json_get_object (item, "span") : NULL;
      g_autofree char *replacement = item != NULL ? pen_json_dup_exact (item, "replacement") : NULL;
      g_autoptr (PenSpan) span = NULL;

      if (place == NULL || replacement == NULL)
        return refuse ("edits", error);
      span = read_span (place, MAX_CALLS, error);
      if (span == NULL)
        return FALSE;
      pen_suggestion_add_edit (suggestion, span, replacement);
    }
  return suggestion->edits->len > 0 || refuse ("edits", error);
}

static gboolean
read_suggestions (JsonObject *object, PenDiagnostic *diagnostic, GError **error)
{
  JsonArray *array = pen_json_get_array (object, "suggestions");

  for (guint i = 0; i < get_length (array); i++)
    {
      JsonObject *item = pen_json_array_get_object (array, i);
      g_autofree char *message = NULL;
      g_autofree char *word = NULL;
      g_autoptr (PenSuggestion) suggestion = NULL;

      if (item == NULL)
        return refuse ("suggestions", error);
      if (!pen_json_dup_shown (item, "message", PEN_DECODER_PLAIN, &message, error))
        return FALSE;
      if (message == NULL)
        return refuse ("message", error);
      word = pen_json_dup_exact (item, "applicability");
      suggestion = pen_suggestion_new (message, applicability_from_string (word));
      if (!read_edits (item, suggestion, error))
        return FALSE;
      pen_diagnostic_take_suggestion (diagnostic, g_steal_pointer (&suggestion));
    }
  return TRUE;
}

/* Level, code, message and spans. (transfer full) (nullable) */
static PenDiagnostic *
read_headline (JsonObject *object, GError **error)
{
  g_autofree char *word = pen_json_dup_exact (object, "level");
  g_autofree char *message = NULL;
  g_autofree char *code = NULL;
  g_autofree char *explanation = pen_json_dup_exact (object, "explanation");
  g_autoptr (PenDiagnostic) diagnostic = NULL;
  guint level = PEN_LEVEL_ICE;

  while (level <= PEN_LEVEL_FAILURE_NOTE && g_strcmp0 (word, pen_level_to_string (level)) != 0)
    level++;
  if (level > PEN_LEVEL_FAILURE_NOTE)
    {
      refuse ("level", error);
      return NULL;
    }
  if (!pen_json_dup_shown (object, "message", PEN_DECODER_PLAIN, &message, error) ||
      !pen_json_dup_shown (object, "code", PEN_DECODER_ONE_LINE, &code, error))
    return NULL;
  if (message == NULL)
    {
      refuse ("message", error);
      return NULL;
    }
  diagnostic = pen_diagnostic_new (level, message);
  pen_diagnostic_set_code (diagnostic, code, explanation);
  if (!read_spans (object, diagnostic, error))
    return NULL;
  return g_steal_pointer (&diagnostic);
}

PenDiagnostic *
pen_wire_diagnostic_read (JsonObject *object, GError **error)
{
  g_autoptr (PenDiagnostic) diagnostic = read_headline (object, error);
  JsonArray *children = pen_json_get_array (object, "children");
  g_autofree char *rendered = NULL;

  if (diagnostic == NULL ||
      !pen_json_dup_shown (object, "ansi", PEN_DECODER_KEEP_COLOUR, &rendered, error) ||
      !read_suggestions (object, diagnostic, error))
    return NULL;
  pen_diagnostic_set_rendered (diagnostic, rendered);
  for (guint i = 0; i < get_length (children); i++)
    {
      JsonObject *item = pen_json_array_get_object (children, i);
      PenDiagnostic *child = item != NULL ? read_headline (item, error) : NULL;

      if (child == NULL)
        {
          if (error != NULL && *error == NULL)
            refuse ("children", error);
          return NULL;
        }
      pen_diagnostic_take_child (diagnostic, child);
    }
  return g_steal_pointer (&diagnostic);
}
