/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pen_host_find_init: playpen-init, relative to the running binary: in the build folder, or below
 * libexec.
 *
 * Returns: (transfer full) (type filename): or NULL with %PEN_SANDBOX_ERROR_CANNOT_JAIL
 */
char *pen_host_find_init (GError **error);

/**
 * pen_host_find_bwrap: bubblewrap where distributions put it, owned by root and not setuid. $PATH
 * is not asked: whoever can change it could name another program.
 *
 * Returns: (transfer full) (type filename): or NULL with %PEN_SANDBOX_ERROR_CANNOT_JAIL
 */
char *pen_host_find_bwrap (GError **error);

G_END_DECLS
