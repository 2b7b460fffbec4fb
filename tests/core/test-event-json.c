/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The wire form: what is written is read back, every member is documented, and hostile lines are
 * refused at once. */
#include "core.h"

#include <json-glib/json-glib.h>
#include <string.h>

static PenSpan *
make_span (const char *file)
{
  PenSpan *span = pen_span_new (file);

  span->is_own = TRUE;
  span->is_primary = TRUE;
  span->line_start = 4;
  span->column_start = 5;
  span->line_end = 4;
  span->column_end = 9;
  span->byte_start = 40;
  span->byte_end = 44;
  span->label = g_strdup ("value \033[1m\033]0;\amoved");
  span->macro_name = g_strdup ("println!");
  span->call_site = pen_span_new ("src/main.rs");
  pen_span_take_line (span, g_strdup ("\tlet ö\x1b = 1;"), 5, 9);
  return span;
}

/* A diagnostic that fills every member, with the escapes that a macro may put anywhere. */
static PenDiagnostic *
make_diagnostic (void)
{
  PenDiagnostic *diagnostic = pen_diagnostic_new (PEN_LEVEL_ERROR, "use of\001 moved value");
  PenDiagnostic *child = pen_diagnostic_new (PEN_LEVEL_HELP, "consider\033[31m cloning");
  PenSuggestion *suggestion = pen_suggestion_new ("clone it", PEN_APPLICABILITY_MACHINE_APPLICABLE);
  g_autoptr (PenSpan) place = make_span ("src/ma\nin.rs");

  pen_diagnostic_set_code (diagnostic, "E0382", "A `move`\nhappened.");
  pen_diagnostic_set_rendered (diagnostic, "\033[1m\033[31merror\033[0m: moved \033[2J\n");
  pen_diagnostic_take_span (diagnostic, make_span ("src/main.rs"));
  pen_diagnostic_take_span (child, make_span ("src/main.rs"));
  pen_diagnostic_take_child (diagnostic, child);
  pen_suggestion_add_edit (suggestion, place, ".clone()\t\xe2\x80\xae\x01");
  pen_diagnostic_take_suggestion (diagnostic, suggestion);
  return diagnostic;
}

/* One event of each kind, and of some two, so that together they have every member. */
static GPtrArray *
make_all (void)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_wire_event_free);
  g_autoptr (PenDiagnostic) diagnostic = make_diagnostic ();
  PenEnding exited = {.cause = PEN_CAUSE_EXITED,
                      .status = 3,
                      .peak_memory = 1234567,
                      .cpu_time = 20999,
                      .wall_time = 110000};
  PenEnding wall = {.cause = PEN_CAUSE_WALL, .status = -1, .limit = 10000};
  PenEnding crash = {.cause = PEN_CAUSE_SIGNALED, .status = -1, .signal = 11};
  g_autoptr (PenVerdict) ended = pen_verdict_new (PEN_PHASE_RUN, &exited);
  g_autoptr (PenVerdict) stopped = pen_verdict_new (PEN_PHASE_RUN, &wall);
  g_autoptr (PenVerdict) crashed = pen_verdict_new (PEN_PHASE_COMPILE, &crash);
  PenWireEvent *dropped = pen_wire_event_new (PEN_WIRE_DROPPED, 9000);

  dropped->stream = PEN_OUTPUT_STDERR;
  dropped->dropped_bytes = G_GUINT64_CONSTANT (6000000000);
  dropped->dropped_lines = 7;
  g_ptr_array_add (events,
                   pen_wire_event_new_start (PEN_ACTION_RUN, "1.96.0", "stable", 2024, TRUE));
  g_ptr_array_add (events, pen_wire_event_new_phase (1999, PEN_PHASE_COMPILE));
  g_ptr_array_add (events, pen_wire_event_new_diagnostic (5000, diagnostic));
  g_ptr_array_add (
      events,
      pen_wire_event_new_output (6000, PEN_OUTPUT_STDOUT, "o\033[1mk\n", "o\033[1mk\n", 7));
  g_ptr_array_add (events,
                   pen_wire_event_new_output (7000, PEN_OUTPUT_COMPILER, "a␀\n", "a\0\r\n", 4));
  g_ptr_array_add (events, dropped);
  g_ptr_array_add (events, pen_wire_event_new_file (9500, "main.s", 17, "main:\n\tret\n"));
  g_ptr_array_add (events, pen_wire_event_new_note (9600, "Sentence."));
  g_ptr_array_add (events, pen_wire_event_new_end (120000, ended, FALSE));
  g_ptr_array_add (events, pen_wire_event_new_end (120000, stopped, TRUE));
  g_ptr_array_add (events, pen_wire_event_new_end (120000, crashed, FALSE));
  return events;
}

