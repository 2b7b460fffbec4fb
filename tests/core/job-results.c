/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a compiler and tools say on a job's way, when it is asked a second time, and what is left at
 * the end. */
#include "job-tests.h"

#include <string.h>

#include "job-run.h"

/* --- Messages and the fallback --- */

#define PLACED                                                                                     \
  "{\"$message_type\":\"diagnostic\",\"message\":\"%s\",\"code\":null,\"level\":\"%s\","           \
  "\"spans\":[{\"file_name\":\"main.rs\",\"byte_start\":0,\"byte_end\":1,\"line_start\":1,"        \
  "\"line_end\":1,\"column_start\":1,\"column_end\":2,\"is_primary\":true,\"text\":[],"            \
  "\"label\":null,\"suggested_replacement\":null,\"suggestion_applicability\":null,"               \
  "\"expansion\":null}],\"children\":[],\"rendered\":\"%s\\n\"}\n"
#define UNPLACED                                                                                   \
  "{\"$message_type\":\"diagnostic\",\"message\":\"%s\",\"code\":null,\"level\":\"%s\","           \
  "\"spans\":[],\"children\":[],\"rendered\":\"%s\\n\"}\n"

/* A file of the step that holds a message; "cat NAME >&2" says it. */
static void
add_message (PenCommand *command,
             const char *name,
             gboolean placed,
             const char *level,
             const char *message)
{
  g_autofree char *path = g_build_filename ("/job", name, NULL);
  g_autofree char *text = placed ? g_strdup_printf (PLACED, message, level, message)
                                 : g_strdup_printf (UNPLACED, message, level, message);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pen_command_add_file (command, path, 0444, bytes);
}

/* A first try that says @name, then exits with 1, and a second one. */
static PenRecipe *
new_with_fallback (const char *first, const char *second)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step = test_recipe_add_compile (recipe, first);

  step->fallback = test_recipe_new_script (second);
  for (guint i = 0; i < 2; i++)
    {
      PenCommand *command = i == 0 ? step->command : step->fallback;

      add_message (command, "yours", TRUE, "error", "your fault");
      add_message (command, "warning", TRUE, "warning", "beware");
      add_message (command, "ours", FALSE, "error", "no linker");
    }
  return recipe;
}

static void
test_messages (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step =
      test_recipe_add_compile (recipe,
                               "cat warning >&2; echo 'words {' >&2; cat yours yours "
                               ">&2; printf 'no newline' >&2; exit 1");
  g_autoptr (TestJob) test = NULL;

  add_message (step->command, "yours", TRUE, "error", "your fault");
  add_message (step->command, "warning", TRUE, "warning", "beware");
  test = test_job_run (recipe);
  test_job_assert (test,
                   "phase compile\n"
                   "diagnostic warning beware\n"
                   "compiler words {\\n\n"
                   "diagnostic error your fault\n"
                   "diagnostic error your fault\n"
                   "compiler no newline\n"
                   "end compile compile-error");
  g_assert_cmpuint (pen_job_get_verdict (test->job)->n_errors, ==, 2);
  g_assert_cmpuint (pen_job_get_verdict (test->job)->n_warnings, ==, 1);
}

/* A failure that is not about the program is passed over in silence. */
static void
test_fallback (void)
{
  g_autoptr (TestJob) test =
      test_job_run (new_with_fallback ("cat warning ours >&2; exit 1", "cat warning >&2"));

  test_job_assert (test, "phase compile\ndiagnostic warning beware\nend compile exited");
  g_assert_cmpuint (pen_job_get_verdict (test->job)->n_errors, ==, 0);
  g_assert_cmpuint (pen_job_get_verdict (test->job)->n_warnings, ==, 1);
}

static void
test_fallback_fails (void)
{
  g_autoptr (TestJob) test =
      test_job_run (new_with_fallback ("cat ours >&2; exit 1", "cat ours >&2; exit 1"));

  test_job_assert (test, "phase compile\ndiagnostic error no linker\nend compile compile-error");
}

/* What is wrong with the program would be wrong again. */
static void
test_no_fallback (void)
{
  g_autoptr (TestJob) test =
      test_job_run (new_with_fallback ("cat warning yours ours >&2; exit 1", "echo never"));

  test_job_assert (test,
                   "phase compile\n"
                   "diagnostic warning beware\n"
                   "diagnostic error your fault\n"
                   "diagnostic error no linker\n"
                   "end compile compile-error");
}

