/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "files.h"

G_BEGIN_DECLS

#define PEN_TYPE_STAGE_WINDOW (pen_stage_window_get_type ())
/**
 * PenStageWindow: what the room sees on a display of its own: the same program and the same
 * results, at a size of their own, and no controls. It follows the caret of the window that it
 * belongs to.
 */
G_DECLARE_FINAL_TYPE (PenStageWindow, pen_stage_window, PEN, STAGE_WINDOW, AdwApplicationWindow)

/** pen_stage_window_new: (transfer none): fullscreen on @monitor once it is presented; GTK owns it.
 */
PenStageWindow *
pen_stage_window_new (GtkApplication *application, PenFiles *files, GdkMonitor *monitor);

/** pen_stage_window_set_job: as pen_results_set_job() */
void pen_stage_window_set_job (PenStageWindow *self, PenJob *job, const char *const *own_files);

/** pen_stage_window_set_diagnostics: (nullable) (element-type PenDiagnostic): what a run found. */
void pen_stage_window_set_diagnostics (PenStageWindow *self, GListModel *diagnostics);

/** pen_stage_window_follow: shows the file, scrolled to where its caret is.
 * @file: (nullable): NULL: stays */
void pen_stage_window_follow (PenStageWindow *self, PenFile *file);

/** pen_stage_window_get_first_line: 1-based, of the code that is in sight. */
guint pen_stage_window_get_first_line (PenStageWindow *self);

/** pen_stage_window_set_zoom: @factor: as pen_zoom_apply() */
void pen_stage_window_set_zoom (PenStageWindow *self, double factor);

/** pen_stage_window_set_layout: where code and results are. */
void pen_stage_window_set_layout (PenStageWindow *self, PenLayout layout);

/** pen_stage_window_set_results_open: where results slide over the code, whether they do. */
void pen_stage_window_set_results_open (PenStageWindow *self, gboolean open);

G_END_DECLS
