/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Recipes on their way through real jails: shell commands in the place of the compiler and the
 * program, so that every turn of the way can be forced. Messages and results are job-results.c's, a
 * real rustc job-rust.c's. */
#include <signal.h>
#include <string.h>

#include "jail-run.h"
#include "job-run.h"
#include "job-tests.h"

#define MIB (G_GUINT64_CONSTANT (1) << 20)

/* --- From step to step --- */

/* What one step made the next one gets, and nothing else of it. */
static void
test_two_steps (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_building (
      recipe,
      "echo building; printf '#!/bin/sh\\necho made $1\\n' >/tmp/made; >/job/x");
  test_recipe_add_running (recipe,
                           "/program/main here; stat -c %a /program/main; ls /job /tmp; exit 7");
  test = test_job_run (recipe);
  test_job_assert (test,
                   "phase compile\n"
                   "compiler building\\n\n"
                   "phase run\n"
                   "stdout made here\\n555\\n/job:\\n\\n/tmp:\\n\n"
                   "end run exited");
  g_assert_cmpint (pen_job_get_verdict (test->job)->ending.status, ==, 7);
  g_assert_null (pen_job_get_product (test->job)); /* of a run nothing is left */
}

/* One phase may have several steps. */
static void
test_three_steps (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *second;
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_building (recipe, "echo one >/tmp/made");
  second = test_recipe_add_building (recipe, "cat /tmp/one; cat /tmp/one /tmp/one >/tmp/made");
  second->takes_product = g_strdup ("/tmp/one");
  second->takes_mode = 0444;
  test_recipe_add_running (recipe, "cat /program/main");
  test = test_job_run (recipe);
  test_job_assert (test,
                   "phase compile\n"
                   "compiler one\\n\n"
                   "phase run\n"
                   "stdout one\\none\\n\n"
                   "end run exited");
}

static void
test_notes_first (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  g_ptr_array_add (recipe->notes, g_strdup ("Mind the gap."));
  g_ptr_array_add (recipe->notes, g_strdup ("And the step."));
  test_recipe_add_compile (recipe, "true");
  test = test_job_run (recipe);
  test_job_assert (test,
                   "note Mind the gap.\nnote And the step.\nphase compile\nend compile exited");
}

/* What fails to compile is not run. */
static void
test_failed_step (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_building (recipe, "echo >/tmp/made; exit 1");
  test_recipe_add_running (recipe, "echo never");
  test = test_job_run (recipe);
  test_job_assert (test, "phase compile\nend compile compile-error");
  g_assert_cmpint (pen_verdict_get_exit_status (pen_job_get_verdict (test->job)), ==, 101);
}

/* A compile that went well and yet left nothing made too much. */
static void
test_missing_product (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step = test_recipe_add_building (recipe, "head -c 3000000 /dev/zero >/tmp/made");
  g_autofree char *text = NULL;
  g_autoptr (TestJob) test = NULL;

  step->limits.artifact_size = 2 * MIB;
  test_recipe_add_running (recipe, "echo never");
  test = test_job_run (recipe);
  text = test_job_describe (test);
  g_assert_true (g_str_has_prefix (text,
                                   "phase compile\n"
                                   "note The compiled program is larger than 2 MiB"));
  g_assert_true (g_str_has_suffix (text, "\nend compile compile-error"));
  g_assert_cmpint (pen_job_get_verdict (test->job)->ending.status, ==, 1);
}

/* The product of the step before is none of this one. */
static void
test_missing_second_product (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autofree char *text = NULL;
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_building (recipe, "echo one >/tmp/made");
  test_recipe_add_building (recipe, "true");
  test_recipe_add_running (recipe, "echo never");
  test = test_job_run (recipe);
  text = test_job_describe (test);
  g_assert_true (g_str_has_prefix (text, "phase compile\nnote The compiled program is larger"));
  g_assert_true (g_str_has_suffix (text, "\nend compile compile-error"));
}

