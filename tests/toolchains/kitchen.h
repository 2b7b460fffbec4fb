/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

/** test_kitchen_new_toolchain: (transfer full): of the version @version that runs nothing: empty
 * files in a new directory. @files: NULL-terminated, beside bin/rustc, below the directory. */
PenToolchain *test_kitchen_new_toolchain (const char *version, ...) G_GNUC_NULL_TERMINATED;

/** test_kitchen_remove_toolchain: and its files. */
void test_kitchen_remove_toolchain (PenToolchain *toolchain);

/** test_kitchen_remove_all: the file @path, or the directory and what is in it. */
void test_kitchen_remove_all (const char *path);

/** test_kitchen_find_system: (transfer full) (nullable): Debian's Rust with cargo; NULL after the
 * test was skipped with the reason. */
PenToolchain *test_kitchen_find_system (void);

/** test_kitchen_new_sources: (transfer full): of names and texts in turn. */
PenSources *test_kitchen_new_sources (const char *name, ...) G_GNUC_NULL_TERMINATED;
