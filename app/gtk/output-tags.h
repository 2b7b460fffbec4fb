/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "output-palette.h"

G_BEGIN_DECLS

/** PenOutputTag: what a piece of the output is, beside its looks. */
typedef enum
{
  PEN_OUTPUT_TAG_STDERR,   /* the program wrote it to standard error */
  PEN_OUTPUT_TAG_COMPILER, /* the compiler wrote it beside its messages */
  PEN_OUTPUT_TAG_NOTE,     /* Playpen says it */
  PEN_OUTPUT_TAG_DROPPED,  /* stands for what is not shown */
  PEN_OUTPUT_TAG_INPUT,    /* somebody typed it */
  PEN_OUTPUT_TAG_LINK,     /* it can be followed */
  PEN_OUTPUT_TAG_HOVER,    /* the link below the pointer or the caret */
  PEN_OUTPUT_TAG_MATCH,    /* found by search; of two that touch one is the other kind */
  PEN_OUTPUT_TAG_MATCH_2,
} PenOutputTag;
#define PEN_N_OUTPUT_TAGS (PEN_OUTPUT_TAG_MATCH_2 + 1)

/** PEN_OUTPUT_TAGS_MAX_COLOURS: distinct colours of text that get a tag; as many of backgrounds.
 * What a program uses beyond them gets the nearest of those that are there. */
#define PEN_OUTPUT_TAGS_MAX_COLOURS 240

#define PEN_TYPE_OUTPUT_TAGS (pen_output_tags_get_type ())
/** PenOutputTags: the tags of an output buffer: colours made as they are needed, within a bound. */
G_DECLARE_FINAL_TYPE (PenOutputTags, pen_output_tags, PEN, OUTPUT_TAGS, GObject)

/** pen_output_tags_new: (transfer full): in the colours of a light theme. */
PenOutputTags *pen_output_tags_new (void);

/** pen_output_tags_get_table: (transfer none). */
GtkTextTagTable *pen_output_tags_get_table (PenOutputTags *self);

/** pen_output_tags_get: (transfer none). */
GtkTextTag *pen_output_tags_get (PenOutputTags *self, PenOutputTag tag);

/** pen_output_tags_set_theme: recolours everything. */
void pen_output_tags_set_theme (PenOutputTags *self, const PenPaletteTheme *theme);

/** pen_output_tags_apply: draws the text from @start to @end, of a buffer with this table, in
 * @style. */
void pen_output_tags_apply (PenOutputTags *self,
                            const PenStyle *style,
                            const GtkTextIter *start,
                            const GtkTextIter *end);

G_END_DECLS
