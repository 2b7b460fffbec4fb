/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pen_data_find: what lies beside the running binary: below share/playpen, or in the data folder of
 * the build folder that the binary is in.
 * @name: (type filename): of the file or folder
 *
 * Returns: (transfer full) (type filename) (nullable): NULL when it is in neither
 */
char *pen_data_find (const char *name);

G_END_DECLS
