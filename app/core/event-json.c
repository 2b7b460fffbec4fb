/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The wire form of what happens in a job, as values: made from what Playpen knows, before they are
 * written, and after they were read. */
#include "event-json-private.h"

#include <string.h>

/* What is in a file goes along up to this size. */
#define MAX_FILE_TEXT (1024 * 1024)

const char *
pen_wire_kind_to_string (PenWireKind kind)
{
  static const char *const words[] = {
      [PEN_WIRE_OTHER] = NULL,
      [PEN_WIRE_START] = "start",
      [PEN_WIRE_PHASE] = "phase",
      [PEN_WIRE_OUTPUT] = "output",
      [PEN_WIRE_DROPPED] = "dropped",
      [PEN_WIRE_DIAGNOSTIC] = "diagnostic",
      [PEN_WIRE_FILE] = "file",
      [PEN_WIRE_NOTE] = "note",
      [PEN_WIRE_END] = "end",
  };

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (words), NULL);
  return words[kind];
}

const char *
pen_applicability_to_string (PenApplicability applicability)
{
  switch (applicability)
    {
    case PEN_APPLICABILITY_MACHINE_APPLICABLE:
      return "machine-applicable";
    case PEN_APPLICABILITY_MAYBE_INCORRECT:
      return "maybe-incorrect";
    case PEN_APPLICABILITY_HAS_PLACEHOLDERS:
      return "has-placeholders";
    case PEN_APPLICABILITY_UNSPECIFIED:
    default:
      return "unspecified";
    }
}

PenWireEvent *
pen_wire_event_new (PenWireKind kind, gint64 time)
{
  PenWireEvent *event = g_new0 (PenWireEvent, 1);

  event->kind = kind;
  event->ms = time / 1000;
  event->status = -1;
  event->n_errors = -1;
  event->n_warnings = -1;
  return event;
}

void
pen_wire_event_free (PenWireEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->playpen);
  g_free (event->action);
  g_free (event->toolchain);
  g_free (event->channel);
  g_free (event->mode);
  g_free (event->text);
  g_clear_pointer (&event->bytes, g_bytes_unref);
  g_clear_object (&event->diagnostic);
  g_free (event->name);
  g_free (event->cause);
  g_free (event->signal_name);
  g_free (event->limit_unit);
  g_free (event);
}

PenWireEvent *
pen_wire_event_new_start (PenAction action,
                          const char *toolchain,
                          const char *channel,
                          guint edition,
                          gboolean release)
{
  PenWireEvent *event = pen_wire_event_new (PEN_WIRE_START, 0);

  event->playpen = g_strdup (PLAYPEN_VERSION);
  event->action = g_strdup (pen_action_to_string (action));
  event->toolchain = g_strdup (toolchain);
  event->channel = g_strdup (channel);
  event->edition = edition;
  event->mode = g_strdup (release ? "release" : "debug");
  return event;
}

PenWireEvent *
pen_wire_event_new_phase (gint64 time, PenPhase phase)
{
  PenWireEvent *event = pen_wire_event_new (PEN_WIRE_PHASE, time);

  event->phase = phase;
  return event;
}

PenWireEvent *
pen_wire_event_new_output (gint64 time,
                           PenOutput stream,
                           const char *text,
                           gconstpointer data,
                           gsize length)
{
  PenWireEvent *event = pen_wire_event_new (PEN_WIRE_OUTPUT, time);

  g_return_val_if_fail (text != NULL, event);
  g_return_val_if_fail (data != NULL || length == 0, event);

  event->stream = stream;
  event->text = g_strdup (text);
  if (strlen (text) != length || (length > 0 && memcmp (text, data, length) != 0))
    event->bytes = g_bytes_new (data, length);
  return event;
}

PenWireEvent *
pen_wire_event_new_diagnostic (gint64 time, PenDiagnostic *diagnostic)
{
  PenWireEvent *event = pen_wire_event_new (PEN_WIRE_DIAGNOSTIC, time);

  event->diagnostic = g_object_ref (diagnostic);
  return event;
}

