/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where Playpen keeps what it learnt or built once and can learn or build again. */
#include "store.h"

#include <sys/stat.h>
#include <unistd.h>

char *
pen_store_get_path (const char *name)
{
  gboolean root = geteuid () == 0;
  g_autofree char *dir = root ? g_strdup ("/var/lib/playpen")
                              : g_build_filename (g_get_user_cache_dir (), "playpen", NULL);

  if (g_mkdir_with_parents (dir, root ? 0755 : 0700) != 0)
    g_debug ("cannot make %s", dir);
  return g_build_filename (dir, name, NULL);
}
