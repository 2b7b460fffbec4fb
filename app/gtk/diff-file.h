/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/** PenDiffFate: what became of a file. */
typedef enum
{
  PEN_DIFF_FILE_SAME,
  PEN_DIFF_FILE_CHANGED,
  PEN_DIFF_FILE_ADDED,
  PEN_DIFF_FILE_REMOVED,
} PenDiffFate;

/** PenDiffFile: one file of two states of a program, and how it became another. A plain value. */
typedef struct
{
  char *name;
  PenDiffFate fate;
  PenLineDiff *diff; /* (nullable): NULL: it is no text, or differs in what cannot be shown */
  gboolean is_text;
  GByteArray *opened; /* by hunk: whether its unchanged lines are all shown */
  guint n_added;      /* lines */
  guint n_removed;    /* lines */
  guint n_changes;    /* stretches of lines that changed; 1 when that cannot be shown */
} PenDiffFile;

/** PenDiffRowKind: what stands in a line of a page. */
typedef enum
{
  PEN_DIFF_ROW_EQUAL,
  PEN_DIFF_ROW_REMOVED,
  PEN_DIFF_ROW_ADDED,
  PEN_DIFF_ROW_FOLD,   /* for lines that did not change and are not shown */
  PEN_DIFF_ROW_NOTHING /* beside lines that only the other side has */
} PenDiffRowKind;

typedef struct
{
  PenDiffRowKind kind;
  guint old_line; /* from 1; 0: none */
  guint new_line; /* from 1; 0: none */
  guint hunk;     /* FOLD: which one opens it */
  guint change;   /* which stretch of the file's it belongs to, from 1; 0: none */
} PenDiffRow;

/** PenDiffSide: what a page shows. */
typedef enum
{
  PEN_DIFF_SIDE_BOTH,
  PEN_DIFF_SIDE_OLD,
  PEN_DIFF_SIDE_NEW,
} PenDiffSide;

/** PenDiffPage: a file as lines to read; a plain value. OLD and NEW have as many, one beside the
 * other. */
typedef struct
{
  GString *text;
  GArray *rows;   /* (element-type PenDiffRow): one a line of the text */
  GArray *ranges; /* (element-type PenDiffRange): within lines; `line` is one of the text */
} PenDiffPage;

/** pen_diff_files_new: (transfer full) (element-type PenDiffFile): what is different, by name.
 * @old: (nullable): NULL: all files of @new as they are */
GPtrArray *pen_diff_files_new (const PenSources *old, const PenSources *new);

void pen_diff_file_free (PenDiffFile *file);

/** pen_diff_file_open: shows the lines of a fold. */
void pen_diff_file_open (PenDiffFile *file, guint hunk);
/** pen_diff_file_open_all: shows all lines. */
void pen_diff_file_open_all (PenDiffFile *file);

/** pen_diff_page_new: (transfer full): @file has a diff. */
PenDiffPage *pen_diff_page_new (const PenDiffFile *file, PenDiffSide side);
void pen_diff_page_free (PenDiffPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenDiffPage, pen_diff_page_free)

/** pen_diff_page_find_change: the first line of a stretch. -1: there is none. */
int pen_diff_page_find_change (const PenDiffPage *page, guint change);

G_END_DECLS
