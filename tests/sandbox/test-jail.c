/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A real jail: how it is prepared, started, fed, stopped, and how each way to end is told apart. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "frame.h"
#include "jail-private.h"
#include "jail-run.h"

static PenJail *
new_shell (const char *script)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);

  pen_command_add_args (command, "/bin/sh", "-c", script, NULL);
  command->has_stdin = TRUE;
  return pen_jail_new (command, &limits);
}

static void
test_output_and_status (void)
{
  g_autoptr (PenJail) jail = new_shell ("echo one; echo two >&2; exit 7");
  g_autoptr (TestRun) run = test_run_jail (jail);

  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_EXITED);
  g_assert_cmpint (run->ending.status, ==, 7);
  g_assert_cmpstr (run->out->str, ==, "one\n");
  g_assert_cmpstr (run->err->str, ==, "two\n");
  g_assert_true (run->started);
}

static void
test_signal_is_not_an_exit (void)
{
  g_autoptr (PenJail) killed = new_shell ("kill -9 $$");
  g_autoptr (PenJail) exited = new_shell ("exit 137");
  g_autoptr (TestRun) first = test_run_jail (killed);
  g_autoptr (TestRun) second = test_run_jail (exited);

  g_assert_cmpint (first->ending.cause, ==, PEN_CAUSE_SIGNALED);
  g_assert_cmpint (first->ending.signal, ==, SIGKILL);
  g_assert_cmpint (second->ending.cause, ==, PEN_CAUSE_EXITED);
  g_assert_cmpint (second->ending.status, ==, 137);
}

static void
test_files_in_and_out (void)
{
  g_autoptr (PenJail) jail =
      new_shell ("tr a-z A-Z </job/sub/in >/job/out; ln -s /etc/passwd /job/link; mkdir /job/pipe");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autoptr (TestRun) run = NULL;

  pen_command_add_file (pen_jail_get_command (jail), "/job/sub/in", 0444, bytes);
  pen_command_add_output (pen_jail_get_command (jail), "/job/out");
  pen_command_add_output (pen_jail_get_command (jail), "/job/link");
  pen_command_add_output (pen_jail_get_command (jail), "/job/pipe");
  pen_command_add_output (pen_jail_get_command (jail), "/job/none");
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.status, ==, 0);
  g_assert_cmpuint (run->files->len, ==, 1);
  g_assert_cmpmem (g_bytes_get_data (test_run_get_file (run, "/job/out"), NULL), 5, "HELLO", 5);
}

static void
test_large_output_file (void)
{
  g_autoptr (PenJail) jail =
      new_shell ("head -c 16000000 /dev/zero >/job/out; head -c 16000001 /dev/zero >/job/more");
  g_autoptr (TestRun) run = NULL;

  pen_jail_get_limits (jail)->artifact_size = 20000000;
  pen_jail_get_limits (jail)->file_size = 100000000;
  pen_jail_get_limits (jail)->job_size = 100000000;
  pen_command_add_output (pen_jail_get_command (jail), "/job/out");
  pen_command_add_output (pen_jail_get_command (jail), "/job/more");
  run = test_run_jail (jail);
  g_assert_cmpuint (run->files->len, ==, 1); /* the second would be over the limit */
  g_assert_cmpuint (g_bytes_get_size (run->files->pdata[0]), ==, 16000000);
}

/* What lies directly in a declared directory comes out, and only what is a file; nothing beside it
 * whose name begins alike. */
static void
test_output_directory (void)
{
  g_autoptr (PenJail) jail =
      new_shell ("mkdir -p out/sub out.d; echo one >out/one; echo two >'out/two and a half'; : "
                 ">out/empty; echo no | tee out/sub/no out.d/no outer >.no; ln -s one out/link; "
                 "ln /job/outer out/hard; mkfifo out/pipe; echo no >out/$(printf 'a\\nb')");
  g_autoptr (TestRun) run = NULL;

  pen_command_add_output_directory (pen_jail_get_command (jail), "/job/out");
  pen_command_add_output_directory (pen_jail_get_command (jail), "/job/none");
  pen_command_add_output_directory (pen_jail_get_command (jail), "/job/outer");
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.status, ==, 0);
  g_assert_cmpmem (g_bytes_get_data (test_run_get_file (run, "/job/out/one"), NULL), 4, "one\n", 4);
  g_assert_nonnull (test_run_get_file (run, "/job/out/two and a half"));
  g_assert_cmpuint (g_bytes_get_size (test_run_get_file (run, "/job/out/empty")), ==, 0);
  g_assert_cmpuint (run->files->len, ==, 3);
}

