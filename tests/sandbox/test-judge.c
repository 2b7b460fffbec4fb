/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Why a jail ended, as a table: from what is known to what is told. */
#include "judge.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "cgroup-private.h"

#define MEMORY (G_GUINT64_CONSTANT (1) << 20)
#define EXIT(status) ((status) << 8) /* as waitpid() tells it */

/* What is told of a jail with these limits, and what must come of it. */
typedef struct
{
  const char *name;
  PenReport report;
  PenCause cause;
  int status;
  int signal;
  guint64 limit;
} Case;

#define EXITED_WITH(wait, said)                                                                    \
  .started = TRUE, .exited = TRUE,                                                                 \
  .exit = {.wait_status = (wait),                                                                  \
           .verdict = PEN_INIT_VERDICT_##said,                                                     \
           .peak_memory = 1000,                                                                    \
           .cpu_us = 2000}
#define KILLED_BY(number, peak)                                                                    \
  .started = TRUE, .exited = TRUE, .exit = {.wait_status = (number), .peak_memory = (peak)}

static const Case cases[] = {
    {"exit-0", {EXITED_WITH (EXIT (0), NONE)}, PEN_CAUSE_EXITED, 0, 0, 0},
    {"exit-7", {EXITED_WITH (EXIT (7), NONE)}, PEN_CAUSE_EXITED, 7, 0, 0},
    {"exit-255", {EXITED_WITH (EXIT (255), NONE)}, PEN_CAUSE_EXITED, 255, 0, 0},
    {"exit-137-is-no-signal", {EXITED_WITH (EXIT (137), NONE)}, PEN_CAUSE_EXITED, 137, 0, 0},

    {"segfault", {KILLED_BY (SIGSEGV, MEMORY)}, PEN_CAUSE_SIGNALED, -1, SIGSEGV, 0},
    {"segfault-with-core", {KILLED_BY (SIGSEGV | 0x80, 0)}, PEN_CAUSE_SIGNALED, -1, SIGSEGV, 0},
    {"foreign-call", {KILLED_BY (SIGSYS, 0)}, PEN_CAUSE_FORBIDDEN, -1, SIGSYS, 0},
    {"foreign-call-with-much-memory",
     {KILLED_BY (SIGSYS, MEMORY)},
     PEN_CAUSE_FORBIDDEN,
     -1,
     SIGSYS,
     0},
    {"kill-with-little", {KILLED_BY (SIGKILL, 1000)}, PEN_CAUSE_SIGNALED, -1, SIGKILL, 0},
    {"kill-below-nine-tenths",
     {KILLED_BY (SIGKILL, MEMORY / 10 * 9 - 1)},
     PEN_CAUSE_SIGNALED,
     -1,
     SIGKILL,
     0},
    {"kill-at-nine-tenths",
     {KILLED_BY (SIGKILL, MEMORY / 10 * 9)},
     PEN_CAUSE_MEMORY,
     -1,
     SIGKILL,
     MEMORY},
    {"abort-with-little", {KILLED_BY (SIGABRT, 1000)}, PEN_CAUSE_SIGNALED, -1, SIGABRT, 0},
    {"abort-at-the-limit",
     {KILLED_BY (SIGABRT, 2 * MEMORY)},
     PEN_CAUSE_MEMORY,
     -1,
     SIGABRT,
     MEMORY},
    {"terminated-with-much", {KILLED_BY (SIGTERM, MEMORY)}, PEN_CAUSE_SIGNALED, -1, SIGTERM, 0},

    {"init-memory", {EXITED_WITH (SIGKILL, MEMORY)}, PEN_CAUSE_MEMORY, -1, 0, MEMORY},
    {"init-cpu", {EXITED_WITH (SIGKILL, CPU)}, PEN_CAUSE_CPU, -1, 0, 400},
    {"init-files", {EXITED_WITH (SIGKILL, FILES)}, PEN_CAUSE_FILES, -1, 0, 77},
    {"init-beats-an-exit", {EXITED_WITH (EXIT (0), CPU)}, PEN_CAUSE_CPU, -1, 0, 400},

    {"wall",
     {.started = TRUE, .ended_by = PEN_CAUSE_WALL, .ended_by_limit = 300},
     PEN_CAUSE_WALL,
     -1,
     0,
     300},
    {"idle",
     {.started = TRUE, .ended_by = PEN_CAUSE_IDLE, .ended_by_limit = 600},
     PEN_CAUSE_IDLE,
     -1,
     0,
     600},
    {"output",
     {.started = TRUE, .ended_by = PEN_CAUSE_OUTPUT, .ended_by_limit = 9},
     PEN_CAUSE_OUTPUT,
     -1,
     0,
     9},
    {"stopped", {.started = TRUE, .ended_by = PEN_CAUSE_STOPPED}, PEN_CAUSE_STOPPED, -1, 0, 0},
    {"stopped-before-the-start", {.ended_by = PEN_CAUSE_STOPPED}, PEN_CAUSE_STOPPED, -1, 0, 0},
    {"stopped-beats-an-exit",
     {EXITED_WITH (EXIT (0), NONE), .ended_by = PEN_CAUSE_STOPPED},
     PEN_CAUSE_STOPPED,
     -1,
     0,
     0},
    {"wall-beats-a-signal",
     {KILLED_BY (SIGKILL, MEMORY), .ended_by = PEN_CAUSE_WALL, .ended_by_limit = 300},
     PEN_CAUSE_WALL,
     -1,
     0,
     300},
    {"wall-beats-init",
     {EXITED_WITH (SIGKILL, CPU), .ended_by = PEN_CAUSE_WALL, .ended_by_limit = 300},
     PEN_CAUSE_WALL,
     -1,
     0,
     300},
    {"lost-by-name", {.started = TRUE, .ended_by = PEN_CAUSE_LOST}, PEN_CAUSE_LOST, -1, 0, 0},
    {"lost", {.started = TRUE}, PEN_CAUSE_LOST, -1, 0, 0},
};

