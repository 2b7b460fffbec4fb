/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "file.h"

G_BEGIN_DECLS

#define PEN_TYPE_NAME_DIALOG (pen_name_dialog_get_type ())
/**
 * PenNameDialog: asks for the name of a file.
 *
 * Signal `named (const char *)`: what was typed. Whoever takes it closes the dialog, or says with
 * pen_name_dialog_refuse() why not.
 */
G_DECLARE_FINAL_TYPE (PenNameDialog, pen_name_dialog, PEN, NAME_DIALOG, AdwWindow)

/** pen_name_dialog_new: (transfer none): GTK owns it.
 * @file: (nullable): which one gets another name; NULL: a new one */
PenNameDialog *pen_name_dialog_new (GtkWindow *parent, PenFile *file);

/** pen_name_dialog_get_file: (transfer none) (nullable) */
PenFile *pen_name_dialog_get_file (PenNameDialog *self);

/** pen_name_dialog_refuse: @sentence: why that name cannot be taken; shown until it is changed. */
void pen_name_dialog_refuse (PenNameDialog *self, const char *sentence);

G_END_DECLS
