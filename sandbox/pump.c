/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A bounded pipe reader on the main loop. One bite per turn of the loop and below the priority of
 * input and drawing: a program that prints three gigabytes a second must not freeze whoever looks
 * at it. */
#include "pump.h"

#include <errno.h>
#include <glib-unix.h>
#include <unistd.h>

#define BITE (64 * 1024)

struct _PenPump
{
  GObject parent_instance;

  int fd;
  guint source;
  gboolean paused;
  gboolean finished;
};

G_DEFINE_FINAL_TYPE (PenPump, pen_pump, G_TYPE_OBJECT)

enum
{
  SIGNAL_DATA,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
pen_pump_dispose (GObject *object)
{
  PenPump *self = PEN_PUMP (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  G_OBJECT_CLASS (pen_pump_parent_class)->dispose (object);
}

static void
pen_pump_class_init (PenPumpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_pump_dispose;
  signals[SIGNAL_DATA] = g_signal_new ("data",
                                       PEN_TYPE_PUMP,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_BYTES);
}

static void
pen_pump_init (PenPump *self)
{
  self->fd = -1;
}

/* Reads one bite and tells of it. FALSE when nothing was there to be read now, or ever again. */
static gboolean
take_bite (PenPump *self)
{
  g_autofree guint8 *buffer = g_malloc (BITE);
  g_autoptr (GBytes) bytes = NULL;
  gssize n;

  do
    n = read (self->fd, buffer, BITE);
  while (n < 0 && errno == EINTR);
  if (n < 0 && errno == EAGAIN)
    return FALSE;
  if (n > 0)
    {
      /* Tiny bites are the rule for a program that prints line by line. */
      bytes = n < BITE / 2 ? g_bytes_new (buffer, (gsize)n)
                           : g_bytes_new_take (g_steal_pointer (&buffer), (gsize)n);
      g_signal_emit (self, signals[SIGNAL_DATA], 0, bytes);
      return TRUE;
    }
  self->finished = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_DATA], 0, NULL);
  return FALSE;
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer data)
{
  g_autoptr (PenPump) self = g_object_ref (PEN_PUMP (data));

  take_bite (self);
  return self->source != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
update_source (PenPump *self)
{
  if (self->finished || self->paused)
    g_clear_handle_id (&self->source, g_source_remove);
  else if (self->source == 0)
    self->source = g_unix_fd_add_full (G_PRIORITY_DEFAULT_IDLE,
                                       self->fd,
                                       G_IO_IN | G_IO_HUP | G_IO_ERR,
                                       on_readable,
                                       self,
                                       NULL);
}

PenPump *
pen_pump_new (int fd)
{
  PenPump *self = g_object_new (PEN_TYPE_PUMP, NULL);

  g_return_val_if_fail (fd >= 0, self);

  self->fd = fd;
  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  update_source (self);
  return self;
}

void
pen_pump_set_paused (PenPump *self, gboolean paused)
{
  g_return_if_fail (PEN_IS_PUMP (self));

  self->paused = paused;
  update_source (self);
}

gboolean
pen_pump_get_finished (PenPump *self)
{
  g_return_val_if_fail (PEN_IS_PUMP (self), TRUE);

  return self->finished;
}

void
pen_pump_finish (PenPump *self)
{
  g_autoptr (PenPump) keep = g_object_ref (self);

  while (!self->finished && take_bite (self))
    ;
  if (self->finished)
    return;
  self->finished = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_DATA], 0, NULL);
}
