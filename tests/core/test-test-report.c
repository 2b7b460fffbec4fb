/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What libtest printed, in each of its manners, and what tests print to get into its way. */
#include "core.h"

#include <string.h>

static const char *const own_files[] = {"src/main.rs", NULL};

static char *
load (const char *name)
{
  g_autofree char *path = g_strconcat (SOURCE_ROOT "/tests/fixtures/libtest/", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static PenTestReport *
read_chunks (const char *text, gsize length, gsize chunk, gboolean end)
{
  PenTestReport *report = pen_test_report_new (own_files);

  for (gsize at = 0; at < length; at += chunk)
    pen_test_report_push (report, text + at, MIN (chunk, length - at));
  if (end)
    pen_test_report_end (report);
  return report;
}

static void
push (PenTestReport *report, const char *text)
{
  pen_test_report_push (report, text, strlen (text));
}

static PenTestReport *
read_text (const char *text)
{
  return read_chunks (text, strlen (text), MAX (strlen (text), 1), TRUE);
}

static void
describe_rows (GListModel *rows, GString *result)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PenTestRow) row = g_list_model_get_item (rows, i);
      GListModel *children = pen_test_row_get_children (row);

      g_string_append_printf (result,
                              "%s%s=%s",
                              i > 0 ? " " : "",
                              pen_test_row_get_name (row),
                              pen_test_state_to_string (pen_test_row_get_state (row)));
      if (children == NULL)
        continue;
      g_string_append (result, " {");
      describe_rows (children, result);
      g_string_append (result, "}");
    }
}

static void
assert_rows (PenTestReport *report, const char *expected)
{
  g_autoptr (GString) result = g_string_new (NULL);

  describe_rows (G_LIST_MODEL (report), result);
  g_assert_cmpstr (result->str, ==, expected);
}

static void
assert_read (const char *text, const char *expected)
{
  g_autoptr (PenTestReport) report = read_text (text);

  assert_rows (report, expected);
}

/* The row at @path, which must be there. */
static PenTestRow *
find_row (GListModel *rows, const char *path)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PenTestRow) row = g_list_model_get_item (rows, i);
      GListModel *children = pen_test_row_get_children (row);
      PenTestRow *found = NULL;

      if (g_str_equal (pen_test_row_get_path (row), path))
        return row;
      if (children != NULL)
        found = find_row (children, path);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static PenTestRow *
get_row (PenTestReport *report, const char *path)
{
  PenTestRow *row = find_row (G_LIST_MODEL (report), path);

  g_assert_nonnull (row);
  return row;
}

#define TREE                                                                                       \
  "tests=failed {adds=passed deep=failed {er=failed {inner=failed}} does_not_panic=failed "        \
  "fails=failed panics=passed panics_otherwise=failed result=failed slow=ignored "                 \
  "slower=ignored} tricks=failed {headings=failed raw=passed}"

/* The same tests in every manner of printing, however the bytes arrive. */
static void
test_recorded (void)
{
  static const char *const names[] = {"parallel.txt",
                                      "serial.txt",
                                      "colour.txt",
                                      "shown.txt",
                                      "uncaptured.txt"};
  static const gsize chunks[] = {1, 2, 7, 64, 4096, G_MAXSIZE};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (chunks); j++)
      {
        g_autofree char *text = load (names[i]);
        gsize length = strlen (text);
        g_autoptr (PenTestReport) report =
            read_chunks (text, length, MIN (chunks[j], length), TRUE);

        g_test_message ("%s by %zu", names[i], chunks[j]);
        assert_rows (report, TREE);
        g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_PASSED), ==, 3);
        g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_FAILED), ==, 6);
        g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_IGNORED), ==, 2);
        g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_UNFINISHED), ==, 0);
        g_assert_cmpuint (pen_test_report_get_n_expected (report), ==, 11);
        g_assert_cmpint (pen_test_report_get_time (report), >=, 0);
      }
}

