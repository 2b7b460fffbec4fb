/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What happened in a job, bounded whatever the program does: the beginning and the end of each
 * stream are kept, the middle is counted. A balanced tree (GSequence) holds the entries, because
 * the oldest of each stream's end is taken out of the middle at every turn of a flood. */
#include "transcript.h"

#include <string.h>

#include "ansi.h"
#include "decoder.h"
#include "transcript-entry-private.h"

/* Text of one entry; one less than the power of two that GString reserves. */
#define MAX_ENTRY_LENGTH (8 * 1024 - 1)
#define MIN_ENTRY_LENGTH 128

/* Room that an entry must have left: for the longest colour sequence, or any character. */
#define MIN_ROOM (PEN_DECODER_MAX_SGR + 4)

/* Entries in one half of a stream. Each costs some 200 bytes beside its text. */
#define MAX_ENTRIES 4096

/* Lines of one entry, so that none is more than a view can write in one frame, and in one half of a
 * stream: each costs a view some 150 bytes, however short it is. */
#define MAX_ENTRY_LINES 512
#define MAX_LINES 25000

/* Writes that follow each other within this time are one entry. */
#define MERGE_TIME (20 * 1000)

/* The part of what a stream printed that is kept. */
typedef struct
{
  PenDecoder *decoder;
  gboolean head_full;
  gsize head_length;
  guint64 head_lines;
  guint n_head;
  gsize tail_length;
  guint64 tail_lines;
  GQueue tail;                 /* (element-type GSequenceIter), oldest first */
  PenTranscriptEntry *dropped; /* (nullable): borrowed from the sequence */
  GSequenceIter *dropped_iter;
  guint64 n_bytes;
  guint64 n_unassigned; /* bytes read for which there is no text yet */
} Stream;

struct _PenTranscript
{
  GObject parent_instance;

  gsize half;         /* bytes of text kept of each end of a stream */
  gsize entry_length; /* bytes of text of one entry */
  GSequence *entries; /* (element-type PenTranscriptEntry) */
  Stream streams[PEN_N_OUTPUTS];

  PenPhase phase;
  gint64 phase_time;
  guint n_diagnostics;
  gsize diagnostics_length;
  GSequenceIter *dropped_diagnostics; /* (nullable) */
  PenTranscriptEntry *end;            /* (nullable): borrowed from the sequence */
};

static GType
pen_transcript_get_item_type (GListModel *model)
{
  return PEN_TYPE_TRANSCRIPT_ENTRY;
}

static guint
pen_transcript_get_n_items (GListModel *model)
{
  return (guint)g_sequence_get_length (PEN_TRANSCRIPT (model)->entries);
}

static gpointer
pen_transcript_get_item (GListModel *model, guint position)
{
  PenTranscript *self = PEN_TRANSCRIPT (model);
  GSequenceIter *iter;

  if (position >= pen_transcript_get_n_items (model))
    return NULL;
  iter = g_sequence_get_iter_at_pos (self->entries, (int)position);
  return g_object_ref (g_sequence_get (iter));
}

static void
pen_transcript_init_list_model (GListModelInterface *interface)
{
  interface->get_item_type = pen_transcript_get_item_type;
  interface->get_n_items = pen_transcript_get_n_items;
  interface->get_item = pen_transcript_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PenTranscript,
                               pen_transcript,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pen_transcript_init_list_model))

static void
pen_transcript_finalize (GObject *object)
{
  PenTranscript *self = PEN_TRANSCRIPT (object);

  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    {
      pen_decoder_free (self->streams[i].decoder);
      g_queue_clear (&self->streams[i].tail);
    }
  g_sequence_free (self->entries);
  G_OBJECT_CLASS (pen_transcript_parent_class)->finalize (object);
}

static void
pen_transcript_class_init (PenTranscriptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_transcript_finalize;
}