static void
test_step_cannot_start (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step;
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "true");
  step = test_recipe_add_run (recipe, "true");
  g_ptr_array_set_size (step->command->argv, 0);
  test = test_job_run (recipe);
  test_job_assert (test, "phase compile\nphase run\nend run setup");
  g_assert_nonnull (pen_job_get_verdict (test->job)->ending.message);
}

static void
test_cannot_start (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step = test_recipe_add_compile (recipe, "true");
  g_autoptr (TestJob) test = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_set_size (step->command->argv, 0);
  test = test_job_new (recipe);
  g_assert_false (pen_job_start (test->job, &error));
  g_assert_error (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_INVALID);
  g_assert_false (pen_job_get_ended (test->job));
  g_assert_cmpuint (test->n_ended, ==, 0);
}

/* --- The program --- */

/* Byte for byte to whoever passes it on; repaired in the transcript. */
static void
test_output (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autofree char *text = NULL;
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_run (recipe, "printf 'a\\0\\377\\033[2Jb'; printf 'e\\n' >&2");
  test = test_job_run (recipe);
  g_assert_cmpmem (test->streams[PEN_OUTPUT_STDOUT]->str,
                   test->streams[PEN_OUTPUT_STDOUT]->len,
                   "a\0\xff\x1b[2Jb",
                   8);
  g_assert_cmpstr (test->streams[PEN_OUTPUT_STDERR]->str, ==, "e\n");
  text = pen_transcript_dup_text (pen_job_get_transcript (test->job), PEN_OUTPUT_STDOUT);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strchr (text, '\x1b'));
}

static void
test_silence (void)
{
  for (guint i = 0; i < 2; i++)
    {
      PenRecipe *recipe = test_recipe_new ();
      g_autoptr (TestJob) test = NULL;

      recipe->action = i == 0 ? PEN_ACTION_RUN : PEN_ACTION_TEST;
      test_recipe_add_run (recipe, i == 0 ? "true" : "echo x >&2");
      test = test_job_run (recipe);
      g_assert_cmpint (pen_job_get_verdict (test->job)->silent, ==, i == 0);
      g_assert_cmpint (pen_job_get_verdict (test->job)->testing, ==, i == 1);
    }
}

static void
test_last_words (void)
{
  static const struct
  {
    const char *script;
    const char *cause;
    const char *note; /* (nullable) */
  } cases[] = {
      {"echo 'memory allocation of 7 bytes failed' >&2; kill -ABRT $$", "memory", NULL},
      {"echo 'memory allocation of 7 bytes failed'; kill -ABRT $$", "signaled", NULL},
      {"echo 'memory allocation of 7 bytes failed' >&2; exit 1", "exited", NULL},
      /* in one piece that is longer than what is kept */
      {"head -c 9000 /dev/zero >/tmp/x; echo 'memory allocation of 7 bytes failed' >>/tmp/x; "
       "dd if=/tmp/x bs=20000 status=none >&2; kill -ABRT $$",
       "memory",
       NULL},
      {"echo 'memory allocation of 7 bytes failed' >&2; head -c 9000 /dev/zero >&2; kill -ABRT $$",
       "signaled",
       NULL},
      {"echo 'Too many open files (os error 24)' >&2; exit 1", "exited", "128 files"},
      {"echo 'Too many open files (os error 24)' >&2; exit 0", "exited", NULL},
      {"echo 'Too many open files (os error 24)'; exit 1", "exited", NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PenRecipe *recipe = test_recipe_new ();
      g_autofree char *text = NULL;
      g_autoptr (TestJob) test = NULL;

      test_recipe_add_run (recipe, cases[i].script);
      test = test_job_run (recipe);
      text = test_job_describe (test);
      g_test_message ("%s", cases[i].script);
      g_assert_cmpstr (pen_verdict_get_cause (pen_job_get_verdict (test->job)), ==, cases[i].cause);
      g_assert_cmpint (strstr (text, "\nnote ") != NULL, ==, cases[i].note != NULL);
      if (cases[i].note != NULL)
        g_assert_nonnull (strstr (text, cases[i].note));
    }
}

/* Without a control group half the memory, but what is asked for by name is what one gets. */
static void
test_memory (void)
{
  static const struct
  {
    gboolean runs;
    gboolean named;
    guint64 limit;
    const char *script; /* takes more than the limit, less than what would fail to be allocated */
  } cases[] = {{FALSE, FALSE, 32 * MIB, "exec dd if=/dev/zero of=/dev/null bs=45M"},
               {FALSE, TRUE, 32 * MIB, "exec dd if=/dev/zero of=/dev/null bs=45M"},
               {TRUE, FALSE, 32 * MIB, "exec dd if=/dev/zero of=/dev/null bs=45M"},
               {TRUE, TRUE, 64 * MIB, "exec dd if=/dev/zero of=/dev/null bs=90M"}};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PenRecipe *recipe = test_recipe_new ();
      PenRecipeStep *step = cases[i].runs ? test_recipe_add_run (recipe, cases[i].script)
                                          : test_recipe_add_compile (recipe, cases[i].script);
      g_autoptr (TestJob) test = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      step->limits.memory = 64 * MIB;
      if (cases[i].named)
        recipe->options->memory = step->limits.memory;
      test = test_job_run (recipe);
      g_assert_cmpint (pen_job_get_verdict (test->job)->ending.cause, ==, PEN_CAUSE_MEMORY);
      g_assert_cmpuint (pen_job_get_verdict (test->job)->ending.limit, ==, cases[i].limit);
    }
}

