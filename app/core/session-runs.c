/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The runs of a session: when, of what, how they ended, and what they printed. */
#include "session-private.h"

#include <string.h>

#include "event-json.h"

#define MAX_EVENTS 100000

guint
pen_session_begin_run (PenSession *self, PenAction action)
{
  PenRecord *record;

  g_return_val_if_fail (PEN_IS_SESSION (self), 0);

  record = pen_record_new (PEN_RECORD_RUN, pen_session_get_time (self));
  record->number = self->n_runs + 1;
  record->name = g_strdup (pen_action_to_string (action));
  pen_session_take (self, record);
  return self->n_runs;
}

/* --- What is kept of its output --- */

/* Returns: (transfer full): the lines of @transcript as they go over the wire. */
static GPtrArray *
make_lines (PenTranscript *transcript)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (transcript));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (G_LIST_MODEL (transcript), i);
      g_autoptr (PenWireEvent) event = pen_wire_event_new_from_entry (entry);

      g_ptr_array_add (lines, pen_event_json_write (event, /* with_explanation= */ FALSE));
    }
  return lines;
}

/* Counts what @entry held into @dropped, which are events of what is not kept, by stream. */
static void
count_dropped (PenTranscriptEntry *entry, PenWireEvent **dropped)
{
  const PenEntryKind kind = pen_transcript_entry_get_kind (entry);
  const PenOutput output =
      kind == PEN_ENTRY_DIAGNOSTIC ? PEN_OUTPUT_COMPILER : pen_transcript_entry_get_output (entry);
  PenWireEvent *event = dropped[output];

  if (kind == PEN_ENTRY_DIAGNOSTIC)
    event->dropped_diagnostics++;
  else if (kind == PEN_ENTRY_OUTPUT || kind == PEN_ENTRY_DROPPED)
    {
      event->dropped_bytes += pen_transcript_entry_get_n_bytes (entry);
      event->dropped_lines += pen_transcript_entry_get_n_lines (entry);
      event->dropped_diagnostics += pen_transcript_entry_get_n_diagnostics (entry);
    }
}

/* For lines @from up to @to of @transcript. */
static void
add_dropped (GString *all, PenTranscript *transcript, guint from, guint to)
{
  PenWireEvent *dropped[PEN_N_OUTPUTS];
  g_autoptr (PenTranscriptEntry) first = g_list_model_get_item (G_LIST_MODEL (transcript), from);

  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    {
      dropped[i] = pen_wire_event_new (PEN_WIRE_DROPPED, pen_transcript_entry_get_time (first));
      dropped[i]->stream = (PenOutput)i;
    }
  for (guint i = from; i < to; i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (G_LIST_MODEL (transcript), i);

      count_dropped (entry, dropped);
    }
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    {
      if (dropped[i]->dropped_bytes > 0 || dropped[i]->dropped_diagnostics > 0)
        {
          g_autofree char *line = pen_event_json_write (dropped[i], FALSE);

          g_string_append (all, line);
          g_string_append_c (all, '\n');
        }
      pen_wire_event_free (dropped[i]);
    }
}

static void
add_lines (GString *all, GPtrArray *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_string_append (all, lines->pdata[i]);
      g_string_append_c (all, '\n');
    }
}

/* The first and the last of @lines that have room in half of what is kept. The very last one, which
 * is how it ended, always has. */
static void
find_middle (GPtrArray *lines, guint *ret_from, guint *ret_to)
{
  gsize room = PEN_SESSION_OUTPUT_KEEP / 2;
  guint from = 0, to = lines->len;

  while (from < lines->len && strlen (lines->pdata[from]) < room)
    room -= strlen (lines->pdata[from++]) + 1;
  room = PEN_SESSION_OUTPUT_KEEP / 2;
  while (to > from && (to == lines->len || strlen (lines->pdata[to - 1]) < room))
    {
      room -= MIN (room, strlen (lines->pdata[to - 1]) + 1);
      to--;
    }
  *ret_from = from;
  *ret_to = to;
}