static void
pen_transcript_init (PenTranscript *self)
{
  self->entries = g_sequence_new (g_object_unref);
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    {
      self->streams[i].decoder = pen_decoder_new (PEN_DECODER_KEEP_COLOUR, /* max_line= */ 0);
      g_queue_init (&self->streams[i].tail);
    }
}

PenTranscript *
pen_transcript_new (gsize keep)
{
  PenTranscript *self = g_object_new (PEN_TYPE_TRANSCRIPT, NULL);

  if (keep == 0)
    keep = PEN_TRANSCRIPT_KEEP;
  self->half = MAX (keep, 1024) / 2;
  self->entry_length = CLAMP (self->half / 8, MIN_ENTRY_LENGTH, MAX_ENTRY_LENGTH);
  return self;
}

static void
emit_changed (PenTranscript *self, GSequenceIter *iter, guint n_removed, guint n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self),
                              (guint)g_sequence_iter_get_position (iter),
                              n_removed,
                              n_added);
}

/* Takes @entry. */
static GSequenceIter *
add_entry (PenTranscript *self, PenTranscriptEntry *entry)
{
  GSequenceIter *iter = g_sequence_append (self->entries, entry);

  emit_changed (self, iter, 0, 1);
  return iter;
}

/* The first @n_lines lines, if there are as many. */
static gsize
find_lines (const char *text, gsize length, guint64 n_lines)
{
  const char *at = text;

  for (; n_lines > 0; n_lines--)
    {
      const char *newline = memchr (at, '\n', (gsize)(text + length - at));

      if (newline == NULL)
        return length;
      at = newline + 1;
    }
  return (gsize)(at - text);
}

/* How many of the first @limit bytes, at least MIN_ROOM, can be cut off, and of @n_lines lines: no
 * character and no colour sequence is divided, and a line only if it is long. Never 0. */
static gsize
find_cut (const char *text, gsize length, gsize limit, guint64 n_lines)
{
  const char *escape;
  const char *newline;
  gsize cut = limit;

  length = find_lines (text, length, n_lines);
  if (length <= limit)
    return length;
  newline = memrchr (text, '\n', limit);
  if (newline != NULL && newline >= text + limit / 2)
    return (gsize)(newline + 1 - text);
  while (((guchar)text[cut] & 0xc0) == 0x80)
    cut--;
  /* The decoder leaves ESC in colour sequences only, so the next m is their end. */
  escape = memrchr (text, '\033', cut);
  if (escape != NULL && memchr (escape, 'm', (gsize)(text + cut - escape)) == NULL)
    cut = (gsize)(escape - text);
  return cut;
}

/* The newest entry, if text of @output may be added to it. */
static GSequenceIter *
find_open_entry (PenTranscript *self, PenOutput output, gint64 time)
{
  GSequenceIter *iter = g_sequence_get_end_iter (self->entries);
  PenTranscriptEntry *entry;

  if (g_sequence_iter_is_begin (iter))
    return NULL;
  iter = g_sequence_iter_prev (iter);
  entry = g_sequence_get (iter);
  if (pen_transcript_entry_get_kind (entry) != PEN_ENTRY_OUTPUT ||
      pen_transcript_entry_get_output (entry) != output ||
      pen_transcript_entry_get_phase (entry) != self->phase ||
      pen_transcript_entry_get_in_tail (entry) != self->streams[output].head_full ||
      pen_transcript_entry_get_length (entry) + MIN_ROOM > self->entry_length ||
      pen_transcript_entry_get_n_lines (entry) >= MAX_ENTRY_LINES ||
      time - pen_transcript_entry_get_time (entry) > MERGE_TIME)
    return NULL;
  return iter;
}

