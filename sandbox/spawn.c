/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The one place that starts a process. Written by hand because GSubprocess has no account change,
 * no process group and no sweep of descriptors between fork and exec, and must not be used from
 * other threads for a child that dies with its parent. */
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox-error.h"

#define FIRST_FREE_FD 200 /* sources lie above every number that they are moved to */

/* What the child needs, laid out before the fork: after it only async-signal-safe calls are made.
 */
typedef struct
{
  const char *program;
  const PenAccount *account;
  GArray *sources; /* (element-type int): index is the descriptor's number in bwrap */
  char args_fd[16];
  char *argv[5];
  int cgroup; /* cgroup.procs, or -1 */
  int report; /* where errno goes when exec fails */
} Child;

static void
write_text (const char *path, const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (write (fd, text, strlen (text)) < 0)
    errno = 0; /* a worse score is a wish, not a wall */
  close (fd);
}

static void
reset_signals (void)
{
  sigset_t none;

  sigemptyset (&none);
  for (int i = 1; i < NSIG; i++)
    signal (i, SIG_DFL); /* with SIGCHLD ignored bwrap 0.8 would hang */
  sigprocmask (SIG_SETMASK, &none, NULL);
}

static gboolean
place_fds (const Child *child)
{
  for (guint i = 0; i < child->sources->len; i++)
    if (dup2 (g_array_index (child->sources, int, i), (int)i) < 0)
      return FALSE;
  return TRUE;
}

static _Noreturn void
become_bwrap (Child *child)
{
  static char *const no_env[] = {
      NULL}; /* bwrap's own environment is readable inside as /proc/1/environ would be */
  int error;

  setpgid (0, 0); /* a terminal's ^C is for Playpen, which then ends the jail */
  reset_signals ();
  write_text ("/proc/self/oom_score_adj", "500");
  setpriority (PRIO_PROCESS, 0, 10);
  if (child->cgroup >= 0 && write (child->cgroup, "0", 1) != 1)
    _exit (125);
  if (place_fds (child) && dup2 (child->report, (int)child->sources->len) >= 0 &&
      fcntl ((int)child->sources->len, F_SETFD, FD_CLOEXEC) == 0 &&
      syscall (SYS_close_range, child->sources->len + 1, ~0U, 0) == 0 &&
      pen_account_enter (child->account) && chdir ("/") == 0)
    execve (child->program, child->argv, no_env);
  error = errno;
  if (write ((int)child->sources->len, &error, sizeof error) < 0)
    _exit (125);
  _exit (126);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error,
               PEN_SANDBOX_ERROR,
               PEN_SANDBOX_ERROR_SETUP,
               "A sandbox could not be started (%s: %s).",
               what,
               g_strerror (errno));
  return FALSE;
}

/* Takes @fd and keeps it, moved out of the way, for the child. */
static gboolean
take_source (Child *child, int fd, GError **error)
{
  int moved;

  if (fd < 0)
    return fail (error, "opening a descriptor");
  moved = fcntl (fd, F_DUPFD_CLOEXEC, FIRST_FREE_FD);
  close (fd);
  if (moved < 0)
    return fail (error, "moving a descriptor");
  g_array_append_val (child->sources, moved);
  return TRUE;
}

static int
open_bytes (GBytes *bytes)
{
  int fd = memfd_create ("playpen", MFD_CLOEXEC);
  gsize size;
  const guint8 *at = g_bytes_get_data (bytes, &size);

  while (fd >= 0 && size > 0)
    {
      gssize n = write (fd, at, size);

      if (n < 0)
        {
          close (fd);
          return -1;
        }
      at += n;
      size -= (gsize)n;
    }
  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);
  return fd;
}

/* Three pipes and the channel. The pipes belong to the job's account: else a program started by
 * root could not open /dev/stdout. */
static gboolean
open_stdio (Child *child, gboolean has_stdin, PenSpawned *spawned, GError **error)
{
  int channel[2];

  for (int i = 0; i < 3; i++)
    {
      int fds[2];
      int inner = i == 0 ? 0 : 1;

      if (pipe2 (fds, O_CLOEXEC) != 0)
        return fail (error, "making a pipe");
      spawned->fds[i] = fds[1 - inner];
      if (child->account->change && fchown (fds[0], child->account->uid, child->account->gid) != 0)
        g_debug ("cannot give a pipe to the job's account: %s", g_strerror (errno));
      if (!take_source (child, fds[inner], error))
        return FALSE;
    }
  if (!has_stdin)
    {
      close (spawned->fds[0]);
      spawned->fds[0] = -1;
    }
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) != 0)
    return fail (error, "making a socket pair");
  spawned->channel = channel[0];
  return take_source (child, channel[1], error);
}

