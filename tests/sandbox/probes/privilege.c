/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reaching for namespaces, other processes, identities and priorities: section 2 of the matrix. */
#include "hostile.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef PTRACE_SEIZE
#define PTRACE_SEIZE 0x4206
#endif

static void
clone_into (const char *key, unsigned long flags)
{
  long pid;

  fflush (stdout);
  pid = syscall (SYS_clone, flags | SIGCHLD, NULL, NULL, NULL, NULL);
  if (pid == 0)
    _exit (0);
  say (key, pid);
  if (pid > 0)
    waitpid ((pid_t)pid, NULL, 0);
}

static void
namespaces (int n_args, char **args)
{
  clone_into ("clone-user", CLONE_NEWUSER);
  clone_into ("clone-net", CLONE_NEWNET);
  say ("unshare-mount", unshare (CLONE_NEWNS));
  say ("unshare-user", unshare (CLONE_NEWUSER));
}

static void
clone3_user (int n_args, char **args)
{
  struct clone_args call = {.flags = CLONE_NEWUSER, .exit_signal = SIGCHLD};
  long pid;

  fflush (stdout);
  pid = syscall (SYS_clone3, &call, sizeof call);
  if (pid == 0)
    _exit (0);
  say ("clone3", pid);
}

static void
join_first (int n_args, char **args)
{
  int fd = open ("/proc/1/ns/uts", O_RDONLY | O_CLOEXEC);

  say ("open", fd);
  say ("setns", setns (fd >= 0 ? fd : 0, CLONE_NEWUTS));
}

static void
trace_first (int n_args, char **args)
{
  char byte;
  struct iovec here = {&byte, 1};
  struct iovec there = {(void *)0x400000, 1};

  say ("ptrace", ptrace (PTRACE_SEIZE, 1, NULL, NULL));
  /* A bad address in PID 1 (EFAULT) also means that the call may look into it. */
  if (process_vm_readv (1, &here, 1, &there, 1, 0) >= 0 || errno == EFAULT)
    say ("process_vm_readv", 0);
  else
    say ("process_vm_readv", -1);
}

static void
steal_descriptor (int n_args, char **args)
{
  long first = syscall (SYS_pidfd_open, 1, 0);

  say ("pidfd_open", first);
  say ("pidfd_getfd", syscall (SYS_pidfd_getfd, first, 3, 0));
}

static void
identities (int n_args, char **args)
{
  static const gid_t group = 1000;
  int fd = open ("/tmp/owned", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  say ("setuid", setuid (0));
  say ("setgroups", syscall (SYS_setgroups, 1, &group));
  say ("chown", fchown (fd, getuid (), getgid ()));
  say ("sethostname", sethostname ("hostile", 7));
}

/* The hexadecimal capability sets, as one bit each: anything or nothing. */
static void
own_status (int n_args, char **args)
{
  static char text[8192];
  static const char *const sets[] = {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"};
  unsigned long long all = 0;

  read_text ("/proc/self/status", text, sizeof text);
  for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++)
    {
      const char *line = strstr (text, sets[i]);

      all |= line != NULL ? strtoull (line + 8, NULL, 16) : ~0ULL;
    }
  say_word ("capabilities", all == 0 ? "none" : "some");
  say_number ("no_new_privs", prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  text[0] = strstr (text, "\nSeccomp:\t")[10];
  say_number ("filter", text[0] - '0');
}

static long
set_scheduler (int policy, int priority)
{
  struct sched_param param = {.sched_priority = priority};

  return syscall (SYS_sched_setscheduler, 0, policy, &param);
}

static void
open_many (void)
{
  int n = 0;

  while (n < 2000 && open ("/dev/null", O_RDONLY | O_CLOEXEC) >= 0)
    n++;
  say ("open-2000", n < 2000 ? -1 : 0);
}

static void
priorities (int n_args, char **args)
{
  struct rlimit more = {1 << 20, 1 << 20};
  void *memory = mmap (NULL, 16 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  say ("raise-files", setrlimit (RLIMIT_NOFILE, &more));
  say ("fifo", set_scheduler (SCHED_FIFO, 1));
  say ("batch", set_scheduler (SCHED_BATCH, 0));
  say ("nice", setpriority (PRIO_PROCESS, 0, -20));
  say ("io-realtime", syscall (SYS_ioprio_set, 1, 0, 1 << 13));
  say ("io-best", syscall (SYS_ioprio_set, 1, 0, 2 << 13 | 7));
  say ("mlock", mlock (memory, 16 << 20));
  say ("mlockall", mlockall (MCL_CURRENT));
  open_many ();
}

/* Makes init late: it is a process of the same user. */
static void
slow_init (int n_args, char **args)
{
  cpu_set_t one;

  CPU_ZERO (&one);
  CPU_SET (0, &one);
  say ("process", setpriority (PRIO_PROCESS, 1, 19));
  say ("user", setpriority (PRIO_USER, 0, 19));
  say ("own", setpriority (PRIO_PROCESS, 0, 19));
  say ("affinity", sched_setaffinity (1, sizeof one, &one));
  /* Until init had its turn, which on a busy machine takes a while. */
  for (int i = 0; i < 500 && CPU_COUNT (&one) == 1; i++)
    {
      usleep (10000);
      sched_getaffinity (1, sizeof one, &one);
    }
  say_word ("init", CPU_COUNT (&one) == 1 ? "bound" : "free");
}

/* Ends it, stops it, interrupts it. */
static void
signal_init (int n_args, char **args)
{
  static const int signals[] = {SIGKILL, SIGSTOP, SIGTERM, SIGCHLD, SIGUSR1, SIGPIPE};

  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
    kill (1, signals[i]);
  usleep (100000);
  say ("init", kill (1, 0));
}

static void
nested_jail (int n_args, char **args)
{
  char *bwrap[] = {(char *)"/usr/bin/bwrap",
                   (char *)"--unshare-user",
                   (char *)"--ro-bind",
                   (char *)"/",
                   (char *)"/",
                   (char *)"/bin/true",
                   NULL};

  say_word ("bwrap", run_program (bwrap) == 0 ? "worked" : "failed");
}

/* Says who it is and stays until its input ends, so that it can be looked at from outside. */
static void
stay (int n_args, char **args)
{
  char byte;

  say_number ("pid", getpid ());
  say_now ();
  while (read (0, &byte, 1) > 0)
    ;
}

const struct hostile_probe hostile_privilege[] = {
    {"namespaces", namespaces},
    {"clone3-user", clone3_user},
    {"join-first", join_first},
    {"trace-first", trace_first},
    {"steal-descriptor", steal_descriptor},
    {"identities", identities},
    {"own-status", own_status},
    {"priorities", priorities},
    {"slow-init", slow_init},
    {"signal-init", signal_init},
    {"nested-jail", nested_jail},
    {"stay", stay},
    {NULL, NULL},
};
