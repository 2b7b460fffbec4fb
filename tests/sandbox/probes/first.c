/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reaching for the jail's first process, for what it was started with, and for descriptors that
 * were left open: the other half of section 1 of the matrix. */
#include "hostile.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef TIOCL_SETSEL
#define TIOCL_SETSEL 2
#endif

/* What the first process was started with; the argument is a secret to look for. */
static void
environ_of_first (int n_args, char **args)
{
  static char text[65536];
  long length = read_text ("/proc/1/environ", text, sizeof text);

  if (length < 0)
    {
      say ("environ", -1);
      return;
    }
  say_word ("environ",
            memmem (text, (size_t)length, args[0], strlen (args[0])) != NULL ? "tells" : "silent");
}

static void
cmdline_of_first (int n_args, char **args)
{
  char text[4096];
  long length = read_text ("/proc/1/cmdline", text, sizeof text);

  for (long i = 0; i + 1 < length; i++)
    if (text[i] == '\0' || isspace ((unsigned char)text[i]))
      text[i] = ',';
  say_word ("cmdline", length < 0 ? "unreadable" : text);
}

static void
memory_of_first (int n_args, char **args)
{
  say ("read", try_open ("/proc/1/mem", O_RDONLY));
  say ("write", try_open ("/proc/1/mem", O_RDWR));
}

static void
write_own_proc (int n_args, char **args)
{
  say ("mem", try_open ("/proc/self/mem", O_RDWR));
  say ("uid_map", try_open ("/proc/self/uid_map", O_WRONLY));
  say ("oom_score_adj", try_open ("/proc/self/oom_score_adj", O_WRONLY));
}

static void
list_processes (int n_args, char **args)
{
  DIR *dir = opendir ("/proc");
  const struct dirent *entry;
  int n = 0;

  while (dir != NULL && (entry = readdir (dir)) != NULL)
    n += isdigit ((unsigned char)entry->d_name[0]) != 0;
  say_number ("processes", n);
}

static void
list_environment (int n_args, char **args)
{
  for (char **at = environ; *at != NULL; at++)
    {
      (*at)[strcspn (*at, "=")] = '\0';
      say_word (*at, "set");
    }
}

static void
list_descriptors (int n_args, char **args)
{
  int n = 0;

  for (int fd = 0; fd < 4096; fd++)
    n += fcntl (fd, F_GETFD) >= 0;
  say_number ("open", n);
}

static const char *
get_type (int fd)
{
  struct stat st;

  if (fstat (fd, &st) != 0)
    return "closed";
  return S_ISFIFO (st.st_mode) ? "fifo" : S_ISREG (st.st_mode) ? "file" : "other";
}

/* Opens its own stdin once more, for writing. */
static void
reopen_stdin (int n_args, char **args)
{
  int fd = open ("/proc/self/fd/0", O_RDWR | O_APPEND | O_NONBLOCK | O_CLOEXEC);

  say_word ("stdin", get_type (0));
  say ("reopen", fd);
  say ("append", write (fd, "hostile\n", 8));
}

/* Opens its own stdout once more and reads away what was printed. */
static void
reopen_stdout (int n_args, char **args)
{
  static char text[4096];
  int fd;
  ssize_t n = -1;

  say_word ("before", "printed");
  say_now ();
  say_word ("stdout", get_type (1));
  fd = open ("/proc/self/fd/1", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  say ("reopen", fd);
  if (fd >= 0)
    n = read (fd, text, sizeof text);
  say_word ("earlier", n > 0 && memmem (text, (size_t)n, "earlier", 7) != NULL ? "read" : "unread");
}

/* A directory that was left open leads out. */
static void
climb_out (int n_args, char **args)
{
  int best = -1;

  errno = EBADF;
  for (int fd = 3; fd < 4096 && best < 0; fd++)
    best = openat (fd, args[0], O_RDONLY | O_CLOEXEC);
  say ("climb", best);
}

static void
inject (const char *key, int tty, unsigned long extra)
{
  static const char line[] = "hostile\n";
  long result = 0;

  for (size_t i = 0; i < sizeof line - 1 && result >= 0; i++)
    result = ioctl (tty, TIOCSTI | extra, &line[i]);
  say (key, result);
}

/* Types into the terminal that Playpen was started from; the argument sets bit 32 of the request.
 */
static void
type_into_terminal (int n_args, char **args)
{
  int tty = open ("/dev/tty", O_RDWR | O_CLOEXEC);

  say ("tty", tty);
  if (tty >= 0)
    inject ("inject", tty, n_args > 0 ? 1UL << 32 : 0);
}

static void
other_ioctls (int n_args, char **args)
{
  char selection = TIOCL_SETSEL;
  int flags = FS_NODUMP_FL;
  int block = 0;
  int fd = open ("/tmp/ioctl", O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  say ("TIOCLINUX", ioctl (1, TIOCLINUX, &selection));
  say ("TIOCCONS", ioctl (1, TIOCCONS, NULL));
  say ("TIOCSCTTY", ioctl (1, TIOCSCTTY, 0));
  say ("SETFLAGS", ioctl (fd, FS_IOC_SETFLAGS, &flags));
  say ("FIGETBSZ", ioctl (fd, FIGETBSZ, &block));
}

const struct hostile_probe hostile_first[] = {
    {"environ-of-first", environ_of_first},
    {"cmdline-of-first", cmdline_of_first},
    {"memory-of-first", memory_of_first},
    {"write-own-proc", write_own_proc},
    {"list-processes", list_processes},
    {"list-environment", list_environment},
    {"list-descriptors", list_descriptors},
    {"reopen-stdin", reopen_stdin},
    {"reopen-stdout", reopen_stdout},
    {"climb-out", climb_out},
    {"type-into-terminal", type_into_terminal},
    {"other-ioctls", other_ioctls},
    {NULL, NULL},
};
