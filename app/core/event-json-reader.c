/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines of JSON to wire events. They may come from anybody: json-guard sees a line before
 * json-glib does, and a text that was to be safe to show is refused if it is not. */
#include "event-json-private.h"

#include <string.h>

#include "core-error.h"

#define MAX_NAME 4096

gboolean
pen_event_json_check_line (const char *line, gsize length, GError **error)
{
  PenJsonVerdict verdict;

  if (length > PEN_EVENT_JSON_MAX_LINE)
    {
      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_TOO_BIG,
                   "A line is longer than %d MiB.",
                   PEN_EVENT_JSON_MAX_LINE / (1024 * 1024));
      return FALSE;
    }
  verdict = pen_json_guard (line, length, PEN_EVENT_JSON_MAX_DEPTH, PEN_EVENT_JSON_MAX_VALUES);
  if (verdict == PEN_JSON_FITS)
    return TRUE;
  if (verdict == PEN_JSON_TOO_BIG)
    g_set_error_literal (error,
                         PEN_CORE_ERROR,
                         PEN_CORE_ERROR_TOO_BIG,
                         "A line nests too deeply or holds too many values.");
  else
    g_set_error_literal (error,
                         PEN_CORE_ERROR,
                         PEN_CORE_ERROR_FORMAT,
                         "A line is not a JSON object.");
  return FALSE;
}

static gboolean
refuse (const char *name, GError **error)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               "The member “%s” is missing or holds something else than it should.",
               name);
  return FALSE;
}

gboolean
pen_json_get_int (JsonObject *object, const char *name, gint64 min, gint64 max, gint64 *ret_value)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  if (value < min || value > max)
    return FALSE;
  *ret_value = value;
  return TRUE;
}

gboolean
pen_json_get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

char *
pen_json_dup_exact (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING || json_node_get_string (node) == NULL)
    return NULL;
  return g_strdup (json_node_get_string (node));
}

gboolean
pen_json_dup_shown (JsonObject *object,
                    const char *name,
                    PenDecoderFlags flags,
                    char **ret_value,
                    GError **error)
{
  g_autofree char *value = pen_json_dup_exact (object, name);

  if (value != NULL)
    {
      g_autoptr (PenDecoder) decoder = pen_decoder_new (flags, /* max_line= */ G_MAXSIZE);
      g_autoptr (GString) shown = g_string_sized_new (strlen (value));

      /* Not flushed: what is then still open is not in the text, which therefore differs. */
      pen_decoder_push (decoder, value, strlen (value), shown);
      if (strcmp (shown->str, value) != 0)
        return refuse (name, error);
      if ((flags & PEN_DECODER_ONE_LINE) != 0 && strlen (value) > MAX_NAME)
        return refuse (name, error);
    }
  *ret_value = g_steal_pointer (&value);
  return TRUE;
}

