/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where on this machine the two programs are that every jail begins with. */
#include "host.h"

#include <glib/gi18n.h>

#include "probe.h"
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
  g_autoptr (PenProbe) probe = pen_probe_check ();

  if (probe->verdict == PEN_PROBE_OK)
    return g_strdup (probe->bwrap);
  g_set_error (error,
               PEN_SANDBOX_ERROR,
               PEN_SANDBOX_ERROR_CANNOT_JAIL,
               "%s%s%s",
               probe->sentence,
               probe->remedy != NULL ? " " : "",
               probe->remedy != NULL ? probe->remedy : "");
  return NULL;
}