PenWireEvent *
pen_wire_event_new_file (gint64 time, const char *name, guint64 size, const char *text)
{
  PenWireEvent *event = pen_wire_event_new (PEN_WIRE_FILE, time);

  event->name = g_strdup (name);
  event->size = size;
  if (text != NULL && strlen (text) <= MAX_FILE_TEXT)
    event->text = g_strdup (text);
  return event;
}

PenWireEvent *
pen_wire_event_new_note (gint64 time, const char *sentence)
{
  PenWireEvent *event = pen_wire_event_new (PEN_WIRE_NOTE, time);

  event->text = g_strdup (sentence);
  return event;
}

/* NULL: the cause is no limit. */
static const char *
get_limit_unit (PenCause cause)
{
  switch ((int)cause)
    {
    case PEN_CAUSE_WALL:
    case PEN_CAUSE_IDLE:
    case PEN_CAUSE_CPU:
      return "ms";
    case PEN_CAUSE_MEMORY:
    case PEN_CAUSE_OUTPUT:
      return "bytes";
    case PEN_CAUSE_FILES:
      return "files";
    default:
      return NULL;
    }
}

PenWireEvent *
pen_wire_event_new_end (gint64 time, const PenVerdict *verdict, gboolean name_options)
{
  PenWireEvent *event = pen_wire_event_new (PEN_WIRE_END, time);
  const PenEnding *ending = &verdict->ending;

  event->phase = verdict->phase;
  event->cause = g_strdup (pen_verdict_get_cause (verdict));
  event->exit_status = pen_verdict_get_exit_status (verdict);
  if (ending->cause == PEN_CAUSE_EXITED)
    event->status = ending->status;
  if (ending->cause == PEN_CAUSE_SIGNALED || ending->cause == PEN_CAUSE_FORBIDDEN)
    {
      event->signal = ending->signal;
      event->signal_name = pen_signal_dup_name (ending->signal);
    }
  event->limit_unit = g_strdup (get_limit_unit (ending->cause));
  event->limit = event->limit_unit != NULL ? ending->limit : 0;
  event->peak_memory = ending->peak_memory;
  event->cpu_ms = ending->cpu_time / 1000;
  event->wall_ms = ending->wall_time / 1000;
  if (verdict->phase == PEN_PHASE_COMPILE)
    {
      event->n_errors = (int)verdict->n_errors;
      event->n_warnings = (int)verdict->n_warnings;
    }
  event->text = pen_verdict_dup_sentence (verdict, name_options);
  return event;
}

PenWireEvent *
pen_wire_event_new_from_entry (PenTranscriptEntry *entry)
{
  gint64 time = pen_transcript_entry_get_time (entry);
  PenWireEvent *event;

  switch (pen_transcript_entry_get_kind (entry))
    {
    case PEN_ENTRY_PHASE:
      return pen_wire_event_new_phase (time, pen_transcript_entry_get_phase (entry));
    case PEN_ENTRY_OUTPUT:
      event = pen_wire_event_new (PEN_WIRE_OUTPUT, time);
      event->stream = pen_transcript_entry_get_output (entry);
      event->text = g_strdup (pen_transcript_entry_get_text (entry));
      return event;
    case PEN_ENTRY_DROPPED:
      event = pen_wire_event_new (PEN_WIRE_DROPPED, time);
      event->stream = pen_transcript_entry_get_output (entry);
      event->dropped_bytes = pen_transcript_entry_get_n_bytes (entry);
      event->dropped_lines = pen_transcript_entry_get_n_lines (entry);
      event->dropped_diagnostics = pen_transcript_entry_get_n_diagnostics (entry);
      return event;
    case PEN_ENTRY_DIAGNOSTIC:
      return pen_wire_event_new_diagnostic (time, pen_transcript_entry_get_diagnostic (entry));
    case PEN_ENTRY_NOTE:
      return pen_wire_event_new_note (time, pen_transcript_entry_get_text (entry));
    case PEN_ENTRY_ENDED:
      return pen_wire_event_new_end (time,
                                     pen_transcript_entry_get_verdict (entry),
                                     /* name_options= */ FALSE);
    default:
      g_return_val_if_reached (NULL);
    }
}
