/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The bubblewrap of this machine: who could have changed it, whether it can what is asked of it,
 * and whether it still has the flaw CVE-2026-87766. Version numbers tell little, as distributions
 * repair old versions. */
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "account.h"
#include "probe-private.h"
#include "sandbox-error.h"
#include "spawn.h"

#define PATIENCE_MS 3000
#define TEXT_MAX (64 * 1024)

PenProbeVerdict
pen_probe_judge_file (const struct stat *file, const struct stat *directory)
{
  if ((file->st_mode & (S_ISUID | S_ISGID)) != 0)
    return PEN_PROBE_BWRAP_SETUID;
  if (!S_ISREG (file->st_mode) || file->st_uid != 0 || (file->st_mode & (S_IWGRP | S_IWOTH)) != 0)
    return PEN_PROBE_BWRAP_UNTRUSTED;
  if (!S_ISDIR (directory->st_mode) || directory->st_uid != 0 ||
      (directory->st_mode & S_IWOTH) != 0)
    return PEN_PROBE_BWRAP_UNTRUSTED;
  /* Debian's /usr/local is writable by the group staff, which root alone is in by default. */
  if ((directory->st_mode & S_IWGRP) != 0 && directory->st_gid != 0 && directory->st_gid != 50)
    return PEN_PROBE_BWRAP_UNTRUSTED;
  return PEN_PROBE_OK;
}

static void
settle_file (PenProbe *probe, PenProbeVerdict verdict)
{
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;

  if (verdict == PEN_PROBE_BWRAP_SETUID)
    {
      sentence = g_strdup_printf (
          /* Translators: %s is a path. */
          _ ("%s is setuid: it runs with root's rights, and Playpen does not use it so."),
          probe->bwrap);
      remedy = g_strdup_printf (_ ("Take the bit away: sudo chmod u-s,g-s %s"), probe->bwrap);
    }
  else
    {
      sentence = g_strdup_printf (
          /* Translators: %s is a path. */
          _ ("Somebody other than root could change or replace %s, so Playpen does not trust it."),
          probe->bwrap);
      remedy = g_strdup_printf (_ ("Give it back to root: sudo chown root:root %s and "
                                   "sudo chmod 755 %s, and the same for its directory."),
                                probe->bwrap,
                                probe->bwrap);
    }
  pen_probe_settle (probe, verdict, sentence, remedy);
}

/* In a user namespace of its own, such as a sandbox or a container without root, Playpen sees the
 * machine's root as nobody in particular. Whoever it is could as well change all of /usr. */
static void
adopt_unmapped (struct stat *status)
{
  if (pen_probe_is_unmapped (/* root= */ NULL, status->st_uid))
    status->st_uid = 0;
}

void
pen_probe_find_bwrap (PenProbe *probe)
{
  /* Not from $PATH: whoever can change that could name another program. */
  static const char *const paths[] = {"/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap"};

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *directory = g_path_get_dirname (paths[i]);
      struct stat of_file;
      struct stat of_directory;
      PenProbeVerdict verdict;

      if (stat (paths[i], &of_file) != 0 || stat (directory, &of_directory) != 0)
        continue;
      probe->bwrap = g_strdup (paths[i]);
      adopt_unmapped (&of_file);
      adopt_unmapped (&of_directory);
      verdict = pen_probe_judge_file (&of_file, &of_directory);
      if (verdict != PEN_PROBE_OK)
        settle_file (probe, verdict);
      return;
    }
  pen_probe_settle (probe,
                    PEN_PROBE_NO_BWRAP,
                    _ ("bubblewrap is not installed, and Playpen runs programs only inside it."),
                    _ ("Install it. On Debian and Ubuntu: sudo apt install bubblewrap"));
}

