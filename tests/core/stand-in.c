/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Toolchains that do what a test needs. */
#include "stand-in.h"

#include <glib/gstdio.h>

#include "kitchen.h"

static char *
make_directory (const char *top, const char *name)
{
  char *path = g_build_filename (top, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  return path;
}

TestStandIn *
test_stand_in_new (void)
{
  TestStandIn *place = g_new0 (TestStandIn, 1);

  place->top = g_dir_make_tmp ("playpen-stand-in-XXXXXX", NULL);
  g_assert_cmpint (g_chmod (place->top, 0755), ==, 0); /* root's jails must reach it */
  place->usr = make_directory (place->top, "usr");
  place->home = make_directory (place->top, "home");
  place->opt = make_directory (place->top, "opt");
  place->store = make_directory (place->top, "store");
  g_setenv ("PLAYPEN_STORE", place->store, TRUE);
  return place;
}

void
test_stand_in_free (TestStandIn *place)
{
  g_unsetenv ("PLAYPEN_STORE");
  test_kitchen_remove_all (place->top);
  g_free (place->top);
  g_free (place->usr);
  g_free (place->home);
  g_free (place->opt);
  g_free (place->store);
  g_free (place);
}

PenMachine *
test_stand_in_new_machine (TestStandIn *place)
{
  return pen_machine_new_in (place->usr, place->home, place->opt);
}

void
test_stand_in_put_raw (TestStandIn *place, const char *name, const char *script)
{
  g_autofree char *path = g_build_filename (place->opt, name, "bin", "rustc", NULL);
  g_autofree char *bin = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (bin, 0755), ==, 0);
  g_assert_true (
      g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0755, NULL));
}

void
test_stand_in_put (TestStandIn *place, const char *name, const char *version, const char *script)
{
  g_autofree char *text =
      g_strdup_printf ("#!/bin/sh\n"
                       "if [ \"$1\" = -vV ]; then\n"
                       "printf 'rustc\\nhost: x86_64-unknown-linux-gnu\\nrelease: %s\\n'\n"
                       "exit 0\nfi\n"
                       "case $* in *fuse-ld=*) exit 1;; esac\n"
                       "%s\n",
                       version,
                       script);

  test_stand_in_put_raw (place, name, text);
}

void
test_stand_in_remove (TestStandIn *place, const char *name)
{
  g_autofree char *path = g_build_filename (place->opt, name, NULL);

  test_kitchen_remove_all (path);
}
