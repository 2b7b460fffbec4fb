/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "editor-pane.h"

G_BEGIN_DECLS

#define PEN_TYPE_PANE_DIAGNOSTICS (pen_pane_diagnostics_get_type ())
/** PenPaneDiagnostics: what the compiler says, shown in every editor of a pane, also in those that
 * are opened later. */
G_DECLARE_FINAL_TYPE (PenPaneDiagnostics, pen_pane_diagnostics, PEN, PANE_DIAGNOSTICS, GObject)

/** pen_pane_diagnostics_new: (transfer full): @pane outlives it */
PenPaneDiagnostics *pen_pane_diagnostics_new (PenEditorPane *pane);

/**
 * pen_pane_diagnostics_set: what is shown from now on.
 * @diagnostics: (nullable) (element-type PenDiagnostic): of all files
 * @eager: at once, also where somebody types
 */
void pen_pane_diagnostics_set (PenPaneDiagnostics *self, GListModel *diagnostics, gboolean eager);

/** pen_pane_diagnostics_show: goes to where a problem is now, after what was typed since. FALSE
 * when it is nowhere in the program any more. */
gboolean pen_pane_diagnostics_show (PenPaneDiagnostics *self, PenDiagnostic *diagnostic);

/** pen_pane_diagnostics_dup_at_caret: (transfer full) (nullable): the gravest there. */
PenDiagnostic *pen_pane_diagnostics_dup_at_caret (PenPaneDiagnostics *self);

G_END_DECLS
