/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Jobs with a real rustc: real recipes, in the order in which a learner sees what happens. */
#include "job-tests.h"

#include <string.h>

#include "job-run.h"
#include "kitchen.h"

/* NULL after the test was skipped. @action of the files @name, text, … */
static TestJob *G_GNUC_NULL_TERMINATED
new_rust (PenAction action, const char *name, ...)
{
  g_autoptr (PenToolchain) toolchain = test_kitchen_find_system ();
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (PenOptions) options = pen_options_new ();
  g_autoptr (GError) error = NULL;
  PenRecipe *recipe;
  va_list args;

  if (toolchain == NULL)
    return NULL;
  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    {
      const char *text = va_arg (args, const char *);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      g_assert_true (pen_sources_add (sources, name, bytes, NULL));
    }
  va_end (args);
  options->has_stdin = TRUE;
  recipe = pen_recipe_new (toolchain, sources, action, options, &error);
  g_assert_no_error (error);
  return test_job_new (recipe);
}

static void
run (TestJob *test)
{
  test_job_start (test);
  pen_job_close_stdin (test->job);
  test_job_wait (test);
}

static void
test_run (void)
{
  g_autoptr (TestJob) test = new_rust (PEN_ACTION_RUN,
                                       "main.rs",
                                       "fn main() {\n    let unused = 1;\n    println!(\"out\");\n"
                                       "}\n",
                                       NULL);

  if (test == NULL)
    return;
  run (test);
  test_job_assert (test,
                   "phase compile\n"
                   "diagnostic warning unused variable: `unused`\n"
                   "diagnostic warning 1 warning emitted\n"
                   "phase run\n"
                   "stdout out\\n\n"
                   "end run exited");
  g_assert_true (pen_verdict_is_success (pen_job_get_verdict (test->job)));
  g_assert_cmpuint (pen_job_get_verdict (test->job)->n_warnings, ==, 1);
}

static void
test_error (void)
{
  g_autoptr (TestJob) test =
      new_rust (PEN_ACTION_RUN, "main.rs", "fn main() { let x: u8 = \"\"; }\n", NULL);
  g_autofree char *text = NULL;

  if (test == NULL)
    return;
  run (test);
  text = test_job_describe (test);
  g_assert_true (g_str_has_prefix (text, "phase compile\ndiagnostic error mismatched types\n"));
  g_assert_true (g_str_has_suffix (text, "\nend compile compile-error"));
  g_assert_null (strstr (text, "phase run"));
  g_assert_cmpuint (pen_job_get_verdict (test->job)->n_errors, ==, 1);
  g_assert_cmpint (pen_verdict_get_exit_status (pen_job_get_verdict (test->job)), ==, 101);
}

static void
test_missed_module (void)
{
  g_autoptr (TestJob) test =
      new_rust (PEN_ACTION_RUN, "main.rs", "mod grid;\nfn main() {}\n", NULL);
  g_autofree char *text = NULL;

  if (test == NULL)
    return;
  run (test);
  text = test_job_describe (test);
  g_assert_nonnull (strstr (text, "\nnote A module in a file of its own belongs to the program"));
}

static void
test_tests (void)
{
  g_autoptr (TestJob) test = new_rust (PEN_ACTION_TEST,
                                       "src/lib.rs",
                                       "#[test]\nfn good() {}\n#[test]\nfn bad() { panic!(); }\n",
                                       NULL);

  if (test == NULL)
    return;
  run (test);
  g_assert_nonnull (strstr (test->streams[PEN_OUTPUT_STDOUT]->str, "test good ... ok"));
  g_assert_nonnull (strstr (test->streams[PEN_OUTPUT_STDOUT]->str, "test bad ... FAILED"));
  g_assert_cmpint (pen_job_get_verdict (test->job)->phase, ==, PEN_PHASE_RUN);
  g_assert_true (pen_job_get_verdict (test->job)->testing);
  g_assert_cmpint (pen_job_get_verdict (test->job)->ending.status, ==, 101);
}

