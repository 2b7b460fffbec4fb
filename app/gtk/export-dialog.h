/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_EXPORT_DIALOG (pen_export_dialog_get_type ())
/**
 * PenExportDialog: what of a session is to leave, in a file that is taken home. It shows what that
 * is, asks where to, and writes it.
 *
 * Signal `saved (GFile *file)`: it is there; the dialog closes itself.
 */
G_DECLARE_FINAL_TYPE (PenExportDialog, pen_export_dialog, PEN, EXPORT_DIALOG, AdwWindow)

/**
 * pen_export_dialog_new: (transfer none): GTK owns it.
 * @session: kept
 * @toolchain: (nullable): with what it is compiled, as "rustc 1.96.0"
 * @edition: of a program that does not say; 0: 2024
 * @settings: kept: whose name is written in
 */
PenExportDialog *pen_export_dialog_new (GtkWindow *parent,
                                        PenSession *session,
                                        const char *toolchain,
                                        guint edition,
                                        GSettings *settings);

/** pen_export_dialog_save: writes it to @location, as if it had been chosen. */
void pen_export_dialog_save (PenExportDialog *self, GFile *location);

G_END_DECLS
