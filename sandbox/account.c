/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who a jail's processes are. An ordinary user's jails run as that user; root's run as `nobody`, so
 * that no payload ever has real root's id. */
#include "account.h"

#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox-error.h"

gboolean
pen_account_get (PenAccount *ret_account, GError **error)
{
  const struct passwd *nobody;

  *ret_account = (PenAccount){.change = FALSE, .uid = getuid (), .gid = getgid ()};
  if (getuid () != 0 && geteuid () != 0)
    return TRUE;
  nobody = getpwnam ("nobody");
  if (nobody == NULL || nobody->pw_uid == 0 || nobody->pw_gid == 0)
    {
      g_set_error_literal (error,
                           PEN_SANDBOX_ERROR,
                           PEN_SANDBOX_ERROR_CANNOT_JAIL,
                           "Playpen was started as root, and there is no account \"nobody\" to run "
                           "programs as. Start "
                           "it as an ordinary user.");
      return FALSE;
    }
  *ret_account = (PenAccount){.change = TRUE, .uid = nobody->pw_uid, .gid = nobody->pw_gid};
  return TRUE;
}

gboolean
pen_account_enter (const PenAccount *account)
{
  if (!account->change)
    return TRUE;
  return setgroups (0, NULL) == 0 && setresgid (account->gid, account->gid, account->gid) == 0 &&
         setresuid (account->uid, account->uid, account->uid) == 0;
}

/* Whether @account has all of @bits on @path. */
static gboolean
may (const PenAccount *account, const char *path, mode_t bits)
{
  struct stat st;

  if (stat (path, &st) != 0)
    return FALSE;
  if (st.st_uid == account->uid)
    return ((st.st_mode >> 6) & bits) == bits;
  if (st.st_gid == account->gid)
    return ((st.st_mode >> 3) & bits) == bits;
  return (st.st_mode & bits) == bits;
}

gboolean
pen_account_can_reach (const PenAccount *account, const char *path)
{
  g_autofree char *real = NULL;
  g_autofree char *parent = NULL;

  if (!account->change)
    return access (path, R_OK) == 0;
  real = realpath (path, NULL); /* a symlink's own directories say nothing of those behind it */
  if (real == NULL || !may (account, real, g_file_test (real, G_FILE_TEST_IS_DIR) ? 5 : 4))
    return FALSE;
  parent = g_path_get_dirname (real);
  while (TRUE)
    {
      g_autofree char *child = g_steal_pointer (&parent);

      if (!may (account, child, 1))
        return FALSE;
      if (strcmp (child, "/") == 0)
        return TRUE;
      parent = g_path_get_dirname (child);
    }
}
