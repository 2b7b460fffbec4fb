/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Standard input on its way to the program, no faster than the program takes it. */
#include "stdin.h"

#include <errno.h>
#include <glib-unix.h>
#include <unistd.h>

#define PENDING_MAX (256 * 1024)
#define RETRY_MS 20

struct _PenStdin
{
  GObject parent_instance;

  PenJob *job;
  int fd;
  guint source;
};

G_DEFINE_FINAL_TYPE (PenStdin, pen_stdin, G_TYPE_OBJECT)

static void
pen_stdin_dispose (GObject *object)
{
  PenStdin *self = PEN_STDIN (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->fd > 0)
    close (self->fd);
  self->fd = -1;
  g_clear_object (&self->job);
  G_OBJECT_CLASS (pen_stdin_parent_class)->dispose (object);
}

static void
pen_stdin_class_init (PenStdinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_stdin_dispose;
}

static void
pen_stdin_init (PenStdin *self)
{
  self->fd = -1;
}

static gboolean on_retry (gpointer data);

/* A file is always readable, so poll() would not tell it apart; it is read like the rest. */
static gboolean
on_readable (int fd, GIOCondition condition, gpointer data)
{
  PenStdin *self = data;
  guint8 chunk[65536];
  gssize n;

  if (pen_job_get_stdin_pending (self->job) > PENDING_MAX)
    {
      self->source = g_timeout_add (RETRY_MS, on_retry, self);
      return G_SOURCE_REMOVE;
    }
  n = read (fd, chunk, sizeof chunk);
  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;
  if (n > 0)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (chunk, (gsize)n);

      pen_job_write_stdin (self->job, bytes);
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  pen_job_close_stdin (self->job);
  return G_SOURCE_REMOVE;
}

static void
listen (PenStdin *self)
{
  self->source = g_unix_fd_add (self->fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable, self);
}

static gboolean
on_retry (gpointer data)
{
  listen (data);
  return G_SOURCE_REMOVE;
}

PenStdin *
pen_stdin_new (PenJob *job, int fd)
{
  PenStdin *self = g_object_new (PEN_TYPE_STDIN, NULL);

  self->job = g_object_ref (job);
  self->fd = fd;
  listen (self);
  return self;
}
