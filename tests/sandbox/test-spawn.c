/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The one place that starts a process, with a shell in the place of playpen-init: what it inherits,
 * and what is left when it cannot be started. */
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host.h"
#include "sandbox-error.h"

/* The system's shell, whose libraries a compile jail shows: it reads its script from stdin. */
static PenBwrap *
new_shell (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);

  return pen_bwrap_new (command, &limits, "/bin/sh");
}

static PenAccount
get_account (void)
{
  PenAccount account;

  g_assert_true (pen_account_get (&account, NULL));
  return account;
}

static gboolean
spawn (const char *program, const PenBwrap *bwrap, PenSpawned *ret_spawned, GError **error)
{
  PenAccount account = get_account ();

  return pen_spawn (program, bwrap, &account, TRUE, NULL, ret_spawned, error);
}

static PenSpawned
spawn_shell (const char *cgroup_procs)
{
  g_autoptr (PenBwrap) bwrap = new_shell ();
  g_autofree char *program = pen_host_find_bwrap (NULL);
  PenAccount account = get_account ();
  g_autoptr (GError) error = NULL;
  PenSpawned spawned;

  g_assert_nonnull (program);
  g_assert_true (pen_spawn (program, bwrap, &account, TRUE, cgroup_procs, &spawned, &error));
  g_assert_no_error (error);
  return spawned;
}

/* Both streams to their ends. */
static char *
read_all (PenSpawned *spawned)
{
  GString *text = g_string_new (NULL);

  for (int i = 1; i < 3; i++)
    {
      char chunk[4096];
      gssize n;

      while ((n = read (spawned->fds[i], chunk, sizeof chunk)) > 0)
        g_string_append_len (text, chunk, n);
      close (spawned->fds[i]);
    }
  return g_string_free (text, FALSE);
}

/* Gives the shell its script, reads what it prints and waits for it. */
static char *
finish (PenSpawned *spawned, const char *script, int *ret_status)
{
  char *text;

  g_assert_cmpint (write (spawned->fds[0], script, strlen (script)), ==, (gssize)strlen (script));
  close (spawned->fds[0]);
  text = read_all (spawned);
  close (spawned->channel);
  g_assert_cmpint (waitpid (spawned->pid, ret_status, 0), ==, spawned->pid);
  return text;
}

static char *
run_script (const char *script)
{
  PenSpawned spawned = spawn_shell (NULL);
  int status;
  char *text = finish (&spawned, script, &status);

  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
test_descriptors (void)
{
  int left = open ("/etc/passwd", O_RDONLY); /* inherited unless swept away */
  int high = fcntl (left, F_DUPFD, 250);
  g_autofree char *text = NULL;

  g_assert_cmpint (high, >=, 250);
  text = run_script ("ls /proc/1/fd; exit 0\n");
  close (left);
  close (high);
  g_assert_cmpstr (text, ==, "0\n1\n2\n3\n");
}

static void
test_stdio (void)
{
  g_autofree char *text = run_script ("for i in 0 1 2; do [ -p /proc/1/fd/$i ] && echo pipe; done\n"
                                      "[ -S /proc/1/fd/3 ] && echo socket\n"
                                      "echo opened >/dev/stdout\n"
                                      "exit 0\n");

  g_assert_cmpstr (text, ==, "pipe\npipe\npipe\nsocket\nopened\n");
}

/* bubblewrap itself adds PWD. */
static void
test_environment (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_setenv ("PLAYPEN_SECRET", "from outside", TRUE));
  g_assert_true (g_setenv ("LD_PRELOAD", "", TRUE));
  text = run_script ("tr '\\0' '\\n' </proc/1/environ; exit 0\n");
  g_assert_cmpstr (text, ==, "PWD=/\n");
}

static void
test_signals (void)
{
  g_autofree char *text = NULL;
  sigset_t set;
  sigset_t old;

  sigemptyset (&set);
  sigaddset (&set, SIGUSR1);
  sigaddset (&set, SIGTERM);
  g_assert_cmpint (sigprocmask (SIG_BLOCK, &set, &old), ==, 0);
  signal (SIGHUP, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGCHLD, SIG_DFL);
  /* By the shell itself: while it starts a child it blocks all signals. */
  text = run_script ("while read -r name mask; do case $name in SigBlk:|SigIgn:) "
                     "echo $name $mask;; esac; done </proc/1/status; exit 0\n");
  g_assert_cmpint (sigprocmask (SIG_SETMASK, &old, NULL), ==, 0);
  signal (SIGHUP, SIG_DFL);
  g_assert_cmpstr (text, ==, "SigBlk: 0000000000000000\nSigIgn: 0000000000000000\n");
}

/* Seen from outside: its account, its group, what the kernel takes first. */
static void
test_account (void)
{
  PenSpawned spawned = spawn_shell (NULL);
  PenAccount account = get_account ();
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", spawned.pid);
  g_autofree char *score_path = g_strdup_printf ("/proc/%d/oom_score_adj", spawned.pid);
  g_autofree char *uids = g_strdup_printf ("\nUid:\t%u\t%u\t%u\t%u\n",
                                           account.uid,
                                           account.uid,
                                           account.uid,
                                           account.uid);
  g_autofree char *status = NULL;
  g_autofree char *score = NULL;
  g_autofree char *text = NULL;
  int wait_status;

  g_assert_cmpint (getpgid (spawned.pid), ==, spawned.pid);
  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  g_assert_true (g_file_get_contents (score_path, &score, NULL, NULL));
  g_assert_nonnull (strstr (status, uids));
  if (account.change)
    g_assert_nonnull (strstr (status, "\nGroups:\t \n"));
  g_assert_cmpstr (score, ==, "500\n");
  text = finish (&spawned, "id -u; exit 7\n", &wait_status);
  g_assert_cmpstr (text, ==, "1000\n");
  g_assert_true (WIFEXITED (wait_status));
  g_assert_cmpint (WEXITSTATUS (wait_status), ==, 7);
}

