/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

G_BEGIN_DECLS

#define PEN_TYPE_TARGET_BUILD (pen_target_build_get_type ())
G_DECLARE_FINAL_TYPE (PenTargetBuild, pen_target_build, PEN, TARGET_BUILD, GObject)

/**
 * PenTargetBuild: at most one build of a standard library at a time, however many ask for it.
 *
 * Property `progress` (nullable string, read-only, notified): what it is doing, a sentence; %NULL
 * when nothing is built.
 *
 * pen_target_build_new: (transfer full).
 */
PenTargetBuild *pen_target_build_new (void);

/** pen_target_build_get_progress: (transfer none) (nullable): the property. */
const char *pen_target_build_get_progress (PenTargetBuild *self);

/** pen_target_build_async: builds it, or waits with whoever began the same.
 * @cancellable: (nullable): ends the build that this call began, for everybody who waits */
void pen_target_build_async (PenTargetBuild *self,
                             PenToolchain *toolchain,
                             const char *target,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** pen_target_build_finish: FALSE with an error of pen_target_std_build_finish(), or
 * %G_IO_ERROR_BUSY when another one is being built. */
gboolean pen_target_build_finish (PenTargetBuild *self, GAsyncResult *result, GError **error);

G_END_DECLS