/* Passed tests are dots there. */
static void
test_quiet (void)
{
  g_autofree char *text = load ("quiet.txt");
  g_autoptr (PenTestReport) report = read_text (text);

  assert_rows (report,
               "tests=failed {deep=failed {er=failed {inner=failed}} does_not_panic=failed "
               "fails=failed panics_otherwise=failed result=failed} tricks=failed "
               "{headings=failed}");
  g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_PASSED), ==, 3);
  g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_FAILED), ==, 6);
  g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_IGNORED), ==, 2);
  g_assert_nonnull (pen_test_row_get_output (get_row (report, "tests::fails")));
  {
    g_autofree char *text_twice = g_strconcat (text, text, NULL);
    g_autoptr (PenTestReport) twice = read_text (text_twice);

    g_assert_cmpuint (pen_test_report_get_count (twice, PEN_TEST_PASSED), ==, 6);
  }
}

static void
assert_place (PenTestReport *report, const char *path, guint line, guint column)
{
  PenTestRow *row = get_row (report, path);
  const PenLink *place = pen_test_row_get_place (row);

  g_assert_nonnull (place);
  g_assert_cmpstr (place->target, ==, "src/main.rs");
  g_assert_cmpuint (place->line, ==, line);
  g_assert_cmpuint (place->column, ==, column);
  g_assert_true (g_str_has_prefix (pen_test_row_get_output (row) + place->start, "src/main.rs:"));
}

static void
test_outputs (void)
{
  g_autofree char *text = load ("parallel.txt");
  g_autoptr (PenTestReport) report = read_text (text);
  const char *output;

  output = pen_test_row_get_output (get_row (report, "tests::fails"));
  g_assert_true (g_str_has_prefix (output, "about to fail\n[src/main.rs:22:9] add(1, 2) = 3\n"));
  g_assert_nonnull (strstr (output, "left: 3\n right: 4\n"));
  g_assert_false (g_str_has_suffix (output, "\n"));
  assert_place (report, "tests::fails", 23, 9); /* where it panicked, not dbg!() */
  assert_place (report, "tests::does_not_panic", 48, 8);
  assert_place (report, "tests::deep::er::inner", 60, 36);
  output = pen_test_row_get_output (get_row (report, "tests::deep::er::inner"));
  g_assert_true (g_str_has_prefix (output, "thread 'tests::deep::er::inner'"));
  output = pen_test_row_get_output (get_row (report, "tests::result"));
  g_assert_cmpstr (output, ==, "Error: \"no\"");
  g_assert_null (pen_test_row_get_place (get_row (report, "tests::result")));
  g_assert_null (pen_test_row_get_output (get_row (report, "tests::adds")));
  g_assert_cmpstr (pen_test_row_get_detail (get_row (report, "tests::slow")), ==, "takes an hour");
  g_assert_null (pen_test_row_get_detail (get_row (report, "tests::slower")));

  /* A failed test's own words stay its own. */
  output = pen_test_row_get_output (get_row (report, "tricks::headings"));
  g_assert_true (g_str_has_prefix (output,
                                   "---- tests::adds stdout ----\nnot its own\n\nfailures:"
                                   "\n    tests::adds\n\n\nthread 'tricks::headings'"));
  assert_place (report, "tricks::headings", 80, 9);
}

/* What a failed test printed, from right behind its heading to the result of the whole run. */
static void
assert_output (const char *printed, const char *expected)
{
  g_autofree char *text =
      g_strconcat ("running 1 test\ntest a ... FAILED\n\nfailures:\n\n---- a stdout ----\n",
                   printed,
                   NULL);
  g_autoptr (PenTestReport) report = read_chunks (text, strlen (text), 1, TRUE);

  assert_rows (report, "a=failed");
  g_assert_cmpstr (pen_test_row_get_output (get_row (report, "a")), ==, expected);
}

#define RESULT "test result: FAILED. 7 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n"

static void
test_keeps_words (void)
{
  assert_output ("x\n---- a stdout ----\ny\n", "x\n---- a stdout ----\ny");
  assert_output ("---- b stdout ----\n", "---- b stdout ----");
  assert_output ("successes:\n    b\n\n" RESULT "x", "successes:\n    b\n\n" RESULT "x");
  assert_output ("failures:\n" RESULT "x", "failures:\n" RESULT "x");
  assert_output ("test fake ... ok\n", "test fake ... ok");
  assert_output ("failures:\n    b\n", "failures:\n    b");
  assert_output ("failures:\nfailures:\n    b\nx", "failures:\nfailures:\n    b\nx");
  assert_output ("x\n\nfailures:\n    a\n\n" RESULT, "x");
  assert_output ("\n\n  x\n\n", "  x");
  assert_output ("", "");
}