/* Reads until the end, for a few seconds at most. */
static char *
read_all (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 deadline = g_get_monotonic_time () + PATIENCE_MS * 1000;

  while (text->len < TEXT_MAX)
    {
      struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;
      char buffer[4096];
      gssize n;

      if (left <= 0 || poll (&poll_fd, 1, (int)left) == 0)
        break;
      n = read (fd, buffer, sizeof buffer);
      if (n == 0 || (n < 0 && errno != EINTR))
        break;
      if (n > 0)
        g_string_append_len (text, buffer, n);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Runs bubblewrap with nothing but the options that follow to its end; (transfer full) (nullable):
 * what it printed on its standard output. */
static char *
run_bwrap (GError **error, const char *program, ...)
{
  PenBwrap bwrap = {g_ptr_array_new (), g_ptr_array_new ()};
  PenSpawned spawned;
  PenAccount account;
  g_autofree char *text = NULL;
  gboolean ok;
  va_list options;

  va_start (options, program);
  for (const char *option = va_arg (options, const char *); option != NULL;
       option = va_arg (options, const char *))
    g_ptr_array_add (bwrap.options, (gpointer)option);
  va_end (options);
  ok = pen_account_get (&account, error) &&
       pen_spawn (program, &bwrap, &account, FALSE, NULL, &spawned, error);
  g_ptr_array_unref (bwrap.options);
  g_ptr_array_unref (bwrap.data);
  if (!ok)
    return NULL;
  text = read_all (spawned.fds[1]);
  /* It has closed its output, or its time is over. */
  kill (spawned.pid, SIGKILL);
  while (waitpid (spawned.pid, NULL, 0) < 0 && errno == EINTR)
    ;
  close (spawned.fds[1]);
  close (spawned.fds[2]);
  close (spawned.channel);
  return g_steal_pointer (&text);
}

const char *
pen_probe_find_missing_option (const char *help)
{
  static const char *const needed[] = {
      "--args",       "--as-pid-1", "--cap-drop",     "--dev",         "--disable-userns",
      "--gid",        "--hostname", "--new-session",  "--perms",       "--proc",
      "--remount-ro", "--ro-bind",  "--ro-bind-data", "--ro-bind-try", "--size",
      "--symlink",    "--tmpfs",    "--uid",          "--unshare-all", "--unshare-user"};

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *word = g_strconcat (" ", needed[i], " ", NULL);

      if (strstr (help, word) == NULL)
        return needed[i];
    }
  return NULL;
}

/* bubblewrap could not even be executed, most often because root cannot become nobody: there is no
 * such user id in this namespace. */
static void
settle_not_run (PenProbe *probe, const GError *error)
{
  gboolean no_account = g_error_matches (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_CANNOT_JAIL);

  pen_probe_settle (probe,
                    no_account ? PEN_PROBE_NO_ACCOUNT : PEN_PROBE_FAILED,
                    error->message,
                    NULL);
}

static void
ask_options (PenProbe *probe)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *help = run_bwrap (&error, probe->bwrap, "--help", NULL);
  const char *missing;
  g_autofree char *sentence = NULL;

  if (help == NULL)
    {
      settle_not_run (probe, error);
      return;
    }
  missing = pen_probe_find_missing_option (help);
  if (missing == NULL)
    return;
  sentence = g_strdup_printf (
      /* Translators: the first %s is a path, the second an option like --size. */
      _ ("%s does not know the option %s, which Playpen needs."),
      probe->bwrap,
      missing);
  pen_probe_settle (probe,
                    PEN_PROBE_BWRAP_OLD,
                    sentence,
                    _ ("Install bubblewrap 0.8 or newer. On Debian 12: sudo apt install "
                       "bubblewrap"));
}

static void
ask_version (PenProbe *probe)
{
  g_autofree char *text = run_bwrap (NULL, probe->bwrap, "--version", NULL);

  if (text == NULL || !g_str_has_prefix (text, "bubblewrap "))
    return;
  g_strstrip (text);
  probe->version = g_strdup (text + strlen ("bubblewrap "));
}

