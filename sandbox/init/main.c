/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen-init: the static first process of every jail. It waits on its channel ("prepared"), takes
 * files in, starts the one program, watches it, reaps whatever is left, reports how it ended and
 * streams the declared outputs. The end of the channel ends the jail at any time: the kernel kills
 * every process of a namespace whose first process is gone. */
#include "init.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TICK_MS 50
#define START_MAX (8u * 1024 * 1024)

/* No core dump, no /proc/1/environ, no /proc/1/mem for anybody in the jail; nothing open but stdio
 * and the channel. */
static void
protect_self (void)
{
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  prctl (PR_SET_PDEATHSIG,
         SIGKILL,
         0,
         0,
         0); /* without bubblewrap nobody would be told of the end */
  prctl (PR_SET_NAME, "playpen-init", 0, 0, 0);
  syscall (SYS_close_range, PEN_INIT_CHANNEL + 1, ~0u, 0);
  syscall (SYS_close_range, PEN_INIT_CHANNEL, PEN_INIT_CHANNEL, /* CLOSE_RANGE_CLOEXEC */ 4);
  signal (SIGPIPE, SIG_IGN);
}

static int
watch_children (void)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGCHLD);
  sigprocmask (SIG_BLOCK, &set, NULL);
  return signalfd (-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* Memory for a START frame, kept until the end: the view points into it. */
static void *
read_start (uint32_t length)
{
  void *payload;

  if (length > START_MAX)
    pen_init_fail (PEN_INIT_STEP_FRAME, EPROTO);
  payload = mmap (NULL, length + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (payload == MAP_FAILED)
    pen_init_fail (PEN_INIT_STEP_FRAME, errno);
  if (!pen_init_read (payload, length))
    _exit (0);
  return payload;
}

/* Takes one frame; true when it was START, with the program running. */
static bool
take_frame (struct pen_frame_start_view *ret_view, pid_t *ret_pid)
{
  struct pen_frame_header header;

  if (!pen_init_read (&header, sizeof header))
    _exit (0);
  switch (header.type)
    {
    case PEN_FRAME_FILE:
    case PEN_FRAME_FIFO:
    case PEN_FRAME_FEED:
      pen_init_make_file (header.type, header.length);
      return false;
    case PEN_FRAME_START:
      if (*ret_pid != 0 ||
          pen_frame_parse_start (read_start (header.length), header.length, ret_view) != 0)
        pen_init_fail (PEN_INIT_STEP_FRAME, EPROTO);
      *ret_pid = pen_init_start (ret_view);
      pen_init_send (PEN_FRAME_STARTED, NULL, 0, NULL, 0);
      return true;
    default:
      pen_init_fail (PEN_INIT_STEP_FRAME, EPROTO);
    }
}

static uint64_t
get_reaped_us (uint64_t *ret_max_rss)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  if (ret_max_rss != NULL)
    *ret_max_rss = (uint64_t)usage.ru_maxrss * 1024;
  return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000 +
         (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/* Reaps whoever has ended; true when the program itself is among them. */
static bool
reap (pid_t program, int *ret_status)
{
  bool ended = false;
  int status;
  pid_t pid;

  while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
    if (pid == program)
      {
        *ret_status = status;
        ended = true;
      }
  return ended;
}

static uint32_t
get_verdict (const struct pen_init_watch *watch)
{
  if (watch->memory_met)
    return PEN_INIT_VERDICT_MEMORY;
  if (watch->cpu_met)
    return PEN_INIT_VERDICT_CPU;
  return watch->inodes_met ? PEN_INIT_VERDICT_FILES : PEN_INIT_VERDICT_NONE;
}

/* A process that its own CPU limit ended is one that the CPU limit ended. */
static bool
was_cpu_limit (const struct pen_frame_start *limits, int status, uint64_t cpu_us)
{
  return limits->cpu_ms != 0 && WIFSIGNALED (status) &&
         (WTERMSIG (status) == SIGXCPU || WTERMSIG (status) == SIGKILL) &&
         cpu_us >= (uint64_t)limits->cpu_ms * 1000;
}

static void
finish (const struct pen_frame_start_view *view, int status, const struct pen_init_watch *watch)
{
  struct pen_frame_exited exited = {.wait_status = status, .verdict = get_verdict (watch)};
  uint64_t max_rss;

  pen_init_kill_others ();
  exited.cpu_us = get_reaped_us (&max_rss);
  if (watch->cpu_us > exited.cpu_us)
    exited.cpu_us = watch->cpu_us;
  exited.peak_memory = watch->peak_memory > max_rss ? watch->peak_memory : max_rss;
  if (exited.verdict == PEN_INIT_VERDICT_NONE && was_cpu_limit (view->start, status, exited.cpu_us))
    exited.verdict = PEN_INIT_VERDICT_CPU;
  pen_init_send (PEN_FRAME_EXITED, &exited, sizeof exited, NULL, 0);
  pen_init_send_outputs (view->outputs, view->start->artifact_size);
  pen_init_send (PEN_FRAME_DONE, NULL, 0, NULL, 0);
}

static int64_t
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
supervise (const struct pen_frame_start_view *view, pid_t program, int children)
{
  static struct pen_frame_start_view
      unused; /* nocheck: mutable-global, a second START is refused before it is used */
  struct pen_init_watch watch = {0};
  cpu_set_t processors;
  int64_t next_tick = now_ms () + TICK_MS;
  int status = 0;
  bool ended = false;

  sched_getaffinity (0, sizeof processors, &processors);
  while (!ended)
    {
      struct pollfd polls[] = {{.fd = children, .events = POLLIN},
                               {.fd = PEN_INIT_CHANNEL, .events = POLLIN}};
      int64_t wait = next_tick - now_ms ();
      struct signalfd_siginfo info;

      poll (polls, 2, wait > 0 ? (int)wait : 0);
      while (read (children, &info, sizeof info) == sizeof info)
        ;
      ended = reap (program, &status);
      if (!ended && polls[1].revents != 0)
        take_frame (&unused, &program);
      if (ended || now_ms () < next_tick)
        continue;
      /* The program, a process of the same user, may have bound init to a busy processor. */
      sched_setaffinity (0, sizeof processors, &processors);
      pen_init_measure (view->start, get_reaped_us (NULL), &watch);
      next_tick = now_ms () + TICK_MS;
      if (get_verdict (&watch) != PEN_INIT_VERDICT_NONE)
        {
          kill (program, SIGKILL);
          waitpid (program, &status, 0);
          ended = true;
        }
    }
  finish (view, status, &watch);
}

int
main (void)
{
  static struct pen_frame_start_view view; /* nocheck: mutable-global, too large for a stack */
  pid_t program = 0;
  int children;

  protect_self ();
  children = watch_children ();
  if (children < 0 || !pen_init_send (PEN_FRAME_READY, NULL, 0, NULL, 0))
    return 1;
  while (!take_frame (&view, &program))
    ;
  supervise (&view, program, children);
  return 0;
}
