/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The channel to the outside: whole frames, written and read on one blocking socket. When the
 * outside is gone there is nothing left to live for. */
#include "init.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

bool
pen_init_read (void *buffer, size_t length)
{
  char *at = buffer;

  while (length > 0)
    {
      ssize_t n = read (PEN_INIT_CHANNEL, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return false;
      at += n;
      length -= (size_t)n;
    }
  return true;
}

static bool
send_all (const char *at, size_t length)
{
  while (length > 0)
    {
      ssize_t n = send (PEN_INIT_CHANNEL, at, length, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return false;
      at += n;
      length -= (size_t)n;
    }
  return true;
}

bool
pen_init_send (uint32_t type,
               const void *payload,
               size_t length,
               const void *tail,
               size_t tail_length)
{
  struct pen_frame_header header = {.type = type, .length = (uint32_t)(length + tail_length)};

  return send_all ((const char *)&header, sizeof header) && send_all (payload, length) &&
         send_all (tail, tail_length);
}

void
pen_init_fail (uint32_t step, int error)
{
  struct pen_frame_failed failed = {.error = error, .step = step};

  pen_init_send (PEN_FRAME_FAILED, &failed, sizeof failed, NULL, 0);
  _exit (1);
}
