/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Compiler messages: recorded ones of rustc 1.96, Clippy and cargo, and forged ones. */
#include "toolchains.h"

#include <string.h>

typedef struct
{
  GPtrArray *diagnostics; /* PenDiagnostic */
  GPtrArray *texts;       /* char */
  guint n_status;
} Recording;

static void
recording_clear (Recording *recording)
{
  g_clear_pointer (&recording->diagnostics, g_ptr_array_unref);
  g_clear_pointer (&recording->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recording, recording_clear)

static Recording
load (const char *name)
{
  Recording recording = {g_ptr_array_new_with_free_func (g_object_unref),
                         g_ptr_array_new_with_free_func (g_free),
                         0};
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "rustc", name, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      PenDiagnostic *diagnostic = NULL;

      switch (pen_rustc_message_parse (lines[i], strlen (lines[i]), NULL, &diagnostic))
        {
        case PEN_RUSTC_LINE_DIAGNOSTIC:
          g_ptr_array_add (recording.diagnostics, diagnostic);
          break;
        case PEN_RUSTC_LINE_TEXT:
          g_ptr_array_add (recording.texts, g_strdup (lines[i]));
          break;
        case PEN_RUSTC_LINE_STATUS:
        default:
          recording.n_status++;
          break;
        }
    }
  return recording;
}

static char *
load_source (const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "rustc", "src", name, NULL);
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

/* What @span covers in @text. */
static char *
covered (const PenSpan *span, const char *text)
{
  gsize start = 0, end = 0;

  g_assert_true (pen_span_is_current (span, text, strlen (text)));
  g_assert_true (pen_span_to_offsets (span, text, strlen (text), &start, &end));
  return g_strndup (text + start, end - start);
}

static PenSuggestion *
get_suggestion (PenDiagnostic *diagnostic, guint i)
{
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (diagnostic);

  g_assert_cmpuint (suggestions->len, >, i);
  return g_ptr_array_index (suggestions, i);
}

/* Applies every suggestion of @name from the last to the first. */
static char *
apply_all (const char *recording_name, const char *source_name)
{
  g_auto (Recording) recording = load (recording_name);
  char *text = load_source (source_name);

  for (guint i = recording.diagnostics->len; i > 0; i--)
    {
      PenDiagnostic *diagnostic = g_ptr_array_index (recording.diagnostics, i - 1);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;

      if (pen_diagnostic_get_suggestions (diagnostic)->len == 0)
        continue;
      changed = pen_suggestion_apply (get_suggestion (diagnostic, 0),
                                      "src/main.rs",
                                      text,
                                      strlen (text),
                                      &error);
      g_assert_no_error (error);
      g_free (text);
      text = g_strndup (g_bytes_get_data (changed, NULL), g_bytes_get_size (changed));
    }
  return text;
}

static void
test_error (void)
{
  g_auto (Recording) recording = load ("borrow.json");
  g_autofree char *source = load_source ("borrow.rs");
  PenDiagnostic *error = g_ptr_array_index (recording.diagnostics, 0);
  const PenSpan *place = pen_diagnostic_get_place (error);
  PenSuggestion *suggestion = get_suggestion (error, 0);
  GPtrArray *children = pen_diagnostic_get_children (error);
  g_autofree char *word = covered (place, source);

  g_assert_cmpuint (recording.diagnostics->len, ==, 3);
  g_assert_cmpint (pen_diagnostic_get_level (error), ==, PEN_LEVEL_ERROR);
  g_assert_cmpstr (pen_diagnostic_get_message (error), ==, "borrow of moved value: `seats`");
  g_assert_cmpstr (pen_diagnostic_get_code (error), ==, "E0382");
  g_assert_nonnull (strstr (pen_diagnostic_get_explanation (error), "contents have been moved"));
  g_assert_true (g_str_has_prefix (pen_diagnostic_get_rendered (error), "\033[1m\033[91merror"));
  g_assert_cmpuint (pen_diagnostic_get_spans (error)->len, ==, 3);
  g_assert_cmpstr (place->file, ==, "src/main.rs");
  g_assert_cmpuint (place->line_start, ==, 5);
  g_assert_cmpuint (place->column_start, ==, 26);
  g_assert_true (place->is_own && place->is_primary);
  g_assert_cmpstr (place->label, ==, "value borrowed here after move");
  g_assert_cmpstr (word, ==, "seats");
  g_assert_cmpuint (children->len, ==, 2);
  g_assert_cmpint (pen_diagnostic_get_level (g_ptr_array_index (children, 1)), ==, PEN_LEVEL_HELP);
  g_assert_cmpint (suggestion->applicability, ==, PEN_APPLICABILITY_MACHINE_APPLICABLE);
  g_assert_true (pen_suggestion_is_own (suggestion));
  g_assert_false (pen_diagnostic_is_summary (error));
  g_assert_true (pen_diagnostic_is_summary (g_ptr_array_index (recording.diagnostics, 1)));
  g_assert_true (pen_diagnostic_is_summary (g_ptr_array_index (recording.diagnostics, 2)));
}