/* --- Its input --- */

static void
type (TestJob *test, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pen_job_write_stdin (test->job, bytes);
}

static void
test_early_stdin (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "cat; echo compiled >&2"); /* a compiler gets none of it */
  test_recipe_add_run (recipe, "cat");
  test = test_job_new (recipe);
  type (test, "before, ");
  g_assert_cmpuint (pen_job_get_stdin_pending (test->job), ==, 8);
  test_job_start (test);
  type (test, "begun, ");
  test_job_wait_for (test, PEN_OUTPUT_COMPILER, "compiled");
  type (test, "compiling");
  pen_job_close_stdin (test->job);
  test_job_wait (test);
  g_assert_cmpstr (test->streams[PEN_OUTPUT_STDOUT]->str, ==, "before, begun, compiling");
  g_assert_cmpuint (pen_job_get_stdin_pending (test->job), ==, 0);
}

static void
test_early_end_of_stdin (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "true");
  test_recipe_add_run (recipe, "cat; echo end");
  test = test_job_new (recipe);
  pen_job_close_stdin (test->job);
  test_job_start (test);
  test_job_wait (test);
  g_assert_cmpstr (test->streams[PEN_OUTPUT_STDOUT]->str, ==, "end\n");
}

/* Line by line, as somebody answers. */
static void
test_talk (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "true");
  test_recipe_add_run (recipe, "echo name?; read n; echo hello $n; read m; echo bye $m");
  test = test_job_new (recipe);
  test_job_start (test);
  test_job_wait_for (test, PEN_OUTPUT_STDOUT, "name?");
  type (test, "Ada\n");
  test_job_wait_for (test, PEN_OUTPUT_STDOUT, "hello Ada");
  type (test, "Bob\n");
  test_job_wait (test);
  g_assert_cmpstr (test->streams[PEN_OUTPUT_STDOUT]->str, ==, "name?\nhello Ada\nbye Bob\n");
  type (test, "late"); /* of no effect */
  g_assert_cmpuint (pen_job_get_stdin_pending (test->job), ==, 0);
}

static void
test_unread_stdin (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autofree char *text = g_strnfill (4 << 20, 'x');
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_run (recipe, "echo up; read line; exit 3");
  test = test_job_new (recipe);
  test_job_start (test);
  type (test, text);
  test_job_wait_for (test, PEN_OUTPUT_STDOUT, "up");
  g_assert_cmpuint (pen_job_get_stdin_pending (test->job), >, 0);
  type (test, "\n");
  pen_job_stop (test->job);
  test_job_wait (test);
}

