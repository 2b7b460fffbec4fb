/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Why it ended: every cause in either phase has its sentence, its status and its word. */
#include "core.h"

#include <signal.h>
#include <string.h>

#define SECOND G_USEC_PER_SEC
#define MIB (G_GUINT64_CONSTANT (1024) * 1024)

typedef struct
{
  PenPhase phase;
  PenEnding ending;
  const char *sentence;
  const char *cause;
  int status;
} Row;

static void
check_row (const Row *row)
{
  g_autoptr (PenVerdict) verdict = pen_verdict_new (row->phase, &row->ending);
  g_autofree char *sentence = pen_verdict_dup_sentence (verdict, /* name_options= */ TRUE);

  g_assert_cmpstr (sentence, ==, row->sentence);
  g_assert_cmpstr (pen_verdict_get_cause (verdict), ==, row->cause);
  g_assert_cmpint (pen_verdict_get_exit_status (verdict), ==, row->status);
}

static const Row run_rows[] = {
    {PEN_PHASE_RUN,
     {PEN_CAUSE_EXITED, .wall_time = 110 * 1000},
     "Finished in 0.11 s.",
     "exited",
     0},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_EXITED, .status = 3, .wall_time = 3200 * 1000},
     "Ended with exit status 3 after 3.2 s.",
     "exited",
     3},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_EXITED, .status = 101, .wall_time = 4000},
     "Ended with exit status 101 after 0.004 s. A panic ends a program this way; its message "
     "says "
     "what happened and where.",
     "exited",
     101},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_SIGNALED, .status = -1, .signal = SIGFPE},
     "The program was ended by signal 8 (SIGFPE): it asked for arithmetic that the processor "
     "cannot do.",
     "signaled",
     136},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_SIGNALED, .status = -1, .signal = 50},
     "The program was ended by signal 50 (50).",
     "signaled",
     178},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_FORBIDDEN, .status = -1, .signal = SIGSYS},
     "The program was ended by signal 31 (SIGSYS): it used a system call that is not allowed "
     "here.",
     "forbidden",
     159},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_WALL, .limit = 10000, .wall_time = 10 * SECOND},
     "Stopped after 10 s: the program was still running. Raise the limit with --time.",
     "wall",
     124},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_IDLE, .limit = 300000},
     "Stopped: the program neither read nor printed anything for 5 minutes.",
     "idle",
     124},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_CPU, .limit = 2500},
     "Stopped after 2.5 s of processor time: the program was still computing. Raise the limit "
     "with --time.",
     "cpu",
     124},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_MEMORY, .limit = 512 * MIB, .signal = SIGABRT},
     "Stopped: the program needed more than 512 MiB of memory. Raise the limit with --memory.",
     "memory",
     137},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_OUTPUT, .limit = 1024 * MIB},
     "Stopped: the program printed more than 1 GiB. A loop that never ends is the usual reason.",
     "output",
     125},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_FILES, .limit = 20000},
     "Stopped: the program made more than 20000 files.",
     "files",
     125},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_STOPPED, .wall_time = 1500 * 1000},
     "Stopped as you asked, after 1.5 s.",
     "stopped",
     130},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_SETUP, .message = (char *)"There is no bwrap."},
     "Playpen could not prepare a safe place to run in; your program is not at fault and did not "
     "start. There is no bwrap.",
     "setup",
     77},
    {PEN_PHASE_RUN,
     {PEN_CAUSE_LOST, .wall_time = 2 * SECOND},
     "The program was killed from outside Playpen after 2 s. Try again; if it happens again, "
     "this "
     "computer may be short of memory.",
     "lost",
     137},
};

static void
test_run (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (run_rows); i++)
    check_row (&run_rows[i]);
}

static const Row compile_rows[] = {
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_EXITED, .wall_time = 310 * 1000},
     "Compiled in 0.31 s.",
     "exited",
     0},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_EXITED, .status = 1},
     "Did not compile: the compiler’s messages say why.",
     "compile-error",
     101},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_SIGNALED, .status = -1, .signal = SIGSEGV},
     "The compiler itself crashed by signal 11 (SIGSEGV). That is a fault in the compiler; "
     "deeply "
     "nested code or an endless macro is the usual trigger.",
     "compiler-crash",
     101},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_FORBIDDEN, .status = -1, .signal = SIGSYS},
     "The compiler, or a macro or build script that it ran, was ended by signal 31 (SIGSYS): it "
     "used a system call that is not allowed here.",
     "forbidden",
     101},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_WALL, .limit = 20000},
     "Stopped after 20 s: the compiler was still at work. A macro or a constant that never comes "
     "to an end is the usual reason.",
     "wall",
     124},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_MEMORY, .limit = 1024 * MIB},
     "Stopped: compiling needed more than 1 GiB of memory. A macro that grows without end or a "
     "huge constant is the usual reason.",
     "memory",
     137},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_OUTPUT, .limit = 8 * MIB},
     "Stopped: the compiler wrote more than 8 MiB of messages.",
     "output",
     125},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_STOPPED, .wall_time = 100 * 1000},
     "Stopped as you asked, 0.1 s into compiling.",
     "stopped",
     130},
    {PEN_PHASE_COMPILE,
     {PEN_CAUSE_SETUP, .status = -1},
     "Playpen could not prepare a safe place to compile in; your program is not at fault.",
     "setup",
     77},
};

static void
test_compile (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (compile_rows); i++)
    check_row (&compile_rows[i]);
}

