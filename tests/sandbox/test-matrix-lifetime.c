/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 4: what is left when a program, a jail or Playpen itself is gone. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "careless.h"
#include "jail-private.h"
#include "matrix.h"
#include "processes.h"

/* Daemons that ignore every signal, hold the pipes and have sessions of their own. */
static void
held_daemons (const MatrixRow *row)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (PenJail) jail = matrix_new_jail (profile, "daemons", NULL, NULL);
      g_autoptr (TestRun) run = test_run_watch (jail);
      g_autoptr (GArray) processes = NULL;
      gint64 before;

      matrix_start (jail);
      matrix_wait_for_output (run, "daemons=left");
      processes = test_processes_below (pen_jail_get_pid (jail));
      g_assert_cmpuint (test_processes_count_alive (processes), >=, 8); /* 5, main, init, bwrap */
      before = g_get_monotonic_time ();
      pen_jail_stop (jail);
      test_run_wait (run);
      g_assert_cmpint (g_get_monotonic_time () - before, <, G_USEC_PER_SEC);
      g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_STOPPED);
      g_assert_true (test_processes_wait_gone (processes, 1));
    }
}

/* The main program ends by itself; what it left must not hold up the result. */
static void
held_left_daemons (const MatrixRow *row)
{
  for (int profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      gint64 before = g_get_monotonic_time ();
      g_autoptr (TestRun) run = matrix_run (profile, "daemons 3", NULL, NULL);

      g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_EXITED);
      g_assert_cmpint (run->ending.status, ==, 3);
      g_assert_nonnull (strstr (run->out->str, "daemons=left"));
      g_assert_cmpint (g_get_monotonic_time () - before, <, 2 * G_USEC_PER_SEC);
    }
}

static gboolean
is_open (int fd)
{
  struct pollfd end = {.fd = fd};

  return poll (&end, 1, 0) == 0;
}

/* The numbers that they say are the host's where there is no namespace of their own. */
static void
collect_daemons (FILE *stream, GArray *daemons)
{
  char line[64];
  int pid;

  while (fgets (line, sizeof line, stream) != NULL && strncmp (line, "daemons=", 8) != 0)
    if (sscanf (line, "daemon=%d", &pid) == 1)
      test_processes_add (daemons, pid);
}

static void
weak_daemons (const MatrixRow *row)
{
  g_autoptr (GArray) daemons = g_array_new (FALSE, FALSE, sizeof (TestProcess));
  Careless careless =
      careless_start (CARELESS_NO_PID_NAMESPACE | CARELESS_SURVIVES, "daemons 3", -1, -1);
  FILE *stream = fdopen (careless.output, "r");
  int status;

  collect_daemons (stream, daemons);
  g_assert_cmpint (waitpid (careless.pid, &status, 0), ==, careless.pid);
  g_assert_cmpuint (daemons->len, ==, 5);
  g_assert_cmpuint (test_processes_count_alive (daemons), ==, 5);
  g_assert_true (is_open (careless.output)); /* and so would the reader be waiting */
  test_processes_kill (daemons);
  fclose (stream);
  g_assert_true (test_processes_wait_gone (daemons, 5));
}

static char *
get_mounts (void)
{
  char *text;

  g_assert_true (g_file_get_contents ("/proc/self/mountinfo", &text, NULL, NULL));
  return text;
}

/* Another Playpen: this program once more, with a jail in it. Returns when the jail's program has
 * spoken. */
static GPid
start_another (const char *how, GArray **ret_processes)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = {self, "--hold", how, NULL};
  FILE *stream;
  char line[64];
  GPid pid;
  int out;

  g_assert_true (g_spawn_async_with_pipes (NULL,
                                           (char **)argv,
                                           NULL,
                                           G_SPAWN_DO_NOT_REAP_CHILD,
                                           NULL,
                                           NULL,
                                           &pid,
                                           NULL,
                                           &out,
                                           NULL,
                                           NULL));
  stream = fdopen (out, "r");
  g_assert_nonnull (fgets (line, sizeof line, stream));
  fclose (stream);
  *ret_processes = test_processes_below (pid);
  return pid;
}

