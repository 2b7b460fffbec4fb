/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** PenTravel: a way through the problems of a program. */
typedef enum
{
  PEN_TRAVEL_NEXT,
  PEN_TRAVEL_PREVIOUS,
} PenTravel;

/** pen_problem_is_error: the program does not compile because of it. */
gboolean pen_problem_is_error (PenDiagnostic *diagnostic);

/**
 * pen_problem_travel: which problem the key for the next or the previous one leads to.
 * @diagnostics: (element-type PenDiagnostic): in any order; closing remarks and what has no place
 *   in the program are passed over
 * @file: (nullable): where the caret is; NULL: before all files
 * @line: 1-based
 * @column: 1-based, in characters
 *
 * Files come in the order of their names, problems in that of their places, and behind the last one
 * comes the first again. While there are errors, warnings are passed over: they can wait.
 *
 * Returns: (transfer full) (nullable): NULL when there is none at all
 */
PenDiagnostic *pen_problem_travel (GListModel *diagnostics,
                                   const char *file,
                                   guint line,
                                   guint column,
                                   PenTravel direction);

G_END_DECLS