/* A warning about the program explains no failure. */
static void
test_fallback_despite_warning (void)
{
  g_autoptr (TestJob) test =
      test_job_run (new_with_fallback ("cat warning >&2; exit 1", "echo second"));

  test_job_assert (test, "phase compile\ncompiler second\\n\nend compile exited");
}

static void
test_no_need_of_fallback (void)
{
  g_autoptr (TestJob) test =
      test_job_run (new_with_fallback ("cat warning >&2; echo first", "echo never"));

  test_job_assert (test,
                   "phase compile\n"
                   "compiler first\\n\n"
                   "diagnostic warning beware\n"
                   "end compile exited");
}

/* A signal or a limit is no "how it was asked". */
static void
test_no_fallback_after_signal (void)
{
  g_autoptr (TestJob) test =
      test_job_run (new_with_fallback ("cat ours >&2; kill -SEGV $$", "echo never"));

  test_job_assert (test, "phase compile\ndiagnostic error no linker\nend compile compiler-crash");
}

/* The product is that of the try that went well. */
static void
test_fallback_product (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step = test_recipe_add_building (recipe, "echo first >/tmp/made; exit 1");
  g_autoptr (TestJob) test = NULL;

  step->fallback = test_recipe_new_script ("echo second >/tmp/made");
  pen_command_add_output (step->fallback, "/tmp/made");
  test_recipe_add_running (recipe, "cat /program/main");
  test = test_job_run (recipe);
  test_job_assert (test, "phase compile\nphase run\nstdout second\\n\nend run exited");
}

static void
test_crash (void)
{
  static const struct
  {
    const char *script;
    const char *cause;
  } cases[] = {{"echo \"thread 'rustc' panicked at x.rs:1:1:\" >&2; exit 101", "compiler-crash"},
               {"echo 'error: internal compiler error: oh' >&2; exit 101", "compiler-crash"},
               {"echo \"thread 'main' panicked at x.rs:1:1:\" >&2; exit 101", "compile-error"},
               {"echo \"thread 'rustc' panicked at x.rs:1:1:\" >&2; exit 1", "compile-error"},
               {"exit 101", "compile-error"}};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PenRecipe *recipe = test_recipe_new ();
      g_autoptr (TestJob) test = NULL;

      test_recipe_add_compile (recipe, cases[i].script);
      test = test_job_run (recipe);
      g_test_message ("%s", cases[i].script);
      g_assert_cmpstr (pen_verdict_get_cause (pen_job_get_verdict (test->job)), ==, cases[i].cause);
    }
}

/* --- What a tool says, and results --- */

/* Paths of the jail mean nothing outside. */
static void
test_tool_paths (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe,
                           "echo 'error in /job/src/main.rs, /job/x.rs'\n"
                           "echo 'Compiling x v0.1.0 (/job)'\n"
                           "echo 'not /jobs/x'\n"
                           "printf 'a\\0/job/b'");
  test = test_job_run (recipe);
  g_assert_cmpmem (test->streams[PEN_OUTPUT_COMPILER]->str,
                   test->streams[PEN_OUTPUT_COMPILER]->len,
                   "error in src/main.rs, x.rs\nCompiling x v0.1.0\nnot /jobs/x\na\0/job/b",
                   70 - 4);
}

static void
test_result_stream (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step =
      test_recipe_add_compile (recipe, "printf 'one\\n/job/two \\377'; echo w >&2");
  g_autofree char *text = NULL;
  g_autoptr (TestJob) test = NULL;

  recipe->action = PEN_ACTION_EXPAND;
  recipe->result = PEN_RECIPE_RESULT_TEXT;
  step->out = PEN_STEP_TEXT_RESULT;
  test = test_job_run (recipe);
  test_job_assert (test, "phase compile\ncompiler w\\n\nend compile exited");
  text = pen_job_dup_text (test->job);
  g_assert_cmpstr (text, ==, "one\n/job/two \xef\xbf\xbd");
  g_assert_null (pen_job_get_product (test->job));
}

/* Where there is a difference, that is the result and status 1. */
static void
test_result_of_check (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step = test_recipe_add_compile (recipe, "echo 'Diff in /job/main.rs:1:'; exit 1");
  g_autofree char *text = NULL;
  g_autoptr (TestJob) test = NULL;

  recipe->action = PEN_ACTION_FMT_CHECK;
  recipe->result = PEN_RECIPE_RESULT_TEXT;
  step->out = PEN_STEP_TEXT_RESULT;
  test = test_job_run (recipe);
  text = pen_job_dup_text (test->job);
  g_assert_cmpstr (text, ==, "Diff in main.rs:1:\n");
}