static void
test_applies (void)
{
  g_autofree char *borrow = apply_all ("borrow.json", "borrow.rs");
  g_autofree char *crlf = apply_all ("crlf.json", "crlf.rs");
  g_autofree char *lifetime = apply_all ("lifetime.json", "lifetime.rs");

  g_assert_nonnull (strstr (borrow, "consume(seats.clone())"));
  g_assert_cmpstr (
      crlf,
      ==,
      "\xef\xbb\xbf"
      "fn main() {\r\n    let _unused = 1;\r\n    let \xc3\xa9 = \"\xf0\x9f\xa6\x80\"; "
      "/* \xf0\x9f\x99\x82 */ let crab = \xc3\xa9; println!(\"{crab}\");\r\n}\r\n");
  g_assert_true (
      g_str_has_prefix (lifetime, "fn longer<'a>(a: &'a str, b: &'a str) -> &'a str {\n"));
}

static void
test_alternatives (void)
{
  g_auto (Recording) recording = load ("import.json");
  g_autofree char *source = load_source ("import.rs");
  PenDiagnostic *number = g_ptr_array_index (recording.diagnostics, 0);
  PenDiagnostic *entry = g_ptr_array_index (recording.diagnostics, 1);
  g_autoptr (GBytes) changed = NULL;

  g_assert_cmpstr (pen_diagnostic_get_code (number), ==, "E0433");
  changed = pen_suggestion_apply (get_suggestion (number, 1),
                                  "src/main.rs",
                                  source,
                                  strlen (source),
                                  NULL);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (changed, NULL),
                                   "use std::num::NonZeroU16;\nuse std::num::NonZeroU8;\n"));

  g_assert_cmpuint (pen_diagnostic_get_suggestions (entry)->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      PenEdit *edit = g_ptr_array_index (get_suggestion (entry, i)->edits, 0);

      g_assert_cmpuint (get_suggestion (entry, i)->edits->len, ==, 1);
      g_assert_nonnull (strstr (edit->replacement, i == 0 ? "btree_map" : "hash_map"));
    }
}

static void
test_macro (void)
{
  g_auto (Recording) recording = load ("macro.json");
  PenDiagnostic *comparison = g_ptr_array_index (recording.diagnostics, 2);
  const PenSpan *inside = g_ptr_array_index (pen_diagnostic_get_spans (comparison), 0);
  const PenSpan *place = pen_diagnostic_get_place (comparison);

  g_assert_cmpstr (pen_diagnostic_get_code (comparison), ==, "E0369");
  g_assert_true (g_str_has_prefix (inside->file, "/usr/src/"));
  g_assert_false (inside->is_own);
  g_assert_cmpstr (inside->macro_name, ==, "assert_eq!");
  g_assert_cmpstr (place->file, ==, "src/main.rs");
  g_assert_true (place->is_own);
  g_assert_cmpuint (place->line_start, ==, 6);
  g_assert_cmpuint (place->column_start, ==, 5);
}

