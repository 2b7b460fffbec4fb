/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The hostile program's entrance: finds the sub-command and holds what all of them share. */
#include "hostile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void
say (const char *key, long result)
{
  const char *name = strerrorname_np (errno);

  say_word (key, result >= 0 ? "OK" : name != NULL ? name : "?");
}

void
say_number (const char *key, long long number)
{
  printf ("%s=%lld ", key, number);
}

void
say_word (const char *key, const char *word)
{
  printf ("%s=%s ", key, word);
}

void
say_now (void)
{
  putchar ('\n');
  fflush (stdout);
}

long long
get_number (int n_args, char **args, int at, long long otherwise)
{
  long long number;
  char *end;

  if (at >= n_args)
    return otherwise;
  number = strtoll (args[at], &end, 10);
  if (*end == 'K')
    number *= 1024;
  else if (*end == 'M')
    number *= 1024 * 1024;
  return number;
}

long
read_text (const char *path, char *buffer, size_t size)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  size_t length = 0;
  ssize_t n;

  if (fd < 0)
    return -1;
  while (length < size - 1 && (n = read (fd, buffer + length, size - 1 - length)) > 0)
    length += (size_t)n;
  close (fd);
  buffer[length] = '\0';
  return (long)length;
}

int
try_open (const char *path, int flags)
{
  int fd = open (path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
  int error = errno;

  if (fd >= 0)
    close (fd);
  errno = error;
  return fd;
}

int
run_program (char *const argv[])
{
  int status;
  pid_t pid = fork_or_end ();

  if (pid == 0)
    {
      int null = open ("/dev/null", O_RDWR);

      for (int fd = 0; fd < 3; fd++)
        dup2 (null, fd);
      execv (argv[0], argv);
      _exit (127);
    }
  return waitpid (pid, &status, 0) == pid ? status : -1;
}

int
fork_or_end (void)
{
  pid_t pid;

  fflush (stdout);
  pid = fork ();
  if (pid < 0)
    {
      say ("fork", -1);
      say_now ();
      exit (1);
    }
  return pid;
}

static const struct hostile_probe *
find (const char *name)
{
  static const struct hostile_probe *const tables[] = {hostile_files,
                                                       hostile_first,
                                                       hostile_privilege,
                                                       hostile_kernel,
                                                       hostile_network,
                                                       hostile_memory,
                                                       hostile_resources,
                                                       hostile_outputs};

  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    for (const struct hostile_probe *probe = tables[i]; probe->name != NULL; probe++)
      if (strcmp (probe->name, name) == 0)
        return probe;
  return NULL;
}

int
main (int argc, char **argv)
{
  const struct hostile_probe *probe = argc > 1 ? find (argv[1]) : NULL;

  if (probe == NULL)
    {
      fprintf (stderr, "hostile: no such probe\n");
      return 2;
    }
  probe->run (argc - 2, argv + 2);
  say_now ();
  return 0;
}
