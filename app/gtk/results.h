/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_RESULTS (pen_results_get_type ())
/**
 * PenResults: what came of a program, a page each: its output, its problems, its tests, and what
 * the compiler makes of it.
 *
 * Signal `apply (PenDiagnostic *, PenSuggestion *)`: somebody wants a suggestion of the compiler.
 */
G_DECLARE_FINAL_TYPE (PenResults, pen_results, PEN, RESULTS, GtkWidget)

/**
 * pen_results_set_job: what is shown from now on as the newest; its text, when it has one, comes to
 * a page of its own when it ends.
 * @job: (nullable): NULL: nothing was run yet
 * @own_files: (nullable) (array zero-terminated): the program's files, for links
 */
void pen_results_set_job (PenResults *self, PenJob *job, const char *const *own_files);

/** pen_results_set_problems: those of the newest check.
 * @diagnostics: (nullable) (element-type PenDiagnostic)
 * @has_more: there are more, but nobody knows how many */
void pen_results_set_problems (PenResults *self, GListModel *diagnostics, gboolean has_more);

/** pen_results_show_output: brings the page to the front. */
void pen_results_show_output (PenResults *self);

/** pen_results_show_problem: brings the page of problems to the front, with @diagnostic open.
 * @diagnostic: (nullable) */
void pen_results_show_problem (PenResults *self, PenDiagnostic *diagnostic);

/** pen_results_get_listing_options: writes into @options how a listing of @action is to be made, as
 * it was chosen on its page. */
void pen_results_get_listing_options (PenResults *self, PenAction action, PenOptions *options);

/** pen_results_get_output_actions: (transfer none): for the prefix "output". */
GActionGroup *pen_results_get_output_actions (PenResults *self);

/** pen_results_get_find_actions: (transfer none) (nullable): those of the page in front that has
 * text to search: "find", "find-next" and "find-previous". */
GActionGroup *pen_results_get_find_actions (PenResults *self);

/** pen_results_focus: gives the focus to what is in front. */
void pen_results_focus (PenResults *self);

G_END_DECLS
