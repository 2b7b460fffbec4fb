/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files on their way in: from the channel into the jail's own tmpfs. Their paths were checked
 * outside and are checked here again; nothing but init has run yet, so there is no symlink to step
 * on. A FIFO is fed by a child, for writing to one waits for a reader and init must not wait. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536

static void
make_parents (char *path)
{
  for (char *slash = strchr (path + 1, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      *slash = '\0';
      if (mkdir (path, 0755) != 0 && errno != EEXIST && errno != EROFS)
        pen_init_fail (PEN_INIT_STEP_FILE, errno);
      *slash = '/';
    }
}

static void
write_all (int fd, const char *at, size_t length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        pen_init_fail (PEN_INIT_STEP_FILE, errno);
      at += n;
      length -= (size_t)n;
    }
}

/* Copies the rest of a payload from the channel to @fd. */
static void
copy_payload (int fd, size_t length)
{
  static char chunk[CHUNK]; /* nocheck: mutable-global, a buffer that no one reads twice */

  while (length > 0)
    {
      size_t n = length < sizeof chunk ? length : sizeof chunk;

      if (!pen_init_read (chunk, n))
        _exit (0);
      write_all (fd, chunk, n);
      length -= n;
    }
}

/* The child that feeds a FIFO gets the bytes by a pipe that init fills as the FIFO drains: init
 * reads the payload first, into a file without a name, so that it never waits for a reader. */
static void
feed_fifo (const char *path, size_t length)
{
  int file = open ("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  pid_t pid;

  if (file < 0)
    pen_init_fail (PEN_INIT_STEP_FILE, errno);
  copy_payload (file, length);
  pid = fork ();
  if (pid < 0)
    pen_init_fail (PEN_INIT_STEP_FORK, errno);
  if (pid == 0)
    {
      static char chunk[CHUNK]; /* nocheck: mutable-global, the child's own copy */
      int fifo = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
      off_t at = 0;
      ssize_t n;

      close (PEN_INIT_CHANNEL);
      while (fifo >= 0 && (n = pread (file, chunk, sizeof chunk, at)) > 0)
        {
          if (write (fifo, chunk, (size_t)n) != n)
            break;
          at += n;
        }
      _exit (0);
    }
  close (file);
}

void
pen_init_make_file (uint32_t type, uint32_t length)
{
  static char head[sizeof (struct pen_frame_file) +
                   PEN_FRAME_PATH_MAX]; /* nocheck: mutable-global, buffer */
  char path[PEN_FRAME_PATH_MAX + 1];
  struct pen_frame_file file;
  uint32_t mode;
  size_t data;
  int fd;

  if (length < sizeof file)
    pen_init_fail (PEN_INIT_STEP_FRAME, EPROTO);
  if (!pen_init_read (head, sizeof file))
    _exit (0);
  memcpy (&file, head, sizeof file);
  if (file.path_length > PEN_FRAME_PATH_MAX || file.path_length > length - sizeof file)
    pen_init_fail (PEN_INIT_STEP_FRAME, EPROTO);
  if (!pen_init_read (head + sizeof file, file.path_length))
    _exit (0);
  if (pen_frame_parse_path (head, sizeof file + file.path_length, path, &mode, &data) != 0)
    pen_init_fail (PEN_INIT_STEP_FRAME, EPROTO);

  if (type == PEN_FRAME_FEED)
    {
      feed_fifo (path, length - data);
      return;
    }
  make_parents (path);
  if (type == PEN_FRAME_FIFO)
    {
      if (mkfifo (path, 0600) != 0)
        pen_init_fail (PEN_INIT_STEP_FILE, errno);
      return;
    }
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    pen_init_fail (PEN_INIT_STEP_FILE, errno);
  copy_payload (fd, length - data);
  if (fchmod (fd, mode) != 0)
    pen_init_fail (PEN_INIT_STEP_FILE, errno);
  close (fd);
}
