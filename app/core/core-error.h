/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PenCoreError:
 * @PEN_CORE_ERROR_INPUT: a program's files cannot be read or are refused; the message names the
 * file and why
 * @PEN_CORE_ERROR_TOO_BIG: more files or bytes than the limit that the message names
 * @PEN_CORE_ERROR_FORMAT: bytes that are not in the form that was expected (wire form, snapshot)
 */
typedef enum
{
  PEN_CORE_ERROR_INPUT,
  PEN_CORE_ERROR_TOO_BIG,
  PEN_CORE_ERROR_FORMAT,
} PenCoreError;

#define PEN_CORE_ERROR (pen_core_error_quark ())
GQuark pen_core_error_quark (void);

G_END_DECLS
