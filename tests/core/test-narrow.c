/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Diagnostics on a narrow screen: what a line of each kind looks like, that none is ever wider than
 * was asked for, and that nothing a compiler or a macro says makes it long or slow. */
#include "core.h"

#include <string.h>

/* --- Making diagnostics --- */

typedef struct
{
  const char *file;
  guint line;
  const char *text;
  guint start;
  guint end;
  const char *label;
  gboolean is_primary;
} Place;

static PenSpan *
make_span (const Place *place)
{
  PenSpan *span = pen_span_new (place->file != NULL ? place->file : "src/main.rs");

  span->is_own = span->file[0] != '/';
  span->line_start = span->line_end = place->line;
  span->column_start = place->start;
  span->column_end = place->end;
  span->label = g_strdup (place->label);
  span->is_primary = place->is_primary;
  if (place->text != NULL)
    pen_span_take_line (span, g_strdup (place->text), place->start, place->end);
  return span;
}

static PenDiagnostic *
make_error (const char *message, const Place *places, guint n)
{
  PenDiagnostic *diagnostic = pen_diagnostic_new (PEN_LEVEL_ERROR, message);

  for (guint i = 0; i < n; i++)
    pen_diagnostic_take_span (diagnostic, make_span (&places[i]));
  return diagnostic;
}

static void
add_child (PenDiagnostic *diagnostic, PenLevel level, const char *message, const Place *place)
{
  PenDiagnostic *child = pen_diagnostic_new (level, message);

  if (place != NULL)
    pen_diagnostic_take_span (child, make_span (place));
  pen_diagnostic_take_child (diagnostic, child);
}

static void
add_suggestion (PenDiagnostic *diagnostic,
                const char *message,
                PenApplicability applicability,
                const char *file,
                const char *replacement)
{
  PenSuggestion *suggestion = pen_suggestion_new (message, applicability);
  const Place place = {.file = file, .line = 1, .start = 1, .end = 1};
  g_autoptr (PenSpan) span = make_span (&place);

  pen_suggestion_add_edit (suggestion, span, replacement);
  pen_diagnostic_take_suggestion (diagnostic, suggestion);
}

/* --- Looking at drawings --- */

/* What holds of every drawing. */
static void
check_lines (GPtrArray *lines, PenDiagnostic *diagnostic, guint width)
{
  g_assert_cmpuint (lines->len, >, 0);
  g_assert_cmpuint (lines->len, <=, PEN_NARROW_MAX_LINES);
  for (guint i = 0; i < lines->len; i++)
    {
      const PenNarrowLine *line = g_ptr_array_index (lines, i);

      g_assert_true (g_utf8_validate (line->text, -1, NULL));
      for (const char *c = line->text; *c != '\0'; c++)
        g_assert_true ((guchar)*c >= 0x20 && *c != 0x7f);
      if (pen_columns_of_text (line->text, -1) > width)
        g_error ("wider than %u: %s", width, line->text);
      g_assert_true (line->span == NULL || line->span->is_own);
      if (line->role == PEN_NARROW_FIX)
        g_assert_cmpuint (line->suggestion, <, pen_diagnostic_get_suggestions (diagnostic)->len);
    }
}

/* One line for each: its role, then its text. */
static char *
describe (PenDiagnostic *diagnostic, guint width)
{
  g_autoptr (GPtrArray) lines = pen_narrow_draw (diagnostic, width);
  GString *result = g_string_new (NULL);

  check_lines (lines, diagnostic, MAX (width, PEN_NARROW_MIN_WIDTH));
  for (guint i = 0; i < lines->len; i++)
    {
      const PenNarrowLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (result,
                              "%c%c%s\n",
                              "HPSULNF"[line->role],
                              line -> goes_on            ? '+'
                                      : line->is_primary ? '*'
                                                         : ' ',
                              line->text);
    }
  return g_string_free (result, FALSE);
}

