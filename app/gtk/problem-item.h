/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PenProblemKind: what a row of the list of problems is. */
typedef enum
{
  PEN_PROBLEM_ONE,  /* a diagnostic */
  PEN_PROBLEM_FOLD, /* the warnings, folded to one line or followed by them */
  PEN_PROBLEM_MORE, /* what was dropped */
} PenProblemKind;

#define PEN_TYPE_PROBLEM_ITEM (pen_problem_item_get_type ())
/**
 * PenProblemItem: a row of the list of problems, and whether it is open. It outlives the diagnostic
 * that it shows: the same problem, found again by the next check, stays open in its row.
 *
 * Properties: diagnostic (nullable), open, title; signals of change only by "notify".
 */
G_DECLARE_FINAL_TYPE (PenProblemItem, pen_problem_item, PEN, PROBLEM_ITEM, GObject)

/** pen_problem_item_new: (transfer full): for one diagnostic, closed. */
PenProblemItem *pen_problem_item_new (PenDiagnostic *diagnostic);

/** pen_problem_item_new_line: (transfer full): of another kind. @title: a translated line */
PenProblemItem *pen_problem_item_new_line (PenProblemKind kind, const char *title);

PenProblemKind pen_problem_item_get_kind (PenProblemItem *self);

/** pen_problem_item_get_diagnostic: (transfer none) (nullable): NULL for another kind than ONE. */
PenDiagnostic *pen_problem_item_get_diagnostic (PenProblemItem *self);
void pen_problem_item_set_diagnostic (PenProblemItem *self, PenDiagnostic *diagnostic);

/** pen_problem_item_get_title: (transfer none): one line: the headline, "3 warnings", "12 more". */
const char *pen_problem_item_get_title (PenProblemItem *self);
void pen_problem_item_set_title (PenProblemItem *self, const char *title);

gboolean pen_problem_item_get_open (PenProblemItem *self);
void pen_problem_item_set_open (PenProblemItem *self, gboolean open);

G_END_DECLS
