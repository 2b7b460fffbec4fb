/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One thing that happened in a job, as a view shows it. */
#include "transcript-entry-private.h"

#include "decoder.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PenTranscriptEntry
{
  GObject parent_instance;

  PenEntryKind kind;
  gint64 time;
  PenPhase phase;
  PenOutput output;
  GString *text; /* of any kind but PHASE; for DROPPED remade at every count */
  guint64 n_bytes;
  guint64 n_lines;
  guint n_diagnostics;
  gboolean in_tail;
  PenDiagnostic *diagnostic;
  PenVerdict *verdict;
};

G_DEFINE_FINAL_TYPE (PenTranscriptEntry, pen_transcript_entry, G_TYPE_OBJECT)

const char *
pen_output_to_string (PenOutput output)
{
  static const char *const words[PEN_N_OUTPUTS] = {
      [PEN_OUTPUT_STDOUT] = "stdout",
      [PEN_OUTPUT_STDERR] = "stderr",
      [PEN_OUTPUT_COMPILER] = "compiler",
  };

  g_return_val_if_fail ((guint)output < PEN_N_OUTPUTS, "stderr");
  return words[output];
}

static void
pen_transcript_entry_finalize (GObject *object)
{
  PenTranscriptEntry *self = PEN_TRANSCRIPT_ENTRY (object);

  g_string_free (self->text, TRUE);
  g_clear_object (&self->diagnostic);
  g_clear_pointer (&self->verdict, pen_verdict_free);
  G_OBJECT_CLASS (pen_transcript_entry_parent_class)->finalize (object);
}

static void
pen_transcript_entry_class_init (PenTranscriptEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_transcript_entry_finalize;
}

static void
pen_transcript_entry_init (PenTranscriptEntry *self)
{
  self->text = g_string_sized_new (0);
}

PenTranscriptEntry *
pen_transcript_entry_new (PenEntryKind kind, gint64 time, PenPhase phase, PenOutput output)
{
  PenTranscriptEntry *self = g_object_new (PEN_TYPE_TRANSCRIPT_ENTRY, NULL);

  self->kind = kind;
  self->time = time;
  self->phase = phase;
  self->output = output;
  return self;
}

static guint64
count_lines (const char *text, gsize length)
{
  guint64 n = 0;
  const char *end = text + length;

  for (const char *c = text; (c = memchr (c, '\n', (gsize)(end - c))) != NULL; c++)
    n++;
  return n;
}

void
pen_transcript_entry_add_text (PenTranscriptEntry *self,
                               const char *text,
                               gsize length,
                               guint64 n_bytes)
{
  g_string_append_len (self->text, text, (gssize)length);
  self->n_bytes += n_bytes;
  self->n_lines += count_lines (text, length);
}

static void
remake_dropped_text (PenTranscriptEntry *self)
{
  g_autofree char *n_bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_bytes);
  g_autofree char *n_lines = g_strdup_printf ("%" G_GUINT64_FORMAT, self->n_lines);
  g_autofree char *bytes = NULL;
  g_autofree char *lines = NULL;

  if (self->n_diagnostics > 0)
    {
      g_string_printf (self->text,
                       ngettext ("… %u more message of the compiler not shown …",
                                 "… %u more messages of the compiler not shown …",
                                 self->n_diagnostics),
                       self->n_diagnostics);
      return;
    }
  bytes = g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong)self->n_bytes), n_bytes);
  lines = g_strdup_printf (ngettext ("%s line", "%s lines", (gulong)self->n_lines), n_lines);
  /* Translators: stands in the middle of output that was too long to keep, such as
   * "… 1200 bytes (30 lines) not shown …". */
  g_string_printf (self->text, _ ("… %s (%s) not shown …"), bytes, lines);
}

void
pen_transcript_entry_add_dropped (PenTranscriptEntry *self, PenTranscriptEntry *other)
{
  self->n_bytes += other->n_bytes;
  self->n_lines += other->n_lines;
  remake_dropped_text (self);
}

void
pen_transcript_entry_add_dropped_diagnostic (PenTranscriptEntry *self)
{
  self->n_diagnostics++;
  remake_dropped_text (self);
}

void
pen_transcript_entry_set_diagnostic (PenTranscriptEntry *self, PenDiagnostic *diagnostic)
{
  const char *drawn = pen_diagnostic_get_rendered (diagnostic);
  g_autofree char *text = NULL;

  if (drawn == NULL)
    drawn = pen_diagnostic_get_message (diagnostic);
  text = pen_decoder_decode_all (drawn, strlen (drawn), PEN_DECODER_PLAIN);
  pen_transcript_entry_add_text (self, text, strlen (text), 0);
  self->diagnostic = g_object_ref (diagnostic);
}

void
pen_transcript_entry_set_verdict (PenTranscriptEntry *self, const PenVerdict *verdict)
{
  self->verdict = pen_verdict_copy (verdict);
}

void
pen_transcript_entry_set_in_tail (PenTranscriptEntry *self, gboolean in_tail)
{
  self->in_tail = in_tail;
}

gboolean
pen_transcript_entry_get_in_tail (PenTranscriptEntry *self)
{
  return self->in_tail;
}

PenEntryKind
pen_transcript_entry_get_kind (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), PEN_ENTRY_NOTE);

  return self->kind;
}

gint64
pen_transcript_entry_get_time (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), 0);

  return self->time;
}

PenPhase
pen_transcript_entry_get_phase (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), PEN_PHASE_RUN);

  return self->phase;
}

PenOutput
pen_transcript_entry_get_output (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), PEN_OUTPUT_STDERR);

  return self->output;
}

const char *
pen_transcript_entry_get_text (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), NULL);

  return self->text->str;
}

gsize
pen_transcript_entry_get_length (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), 0);

  return self->text->len;
}

guint64
pen_transcript_entry_get_n_bytes (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), 0);

  return self->n_bytes;
}

guint64
pen_transcript_entry_get_n_lines (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), 0);

  return self->n_lines;
}

guint
pen_transcript_entry_get_n_diagnostics (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), 0);

  return self->n_diagnostics;
}

PenDiagnostic *
pen_transcript_entry_get_diagnostic (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), NULL);

  return self->diagnostic;
}

const PenVerdict *
pen_transcript_entry_get_verdict (PenTranscriptEntry *self)
{
  g_return_val_if_fail (PEN_IS_TRANSCRIPT_ENTRY (self), NULL);

  return self->verdict;
}
