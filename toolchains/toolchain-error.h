/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PenToolchainError:
 * @PEN_TOOLCHAIN_ERROR_MISSING: no such toolchain, channel, component or target here; the message
 * says how to get it
 * @PEN_TOOLCHAIN_ERROR_UNREACHABLE: installed, but the jail's account cannot reach it; the message
 * has the remedy
 * @PEN_TOOLCHAIN_ERROR_OPTION: options that contradict each other or that this toolchain does not
 * know
 * @PEN_TOOLCHAIN_ERROR_MANIFEST: a Cargo.toml that is refused
 * @PEN_TOOLCHAIN_ERROR_INPUT: source text that cannot be given to the compiler
 */
typedef enum
{
  PEN_TOOLCHAIN_ERROR_MISSING,
  PEN_TOOLCHAIN_ERROR_UNREACHABLE,
  PEN_TOOLCHAIN_ERROR_OPTION,
  PEN_TOOLCHAIN_ERROR_MANIFEST,
  PEN_TOOLCHAIN_ERROR_INPUT,
} PenToolchainError;

#define PEN_TOOLCHAIN_ERROR (pen_toolchain_error_quark ())
GQuark pen_toolchain_error_quark (void);

G_END_DECLS