/* The oldest entry of the stream's end goes; what it held is counted. */
static void
drop_oldest (PenTranscript *self, Stream *stream)
{
  GSequenceIter *iter = g_queue_pop_head (&stream->tail);
  g_autoptr (PenTranscriptEntry) entry = g_object_ref (g_sequence_get (iter));
  guint position = (guint)g_sequence_iter_get_position (iter);

  stream->tail_length -= pen_transcript_entry_get_length (entry);
  stream->tail_lines -= pen_transcript_entry_get_n_lines (entry);
  if (stream->dropped == NULL)
    {
      stream->dropped = pen_transcript_entry_new (PEN_ENTRY_DROPPED,
                                                  pen_transcript_entry_get_time (entry),
                                                  pen_transcript_entry_get_phase (entry),
                                                  pen_transcript_entry_get_output (entry));
      pen_transcript_entry_add_dropped (stream->dropped, entry);
      g_sequence_set (iter, stream->dropped);
      stream->dropped_iter = iter;
      emit_changed (self, iter, 1, 1);
      return;
    }
  g_sequence_remove (iter);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  pen_transcript_entry_add_dropped (stream->dropped, entry);
  emit_changed (self, stream->dropped_iter, 1, 1);
}

/* Text that begins a new entry of the stream. */
static GSequenceIter *
open_entry (PenTranscript *self, gint64 time, PenOutput output)
{
  Stream *stream = &self->streams[output];
  PenTranscriptEntry *entry =
      pen_transcript_entry_new (PEN_ENTRY_OUTPUT, time, self->phase, output);
  GSequenceIter *iter = g_sequence_append (self->entries, entry);

  pen_transcript_entry_set_in_tail (entry, stream->head_full);
  if (stream->head_full)
    g_queue_push_tail (&stream->tail, iter);
  else
    stream->n_head++;
  return iter;
}

/* Adds the first bytes of @text to the newest entry or a new one. Returns how many. */
static gsize
add_piece (PenTranscript *self, gint64 time, PenOutput output, const char *text, gsize length)
{
  Stream *stream = &self->streams[output];
  GSequenceIter *iter = find_open_entry (self, output, time);
  gboolean is_new;
  PenTranscriptEntry *entry;
  gsize limit;
  gsize piece;
  guint64 n_bytes;
  guint64 n_lines;

  if (!stream->head_full &&
      (self->half - stream->head_length < MIN_ROOM || stream->head_lines >= MAX_LINES ||
       (iter == NULL && stream->n_head == MAX_ENTRIES)))
    {
      stream->head_full = TRUE;
      iter = NULL;
    }
  is_new = iter == NULL;
  if (is_new)
    iter = open_entry (self, time, output);
  entry = g_sequence_get (iter);
  limit = self->entry_length - pen_transcript_entry_get_length (entry);
  if (!stream->head_full)
    limit = MIN (limit, self->half - stream->head_length);
  n_lines = pen_transcript_entry_get_n_lines (entry);
  piece = find_cut (text, length, limit, MAX_ENTRY_LINES - n_lines);

  /* Each piece stands for its share of the bytes that were read, which differ from the text's where
   * it was repaired; the last one for all that is left. */
  n_bytes = piece == length ? stream->n_unassigned : stream->n_unassigned * piece / length;
  stream->n_unassigned -= n_bytes;
  pen_transcript_entry_add_text (entry, text, piece, n_bytes);
  n_lines = pen_transcript_entry_get_n_lines (entry) - n_lines;
  if (stream->head_full)
    {
      stream->tail_length += piece;
      stream->tail_lines += n_lines;
    }
  else
    {
      stream->head_length += piece;
      stream->head_lines += n_lines;
    }
  emit_changed (self, iter, is_new ? 0 : 1, 1);

  while (stream->tail.length > 1 &&
         (stream->tail_length > self->half || stream->tail_lines > MAX_LINES ||
          stream->tail.length > MAX_ENTRIES))
    drop_oldest (self, stream);
  return piece;
}

static void
append_text (PenTranscript *self, gint64 time, PenOutput output, GString *text, guint64 n_bytes)
{
  self->streams[output].n_unassigned += n_bytes;
  for (gsize i = 0; i < text->len;)
    i += add_piece (self, time, output, text->str + i, text->len - i);
}

