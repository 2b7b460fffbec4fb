/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "transcript-entry.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** PEN_TRANSCRIPT_KEEP: bytes of text that are kept of each stream when nothing else is asked. */
#define PEN_TRANSCRIPT_KEEP (1024 * 1024)

/** Diagnostics that are kept: so many, and so many bytes of their texts. */
#define PEN_TRANSCRIPT_MAX_DIAGNOSTICS 1000
#define PEN_TRANSCRIPT_MAX_DIAGNOSTIC_BYTES (8 * 1024 * 1024)

#define PEN_TYPE_TRANSCRIPT (pen_transcript_get_type ())
/**
 * PenTranscript: what happened in one job, in the order in which it was read; a GListModel of
 * PenTranscriptEntry.
 *
 * It is bounded, however much a program prints: of each stream the first and the last half of what
 * may be kept stay, and one DROPPED entry stands for the middle, where its first byte was. A half
 * is also full at 25,000 lines, which are more work for a view than their bytes, and at 4096
 * entries, which only a program meets that changes between its streams at every few bytes. Of
 * diagnostics the first ones stay. No entry has more than 512 lines.
 *
 * Small writes to one stream within 20 ms are one entry that grows: items-changed then says that
 * the last item was replaced, though it is the same object; text is only ever added at its end.
 *
 * Used on one thread.
 */
G_DECLARE_FINAL_TYPE (PenTranscript, pen_transcript, PEN, TRANSCRIPT, GObject)

/**
 * pen_transcript_new: (transfer full)
 * @keep: bytes of text kept of each stream, at least 1024; 0: PEN_TRANSCRIPT_KEEP
 */
PenTranscript *pen_transcript_new (gsize keep);

/**
 * pen_transcript_begin_phase: adds a PHASE entry. Times of jail events that follow count from here.
 * @time: µs since the transcript began, as in all functions below; never before an earlier one
 */
void pen_transcript_begin_phase (PenTranscript *self, gint64 time, PenPhase phase);

/**
 * pen_transcript_append_event: takes the output of a jail into the transcript: in the phase COMPILE
 * both streams are the compiler's. Events of other kinds change nothing: files are no text, and
 * only the job knows whether an ending is the end.
 */
void pen_transcript_append_event (PenTranscript *self, PenEvent *event);

/** pen_transcript_append_output: @data: (nullable) if @length is 0: bytes as they were read. */
void pen_transcript_append_output (PenTranscript *self,
                                   gint64 time,
                                   PenOutput output,
                                   gconstpointer data,
                                   gsize length);

/** pen_transcript_append_diagnostic: takes a reference on @diagnostic. */
void pen_transcript_append_diagnostic (PenTranscript *self, gint64 time, PenDiagnostic *diagnostic);

/** pen_transcript_append_note: @note is a translated sentence. */
void pen_transcript_append_note (PenTranscript *self, gint64 time, const char *note);

/** pen_transcript_end: adds the ENDED entry, the last one. Nothing may be appended afterwards. */
void pen_transcript_end (PenTranscript *self, gint64 time, const PenVerdict *verdict);

/** pen_transcript_get_verdict: Returns: (transfer none) (nullable): NULL until it has ended. */
const PenVerdict *pen_transcript_get_verdict (PenTranscript *self);

/** pen_transcript_get_n_bytes: bytes that were read from the stream, kept or not. */
guint64 pen_transcript_get_n_bytes (PenTranscript *self, PenOutput output);

/** pen_transcript_get_n_dropped_bytes: how many of them are not kept. */
guint64 pen_transcript_get_n_dropped_bytes (PenTranscript *self, PenOutput output);

/** pen_transcript_get_n_dropped_lines: newlines among them. */
guint64 pen_transcript_get_n_dropped_lines (PenTranscript *self, PenOutput output);

/** pen_transcript_get_n_diagnostics: diagnostics that were appended, kept or not. */
guint pen_transcript_get_n_diagnostics (PenTranscript *self);

/** pen_transcript_dup_text: (transfer full): what is kept of one stream as plain text, to be copied
 * or searched; a line of its own stands for what is not kept. */
char *pen_transcript_dup_text (PenTranscript *self, PenOutput output);

/** pen_transcript_dup_all_text: (transfer full): all streams, diagnostics, notes and the last
 * sentence as plain text, in order. */
char *pen_transcript_dup_all_text (PenTranscript *self);

G_END_DECLS
