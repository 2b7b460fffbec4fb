/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The language of a process. Translations are found relative to the binary, so that what was just
 * built speaks as it will when it is installed, wherever that is. */
#include "translation.h"

#include <libintl.h>
#include <locale.h>

#define DOMAIN "playpen"

char *
pen_translation_dup_folder (const char *program)
{
  g_autofree char *dir = g_path_get_dirname (program);
  g_autofree char *name = g_path_get_basename (dir);
  g_autofree char *installed = g_build_filename (dir, "..", "share", "locale", NULL);

  if (g_str_equal (name, "bin") && g_file_test (installed, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&installed);
  while (!g_str_equal (dir, "/") && !g_str_equal (dir, "."))
    {
      g_autofree char *built = g_build_filename (dir, "po", NULL);
      g_autofree char *child = g_steal_pointer (&dir);

      if (g_file_test (built, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&built);
      dir = g_path_get_dirname (child);
    }
  return NULL;
}

void
pen_translation_init (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? pen_translation_dup_folder (self) : NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (DOMAIN, folder != NULL ? folder : PLAYPEN_LOCALEDIR);
  bind_textdomain_codeset (DOMAIN, "UTF-8");
  textdomain (DOMAIN);
}
