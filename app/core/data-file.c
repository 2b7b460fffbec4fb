/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where the program's data lie, whether it was installed or not. */
#include "data-file.h"

#include <string.h>

char *
pen_data_find (const char *name)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = self != NULL ? g_path_get_dirname (self) : g_strdup ("/");
  g_autofree char *installed = g_build_filename (dir, "..", "share", "playpen", name, NULL);

  g_return_val_if_fail (name != NULL, NULL);

  if (g_file_test (installed, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&installed);
  while (strcmp (dir, "/") != 0)
    {
      g_autofree char *built = g_build_filename (dir, "data", name, NULL);
      g_autofree char *child = g_steal_pointer (&dir);

      if (g_file_test (built, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&built);
      dir = g_path_get_dirname (child);
    }
  return NULL;
}
