/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The child that becomes the program: limits, Landlock, filter, then exec. Limits are set here,
 * inside the namespace, because RLIMIT_NPROC outside would count the desktop's processes too. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

struct report
{
  int error;
  uint32_t step;
};

static _Noreturn void
report_and_exit (int fd, uint32_t step, int error)
{
  struct report report = {.error = error, .step = step};

  if (write (fd, &report, sizeof report) < 0)
    _exit (126);
  _exit (127);
}

/* A limit that is stricter already stays: nobody but root may raise it, and it does no harm. */
static bool
limit (int resource, uint64_t soft, uint64_t hard)
{
  struct rlimit value = {.rlim_cur = soft, .rlim_max = hard};
  struct rlimit old;

  if (getrlimit ((__rlimit_resource_t)resource, &old) != 0)
    return false;
  if (value.rlim_max > old.rlim_max)
    value.rlim_max = old.rlim_max;
  if (value.rlim_cur > value.rlim_max)
    value.rlim_cur = value.rlim_max;
  return setrlimit ((__rlimit_resource_t)resource, &value) == 0;
}

static bool
set_limits (const struct pen_frame_start *start)
{
  uint64_t cpu = (start->cpu_ms + 999) / 1000 + 1;

  /* A core limit of one byte, not zero: with zero a piped dump handler still gets the dump. */
  return limit (RLIMIT_CORE, 1, 1) && limit (RLIMIT_NPROC, start->processes, start->processes) &&
         limit (RLIMIT_NOFILE, start->open_files, start->open_files) &&
         limit (RLIMIT_FSIZE, start->file_size, start->file_size) &&
         limit (RLIMIT_SIGPENDING, 256, 256) && limit (RLIMIT_MSGQUEUE, 0, 0) &&
         limit (RLIMIT_MEMLOCK, 1 << 20, 1 << 20) && limit (RLIMIT_NICE, 0, 0) &&
         limit (RLIMIT_RTPRIO, 0, 0) && (start->cpu_ms == 0 || limit (RLIMIT_CPU, cpu, cpu + 1)) &&
         (start->data == 0 || limit (RLIMIT_DATA, start->data, start->data)) &&
         (start->address_space == 0 ||
          limit (RLIMIT_AS, start->address_space, start->address_space));
}

static bool
load_filter (const struct pen_frame_start_view *view)
{
  struct sock_fprog program;

  if (view->start->filter_length == 0)
    return true;
  program.len = (unsigned short)(view->start->filter_length / sizeof (struct sock_filter));
  program.filter = (struct sock_filter *)view->filter;
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

static _Noreturn void
become (const struct pen_frame_start_view *view, int report_fd)
{
  sigset_t none;

  sigemptyset (&none);
  for (int i = 1; i < NSIG; i++)
    signal (i, SIG_DFL);
  signal (SIGXFSZ, SIG_IGN); /* a write past the limit fails with "File too large" */
  sigprocmask (SIG_SETMASK, &none, NULL);
  setpgid (0, 0);
  if (chdir (view->cwd) != 0)
    report_and_exit (report_fd, PEN_INIT_STEP_CWD, errno);
  if (!set_limits (view->start))
    report_and_exit (report_fd, PEN_INIT_STEP_LIMITS, errno);
  if (view->start->landlock != 0)
    pen_init_restrict_writes ();
  prctl (PR_SET_DUMPABLE, 1, 0, 0, 0);
  if (!load_filter (view))
    report_and_exit (report_fd, PEN_INIT_STEP_FILTER, errno);
  execve (view->args[0], (char *const *)view->args, (char *const *)view->env);
  report_and_exit (report_fd, PEN_INIT_STEP_EXEC, errno);
}

pid_t
pen_init_start (const struct pen_frame_start_view *view)
{
  struct report report;
  int fds[2];
  ssize_t n;
  pid_t pid;

  if (pipe2 (fds, O_CLOEXEC) != 0)
    pen_init_fail (PEN_INIT_STEP_FORK, errno);
  pid = fork ();
  if (pid < 0)
    pen_init_fail (PEN_INIT_STEP_FORK, errno);
  if (pid == 0)
    {
      close (fds[0]);
      become (view, fds[1]);
    }
  close (fds[1]);
  do
    n = read (fds[0], &report, sizeof report);
  while (n < 0 && errno == EINTR);
  close (fds[0]);
  if (n == sizeof report)
    pen_init_fail (report.step, report.error);
  /* The program's ends of the pipes are its own now; init's would keep them open after it has
   * ended. */
  close (0);
  close (1);
  close (2);
  return pid;
}