static gboolean
open_sources (Child *child,
              const PenBwrap *bwrap,
              gboolean has_stdin,
              PenSpawned *spawned,
              GError **error)
{
  g_autoptr (GBytes) args = pen_bwrap_serialize (bwrap);

  if (!open_stdio (child, has_stdin, spawned, error) ||
      !take_source (child, open_bytes (args), error))
    return FALSE;
  for (guint i = 0; i < bwrap->data->len; i++)
    {
      const PenBwrapData *data = bwrap->data->pdata[i];
      int fd = data->bytes != NULL ? open_bytes (data->bytes)
                                   : open (data->filename, O_RDONLY | O_CLOEXEC);

      if (!take_source (child, fd, error))
        {
          g_prefix_error (error, "%s: ", data->filename != NULL ? data->filename : "bwrap");
          return FALSE;
        }
    }
  return TRUE;
}

/* Forks; waits until the child is bwrap or has said why it is not. */
static gboolean
start_child (Child *child, PenSpawned *spawned, GError **error)
{
  int report[2];
  int problem = 0;
  gssize n;

  if (pipe2 (report, O_CLOEXEC) != 0)
    return fail (error, "making a pipe");
  child->report = fcntl (report[1], F_DUPFD_CLOEXEC, FIRST_FREE_FD);
  close (report[1]);
  spawned->pid = fork ();
  if (spawned->pid == 0)
    become_bwrap (child);
  close (child->report);
  if (spawned->pid < 0)
    {
      close (report[0]);
      return fail (error, "fork");
    }
  do
    n = read (report[0], &problem, sizeof problem);
  while (n < 0 && errno == EINTR);
  close (report[0]);
  if (n == 0)
    return TRUE;
  if (n < 0)
    problem = errno;
  waitpid (spawned->pid, NULL, 0); /* it says why and goes; nobody else waits for it */
  /* The only step of the child that is refused so: execve() has no such cause here. */
  if (child->account->change && (problem == EPERM || problem == EINVAL))
    {
      g_set_error_literal (error,
                           PEN_SANDBOX_ERROR,
                           PEN_SANDBOX_ERROR_CANNOT_JAIL,
                           _ ("Playpen was started as root, and may not become the account nobody "
                              "here. Start it as an ordinary user, or give the container the whole "
                              "range of user ids."));
      return FALSE;
    }
  errno = problem;
  return fail (error, child->program);
}

static void
close_all (GArray *fds)
{
  for (guint i = 0; i < fds->len; i++)
    close (g_array_index (fds, int, i));
  g_array_unref (fds);
}

gboolean
pen_spawn (const char *program,
           const PenBwrap *bwrap,
           const PenAccount *account,
           gboolean has_stdin,
           const char *cgroup_procs,
           PenSpawned *ret_spawned,
           GError **error)
{
  Child child = {.program = program, .account = account, .cgroup = -1};
  PenSpawned spawned = {.pid = -1, .channel = -1, .fds = {-1, -1, -1}};
  gboolean ok;

  /* The first thread of a process has the process's own number. */
  g_return_val_if_fail (syscall (SYS_gettid) == getpid (), FALSE);

  child.sources = g_array_new (FALSE, FALSE, sizeof (int));
  g_snprintf (child.args_fd, sizeof child.args_fd, "%d", PEN_BWRAP_FD_ARGS);
  child.argv[0] = (char *)"bwrap";
  child.argv[1] = (char *)"--args";
  child.argv[2] = child.args_fd;
  child.argv[3] = (char *)"/init";
  if (cgroup_procs != NULL)
    child.cgroup = open (cgroup_procs, O_WRONLY | O_CLOEXEC);
  ok = open_sources (&child, bwrap, has_stdin, &spawned, error) &&
       start_child (&child, &spawned, error);
  close_all (child.sources);
  if (child.cgroup >= 0)
    close (child.cgroup);
  if (ok)
    {
      *ret_spawned = spawned;
      return TRUE;
    }
  for (int i = 0; i < 3; i++)
    if (spawned.fds[i] >= 0)
      close (spawned.fds[i]);
  if (spawned.channel >= 0)
    close (spawned.channel);
  return FALSE;
}
