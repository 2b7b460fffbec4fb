/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The end of a jail: first everything else in it dies, then the declared outputs are streamed out.
 * What the program wrote is not trusted: only regular files count, reached without a symlink, and
 * nothing can change them any more. */
#include "init.h"

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

void
pen_init_send_outputs (const char *const *paths, uint64_t budget)
{
  for (size_t i = 0; paths[i] != NULL; i++)
    {
      struct stat st;
      int fd = open_output (paths[i]);

      if (fd < 0)
        continue;
      if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode) && st.st_nlink == 1)
        {
          uint64_t size = (uint64_t)st.st_size;

          /* Too big: announced with its size and without bytes, so that the outside can say so. */
          if (size <= budget)
            budget -= send_output (fd, paths[i], size);
          else
            {
              struct pen_frame_output output = {.size = size,
                                                .path_length = (uint32_t)strlen (paths[i])};

              pen_init_send (PEN_FRAME_OUTPUT,
                             &output,
                             sizeof output,
                             paths[i],
                             output.path_length);
            }
        }
      close (fd);
    }
}
