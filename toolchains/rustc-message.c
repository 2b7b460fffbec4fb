/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One JSON line of rustc, Clippy or cargo becomes a PenDiagnostic. The only file that knows that
 * dialect (rustc book, "JSON output"). The line is untrusted, so json-guard sees it first. */
#include "rustc-message.h"

#include <json-glib/json-glib.h>

#include <string.h>

#include "json-guard.h"

#define MAX_DEPTH 512
#define MAX_VALUES 100000
#define MAX_SPANS 256
#define MAX_CHILDREN 128
#define MAX_LINES 512
#define MAX_EXPANSIONS 64
#define MAX_NAME 4096

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Elements of an array; 0 when there is none. */
static guint
get_array (JsonObject *object, const char *name, guint max, JsonArray **ret_array)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return 0;
  *ret_array = json_node_get_array (node);
  return MIN (json_array_get_length (*ret_array), max);
}

static JsonObject *
array_get_object (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static char *
dup_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *value = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    value = json_node_get_string (node);
  return g_strdup (value);
}

static gboolean
get_uint (JsonObject *object, const char *name, guint min, guint *ret_value)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  if (value < min || value > G_MAXINT32)
    return FALSE;
  *ret_value = (guint)value;
  return TRUE;
}

static gboolean
is_own_file (const char *name, const char *const *own_files)
{
  if (own_files != NULL)
    return g_strv_contains (own_files, name);
  if (name[0] == '\0' || name[0] == '/' || name[0] == '<')
    return FALSE;

  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  return !g_strv_contains ((const char *const *)parts, "..");
}

static void
parse_lines (JsonObject *object, PenSpan *span)
{
  JsonArray *array = NULL;
  guint n = get_array (object, "text", MAX_LINES, &array);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *line = array_get_object (array, i);
      g_autofree char *text = NULL;
      guint start = 0, end = 0;

      if (line == NULL || (text = dup_string (line, "text")) == NULL ||
          !get_uint (line, "highlight_start", 1, &start) ||
          !get_uint (line, "highlight_end", 1, &end))
        return;
      pen_span_take_line (span, g_steal_pointer (&text), start, end);
    }
}

/* Without regard to macros. NULL when it makes no sense. */
static PenSpan *
parse_place (JsonObject *object, const char *const *own_files)
{
  g_autofree char *file = dup_string (object, "file_name");
  g_autoptr (PenSpan) span = NULL;
  guint byte_start = 0, byte_end = 0;
  gboolean complete;

  if (file == NULL || strlen (file) > MAX_NAME)
    return NULL;
  span = pen_span_new (g_str_has_prefix (file, "./") ? file + 2 : file);
  span->is_own = is_own_file (span->file, own_files);
  span->label = dup_string (object, "label");
  complete = get_uint (object, "line_start", 1, &span->line_start) &&
             get_uint (object, "line_end", 1, &span->line_end) &&
             get_uint (object, "column_start", 1, &span->column_start) &&
             get_uint (object, "column_end", 1, &span->column_end) &&
             get_uint (object, "byte_start", 0, &byte_start) &&
             get_uint (object, "byte_end", 0, &byte_end);
  if (!complete || byte_end < byte_start || span->line_end < span->line_start ||
      (span->line_end == span->line_start && span->column_end < span->column_start))
    return NULL;
  span->byte_start = byte_start;
  span->byte_end = byte_end;
  parse_lines (object, span);
  return g_steal_pointer (&span);
}