JsonObject *
pen_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
pen_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
pen_json_array_get_object (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* A count that must be there. */
static gboolean
read_count (JsonObject *object, const char *name, guint64 *ret_value, GError **error)
{
  gint64 value;

  if (!pen_json_get_int (object, name, 0, G_MAXINT64, &value))
    return refuse (name, error);
  *ret_value = (guint64)value;
  return TRUE;
}

/* A whole number that may be missing; then @ret_value is left alone. */
static void
read_optional (JsonObject *object, const char *name, gint64 max, int *ret_value)
{
  gint64 value;

  if (pen_json_get_int (object, name, 0, max, &value))
    *ret_value = (int)value;
}

static gboolean
read_text (JsonObject *object, const char *name, PenDecoderFlags flags, char **text, GError **error)
{
  if (!pen_json_dup_shown (object, name, flags, text, error))
    return FALSE;
  return *text != NULL || refuse (name, error);
}

static gboolean
read_phase (JsonObject *object, PenWireEvent *event, GError **error)
{
  g_autofree char *word = pen_json_dup_exact (object, "phase");

  for (PenPhase phase = PEN_PHASE_COMPILE; phase <= PEN_PHASE_RUN; phase++)
    if (g_strcmp0 (word, pen_phase_to_string (phase)) == 0)
      {
        event->phase = phase;
        return TRUE;
      }
  return refuse ("phase", error);
}

static gboolean
read_stream (JsonObject *object, PenWireEvent *event, GError **error)
{
  g_autofree char *word = pen_json_dup_exact (object, "stream");

  for (guint output = 0; output < PEN_N_OUTPUTS; output++)
    if (g_strcmp0 (word, pen_output_to_string (output)) == 0)
      {
        event->stream = output;
        return TRUE;
      }
  return refuse ("stream", error);
}

/* Words, each of which may be missing. */
static gboolean
read_words (JsonObject *object, GError **error, ...)
{
  va_list args;
  gboolean ok = TRUE;
  const char *name;

  va_start (args, error);
  while (ok && (name = va_arg (args, const char *)) != NULL)
    {
      char **text = va_arg (args, char **);

      ok = pen_json_dup_shown (object, name, PEN_DECODER_ONE_LINE, text, error);
    }
  va_end (args);
  return ok;
}

static gboolean
read_start (JsonObject *object, PenWireEvent *event, GError **error)
{
  gint64 version;
  gint64 edition = 0;

  if (!pen_json_get_int (object, "v", 1, G_MAXINT32, &version))
    return refuse ("v", error);
  if (version > PEN_EVENT_JSON_VERSION)
    {
      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_FORMAT,
                   "This was written by a newer Playpen (version %d of the form; this one knows "
                   "%d). Update Playpen to read it.",
                   (int)version,
                   PEN_EVENT_JSON_VERSION);
      return FALSE;
    }
  pen_json_get_int (object, "edition", 2015, 9999, &edition);
  event->edition = (guint)edition;
  return read_words (object,
                     error,
                     "playpen",
                     &event->playpen,
                     "action",
                     &event->action,
                     "toolchain",
                     &event->toolchain,
                     "channel",
                     &event->channel,
                     "mode",
                     &event->mode,
                     NULL);
}