static void
test_clippy (void)
{
  g_auto (Recording) recording = load ("clippy.json");
  PenSuggestion *loop = get_suggestion (g_ptr_array_index (recording.diagnostics, 0), 0);
  static const char *const lints[] = {"clippy::needless_range_loop",
                                      "clippy::len_zero",
                                      "clippy::useless_vec"};

  for (gsize i = 0; i < G_N_ELEMENTS (lints); i++)
    g_assert_cmpstr (pen_diagnostic_get_code (g_ptr_array_index (recording.diagnostics, (guint)i)),
                     ==,
                     lints[i]);
  g_assert_cmpuint (loop->edits->len, ==, 2);
  g_assert_cmpint (loop->applicability, ==, PEN_APPLICABILITY_HAS_PLACEHOLDERS);
  g_assert_true (pen_diagnostic_is_summary (g_ptr_array_index (recording.diagnostics, 3)));
}

static void
test_cargo (void)
{
  g_auto (Recording) recording = load ("cargo.json");

  g_assert_cmpuint (recording.diagnostics->len, ==, 3);
  g_assert_cmpuint (recording.n_status, ==, 2);
  g_assert_cmpstr (pen_diagnostic_get_code (g_ptr_array_index (recording.diagnostics, 0)),
                   ==,
                   "unused_mut");
  g_assert_nonnull (
      strstr (pen_diagnostic_get_rendered (g_ptr_array_index (recording.diagnostics, 0)), "\033["));
}

static void
test_crash (void)
{
  g_auto (Recording) recording = load ("ice.json");
  guint n = 0;

  g_assert_cmpint (pen_diagnostic_get_level (g_ptr_array_index (recording.diagnostics, 0)),
                   ==,
                   PEN_LEVEL_ICE);
  for (guint i = 0; i < recording.texts->len; i++)
    {
      const char *text = g_ptr_array_index (recording.texts, i);

      n += pen_rustc_message_is_crash (text, strlen (text));
    }
  /* "thread 'rustc' (…) panicked" and "the compiler unexpectedly panicked". */
  g_assert_cmpuint (n, ==, 2);
}

static void
test_crash_words (void)
{
  static const char *const yes[] = {
      "thread 'rustc' panicked at 'x', y.rs:1:1",
      "thread 'rustc' (12) panicked at compiler/x.rs:1:1:",
      "error: internal compiler error: x",
      "error: rustc interrupted by SIGSEGV, printing backtrace",
  };
  static const char *const no[] = {
      "",
      "thread 'main' panicked at x",
      "thread 'rustc' (12) is well",
      "error: aborting",
      " thread 'rustc' panicked at",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (pen_rustc_message_is_crash (yes[i], strlen (yes[i])));
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (pen_rustc_message_is_crash (no[i], strlen (no[i])));
  g_assert_false (pen_rustc_message_is_crash (yes[0], 20));
  g_assert_false (pen_rustc_message_is_crash (NULL, 0));
}

static void
test_escapes (void)
{
  g_auto (Recording) recording = load ("escape.json");
  PenDiagnostic *error = g_ptr_array_index (recording.diagnostics, 0);

  /* Kept as they are: whoever shows the message makes them visible. */
  g_assert_cmpstr (pen_diagnostic_get_message (error), ==, "\033]0;title\a and \033[31mred");
}

static PenRustcLine
parse (const char *line, const char *const *own, PenDiagnostic **ret_diagnostic)
{
  return pen_rustc_message_parse (line, strlen (line), own, ret_diagnostic);
}

/* A span of a forged message: its file, and members that are added or take the place of others. */
typedef struct
{
  const char *file;
  const char *rest;
} Forged;

static char *
make_span (const char *file, const char *rest)
{
  return g_strdup_printf ("{\"file_name\":\"%s\",\"byte_start\":1,\"byte_end\":2,\"line_start\":1,"
                          "\"line_end\":1,\"column_start\":2,\"column_end\":3,"
                          "\"is_primary\":true%s}",
                          file,
                          rest);
}

/* @other: elements before the spans, each with its comma. */
static char *
make_message (const char *other, const Forged *spans, gsize n)
{
  GString *line = g_string_new ("{\"message\":\"m\",\"code\":null,\"level\":\"error\",\"spans\":[");

  g_string_append (line, other);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *span = make_span (spans[i].file, spans[i].rest);

      g_string_append_printf (line, "%s%s", i > 0 ? "," : "", span);
    }
  g_string_append (line, "],\"children\":[]}");
  return g_string_free (line, FALSE);
}