/* A directory in the place of a declared file does not open a way out for more. */
static void
test_directory_for_a_file (void)
{
  g_autoptr (PenJail) jail = new_shell ("mkdir out; echo no >out/no");
  g_autoptr (TestRun) run = NULL;

  pen_command_add_output (pen_jail_get_command (jail), "/job/out");
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.status, ==, 0);
  g_assert_cmpuint (run->files->len, ==, 0);
}

static void
test_large_output_directory (void)
{
  g_autoptr (PenJail) full = new_shell ("mkdir out; for i in 1 2 3; do head -c 400000 /dev/zero "
                                        ">out/$i; done");
  g_autoptr (PenJail) many = new_shell ("mkdir out; cd out; seq 5000 | xargs touch");
  g_autoptr (TestRun) first = NULL;
  g_autoptr (TestRun) second = NULL;

  pen_jail_get_limits (full)->artifact_size = 1000000;
  pen_command_add_output_directory (pen_jail_get_command (full), "/job/out");
  first = test_run_jail (full);
  g_assert_cmpuint (first->files->len, ==, 2); /* all together are bounded */
  pen_command_add_output_directory (pen_jail_get_command (many), "/job/out");
  second = test_run_jail (many);
  g_assert_cmpuint (second->files->len, ==, PEN_FRAME_ENTRIES_MAX);
}

static void
test_declared_names (void)
{
  static const struct
  {
    const char *declared;
    const char *name;
    gboolean allowed;
  } cases[] = {
      {"/job/out", "/job/out", TRUE},
      {"/job/out", "/job/out/", FALSE},
      {"/job/out", "/job/out/x", FALSE},
      {"/job/out", "/job/ou", FALSE},
      {"/job/out/", "/job/out/x", TRUE},
      {"/job/out/", "/job/out/..x", TRUE},
      {"/job/out/", "/job/out", FALSE},
      {"/job/out/", "/job/out/", FALSE},
      {"/job/out/", "/job/out/.", FALSE},
      {"/job/out/", "/job/out/..", FALSE},
      {"/job/out/", "/job/out/x/y", FALSE},
      {"/job/out/", "/job/out//x", FALSE},
      {"/job/out/", "/job/outx", FALSE},
      {"/job/out/", "/job/outx/y", FALSE},
      {"/job/out/", "/job/out/x\n", FALSE},
      {"/job/out/", "/tmp/out/x", FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean allowed =
          pen_frame_declares (cases[i].declared, cases[i].name, strlen (cases[i].name)) != 0;

      g_test_message ("%s allows %s", cases[i].declared, cases[i].name);
      g_assert_cmpint (allowed, ==, cases[i].allowed);
    }
}

static void
test_stdin (void)
{
  g_autoptr (PenJail) jail = new_shell ("read a; read b; echo $b $a; cat; echo end");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x\ny\nrest\n", 9);
  g_autoptr (TestRun) run = test_run_watch (jail);

  g_assert_true (pen_jail_prepare (jail, NULL));
  g_assert_true (pen_jail_start (jail, NULL));
  pen_jail_write_stdin (jail, bytes);
  pen_jail_close_stdin (jail);
  test_run_wait (run);
  g_assert_cmpstr (run->out->str, ==, "y x\nrest\nend\n");
}

/* A program that never reads must not block whoever writes. */
static void
test_unread_stdin (void)
{
  g_autoptr (PenJail) jail = new_shell ("exit 3");
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (8 << 20), 8 << 20);
  g_autoptr (TestRun) run = test_run_watch (jail);

  g_assert_true (pen_jail_prepare (jail, NULL));
  g_assert_true (pen_jail_start (jail, NULL));
  pen_jail_write_stdin (jail, bytes);
  test_run_wait (run);
  g_assert_cmpint (run->ending.status, ==, 3);
}