static gboolean
read_output (JsonObject *object, PenWireEvent *event, GError **error)
{
  g_autofree char *base64 = pen_json_dup_exact (object, "bytes");
  gsize length = 0;

  if (!read_stream (object, event, error) ||
      !read_text (object, "text", PEN_DECODER_KEEP_COLOUR, &event->text, error))
    return FALSE;
  if (base64 == NULL)
    return TRUE;
  /* GLib skips what is no base64; here it is an error. */
  if (strlen (base64) % 4 != 0 ||
      strspn (base64, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") !=
          strlen (base64))
    return refuse ("bytes", error);
  if (base64[0] != '\0')
    g_base64_decode_inplace (base64, &length);
  event->bytes = g_bytes_new (base64, length);
  return TRUE;
}

static gboolean
read_dropped (JsonObject *object, PenWireEvent *event, GError **error)
{
  guint64 n_diagnostics = 0;

  if (!read_stream (object, event, error) ||
      !read_count (object, "dropped_bytes", &event->dropped_bytes, error) ||
      !read_count (object, "dropped_lines", &event->dropped_lines, error) ||
      !read_count (object, "dropped_diagnostics", &n_diagnostics, error))
    return FALSE;
  event->dropped_diagnostics = (guint)MIN (n_diagnostics, G_MAXINT32);
  return TRUE;
}

static gboolean
read_end (JsonObject *object, PenWireEvent *event, GError **error)
{
  gint64 exit_status;
  guint64 cpu_ms;
  guint64 wall_ms;
  gint64 limit;

  if (!read_phase (object, event, error) ||
      !read_text (object, "cause", PEN_DECODER_ONE_LINE, &event->cause, error) ||
      !read_text (object, "text", PEN_DECODER_KEEP_COLOUR, &event->text, error) ||
      !read_count (object, "peak_memory", &event->peak_memory, error) ||
      !read_count (object, "cpu_ms", &cpu_ms, error) ||
      !read_count (object, "wall_ms", &wall_ms, error))
    return FALSE;
  if (!pen_json_get_int (object, "exit", 0, 255, &exit_status))
    return refuse ("exit", error);
  event->exit_status = (int)exit_status;
  event->cpu_ms = (gint64)cpu_ms;
  event->wall_ms = (gint64)wall_ms;
  read_optional (object, "status", 255, &event->status);
  read_optional (object, "signal", 255, &event->signal);
  read_optional (object, "errors", G_MAXINT32, &event->n_errors);
  read_optional (object, "warnings", G_MAXINT32, &event->n_warnings);
  if (pen_json_get_int (object, "limit", 0, G_MAXINT64, &limit))
    event->limit = (guint64)limit;
  return read_words (object,
                     error,
                     "signal_name",
                     &event->signal_name,
                     "limit_unit",
                     &event->limit_unit,
                     NULL);
}

/* The members of the event's kind. */
static gboolean
read_members (JsonObject *object, PenWireEvent *event, GError **error)
{
  switch (event->kind)
    {
    case PEN_WIRE_START:
      return read_start (object, event, error);
    case PEN_WIRE_PHASE:
      return read_phase (object, event, error);
    case PEN_WIRE_OUTPUT:
      return read_output (object, event, error);
    case PEN_WIRE_DROPPED:
      return read_dropped (object, event, error);
    case PEN_WIRE_DIAGNOSTIC:
      event->diagnostic = pen_wire_diagnostic_read (object, error);
      return event->diagnostic != NULL;
    case PEN_WIRE_FILE:
      return read_text (object, "name", PEN_DECODER_ONE_LINE, &event->name, error) &&
             read_count (object, "size", &event->size, error) &&
             pen_json_dup_shown (object, "text", PEN_DECODER_KEEP_COLOUR, &event->text, error);
    case PEN_WIRE_NOTE:
      return read_text (object, "text", PEN_DECODER_KEEP_COLOUR, &event->text, error);
    case PEN_WIRE_END:
      return read_end (object, event, error);
    case PEN_WIRE_OTHER:
    default:
      return TRUE;
    }
}

static PenWireKind
kind_from_string (const char *word)
{
  for (PenWireKind kind = PEN_WIRE_START; kind <= PEN_WIRE_END; kind++)
    if (g_str_equal (word, pen_wire_kind_to_string (kind)))
      return kind;
  return PEN_WIRE_OTHER;
}

PenWireEvent *
pen_event_json_read (const char *line, gsize length, GError **error)
{
  g_autoptr (PenWireEvent) event = pen_wire_event_new (PEN_WIRE_OTHER, 0);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *word = NULL;
  JsonNode *root;

  g_return_val_if_fail (line != NULL || length == 0, NULL);

  if (!pen_event_json_check_line (line, length, error))
    return NULL;
  if (!json_parser_load_from_data (parser, line, (gssize)length, NULL))
    {
      g_set_error_literal (error,
                           PEN_CORE_ERROR,
                           PEN_CORE_ERROR_FORMAT,
                           "A line is not a JSON object.");
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      (word = pen_json_dup_exact (json_node_get_object (root), "event")) == NULL)
    {
      refuse ("event", error);
      return NULL;
    }
  event->kind = kind_from_string (word);
  pen_json_get_int (json_node_get_object (root), "ms", 0, G_MAXINT64 / 1000, &event->ms);
  if (!read_members (json_node_get_object (root), event, error))
    return NULL;
  return g_steal_pointer (&event);
}

GPtrArray *
pen_event_json_read_all (GBytes *bytes, guint max_events, GError **error)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify)pen_wire_event_free);
  gsize length;
  const char *at = g_bytes_get_data (bytes, &length);
  const char *end = at + length;

  for (guint n = 0; at < end; n++)
    {
      const char *newline = memchr (at, '\n', (gsize)(end - at));
      const char *line_end = newline != NULL ? newline : end;
      g_autoptr (PenWireEvent) event = NULL;

      if (n == max_events)
        {
          g_set_error (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_TOO_BIG,
                       "There are more than %u events.",
                       max_events);
          return NULL;
        }
      event = pen_event_json_read (at, (gsize)(line_end - at), error);
      if (event == NULL)
        return NULL;
      if (n == 0 && event->kind != PEN_WIRE_START)
        {
          refuse ("v", error);
          return NULL;
        }
      if (event->kind != PEN_WIRE_OTHER)
        g_ptr_array_add (events, g_steal_pointer (&event));
      at = newline != NULL ? newline + 1 : end;
    }
  return g_steal_pointer (&events);
}
