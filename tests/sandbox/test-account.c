/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who a jail's processes are, and what of this machine they can reach. */
#include "account.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nobody's number in the tree below. */
#define STRANGER 54321

static void
test_who (void)
{
  const struct passwd *nobody = getpwnam ("nobody");
  g_autoptr (GError) error = NULL;
  PenAccount account;

  g_assert_true (pen_account_get (&account, &error));
  g_assert_no_error (error);
  if (getuid () == 0)
    {
      g_assert_true (account.change);
      g_assert_nonnull (nobody);
      g_assert_cmpuint (account.uid, ==, nobody->pw_uid);
      g_assert_cmpuint (account.gid, ==, nobody->pw_gid);
      g_assert_cmpuint (account.uid, !=, 0);
      g_assert_cmpuint (account.gid, !=, 0);
      return;
    }
  g_assert_false (account.change);
  g_assert_cmpuint (account.uid, ==, getuid ());
  g_assert_cmpuint (account.gid, ==, getgid ());
}

/* In a child, for there is no way back: 0 when everything is as it should be. */
static int
enter_and_look (void)
{
  const gid_t own_groups[] = {STRANGER, STRANGER + 1};
  PenAccount account;
  gid_t groups[32];

  if (getuid () == 0 && setgroups (G_N_ELEMENTS (own_groups), own_groups) != 0)
    return 5;
  if (!pen_account_get (&account, NULL) || !pen_account_enter (&account))
    return 1;
  if (getuid () != account.uid || geteuid () != account.uid || getegid () != account.gid)
    return 2;
  if (account.change && getgroups (32, groups) != 0)
    return 3;
  if (account.uid == 0 || setuid (0) == 0 || setresuid (0, 0, 0) == 0)
    return 4;
  return 0;
}

/* Without a change nothing is asked of the kernel, which would refuse it. */
static int
enter_own (void)
{
  const PenAccount account = {.change = FALSE, .uid = STRANGER, .gid = STRANGER};
  uid_t uid = getuid ();

  if (!pen_account_enter (&account) || getuid () != uid || getgid () == STRANGER)
    return 1;
  return 0;
}

/* An ordinary user can become nobody else, and is told so. */
static int
enter_stranger (void)
{
  const PenAccount account = {.change = TRUE, .uid = STRANGER, .gid = STRANGER};
  PenAccount nobody;

  if (!pen_account_get (&nobody, NULL) || !pen_account_enter (&nobody))
    return 1;
  errno = 0;
  if (pen_account_enter (&account) || errno != EPERM)
    return 2;
  return getuid () == nobody.uid ? 0 : 3;
}

static void
test_enter (gconstpointer data)
{
  int (*in_child) (void) = (int (*) (void))data;
  pid_t child = fork ();
  int status;

  if (child == 0)
    _exit (in_child ());
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* --- Reach --- */

typedef struct
{
  char *top;
  char *dir;
  char *inner;
  char *file;
  char *link; /* in the top, to the file */
} Tree;

static void
tree_set_up (Tree *tree, gconstpointer data)
{
  tree->top = g_dir_make_tmp ("playpen-account-XXXXXX", NULL);
  tree->dir = g_build_filename (tree->top, "dir", NULL);
  tree->inner = g_build_filename (tree->dir, "inner", NULL);
  tree->file = g_build_filename (tree->inner, "file", NULL);
  tree->link = g_build_filename (tree->top, "link", NULL);
  g_assert_cmpint (g_mkdir_with_parents (tree->inner, 0755), ==, 0);
  g_assert_true (g_file_set_contents (tree->file, "x", 1, NULL));
  g_assert_cmpint (symlink ("dir/inner", tree->link), ==, 0);
}

static void
tree_tear_down (Tree *tree, gconstpointer data)
{
  g_chmod (tree->dir, 0700);
  g_chmod (tree->inner, 0700);
  g_remove (tree->link);
  g_remove (tree->file);
  g_rmdir (tree->inner);
  g_rmdir (tree->dir);
  g_rmdir (tree->top);
  g_free (tree->top);
  g_free (tree->dir);
  g_free (tree->inner);
  g_free (tree->file);
  g_free (tree->link);
}

static void
set_modes (const Tree *tree, mode_t top, mode_t dir, mode_t inner, mode_t file)
{
  /* From the inside: the owner must be able to go where it still has to change something. */
  g_assert_cmpint (g_chmod (tree->top, 0700), ==, 0);
  g_assert_cmpint (g_chmod (tree->dir, 0700), ==, 0);
  g_assert_cmpint (g_chmod (tree->inner, 0700), ==, 0);
  g_assert_cmpint (g_chmod (tree->file, file), ==, 0);
  g_assert_cmpint (g_chmod (tree->inner, inner), ==, 0);
  g_assert_cmpint (g_chmod (tree->dir, dir), ==, 0);
  g_assert_cmpint (g_chmod (tree->top, top), ==, 0);
}

static void
test_mode_bits (Tree *tree, gconstpointer data)
{
  static const struct
  {
    mode_t top, dir, inner, file;
    gboolean owner, group, other; /* can reach the file */
  } cases[] = {
      {0755, 0755, 0755, 0644, TRUE, TRUE, TRUE},
      {0711, 0711, 0711, 0444, TRUE, TRUE, TRUE}, /* searching is enough */
      {0755, 0755, 0755, 0640, TRUE, TRUE, FALSE},
      {0755, 0755, 0755, 0600, TRUE, FALSE, FALSE},
      {0755, 0755, 0755, 0604, TRUE, FALSE, TRUE}, /* the nearest class alone counts */
      {0755, 0755, 0750, 0644, TRUE, TRUE, FALSE},
      {0755, 0700, 0755, 0644, TRUE, FALSE, FALSE},
      {0700, 0755, 0755, 0644, TRUE, FALSE, FALSE},
      {0755, 0744, 0755, 0644, TRUE, FALSE, FALSE}, /* to list is not to search */
      {0755, 0755, 0755, 0333, FALSE, FALSE, FALSE},
  };
  const PenAccount owner = {.change = TRUE, .uid = getuid (), .gid = STRANGER};
  const PenAccount group = {.change = TRUE, .uid = STRANGER, .gid = getgid ()};
  const PenAccount other = {.change = TRUE, .uid = STRANGER, .gid = STRANGER};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      set_modes (tree, cases[i].top, cases[i].dir, cases[i].inner, cases[i].file);
      g_assert_cmpint (pen_account_can_reach (&owner, tree->file), ==, cases[i].owner);
      g_assert_cmpint (pen_account_can_reach (&group, tree->file), ==, cases[i].group);
      g_assert_cmpint (pen_account_can_reach (&other, tree->file), ==, cases[i].other);
    }
}

