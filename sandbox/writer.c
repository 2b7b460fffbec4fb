/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The write end of a pipe that is never waited for: a program that does not read its input must not
 * hold up anybody. */
#include "writer.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

struct _PenWriter
{
  int fd;
  guint source;
  GQueue queue; /* (element-type GBytes) */
  gsize sent;   /* bytes of the queue's head that are gone */
  gsize pending;
  gboolean finishing;
  gint64 last_time;
};

static void
close_now (PenWriter *writer)
{
  g_clear_handle_id (&writer->source, g_source_remove);
  if (writer->fd >= 0)
    close (writer->fd);
  writer->fd = -1;
  g_queue_clear_full (&writer->queue, (GDestroyNotify)g_bytes_unref);
  writer->pending = 0;
}

PenWriter *
pen_writer_new (int fd)
{
  PenWriter *writer = g_new0 (PenWriter, 1);

  /* As GSocket does: a reader that goes away must not end Playpen. */
  signal (SIGPIPE, SIG_IGN);
  writer->fd = fd;
  g_queue_init (&writer->queue);
  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  return writer;
}

void
pen_writer_free (PenWriter *writer)
{
  close_now (writer);
  g_free (writer);
}

/* Writes what the pipe takes. FALSE when it takes no more now. */
static gboolean
write_some (PenWriter *writer)
{
  GBytes *head = g_queue_peek_head (&writer->queue);
  gsize size;
  const guint8 *data = g_bytes_get_data (head, &size);
  gssize n = write (writer->fd, data + writer->sent, size - writer->sent);

  if (n < 0)
    {
      if (errno != EAGAIN && errno != EINTR)
        close_now (writer); /* nobody reads any more */
      return FALSE;
    }
  writer->last_time = g_get_monotonic_time ();
  writer->sent += (gsize)n;
  writer->pending -= (gsize)n;
  if (writer->sent == size)
    {
      g_bytes_unref (g_queue_pop_head (&writer->queue));
      writer->sent = 0;
    }
  return TRUE;
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer data)
{
  PenWriter *writer = data;

  while (!g_queue_is_empty (&writer->queue) && write_some (writer))
    ;
  if (!g_queue_is_empty (&writer->queue))
    return G_SOURCE_CONTINUE;
  writer->source = 0;
  if (writer->finishing)
    close_now (writer);
  return G_SOURCE_REMOVE;
}

/* What the pipe takes at once need not wait for the loop. */
static void
flush (PenWriter *writer)
{
  if (writer->fd >= 0 && writer->source == 0 &&
      on_writable (writer->fd, G_IO_OUT, writer) == G_SOURCE_CONTINUE)
    writer->source = g_unix_fd_add (writer->fd, G_IO_OUT | G_IO_ERR, on_writable, writer);
}

void
pen_writer_push (PenWriter *writer, GBytes *bytes)
{
  if (writer->fd < 0 || writer->finishing || g_bytes_get_size (bytes) == 0)
    return;
  g_queue_push_tail (&writer->queue, g_bytes_ref (bytes));
  writer->pending += g_bytes_get_size (bytes);
  flush (writer);
}

void
pen_writer_finish (PenWriter *writer)
{
  writer->finishing = TRUE;
  flush (writer);
}

gsize
pen_writer_get_pending (const PenWriter *writer)
{
  return writer->pending;
}

gint64
pen_writer_get_last_time (const PenWriter *writer)
{
  return writer->last_time;
}
