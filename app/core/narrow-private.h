/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "narrow.h"

G_BEGIN_DECLS

/* PenNarrowDrawing: a drawing that grows. */
typedef struct
{
  GPtrArray *lines; /* (element-type PenNarrowLine) */
  guint width;
  char *file; /* nullable: the file whose name was shown last */
} PenNarrowDrawing;

/* Adds one line of @text (taken), which is safe and fits; NULL when the drawing is full. @span:
 * (nullable) not taken. */
PenNarrowLine *pen_narrow_add_line (PenNarrowDrawing *drawing,
                                    PenNarrowRole role,
                                    char *text,
                                    const PenSpan *span);

/* Makes a text safe and wraps it, @indent columns from the left and @hang more from its second
 * line on. Returns the index of its first line. */
guint pen_narrow_add_text (PenNarrowDrawing *drawing,
                           PenNarrowRole role,
                           const char *text,
                           guint indent,
                           guint hang,
                           const PenSpan *span);

/* Draws the lines of the program that @spans (element-type PenSpan) mean. @place: (nullable): the
 * place of the whole, whose file comes first. */
void pen_narrow_add_spans (PenNarrowDrawing *drawing, GPtrArray *spans, const PenSpan *place);

G_END_DECLS
