/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PenDiffKind: what became of some lines. */
typedef enum
{
  PEN_DIFF_EQUAL,
  PEN_DIFF_REMOVED, /* of the old text only */
  PEN_DIFF_ADDED,   /* of the new text only */
} PenDiffKind;

/** PenDiffHunk: lines that follow each other and share a fate. */
typedef struct
{
  PenDiffKind kind;
  guint old_line; /* from 0; of ADDED: the line before which it was put */
  guint new_line; /* from 0; of REMOVED: the line before which it stood */
  guint n_lines;  /* at least 1 */
} PenDiffHunk;

/** PenDiffRange: what changed within a line that was changed, not replaced. */
typedef struct
{
  guint line;  /* from 0, of the text that was asked for */
  gsize start; /* bytes from the line's beginning; between characters where the line is UTF-8 */
  gsize end;   /* exclusive */
} PenDiffRange;

/** PenLineDiff: how one text became another, line by line. Never changes. */
typedef struct _PenLineDiff PenLineDiff;

/**
 * pen_line_diff_new: (transfer full)
 * @old_text: any bytes; lines end in "\n", and one that does not differs from one that does
 *
 * With up to some hundred changed lines the result has as few as possible; with more it may have
 * more, so that time and memory stay in proportion to the size of the texts.
 */
PenLineDiff *pen_line_diff_new (GBytes *old_text, GBytes *new_text);
void pen_line_diff_free (PenLineDiff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenLineDiff, pen_line_diff_free)

/** pen_line_diff_get_hunks: (transfer none) (element-type PenDiffHunk): all lines of both texts, in
 * order; where lines were replaced, the removed ones come first. Neighbours differ in kind. */
const GArray *pen_line_diff_get_hunks (const PenLineDiff *self);

/** pen_line_diff_is_same: whether nothing changed. */
gboolean pen_line_diff_is_same (const PenLineDiff *self);

/** pen_line_diff_get_old_line: (transfer none): not ended by NUL. @line: from 0, must be one of the
 * text. @ret_length: (out): bytes, the "\n" left out */
const char *pen_line_diff_get_old_line (const PenLineDiff *self, guint line, gsize *ret_length);
/** pen_line_diff_get_new_line: likewise of the new text. */
const char *pen_line_diff_get_new_line (const PenLineDiff *self, guint line, gsize *ret_length);

/**
 * pen_line_diff_find_changes: which words changed in lines that were replaced by similar ones. A
 * line that has little in common with its successor has no range: all of it is new.
 * @side: REMOVED for places in the old text, ADDED for those in the new
 *
 * Returns: (transfer full) (element-type PenDiffRange): in the order of the text
 */
GArray *pen_line_diff_find_changes (const PenLineDiff *self, PenDiffKind side);

/**
 * pen_line_diff_to_text: as a patch in unified form with three lines around each change.
 * @old_name: what stands behind `---`, such as "src/main.rs"; controls in it become spaces
 *
 * Returns: (transfer full): bytes as in the texts; "" when nothing changed
 */
GString *
pen_line_diff_to_text (const PenLineDiff *self, const char *old_name, const char *new_name);

G_END_DECLS
