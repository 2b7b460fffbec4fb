/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The outer end of the socket to a jail's first process. What arrives is bounded before it is
 * believed: a frame from init is at most one chunk long. */
#include "channel.h"

#include <errno.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frame.h"

#define INCOMING_MAX (65536 + 8192) /* init's chunk, or an output's header and path */

struct _PenChannel
{
  GObject parent_instance;

  int fd;
  guint in;
  guint out;
  GQueue outgoing; /* (element-type GBytes) */
  gsize sent;      /* bytes of the queue's head that are gone */
  GByteArray *incoming;
};

G_DEFINE_FINAL_TYPE (PenChannel, pen_channel, G_TYPE_OBJECT)

enum
{
  SIGNAL_FRAME,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
close_quietly (PenChannel *self)
{
  g_clear_handle_id (&self->in, g_source_remove);
  g_clear_handle_id (&self->out, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  g_queue_clear_full (&self->outgoing, (GDestroyNotify)g_bytes_unref);
}

static void
pen_channel_finalize (GObject *object)
{
  PenChannel *self = PEN_CHANNEL (object);

  close_quietly (self);
  g_byte_array_unref (self->incoming);
  G_OBJECT_CLASS (pen_channel_parent_class)->finalize (object);
}

static void
pen_channel_class_init (PenChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_channel_finalize;
  signals[SIGNAL_FRAME] = g_signal_new ("frame",
                                        PEN_TYPE_CHANNEL,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        2,
                                        G_TYPE_UINT,
                                        G_TYPE_BYTES);
}

static void
pen_channel_init (PenChannel *self)
{
  self->fd = -1;
  g_queue_init (&self->outgoing);
  self->incoming = g_byte_array_new ();
}

int
pen_channel_parse (GByteArray *buffer, guint32 *ret_type, GBytes **ret_payload)
{
  struct pen_frame_header header;

  if (buffer->len < sizeof header)
    return 0;
  memcpy (&header, buffer->data, sizeof header);
  if (header.type == 0 || header.length > INCOMING_MAX)
    return -1;
  if (buffer->len < sizeof header + header.length)
    return 0;
  *ret_type = header.type;
  *ret_payload = g_bytes_new (buffer->data + sizeof header, header.length);
  g_byte_array_remove_range (buffer, 0, sizeof header + header.length);
  return 1;
}

static void
end (PenChannel *self)
{
  close_quietly (self);
  g_signal_emit (self, signals[SIGNAL_FRAME], 0, 0u, NULL);
}

static void
take_frames (PenChannel *self)
{
  guint32 type;
  GBytes *payload;
  int taken = 0;

  while (self->fd >= 0 && (taken = pen_channel_parse (self->incoming, &type, &payload)) == 1)
    {
      g_signal_emit (self, signals[SIGNAL_FRAME], 0, (guint)type, payload);
      g_bytes_unref (payload);
    }
  if (taken < 0)
    end (self);
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer data)
{
  g_autoptr (PenChannel) self = g_object_ref (PEN_CHANNEL (data));
  guint8 chunk[65536];
  gssize n = recv (fd, chunk, sizeof chunk, MSG_DONTWAIT);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (n <= 0)
    {
      end (self);
      return G_SOURCE_REMOVE;
    }
  g_byte_array_append (self->incoming, chunk, (guint)n);
  take_frames (self);
  return self->fd >= 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Sends what the socket takes. FALSE when it takes no more now. */
static gboolean
send_some (PenChannel *self)
{
  GBytes *head = g_queue_peek_head (&self->outgoing);
  gsize size;
  const guint8 *data = g_bytes_get_data (head, &size);
  gssize n = send (self->fd, data + self->sent, size - self->sent, MSG_DONTWAIT | MSG_NOSIGNAL);

  if (n < 0)
    {
      if (errno != EAGAIN && errno != EINTR)
        g_queue_clear_full (&self->outgoing,
                            (GDestroyNotify)g_bytes_unref); /* the end is read soon */
      return FALSE;
    }
  self->sent += (gsize)n;
  if (self->sent == size)
    {
      g_bytes_unref (g_queue_pop_head (&self->outgoing));
      self->sent = 0;
    }
  return TRUE;
}

static gboolean
on_writable (int fd, GIOCondition condition, gpointer data)
{
  PenChannel *self = data;

  while (!g_queue_is_empty (&self->outgoing) && send_some (self))
    ;
  if (!g_queue_is_empty (&self->outgoing))
    return G_SOURCE_CONTINUE;
  self->out = 0;
  return G_SOURCE_REMOVE;
}

PenChannel *
pen_channel_new (int fd)
{
  PenChannel *self = g_object_new (PEN_TYPE_CHANNEL, NULL);

  self->fd = fd;
  self->in = g_unix_fd_add (fd, G_IO_IN | G_IO_HUP, on_readable, self);
  return self;
}

static void
queue (PenChannel *self, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) > 0)
    g_queue_push_tail (&self->outgoing, g_bytes_ref (bytes));
}

void
pen_channel_send (PenChannel *self, guint32 type, GBytes *head, GBytes *tail)
{
  struct pen_frame_header header = {.type = type};
  gsize length = g_bytes_get_size (head) + (tail != NULL ? g_bytes_get_size (tail) : 0);
  g_autoptr (GBytes) first = NULL;

  g_return_if_fail (PEN_IS_CHANNEL (self));
  g_return_if_fail (length <= PEN_FRAME_MAX);

  if (self->fd < 0)
    return;
  header.length = (guint32)length;
  first = g_bytes_new (&header, sizeof header);
  queue (self, first);
  queue (self, head);
  if (tail != NULL)
    queue (self, tail);
  if (self->out == 0 && on_writable (self->fd, G_IO_OUT, self) == G_SOURCE_CONTINUE)
    self->out = g_unix_fd_add (self->fd, G_IO_OUT, on_writable, self);
}

void
pen_channel_close (PenChannel *self)
{
  g_return_if_fail (PEN_IS_CHANNEL (self));

  close_quietly (self);
}

gboolean
pen_channel_get_closed (PenChannel *self)
{
  g_return_val_if_fail (PEN_IS_CHANNEL (self), TRUE);

  return self->fd < 0;
}
