/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A second, careless way to start bubblewrap; see careless.h. */
#include "careless.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail-private.h"
#include "matrix.h"
#include "spawn.h"

static void
remove_if (PenBwrap *bwrap, gboolean condition, const char *first, const char *second)
{
  if (condition)
    g_assert_true (pen_bwrap_remove (bwrap, first, second, NULL));
}

static PenBwrap *
make_options (CarelessFlags flags)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  g_autofree char *hostile = matrix_dup_probe_path ("hostile");
  PenBwrap *bwrap = pen_bwrap_new (command, &limits, hostile);
  gboolean no_pid = (flags & CARELESS_NO_PID_NAMESPACE) != 0;

  /* The program goes in where init would, as data, and is started by bwrap's own first process. */
  g_assert_true (pen_bwrap_remove (bwrap, "--as-pid-1", NULL));
  if ((flags & CARELESS_SURVIVES) == 0)
    g_ptr_array_insert (bwrap->options, 0, g_strdup ("--die-with-parent"));
  remove_if (bwrap, (flags & CARELESS_WRITABLE_PROC) != 0, "--remount-ro", "/proc");
  if ((flags & CARELESS_TRY_NAMESPACES) != 0)
    {
      remove_if (bwrap, TRUE, "--unshare-user", "--disable-userns");
      remove_if (bwrap, TRUE, "--cap-drop", "ALL");
      remove_if (bwrap, TRUE, "--uid", "1000");
      remove_if (bwrap, TRUE, "--gid", "1000");
    }
  if (no_pid)
    {
      static const char *const kept[] = {"--unshare-ipc", "--unshare-net", "--unshare-uts"};

      remove_if (bwrap, TRUE, "--unshare-all", NULL);
      for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
        g_ptr_array_insert (bwrap->options, 0, g_strdup (kept[i]));
    }
  return bwrap;
}

/* A fresh procfs belongs to a fresh process namespace; without one the host's is bound. */
static void
bind_proc (PenBwrap *bwrap)
{
  for (guint i = 0; i + 1 < bwrap->options->len; i++)
    if (strcmp (bwrap->options->pdata[i], "--proc") == 0)
      {
        g_free (bwrap->options->pdata[i]);
        bwrap->options->pdata[i] = g_strdup ("--ro-bind");
        g_ptr_array_insert (bwrap->options, (gint)i + 1, g_strdup ("/proc"));
        return;
      }
}

typedef struct
{
  CarelessFlags flags;
  PenAccount account;
  GPtrArray *argv;
  GArray *data; /* (element-type int): by number from PEN_BWRAP_FD_ARGS on */
  int stdin_fd;
  int stdout_fd;
} Child;

static int
open_bytes (GBytes *bytes)
{
  int fd = memfd_create ("careless", MFD_CLOEXEC);
  gsize size;
  const void *at = g_bytes_get_data (bytes, &size);

  g_assert_cmpint (write (fd, at, size), ==, (gssize)size);
  lseek (fd, 0, SEEK_SET);
  return fd;
}

/* Above every number that it is moved to in the child. */
static void
take_data (Child *child, int fd)
{
  int moved = fcntl (fd, F_DUPFD_CLOEXEC, 100);

  g_assert_cmpint (moved, >=, 100);
  close (fd);
  g_array_append_val (child->data, moved);
}

static void
open_data (Child *child, PenBwrap *bwrap)
{
  g_autoptr (GBytes) args = pen_bwrap_serialize (bwrap);

  child->data = g_array_new (FALSE, FALSE, sizeof (int));
  take_data (child, open_bytes (args));
  for (guint i = 0; i < bwrap->data->len; i++)
    {
      const PenBwrapData *data = bwrap->data->pdata[i];

      take_data (child,
                 data->bytes != NULL ? open_bytes (data->bytes)
                                     : open (data->filename, O_RDONLY | O_CLOEXEC));
    }
}