static void
flush_decoders (PenTranscript *self, gint64 time)
{
  for (guint i = 0; i < PEN_N_OUTPUTS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      pen_decoder_flush (self->streams[i].decoder, text);
      append_text (self, time, i, text, 0);
    }
}

void
pen_transcript_begin_phase (PenTranscript *self, gint64 time, PenPhase phase)
{
  g_return_if_fail (PEN_IS_TRANSCRIPT (self));
  g_return_if_fail (self->end == NULL);

  flush_decoders (self, time);
  self->phase = phase;
  self->phase_time = time;
  add_entry (self, pen_transcript_entry_new (PEN_ENTRY_PHASE, time, phase, 0));
}

void
pen_transcript_append_event (PenTranscript *self, PenEvent *event)
{
  PenOutput output;
  gconstpointer data;
  gsize length;

  g_return_if_fail (PEN_IS_TRANSCRIPT (self));
  g_return_if_fail (event != NULL);

  if (event->kind != PEN_EVENT_OUTPUT)
    return;
  output = event->stream == PEN_STREAM_STDOUT ? PEN_OUTPUT_STDOUT : PEN_OUTPUT_STDERR;
  if (self->phase == PEN_PHASE_COMPILE)
    output = PEN_OUTPUT_COMPILER;
  data = g_bytes_get_data (event->bytes, &length);
  pen_transcript_append_output (self, self->phase_time + event->time, output, data, length);
}

void
pen_transcript_append_output (PenTranscript *self,
                              gint64 time,
                              PenOutput output,
                              gconstpointer data,
                              gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (PEN_IS_TRANSCRIPT (self));
  g_return_if_fail ((guint)output < PEN_N_OUTPUTS);
  g_return_if_fail (data != NULL || length == 0);
  g_return_if_fail (self->end == NULL);

  pen_decoder_push (self->streams[output].decoder, data, length, text);
  self->streams[output].n_bytes += length;
  append_text (self, time, output, text, length);
}

static gsize
get_weight (PenDiagnostic *diagnostic)
{
  const char *rendered = pen_diagnostic_get_rendered (diagnostic);
  const char *explanation = pen_diagnostic_get_explanation (diagnostic);

  return strlen (pen_diagnostic_get_message (diagnostic)) +
         (rendered != NULL ? strlen (rendered) : 0) +
         (explanation != NULL ? strlen (explanation) : 0);
}

void
pen_transcript_append_diagnostic (PenTranscript *self, gint64 time, PenDiagnostic *diagnostic)
{
  PenTranscriptEntry *entry;

  g_return_if_fail (PEN_IS_TRANSCRIPT (self));
  g_return_if_fail (PEN_IS_DIAGNOSTIC (diagnostic));
  g_return_if_fail (self->end == NULL);

  self->n_diagnostics++;
  self->diagnostics_length += get_weight (diagnostic);
  if (self->n_diagnostics <= PEN_TRANSCRIPT_MAX_DIAGNOSTICS &&
      self->diagnostics_length <= PEN_TRANSCRIPT_MAX_DIAGNOSTIC_BYTES)
    {
      entry = pen_transcript_entry_new (PEN_ENTRY_DIAGNOSTIC, time, self->phase, 0);
      pen_transcript_entry_set_diagnostic (entry, diagnostic);
      add_entry (self, entry);
      return;
    }
  if (self->dropped_diagnostics == NULL)
    {
      entry = pen_transcript_entry_new (PEN_ENTRY_DROPPED, time, self->phase, PEN_OUTPUT_COMPILER);
      pen_transcript_entry_add_dropped_diagnostic (entry);
      self->dropped_diagnostics = add_entry (self, entry);
      return;
    }
  pen_transcript_entry_add_dropped_diagnostic (g_sequence_get (self->dropped_diagnostics));
  emit_changed (self, self->dropped_diagnostics, 1, 1);
}