static PenDiagnostic *
parse_forged (const char *other, const Forged *spans, gsize n, const char *const *own)
{
  g_autofree char *line = make_message (other, spans, n);
  PenDiagnostic *diagnostic = NULL;

  g_assert_cmpint (parse (line, own, &diagnostic), ==, PEN_RUSTC_LINE_DIAGNOSTIC);
  return diagnostic;
}

static PenSpan *
get_span (PenDiagnostic *diagnostic, guint i)
{
  GPtrArray *spans = pen_diagnostic_get_spans (diagnostic);

  g_assert_cmpuint (spans->len, >, i);
  return g_ptr_array_index (spans, i);
}

static void
test_own_files (void)
{
  static const char *const own[] = {"src/main.rs", "a/../b.rs", NULL};
  static const Forged spans[] = {
      {"src/main.rs", ""},
      {"./src/main.rs", ""},
      {"src/other.rs", ""},
      {"../x.rs", ""},
      {"/etc/passwd", ""},
      {"a/../b.rs", ""},
      {"<anon>", ""},
  };
  static const gboolean listed[] = {TRUE, TRUE, FALSE, FALSE, FALSE, TRUE, FALSE};
  static const gboolean guessed[] = {TRUE, TRUE, TRUE, FALSE, FALSE, FALSE, FALSE};
  g_autoptr (PenDiagnostic) with_list = parse_forged ("", spans, G_N_ELEMENTS (spans), own);
  g_autoptr (PenDiagnostic) without = parse_forged ("", spans, G_N_ELEMENTS (spans), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_assert_cmpint (get_span (with_list, i)->is_own, ==, listed[i]);
      g_assert_cmpint (get_span (without, i)->is_own, ==, guessed[i]);
    }
}

static void
test_macro_in_a_macro (void)
{
  g_autofree char *own = make_span ("src/main.rs", "");
  g_autofree char *outer =
      g_strconcat (",\"expansion\":{\"macro_decl_name\":\"outer!\",\"span\":", own, "}", NULL);
  g_autofree char *middle = make_span ("/b.rs", outer);
  g_autofree char *inner =
      g_strconcat (",\"expansion\":{\"macro_decl_name\":\"inner!\",\"span\":", middle, "}", NULL);
  const Forged spans[] = {{"src/other.rs", ",\"is_primary\":false"}, {"/a.rs", inner}};
  g_autoptr (PenDiagnostic) diagnostic = parse_forged ("", spans, G_N_ELEMENTS (spans), NULL);

  g_assert_cmpstr (pen_diagnostic_get_place (diagnostic)->file, ==, "src/main.rs");
  g_assert_cmpstr (get_span (diagnostic, 1)->macro_name, ==, "inner!");
}

static void
test_bad_spans (void)
{
  static const Forged spans[] = {
      {"a", ",\"byte_start\":3"},
      {"a", ",\"line_start\":0"},
      {"a", ",\"line_start\":2"},
      {"a", ",\"column_end\":1"},
      {"a", ",\"byte_end\":99999999999999999999"},
      {"a", ",\"line_end\":1.5"},
      {"a", ",\"file_name\":7"},
      {"good", ",\"expansion\":[],\"text\":[7],\"label\":{}"},
  };
  g_autoptr (PenDiagnostic) diagnostic =
      parse_forged ("null,[],{},", spans, G_N_ELEMENTS (spans), NULL);

  g_assert_cmpuint (pen_diagnostic_get_spans (diagnostic)->len, ==, 1);
  g_assert_cmpstr (get_span (diagnostic, 0)->file, ==, "good");
}

static void
test_half_a_suggestion (void)
{
  static const Forged spans[] = {
      {"a", ",\"suggested_replacement\":\"x\""},
      {"a", ",\"line_end\":0"},
  };
  g_autoptr (PenDiagnostic) good = parse_forged ("", spans, 1, NULL);
  g_autoptr (PenDiagnostic) bad = parse_forged ("", spans, 2, NULL);

  g_assert_cmpuint (pen_diagnostic_get_suggestions (good)->len, ==, 1);
  g_assert_cmpuint (pen_diagnostic_get_suggestions (bad)->len, ==, 0);
}

#define MESSAGE(spans)                                                                             \
  "{\"message\":\"m\",\"code\":null,\"level\":\"error\",\"spans\":[" spans "],\"children\":[]}"