static void
test_counts (void)
{
  PenEnding ending = {PEN_CAUSE_EXITED, .status = 1, .wall_time = SECOND};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_COMPILE, &ending);
  g_autoptr (PenVerdict) crash = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *warned = NULL;
  g_autofree char *silent = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *crashed = NULL;

  verdict->n_errors = 1;
  one = pen_verdict_dup_sentence (verdict, FALSE);
  g_assert_cmpstr (one, ==, "Did not compile: 1 error.");
  verdict->n_errors = 2;
  two = pen_verdict_dup_sentence (verdict, FALSE);
  g_assert_cmpstr (two, ==, "Did not compile: 2 errors.");

  verdict->ending.status = 0;
  verdict->n_warnings = 3;
  warned = pen_verdict_dup_sentence (verdict, FALSE);
  g_assert_cmpstr (warned, ==, "Compiled in 1 s, with 3 warnings.");
  g_assert_true (pen_verdict_is_success (verdict));

  verdict->phase = PEN_PHASE_RUN;
  verdict->silent = TRUE;
  silent = pen_verdict_dup_sentence (verdict, FALSE);
  g_assert_cmpstr (silent, ==, "Finished in 1 s, printed nothing.");

  verdict->ending.status = 101;
  verdict->testing = TRUE;
  failed = pen_verdict_dup_sentence (verdict, FALSE);
  g_assert_cmpstr (failed,
                   ==,
                   "Some tests failed (exit status 101 after 1 s); the list of tests says which.");

  crash = pen_verdict_copy (verdict);
  crash->phase = PEN_PHASE_COMPILE;
  crash->ending.status = 101;
  crash->compiler_crashed = TRUE;
  crashed = pen_verdict_dup_sentence (crash, FALSE);
  g_assert_true (g_str_has_prefix (crashed, "The compiler itself crashed (exit status 101)."));
  g_assert_cmpstr (pen_verdict_get_cause (crash), ==, "compiler-crash");
  g_assert_cmpint (pen_verdict_get_exit_status (crash), ==, 101);
}

/* No cause in any phase is without words, and none uses words of the code. */
static void
test_words (void)
{
  static const char *const unwanted[] =
      {"sandbox", "jail", "tier", "fork", "epoch", "!", "bake", "\n", "cgroup", "bwrap"};

  for (guint phase = PEN_PHASE_COMPILE; phase <= PEN_PHASE_RUN; phase++)
    for (guint cause = PEN_CAUSE_EXITED; cause <= PEN_CAUSE_LOST; cause++)
      for (int signal = 0; signal < 65; signal++)
        {
          PenEnding ending = {.cause = cause, .signal = signal, .status = signal, .limit = 1};
          g_autoptr (PenVerdict) verdict = pen_verdict_new (phase, &ending);
          g_autofree char *plain = pen_verdict_dup_sentence (verdict, FALSE);
          g_autofree char *named = pen_verdict_dup_sentence (verdict, TRUE);
          int status = pen_verdict_get_exit_status (verdict);

          g_assert_true (g_str_has_suffix (plain, "."));
          g_assert_true (g_str_has_suffix (named, "."));
          g_assert_null (strstr (plain, "--"));
          for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
            g_assert_null (strstr (named, unwanted[i]));
          g_assert_cmpint (status, >=, 0);
          g_assert_cmpint (status, <=, 255);
        }
}

/* The compile's limits have no option, so none is named. */
static void
test_names_options_of_the_run_only (void)
{
  PenEnding ending = {PEN_CAUSE_MEMORY, .limit = MIB};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_COMPILE, &ending);
  g_autofree char *compile = pen_verdict_dup_sentence (verdict, TRUE);
  g_autofree char *run = NULL;

  g_assert_null (strstr (compile, "--memory"));
  verdict->phase = PEN_PHASE_RUN;
  run = pen_verdict_dup_sentence (verdict, TRUE);
  g_assert_nonnull (strstr (run, "--memory"));
}

static void
test_signals (void)
{
  for (int number = 1; number <= 15; number++)
    {
      g_autofree char *name = pen_signal_dup_name (number);

      g_assert_true (g_str_has_prefix (name, "SIG"));
      g_assert_nonnull (pen_signal_describe (number));
      g_assert_true (g_ascii_islower (pen_signal_describe (number)[0]) ||
                     g_str_has_prefix (pen_signal_describe (number), "Rust "));
    }
  g_assert_nonnull (pen_signal_describe (SIGSYS));
  g_assert_null (pen_signal_describe (64));
}

static void
test_units (void)
{
  static const struct
  {
    gint64 time;
    const char *text;
  } times[] = {
      {0, "0 s"},
      {400, "0 s"},
      {1500, "0.002 s"},
      {12345, "0.01 s"},
      {110000, "0.11 s"},
      {1234567, "1.2 s"},
      {10000000, "10 s"},
      {119000000, "119 s"},
      {120000000, "2 minutes"},
      {121000000, "121 s"},
      {300000000, "5 minutes"},
  };
  static const struct
  {
    guint64 bytes;
    const char *text;
  } sizes[] = {
      {0, "0 bytes"},
      {1, "1 byte"},
      {1023, "1023 bytes"},
      {1024, "1 KiB"},
      {1536, "1.5 KiB"},
      {512 * MIB, "512 MiB"},
      {1536 * MIB, "1.5 GiB"},
      {64 * 1024 * MIB, "64 GiB"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = pen_format_duration (times[i].time);

      g_assert_cmpstr (text, ==, times[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = pen_format_bytes (sizes[i].bytes);

      g_assert_cmpstr (text, ==, sizes[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ending/run", test_run);
  g_test_add_func ("/core/ending/compile", test_compile);
  g_test_add_func ("/core/ending/counts", test_counts);
  g_test_add_func ("/core/ending/words", test_words);
  g_test_add_func ("/core/ending/names-options-of-the-run-only",
                   test_names_options_of_the_run_only);
  g_test_add_func ("/core/ending/signals", test_signals);
  g_test_add_func ("/core/ending/units", test_units);
  return g_test_run ();
}
