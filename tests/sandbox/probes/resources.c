/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Not ending, multiplying, flooding, lying about the end: the rest of section 4 of the matrix. */
#include "hostile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void
spin (void)
{
  for (volatile unsigned n = 0;; n++)
    ;
}

static void
spin_forever (int n_args, char **args)
{
  if (n_args > 0)
    signal (SIGXCPU, SIG_IGN);
  spin ();
}

/* Each child spins for a tenth of a second of CPU time and is followed by the next. With an
 * argument nobody waits for them, and the kernel forgets what they used. */
static void
spin_by_children (int n_args, char **args)
{
  if (n_args > 0)
    signal (SIGCHLD, SIG_IGN);
  while (true)
    {
      if (fork_or_end () == 0)
        while (clock () < CLOCKS_PER_SEC / 10)
          ;
      else
        wait (NULL);
      if (getppid () != 1)
        _exit (0);
    }
}

static void
rest (long long ms)
{
  struct timespec time = {ms / 1000, ms % 1000 * 1000000};

  while (nanosleep (&time, &time) != 0)
    ;
}

static void
sleep_for (int n_args, char **args)
{
  rest (get_number (n_args, args, 0, 60000));
  say_word ("slept", "whole");
}

static void
stop_itself (int n_args, char **args)
{
  raise (SIGSTOP);
}

/* A daemon as stubborn as can be; gone after a while even where nothing ends it. */
static void
become_daemon (int up)
{
  for (int i = 1; i < NSIG; i++)
    signal (i, SIG_IGN);
  setsid ();
  say_number ("daemon", getpid ());
  say_now ();
  if (write (up, "u", 1) == 1)
    rest (30000);
  _exit (0);
}

/* Leaves five of them behind: double-forked, each in a session of its own, with the pipes open. The
 * argument is its own exit status then; without one it stays. */
static void
daemons (int n_args, char **args)
{
  int up[2];
  char byte;

  for (int i = 0; i < 5; i++)
    {
      if (fork_or_end () == 0)
        {
          if (pipe (up) == 0 && fork_or_end () == 0)
            become_daemon (up[1]);
          if (read (up[0], &byte, 1) == 1)
            _exit (0);
        }
      wait (NULL);
    }
  say_word ("daemons", "left");
  say_now ();
  if (n_args == 0)
    rest (60000);
  exit ((int)get_number (n_args, args, 0, 0));
}

static void
fork_bomb (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  long long made = 0;
  struct rlimit own;
  pid_t pid = 1;

  if (n_args > 1 && getrlimit (RLIMIT_NPROC, &own) == 0)
    {
      own.rlim_cur = (rlim_t)get_number (n_args, args, 1, 0);
      setrlimit (RLIMIT_NPROC, &own);
    }
  fflush (stdout);
  for (; made < most && (pid = fork ()) > 0; made++)
    ;
  if (pid == 0)
    {
      rest (30000);
      _exit (0);
    }
  say ("fork", made < most ? -1 : 0);
}

static void *
wait_in_thread (void *data)
{
  rest (30000);
  return NULL;
}

static void
thread_bomb (int n_args, char **args)
{
  long long most = get_number (n_args, args, 0, 0);
  long long made = 0;
  pthread_attr_t attr;
  pthread_t thread;

  pthread_attr_init (&attr);
  pthread_attr_setstacksize (&attr, 65536);
  for (; made < most; made++)
    if ((errno = pthread_create (&thread, &attr, wait_in_thread, NULL)) != 0)
      break;
  say ("thread", made < most ? -1 : 0);
}

/* Floods both streams with bites of the second argument's size. */
static void
flood (int n_args, char **args)
{
  static char block[65536];
  long long most = get_number (n_args, args, 0, 0);
  size_t bite = (size_t)get_number (n_args, args, 1, sizeof block);

  memset (block, 'z', sizeof block);
  for (long long bytes = 0; bytes < most; bytes += (long long)bite)
    if (write (n_args > 2 && bytes / (long long)bite % 2 == 1 ? 2 : 1, block, bite) < 0)
      _exit (1);
}

static int
count_cores (const char *path)
{
  DIR *dir = opendir (path);
  const struct dirent *entry;
  int n = 0;

  while (dir != NULL && (entry = readdir (dir)) != NULL)
    n += strncmp (entry->d_name, "core", 4) == 0;
  return n;
}

static void
crash_often (int n_args, char **args)
{
  for (int i = 0; i < 5; i++)
    {
      if (fork_or_end () == 0)
        {
          if (chdir ("/tmp") == 0)
            abort ();
        }
      wait (NULL);
    }
  say_word ("cores", count_cores ("/tmp") == 0 ? "none" : "some");
}

static void
end_as (int n_args, char **args)
{
  int number = (int)get_number (n_args, args, 1, 0);

  if (strcmp (args[0], "status") == 0)
    _exit (number);
  raise (number);
}

/* Answers every line with its length. */
static void
answer (int n_args, char **args)
{
  char line[256];

  say_word ("ready", "yes");
  say_now ();
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      say_number ("length", (long long)strlen (line));
      say_now ();
    }
}

static void
leave (int n_args, char **args)
{
  say_word ("left", "stdin");
}

const struct hostile_probe hostile_resources[] = {
    {"spin", spin_forever},
    {"spin-by-children", spin_by_children},
    {"sleep", sleep_for},
    {"stop-itself", stop_itself},
    {"daemons", daemons},
    {"fork-bomb", fork_bomb},
    {"thread-bomb", thread_bomb},
    {"flood", flood},
    {"crash-often", crash_often},
    {"end-as", end_as},
    {"answer", answer},
    {"leave", leave},
    {NULL, NULL},
};
