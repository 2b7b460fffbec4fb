/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where on this machine the two programs are that every jail begins with. */
#include "host.h"

#include <glib/gi18n.h>
#include <sys/stat.h>

#include "sandbox-error.h"

char *
pen_host_find_init (GError **error)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *dir = self != NULL ? g_path_get_dirname (self) : g_strdup ("/");
  g_autofree char *installed =
      g_build_filename (dir, "..", "libexec", "playpen", "playpen-init", NULL);

  if (g_file_test (installed, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&installed);
  while (strcmp (dir, "/") != 0)
    {
      g_autofree char *built = g_build_filename (dir, "sandbox", "init", "playpen-init", NULL);
      g_autofree char *child = g_steal_pointer (&dir);

      if (g_file_test (built, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&built);
      dir = g_path_get_dirname (child);
    }
  g_set_error_literal (error,
                       PEN_SANDBOX_ERROR,
                       PEN_SANDBOX_ERROR_CANNOT_JAIL,
                       _ ("Playpen is not whole: its helper playpen-init is missing. Build or "
                          "install Playpen again."));
  return NULL;
}

char *
pen_host_find_bwrap (GError **error)
{
  static const char *const paths[] = {"/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap"};

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      struct stat st;

      if (stat (paths[i], &st) != 0)
        continue;
      if ((st.st_mode & (S_ISUID | S_ISGID)) == 0 && st.st_uid == 0)
        return g_strdup (paths[i]);
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_CANNOT_JAIL,
                   _ ("%s is setuid or does not belong to root, which makes every program that "
                      "uses it less safe. "
                      "Playpen does not use it. As root: chown root:root %s; chmod 755 %s"),
                   paths[i],
                   paths[i],
                   paths[i]);
      return NULL;
    }
  g_set_error_literal (error,
                       PEN_SANDBOX_ERROR,
                       PEN_SANDBOX_ERROR_CANNOT_JAIL,
                       _ ("bubblewrap is not installed, and without it Playpen cannot run programs "
                          "safely. On Debian: "
                          "sudo apt install bubblewrap"));
  return NULL;
}
