/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "sandbox.h"

G_BEGIN_DECLS

#define PEN_TYPE_FINDING_ROW (pen_finding_row_get_type ())
/** PenFindingRow: one thing that was looked at on this machine: how it is, and what to do. */
G_DECLARE_FINAL_TYPE (PenFindingRow, pen_finding_row, PEN, FINDING_ROW, GtkListBoxRow)

/** pen_finding_row_new: @remedy (nullable): a sentence; its command, if it has one, can be copied.
 */
GtkWidget *pen_finding_row_new (PenSeverity severity, const char *sentence, const char *remedy);

G_END_DECLS
