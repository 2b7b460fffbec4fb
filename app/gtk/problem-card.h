/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_PROBLEM_CARD (pen_problem_card_get_type ())
/** PenProblemCard: a problem in a few words, for where the pointer rests on it in the code. */
G_DECLARE_FINAL_TYPE (PenProblemCard, pen_problem_card, PEN, PROBLEM_CARD, GtkWidget)

/** pen_problem_card_new: (transfer floating) */
GtkWidget *pen_problem_card_new (PenDiagnostic *diagnostic);

G_END_DECLS
