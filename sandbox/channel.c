/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The outer end of the socket to a jail's first process. What arrives is bounded before it is
 * believed: a frame from init is at most one chunk long. */
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frame.h"
#include "writer.h"

#define INCOMING_MAX (65536 + 8192) /* init's chunk, or an output's header and path */

struct _PenChannel
{
  GObject parent_instance;

  int fd;
  guint in;
  PenWriter *out; /* on a descriptor of its own */
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
  g_clear_pointer (&self->out, pen_writer_free);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
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

PenChannel *
pen_channel_new (int fd)
{
  PenChannel *self = g_object_new (PEN_TYPE_CHANNEL, NULL);

  self->fd = fd;
  self->out = pen_writer_new (fcntl (fd, F_DUPFD_CLOEXEC, 0));
  self->in = g_unix_fd_add (fd, G_IO_IN | G_IO_HUP, on_readable, self);
  return self;
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
  pen_writer_push (self->out, first);
  pen_writer_push (self->out, head);
  if (tail != NULL)
    pen_writer_push (self->out, tail);
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