/* Typed before the program is even compiled. */
static void
test_input (void)
{
  g_autoptr (TestJob) test = new_rust (PEN_ACTION_RUN,
                                       "main.rs",
                                       "fn main() {\n    for line in std::io::stdin().lines() {\n"
                                       "        println!(\"<{}>\", line.unwrap());\n    }\n}\n",
                                       NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("12\n30\n", 6);

  if (test == NULL)
    return;
  pen_job_write_stdin (test->job, bytes);
  run (test);
  g_assert_cmpstr (test->streams[PEN_OUTPUT_STDOUT]->str, ==, "<12>\n<30>\n");
}

static void
test_stop (void)
{
  g_autoptr (TestJob) test =
      new_rust (PEN_ACTION_RUN, "main.rs", "fn main() { println!(\"up\"); loop {} }\n", NULL);
  gint64 before;

  if (test == NULL)
    return;
  test_job_start (test);
  test_job_wait_for (test, PEN_OUTPUT_STDOUT, "up");
  before = g_get_monotonic_time ();
  pen_job_stop (test->job);
  test_job_wait (test);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 3 * G_USEC_PER_SEC);
  test_job_assert (test, "phase compile\nphase run\nstdout up\\n\nend run stopped");
}

static void
test_stop_compile (void)
{
  g_autoptr (TestJob) test =
      new_rust (PEN_ACTION_RUN, "main.rs", "fn main() { println!(\"never\"); }\n", NULL);

  if (test == NULL)
    return;
  test_job_start (test);
  pen_job_stop (test->job);
  test_job_wait (test);
  test_job_assert (test, "phase compile\nend compile stopped");
}

static void
test_build (void)
{
  g_autoptr (TestJob) test = new_rust (PEN_ACTION_BUILD, "main.rs", "fn main() {}\n", NULL);
  GBytes *product;

  if (test == NULL)
    return;
  run (test);
  test_job_assert (test, "phase compile\nend compile exited");
  product = pen_job_get_product (test->job);
  g_assert_nonnull (product);
  g_assert_cmpmem (g_bytes_get_data (product, NULL),
                   4,
                   "\x7f"
                   "ELF",
                   4);
}

static void
test_text (void)
{
  g_autoptr (TestJob) test =
      new_rust (PEN_ACTION_MIR, "main.rs", "fn main() { println!(\"x\"); }\n", NULL);
  g_autofree char *text = NULL;

  if (test == NULL)
    return;
  run (test);
  text = pen_job_dup_text (test->job);
  g_assert_nonnull (strstr (text, "fn main() -> ()"));
}

static void
test_format (void)
{
  g_autoptr (TestJob) test = new_rust (PEN_ACTION_FMT,
                                       "src/main.rs",
                                       "mod grid; fn main(){}",
                                       "src/grid.rs",
                                       "pub fn cell( ){ }",
                                       NULL);
  const PenSources *sources;
  GBytes *bytes;

  if (test == NULL)
    return;
  run (test);
  sources = pen_job_get_rewritten (test->job);
  bytes = pen_sources_get (sources, "src/main.rs");
  g_assert_cmpuint (sources->files->len, ==, 2);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   "mod grid;\nfn main() {}\n",
                   23);
}

void
test_job_add_rust (void)
{
  g_test_add_func ("/core/job/rust/compiles-and-runs", test_run);
  g_test_add_func ("/core/job/rust/does-not-run-an-error", test_error);
  g_test_add_func ("/core/job/rust/names-the-module-that-is-missing", test_missed_module);
  g_test_add_func ("/core/job/rust/tests", test_tests);
  g_test_add_func ("/core/job/rust/keeps-early-input", test_input);
  g_test_add_func ("/core/job/rust/stops-while-it-runs", test_stop);
  g_test_add_func ("/core/job/rust/stops-while-it-compiles", test_stop_compile);
  g_test_add_func ("/core/job/rust/builds-a-file", test_build);
  g_test_add_func ("/core/job/rust/results-in-text", test_text);
  g_test_add_func ("/core/job/rust/formats", test_format);
}