static void
test_fifo_waits (void)
{
  g_autoptr (PenJail) jail = new_shell ("echo waiting; cat /job/main.rs");
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (200000, 'z'), 200000);
  g_autoptr (TestRun) run = test_run_watch (jail);

  pen_command_add_fifo (pen_jail_get_command (jail), "/job/main.rs");
  g_assert_true (pen_jail_prepare (jail, NULL));
  g_assert_true (pen_jail_start (jail, NULL));
  while (run->out->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (run->out->str, ==, "waiting\n");
  pen_jail_feed (jail, "/job/main.rs", bytes);
  test_run_wait (run);
  g_assert_cmpuint (run->out->len, ==, 200008);
}

static void
test_stop_takes_everything (void)
{
  g_autoptr (PenJail) jail = new_shell ("trap '' TERM INT HUP; for i in 1 2 3; do setsid sh -c "
                                        "'trap \"\" TERM; sleep 77' & done; echo up; sleep 77");
  g_autoptr (TestRun) run = test_run_watch (jail);
  gint64 before;

  g_assert_true (pen_jail_prepare (jail, NULL));
  g_assert_true (pen_jail_start (jail, NULL));
  while (run->out->len == 0)
    g_main_context_iteration (NULL, TRUE);
  before = g_get_monotonic_time ();
  pen_jail_stop (jail);
  test_run_wait (run);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_STOPPED);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpint (pen_jail_get_pid (jail), ==, -1);
}

static void
test_wall_limit (void)
{
  g_autoptr (PenJail) jail = new_shell ("echo in; sleep 77");
  g_autoptr (TestRun) run = NULL;

  pen_jail_get_limits (jail)->wall_ms = 300;
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_WALL);
  g_assert_cmpuint (run->ending.limit, ==, 300);
  g_assert_cmpstr (run->out->str, ==, "in\n");
}

static void
test_idle_limit (void)
{
  g_autoptr (PenJail) jail = new_shell ("for i in 1 2 3 4; do echo $i; sleep 0.2; done; sleep 77");
  g_autoptr (TestRun) run = NULL;

  pen_limits_set_interactive (pen_jail_get_limits (jail), 600);
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_IDLE);
  g_assert_cmpstr (run->out->str, ==, "1\n2\n3\n4\n");
}

static void
test_cpu_limit (void)
{
  g_autoptr (PenJail) jail = new_shell ("while :; do :; done");
  g_autoptr (TestRun) run = NULL;

  pen_jail_get_limits (jail)->cpu_ms = 400;
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_CPU);
  g_assert_cmpuint (run->ending.limit, ==, 400);
}

/* The sum counts, not each process: forking does not buy time. */
static void
test_cpu_of_many (void)
{
  g_autoptr (PenJail) jail = new_shell ("spin () { i=0; while [ $i -lt 30000 ]; do i=$((i+1)); "
                                        "done; }; while :; do spin & wait; done");
  g_autoptr (TestRun) run = NULL;

  pen_jail_get_limits (jail)->cpu_ms = 900;
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_CPU);
}

static void
test_output_volume (void)
{
  g_autoptr (PenJail) jail = new_shell ("while :; do echo zzzzzzzzzzzzzzzzzzzzzzzzz; done");
  g_autoptr (TestRun) run = NULL;

  pen_jail_get_limits (jail)->output_volume = 1000000;
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_OUTPUT);
  g_assert_cmpuint (run->out->len, >, 1000000);
  g_assert_cmpuint (run->out->len, <, 3000000);
}

/* A daemon that keeps the pipes open must not delay the end. */
static void
test_daemon_does_not_delay (void)
{
  g_autoptr (PenJail) jail = new_shell ("setsid sleep 77 & exit 3");
  gint64 before = g_get_monotonic_time ();
  g_autoptr (TestRun) run = test_run_jail (jail);

  g_assert_cmpint (run->ending.status, ==, 3);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 3 * G_USEC_PER_SEC);
}

static void
test_setup_failure (void)
{
  g_autoptr (PenJail) jail = new_shell ("true");
  g_autoptr (TestRun) run = NULL;

  pen_command_bind (pen_jail_get_command (jail), "/nonexistent/toolchain", "/toolchain");
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_SETUP);
  g_assert_nonnull (strstr (run->ending.message, "/nonexistent/toolchain"));
  g_assert_false (run->started);
  g_assert_cmpstr (run->err->str, ==, "");
}

