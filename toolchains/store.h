/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pen_store_get_path: (transfer full): a path in Playpen's private store:
 * $XDG_CACHE_HOME/playpen/@name, for root /var/lib/playpen/@name, because the account that root's
 * jails run as cannot enter /root. The environment variable PLAYPEN_STORE, an absolute path, names
 * another place, for tests. The directory is made, @name is not.
 */
char *pen_store_get_path (const char *name);

G_END_DECLS
