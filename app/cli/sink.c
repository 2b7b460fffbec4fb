/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Standard output and error without blocking. A descriptor that others share must not be made
 * non-blocking, so it is asked before each write, and no more is written than a pipe takes whole.
 */
#include "sink.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FULL (256 * 1024)
#define PIECE 4096 /* PIPE_BUF: what a pipe that is ready takes without blocking */
#define FILE_PIECE (256 * 1024)

struct _PenSink
{
  GObject parent_instance;

  int fd;
  gsize piece;
  gboolean polls; /* a pipe, socket or terminal; a file never blocks */
  GQueue queue;   /* (element-type GBytes) */
  gsize written;  /* of the queue's head */
  gsize waiting;
  guint source;
  gboolean full;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (PenSink, pen_sink, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FULL,
  PROP_CLOSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
pen_sink_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const PenSink *self = PEN_SINK (object);

  switch (id)
    {
    case PROP_FULL:
      g_value_set_boolean (value, self->full);
      break;
    case PROP_CLOSED:
      g_value_set_boolean (value, self->closed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_sink_dispose (GObject *object)
{
  PenSink *self = PEN_SINK (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_queue_clear_full (&self->queue, (GDestroyNotify)g_bytes_unref);
  G_OBJECT_CLASS (pen_sink_parent_class)->dispose (object);
}

static void
pen_sink_class_init (PenSinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pen_sink_get_property;
  object_class->dispose = pen_sink_dispose;
  properties[PROP_FULL] =
      g_param_spec_boolean ("full", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLOSED] =
      g_param_spec_boolean ("closed", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pen_sink_init (PenSink *self)
{
  g_queue_init (&self->queue);
}

PenSink *
pen_sink_new (int fd)
{
  PenSink *self = g_object_new (PEN_TYPE_SINK, NULL);
  struct stat st;

  self->fd = fd;
  self->polls = fstat (fd, &st) != 0 || !S_ISREG (st.st_mode);
  self->piece = self->polls ? PIECE : FILE_PIECE;
  return self;
}

static void
update_full (PenSink *self)
{
  gboolean full = self->waiting >= FULL;

  if (full == self->full)
    return;
  self->full = full;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FULL]);
}

static void
close_sink (PenSink *self)
{
  self->closed = TRUE;
  g_queue_clear_full (&self->queue, (GDestroyNotify)g_bytes_unref);
  self->waiting = 0;
  update_full (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOSED]);
}

static gboolean
is_ready (const PenSink *self)
{
  struct pollfd ready = {.fd = self->fd, .events = POLLOUT};

  return !self->polls || (poll (&ready, 1, 0) == 1 && ready.revents != 0);
}

/* Writes a piece. FALSE when no more can be written now, or ever. */
static gboolean
write_piece (PenSink *self)
{
  GBytes *head = g_queue_peek_head (&self->queue);
  gsize size;
  const guint8 *data;
  gssize n;

  if (head == NULL || !is_ready (self))
    return FALSE;
  data = g_bytes_get_data (head, &size);
  n = write (self->fd, data + self->written, MIN (size - self->written, self->piece));
  if (n < 0)
    {
      if (errno != EAGAIN && errno != EINTR)
        close_sink (self);
      return FALSE;
    }
  self->written += (gsize)n;
  self->waiting -= (gsize)n;
  if (self->written == size)
    {
      g_bytes_unref (g_queue_pop_head (&self->queue));
      self->written = 0;
    }
  return TRUE;
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer data)
{
  g_autoptr (PenSink) self = g_object_ref (PEN_SINK (data));

  while (write_piece (self))
    ;
  update_full (self);
  if (!g_queue_is_empty (&self->queue))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

void
pen_sink_write (PenSink *self, GBytes *bytes)
{
  g_return_if_fail (PEN_IS_SINK (self));

  if (self->closed || g_bytes_get_size (bytes) == 0)
    return;
  g_queue_push_tail (&self->queue, g_bytes_ref (bytes));
  self->waiting += g_bytes_get_size (bytes);
  if (self->source != 0)
    {
      update_full (self);
      return;
    }
  while (write_piece (self))
    ;
  update_full (self);
  if (!g_queue_is_empty (&self->queue))
    self->source = g_unix_fd_add (self->fd, G_IO_OUT | G_IO_ERR | G_IO_HUP, on_writable, self);
}

void
pen_sink_write_text (PenSink *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pen_sink_write (self, bytes);
}

gboolean
pen_sink_get_full (PenSink *self)
{
  return self->full;
}

gboolean
pen_sink_get_closed (PenSink *self)
{
  return self->closed;
}

gboolean
pen_sink_get_empty (PenSink *self)
{
  return g_queue_is_empty (&self->queue);
}
