/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What happened in a jail, as immutable values that travel upwards: the only thing that the floors
 * above ever see of a running program. */
#include "event.h"

G_DEFINE_BOXED_TYPE (PenEvent, pen_event, pen_event_ref, pen_event_unref)

static PenEvent *
pen_event_new (PenEventKind kind, gint64 time)
{
  PenEvent *event = g_new0 (PenEvent, 1);

  g_atomic_ref_count_init (&event->ref_count);
  event->kind = kind;
  event->time = time;
  return event;
}

PenEvent *
pen_event_new_started (gint64 time)
{
  return pen_event_new (PEN_EVENT_STARTED, time);
}

PenEvent *
pen_event_new_output (gint64 time, PenStream stream, GBytes *bytes)
{
  PenEvent *event = pen_event_new (PEN_EVENT_OUTPUT, time);

  event->stream = stream;
  event->bytes = g_bytes_ref (bytes);
  return event;
}

PenEvent *
pen_event_new_file (gint64 time, const char *name, GBytes *bytes)
{
  PenEvent *event = pen_event_new (PEN_EVENT_FILE, time);

  event->name = g_strdup (name);
  event->bytes = g_bytes_ref (bytes);
  return event;
}

PenEvent *
pen_event_new_ended (gint64 time, const PenEnding *ending)
{
  PenEvent *event = pen_event_new (PEN_EVENT_ENDED, time);

  event->ending = *ending;
  event->ending.message = g_strdup (ending->message);
  return event;
}

PenEvent *
pen_event_ref (PenEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);

  g_atomic_ref_count_inc (&event->ref_count);
  return event;
}

void
pen_event_unref (PenEvent *event)
{
  g_return_if_fail (event != NULL);

  if (!g_atomic_ref_count_dec (&event->ref_count))
    return;
  g_clear_pointer (&event->bytes, g_bytes_unref);
  g_free (event->name);
  g_free (event->ending.message);
  g_free (event);
}

const char *
pen_cause_to_string (PenCause cause)
{
  static const char *const words[] = {
      [PEN_CAUSE_EXITED] = "exited",
      [PEN_CAUSE_SIGNALED] = "signaled",
      [PEN_CAUSE_FORBIDDEN] = "forbidden",
      [PEN_CAUSE_WALL] = "wall",
      [PEN_CAUSE_IDLE] = "idle",
      [PEN_CAUSE_CPU] = "cpu",
      [PEN_CAUSE_MEMORY] = "memory",
      [PEN_CAUSE_OUTPUT] = "output",
      [PEN_CAUSE_FILES] = "files",
      [PEN_CAUSE_STOPPED] = "stopped",
      [PEN_CAUSE_SETUP] = "setup",
      [PEN_CAUSE_LOST] = "lost",
  };

  g_return_val_if_fail ((guint)cause < G_N_ELEMENTS (words), "lost");
  return words[cause];
}
