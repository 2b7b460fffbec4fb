/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The end of a jail: first everything else in it dies, then the declared outputs are streamed out.
 * What the program wrote is not trusted: only regular files count, reached without a symlink, and
 * nothing can change them any more. */
#include "init.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK 65536

void
pen_init_kill_others (void)
{
  kill (-1, SIGKILL);
  while (waitpid (-1, NULL, 0) > 0 || errno == EINTR)
    kill (-1, SIGKILL);
}

static int
open_output (const char *path)
{
  struct open_how how = {
      .flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
      .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };

  return (int)syscall (SYS_openat2, AT_FDCWD, path, &how, sizeof how);
}

/* Streams one file; returns how many bytes. */
static uint64_t
send_output (int fd, const char *path, uint64_t size)
{
  static char chunk[CHUNK]; /* nocheck: mutable-global, a buffer that no one reads twice */
  struct pen_frame_output output = {.size = size, .path_length = (uint32_t)strlen (path)};
  uint64_t left = size;

  pen_init_send (PEN_FRAME_OUTPUT, &output, sizeof output, path, output.path_length);
  while (left > 0)
    {
      ssize_t n = read (fd, chunk, left < sizeof chunk ? (size_t)left : sizeof chunk);

      if (n <= 0)
        break; /* the outside sees that bytes are missing and drops the file */
      if (!pen_init_send (PEN_FRAME_DATA, chunk, (size_t)n, NULL, 0))
        break;
      left -= (uint64_t)n;
    }
  return size;
}

/* Sends @fd under the name @path when it is a regular file; returns how much of the budget that
 * took. */
static uint64_t
send_if_regular (int fd, const char *path, uint64_t budget)
{
  struct pen_frame_output output = {.path_length = (uint32_t)strlen (path)};
  struct stat st;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || st.st_nlink != 1)
    return 0;
  output.size = (uint64_t)st.st_size;
  if (output.size <= budget)
    return send_output (fd, path, output.size);
  /* Too big: announced with its size and without bytes, so that the outside can say so. */
  pen_init_send (PEN_FRAME_OUTPUT, &output, sizeof output, path, output.path_length);
  return 0;
}

/* Sends the regular files that lie directly in the directory @fd. @path has its slash at the end.
 */
static uint64_t
send_entries (int fd, const char *path, uint64_t budget)
{
  _Alignas(8) char entries[8192];
  char name[PEN_FRAME_PATH_MAX + 256];
  size_t prefix = strlen (path);
  uint64_t sent = 0;
  uint32_t count = 0;
  ssize_t n;

  while ((n = (ssize_t)syscall (SYS_getdents64, fd, entries, sizeof entries)) > 0)
    for (ssize_t at = 0; at < n;)
      {
        const struct dirent64 *entry = (const struct dirent64 *)(const void *)(entries + at);
        size_t length = strlen (entry->d_name);
        int file;

        at += entry->d_reclen;
        if (prefix + length >= sizeof name)
          continue;
        memcpy (name, path, prefix);
        memcpy (name + prefix, entry->d_name, length + 1);
        if (!pen_frame_declares (path, name, prefix + length))
          continue;
        if (count++ == PEN_FRAME_ENTRIES_MAX)
          return sent;
        file = open_output (name);
        if (file < 0)
          continue;
        sent += send_if_regular (file, name, budget - sent);
        close (file);
      }
  return sent;
}

void
pen_init_send_outputs (const char *const *paths, uint64_t budget)
{
  for (size_t i = 0; paths[i] != NULL; i++)
    {
      int fd = open_output (paths[i]);

      if (fd < 0)
        continue;
      if (paths[i][strlen (paths[i]) - 1] == '/')
        budget -= send_entries (fd, paths[i], budget);
      else
        budget -= send_if_regular (fd, paths[i], budget);
      close (fd);
    }
}
