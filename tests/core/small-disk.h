/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mounts 64 KiB of memory at @folder, in a namespace of mounts that nobody but this process sees.
 * Returns: (transfer full) (nullable): why that is not possible here; NULL when it is done. */
char *test_small_disk_mount (const char *folder);

/* Fills the disk with a file at @path, all of it but for what does not fill a block. */
void test_small_disk_fill (const char *path);

G_END_DECLS
