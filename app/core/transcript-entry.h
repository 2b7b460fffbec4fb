/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "ending.h"
#include "toolchains.h"

G_BEGIN_DECLS

/** PenOutput: where text came from. */
typedef enum
{
  PEN_OUTPUT_STDOUT,
  PEN_OUTPUT_STDERR,
  PEN_OUTPUT_COMPILER, /* what the compiler, linker, macros and build scripts wrote beside the
                          diagnostics */
} PenOutput;

#define PEN_N_OUTPUTS 3

/** pen_output_to_string: a stable lower-case word for the wire ("stdout", "stderr", "compiler"). */
const char *pen_output_to_string (PenOutput output);

typedef enum
{
  PEN_ENTRY_PHASE,      /* the phase began */
  PEN_ENTRY_OUTPUT,     /* text arrived */
  PEN_ENTRY_DROPPED,    /* stands where output or diagnostics were that are not kept */
  PEN_ENTRY_DIAGNOSTIC, /* the compiler said something about the program */
  PEN_ENTRY_NOTE,       /* Playpen said something: one sentence */
  PEN_ENTRY_ENDED,      /* the last entry */
} PenEntryKind;

#define PEN_TYPE_TRANSCRIPT_ENTRY (pen_transcript_entry_get_type ())
/**
 * PenTranscriptEntry: one thing that happened in a job. Made by PenTranscript, which lets the text
 * of the newest OUTPUT entry grow and counts up a DROPPED one; all others never change.
 */
G_DECLARE_FINAL_TYPE (PenTranscriptEntry, pen_transcript_entry, PEN, TRANSCRIPT_ENTRY, GObject)

/** pen_transcript_entry_get_kind: says which of the getters below hold something. */
PenEntryKind pen_transcript_entry_get_kind (PenTranscriptEntry *self);

/** pen_transcript_entry_get_time: µs since the transcript began, when its first byte was read. */
gint64 pen_transcript_entry_get_time (PenTranscriptEntry *self);

/** pen_transcript_entry_get_phase: the phase that was going on. */
PenPhase pen_transcript_entry_get_phase (PenTranscriptEntry *self);

/** pen_transcript_entry_get_output: for OUTPUT and DROPPED: of which stream. */
PenOutput pen_transcript_entry_get_output (PenTranscriptEntry *self);

/**
 * pen_transcript_entry_get_text: for OUTPUT the decoded text, colour (SGR) kept, safe to show once
 * pen_ansi_parse() has read it; for NOTE and ENDED the sentence; for DROPPED such as
 * "… 1234 bytes (5 lines) not shown …"; for DIAGNOSTIC as the compiler draws it, without colour.
 * Valid until the entry changes.
 */
const char *pen_transcript_entry_get_text (PenTranscriptEntry *self);

/** pen_transcript_entry_get_length: bytes of pen_transcript_entry_get_text(). */
gsize pen_transcript_entry_get_length (PenTranscriptEntry *self);

/** pen_transcript_entry_get_n_bytes: for OUTPUT how many bytes were read for it, for DROPPED how
 * many of those are no longer kept. */
guint64 pen_transcript_entry_get_n_bytes (PenTranscriptEntry *self);

/** pen_transcript_entry_get_n_lines: for OUTPUT and DROPPED: newlines among its text. */
guint64 pen_transcript_entry_get_n_lines (PenTranscriptEntry *self);

/** pen_transcript_entry_get_n_diagnostics: for DROPPED: diagnostics that are not kept; n_bytes is
 * then 0. */
guint pen_transcript_entry_get_n_diagnostics (PenTranscriptEntry *self);

/** pen_transcript_entry_get_diagnostic: Returns: (transfer none) (nullable): for DIAGNOSTIC. */
PenDiagnostic *pen_transcript_entry_get_diagnostic (PenTranscriptEntry *self);

/** pen_transcript_entry_get_verdict: Returns: (transfer none) (nullable): for ENDED. */
const PenVerdict *pen_transcript_entry_get_verdict (PenTranscriptEntry *self);

G_END_DECLS