static void
test_shown_outputs (void)
{
  g_autofree char *text = load ("shown.txt");
  g_autoptr (PenTestReport) report = read_text (text);

  g_assert_cmpstr (pen_test_row_get_output (get_row (report, "tests::adds")), ==, "one and two");
  g_assert_nonnull (pen_test_row_get_output (get_row (report, "tests::fails")));
}

static void
test_time (void)
{
  g_autofree char *text = load ("time.txt");
  g_autoptr (PenTestReport) report = read_text (text);
  g_autoptr (PenTestReport) slow = read_text ("running 2 tests\n"
                                              "test a ... ok <1.250s>\n"
                                              "test b ... FAILED (time limit exceeded) <70s>\n");

  g_assert_cmpint (pen_test_row_get_time (get_row (report, "tests::adds")), ==, 0);
  g_assert_cmpuint (pen_test_report_get_n_filtered (report), ==, 10);
  g_assert_cmpint (pen_test_row_get_time (get_row (slow, "a")), ==, 1250000);
  g_assert_cmpint (pen_test_row_get_time (get_row (slow, "b")), ==, 70000000);
  assert_rows (slow, "a=passed b=failed");
}

static void
test_benchmarks (void)
{
  g_autoptr (PenTestReport) report =
      read_text ("running 3 tests\ntest plain      ... ignored\n"
                 "test sums       ... bench:      27,618.91 ns/iter (+/- 28,562.42)\n"
                 "test sums_bytes ... bench:         219 ns/iter (+/- 16) = 36 MB/s\n\n"
                 "test result: ok. 0 passed; 0 failed; 1 ignored; 2 measured; 0 filtered out; "
                 "finished in 9.09s\n");

  assert_rows (report, "plain=ignored sums=measured sums_bytes=measured");
  g_assert_cmpstr (pen_test_row_get_detail (get_row (report, "sums")),
                   ==,
                   "27,618.91 ns/iter (+/- 28,562.42)");
  g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_MEASURED), ==, 2);
  g_assert_cmpint (pen_test_report_get_time (report), ==, 9090000);
}

static void
test_documentation (void)
{
  assert_read ("running 3 tests\n"
               "test src/lib.rs - (line 1) ... ok\n"
               "test src/lib.rs - math::add (line 12) - compile fail ... ok\n"
               "test src/lib.rs - twice (line 3) - should panic ... FAILED\n"
               "test src/my test dir/lib.rs - (line 9) - compile ... ok\n",
               "src/lib.rs=failed {(line 1)=passed math=passed {add (line 12)=passed} "
               "twice (line 3)=failed} src/my test dir/lib.rs=passed {(line 9)=passed}");
}

/* Without a panic the first place of all. */
static void
test_place_without_panic (void)
{
  g_autoptr (PenTestReport) report =
      read_text ("test a ... FAILED\n\nfailures:\n\n---- a stdout ----\n"
                 "E0382 at src/main.rs:1:2 or src/main.rs:3:4\n");

  assert_place (report, "a", 1, 2);
}

/* Before its line ends, a test that runs alone is seen running; what never ended is unfinished. */
static void
test_running (void)
{
  static const char text[] = "\nrunning 3 tests\ntest m::a ... ok\ntest m::b ... ";
  g_autoptr (PenTestReport) report = read_chunks (text, strlen (text), 5, /* end= */ FALSE);
  guint n_changed = 0;

  g_signal_connect_swapped (report, "changed", G_CALLBACK (g_atomic_int_inc), &n_changed);
  assert_rows (report, "m=running {a=passed b=running}");
  push (report, "printed\n");
  g_assert_cmpuint (n_changed, ==, 0);
  assert_rows (report, "m=running {a=passed b=running}");
  push (report, "all is ok\n");
  assert_rows (report, "m=running {a=passed b=running}");
  push (report, "FAILED\ntest c ... ");
  assert_rows (report, "c=running m=failed {a=passed b=failed}");
  g_assert_cmpuint (n_changed, ==, 1);
  pen_test_report_end (report);
  assert_rows (report, "c=unfinished m=failed {a=passed b=failed}");
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (pen_test_row_get_count (get_row (report, "m"), PEN_TEST_FAILED), ==, 1);
}