static void
check_killed_playpen (const char *without)
{
  g_autofree char *before = get_mounts ();
  g_autofree char *after = NULL;
  g_autoptr (GArray) processes = NULL;
  GPid pid = start_another (without, &processes);

  g_assert_nonnull (test_processes_find (processes, "playpen-init"));
  g_assert_nonnull (test_processes_find (processes, "hostile"));
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  g_assert_true (test_processes_wait_gone (processes, 2));
  after = get_mounts ();
  g_assert_cmpstr (before, ==, after);
}

static void
held_killed_playpen (const MatrixRow *row)
{
  check_killed_playpen ("");
}

static void
weak_killed_playpen (const MatrixRow *row)
{
  g_autoptr (GArray) processes = NULL;
  GPid pid = start_another ("careless", &processes);

  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  g_assert_cmpuint (test_processes_count_alive (processes), >=, 2);
  test_processes_kill (processes);
  g_assert_true (test_processes_wait_gone (processes, 5));
}

static void
wait_for_daemons (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char byte;

  while (strstr (text->str, "daemons=left") == NULL && read (fd, &byte, 1) == 1)
    g_string_append_c (text, byte);
}

/* The other Playpen's main: holds a jail until it is killed. */
static int
hold_jail (const char *how)
{
  g_autoptr (PenJail) jail = NULL;
  g_autoptr (TestRun) run = NULL;

  if (strcmp (how, "careless") == 0)
    {
      Careless careless = careless_start (CARELESS_SURVIVES, "daemons", -1, -1);

      wait_for_daemons (careless.output);
      puts ("up");
      fflush (stdout);
      return careless_finish (&careless, NULL);
    }
  jail = matrix_new_jail (PEN_PROFILE_RUN, "daemons", NULL, how);
  run = test_run_watch (jail);
  matrix_start (jail);
  matrix_wait_for_output (run, "daemons=left");
  puts ("up");
  fflush (stdout);
  test_run_wait (run);
  return 0;
}

static void
check_killed_process (const char *name)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "daemons", NULL, NULL);
  g_autoptr (TestRun) run = test_run_watch (jail);
  g_autoptr (GArray) processes = NULL;

  matrix_start (jail);
  matrix_wait_for_output (run, "daemons=left");
  processes = test_processes_below (pen_jail_get_pid (jail));
  g_assert_nonnull (test_processes_find (processes, name));
  kill (test_processes_find (processes, name)->pid, SIGKILL);
  test_run_wait (run);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_LOST);
  g_assert_true (test_processes_wait_gone (processes, 1));
}

static void
held_killed_from_outside (const MatrixRow *row)
{
  check_killed_process ("bwrap");
  check_killed_process ("playpen-init");
}

static gboolean
is_reaped (gpointer data)
{
  return pen_jail_get_pid (data) == -1;
}

/* The program answers although its bwrap is gone. */
static void
weak_killed_from_outside (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "answer", NULL, row->without);
  g_autoptr (GBytes) question = g_bytes_new_static ("hello\n", 6);
  g_autoptr (TestRun) run = test_run_watch (jail);

  pen_jail_get_command (jail)->has_stdin = TRUE;
  matrix_start (jail);
  matrix_wait_for_output (run, "ready=yes");
  kill (pen_jail_get_pid (jail), SIGKILL);
  g_assert_true (test_wait_until (is_reaped, jail, 5));
  pen_jail_write_stdin (jail, question);
  matrix_wait_for_output (run, "length=6");
}

static gpointer
prepare_in_thread (gpointer data)
{
  return GINT_TO_POINTER (pen_jail_prepare (data, NULL));
}

static void
held_thread (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = matrix_new_jail (PEN_PROFILE_RUN, "leave", NULL, NULL);
  GThread *thread;

  g_test_expect_message ("playpen-sandbox", G_LOG_LEVEL_CRITICAL, "*pen_spawn*gettid*");
  thread = g_thread_new ("starter", prepare_in_thread, jail);
  g_assert_false (GPOINTER_TO_INT (g_thread_join (thread)));
  g_test_assert_expected_messages ();
}