static gboolean
get_true (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/* Follows the calls of macros outwards to the first that the program itself makes. */
static void
parse_expansion (JsonObject *object, PenSpan *span, const char *const *own_files)
{
  JsonObject *expansion = get_object (object, "expansion");

  if (expansion != NULL)
    span->macro_name = dup_string (expansion, "macro_decl_name");
  for (guint i = 0; expansion != NULL && span->call_site == NULL && i < MAX_EXPANSIONS; i++)
    {
      JsonObject *caller = get_object (expansion, "span");
      g_autoptr (PenSpan) place = NULL;

      if (caller == NULL)
        return;
      place = parse_place (caller, own_files);
      if (place != NULL && place->is_own)
        span->call_site = g_steal_pointer (&place);
      expansion = get_object (caller, "expansion");
    }
}

static PenSpan *
parse_span (JsonObject *object, const char *const *own_files)
{
  PenSpan *span = parse_place (object, own_files);

  if (span == NULL)
    return NULL;
  span->is_primary = get_true (object, "is_primary");
  parse_expansion (object, span, own_files);
  return span;
}

static PenApplicability
parse_applicability (JsonObject *span)
{
  g_autofree char *word = dup_string (span, "suggestion_applicability");

  if (g_strcmp0 (word, "MachineApplicable") == 0)
    return PEN_APPLICABILITY_MACHINE_APPLICABLE;
  if (g_strcmp0 (word, "MaybeIncorrect") == 0)
    return PEN_APPLICABILITY_MAYBE_INCORRECT;
  if (g_strcmp0 (word, "HasPlaceholders") == 0)
    return PEN_APPLICABILITY_HAS_PLACEHOLDERS;
  return PEN_APPLICABILITY_UNSPECIFIED;
}

static gboolean
same_place (const PenSpan *a, const PenSpan *b)
{
  return a->byte_start == b->byte_start && a->byte_end == b->byte_end &&
         g_str_equal (a->file, b->file);
}

/* rustc lists the parts of all alternatives in a row. Parts of one alternative never share their
 * place, so a part at a place that is taken begins the next alternative. */
static void
add_part (GPtrArray *suggestions,
          const char *message,
          PenSpan *span,
          const char *replacement,
          PenApplicability applicability)
{
  PenSuggestion *current = NULL;

  if (suggestions->len > 0)
    current = g_ptr_array_index (suggestions, suggestions->len - 1);
  for (guint i = 0; current != NULL && i < current->edits->len; i++)
    {
      const PenEdit *edit = g_ptr_array_index (current->edits, i);

      if (same_place (edit->span, span))
        current = NULL;
    }
  if (current == NULL)
    {
      current = pen_suggestion_new (message, applicability);
      g_ptr_array_add (suggestions, current);
    }
  else if (applicability != current->applicability)
    current->applicability = PEN_APPLICABILITY_UNSPECIFIED;
  pen_suggestion_add_edit (current, span, replacement);
}

/* Spans of @object go to @target; what they propose goes to @diagnostic. */
static void
parse_spans (JsonObject *object,
             PenDiagnostic *target,
             PenDiagnostic *diagnostic,
             const char *const *own_files)
{
  g_autoptr (GPtrArray) suggestions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)pen_suggestion_unref);
  JsonArray *array = NULL;
  guint n = get_array (object, "spans", MAX_SPANS, &array);
  gboolean whole = n > 0 && n == json_array_get_length (array);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *element = array_get_object (array, i);
      PenSpan *span = element != NULL ? parse_span (element, own_files) : NULL;
      g_autofree char *replacement = NULL;

      whole = whole && span != NULL;
      if (span == NULL)
        continue;
      pen_diagnostic_take_span (target, span);
      replacement = dup_string (element, "suggested_replacement");
      if (replacement != NULL)
        add_part (suggestions,
                  pen_diagnostic_get_message (target),
                  span,
                  replacement,
                  parse_applicability (element));
    }
  /* Half of a suggestion is none. */
  for (guint i = 0; whole && i < suggestions->len; i++)
    pen_diagnostic_take_suggestion (diagnostic,
                                    pen_suggestion_ref (g_ptr_array_index (suggestions, i)));
}

static gboolean
parse_level (JsonObject *object, PenLevel *ret_level)
{
  static const char *const words[] = {
      [PEN_LEVEL_ICE] = "error: internal compiler error",
      [PEN_LEVEL_ERROR] = "error",
      [PEN_LEVEL_WARNING] = "warning",
      [PEN_LEVEL_NOTE] = "note",
      [PEN_LEVEL_HELP] = "help",
      [PEN_LEVEL_FAILURE_NOTE] = "failure-note",
  };
  g_autofree char *word = dup_string (object, "level");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (word, words[i]) == 0)
        {
          *ret_level = (PenLevel)i;
          return TRUE;
        }
    }
  return FALSE;
}

