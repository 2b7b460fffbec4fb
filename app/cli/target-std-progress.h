/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/** pen_cli_ensure_target_std: builds WebAssembly's std when it is missing and can be built here,
 * with a line that says so. TRUE also when it cannot: the recipe then says what to do. */
gboolean
pen_cli_ensure_target_std (PenCliSession *session, PenToolchain *toolchain, GError **error);

G_END_DECLS
