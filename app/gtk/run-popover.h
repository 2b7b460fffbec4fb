/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_RUN_POPOVER (pen_run_popover_get_type ())
/** PenRunPopover: where everything about a run is chosen. Enter in the arguments runs ("win.run").
 */
G_DECLARE_FINAL_TYPE (PenRunPopover, pen_run_popover, PEN, RUN_POPOVER, GtkPopover)

/** pen_run_popover_new: (transfer floating): changes nothing before pen_run_popover_set_options().
 */
PenRunPopover *pen_run_popover_new (void);

/** pen_run_popover_set_options: (nullable): what is shown and changed; is referenced. */
void pen_run_popover_set_options (PenRunPopover *self, PenRunOptions *options);

/** pen_run_popover_set_toolchains: (nullable): what can be chosen among; is referenced. It is read
 * anew whenever it changes and whenever the popover opens, as a compiler's version may become known
 * later. */
void pen_run_popover_set_toolchains (PenRunPopover *self, PenToolchainList *toolchains);

G_END_DECLS