/* A test's "failures:" is not the end of the run. */
static void
test_running_on (void)
{
  static const char text[] = "running 2 tests\ntest a ... \nfailures:\nFAILED\ntest b ... ";
  g_autoptr (PenTestReport) report = read_chunks (text, strlen (text), 100, /* end= */ FALSE);

  assert_rows (report, "a=failed b=running");
}

static void
test_long_test (void)
{
  static const char text[] = "running 1 test\ntest slow has been running for over 60 seconds\n";
  g_autoptr (PenTestReport) report = read_chunks (text, strlen (text), 100, /* end= */ FALSE);

  assert_rows (report, "slow=running");
  push (report, "test slow ... ok\n");
  assert_rows (report, "slow=passed");
}

/* One program after the other: the same path again is another test. */
static void
test_several_programs (void)
{
  static const char result[] = "\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; "
                               "3 filtered out; finished in 0.50s\n\n";
  g_autofree char *text = g_strconcat ("running 1 test\ntest m::a ... ok\n",
                                       result,
                                       "running 2 tests\ntest m::a ... ok\n",
                                       result,
                                       NULL);
  g_autoptr (PenTestReport) report = read_text (text);

  assert_rows (report, "m=passed {a=passed a=passed}");
  g_assert_cmpuint (pen_test_report_get_n_expected (report), ==, 3);
  g_assert_cmpuint (pen_test_report_get_n_filtered (report), ==, 6);
  g_assert_cmpuint (pen_test_report_get_count (report, PEN_TEST_PASSED), ==, 2);
  g_assert_cmpint (pen_test_report_get_time (report), ==, 1000000);
}

/* What one program left running does not end in the next. */
static void
test_cut_program (void)
{
  g_autoptr (PenTestReport) report =
      read_text ("running 1 test\ntest a ... x\n" RESULT "running 1 test\ntest a ... ok\n");

  assert_rows (report, "a=unfinished a=passed");
}

static void
test_interleaved (void)
{
  /* Another thread's print, without a newline, before the line. */
  assert_read ("running 1 test\nhello worldtest m::a ... ok\n", "m=passed {a=passed}");
  assert_read ("running 1 test\nthis is a test mytest a ... FAILED\n", "a=failed");
  /* The list of failures knows what the lines lost. */
  assert_read ("running 2 tests\ntest a ... prints everything is ok\nFAI\n\nfailures:\n\n"
               "failures:\n    a\n    b::c\n\ntest result: FAILED. 0 passed; 2 failed; 0 ignored; "
               "0 measured; 0 filtered out; finished in 0.00s\n",
               "a=failed b=failed {c=failed}");
  /* A printed summary ends nothing, and the real one counts. */
  {
    g_autoptr (PenTestReport) report =
        read_text ("running 2 tests\ntest a ... ok\n"
                   "test result: ok. 9 passed; 9 failed; 0 ignored; 0 measured; 7 filtered out\n"
                   "running 90 tests of nothing\nrunning 7 tests\ntest b ... ok\n"
                   "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n");

    assert_rows (report, "a=passed b=passed");
  }
  {
    g_autoptr (PenTestReport) report = read_text ("running 2 tests\nrunning 7 tests\n");

    g_assert_cmpuint (pen_test_report_get_n_expected (report), ==, 2);
  }
  assert_read ("test m ... ok\ntest m::a ... ok\n", "m=passed {a=passed} m=passed");
}