static PenWireEvent *
pass_through (const PenWireEvent *event)
{
  g_autofree char *line = pen_event_json_write (event, TRUE);
  g_autoptr (GError) error = NULL;
  PenWireEvent *back = pen_event_json_read (line, strlen (line), &error);

  g_assert_no_error (error);
  g_assert_nonnull (back);
  g_assert_null (strchr (line, '\n'));
  return back;
}

/* What was read writes the same line again, so nothing was lost. */
static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) events = make_all ();

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *line = pen_event_json_write (g_ptr_array_index (events, i), TRUE);
      g_autoptr (PenWireEvent) back = pass_through (g_ptr_array_index (events, i));
      g_autofree char *again = pen_event_json_write (back, TRUE);

      g_assert_cmpstr (line, ==, again);
    }
}

/* The form itself: whoever changes these lines changes a contract. */
static void
test_exact_lines (void)
{
  g_autoptr (GPtrArray) events = make_all ();
  g_autofree char *start = pen_event_json_write (g_ptr_array_index (events, 0), TRUE);
  g_autofree char *phase = pen_event_json_write (g_ptr_array_index (events, 1), TRUE);
  g_autofree char *output = pen_event_json_write (g_ptr_array_index (events, 3), TRUE);
  g_autofree char *repaired = pen_event_json_write (g_ptr_array_index (events, 4), TRUE);
  g_autofree char *dropped = pen_event_json_write (g_ptr_array_index (events, 5), TRUE);
  g_autofree char *file = pen_event_json_write (g_ptr_array_index (events, 6), TRUE);
  g_autofree char *end = pen_event_json_write (g_ptr_array_index (events, 8), TRUE);
  g_autofree char *stopped = pen_event_json_write (g_ptr_array_index (events, 9), TRUE);
  g_autofree char *crashed = pen_event_json_write (g_ptr_array_index (events, 10), TRUE);

  g_assert_cmpstr (start,
                   ==,
                   "{\"event\":\"start\",\"ms\":0,\"v\":1,\"playpen\":\"" PLAYPEN_VERSION
                   "\",\"action\":\"run\",\"toolchain\":\"1.96.0\",\"channel\":\"stable\","
                   "\"edition\":2024,\"mode\":\"release\"}");
  g_assert_cmpstr (phase, ==, "{\"event\":\"phase\",\"ms\":1,\"phase\":\"compile\"}");
  g_assert_cmpstr (output,
                   ==,
                   "{\"event\":\"output\",\"ms\":6,\"stream\":\"stdout\","
                   "\"text\":\"o\\u001b[1mk\\n\"}");
  g_assert_cmpstr (repaired,
                   ==,
                   "{\"event\":\"output\",\"ms\":7,\"stream\":\"compiler\",\"text\":\"a␀\\n\","
                   "\"bytes\":\"YQANCg==\"}");
  g_assert_cmpstr (dropped,
                   ==,
                   "{\"event\":\"dropped\",\"ms\":9,\"stream\":\"stderr\","
                   "\"dropped_bytes\":6000000000,\"dropped_lines\":7,\"dropped_diagnostics\":0}");
  g_assert_cmpstr (file,
                   ==,
                   "{\"event\":\"file\",\"ms\":9,\"name\":\"main.s\",\"size\":17,"
                   "\"text\":\"main:\\n\\tret\\n\"}");
  g_assert_cmpstr (
      end,
      ==,
      "{\"event\":\"end\",\"ms\":120,\"phase\":\"run\",\"cause\":\"exited\",\"exit\":3,"
      "\"status\":3,\"peak_memory\":1234567,\"cpu_ms\":20,\"wall_ms\":110,"
      "\"text\":\"Ended with exit status 3 after 0.11 s.\"}");
  g_assert_nonnull (strstr (stopped,
                            "\"cause\":\"wall\",\"exit\":124,\"limit\":10000,"
                            "\"limit_unit\":\"ms\","));
  g_assert_nonnull (strstr (stopped, "--time"));
  g_assert_nonnull (strstr (crashed,
                            "\"phase\":\"compile\",\"cause\":\"compiler-crash\",\"exit\":101,"
                            "\"signal\":11,\"signal_name\":\"SIGSEGV\","));
  g_assert_nonnull (strstr (crashed, "\"errors\":0,\"warnings\":0,"));
}

