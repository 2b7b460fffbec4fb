/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pen_install_command_dup: what to type to install Rust from the packages of this distribution.
 * @root: (nullable): directory that holds `etc` and `usr`; %NULL for the machine's own
 *
 * Returns: (transfer full) (nullable): one line, for an administrator; NULL where the distribution
 * is none of those that are known
 */
char *pen_install_command_dup (const char *root);

G_END_DECLS
