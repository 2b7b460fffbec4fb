/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_IMPORT_DIALOG (pen_import_dialog_get_type ())
/**
 * PenImportDialog: what is in a file from elsewhere, before it is opened: who signed it, how much
 * it is, what it needs.
 *
 * Signal `open ()`: it is wanted; the dialog closes itself. Whose key was to be remembered is then.
 */
G_DECLARE_FINAL_TYPE (PenImportDialog, pen_import_dialog, PEN, IMPORT_DIALOG, AdwWindow)

/**
 * pen_import_dialog_new: (transfer none): GTK owns it.
 * @ring: whose keys are known
 * @toolchains: (nullable): what is here
 */
PenImportDialog *pen_import_dialog_new (GtkWindow *parent,
                                        PenSnapshot *snapshot,
                                        PenKeyRing *ring,
                                        PenToolchainList *toolchains);

/** pen_import_dialog_get_snapshot: (transfer none) */
PenSnapshot *pen_import_dialog_get_snapshot (PenImportDialog *self);

G_END_DECLS