static void
test_other_shapes (void)
{
  static const char *const texts[] = {
      "",
      "\n",
      "warning: unused",
      "{",
      "{}",
      "[]",
      "null",
      "{\"message\":\"m\"}",
      "{\"message\":7,\"level\":\"error\",\"spans\":[],\"children\":[]}",
      "{\"message\":\"m\",\"level\":\"fatal\",\"spans\":[],\"children\":[]}",
      "{\"message\":\"m\",\"level\":\"error\",\"children\":[]}",
      "{\"reason\":\"compiler-message\"}",
      "{\"reason\":\"compiler-message\",\"message\":[]}",
      "{\"reason\":\"compiler-message\",\"message\":{\"message\":\"m\"}}",
      MESSAGE ("") "}",
      MESSAGE ("") MESSAGE (""),
      "/**/" MESSAGE (""),
      MESSAGE ("/*") "*/",
      MESSAGE ("\x01"),
      "\xff" MESSAGE (""),
  };
  static const char *const statuses[] = {
      "{\"reason\":\"build-finished\",\"success\":true}",
      "{\"$message_type\":\"artifact\",\"artifact\":\"/home/x\",\"emit\":\"link\"}",
  };
  PenDiagnostic *diagnostic = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (parse (texts[i], NULL, &diagnostic), ==, PEN_RUSTC_LINE_TEXT);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_assert_cmpint (parse (statuses[i], NULL, &diagnostic), ==, PEN_RUSTC_LINE_STATUS);
  g_assert_cmpint (pen_rustc_message_parse (NULL, 0, NULL, &diagnostic), ==, PEN_RUSTC_LINE_TEXT);
  g_assert_null (diagnostic);
}

/* A message whose children are @open, @unit repeated to @size bytes, and @close. */
static char *
make_long (const char *open, const char *unit, const char *close, gsize size)
{
  GString *line =
      g_string_new ("{\"message\":\"m\",\"level\":\"error\",\"spans\":[],\"children\":[");

  g_string_append (line, open);
  while (line->len < size)
    g_string_append (line, unit);
  g_string_append_printf (line, "%s]}", close);
  return g_string_free (line, FALSE);
}

static char *
make_deep (const char *open, guint depth, const char *close)
{
  g_autofree char *opening = g_strnfill (depth, '[');
  g_autofree char *closing = g_strnfill (depth, ']');
  g_autofree char *middle = g_strconcat (opening, closing, NULL);

  return make_long (open, middle, close, 100);
}

static void
test_limits (void)
{
  g_autofree char *wide = make_long ("0", ",0", "", PEN_RUSTC_LINE_MAX / 2);
  g_autofree char *big = make_long ("\"", "a", "\"", PEN_RUSTC_LINE_MAX - 100);
  g_autofree char *too_big = make_long ("\"", "a", "\"", PEN_RUSTC_LINE_MAX);
  g_autoptr (PenDiagnostic) diagnostic = NULL;

  g_assert_cmpint (parse (wide, NULL, &diagnostic), ==, PEN_RUSTC_LINE_TEXT);
  g_assert_cmpint (parse (too_big, NULL, &diagnostic), ==, PEN_RUSTC_LINE_TEXT);
  g_assert_cmpint (parse (big, NULL, &diagnostic), ==, PEN_RUSTC_LINE_DIAGNOSTIC);
}

/* In a thread, whose stack is the smallest there is: the deepest that is let through fits, and
 * nothing gets past the count, also not in what json-glib takes for a comment. */
static gpointer
parse_deep (gpointer data)
{
  static const struct
  {
    const char *open;
    guint depth;
    const char *close;
    PenRustcLine kind;
  } lines[] = {
      {"", 510, "", PEN_RUSTC_LINE_DIAGNOSTIC},
      {"", 511, "", PEN_RUSTC_LINE_TEXT},
      {"", 1000000, "", PEN_RUSTC_LINE_TEXT},
      {"/*\"*/", 1000000, "/*\"*/", PEN_RUSTC_LINE_TEXT},
      {"#\"\n", 1000000, "#\"\n", PEN_RUSTC_LINE_TEXT},
      {"'\"',", 1000000, ",'\"'", PEN_RUSTC_LINE_TEXT},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = make_deep (lines[i].open, lines[i].depth, lines[i].close);
      g_autoptr (PenDiagnostic) diagnostic = NULL;

      g_assert_cmpint (parse (line, NULL, &diagnostic), ==, lines[i].kind);
    }
  return NULL;
}

