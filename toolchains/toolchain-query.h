/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchain.h"

G_BEGIN_DECLS

/** pen_toolchain_query_recall: fills in what is remembered of this very compiler and linker. FALSE
 * when nothing is. */
gboolean pen_toolchain_query_recall (PenToolchain *toolchain);

/** pen_toolchain_query_async: asks `rustc -vV` and tries the linkers, each in a jail, and remembers
 * the answers. */
void pen_toolchain_query_async (PenToolchain *toolchain,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
gboolean pen_toolchain_query_finish (PenToolchain *toolchain, GAsyncResult *result, GError **error);

G_END_DECLS
