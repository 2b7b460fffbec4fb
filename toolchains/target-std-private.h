/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "target-std.h"

G_BEGIN_DECLS

/* Where a toolchain keeps the sources of its standard library. */
#define PEN_LIBRARY_SOURCE "lib/rustlib/src/rust/library"

/** pen_target_std_find_linker: FALSE when @target needs a linker that is not here.
 * @ret_linker: (out) (transfer full) (nullable): its path, the same in a compile jail; NULL when
 * the compiler's own choice is right. Always written. */
gboolean
pen_target_std_find_linker (PenToolchain *toolchain, const char *target, char **ret_linker);

/** pen_target_std_get_store_path: (transfer full): where the library that was built for this very
 * compiler lies, or would. */
char *pen_target_std_get_store_path (PenToolchain *toolchain, const char *target);

G_END_DECLS
