/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Wire events to lines of JSON. What a compiler said is made safe to show on the way. */
#include "event-json-private.h"

#include <string.h>

/* Longest texts of one diagnostic; rustc's own are a few kilobytes. */
#define MAX_RENDERED (1024 * 1024)
#define MAX_MESSAGE (64 * 1024)
#define MAX_CALLS 8 /* macros called by macros */

void
pen_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

void
pen_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
pen_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* @text made safe to show, cut at a line or else a character if it is longer than @max bytes. */
static void
add_shown (JsonBuilder *builder,
           const char *name,
           const char *text,
           PenDecoderFlags flags,
           gsize max)
{
  g_autofree char *shown = NULL;
  g_autofree char *cut = NULL;
  char *newline;

  if (text == NULL)
    return;
  shown = pen_decoder_decode_all (text, strlen (text), flags);
  if (strlen (shown) > max)
    {
      newline = memrchr (shown, '\n', max);
      if (newline != NULL)
        newline[1] = '\0';
      else
        *g_utf8_find_prev_char (shown, shown + max) = '\0';
      cut = g_strconcat (shown, (flags & PEN_DECODER_KEEP_COLOUR) != 0 ? "\033[0m…" : "…", NULL);
    }
  pen_json_add_string (builder, name, cut != NULL ? cut : shown);
}