static void
test_result_file (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autofree char *text = NULL;
  g_autoptr (TestJob) test = NULL;
  GBytes *product;

  recipe->result = PEN_RECIPE_RESULT_FILE;
  test_recipe_add_building (recipe, "printf 'a\\0b' >/tmp/made");
  test = test_job_run (recipe);
  product = pen_job_get_product (test->job);
  g_assert_cmpmem (g_bytes_get_data (product, NULL), g_bytes_get_size (product), "a\0b", 3);
  text = pen_job_dup_text (test->job);
  g_assert_null (text);
}

static void
test_result_product_text (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autofree char *text = NULL;
  g_autoptr (TestJob) test = NULL;

  recipe->action = PEN_ACTION_MIR;
  recipe->result = PEN_RECIPE_RESULT_TEXT;
  test_recipe_add_building (recipe, "echo 'fn main()' >/tmp/made");
  test = test_job_run (recipe);
  text = pen_job_dup_text (test->job);
  g_assert_cmpstr (text, ==, "fn main()\n");
}

/* Of a failed job there is no product, also when the file was made. */
static void
test_no_result (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  recipe->result = PEN_RECIPE_RESULT_FILE;
  test_recipe_add_building (recipe, "echo half >/tmp/made; exit 1");
  test = test_job_run (recipe);
  g_assert_null (pen_job_get_product (test->job));
}

static PenRecipe *
new_formatting (const char *script)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step = test_recipe_add_compile (recipe, script);

  recipe->action = PEN_ACTION_FMT;
  recipe->result = PEN_RECIPE_RESULT_SOURCES;
  pen_command_add_output (step->command, "/job/src/main.rs");
  pen_command_add_output (step->command, "/job/lib.rs");
  pen_command_add_output (step->command, "/job/none.rs");
  return recipe;
}

static void
test_rewritten (void)
{
  g_autoptr (TestJob) test =
      test_job_run (new_formatting ("mkdir src; echo main >src/main.rs; echo lib >lib.rs"));
  const PenSources *sources = pen_job_get_rewritten (test->job);
  GBytes *bytes = pen_sources_get (sources, "src/main.rs");

  g_assert_cmpuint (sources->files->len, ==, 2);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "main\n", 5);
  g_assert_nonnull (pen_sources_get (sources, "lib.rs"));
}

/* Nobody's files are written anew by a tool that failed. */
static void
test_not_rewritten (void)
{
  g_autoptr (TestJob) test = test_job_run (new_formatting ("echo half >lib.rs; exit 1"));

  g_assert_cmpuint (pen_job_get_rewritten (test->job)->files->len, ==, 0);
}

void
test_job_add_results (void)
{
  g_test_add_func ("/core/job/reads-messages", test_messages);
  g_test_add_func ("/core/job/falls-back-in-silence", test_fallback);
  g_test_add_func ("/core/job/tells-that-the-fallback-failed", test_fallback_fails);
  g_test_add_func ("/core/job/does-not-fall-back-from-an-error", test_no_fallback);
  g_test_add_func ("/core/job/falls-back-despite-a-warning", test_fallback_despite_warning);
  g_test_add_func ("/core/job/does-without-the-fallback", test_no_need_of_fallback);
  g_test_add_func ("/core/job/does-not-fall-back-from-a-signal", test_no_fallback_after_signal);
  g_test_add_func ("/core/job/takes-the-fallbacks-product", test_fallback_product);
  g_test_add_func ("/core/job/knows-a-compiler-that-crashed", test_crash);
  g_test_add_func ("/core/job/hides-the-jails-paths", test_tool_paths);
  g_test_add_func ("/core/job/results-in-a-stream", test_result_stream);
  g_test_add_func ("/core/job/results-in-a-difference", test_result_of_check);
  g_test_add_func ("/core/job/results-in-a-file", test_result_file);
  g_test_add_func ("/core/job/results-in-text", test_result_product_text);
  g_test_add_func ("/core/job/results-in-nothing", test_no_result);
  g_test_add_func ("/core/job/results-in-sources", test_rewritten);
  g_test_add_func ("/core/job/keeps-sources-when-it-failed", test_not_rewritten);
}