static PenEnding
judge (const PenReport *from)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  PenReport report = *from;
  PenEnding ending = {.wall_time = 4711};

  report.limits = (PenLimits){.memory = MEMORY, .cpu_ms = 400, .inodes = 77};
  if (report.setup_text == NULL)
    report.setup_text = text;
  pen_judge (&report, &ending);
  g_assert_cmpint (ending.wall_time, ==, 4711); /* is the jail's to tell */
  return ending;
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  PenEnding ending = judge (&row->report);

  g_assert_cmpint (ending.cause, ==, row->cause);
  g_assert_cmpint (ending.status, ==, row->status);
  g_assert_cmpint (ending.signal, ==, row->signal);
  g_assert_cmpuint (ending.limit, ==, row->limit);
  g_assert_null (ending.message);
  g_assert_cmpuint (ending.peak_memory, ==, row->report.exit.peak_memory);
  g_assert_cmpint (ending.cpu_time, ==, (gint64)row->report.exit.cpu_us);
}

/* Without a limit on memory no amount of it is a cause. */
static void
test_no_memory_limit (void)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  const PenReport report = {KILLED_BY (SIGKILL, 2 * MEMORY), .setup_text = text};
  PenEnding ending = {0};

  pen_judge (&report, &ending);
  g_assert_cmpint (ending.cause, ==, PEN_CAUSE_SIGNALED);
}

/* --- It never ran --- */

static void
assert_setup (const PenReport *report, const char *word, const char *other_word)
{
  PenEnding ending = judge (report);

  g_test_message ("%s", ending.message);
  g_assert_cmpint (ending.cause, ==, PEN_CAUSE_SETUP);
  g_assert_cmpint (ending.status, ==, -1);
  g_assert_nonnull (strstr (ending.message, word));
  g_assert_nonnull (strstr (ending.message, other_word));
  g_assert_true (g_utf8_validate (ending.message, -1, NULL));
  g_free (ending.message);
}

static void
test_failed_steps (void)
{
  static const struct
  {
    guint32 step;
    const char *word;
  } steps[] = {{PEN_INIT_STEP_FRAME, "unknown message"},
               {PEN_INIT_STEP_FILE, "file"},
               {PEN_INIT_STEP_LIMITS, "limits"},
               {PEN_INIT_STEP_FILTER, "filter"},
               {PEN_INIT_STEP_CWD, "working directory"},
               {PEN_INIT_STEP_EXEC, "executed"},
               {PEN_INIT_STEP_FORK, "process"},
               {4711, "unknown message"}};

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      PenReport report = {.failed = {.error = ENOSPC, .step = steps[i].step}};

      assert_setup (&report, steps[i].word, g_strerror (ENOSPC));
      report.started = TRUE; /* a second START that is none */
      assert_setup (&report, steps[i].word, g_strerror (ENOSPC));
    }
}

static void
assert_setup_text (const char *said, const char *word, const char *other_word)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  const PenReport report = {.setup_text = text};

  g_byte_array_append (text, (const guint8 *)said, (guint)strlen (said));
  assert_setup (&report, word, other_word);
}

static void
test_setup_text (void)
{
  assert_setup_text ("bwrap: Can't find source path /nonexistent: No such file or directory\n",
                     "/nonexistent",
                     "playpen doctor");
  assert_setup_text ("bwrap: Unknown option --disable-userns\n", "too old", "Install a newer one");
  assert_setup_text ("\xff\xfe odd \x80 bytes", "odd", "bytes");
  assert_setup_text ("  \n", "without a word", "sandbox failed");
}

/* Nothing at all was said: bubblewrap was killed, or never was. */
static void
test_silence (void)
{
  const PenReport report = {.started = FALSE};

  assert_setup (&report, "without a word", "sandbox failed");
}