static void
test_reads_fields (void)
{
  g_autoptr (GPtrArray) events = make_all ();
  g_autoptr (PenWireEvent) repaired = pass_through (g_ptr_array_index (events, 4));
  g_autoptr (PenWireEvent) output = pass_through (g_ptr_array_index (events, 3));
  g_autoptr (PenWireEvent) end = pass_through (g_ptr_array_index (events, 8));
  g_autoptr (PenWireEvent) diagnostic = pass_through (g_ptr_array_index (events, 2));
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0\r\n", 4);
  const PenSpan *span;
  const PenSuggestion *suggestion;
  const PenEdit *edit;

  g_assert_true (g_bytes_equal (repaired->bytes, bytes));
  g_assert_cmpint (repaired->stream, ==, PEN_OUTPUT_COMPILER);
  g_assert_null (output->bytes);
  g_assert_cmpint (end->phase, ==, PEN_PHASE_RUN);
  g_assert_cmpint (end->status, ==, 3);
  g_assert_cmpint (end->n_errors, ==, -1);
  g_assert_cmpuint (end->peak_memory, ==, 1234567);

  span = g_ptr_array_index (pen_diagnostic_get_spans (diagnostic->diagnostic), 0);
  g_assert_cmpuint (span->line_start, ==, 4);
  g_assert_cmpuint (span->column_end, ==, 9);
  g_assert_cmpuint (span->byte_end, ==, 44);
  g_assert_true (span->is_own);
  g_assert_cmpstr (((PenSpanLine *)g_ptr_array_index (span->lines, 0))->text,
                   ==,
                   "\tlet ö\x1b = 1;");
  g_assert_cmpstr (span->call_site->file, ==, "src/main.rs");
  suggestion = g_ptr_array_index (pen_diagnostic_get_suggestions (diagnostic->diagnostic), 0);
  edit = g_ptr_array_index (suggestion->edits, 0);
  g_assert_cmpint (suggestion->applicability, ==, PEN_APPLICABILITY_MACHINE_APPLICABLE);
  g_assert_cmpstr (edit->replacement, ==, ".clone()\t\xe2\x80\xae\x01");
}

/* Whatever a macro put into a message, what is marked shown is safe to show. */
static void
test_diagnostics_are_made_safe (void)
{
  g_autoptr (GPtrArray) events = make_all ();
  g_autoptr (PenWireEvent) event = pass_through (g_ptr_array_index (events, 2));
  PenDiagnostic *diagnostic = event->diagnostic;
  PenDiagnostic *child = g_ptr_array_index (pen_diagnostic_get_children (diagnostic), 0);
  const PenSpan *span = g_ptr_array_index (pen_diagnostic_get_spans (diagnostic), 0);
  const PenSuggestion *suggestion =
      g_ptr_array_index (pen_diagnostic_get_suggestions (diagnostic), 0);
  const PenEdit *edit = g_ptr_array_index (suggestion->edits, 0);
  g_autofree char *line = pen_event_json_write (event, FALSE);

  g_assert_cmpstr (pen_diagnostic_get_message (diagnostic), ==, "use of␁ moved value");
  g_assert_cmpstr (pen_diagnostic_get_message (child), ==, "consider cloning");
  g_assert_cmpstr (span->label, ==, "value ␛]0;␇moved");
  g_assert_cmpstr (edit->span->file, ==, "src/ma␊in.rs");
  g_assert_cmpstr (pen_diagnostic_get_rendered (diagnostic),
                   ==,
                   "\033[1m\033[31merror\033[0m: moved ␛[2J\n");
  g_assert_nonnull (strstr (line, "\"rendered\":\"error: moved ␛[2J\\n\""));
  g_assert_null (strstr (line, "\"explanation\""));
}

