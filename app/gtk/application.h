/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_APPLICATION_ID "org.playpen.Playpen"

#define PEN_TYPE_APPLICATION (pen_application_get_type ())
/** PenApplication: the process: its windows, what they have in common, and what it is told on the
 * command line. */
G_DECLARE_FINAL_TYPE (PenApplication, pen_application, PEN, APPLICATION, AdwApplication)

/** pen_application_new: (transfer full) */
PenApplication *pen_application_new (void);

/** pen_application_take_machine: (transfer full): instead of the one that it would make. Before it
 * is registered; for tests of machines that lack something. */
void pen_application_take_machine (PenApplication *self, PenMachine *machine);

/** pen_application_get_machine: (transfer none): what this machine can do. */
PenMachine *pen_application_get_machine (PenApplication *self);

/** pen_application_get_desk: (transfer none): where sessions are kept. */
PenDesk *pen_application_get_desk (PenApplication *self);

/** pen_application_open_session: shows the session called @id, which lies on the desk or is open
 * already. Returns: (transfer none): or NULL with an error that is for people */
GtkWindow *pen_application_open_session (PenApplication *self, const char *id, GError **error);

/** pen_application_get_settings: (transfer none): what is kept from one start to the next. */
GSettings *pen_application_get_settings (PenApplication *self);

/** pen_application_set_on_stage: whether a room looks at a window: then colours and the caret are
 * those of the stage. */
void pen_application_set_on_stage (PenApplication *self, gboolean on_stage);

/** pen_application_get_examples: (transfer none) (nullable): the gallery; read when first asked
 * for. NULL when there is none. */
PenExamples *pen_application_get_examples (PenApplication *self);

G_END_DECLS