/* What a message and its children have in common. */
static PenDiagnostic *
parse_common (JsonObject *object)
{
  g_autofree char *message = dup_string (object, "message");
  JsonObject *code = get_object (object, "code");
  PenLevel level = PEN_LEVEL_ERROR;
  PenDiagnostic *diagnostic;

  if (message == NULL || !parse_level (object, &level) ||
      !json_object_has_member (object, "spans") || !json_object_has_member (object, "children"))
    return NULL;
  diagnostic = pen_diagnostic_new (level, message);
  if (code != NULL)
    {
      g_autofree char *name = dup_string (code, "code");
      g_autofree char *explanation = dup_string (code, "explanation");

      pen_diagnostic_set_code (diagnostic, name, explanation);
    }
  return diagnostic;
}

static PenDiagnostic *
parse_diagnostic (JsonObject *object, const char *const *own_files)
{
  PenDiagnostic *diagnostic = parse_common (object);
  g_autofree char *rendered = dup_string (object, "rendered");
  JsonArray *children = NULL;
  guint n;

  if (diagnostic == NULL)
    return NULL;
  pen_diagnostic_set_rendered (diagnostic, rendered);
  parse_spans (object, diagnostic, diagnostic, own_files);
  n = get_array (object, "children", MAX_CHILDREN, &children);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *element = array_get_object (children, i);
      PenDiagnostic *child = element != NULL ? parse_common (element) : NULL;

      if (child == NULL)
        continue;
      parse_spans (element, child, diagnostic, own_files);
      pen_diagnostic_take_child (diagnostic, child);
    }
  return diagnostic;
}

PenRustcLine
pen_rustc_message_parse (const char *line,
                         gsize len,
                         const char *const *own_files,
                         PenDiagnostic **ret_diagnostic)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autofree char *reason = NULL, *type = NULL;
  PenDiagnostic *diagnostic;
  JsonObject *object;

  g_return_val_if_fail (line != NULL || len == 0, PEN_RUSTC_LINE_TEXT);
  g_return_val_if_fail (ret_diagnostic != NULL, PEN_RUSTC_LINE_TEXT);

  while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
    len--;
  if (len > PEN_RUSTC_LINE_MAX ||
      pen_json_guard (line, len, MAX_DEPTH, MAX_VALUES) != PEN_JSON_FITS)
    return PEN_RUSTC_LINE_TEXT;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, line, len, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return PEN_RUSTC_LINE_TEXT;

  object = json_node_get_object (json_parser_get_root (parser));
  reason = dup_string (object, "reason");
  if (g_strcmp0 (reason, "compiler-message") == 0)
    object = get_object (object, "message");
  else if (reason != NULL)
    return PEN_RUSTC_LINE_STATUS;
  if (object == NULL)
    return PEN_RUSTC_LINE_TEXT;
  type = dup_string (object, "$message_type");
  if (type != NULL && !g_str_equal (type, "diagnostic"))
    return PEN_RUSTC_LINE_STATUS;
  diagnostic = parse_diagnostic (object, own_files);
  if (diagnostic == NULL)
    return PEN_RUSTC_LINE_TEXT;
  *ret_diagnostic = diagnostic;
  return PEN_RUSTC_LINE_DIAGNOSTIC;
}

gboolean
pen_rustc_message_is_crash (const char *line, gsize len)
{
  static const char *const beginnings[] = {
      "thread 'rustc' panicked at",
      "error: internal compiler error",
      "error: the compiler unexpectedly panicked",
      "error: rustc interrupted by SIG",
  };
  g_autofree char *text = NULL;

  g_return_val_if_fail (line != NULL || len == 0, FALSE);

  text = g_strndup (len > 0 ? line : "", MIN (len, 256));
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (text, beginnings[i]))
      return TRUE;
  /* Newer compilers put the thread's number between: thread 'rustc' (6961) panicked at */
  return g_str_has_prefix (text, "thread 'rustc' (") && strstr (text, ") panicked at") != NULL;
}
