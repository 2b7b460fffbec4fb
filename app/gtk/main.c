/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The desktop program's beginning. */
#include <glib/gi18n.h>
#include <locale.h>

#include "application.h"

int
main (int argc, char **argv)
{
  g_autoptr (PenApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain ("playpen", PLAYPEN_LOCALEDIR);
  bind_textdomain_codeset ("playpen", "UTF-8");
  textdomain ("playpen");
  g_set_prgname ("playpen-app");
  g_set_application_name (_ ("Playpen"));
  application = pen_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
