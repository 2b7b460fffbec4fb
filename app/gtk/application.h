/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PEN_APPLICATION_ID "org.playpen.Playpen"

#define PEN_TYPE_APPLICATION (pen_application_get_type ())
/** PenApplication: the process: its windows, what they have in common, and what it is told on the
 * command line. */
G_DECLARE_FINAL_TYPE (PenApplication, pen_application, PEN, APPLICATION, AdwApplication)

/** pen_application_new: (transfer full) */
PenApplication *pen_application_new (void);

G_END_DECLS
