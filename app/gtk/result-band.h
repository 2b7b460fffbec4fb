/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_RESULT_BAND (pen_result_band_get_type ())
/**
 * PenResultBand: one line about a job: what is going on, then how it ended, how long it took and
 * how much memory it used. Hidden until there is something to say. What it says is also its
 * accessible label, of the role status.
 */
G_DECLARE_FINAL_TYPE (PenResultBand, pen_result_band, PEN, RESULT_BAND, GtkWidget)

GtkWidget *pen_result_band_new (void);

/** pen_result_band_set_job: (nullable): takes a reference; NULL hides the band. What the job before
 * it said stays for a moment, so that a quick job makes nothing flicker. */
void pen_result_band_set_job (PenResultBand *self, PenJob *job);

/** pen_result_band_dup_text: (transfer full): all that it says now, as it is read out. */
char *pen_result_band_dup_text (PenResultBand *self);

G_END_DECLS
