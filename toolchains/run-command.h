/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "sandbox.h"

G_BEGIN_DECLS

/** PenCommandResult: what a short command in a jail of its own came to. */
typedef struct
{
  PenEnding ending; /* message owned */
  GString *out;     /* at most 1 MiB */
  GString *err;     /* likewise */
} PenCommandResult;

void pen_command_result_free (PenCommandResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenCommandResult, pen_command_result_free)

/** pen_run_command_async: one command in one jail, for the questions that the kitchen itself has to
 * a compiler. @cancellable: (nullable): cancelled on the main thread, it stops the command. */
void pen_run_command_async (const PenCommand *command,
                            const PenLimits *limits,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);

/** pen_run_command_finish: (transfer full): or NULL with an error of %PEN_SANDBOX_ERROR when no
 * program ran. */
PenCommandResult *pen_run_command_finish (GAsyncResult *result, GError **error);

G_END_DECLS
