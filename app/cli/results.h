/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "request.h"

G_BEGIN_DECLS

/** pen_cli_check_output: before anything is run: whether -o names something that may be written. */
gboolean pen_cli_check_output (const PenCliRequest *request, GError **error);

/** pen_cli_finish: writes what the job made, where @request wants it. Returns the exit status; with
 * @error set, what was made could not be written. */
int pen_cli_finish (const PenCliRequest *request, PenJob *job, GError **error);

G_END_DECLS