static GBytes *
make_output (PenTranscript *transcript, PenAction action)
{
  g_autoptr (GPtrArray) lines = make_lines (transcript);
  g_autoptr (PenWireEvent) start = pen_wire_event_new_start (action, NULL, NULL, 0, FALSE);
  g_autofree char *first = pen_event_json_write (start, FALSE);
  GString *all = g_string_new (first);
  guint from, to;

  g_string_append_c (all, '\n');
  find_middle (lines, &from, &to);
  add_lines (all, lines, 0, from);
  if (from < to)
    add_dropped (all, transcript, from, to);
  add_lines (all, lines, to, lines->len);
  return g_string_free_to_bytes (all);
}

static PenAction
find_action (PenSession *self, guint number)
{
  const guint place = pen_timeline_find_run (self->timeline, number);
  PenAction action = PEN_ACTION_RUN;

  if (place > 0)
    pen_action_from_string (pen_timeline_get_record (self->timeline, place - 1)->name, &action);
  return action;
}

void
pen_session_end_run (PenSession *self, guint number, PenTranscript *transcript)
{
  g_autoptr (GBytes) output = NULL;
  const PenVerdict *verdict;
  PenRecord *record;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (PEN_IS_TRANSCRIPT (transcript));
  g_return_if_fail (pen_transcript_get_verdict (transcript) != NULL);

  verdict = pen_transcript_get_verdict (transcript);
  output = make_output (transcript, find_action (self, number));
  record = pen_record_new (PEN_RECORD_RAN, pen_session_get_time (self));
  record->number = number;
  record->name = g_strdup (pen_verdict_get_cause (verdict));
  record->exit = pen_verdict_get_exit_status (verdict);
  record->value = MAX (verdict->ending.wall_time / 1000, 0);
  record->hash = g_strdup (pen_timeline_add_blob (self->timeline, output));
  pen_session_take (self, record);
}

/* --- Reading --- */

/* Returns: (nullable): the record of how run @number ended. */
static const PenRecord *
find_ran (PenSession *self, guint number)
{
  for (guint i = pen_timeline_get_n_records (self->timeline); i > 0; i--)
    {
      const PenRecord *record = pen_timeline_get_record (self->timeline, i - 1);

      if (record->kind == PEN_RECORD_RAN && record->number == number)
        return record;
    }
  return NULL;
}

GPtrArray *
pen_session_dup_run_events (PenSession *self, guint number)
{
  const PenRecord *ran;
  GBytes *bytes;

  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  ran = find_ran (self, number);
  bytes =
      ran != NULL && ran->hash != NULL ? pen_timeline_get_blob (self->timeline, ran->hash) : NULL;
  return bytes != NULL ? pen_event_json_read_all (bytes, MAX_EVENTS, NULL) : NULL;
}

char *
pen_session_dup_run_text (PenSession *self, guint number)
{
  g_autoptr (GPtrArray) events = pen_session_dup_run_events (self, number);
  GString *text;

  if (events == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < events->len; i++)
    {
      const PenWireEvent *event = events->pdata[i];

      if (event->kind == PEN_WIRE_OUTPUT && event->stream == PEN_OUTPUT_STDOUT)
        g_string_append (text, event->text);
    }
  return g_string_free (text, FALSE);
}

guint
pen_session_find_last_run (PenSession *self)
{
  guint number, place;

  g_return_val_if_fail (PEN_IS_SESSION (self), 0);

  number = self->n_runs;
  if (number == 0 || find_ran (self, number) == NULL)
    return 0;
  place = pen_timeline_find_run (self->timeline, number);
  for (guint i = place; i < pen_timeline_get_n_records (self->timeline); i++)
    {
      const PenRecordKind kind = pen_timeline_get_record (self->timeline, i)->kind;

      if (kind == PEN_RECORD_EDIT || kind == PEN_RECORD_FILE || kind == PEN_RECORD_FILES ||
          kind == PEN_RECORD_REMOVE || kind == PEN_RECORD_RENAME)
        return 0;
    }
  return number;
}

gboolean
pen_session_has_output (PenSession *self, guint number)
{
  return number + PEN_SESSION_OUTPUTS > self->n_runs;
}