static void
assert_drawn (PenDiagnostic *diagnostic, guint width, const char *expected)
{
  g_autofree char *result = describe (diagnostic, width);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_labels (void)
{
  const Place places[] = {
      {.line = 12,
       .text = "    println!(\"{}\", seats);",
       .start = 20,
       .end = 25,
       .label = "value borrowed here after move",
       .is_primary = TRUE},
      {.line = 9, .text = "    let seats = vec![4];", .start = 17, .end = 24, .label = NULL},
      {.line = 9, .text = "    let seats = vec![4];", .start = 9, .end = 14, .label = "moves"},
  };
  g_autoptr (PenDiagnostic) error = make_error ("borrow of moved value", places, 3);

  pen_diagnostic_set_code (error, "E0382", NULL);
  assert_drawn (error,
                30,
                "H error[E0382]: borrow of moved\n"
                "H+  value\n"
                "P src/main.rs:12:20\n"
                "S  9 let seats = vec![4];\n"
                "U        -----\n"
                "L    moves\n"
                "U                -------\n"
                "S 12 println!(\"{}\", seats);\n"
                "U*                  ^^^^^\n"
                "L*   value borrowed here after\n"
                "L+   move\n");
}

/* The range is marked on each line that it was wrapped to, its label stands below the last. */
static void
test_wrapped_source (void)
{
  const Place places[] = {
      {.line = 3,
       .text = "let total = first_value + second_value + third;",
       .start = 13,
       .end = 39,
       .label = "here",
       .is_primary = TRUE},
  };
  g_autoptr (PenDiagnostic) error = make_error ("no", places, 1);

  assert_drawn (error,
                24,
                "H error: no\n"
                "P src/main.rs:3:13\n"
                "S 3 let total =\n"
                "S+    first_value +\n"
                "U*    ^^^^^^^^^^^^^\n"
                "S+    second_value +\n"
                "U*    ^^^^^^^^^^^^\n"
                "L*  here\n"
                "S+    third;\n");
}

static void
test_characters (void)
{
  const Place places[] = {
      /* tabs: two of indent, one within */
      {.line = 1, .text = "\t\tlet a =\t7;", .start = 11, .end = 12, .is_primary = TRUE},
      {.line = 2, .text = "\t\t  let 日本 = \"🦀\";", .start = 9, .end = 11, .label = "wide"},
      {.line = 3, .text = "\t\te\xcc\x81\xcc\x81x = 1", .start = 6, .end = 7, .label = "x"},
      {.line = 4, .text = "\t\ta\033[2Jb\xe2\x80\xaeX", .start = 8, .end = 9, .label = "b"},
      {.line = 5, .text = "", .start = 1, .end = 1},
  };
  g_autoptr (PenDiagnostic) error = make_error ("no", places, 5);

  assert_drawn (error,
                40,
                "H error: no\n"
                "P src/main.rs:1:11\n"
                "S 1 let a = 7;\n"
                "U*          ^\n"
                "S 2   let 日本 = \"🦀\";\n"
                "U         ----\n"
                "L   wide\n"
                "S 3 e\xcc\x81\xcc\x81x = 1\n"
                "U    -\n"
                "L   x\n"
                "S 4 a␛[2Jb⟨U+202E⟩X\n"
                "U        -\n"
                "L   b\n"
                "S 5 \n"
                "U   -\n");
}

/* The indent that all have is left out, also of a tab. */
static void
test_indent (void)
{
  const Place places[] = {
      {.line = 1, .text = "  a", .start = 3, .end = 4},
      {.line = 2, .text = "\tb", .start = 2, .end = 3},
      {.line = 3, .text = " \t  c", .start = 5, .end = 6},
  };
  g_autoptr (PenDiagnostic) error = make_error ("no", places, 3);

  assert_drawn (error,
                40,
                "H error: no\n"
                "P src/main.rs:1:3\n"
                "S 1 a\n"
                "U   -\n"
                "S 2   b\n"
                "U     -\n"
                "S 3     c\n"
                "U       -\n");
}

/* Insertions, ranges behind a line, and ranges that make no sense. */
static void
test_ends (void)
{
  const Place places[] = {
      {.line = 1,
       .text = "let a",
       .start = 6,
       .end = 6,
       .label = "add `;` here",
       .is_primary = TRUE},
      {.line = 2, .text = "let b", .start = 5, .end = 5, .label = ""},
      {.line = 3, .text = "let c", .start = 500, .end = 900},
      {.line = 4, .text = "let d", .start = 3, .end = 1},
      {.line = 5, .text = "", .start = 1, .end = 1},
      {.line = 6, .text = "sixteen_columns", .start = 16, .end = 16},
      {.line = 7, .text = "a  b", .start = 2, .end = 5},
  };
  g_autoptr (PenDiagnostic) error = make_error ("no", places, 7);

  assert_drawn (error,
                17,
                "H error: no\n"
                "P src/main.rs:1:6\n"
                "S 1 let a\n"
                "U*       ^\n"
                "L*  add `;` here\n"
                "S 2 let b\n"
                "U       -\n"
                "S 3 let c\n"
                "U        -\n"
                "S 4 let d\n"
                "U     -\n"
                "S 5 \n"
                "U   -\n"
                "S 6 sixteen_columns\n"
                "U                 -\n"
                "S 7 a  b\n"
                "U    ---\n");
}

/* The first and the last line, without the indent that they begin with. */
static void
test_several_lines (void)
{
  const Place place = {.line = 7, .start = 9, .end = 6, .label = "all of it", .is_primary = TRUE};
  g_autoptr (PenDiagnostic) error = make_error ("no", &place, 1);
  PenSpan *span = g_ptr_array_index (pen_diagnostic_get_spans (error), 0);

  span->line_end = 10;
  pen_span_take_line (span, g_strdup ("    a = if b {"), 9, 15);
  pen_span_take_line (span, g_strdup ("        1"), 1, 10);
  pen_span_take_line (span, g_strdup ("    } else {"), 1, 13);
  pen_span_take_line (span, g_strdup ("    };"), 1, 6);
  assert_drawn (error,
                30,
                "H error: no\n"
                "P src/main.rs:7:9\n"
                "S  7 a = if b {\n"
                "U*       ^^^^^^\n"
                "S 10 };\n"
                "U*   ^\n"
                "L*   all of it\n");
}

static void
test_files (void)
{
  const Place places[] = {
      {.file = "src/a.rs", .line = 5, .text = "a", .start = 1, .end = 2, .label = "in a"},
      {.file = "src/z.rs", .line = 120, .text = "z", .start = 1, .end = 2, .is_primary = TRUE},
      {.file = "/usr/src/std.rs", .line = 2, .text = "s", .start = 1, .end = 2, .label = "std"},
      {.file = "src/z.rs", .line = 120, .text = NULL, .start = 1, .end = 2, .label = "no text"},
  };
  g_autoptr (PenDiagnostic) error = make_error ("no", places, 4);

  add_child (error, PEN_LEVEL_NOTE, "see", &places[0]);
  add_child (error, PEN_LEVEL_NOTE, "also", &places[2]);
  add_child (error, PEN_LEVEL_HELP, "for further information visit https://x", NULL);
  assert_drawn (error,
                30,
                "H error: no\n"
                "P src/z.rs:120:1\n"
                "S 120 z\n"
                "U*    ^\n"
                "L no text\n"
                "P src/a.rs:5:1\n"
                "S   5 a\n"
                "U     -\n"
                "L     in a\n"
                "N note: see\n"
                "S 5 a\n"
                "U   -\n"
                "L   in a\n"
                "N note: also\n");
}

/* What a macro of std says is drawn where the program calls it. */
static void
test_macro (void)
{
  const Place in_std = {.file = "/std.rs",
                        .line = 99,
                        .text = "std",
                        .start = 1,
                        .end = 2,
                        .label = "why",
                        .is_primary = TRUE};
  const Place call = {.line = 4, .text = "  assert_eq!(a, b);", .start = 3, .end = 20};
  g_autoptr (PenDiagnostic) error = make_error ("no", &in_std, 1);
  PenSpan *span = g_ptr_array_index (pen_diagnostic_get_spans (error), 0);
  g_autoptr (GPtrArray) lines = NULL;

  span->call_site = make_span (&call);
  assert_drawn (error,
                40,
                "H error: no\n"
                "P src/main.rs:4:3\n"
                "S 4 assert_eq!(a, b);\n"
                "U*  ^^^^^^^^^^^^^^^^^\n"
                "L*  why\n");
  lines = pen_narrow_draw (error, 40);
  for (guint i = 0; i < lines->len; i++)
    g_assert_true (((PenNarrowLine *)g_ptr_array_index (lines, i))->span == span->call_site);
}

static void
test_suggestions (void)
{
  const PenApplicability sure = PEN_APPLICABILITY_MACHINE_APPLICABLE;
  g_autoptr (PenDiagnostic) error = make_error ("no", NULL, 0);
  g_autoptr (GPtrArray) lines = NULL;
  const PenNarrowLine *last;

  add_child (error, PEN_LEVEL_HELP, "import one", NULL);
  add_suggestion (error, "import one", PEN_APPLICABILITY_MAYBE_INCORRECT, NULL, "use a::B;\n");
  add_suggestion (error, "import one", PEN_APPLICABILITY_MAYBE_INCORRECT, NULL, "use c::B;\n");
  add_child (error, PEN_LEVEL_HELP, "in the library", NULL);
  add_suggestion (error, "in the library", sure, "/usr/src/std.rs", "x");
  add_child (error, PEN_LEVEL_HELP, "fill in `(..)`", NULL);
  add_suggestion (error, "fill in `(..)`", PEN_APPLICABILITY_HAS_PLACEHOLDERS, NULL, "(..)");
  add_child (error, PEN_LEVEL_HELP, "remove this", NULL);
  add_suggestion (error, "remove this", sure, NULL, "");
  add_child (error, PEN_LEVEL_NOTE, "in between", NULL);
  add_child (error, PEN_LEVEL_HELP, "clone it", NULL);
  add_suggestion (error, "clone it", sure, NULL, ".clone()");
  add_suggestion (error, "write `ref`", sure, NULL, "ref ");
  add_suggestion (error, "rewrite", sure, NULL, "a\nb");
  add_suggestion (
      error,
      "long",
      sure,
      NULL,
      "a replacement of more than a line or two on a phone is not shown beside it, it is");
  add_suggestion (error, "both", sure, NULL, "(");
  {
    PenSuggestion *both = g_ptr_array_index (pen_diagnostic_get_suggestions (error), 9);
    const Place place = {.line = 1, .start = 9, .end = 9};
    g_autoptr (PenSpan) span = make_span (&place);

    pen_suggestion_add_edit (both, span, ")");
  }
  assert_drawn (error,
                40,
                "H error: no\n"
                "N help: import one\n"
                "N   `use a::B;`\n"
                "N   `use c::B;`\n"
                "N help: in the library\n"
                "N   `x`\n"
                "N help: fill in `(..)`\n"
                "N note: in between\n"
                "F remove this\n"
                "F clone it: `.clone()`\n"
                "F write `ref`\n"
                "F rewrite\n"
                "F long\n"
                "F both\n");
  lines = pen_narrow_draw (error, 40);
  last = g_ptr_array_index (lines, lines->len - 5);
  g_assert_cmpuint (last->suggestion, ==, 5);
  g_assert_nonnull (last->span);
}

static void
test_headlines (void)
{
  static const struct
  {
    PenLevel level;
    const char *code;
    const char *expected;
  } rows[] = {
      {PEN_LEVEL_ERROR, NULL, "H error: a\nH+  b\n"},
      {PEN_LEVEL_ERROR, "E0001", "H error[E0001]: a\nH+  b\n"},
      {PEN_LEVEL_WARNING, "unused_mut", "H warning: a\nH+  b\n"},
      {PEN_LEVEL_WARNING, "x11_lint", "H warning: a\nH+  b\n"},
      {PEN_LEVEL_WARNING, "clippy::vec", "H warning: a\nH+  b\n"},
      {PEN_LEVEL_ICE, NULL, "H internal compiler error: a\nH+  b\n"},
      {PEN_LEVEL_NOTE, NULL, "H note: a\nH+  b\n"},
      {PEN_LEVEL_HELP, NULL, "H help: a\nH+  b\n"},
      {PEN_LEVEL_FAILURE_NOTE, NULL, "H note: a\nH+  b\n"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = pen_diagnostic_new (rows[i].level, "a\nb\n");

      pen_diagnostic_set_code (diagnostic, rows[i].code, NULL);
      assert_drawn (diagnostic, 40, rows[i].expected);
    }
}

/* Of a long line what is meant, and a little around it. */
static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *middle = NULL;
  g_autofree char *all = NULL;

  while (text->len < 4 * 1024 * 1024)
    g_string_append (text, "word ");
  {
    const Place place = {.line = 1,
                         .text = text->str,
                         .start = 2000001,
                         .end = 2000005,
                         .label = "here",
                         .is_primary = TRUE};
    g_autoptr (PenDiagnostic) error = make_error ("no", &place, 1);

    middle = describe (error, 34);
  }
  {
    const Place place = {.line = 1,
                         .text = text->str,
                         .start = 1,
                         .end = 4000000,
                         .label = "here",
                         .is_primary = TRUE};
    g_autoptr (PenDiagnostic) error = make_error ("no", &place, 1);

    all = describe (error, 34);
  }
  g_assert_cmpstr (middle,
                   ==,
                   "H error: no\n"
                   "P src/main.rs:1:2000001\n"
                   "S 1 …word word word word word word\n"
                   "S+    word word word word word word\n"
                   "U*              ^^^^\n"
                   "L*  here\n"
                   "S+    word word word word word word\n"
                   "S …\n");
  g_assert_cmpstr (all,
                   ==,
                   "H error: no\n"
                   "P src/main.rs:1:1\n"
                   "S 1 word word word word word word\n"
                   "U*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                   "S+    word word word word word word\n"
                   "U*    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                   "S+    word word word word word word\n"
                   "U*    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                   "S+    word word word word word word\n"
                   "U*    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                   "L*  here\n"
                   "S+    word word word word word word\n"
                   "S …\n");
}

static void
test_limit (void)
{
  g_autoptr (GString) message = g_string_new (NULL);
  g_autoptr (PenDiagnostic) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  const PenNarrowLine *last;

  for (guint i = 0; i < 100000; i++)
    g_string_append (message, "word after word\n");
  error = make_error (message->str, NULL, 0);
  add_child (error, PEN_LEVEL_NOTE, "never seen", NULL);
  add_suggestion (error, "never seen", PEN_APPLICABILITY_MACHINE_APPLICABLE, NULL, "");
  lines = pen_narrow_draw (error, 34);
  check_lines (lines, error, 34);
  g_assert_cmpuint (lines->len, ==, PEN_NARROW_MAX_LINES);
  last = g_ptr_array_index (lines, lines->len - 1);
  g_assert_cmpstr (last->text, ==, "…");
  g_assert_cmpint (last->role, ==, PEN_NARROW_NOTE);
}

static void
test_narrowest (void)
{
  const Place place = {.line = 123456789,
                       .text = "日本語日本語日本語",
                       .start = 2,
                       .end = 9,
                       .label = "日本語日本語日本語",
                       .is_primary = TRUE};
  g_autoptr (PenDiagnostic) error = make_error ("日本語日本語日本語日本語", &place, 1);

  for (guint width = 0; width < 100; width++)
    g_free (describe (error, width));
  /* A number that long leaves no room for the line itself. */
  assert_drawn (error,
                16,
                "H error:\n"
                "H+  日本語日本語日\n"
                "H+  本語日本語\n"
                "P src/main.rs:1234\n"
                "P+  56789:2\n"
                "S 日本語日本語日本\n"
                "U*  ^^^^^^^^^^^^^^\n"
                "L*日本語日本語日本\n"
                "L+語\n"
                "S+  語\n");
}

/* --- Many --- */

static char *
make_text (void)
{
  static const char *const parts[] = {"a",
                                      "word",
                                      " ",
                                      "  ",
                                      "\t",
                                      "日",
                                      "🦀",
                                      "e\xcc\x81",
                                      "\033[1m",
                                      "\xe2\x80\xae",
                                      "::",
                                      "(",
                                      "\xc2\xad",
                                      "\n"};
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 60); n > 0; n--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static PenDiagnostic *
make_any (void)
{
  g_autofree char *message = make_text ();
  PenDiagnostic *diagnostic = pen_diagnostic_new (PEN_LEVEL_ERROR, message);

  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    {
      g_autofree char *text = g_strdelimit (make_text (), "\n", ' ');
      g_autofree char *label = make_text ();
      const Place place = {.line = (guint)g_test_rand_int_range (1, 12000),
                           .text = text,
                           .start = (guint)g_test_rand_int_range (1, 80),
                           .end = (guint)g_test_rand_int_range (1, 80),
                           .label = label,
                           .is_primary = g_test_rand_bit ()};

      if (g_test_rand_bit ())
        pen_diagnostic_take_span (diagnostic, make_span (&place));
      else
        add_child (diagnostic, PEN_LEVEL_NOTE, label, &place);
      add_suggestion (diagnostic, label, PEN_APPLICABILITY_MACHINE_APPLICABLE, NULL, text);
    }
  return diagnostic;
}

static void
test_generated (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = make_any ();

      g_free (describe (diagnostic, (guint)g_test_rand_int_range (10, 90)));
    }
}

