/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where Playpen keeps what it learnt or built once and can learn or build again. */
#include "store.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

char *
pen_store_get_path (const char *name)
{
  gboolean root = geteuid () == 0;
  const char *elsewhere = g_getenv ("PLAYPEN_STORE");
  g_autofree char *dir = elsewhere != NULL && g_path_is_absolute (elsewhere) ? g_strdup (elsewhere)
                         : root ? g_strdup ("/var/lib/playpen")
                                : g_build_filename (g_get_user_cache_dir (), "playpen", NULL);

  if (g_mkdir_with_parents (dir, root ? 0755 : 0700) != 0)
    g_debug ("cannot make %s", dir);
  /* Whatever the umask: what the account of root's jails cannot reach it cannot use. */
  if (root && elsewhere == NULL && g_chmod (dir, 0755) != 0)
    g_debug ("cannot open %s for everybody", dir);
  return g_build_filename (dir, name, NULL);
}