/* --- Stop, pause --- */

static void
stop_and_wait (TestJob *test, PenPhase phase)
{
  gint64 before = g_get_monotonic_time ();

  pen_job_stop (test->job);
  pen_job_stop (test->job);
  test_job_wait (test);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (pen_job_get_verdict (test->job)->ending.cause, ==, PEN_CAUSE_STOPPED);
  g_assert_cmpint (pen_job_get_verdict (test->job)->phase, ==, phase);
  pen_job_stop (test->job); /* of no effect */
  g_assert_cmpuint (test->n_ended, ==, 1);
}

static void
test_stop_compile (void)
{
  PenRecipe *recipe = test_recipe_new ();
  PenRecipeStep *step = test_recipe_add_compile (recipe, "echo up; sleep 77");
  g_autoptr (TestJob) test = NULL;

  step->fallback = test_recipe_new_script ("echo never");
  test_recipe_add_run (recipe, "echo never");
  test = test_job_new (recipe);
  test_job_start (test);
  test_job_wait_for (test, PEN_OUTPUT_COMPILER, "up");
  stop_and_wait (test, PEN_PHASE_COMPILE);
  test_job_assert (test, "phase compile\ncompiler up\\n\nend compile stopped");
}

/* Before anything stands. */
static void
test_stop_at_once (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "sleep 77");
  test = test_job_new (recipe);
  pen_job_stop (test->job); /* of no effect: it has not begun */
  test_job_start (test);
  stop_and_wait (test, PEN_PHASE_COMPILE);
}

static void
test_stop_run (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "true");
  test_recipe_add_run (recipe, "trap '' TERM INT; echo up; while :; do sleep 77; done");
  test = test_job_new (recipe);
  test_job_start (test);
  test_job_wait_for (test, PEN_OUTPUT_STDOUT, "up");
  stop_and_wait (test, PEN_PHASE_RUN);
  g_assert_cmpint (pen_verdict_get_exit_status (pen_job_get_verdict (test->job)), ==, 130);
}

/* While nobody reads, the program waits; the other stream goes on. */
static void
test_pause (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_run (recipe,
                       "echo up; read x; echo go >&2; head -c 1000000 /dev/zero; echo x >&2");
  test = test_job_new (recipe);
  test_job_start (test);
  test_job_wait_for (test, PEN_OUTPUT_STDOUT, "up");
  pen_job_set_paused (test->job, PEN_OUTPUT_STDOUT, TRUE);
  type (test, "\n");
  test_job_wait_for (test, PEN_OUTPUT_STDERR, "go");
  g_assert_cmpuint (test->streams[PEN_OUTPUT_STDOUT]->len, ==, 3);
  pen_job_set_paused (test->job, PEN_OUTPUT_STDOUT, FALSE);
  test_job_wait (test);
  g_assert_cmpuint (test->streams[PEN_OUTPUT_STDOUT]->len, ==, 1000003);
  g_assert_cmpstr (test->streams[PEN_OUTPUT_STDERR]->str, ==, "go\nx\n");
}

static gboolean
has_no_children (gpointer data)
{
  g_autofree char *children = NULL;

  return g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL) &&
         children[0] == '\0';
}

/* Nobody is told any more, and nothing is left of either jail. */
static void
test_dropped (void)
{
  PenRecipe *recipe = test_recipe_new ();
  TestJob *test;

  test_recipe_add_compile (recipe, "echo up; sleep 77");
  test_recipe_add_run (recipe, "true");
  test = test_job_new (recipe);
  test_job_start (test);
  type (test, "lost");
  test_job_wait_for (test, PEN_OUTPUT_COMPILER, "up");
  g_assert_false (has_no_children (NULL));
  test_job_free (test);
  g_assert_true (test_wait_until (has_no_children, NULL, 10));
}

/* --- The control group that may come --- */

/* Whether the program's jail stands while the compiler works: then its pipe takes what is typed. */
static gboolean
takes_input (gpointer data)
{
  return pen_job_get_stdin_pending (((TestJob *)data)->job) == 0;
}