/* Draws all of a recorded file; returns how many there are. */
static guint
draw_file (const char *path, guint width, GString *drawn)
{
  static const char *const own_files[] = {"src/main.rs", NULL};
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = NULL;
      g_autofree char *one = NULL;

      if (pen_rustc_message_parse (lines[i], strlen (lines[i]), own_files, &diagnostic) !=
          PEN_RUSTC_LINE_DIAGNOSTIC)
        continue;
      one = describe (diagnostic, width);
      g_string_append (drawn, one);
      n++;
    }
  return n;
}

static void
test_recorded (void)
{
  static const char folder[] = SOURCE_ROOT "/tests/fixtures/rustc";
  static const guint widths[] = {16, 34, 35, 60, 79};
  g_autoptr (GString) borrow = g_string_new (NULL);
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

      for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autoptr (GString) drawn = g_string_new (NULL);

          if (g_str_has_suffix (name, ".json"))
            n += draw_file (path, widths[i], drawn);
        }
    }
  g_assert_cmpuint (n, >, 100);
  draw_file (SOURCE_ROOT "/tests/fixtures/rustc/borrow.json", 35, borrow);
  g_assert_true (g_str_has_prefix (borrow->str,
                                   "H error[E0382]: borrow of moved\n"
                                   "H+  value: `seats`\n"
                                   "P src/main.rs:5:26\n"
                                   "S 3 let seats = vec![4, 8, 15];\n"
                                   "U       -----\n"
                                   "L   move occurs because `seats` has\n"));
  g_assert_nonnull (strstr (borrow->str,
                            "S 5 println!(\"{n} {:?}\", seats);\n"
                            "U*                       ^^^^^\n"
                            "L*  value borrowed here after move\n"));
  g_assert_nonnull (strstr (borrow->str,
                            "F consider cloning the value if the\n"
                            "F+  performance cost is acceptable:\n"
                            "F+  `.clone()`\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/narrow/labels", test_labels);
  g_test_add_func ("/core/narrow/wrapped-source", test_wrapped_source);
  g_test_add_func ("/core/narrow/characters", test_characters);
  g_test_add_func ("/core/narrow/indent", test_indent);
  g_test_add_func ("/core/narrow/ends", test_ends);
  g_test_add_func ("/core/narrow/several-lines", test_several_lines);
  g_test_add_func ("/core/narrow/files", test_files);
  g_test_add_func ("/core/narrow/macro", test_macro);
  g_test_add_func ("/core/narrow/suggestions", test_suggestions);
  g_test_add_func ("/core/narrow/headlines", test_headlines);
  g_test_add_func ("/core/narrow/long-line", test_long_line);
  g_test_add_func ("/core/narrow/limit", test_limit);
  g_test_add_func ("/core/narrow/narrowest", test_narrowest);
  g_test_add_func ("/core/narrow/generated", test_generated);
  g_test_add_func ("/core/narrow/recorded", test_recorded);
  return g_test_run ();
}