/* --- With a control group: the kernel's own count --- */

typedef struct
{
  char *root;
  PenCgroup *cgroup;
  PenCgroupJob *job;
  char *dir; /* the job's */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("playpen-judge-XXXXXX", NULL);
  fixture->cgroup = pen_cgroup_new (fixture->root, FALSE);
  g_assert_nonnull (fixture->cgroup);
  fixture->job = pen_cgroup_make_job (fixture->cgroup);
  g_assert_nonnull (fixture->job);
  fixture->dir = g_path_get_dirname (pen_cgroup_job_get_procs (fixture->job));
}

static void
write_control (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_control (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_control (fixture, "memory.events");
  remove_control (fixture, "memory.peak");
  remove_control (fixture, "cpu.stat");
  write_control (fixture, "cgroup.events", "populated 0\n"); /* nobody is left to be killed */
  pen_cgroup_job_free (fixture->job);
  remove_control (fixture, "cgroup.events");
  pen_cgroup_unref (fixture->cgroup);
  g_rmdir (fixture->dir);
  g_assert_cmpint (g_rmdir (fixture->root), ==, 0);
  g_free (fixture->root);
  g_free (fixture->dir);
}

static void
test_cgroup_absent (Fixture *fixture, gconstpointer data)
{
  const PenReport report = {EXITED_WITH (EXIT (3), NONE), .cgroup = fixture->job};
  PenEnding ending = judge (&report); /* none of its files is there */

  g_assert_cmpint (ending.cause, ==, PEN_CAUSE_EXITED);
  g_assert_cmpint (ending.status, ==, 3);
  g_assert_cmpuint (ending.peak_memory, ==, 1000);
  g_assert_cmpint (ending.cpu_time, ==, 2000);
}

static void
test_cgroup_counts (Fixture *fixture, gconstpointer data)
{
  const PenReport report = {EXITED_WITH (EXIT (3), NONE), .cgroup = fixture->job};
  PenEnding ending;

  write_control (fixture, "memory.events", "low 0\noom 3\noom_kill 0\n");
  write_control (fixture, "memory.peak", "5000\n");
  write_control (fixture, "cpu.stat", "usage_usec 6000\n");
  ending = judge (&report);
  g_assert_cmpint (ending.cause, ==, PEN_CAUSE_EXITED);
  g_assert_cmpuint (ending.peak_memory, ==, 5000);
  g_assert_cmpint (ending.cpu_time, ==, 6000);
  /* init saw more than the kernel tells: the larger counts */
  write_control (fixture, "memory.peak", "500\n");
  write_control (fixture, "cpu.stat", "usage_usec 600\n");
  ending = judge (&report);
  g_assert_cmpuint (ending.peak_memory, ==, 1000);
  g_assert_cmpint (ending.cpu_time, ==, 2000);
}

/* The kernel may have taken init too: no word from it, and yet the cause is known. */
static void
test_cgroup_kill (Fixture *fixture, gconstpointer data)
{
  const PenReport silent = {.started = TRUE, .cgroup = fixture->job};
  const PenReport signaled = {KILLED_BY (SIGKILL, 10), .cgroup = fixture->job};
  const PenReport stopped = {.started = TRUE,
                             .ended_by = PEN_CAUSE_STOPPED,
                             .cgroup = fixture->job};
  PenEnding ending;

  write_control (fixture, "memory.events", "oom 3\noom_kill 2\n");
  ending = judge (&silent);
  g_assert_cmpint (ending.cause, ==, PEN_CAUSE_MEMORY);
  g_assert_cmpuint (ending.limit, ==, MEMORY);
  ending = judge (&signaled);
  g_assert_cmpint (ending.cause, ==, PEN_CAUSE_MEMORY);
  g_assert_cmpint (ending.signal, ==, 0);
  ending = judge (&stopped);
  g_assert_cmpint (ending.cause, ==, PEN_CAUSE_STOPPED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sandbox/judge/table/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sandbox/judge/needs-a-memory-limit", test_no_memory_limit);
  g_test_add_func ("/sandbox/judge/tells-what-failed-inside", test_failed_steps);
  g_test_add_func ("/sandbox/judge/tells-what-bubblewrap-said", test_setup_text);
  g_test_add_func ("/sandbox/judge/tells-that-nothing-was-said", test_silence);
  g_test_add ("/sandbox/judge/does-without-a-control-group",
              Fixture,
              NULL,
              set_up,
              test_cgroup_absent,
              tear_down);
  g_test_add ("/sandbox/judge/asks-the-control-group",
              Fixture,
              NULL,
              set_up,
              test_cgroup_counts,
              tear_down);
  g_test_add ("/sandbox/judge/believes-the-kernel",
              Fixture,
              NULL,
              set_up,
              test_cgroup_kill,
              tear_down);
  return g_test_run ();
}