static void
test_exec_failure (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("not a program", 13);
  g_autoptr (PenJail) jail = NULL;
  g_autoptr (TestRun) run = NULL;

  pen_command_add_arg (command, "/program/hello");
  pen_command_add_file (command, "/program/hello", 0555, bytes);
  jail = pen_jail_new (command, &limits);
  run = test_run_jail (jail);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_SETUP);
  g_assert_nonnull (strstr (run->ending.message, "could not be executed"));
}

static void
test_dropped_jail_dies (void)
{
  PenJail *jail = new_shell ("sleep 77");
  g_autoptr (TestRun) run = test_run_watch (jail);
  pid_t pid;

  g_assert_true (pen_jail_prepare (jail, NULL));
  g_assert_true (pen_jail_start (jail, NULL));
  while (!run->started)
    g_main_context_iteration (NULL, TRUE);
  pid = pen_jail_get_pid (jail);
  g_object_unref (jail);
  while (kill (pid, 0) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_back_pressure (void)
{
  g_autoptr (PenJail) jail = new_shell ("head -c 1000000 /dev/zero; echo done >&2");
  g_autoptr (TestRun) run = test_run_watch (jail);
  gint64 until;

  pen_jail_get_limits (jail)->wall_ms = 400;
  g_assert_true (pen_jail_prepare (jail, NULL));
  g_assert_true (pen_jail_start (jail, NULL));
  while (run->out->len == 0)
    g_main_context_iteration (NULL, TRUE);
  pen_jail_set_stream_paused (jail, PEN_STREAM_STDOUT, TRUE);
  until = g_get_monotonic_time () + 800 * 1000;
  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_false (run->ended); /* the wall clock stands still while nobody reads */
  g_assert_cmpstr (run->err->str, ==, "");
  g_assert_cmpuint (run->out->len, <, 1000000);
  pen_jail_set_stream_paused (jail, PEN_STREAM_STDOUT, FALSE);
  test_run_wait (run);
  g_assert_cmpuint (run->out->len, ==, 1000000);
  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_EXITED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/jail/tells-output-and-status", test_output_and_status);
  g_test_add_func ("/sandbox/jail/tells-a-signal-from-a-status", test_signal_is_not_an_exit);
  g_test_add_func ("/sandbox/jail/takes-files-in-and-regular-files-out", test_files_in_and_out);
  g_test_add_func ("/sandbox/jail/bounds-what-comes-out", test_large_output_file);
  g_test_add_func ("/sandbox/jail/takes-a-directory-out", test_output_directory);
  g_test_add_func ("/sandbox/jail/takes-no-directory-for-a-file", test_directory_for_a_file);
  g_test_add_func ("/sandbox/jail/bounds-a-directory", test_large_output_directory);
  g_test_add_func ("/sandbox/jail/knows-declared-names", test_declared_names);
  g_test_add_func ("/sandbox/jail/passes-stdin-and-its-end", test_stdin);
  g_test_add_func ("/sandbox/jail/survives-unread-stdin", test_unread_stdin);
  g_test_add_func ("/sandbox/jail/feeds-a-waiting-reader", test_fifo_waits);
  g_test_add_func ("/sandbox/jail/stop-takes-everything", test_stop_takes_everything);
  g_test_add_func ("/sandbox/jail/ends-at-the-wall-limit", test_wall_limit);
  g_test_add_func ("/sandbox/jail/ends-when-idle", test_idle_limit);
  g_test_add_func ("/sandbox/jail/ends-at-the-cpu-limit", test_cpu_limit);
  g_test_add_func ("/sandbox/jail/counts-the-cpu-of-all", test_cpu_of_many);
  g_test_add_func ("/sandbox/jail/ends-at-the-output-volume", test_output_volume);
  g_test_add_func ("/sandbox/jail/is-not-held-up-by-a-daemon", test_daemon_does_not_delay);
  g_test_add_func ("/sandbox/jail/tells-a-failed-setup", test_setup_failure);
  g_test_add_func ("/sandbox/jail/tells-a-failed-exec", test_exec_failure);
  g_test_add_func ("/sandbox/jail/dies-when-dropped", test_dropped_jail_dies);
  g_test_add_func ("/sandbox/jail/lets-the-program-feel-a-slow-reader", test_back_pressure);
  return g_test_run ();
}
