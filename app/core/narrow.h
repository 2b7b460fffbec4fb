/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

G_BEGIN_DECLS

/** PEN_NARROW_BELOW: screens of fewer columns get the narrow drawing. */
#define PEN_NARROW_BELOW 80

/** PEN_NARROW_MIN_WIDTH: the narrowest that is drawn; less is raised to it. */
#define PEN_NARROW_MIN_WIDTH 16

/** PEN_NARROW_MAX_LINES: lines of one drawing; the last then is "…". */
#define PEN_NARROW_MAX_LINES 300

/** PenNarrowRole: what a line of the drawing is. */
typedef enum
{
  PEN_NARROW_HEADLINE,  /* level, code and message */
  PEN_NARROW_PLACE,     /* "src/main.rs:5:26", where a file is first shown */
  PEN_NARROW_SOURCE,    /* the line's number and text */
  PEN_NARROW_UNDERLINE, /* marks below a source line */
  PEN_NARROW_LABEL,     /* what is said of the marks above it */
  PEN_NARROW_NOTE,      /* a note or a help */
  PEN_NARROW_FIX,       /* a suggestion that may be applied as it is: a button */
} PenNarrowRole;

/** PenNarrowLine: one line of the drawing; a plain value. */
typedef struct
{
  PenNarrowRole role;
  char *text;          /* one line, no tabs, valid UTF-8 and safe to show */
  gboolean is_primary; /* of UNDERLINE and LABEL: about the place of the problem itself */
  gboolean goes_on;    /* the item of the line before goes on: its text was wrapped */
  guint suggestion;    /* of FIX: its index in pen_diagnostic_get_suggestions() */
  PenSpan *span;       /* (nullable): where following the line leads, in a file of the program */
} PenNarrowLine;

/**
 * pen_narrow_draw: draws a diagnostic from its fields for a screen on which rustc's own drawing has
 * no room: a phone, a projector at 300 %.
 *
 * In order: the headline; each line of the program that is meant, without the indent that all have
 * in common, with the range underlined and each label beneath it; notes and helps with their own
 * lines; the suggestions that are machine-applicable and in the program's own files. Of a place in
 * a library only its label is drawn; of a range over several lines the first and the last line.
 * @width: columns; no line is wider. Tabs are expanded, wide characters take two columns, long
 * lines are wrapped with a hanging indent.
 *
 * Returns: (transfer full) (element-type PenNarrowLine): at least one, at most PEN_NARROW_MAX_LINES
 */
GPtrArray *pen_narrow_draw (PenDiagnostic *diagnostic, guint width);

G_END_DECLS