static void
test_from_entries (void)
{
  g_autoptr (PenTranscript) transcript = pen_transcript_new (1024);
  g_autoptr (PenDiagnostic) diagnostic = make_diagnostic ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  PenEnding ending = {.cause = PEN_CAUSE_EXITED};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);
  g_autoptr (PenWireEvent) start = pen_wire_event_new_start (PEN_ACTION_TEST, NULL, NULL, 0, FALSE);
  g_autofree char *first = pen_event_json_write (start, FALSE);
  gboolean seen[PEN_WIRE_END + 1] = {FALSE};

  pen_transcript_begin_phase (transcript, 0, PEN_PHASE_COMPILE);
  pen_transcript_append_diagnostic (transcript, 0, diagnostic);
  pen_transcript_append_note (transcript, 0, "Note.");
  for (guint i = 0; i < 200; i++)
    pen_transcript_append_output (transcript, 0, PEN_OUTPUT_STDOUT, "0123456789\xff\n", 12);
  pen_transcript_end (transcript, 0, verdict);

  g_string_append_printf (lines, "%s\n", first);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (G_LIST_MODEL (transcript), i);
      g_autoptr (PenWireEvent) event = pen_wire_event_new_from_entry (entry);
      g_autofree char *line = pen_event_json_write (event, FALSE);

      g_string_append_printf (lines, "%s\n", line);
    }
  bytes = g_bytes_new (lines->str, lines->len);
  events = pen_event_json_read_all (bytes, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, g_list_model_get_n_items (G_LIST_MODEL (transcript)) + 1);
  for (guint i = 0; i < events->len; i++)
    {
      const PenWireEvent *event = g_ptr_array_index (events, i);

      seen[event->kind] = TRUE;
      if (event->kind == PEN_WIRE_DROPPED)
        g_assert_cmpuint (event->dropped_bytes,
                          ==,
                          pen_transcript_get_n_dropped_bytes (transcript, PEN_OUTPUT_STDOUT));
    }
  for (guint kind = PEN_WIRE_START; kind <= PEN_WIRE_END; kind++)
    g_assert_true (seen[kind] || kind == PEN_WIRE_FILE);
}

/* All member names below @node. */
static void
collect_names (JsonNode *node, GHashTable *names)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_names (json_array_get_element (array, i), names);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));

      for (GList *l = members; l != NULL; l = l->next)
        {
          g_hash_table_add (names, g_strdup (l->data));
          collect_names (json_object_get_member (json_node_get_object (node), l->data), names);
        }
    }
}

/* The one place that documents the form names what is written, and writes what it names. */
static void
test_every_member_is_documented (void)
{
  g_autoptr (GPtrArray) events = make_all ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) documented = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) row =
      g_regex_new ("^ \\* {3,}([a-z_]+) +(string|integer|boolean|array|object)[?]?( |$)",
                   G_REGEX_MULTILINE,
                   0,
                   NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *header = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *line = pen_event_json_write (g_ptr_array_index (events, i), TRUE);
      g_autoptr (JsonNode) node = json_from_string (line, NULL);

      collect_names (node, names);
    }
  g_hash_table_add (names, g_strdup ("reduced")); /* of a diagnostic that is too big */

  g_file_get_contents (SOURCE_ROOT "/app/core/event-json.h", &header, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (row, header, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_hash_table_add (documented, g_match_info_fetch (match, 1));

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (documented, name))
      g_error ("“%s” is written but not documented in event-json.h", (char *)name);
  g_hash_table_iter_init (&iter, documented);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (names, name))
      g_error ("“%s” is documented in event-json.h but never written", (char *)name);
}

/* A message that does not fit is reduced, and is still an event. */
static void
test_reduces_what_is_too_big (void)
{
  g_autoptr (PenDiagnostic) diagnostic = pen_diagnostic_new (PEN_LEVEL_WARNING, "headline");
  g_autoptr (PenWireEvent) event = pen_wire_event_new_diagnostic (0, diagnostic);
  g_autofree char *line = NULL;
  g_autoptr (PenWireEvent) back = NULL;

  for (guint i = 0; i < 100; i++)
    {
      PenSpan *span = pen_span_new ("src/main.rs");

      for (guint j = 0; j < 300; j++)
        pen_span_take_line (span, g_strdup ("\""), 1, 1);
      pen_diagnostic_take_span (diagnostic, span);
    }
  line = pen_event_json_write (event, FALSE);
  g_assert_cmpstr (line,
                   ==,
                   "{\"event\":\"diagnostic\",\"ms\":0,\"level\":\"warning\","
                   "\"message\":\"headline\",\"reduced\":true}");
  back = pass_through (event);
  g_assert_cmpuint (pen_diagnostic_get_spans (back->diagnostic)->len, ==, 0);
}

static void
test_cuts_long_drawings (void)
{
  g_autoptr (PenDiagnostic) diagnostic = pen_diagnostic_new (PEN_LEVEL_ERROR, "long");
  g_autoptr (PenWireEvent) event = pen_wire_event_new_diagnostic (0, diagnostic);
  g_autoptr (GString) rendered = g_string_new (NULL);
  g_autoptr (PenWireEvent) back = NULL;
  const char *text;

  while (rendered->len < 3 * 1024 * 1024)
    g_string_append (rendered, "\033[31mredder than \"red\"\033[0m\n");
  pen_diagnostic_set_rendered (diagnostic, rendered->str);
  back = pass_through (event);
  text = pen_diagnostic_get_rendered (back->diagnostic);
  g_assert_cmpuint (strlen (text), <=, 1024 * 1024 + 10);
  g_assert_true (g_str_has_suffix (text, "\033[0m\n\033[0m…"));
}

