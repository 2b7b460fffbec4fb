/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The desktop program's beginning. */
#include <glib/gi18n.h>

#include "application.h"
#include "core.h"

int
main (int argc, char **argv)
{
  g_autoptr (PenApplication) application = NULL;

  pen_translation_init ();
  g_set_prgname ("playpen-app");
  g_set_application_name (_ ("Playpen"));
  application = pen_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
