/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Where Playpen keeps what it learnt, and who may look there. */
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "toolchains.h"

static mode_t
get_mode (const char *path)
{
  struct stat st;

  g_assert_cmpint (stat (path, &st), ==, 0);
  g_assert_true (S_ISDIR (st.st_mode));
  return st.st_mode & 07777;
}

/* The place that this process has by itself: main() says where the cache is. */
static char *
get_own_place (void)
{
  return getuid () == 0 ? g_strdup ("/var/lib/playpen")
                        : g_build_filename (g_getenv ("XDG_CACHE_HOME"), "playpen", NULL);
}

static void
assert_own_place (void)
{
  g_autofree char *wanted = get_own_place ();
  g_autofree char *path = pen_store_get_path ("some-name");
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  g_assert_cmpstr (dir, ==, wanted);
  g_assert_cmpstr (name, ==, "some-name");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* the directory alone is made */
}

/* Nobody else looks into a user's; into root's the account of root's jails must. */
static void
test_own (void)
{
  mode_t old = umask (077);
  g_autofree char *wanted = get_own_place ();

  assert_own_place ();
  umask (old);
  g_assert_cmpuint (get_mode (wanted), ==, getuid () == 0 ? 0755 : 0700);
}

static void
test_elsewhere (void)
{
  g_autofree char *top = g_dir_make_tmp ("playpen-store-XXXXXX", NULL);
  g_autofree char *dir = g_build_filename (top, "a", "b", NULL);
  g_autofree char *parent = g_build_filename (top, "a", NULL);
  g_autofree char *path = NULL;
  g_autofree char *wanted = g_build_filename (dir, "some-name", NULL);

  g_setenv ("PLAYPEN_STORE", dir, TRUE);
  path = pen_store_get_path ("some-name");
  g_unsetenv ("PLAYPEN_STORE");
  g_assert_cmpstr (path, ==, wanted);
  get_mode (dir);
  g_rmdir (dir);
  g_rmdir (parent);
  g_assert_cmpint (g_rmdir (top), ==, 0);
}

/* A relative path would be another place in each directory. */
static void
test_relative (void)
{
  g_setenv ("PLAYPEN_STORE", "relative/place", TRUE);
  assert_own_place ();
  g_setenv ("PLAYPEN_STORE", "", TRUE);
  assert_own_place ();
  g_unsetenv ("PLAYPEN_STORE");
  g_assert_false (g_file_test ("relative", G_FILE_TEST_EXISTS));
}

/* What cannot be made costs time later, not the path. */
static void
test_unwritable (void)
{
  g_autofree char *path = NULL;

  g_setenv ("PLAYPEN_STORE", "/proc/playpen", TRUE);
  path = pen_store_get_path ("some-name");
  g_unsetenv ("PLAYPEN_STORE");
  g_assert_cmpstr (path, ==, "/proc/playpen/some-name");
}

/* Root's place is the machine's: in a namespace of its own this process has an empty one. */
static gboolean
hide_machine (void)
{
  return unshare (CLONE_NEWNS) == 0 && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("tmpfs", "/var/lib", "tmpfs", 0, NULL) == 0;
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("playpen-cache-XXXXXX", NULL);
  g_autofree char *place = g_build_filename (cache, "playpen", NULL);
  int result;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_unsetenv ("PLAYPEN_STORE");
  if (getuid () == 0 && !hide_machine ())
    g_test_message ("the machine's own /var/lib/playpen is used");
  g_test_add_func ("/toolchains/store/is-for-the-right-eyes", test_own);
  g_test_add_func ("/toolchains/store/can-be-elsewhere", test_elsewhere);
  g_test_add_func ("/toolchains/store/is-nowhere-relative", test_relative);
  g_test_add_func ("/toolchains/store/survives-what-cannot-be-made", test_unwritable);
  result = g_test_run ();
  g_rmdir (place);
  g_rmdir (cache);
  return result;
}