/* Makes a directory that @account may write. */
static gboolean
make_directory (const char *path, const PenAccount *account)
{
  return g_mkdir (path, 0700) == 0 &&
         (!account->change || chown (path, account->uid, account->gid) == 0);
}

typedef enum
{
  FLAW_UNKNOWN,
  FLAW_ABSENT,
  FLAW_PRESENT,
} Flaw;

/* bubblewrap is asked to make two directories below a bound one: one as a control, and one behind a
 * symlink that leads to the host's root as bubblewrap sees it while it sets up. Everything lies in
 * @place, which is fresh and private. */
static Flaw
try_symlink (const PenProbe *probe, const char *place, const PenAccount *account)
{
  g_autofree char *bound = g_build_filename (place, "bound", NULL);
  g_autofree char *target = g_build_filename (place, "target", NULL);
  g_autofree char *link = g_build_filename (bound, "link", NULL);
  g_autofree char *inside = g_strconcat ("/oldroot", target, NULL);
  g_autofree char *made = g_build_filename (target, "made", NULL);
  g_autofree char *control = g_build_filename (bound, "control", NULL);
  Flaw flaw = FLAW_UNKNOWN;

  if (make_directory (bound, account) && make_directory (target, account) &&
      symlink (inside, link) == 0)
    g_free (run_bwrap (NULL,
                       probe->bwrap,
                       "--unshare-user",
                       "--bind",
                       bound,
                       "/bound",
                       "--dir",
                       "/bound/control",
                       "--dir",
                       "/bound/link/made",
                       NULL));
  if (g_rmdir (control) == 0)
    flaw = g_rmdir (made) == 0 ? FLAW_PRESENT : FLAW_ABSENT;
  g_unlink (link);
  g_rmdir (target);
  g_rmdir (bound);
  return flaw;
}

static void
ask_symlink_flaw (PenProbe *probe)
{
  g_autofree char *place = g_dir_make_tmp ("playpen-probe-XXXXXX", NULL);
  PenAccount account;
  Flaw flaw = FLAW_UNKNOWN;

  if (place == NULL || !pen_account_get (&account, NULL))
    return;
  if (!account.change || chown (place, account.uid, account.gid) == 0)
    flaw = try_symlink (probe, place, &account);
  g_rmdir (place);
  if (flaw == FLAW_PRESENT)
    pen_finding_add (probe->findings,
                     "bwrap-symlink",
                     PEN_SEVERITY_ADVISE,
                     _ ("This bubblewrap follows a symlink out of a directory that it shows to a "
                        "program (CVE-2026-87766). Playpen never asks it for anything that could "
                        "be misled so."),
                     _ ("Install the updates of your distribution, for the sake of other programs "
                        "that use bubblewrap."),
                     probe->version);
  else if (flaw == FLAW_ABSENT)
    pen_finding_add (probe->findings,
                     "bwrap-symlink",
                     PEN_SEVERITY_OK,
                     _ ("This bubblewrap does not follow symlinks out of a directory that it "
                        "shows to a program."),
                     NULL,
                     probe->version);
}

void
pen_probe_ask_bwrap (PenProbe *probe)
{
  g_autofree char *sentence = NULL;

  if (probe->bwrap == NULL || probe->verdict != PEN_PROBE_OK)
    return;
  ask_options (probe);
  if (probe->verdict != PEN_PROBE_OK)
    return;
  ask_version (probe);
  sentence = g_strdup_printf (
      /* Translators: the first %s is a version, the second a path. */
      _ ("bubblewrap %s is %s, belongs to root, and has every option that is needed."),
      probe->version != NULL ? probe->version : "?",
      probe->bwrap);
  pen_finding_add (probe->findings,
                   "bwrap",
                   PEN_SEVERITY_OK,
                   sentence,
                   /* remedy= */ NULL,
                   probe->version);
  ask_symlink_flaw (probe);
}
