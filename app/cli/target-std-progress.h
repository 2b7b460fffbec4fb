/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/** pen_cli_build_target_std: builds WebAssembly's std, with a line that says so. FALSE with an
 * error, also when interrupted. */
gboolean pen_cli_build_target_std (PenCliSession *session, PenToolchain *toolchain, GError **error);

G_END_DECLS
