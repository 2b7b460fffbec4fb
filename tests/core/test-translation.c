/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Translations are found beside what was installed and beside what was built. */
#include "translation.h"

#include <string.h>

#include "folder.h"

/* What is found for the program at @path, relative to @folder again. */
static char *
find (const char *folder, const char *path)
{
  g_autofree char *program = g_build_filename (folder, path, NULL);
  g_autofree char *found = pen_translation_dup_folder (program);

  if (found == NULL || !g_str_has_prefix (found, folder))
    return NULL;
  return g_strdup (found + strlen (folder) + 1);
}

static void
check (const char *folder, const char *path, const char *wanted)
{
  g_autofree char *found = find (folder, path);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_places (void)
{
  g_autofree char *folder = test_folder_new ();

  test_folder_write (folder, "usr/bin/playpen", "");
  test_folder_write (folder, "usr/share/locale/de/x", "");
  test_folder_write (folder, "build/po/x", "");
  check (folder, "usr/bin/playpen", "usr/bin/../share/locale");
  check (folder, "build/app/cli/playpen", "build/po");
  check (folder, "build/tests/gtk/test-gtk-actions", "build/po");
  check (folder, "other/bin/playpen", NULL);
  test_folder_remove (folder);
}

static void
test_strange (void)
{
  g_autofree char *bare = pen_translation_dup_folder ("playpen");
  g_autofree char *empty = pen_translation_dup_folder ("");

  g_assert_null (empty);
  g_assert_null (bare);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/translation/beside-the-program", test_places);
  g_test_add_func ("/core/translation/strange-paths", test_strange);
  return g_test_run ();
}
