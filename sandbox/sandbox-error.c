/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The error domain of the cellar. */
#include "sandbox-error.h"

G_DEFINE_QUARK (pen_sandbox_error_quark, pen_sandbox_error)