static void
test_skips_what_it_does_not_know (void)
{
  static const char text[] = "{\"v\":1,\"event\":\"start\",\"ms\":0,\"later\":{\"a\":[1,2,{}]}}\n"
                             "{\"event\":\"weather\",\"ms\":3,\"sunny\":true}\n"
                             "{\"event\":\"note\",\"ms\":4,\"text\":\"hi\",\"text2\":null}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = pen_event_json_read_all (bytes, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpstr (((PenWireEvent *)g_ptr_array_index (events, 1))->text, ==, "hi");
}

static void
test_refuses_bad_lines (void)
{
  static const char *const rows[] = {
      "",
      "null",
      "[]",
      "{",
      "{}",
      "{\"event\":7}",
      "{\"event\":null}",
      "{\"event\":\"start\"}",
      "{\"event\":\"start\",\"v\":\"1\"}",
      "{\"event\":\"start\",\"v\":0}",
      "{\"event\":\"start\",\"v\":2}",
      "{\"event\":\"start\",\"v\":1,\"action\":\"r\\nun\"}",
      "{\"event\":\"phase\",\"phase\":\"lunch\"}",
      "{\"event\":\"output\",\"stream\":\"stdin\",\"text\":\"\"}",
      "{\"event\":\"output\",\"stream\":\"stdout\"}",
      "{\"event\":\"output\",\"stream\":\"stdout\",\"text\":5}",
      "{\"event\":\"output\",\"stream\":\"stdout\",\"text\":\"\\u001b]0;x\\u0007\"}",
      "{\"event\":\"output\",\"stream\":\"stdout\",\"text\":\"\\u202e\"}",
      "{\"event\":\"output\",\"stream\":\"stdout\",\"text\":\"open \\u001b[\"}",
      "{\"event\":\"output\",\"stream\":\"stdout\",\"text\":\"\",\"bytes\":\"YQ\"}",
      "{\"event\":\"output\",\"stream\":\"stdout\",\"text\":\"\",\"bytes\":\"Y Q=\"}",
      "{\"event\":\"dropped\",\"stream\":\"stdout\",\"dropped_bytes\":-1}",
      "{\"event\":\"diagnostic\",\"level\":\"error\"}",
      "{\"event\":\"diagnostic\",\"level\":\"fatal\",\"message\":\"\"}",
      "{\"event\":\"diagnostic\",\"level\":\"error\",\"message\":\"\\u001b[1mbold\\u001b[m\"}",
      "{\"event\":\"diagnostic\",\"level\":\"error\",\"message\":\"\",\"spans\":[1]}",
      "{\"event\":\"diagnostic\",\"level\":\"error\",\"message\":\"\",\"spans\":[{}]}",
      "{\"event\":\"diagnostic\",\"level\":\"error\",\"message\":\"\",\"children\":[[]]}",
      ("{\"event\":\"diagnostic\",\"level\":\"error\",\"message\":\"\","
       "\"suggestions\":[{\"message\":\"x\",\"edits\":[]}]}"),
      "{\"event\":\"file\",\"name\":\"a\\nb\",\"size\":1}",
      "{\"event\":\"file\",\"name\":\"a\",\"size\":1.5}",
      "{\"event\":\"note\",\"text\":\"\\u0007\"}",
      "{\"event\":\"note\",/* json-glib would take this */\"text\":\"x\"}",
      "{\"event\":\"note\",\"text\":\"x\"}}",
      "{\"event\":\"note\",\"text\":\"x\"} {\"event\":\"note\",\"text\":\"y\"}",
      "{\"event\":\"note\",\"text\":\"\xff\"}",
      ("{\"event\":\"end\",\"phase\":\"run\",\"cause\":\"exited\",\"text\":\"\","
       "\"peak_memory\":1,\"cpu_ms\":1,\"wall_ms\":1,\"exit\":256}"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PenWireEvent) event = pen_event_json_read (rows[i], strlen (rows[i]), &error);

      if (event != NULL)
        g_error ("accepted: %s", rows[i]);
      g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
assert_too_big (GString *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenWireEvent) event = pen_event_json_read (line->str, line->len, &error);

  g_assert_null (event);
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG);
}

