/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_CLI_SESSION (pen_cli_session_get_type ())
G_DECLARE_FINAL_TYPE (PenCliSession, pen_cli_session, PEN, CLI_SESSION, GObject)

/**
 * PenCliSession: what one run of the command line has in common: the machine, and whether somebody
 * pressed ^C. Its main loop is the default context.
 */
PenCliSession *pen_cli_session_new (void);

/** pen_cli_session_get_machine: (transfer none). */
PenMachine *pen_cli_session_get_machine (PenCliSession *self);

/** pen_cli_session_query: finds the toolchains and asks those that are new. FALSE with an error,
 * also when interrupted. */
gboolean pen_cli_session_query (PenCliSession *self, GError **error);

/** pen_cli_session_set_job: (nullable): the job that ^C ends. */
void pen_cli_session_set_job (PenCliSession *self, PenJob *job);

/** pen_cli_session_take_interrupt: whether ^C was pressed since the last call. */
gboolean pen_cli_session_take_interrupt (PenCliSession *self);

/** pen_cli_session_get_interrupted: the same, without forgetting it. */
gboolean pen_cli_session_get_interrupted (PenCliSession *self);

G_END_DECLS