static void
test_depth (void)
{
  g_thread_join (g_thread_new ("deep", parse_deep, NULL));
}

/* json-glib makes invalid UTF-8 of the first and refuses the second. */
static void
test_surrogates (void)
{
  static const char whole[] = "{\"message\":\"\\ud83e\\udd80\",\"level\":\"note\",\"spans\":[],"
                              "\"children\":[],\"rendered\":\"\"}";
  static const char high[] = "{\"message\":\"a\\ud800b\",\"level\":\"note\",\"spans\":[],"
                             "\"children\":[]}";
  static const char low[] = "{\"message\":\"\\udfff\",\"level\":\"note\",\"spans\":[],"
                            "\"children\":[]}";
  g_autoptr (PenDiagnostic) diagnostic = NULL;

  g_assert_cmpint (parse (high, NULL, &diagnostic), ==, PEN_RUSTC_LINE_TEXT);
  g_assert_cmpint (parse (low, NULL, &diagnostic), ==, PEN_RUSTC_LINE_TEXT);
  g_assert_cmpint (parse (whole, NULL, &diagnostic), ==, PEN_RUSTC_LINE_DIAGNOSTIC);
  g_assert_cmpstr (pen_diagnostic_get_message (diagnostic), ==, "🦀");
}

/* Whatever is cut off or overwritten, the answer is one of the three, and nothing is read past the
 * end (the copy has no byte to spare). */
static void
test_mangled (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "rustc", "unused.json", NULL);
  g_autofree char *contents = NULL;
  gsize len;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  len = strchr (contents, '\n') - contents;
  for (gsize i = 0; i <= len; i++)
    {
      g_autofree char *cut = g_memdup2 (contents, i);
      g_autofree char *changed = g_memdup2 (contents, len);
      g_autoptr (PenDiagnostic) from_cut = NULL;
      g_autoptr (PenDiagnostic) from_changed = NULL;

      changed[i == len ? 0 : i] = "\"{}[]:,0-\\e/'\n\xff"[i % 15];
      pen_rustc_message_parse (cut, i, NULL, &from_cut);
      pen_rustc_message_parse (changed, len, NULL, &from_changed);
      g_assert_cmpint (from_cut != NULL, ==, i == len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/rustc-message/error", test_error);
  g_test_add_func ("/toolchains/rustc-message/suggestions-apply", test_applies);
  g_test_add_func ("/toolchains/rustc-message/alternatives", test_alternatives);
  g_test_add_func ("/toolchains/rustc-message/place-outside-of-a-macro", test_macro);
  g_test_add_func ("/toolchains/rustc-message/clippy", test_clippy);
  g_test_add_func ("/toolchains/rustc-message/cargo", test_cargo);
  g_test_add_func ("/toolchains/rustc-message/compiler-crash", test_crash);
  g_test_add_func ("/toolchains/rustc-message/crash-words", test_crash_words);
  g_test_add_func ("/toolchains/rustc-message/keeps-escapes", test_escapes);
  g_test_add_func ("/toolchains/rustc-message/own-files", test_own_files);
  g_test_add_func ("/toolchains/rustc-message/macro-in-a-macro", test_macro_in_a_macro);
  g_test_add_func ("/toolchains/rustc-message/leaves-out-bad-spans", test_bad_spans);
  g_test_add_func ("/toolchains/rustc-message/half-a-suggestion", test_half_a_suggestion);
  g_test_add_func ("/toolchains/rustc-message/other-shapes-are-text", test_other_shapes);
  g_test_add_func ("/toolchains/rustc-message/limits", test_limits);
  g_test_add_func ("/toolchains/rustc-message/depth-fits-a-thread", test_depth);
  g_test_add_func ("/toolchains/rustc-message/lone-surrogates", test_surrogates);
  g_test_add_func ("/toolchains/rustc-message/mangled", test_mangled);
  return g_test_run ();
}
