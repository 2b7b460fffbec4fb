/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The error domain of the hall. */
#include "core-error.h"

G_DEFINE_QUARK (pen_core_error_quark, pen_core_error)
