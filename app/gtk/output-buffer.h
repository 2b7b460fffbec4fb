/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "output-tags.h"

G_BEGIN_DECLS

#define PEN_TYPE_OUTPUT_BUFFER (pen_output_buffer_get_type ())
/**
 * PenOutputBuffer: the text of a transcript for a text view, brought up to date in batches.
 *
 * Signal `pending`: there is something to do again; call pen_output_buffer_flush() once per frame
 * until it returns FALSE.
 */
G_DECLARE_FINAL_TYPE (PenOutputBuffer, pen_output_buffer, PEN, OUTPUT_BUFFER, GtkTextBuffer)

/** pen_output_buffer_new: (transfer full): @tags: takes a reference. */
PenOutputBuffer *pen_output_buffer_new (PenOutputTags *tags);

/** pen_output_buffer_get_tags: (transfer none). */
PenOutputTags *pen_output_buffer_get_tags (PenOutputBuffer *self);

/**
 * pen_output_buffer_set_transcript: shows another transcript, from its beginning.
 * @transcript: (nullable): takes a reference
 * @own_files: (nullable) (array zero-terminated): files that places link to, see pen_links_new()
 */
void pen_output_buffer_set_transcript (PenOutputBuffer *self,
                                       PenTranscript *transcript,
                                       const char *const *own_files);

/** pen_output_buffer_flush: writes the newest of what is not written yet and removes the oldest of
 * what is no longer kept. @budget: µs that this should take; it takes at least one step. Returns:
 * whether there is more to do. */
gboolean pen_output_buffer_flush (PenOutputBuffer *self, gint64 budget);

/** pen_output_buffer_append_input: @text is a line that somebody typed, without a newline. */
void pen_output_buffer_append_input (PenOutputBuffer *self, const char *text);

/** pen_output_buffer_clear: forgets what is there; what comes is shown. */
void pen_output_buffer_clear (PenOutputBuffer *self);

/** pen_output_buffer_dup_text: (transfer full): everything since it was cleared as plain text, as
 * pen_transcript_dup_all_text() words it, and what was typed; also what is not written yet. */
char *pen_output_buffer_dup_text (PenOutputBuffer *self);

/** pen_output_buffer_dup_link: (transfer full) (nullable) (element-type PenLink): an array of the
 * one link at @iter; @ret_start and @ret_end (optional) are set to where it is. */
GArray *pen_output_buffer_dup_link (PenOutputBuffer *self,
                                    const GtkTextIter *iter,
                                    GtkTextIter *ret_start,
                                    GtkTextIter *ret_end);

G_END_DECLS
