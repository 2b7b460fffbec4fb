/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "toolchain.h"

G_BEGIN_DECLS

/** PEN_TARGET_WASM: the one target besides the host's that an action is for. */
#define PEN_TARGET_WASM "wasm32-unknown-unknown"

/**
 * pen_target_std_add_to_command:
 * @target: "wasm32-unknown-unknown"
 * @command: a compile command of @toolchain, whose rustc is told --target elsewhere
 *
 * Adds what rustc needs to compile and link for @target: a linker that knows it, and the standard
 * library that was built for it once, if @toolchain brings none of its own.
 *
 * Returns: FALSE with %PEN_TOOLCHAIN_ERROR_MISSING when either is not there; the message has the
 * remedies
 */
gboolean pen_target_std_add_to_command (PenToolchain *toolchain,
                                        const char *target,
                                        PenCommand *command,
                                        GError **error);

/** pen_target_std_is_here: whether the standard library of @target comes with @toolchain or was
 * built. */
gboolean pen_target_std_is_here (PenToolchain *toolchain, const char *target);

/** pen_target_std_can_build: whether it is not here, but everything to build it is: the library's
 * sources with all that they depend on, cargo, and a linker. */
gboolean pen_target_std_can_build (PenToolchain *toolchain, const char *target);

#define PEN_TYPE_TARGET_STD (pen_target_std_get_type ())
G_DECLARE_FINAL_TYPE (PenTargetStd, pen_target_std, PEN, TARGET_STD, GObject)

/**
 * PenTargetStd: the standard library of another target, being built: a minute, once for each
 * compiler. The result lies in Playpen's store.
 *
 * Property `progress` (nullable string, read-only, notified): what is being compiled right now, a
 * sentence for people.
 *
 * pen_target_std_new: nothing happens yet
 */
PenTargetStd *pen_target_std_new (PenToolchain *toolchain, const char *target);

/** pen_target_std_get_progress: (transfer none) (nullable). */
const char *pen_target_std_get_progress (PenTargetStd *self);

/** pen_target_std_build_async: builds it in a jail, without a network. Once for each object. When
 * it is cancelled or fails, nothing is left behind. */
void pen_target_std_build_async (PenTargetStd *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);

/** pen_target_std_build_finish: FALSE with %PEN_TOOLCHAIN_ERROR_MISSING when it could not be built,
 * an error of %PEN_SANDBOX_ERROR when nothing could run, %G_IO_ERROR_CANCELLED, or another of
 * %G_IO_ERROR when the store cannot be written. */
gboolean pen_target_std_build_finish (PenTargetStd *self, GAsyncResult *result, GError **error);

G_END_DECLS