static void
test_leaves_alone (void)
{
  static const char *const rows[] = {
      "",
      "test",
      "test a ... o",
      "test  ... ok",
      "test a b ... ok",
      "test --help ... ok",
      "test a...ok",
      "Test a ... ok",
      "---- a stdout ----\n",
      "failures:\n    a\n",
      "failures:\n\nfailures:\n    a\n\n",
      "failures:\n    a\n\ntest result: FAILED. 1 passed\n",
      ("failures:\n\nfailures:\n    a\n\ntest result: OK. 0 passed; 1 failed; 0 ignored; 0 "
       "measured; 0 filtered out\n"),
      "test result: ok. -1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
      "test result: ok. +1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
      "running 3 tests of mine",
      "running tests",
      "running +3 tests",
      "running 99999999999 tests",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PenTestReport) report = read_text (rows[i]);

      g_test_message ("%s", rows[i]);
      if (!g_str_equal (rows[i], "test a ... o"))
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (report)), ==, 0);
      else
        assert_rows (report, "a=unfinished");
      g_assert_cmpuint (pen_test_report_get_n_expected (report), ==, 0);
      for (guint state = 0; state < PEN_TEST_UNFINISHED; state++)
        g_assert_cmpuint (pen_test_report_get_count (report, state), ==, 0);
    }
}

/* What stands in a name is made visible, and bytes that are no text are replaced. */
static void
test_hostile_names (void)
{
  g_autoptr (PenTestReport) report = read_text ("test a\033]0;x\a::b\xff ... ok\n");
  g_autofree char *path = g_strnfill (2000, 'a');
  g_autofree char *line = g_strdup_printf ("test %s ... ok\n", path);

  assert_rows (report, "a␛]0;x␇=passed {b�=passed}");
  assert_read (line, "");
  assert_read ("test :: ... ok\ntest a:: ... ok\ntest ::a ... ok\n",
               "::=passed ::a=passed a::=passed");
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("running 20000 tests\n");
  g_autoptr (PenTestReport) many = NULL;
  g_autoptr (PenTestReport) deep = NULL;
  PenTestRow *row;
  guint depth = 0;

  for (guint i = 0; i < PEN_TEST_ROWS_MAX + 10; i++)
    g_string_append_printf (text, "test m::t%u ... ok\n", i);
  many = read_text (text->str);
  g_assert_cmpuint (pen_test_report_get_count (many, PEN_TEST_PASSED), ==, PEN_TEST_ROWS_MAX - 1);
  g_assert_cmpuint (pen_test_report_get_n_dropped (many), ==, 11);

  g_string_assign (text, "test ");
  for (guint i = 0; i < 200; i++)
    g_string_append (text, "m::");
  g_string_append (text, "t ... ok\n");
  deep = read_text (text->str);
  row = get_row (deep, "m");
  for (; pen_test_row_get_children (row) != NULL; depth++)
    {
      g_autoptr (PenTestRow) child = g_list_model_get_item (pen_test_row_get_children (row), 0);

      g_assert_cmpint (pen_test_row_get_state (row), ==, PEN_TEST_PASSED);
      row = child;
    }
  g_assert_cmpuint (depth, ==, PEN_TEST_DEPTH_MAX);
}

/* A list without an end is none. */
static void
test_list_limit (void)
{
  g_autoptr (GString) text = g_string_new ("test a ... FAILED\n\nfailures:\n\n---- a stdout "
                                           "----\nfailures:\n");
  g_autoptr (PenTestReport) report = NULL;

  for (guint i = 0; i < PEN_TEST_ROWS_MAX + 10; i++)
    g_string_append_printf (text, "    t%u\n", i);
  g_string_append (text, RESULT);
  report = read_text (text->str);
  assert_rows (report, "a=failed");
}

static void
test_output_limits (void)
{
  g_autoptr (GString) text = g_string_new ("running 300 tests\n");
  g_autoptr (PenTestReport) report = NULL;
  gsize kept = 0;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "test t%u ... FAILED\n", i);
  g_string_append (text, "\nfailures:\n\n");
  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (text, "---- t%u stdout ----\n", i);
      for (guint j = 0; j < 1000; j++)
        g_string_append (text,
                         "a line that a hundred tests print a thousand times and more often\n");
    }
  report = read_text (text->str);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *path = g_strdup_printf ("t%u", i);
      const char *output = pen_test_row_get_output (get_row (report, path));

      g_assert_nonnull (output);
      g_assert_true (g_str_has_suffix (output, "…"));
      g_assert_cmpuint (strlen (output), <=, PEN_TEST_OUTPUT_MAX + 10);
      kept += strlen (output);
    }
  g_assert_cmpuint (kept, <=, PEN_TEST_OUTPUTS_MAX + 300 * 10);
  g_assert_cmpuint (kept, >, PEN_TEST_OUTPUTS_MAX / 2);
}