/* @n_calls: how many more call sites may be inside */
static void
add_span (JsonBuilder *builder, const PenSpan *span, guint n_calls)
{
  json_builder_begin_object (builder);
  add_shown (builder, "file", span->file, PEN_DECODER_ONE_LINE, MAX_MESSAGE);
  pen_json_add_boolean (builder, "own", span->is_own);
  pen_json_add_boolean (builder, "primary", span->is_primary);
  pen_json_add_int (builder, "line", span->line_start);
  pen_json_add_int (builder, "column", span->column_start);
  pen_json_add_int (builder, "end_line", span->line_end);
  pen_json_add_int (builder, "end_column", span->column_end);
  pen_json_add_int (builder, "byte_start", (gint64)span->byte_start);
  pen_json_add_int (builder, "byte_end", (gint64)span->byte_end);
  add_shown (builder, "label", span->label, PEN_DECODER_PLAIN, MAX_MESSAGE);
  add_shown (builder, "macro", span->macro_name, PEN_DECODER_ONE_LINE, MAX_MESSAGE);
  if (span->call_site != NULL && n_calls > 0)
    {
      json_builder_set_member_name (builder, "call");
      add_span (builder, span->call_site, n_calls - 1);
    }
  if (span->lines->len > 0)
    {
      json_builder_set_member_name (builder, "source");
      json_builder_begin_array (builder);
      for (guint i = 0; i < span->lines->len; i++)
        {
          const PenSpanLine *line = g_ptr_array_index (span->lines, i);

          json_builder_begin_object (builder);
          pen_json_add_string (builder, "text", line->text);
          pen_json_add_int (builder, "start", line->highlight_start);
          pen_json_add_int (builder, "end", line->highlight_end);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_spans (JsonBuilder *builder, GPtrArray *spans)
{
  if (spans->len == 0)
    return;
  json_builder_set_member_name (builder, "spans");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->len; i++)
    add_span (builder, g_ptr_array_index (spans, i), MAX_CALLS);
  json_builder_end_array (builder);
}

static void
add_suggestion (JsonBuilder *builder, const PenSuggestion *suggestion)
{
  json_builder_begin_object (builder);
  add_shown (builder, "message", suggestion->message, PEN_DECODER_PLAIN, MAX_MESSAGE);
  pen_json_add_string (builder,
                       "applicability",
                       pen_applicability_to_string (suggestion->applicability));
  json_builder_set_member_name (builder, "edits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < suggestion->edits->len; i++)
    {
      const PenEdit *edit = g_ptr_array_index (suggestion->edits, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "span");
      add_span (builder, edit->span, MAX_CALLS);
      pen_json_add_string (builder, "replacement", edit->replacement);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* What a diagnostic and its children have in common. */
static void
add_headline (JsonBuilder *builder, PenDiagnostic *diagnostic)
{
  pen_json_add_string (builder,
                       "level",
                       pen_level_to_string (pen_diagnostic_get_level (diagnostic)));
  add_shown (builder,
             "code",
             pen_diagnostic_get_code (diagnostic),
             PEN_DECODER_ONE_LINE,
             MAX_MESSAGE);
  add_shown (builder,
             "message",
             pen_diagnostic_get_message (diagnostic),
             PEN_DECODER_PLAIN,
             MAX_MESSAGE);
}

void
pen_wire_diagnostic_write_reduced (JsonBuilder *builder, PenDiagnostic *diagnostic)
{
  add_headline (builder, diagnostic);
  pen_json_add_boolean (builder, "reduced", TRUE);
}

void
pen_wire_diagnostic_write (JsonBuilder *builder,
                           PenDiagnostic *diagnostic,
                           gboolean with_explanation)
{
  const char *rendered = pen_diagnostic_get_rendered (diagnostic);
  GPtrArray *children = pen_diagnostic_get_children (diagnostic);
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (diagnostic);

  add_headline (builder, diagnostic);
  add_shown (builder, "rendered", rendered, PEN_DECODER_PLAIN, MAX_RENDERED);
  add_shown (builder, "ansi", rendered, PEN_DECODER_KEEP_COLOUR, MAX_RENDERED);
  if (with_explanation)
    pen_json_add_string (builder, "explanation", pen_diagnostic_get_explanation (diagnostic));
  add_spans (builder, pen_diagnostic_get_spans (diagnostic));
  if (children->len > 0)
    {
      json_builder_set_member_name (builder, "children");
      json_builder_begin_array (builder);
      for (guint i = 0; i < children->len; i++)
        {
          PenDiagnostic *child = g_ptr_array_index (children, i);

          json_builder_begin_object (builder);
          add_headline (builder, child);
          add_spans (builder, pen_diagnostic_get_spans (child));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  if (suggestions->len > 0)
    {
      json_builder_set_member_name (builder, "suggestions");
      json_builder_begin_array (builder);
      for (guint i = 0; i < suggestions->len; i++)
        add_suggestion (builder, g_ptr_array_index (suggestions, i));
      json_builder_end_array (builder);
    }
}

static void
add_end (JsonBuilder *builder, const PenWireEvent *event)
{
  pen_json_add_string (builder, "phase", pen_phase_to_string (event->phase));
  pen_json_add_string (builder, "cause", event->cause);
  pen_json_add_int (builder, "exit", event->exit_status);
  if (event->status >= 0)
    pen_json_add_int (builder, "status", event->status);
  if (event->signal > 0)
    pen_json_add_int (builder, "signal", event->signal);
  pen_json_add_string (builder, "signal_name", event->signal_name);
  if (event->limit > 0)
    pen_json_add_int (builder, "limit", (gint64)MIN (event->limit, G_MAXINT64));
  pen_json_add_string (builder, "limit_unit", event->limit_unit);
  pen_json_add_int (builder, "peak_memory", (gint64)MIN (event->peak_memory, G_MAXINT64));
  pen_json_add_int (builder, "cpu_ms", event->cpu_ms);
  pen_json_add_int (builder, "wall_ms", event->wall_ms);
  if (event->n_errors >= 0)
    pen_json_add_int (builder, "errors", event->n_errors);
  if (event->n_warnings >= 0)
    pen_json_add_int (builder, "warnings", event->n_warnings);
  pen_json_add_string (builder, "text", event->text);
}

static void
add_start (JsonBuilder *builder, const PenWireEvent *event)
{
  pen_json_add_int (builder, "v", PEN_EVENT_JSON_VERSION);
  pen_json_add_string (builder, "playpen", event->playpen);
  pen_json_add_string (builder, "action", event->action);
  pen_json_add_string (builder, "toolchain", event->toolchain);
  pen_json_add_string (builder, "channel", event->channel);
  if (event->edition != 0)
    pen_json_add_int (builder, "edition", event->edition);
  pen_json_add_string (builder, "mode", event->mode);
}

static void
add_output (JsonBuilder *builder, const PenWireEvent *event)
{
  pen_json_add_string (builder, "stream", pen_output_to_string (event->stream));
  pen_json_add_string (builder, "text", event->text);
  if (event->bytes != NULL)
    {
      gsize length;
      const guchar *data = g_bytes_get_data (event->bytes, &length);
      g_autofree char *base64 = length > 0 ? g_base64_encode (data, length) : g_strdup ("");

      pen_json_add_string (builder, "bytes", base64);
    }
}

static void
add_dropped (JsonBuilder *builder, const PenWireEvent *event)
{
  pen_json_add_string (builder, "stream", pen_output_to_string (event->stream));
  pen_json_add_int (builder, "dropped_bytes", (gint64)MIN (event->dropped_bytes, G_MAXINT64));
  pen_json_add_int (builder, "dropped_lines", (gint64)MIN (event->dropped_lines, G_MAXINT64));
  pen_json_add_int (builder, "dropped_diagnostics", event->dropped_diagnostics);
}

static void
add_event (JsonBuilder *builder,
           const PenWireEvent *event,
           gboolean with_explanation,
           gboolean reduced)
{
  switch (event->kind)
    {
    case PEN_WIRE_START:
      add_start (builder, event);
      break;
    case PEN_WIRE_PHASE:
      pen_json_add_string (builder, "phase", pen_phase_to_string (event->phase));
      break;
    case PEN_WIRE_OUTPUT:
      add_output (builder, event);
      break;
    case PEN_WIRE_DROPPED:
      add_dropped (builder, event);
      break;
    case PEN_WIRE_DIAGNOSTIC:
      if (reduced)
        pen_wire_diagnostic_write_reduced (builder, event->diagnostic);
      else
        pen_wire_diagnostic_write (builder, event->diagnostic, with_explanation);
      break;
    case PEN_WIRE_FILE:
      add_shown (builder, "name", event->name, PEN_DECODER_ONE_LINE, MAX_MESSAGE);
      pen_json_add_int (builder, "size", (gint64)MIN (event->size, G_MAXINT64));
      pen_json_add_string (builder, "text", event->text);
      break;
    case PEN_WIRE_NOTE:
      pen_json_add_string (builder, "text", event->text);
      break;
    case PEN_WIRE_END:
      add_end (builder, event);
      break;
    case PEN_WIRE_OTHER:
    default:
      g_return_if_reached ();
    }
}

static char *
write_line (const PenWireEvent *event, gboolean with_explanation, gboolean reduced, gsize *length)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  pen_json_add_string (builder, "event", pen_wire_kind_to_string (event->kind));
  pen_json_add_int (builder, "ms", event->ms);
  add_event (builder, event, with_explanation, reduced);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, length);
}

char *
pen_event_json_write (const PenWireEvent *event, gboolean with_explanation)
{
  gsize length;
  g_autofree char *line = NULL;

  g_return_val_if_fail (event != NULL, NULL);
  g_return_val_if_fail (event->kind != PEN_WIRE_OTHER, NULL);

  line = write_line (event, with_explanation, /* reduced= */ FALSE, &length);
  if (event->kind == PEN_WIRE_DIAGNOSTIC && !pen_event_json_check_line (line, length, NULL))
    return write_line (event, with_explanation, /* reduced= */ TRUE, &length);
  return g_steal_pointer (&line);
}