void
pen_transcript_append_note (PenTranscript *self, gint64 time, const char *note)
{
  PenTranscriptEntry *entry;

  g_return_if_fail (PEN_IS_TRANSCRIPT (self));
  g_return_if_fail (note != NULL);
  g_return_if_fail (self->end == NULL);

  entry = pen_transcript_entry_new (PEN_ENTRY_NOTE, time, self->phase, 0);
  pen_transcript_entry_add_text (entry, note, strlen (note), 0);
  add_entry (self, entry);
}

void
pen_transcript_end (PenTranscript *self, gint64 time, const PenVerdict *verdict)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (PEN_IS_TRANSCRIPT (self));
  g_return_if_fail (verdict != NULL);
  g_return_if_fail (self->end == NULL);

  flush_decoders (self, time);
  sentence = pen_verdict_dup_sentence (verdict, /* name_options= */ FALSE);
  self->end = pen_transcript_entry_new (PEN_ENTRY_ENDED, time, verdict->phase, 0);
  pen_transcript_entry_add_text (self->end, sentence, strlen (sentence), 0);
  pen_transcript_entry_set_verdict (self->end, verdict);
  add_entry (self, self->end);
}

const PenVerdict *
pen_transcript_get_verdict (PenTranscript *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT (self), NULL);

  return self->end != NULL ? pen_transcript_entry_get_verdict (self->end) : NULL;
}

guint64
pen_transcript_get_n_bytes (PenTranscript *self, PenOutput output)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT (self), 0);
  g_return_val_if_fail ((guint)output < PEN_N_OUTPUTS, 0);

  return self->streams[output].n_bytes;
}

guint64
pen_transcript_get_n_dropped_bytes (PenTranscript *self, PenOutput output)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT (self), 0);
  g_return_val_if_fail ((guint)output < PEN_N_OUTPUTS, 0);

  if (self->streams[output].dropped == NULL)
    return 0;
  return pen_transcript_entry_get_n_bytes (self->streams[output].dropped);
}

guint64
pen_transcript_get_n_dropped_lines (PenTranscript *self, PenOutput output)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT (self), 0);
  g_return_val_if_fail ((guint)output < PEN_N_OUTPUTS, 0);

  if (self->streams[output].dropped == NULL)
    return 0;
  return pen_transcript_entry_get_n_lines (self->streams[output].dropped);
}

guint
pen_transcript_get_n_diagnostics (PenTranscript *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT (self), 0);

  return self->n_diagnostics;
}

/* @only: the stream that is wanted, or PEN_N_OUTPUTS for everything. */
static char *
collect_text (PenTranscript *self, guint only)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GSequenceIter *iter = g_sequence_get_begin_iter (self->entries);

  for (; !g_sequence_iter_is_end (iter); iter = g_sequence_iter_next (iter))
    {
      PenTranscriptEntry *entry = g_sequence_get (iter);
      PenEntryKind kind = pen_transcript_entry_get_kind (entry);
      gboolean is_stream =
          kind == PEN_ENTRY_OUTPUT ||
          (kind == PEN_ENTRY_DROPPED && pen_transcript_entry_get_n_diagnostics (entry) == 0);
      g_autofree char *plain = NULL;

      if (kind == PEN_ENTRY_PHASE)
        continue;
      if (only < PEN_N_OUTPUTS && (!is_stream || pen_transcript_entry_get_output (entry) != only))
        continue;
      if (kind != PEN_ENTRY_OUTPUT && text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c (text, '\n');
      plain = pen_ansi_strip (pen_transcript_entry_get_text (entry),
                              (gssize)pen_transcript_entry_get_length (entry));
      g_string_append (text, plain);
      if (kind != PEN_ENTRY_OUTPUT && text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
pen_transcript_dup_text (PenTranscript *self, PenOutput output)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT (self), NULL);
  g_return_val_if_fail ((guint)output < PEN_N_OUTPUTS, NULL);

  return collect_text (self, output);
}

char *
pen_transcript_dup_all_text (PenTranscript *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT (self), NULL);

  return collect_text (self, PEN_N_OUTPUTS);
}
