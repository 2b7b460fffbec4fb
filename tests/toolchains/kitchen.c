/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Toolchains and programs for tests of recipes. */
#include "kitchen.h"

#include <glib/gstdio.h>
#include <string.h>

#include "jail-run.h"

static void
touch (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

PenToolchain *
test_kitchen_new_toolchain (const char *version, ...)
{
  g_autofree char *root = g_dir_make_tmp ("playpen-toolchain-XXXXXX", NULL);
  g_autofree char *said = g_strdup_printf ("rustc %s\nbinary: rustc\ncommit-hash: unknown\n"
                                           "commit-date: unknown\n"
                                           "host: x86_64-unknown-linux-gnu\nrelease: %s\n",
                                           version,
                                           version);
  PenToolchain *toolchain;
  va_list files;

  touch (root, "bin/rustc");
  va_start (files, version);
  for (const char *file = va_arg (files, const char *); file != NULL;
       file = va_arg (files, const char *))
    touch (root, file);
  va_end (files);
  toolchain = pen_toolchain_new (PEN_TOOLCHAIN_ARCHIVE, "fake", root);
  g_assert_true (pen_toolchain_set_version (toolchain, said));
  return toolchain;
}

void
test_kitchen_remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, entry, NULL);

      test_kitchen_remove_all (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
test_kitchen_remove_toolchain (PenToolchain *toolchain)
{
  test_kitchen_remove_all (pen_toolchain_get_root (toolchain));
  g_object_unref (toolchain);
}

PenToolchain *
test_kitchen_find_system (void)
{
  g_autoptr (PenToolchain) toolchain = pen_toolchain_new (PEN_TOOLCHAIN_SYSTEM, "system", "/usr");
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  g_autoptr (PenJail) jail = NULL;
  g_autoptr (TestRun) run = NULL;

  if (toolchain == NULL || !pen_toolchain_has (toolchain, PEN_COMPONENT_CARGO))
    {
      g_test_skip ("There is no Rust with Cargo in /usr: sudo apt install rustc-web cargo-web");
      return NULL;
    }
  pen_command_add_args (command, "/usr/bin/rustc", "-vV", NULL);
  jail = pen_jail_new (command, &limits);
  run = test_run_jail (jail);
  g_assert_true (pen_toolchain_set_version (toolchain, run->out->str));
  if (g_file_test ("/usr/bin/mold", G_FILE_TEST_IS_EXECUTABLE))
    pen_toolchain_set_linker (toolchain, "mold");
  return g_steal_pointer (&toolchain);
}

PenSources *
test_kitchen_new_sources (const char *name, ...)
{
  PenSources *sources = pen_sources_new ();
  va_list args;

  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    {
      const char *text = va_arg (args, const char *);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      g_assert_true (pen_sources_add (sources, name, bytes, NULL));
    }
  va_end (args);
  return sources;
}