/* A directory must be searched too: to be read is not enough. */
static void
test_directories (Tree *tree, gconstpointer data)
{
  const PenAccount other = {.change = TRUE, .uid = STRANGER, .gid = STRANGER};

  set_modes (tree, 0755, 0755, 0755, 0600);
  g_assert_true (pen_account_can_reach (&other, tree->inner));
  set_modes (tree, 0755, 0755, 0754, 0600);
  g_assert_false (pen_account_can_reach (&other, tree->inner));
  set_modes (tree, 0755, 0755, 0751, 0600);
  g_assert_false (pen_account_can_reach (&other, tree->inner));
  g_assert_true (pen_account_can_reach (&other, "/"));
}

/* Behind a symlink the directories of the real path count, for these are what has to be searched.
 */
static void
test_symlinks (Tree *tree, gconstpointer data)
{
  const PenAccount other = {.change = TRUE, .uid = STRANGER, .gid = STRANGER};
  g_autofree char *file = g_build_filename (tree->link, "file", NULL);

  set_modes (tree, 0755, 0755, 0755, 0644);
  g_assert_true (pen_account_can_reach (&other, file));
  set_modes (tree, 0755, 0700, 0755, 0644);
  g_assert_false (pen_account_can_reach (&other, file));
}

static void
test_missing (Tree *tree, gconstpointer data)
{
  const PenAccount other = {.change = TRUE, .uid = STRANGER, .gid = STRANGER};
  const PenAccount own = {.uid = getuid (), .gid = getgid ()};
  g_autofree char *file = g_build_filename (tree->top, "none", NULL);

  set_modes (tree, 0755, 0755, 0755, 0644);
  g_assert_false (pen_account_can_reach (&other, file));
  g_assert_false (pen_account_can_reach (&own, file));
}

/* Who keeps its account is asked the kernel's way. */
static void
test_own (Tree *tree, gconstpointer data)
{
  const PenAccount own = {.uid = getuid (), .gid = getgid ()};

  set_modes (tree, 0755, 0755, 0755, 0644);
  g_assert_true (pen_account_can_reach (&own, tree->file));
  if (getuid () == 0)
    return;
  set_modes (tree, 0755, 0755, 0755, 0);
  g_assert_false (pen_account_can_reach (&own, tree->file));
  set_modes (tree, 0755, 0, 0755, 0644);
  g_assert_false (pen_account_can_reach (&own, tree->file));
}

#define add(path, test) g_test_add (path, Tree, NULL, tree_set_up, test, tree_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/account/is-never-root", test_who);
  g_test_add_data_func ("/sandbox/account/is-entered-for-good",
                        (gconstpointer)enter_and_look,
                        test_enter);
  g_test_add_data_func ("/sandbox/account/stays-where-nothing-changes",
                        (gconstpointer)enter_own,
                        test_enter);
  g_test_add_data_func ("/sandbox/account/tells-that-it-cannot-be-entered",
                        (gconstpointer)enter_stranger,
                        test_enter);
  add ("/sandbox/account/reads-mode-bits", test_mode_bits);
  add ("/sandbox/account/searches-directories", test_directories);
  add ("/sandbox/account/follows-symlinks", test_symlinks);
  add ("/sandbox/account/misses-what-is-not-there", test_missing);
  add ("/sandbox/account/asks-for-its-own", test_own);
  return g_test_run ();
}