typedef struct
{
  Careless careless;
  int input;
} Started;

/* Ends as soon as the program has spoken. */
static gpointer
start_in_thread (gpointer data)
{
  Started *started = data;
  char byte;

  started->careless = careless_start (0, "stay", started->input, -1);
  do
    g_assert_cmpint (read (started->careless.output, &byte, 1), ==, 1);
  while (byte != '\n');
  return NULL;
}

static void
weak_thread (const MatrixRow *row)
{
  int input[2];
  Started started;
  GThread *thread;
  int status;

  g_assert_cmpint (pipe (input), ==, 0);
  started.input = input[0];
  thread = g_thread_new ("starter", start_in_thread, &started);
  g_thread_join (thread);
  status = careless_finish (&started.careless, NULL); /* it would stay as long as its input does */
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  close (input[0]);
  close (input[1]);
}

static void
held_ignored_child (const MatrixRow *row)
{
  if (g_test_subprocess ())
    {
      g_autoptr (TestRun) run = NULL;

      signal (SIGCHLD, SIG_IGN);
      run = matrix_run (PEN_PROFILE_RUN, "leave", NULL, NULL);
      matrix_check_run (run, "left=stdin", 0, TRUE);
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static gboolean
has_one_left (gpointer data)
{
  g_autoptr (GArray) processes = test_processes_below (*(pid_t *)data);

  return test_processes_find (processes, "init") == NULL;
}

static gboolean
is_gone (gpointer data)
{
  return kill (*(pid_t *)data, 0) != 0;
}

/* The program has ended, and bubblewrap waits for ever for the child that nobody reports. */
static void
weak_ignored_child (const MatrixRow *row)
{
  Careless careless;

  signal (SIGCHLD, SIG_IGN);
  careless = careless_start (CARELESS_SIGNALS, "leave", -1, -1);
  g_assert_true (test_wait_until (has_one_left, &careless.pid, 5));
  g_assert_false (test_wait_until (is_gone, &careless.pid, 1));
  signal (SIGCHLD, SIG_DFL);
  kill (careless.pid, SIGKILL);
  careless_finish (&careless, NULL);
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 71, "ignore all signals and hide in sessions", HELD_BY_ARGV | HELD_BY_KERNEL, IN_BOTH,
    .held = held_daemons, .without = "launcher namespace:pid", .weak = weak_daemons },
  { 72, "leave a daemon behind", HELD_BY_ARGV | HELD_BY_INIT, IN_BOTH,
    .held = held_left_daemons, .without = "launcher namespace:pid", .weak = weak_daemons },
  { 73, "keep the pipes open", HELD_BY_ARGV | HELD_BY_INIT, IN_BOTH,
    .held = held_left_daemons, .without = "launcher namespace:pid", .weak = weak_daemons },
  { 88, "outlive a killed Playpen", HELD_BY_INIT, IN_RUN,
    .held = held_killed_playpen, .without = "launcher",
    .weak = weak_killed_playpen, .note = "init ends with its channel" },
  { 89, "outlive its bubblewrap or its init", HELD_BY_INIT | HELD_BY_KERNEL, IN_RUN,
    .held = held_killed_from_outside, .without = "parent-death",
    .weak = weak_killed_from_outside },
  { 90, "be started by a thread that ends", HELD_BY_LAUNCHER, IN_RUN,
    .held = held_thread, .without = "launcher", .weak = weak_thread,
    .note = "only the main thread may start a jail" },
  { 91, "be started where ended children are not reported", HELD_BY_LAUNCHER, IN_RUN,
    .held = held_ignored_child, .without = "launcher", .weak = weak_ignored_child,
    .cannot = matrix_lacks_bwrap_0_8 },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--hold") == 0)
    return hold_jail (argv[2]);
  return matrix_main (argc, argv, "sandbox", rows, G_N_ELEMENTS (rows));
}