static TestJob *
new_waiting (void)
{
  PenRecipe *recipe = test_recipe_new ();
  TestJob *test;

  test_recipe_add_compile (recipe, "echo up; sleep 77");
  test_recipe_add_run (recipe, "cat");
  test = test_job_new (recipe);
  pen_job_await_cgroup (test->job);
  test_job_start (test);
  test_job_wait_for (test, PEN_OUTPUT_COMPILER, "up");
  return test;
}

static void
test_awaits_cgroup (void)
{
  g_autoptr (TestJob) waiting = new_waiting ();
  g_autoptr (TestJob) told = new_waiting ();

  type (waiting, "x");
  g_assert_false (takes_input (waiting));
  stop_and_wait (waiting, PEN_PHASE_COMPILE);
  pen_job_set_cgroup (waiting->job, NULL); /* too late, and of no effect */
  pen_job_set_cgroup (told->job, NULL);
  type (told, "x");
  g_assert_true (takes_input (told));
  stop_and_wait (told, PEN_PHASE_COMPILE);
}

/* Nobody ever says: then it is made when it is needed. */
static void
test_needs_jail (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "true");
  test_recipe_add_run (recipe, "cat");
  test = test_job_new (recipe);
  pen_job_await_cgroup (test->job);
  type (test, "x");
  pen_job_close_stdin (test->job);
  test_job_start (test);
  test_job_wait (test);
  test_job_assert (test, "phase compile\nphase run\nstdout x\nend run exited");
}

static void
test_told_before (void)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;

  test_recipe_add_compile (recipe, "true");
  test_recipe_add_run (recipe, "echo x");
  test = test_job_new (recipe);
  pen_job_await_cgroup (test->job);
  pen_job_set_cgroup (test->job, NULL);
  test_job_start (test);
  test_job_wait (test);
  test_job_assert (test, "phase compile\nphase run\nstdout x\\n\nend run exited");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/job/passes-a-product-on", test_two_steps);
  g_test_add_func ("/core/job/goes-through-three-steps", test_three_steps);
  g_test_add_func ("/core/job/says-notes-first", test_notes_first);
  g_test_add_func ("/core/job/runs-nothing-that-failed", test_failed_step);
  g_test_add_func ("/core/job/misses-a-product", test_missing_product);
  g_test_add_func ("/core/job/misses-a-second-product", test_missing_second_product);
  g_test_add_func ("/core/job/tells-that-a-step-cannot-start", test_step_cannot_start);
  g_test_add_func ("/core/job/tells-that-it-cannot-start", test_cannot_start);
  g_test_add_func ("/core/job/passes-output-on", test_output);
  g_test_add_func ("/core/job/tells-silence", test_silence);
  g_test_add_func ("/core/job/understands-last-words", test_last_words);
  g_test_add_func ("/core/job/halves-memory", test_memory);
  g_test_add_func ("/core/job/keeps-early-input", test_early_stdin);
  g_test_add_func ("/core/job/keeps-an-early-end-of-input", test_early_end_of_stdin);
  g_test_add_func ("/core/job/talks-line-by-line", test_talk);
  g_test_add_func ("/core/job/survives-unread-input", test_unread_stdin);
  g_test_add_func ("/core/job/stops-while-it-compiles", test_stop_compile);
  g_test_add_func ("/core/job/stops-at-once", test_stop_at_once);
  g_test_add_func ("/core/job/stops-while-it-runs", test_stop_run);
  g_test_add_func ("/core/job/lets-the-program-wait", test_pause);
  g_test_add_func ("/core/job/can-be-dropped", test_dropped);
  g_test_add_func ("/core/job/awaits-a-control-group", test_awaits_cgroup);
  g_test_add_func ("/core/job/awaits-it-no-longer-than-it-can", test_needs_jail);
  g_test_add_func ("/core/job/may-be-told-before", test_told_before);
  test_job_add_results ();
  test_job_add_rust ();
  return g_test_run ();
}