static void
test_channel (void)
{
  PenSpawned spawned = spawn_shell (NULL);
  g_autofree char *text = NULL;
  char word[6] = "";
  int status;

  g_assert_cmpint (send (spawned.channel, "hello\n", 6, 0), ==, 6);
  text = finish (&spawned, "read line <&3; echo got $line; exit 0\n", &status);
  g_assert_cmpstr (text, ==, "got hello\n");
  spawned = spawn_shell (NULL);
  g_assert_cmpint (write (spawned.fds[0], "echo hello >&3; exit 0\n", 23), ==, 23);
  g_assert_cmpint (recv (spawned.channel, word, 5, MSG_WAITALL), ==, 5);
  g_assert_cmpstr (word, ==, "hello");
  g_free (finish (&spawned, "", &status));
}

/* The child enters its control group before it changes its account. */
static void
test_cgroup (void)
{
  g_autofree char *path = NULL;
  g_autofree char *entered = NULL;
  g_autofree char *text = NULL;
  PenSpawned spawned;
  int status;

  close (g_file_open_tmp ("playpen-procs-XXXXXX", &path, NULL));
  spawned = spawn_shell (path);
  text = finish (&spawned, "exit 0\n", &status);
  g_assert_true (g_file_get_contents (path, &entered, NULL, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (entered, ==, "0");
  g_remove (path);
}

static void
test_no_stdin (void)
{
  g_autoptr (PenBwrap) bwrap = new_shell ();
  g_autofree char *program = pen_host_find_bwrap (NULL);
  PenAccount account = get_account ();
  g_autofree char *text = NULL;
  PenSpawned spawned;
  int status;

  g_assert_true (pen_spawn (program, bwrap, &account, FALSE, NULL, &spawned, NULL));
  g_assert_cmpint (spawned.fds[0], ==, -1);
  text = read_all (&spawned); /* the shell's input is at its end: it goes */
  close (spawned.channel);
  g_assert_cmpint (waitpid (spawned.pid, &status, 0), ==, spawned.pid);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (text, ==, "");
}

/* --- It cannot be started --- */

static guint
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Neither a process nor a descriptor is left behind. */
static void
assert_fails (const char *program, const PenBwrap *bwrap, const char *word, const char *reason)
{
  g_autoptr (GError) error = NULL;
  PenSpawned spawned = {.pid = 4711};
  guint before = count_descriptors ();

  g_assert_false (spawn (program, bwrap, &spawned, &error));
  g_assert_error (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_SETUP);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_nonnull (strstr (error->message, reason));
  g_assert_cmpint (spawned.pid, ==, 4711);
  g_assert_cmpuint (count_descriptors (), ==, before);
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
}

static void
test_missing_program (void)
{
  g_autoptr (PenBwrap) bwrap = new_shell ();

  assert_fails ("/nonexistent/bwrap", bwrap, "/nonexistent/bwrap", g_strerror (ENOENT));
  assert_fails ("/etc/passwd", bwrap, "/etc/passwd", g_strerror (EACCES));
}

static void
test_missing_data (void)
{
  g_autoptr (PenBwrap) bwrap = new_shell ();
  PenBwrapData *init = bwrap->data->pdata[bwrap->data->len - 1];
  g_autofree char *program = pen_host_find_bwrap (NULL);

  g_free (init->filename);
  init->filename = g_strdup ("/nonexistent/playpen-init");
  assert_fails (program, bwrap, "/nonexistent/playpen-init", g_strerror (ENOENT));
}

static gpointer
spawn_in_thread (gpointer data)
{
  g_autoptr (PenBwrap) bwrap = new_shell ();
  PenSpawned spawned;

  return GINT_TO_POINTER (spawn ("/usr/bin/bwrap", bwrap, &spawned, NULL));
}

static void
test_other_thread (void)
{
  g_test_expect_message ("playpen-sandbox", G_LOG_LEVEL_CRITICAL, "*SYS_gettid*");
  g_assert_null (g_thread_join (g_thread_new ("spawn", spawn_in_thread, NULL)));
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/spawn/passes-four-descriptors", test_descriptors);
  g_test_add_func ("/sandbox/spawn/gives-pipes-that-can-be-opened", test_stdio);
  g_test_add_func ("/sandbox/spawn/passes-no-environment", test_environment);
  g_test_add_func ("/sandbox/spawn/resets-signals", test_signals);
  g_test_add_func ("/sandbox/spawn/changes-account-and-group", test_account);
  g_test_add_func ("/sandbox/spawn/connects-the-channel", test_channel);
  g_test_add_func ("/sandbox/spawn/enters-the-control-group", test_cgroup);
  g_test_add_func ("/sandbox/spawn/ends-stdin-at-once", test_no_stdin);
  g_test_add_func ("/sandbox/spawn/tells-that-a-program-is-missing", test_missing_program);
  g_test_add_func ("/sandbox/spawn/tells-that-a-file-is-missing", test_missing_data);
  g_test_add_func ("/sandbox/spawn/refuses-other-threads", test_other_thread);
  return g_test_run ();
}
