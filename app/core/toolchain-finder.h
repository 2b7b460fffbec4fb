/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

G_BEGIN_DECLS

#define PEN_TYPE_TOOLCHAIN_FINDER (pen_toolchain_finder_get_type ())
G_DECLARE_FINAL_TYPE (PenToolchainFinder, pen_toolchain_finder, PEN, TOOLCHAIN_FINDER, GObject)

/**
 * PenToolchainFinder: which toolchains there are, asked again and again; PenMachine's own.
 *
 * Properties, read-only and notified: `ready`, `busy`, `toolchains`, as PenMachine's.
 * Signal `answered`: a query came to its end; `toolchains` and the error are as they are now, and
 * nobody who waits was told yet.
 *
 * pen_toolchain_finder_new: (transfer full): does nothing until it is asked.
 * @places: (nullable): three paths in the place of /usr, the home and /opt
 * @watches: whether it asks again by itself when a toolchain appears or vanishes
 */
PenToolchainFinder *pen_toolchain_finder_new (const char *const *places, gboolean watches);

/** pen_toolchain_finder_get_ready: the property. */
gboolean pen_toolchain_finder_get_ready (PenToolchainFinder *self);

/** pen_toolchain_finder_get_busy: the property. */
gboolean pen_toolchain_finder_get_busy (PenToolchainFinder *self);

/** pen_toolchain_finder_get_toolchains: (transfer none) (nullable): the property. */
PenToolchainList *pen_toolchain_finder_get_toolchains (PenToolchainFinder *self);

/** pen_toolchain_finder_get_error: (transfer none) (nullable): why nothing could be asked. */
const GError *pen_toolchain_finder_get_error (PenToolchainFinder *self);

/** pen_toolchain_finder_refresh: asks, or asks again after what is being asked. */
void pen_toolchain_finder_refresh (PenToolchainFinder *self);

/** pen_toolchain_finder_refresh_async: the same, for somebody who waits. */
void pen_toolchain_finder_refresh_async (PenToolchainFinder *self,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/** pen_toolchain_finder_refresh_finish: FALSE with pen_toolchain_finder_get_error(). */
gboolean pen_toolchain_finder_refresh_finish (PenToolchainFinder *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
