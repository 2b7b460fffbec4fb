/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PenSandboxError:
 * @PEN_SANDBOX_ERROR_CANNOT_JAIL: this machine cannot jail a program; the message says what to
 * change
 * @PEN_SANDBOX_ERROR_SETUP: one jail could not be set up, though the machine can jail
 * @PEN_SANDBOX_ERROR_INVALID: a command names something that a jail must not be given
 * @PEN_SANDBOX_ERROR_PROTOCOL: the first process of a jail sent something that is not in its
 * protocol
 * @PEN_SANDBOX_ERROR_TOO_BIG: more bytes than the limit that the message names
 *
 * Every message is a sentence that names the thing and the remedy.
 */
typedef enum
{
  PEN_SANDBOX_ERROR_CANNOT_JAIL,
  PEN_SANDBOX_ERROR_SETUP,
  PEN_SANDBOX_ERROR_INVALID,
  PEN_SANDBOX_ERROR_PROTOCOL,
  PEN_SANDBOX_ERROR_TOO_BIG,
} PenSandboxError;

#define PEN_SANDBOX_ERROR (pen_sandbox_error_quark ())
GQuark pen_sandbox_error_quark (void);

G_END_DECLS