static void
make_argv (Child *child, PenBwrap *bwrap, const char *probe)
{
  g_auto (GStrv) words = g_strsplit (probe, " ", -1);

  child->argv = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (child->argv, g_strdup ("/usr/bin/bwrap"));
  if ((child->flags & CARELESS_COMMAND_LINE) != 0)
    for (guint i = 0; i < bwrap->options->len; i++)
      g_ptr_array_add (child->argv, g_strdup (bwrap->options->pdata[i]));
  else
    {
      g_ptr_array_add (child->argv, g_strdup ("--args"));
      g_ptr_array_add (child->argv, g_strdup_printf ("%d", PEN_BWRAP_FD_ARGS));
    }
  g_ptr_array_add (child->argv, g_strdup ("/init"));
  for (char **word = words; *word != NULL; word++)
    g_ptr_array_add (child->argv, g_strdup (*word));
  g_ptr_array_add (child->argv, NULL);
}

static _Noreturn void
become_bwrap (const Child *child)
{
  static char *const none[] = {NULL};
  int first = PEN_BWRAP_FD_ARGS;

  if ((child->flags & CARELESS_SIGNALS) == 0)
    signal (SIGCHLD, SIG_DFL);
  dup2 (child->stdin_fd, 0);
  dup2 (child->stdout_fd, 1);
  dup2 (child->stdout_fd, 2);
  for (guint i = 0; i < child->data->len; i++)
    dup2 (g_array_index (child->data, int, i), first + (int)i);
  if ((child->flags & CARELESS_DESCRIPTORS) == 0)
    for (int fd = first + (int)child->data->len; fd < 1024; fd++)
      close (fd);
  if ((child->flags & CARELESS_ACCOUNT) == 0 && !pen_account_enter (&child->account))
    _exit (125);
  execve (child->argv->pdata[0],
          (char *const *)child->argv->pdata,
          (child->flags & CARELESS_ENVIRONMENT) != 0 ? environ : none);
  _exit (126);
}

Careless
careless_start (CarelessFlags flags, const char *probe, int stdin_fd, int stdout_fd)
{
  Careless careless = {.pid = -1, .output = -1};
  Child child = {.flags = flags, .stdin_fd = stdin_fd, .stdout_fd = stdout_fd};
  g_autoptr (PenBwrap) bwrap = make_options (flags);
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  int fds[2] = {-1, -1};

  if ((flags & CARELESS_NO_PID_NAMESPACE) != 0)
    bind_proc (bwrap);
  g_assert_true (pen_account_get (&child.account, NULL));
  open_data (&child, bwrap);
  make_argv (&child, bwrap, probe);
  if (stdin_fd < 0)
    child.stdin_fd = null;
  if (stdout_fd < 0)
    {
      g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
      child.stdout_fd = fds[1];
    }
  careless.output = fds[0];
  careless.pid = fork ();
  if (careless.pid == 0)
    become_bwrap (&child);
  g_assert_cmpint (careless.pid, >, 0);
  for (guint i = 0; i < child.data->len; i++)
    close (g_array_index (child.data, int, i));
  close (null);
  if (fds[1] >= 0)
    close (fds[1]);
  g_array_unref (child.data);
  g_ptr_array_unref (child.argv);
  return careless;
}

int
careless_finish (Careless *careless, char **ret_output)
{
  GString *text = g_string_new (NULL);
  char buffer[4096];
  int status = -1;
  gssize n;

  while (careless->output >= 0 && (n = read (careless->output, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  if (careless->output >= 0)
    close (careless->output);
  waitpid (careless->pid, &status, 0);
  *careless = (Careless){.pid = -1, .output = -1};
  if (ret_output != NULL)
    *ret_output = g_string_free (text, FALSE);
  else
    g_string_free (text, TRUE);
  return status;
}

char *
careless_run (CarelessFlags flags, const char *probe)
{
  Careless careless = careless_start (flags, probe, -1, -1);
  char *output;

  careless_finish (&careless, &output);
  return output;
}