/* Deep, wide and long lines never reach json-glib. */
static void
test_refuses_big_lines (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"event\":\"note\",\"x\":");
  g_autoptr (GString) wide = g_string_new ("{\"event\":\"note\",\"x\":[");
  g_autoptr (GString) large = g_string_new ("{\"event\":\"note\",\"text\":\"");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  assert_too_big (deep);
  for (guint i = 0; i < 200000; i++)
    g_string_append (wide, "1,");
  g_string_append (wide, "1]}");
  assert_too_big (wide);
  while (large->len < PEN_EVENT_JSON_MAX_LINE)
    g_string_append (large, "0123456789");
  g_string_append (large, "\"}");
  assert_too_big (large);
}

static void
test_refuses_streams (void)
{
  static const char no_start[] = "{\"event\":\"note\",\"text\":\"x\"}\n";
  static const char many[] =
      "{\"event\":\"start\",\"v\":1}\n{\"event\":\"x\"}\n{\"event\":\"x\"}\n";
  g_autoptr (GBytes) first = g_bytes_new_static (no_start, strlen (no_start));
  g_autoptr (GBytes) second = g_bytes_new_static (many, strlen (many));
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  g_autoptr (GPtrArray) empty = pen_event_json_read_all (none, 10, NULL);
  g_autoptr (GPtrArray) enough = pen_event_json_read_all (second, 3, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (enough->len, ==, 1);
  g_assert_null (pen_event_json_read_all (first, 10, &error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (pen_event_json_read_all (second, 2, &error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG);
}

/* A stream written as it is read: its bytes can be had back whole, however it was cut. */
static void
test_bytes_survive (void)
{
  static const char stream[] = "ok\r\n\xc3\xb6 \xff\xfe \033[1mbold\033[0m \033]0;t\a\0end\xe2\x82";
  const gsize length = sizeof stream - 1;

  for (gsize chunk = 1; chunk <= length; chunk++)
    {
      g_autoptr (PenDecoder) decoder = pen_decoder_new (PEN_DECODER_KEEP_COLOUR, 0);
      g_autoptr (GByteArray) back = g_byte_array_new ();

      for (gsize at = 0; at <= length + chunk; at += chunk)
        {
          gsize n = at < length ? MIN (chunk, length - at) : 0;
          g_autoptr (GString) text = g_string_new (NULL);
          g_autoptr (PenWireEvent) event = NULL;
          g_autoptr (PenWireEvent) read = NULL;

          if (n > 0)
            pen_decoder_push (decoder, stream + at, n, text);
          else
            pen_decoder_flush (decoder, text);
          event = pen_wire_event_new_output (0,
                                             PEN_OUTPUT_STDOUT,
                                             text->str,
                                             n > 0 ? stream + at : NULL,
                                             n);
          read = pass_through (event);
          if (read->bytes != NULL)
            g_byte_array_append (back,
                                 g_bytes_get_data (read->bytes, NULL),
                                 (guint)g_bytes_get_size (read->bytes));
          else
            g_byte_array_append (back, (const guint8 *)read->text, (guint)strlen (read->text));
        }
      g_assert_cmpmem (back->data, back->len, stream, length);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/event-json/round-trip", test_round_trip);
  g_test_add_func ("/core/event-json/exact-lines", test_exact_lines);
  g_test_add_func ("/core/event-json/reads-fields", test_reads_fields);
  g_test_add_func ("/core/event-json/diagnostics-are-made-safe", test_diagnostics_are_made_safe);
  g_test_add_func ("/core/event-json/from-entries", test_from_entries);
  g_test_add_func ("/core/event-json/every-member-is-documented", test_every_member_is_documented);
  g_test_add_func ("/core/event-json/reduces-what-is-too-big", test_reduces_what_is_too_big);
  g_test_add_func ("/core/event-json/cuts-long-drawings", test_cuts_long_drawings);
  g_test_add_func ("/core/event-json/skips-what-it-does-not-know",
                   test_skips_what_it_does_not_know);
  g_test_add_func ("/core/event-json/refuses-bad-lines", test_refuses_bad_lines);
  g_test_add_func ("/core/event-json/refuses-big-lines", test_refuses_big_lines);
  g_test_add_func ("/core/event-json/refuses-streams", test_refuses_streams);
  g_test_add_func ("/core/event-json/bytes-survive", test_bytes_survive);
  return g_test_run ();
}