static void
assert_filter (PenTestReport *report, const char *path, const char *expected)
{
  g_auto (GStrv) filter = pen_test_report_get_filter (get_row (report, path));
  g_autofree char *joined = g_strjoinv ("|", filter);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_filter (void)
{
  g_autoptr (PenTestReport) report =
      read_text ("test m::a ... ok\ntest m::n::b ... FAILED\ntest top ... ignored, later\n"
                 "test src/lib.rs - math::add (line 3) ... ok\n");

  assert_filter (report, "m::a", "m::a|--exact");
  assert_filter (report, "m::n::b", "m::n::b|--exact");
  assert_filter (report, "top", "top|--exact|--include-ignored");
  assert_filter (report, "m", "m::");
  assert_filter (report, "m::n", "m::n::");
  assert_filter (report, "src/lib.rs", "src/lib.rs - ");
  assert_filter (report, "src/lib.rs - math", "src/lib.rs - math::");
  assert_filter (report,
                 "src/lib.rs - math::add (line 3)",
                 "src/lib.rs - math::add (line 3)|--exact");
}

/* Lists and rows say what changed in them. */
static void
test_notifies (void)
{
  g_autoptr (PenTestReport) report = pen_test_report_new (own_files);
  guint n_items = 0, n_states = 0, n_outputs = 0, n_modules = 0;

  g_signal_connect_swapped (report, "items-changed", G_CALLBACK (g_atomic_int_inc), &n_items);
  push (report, "test m::b ... FAILED\ntest a ... ");
  g_assert_cmpuint (n_items, ==, 2);
  g_signal_connect_swapped (get_row (report, "m"),
                            "notify::state",
                            G_CALLBACK (g_atomic_int_inc),
                            &n_modules);
  push (report, "ok\ntest m::c ... ok\ntest a ... ");
  g_signal_connect_swapped (get_row (report, "a"),
                            "notify::state",
                            G_CALLBACK (g_atomic_int_inc),
                            &n_states);
  g_signal_connect_swapped (get_row (report, "a"),
                            "notify::output",
                            G_CALLBACK (g_atomic_int_inc),
                            &n_outputs);
  push (report, "FAILED\n\nfailures:\n\n---- a stdout ----\nx\n");
  pen_test_report_end (report);
  pen_test_report_end (report);
  g_assert_cmpuint (n_items, ==, 2);
  g_assert_cmpuint (n_modules, ==, 0);
  g_assert_cmpuint (n_states, ==, 1);
  g_assert_cmpuint (n_outputs, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/test-report/recorded", test_recorded);
  g_test_add_func ("/core/test-report/quiet", test_quiet);
  g_test_add_func ("/core/test-report/outputs", test_outputs);
  g_test_add_func ("/core/test-report/place-without-panic", test_place_without_panic);
  g_test_add_func ("/core/test-report/keeps-words", test_keeps_words);
  g_test_add_func ("/core/test-report/shown-outputs", test_shown_outputs);
  g_test_add_func ("/core/test-report/time", test_time);
  g_test_add_func ("/core/test-report/benchmarks", test_benchmarks);
  g_test_add_func ("/core/test-report/documentation", test_documentation);
  g_test_add_func ("/core/test-report/running", test_running);
  g_test_add_func ("/core/test-report/running-on", test_running_on);
  g_test_add_func ("/core/test-report/long-test", test_long_test);
  g_test_add_func ("/core/test-report/several-programs", test_several_programs);
  g_test_add_func ("/core/test-report/cut-program", test_cut_program);
  g_test_add_func ("/core/test-report/interleaved", test_interleaved);
  g_test_add_func ("/core/test-report/leaves-alone", test_leaves_alone);
  g_test_add_func ("/core/test-report/hostile-names", test_hostile_names);
  g_test_add_func ("/core/test-report/limits", test_limits);
  g_test_add_func ("/core/test-report/list-limit", test_list_limit);
  g_test_add_func ("/core/test-report/output-limits", test_output_limits);
  g_test_add_func ("/core/test-report/filter", test_filter);
  g_test_add_func ("/core/test-report/notifies", test_notifies);
  return g_test_run ();
}
