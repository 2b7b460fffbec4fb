/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The error domain of the kitchen. */
#include "toolchain-error.h"

G_DEFINE_QUARK (pen_toolchain_error_quark, pen_toolchain_error)
