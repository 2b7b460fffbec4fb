/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* The side of an entry that only its transcript uses. */
#include "transcript-entry.h"

G_BEGIN_DECLS

/** pen_transcript_entry_new: (transfer full): without text and counts. */
PenTranscriptEntry *
pen_transcript_entry_new (PenEntryKind kind, gint64 time, PenPhase phase, PenOutput output);

/** pen_transcript_entry_add_text: @text stands for @n_bytes bytes that were read. */
void pen_transcript_entry_add_text (PenTranscriptEntry *self,
                                    const char *text,
                                    gsize length,
                                    guint64 n_bytes);

/** pen_transcript_entry_add_dropped: counts what @other, which goes away, held. */
void pen_transcript_entry_add_dropped (PenTranscriptEntry *self, PenTranscriptEntry *other);

/** pen_transcript_entry_add_dropped_diagnostic: counts one more. */
void pen_transcript_entry_add_dropped_diagnostic (PenTranscriptEntry *self);

void pen_transcript_entry_set_diagnostic (PenTranscriptEntry *self, PenDiagnostic *diagnostic);
void pen_transcript_entry_set_verdict (PenTranscriptEntry *self, const PenVerdict *verdict);

/** in_tail: whether the entry belongs to the end of its stream that is kept. */
void pen_transcript_entry_set_in_tail (PenTranscriptEntry *self, gboolean in_tail);
gboolean pen_transcript_entry_get_in_tail (PenTranscriptEntry *self);

G_END_DECLS
