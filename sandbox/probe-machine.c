/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The part of the hardening report that is more than a number in a range: what decides whether
 * jails can stand, security modules, the processor, memory, the kernel's age. */
#include <glib/gi18n.h>
#include <string.h>

#include "probe-private.h"

#define NAMESPACES_WANTED 64
#define MEMORY_WANTED_KIB (2 * 1024 * 1024)
#define OLD_KERNEL_DAYS 180

static gboolean
has_word (const char *text, const char *separators, const char *word)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit_set (text, separators, -1) : NULL;

  return words != NULL && g_strv_contains ((const char *const *)words, word);
}

static void
read_namespaces (GPtrArray *findings, const char *root)
{
  static const char *const kinds[] = {"user", "mnt", "pid", "net", "ipc", "uts", "cgroup"};
  gint64 number;

  if (pen_probe_read_number (root, "proc/sys/kernel/unprivileged_userns_clone", &number) &&
      number == 0)
    pen_finding_add (findings,
                     "userns-clone",
                     PEN_SEVERITY_PROBLEM,
                     _ ("User namespaces are closed to ordinary users, and bubblewrap needs them. "
                        "Hardened kernels come so."),
                     _ ("Whoever looks after this machine decides: sudo sysctl -w "
                        "kernel.unprivileged_userns_clone=1"),
                     "0");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *file = g_strdup_printf ("proc/sys/user/max_%s_namespaces", kinds[i]);
      g_autofree char *id = g_strdup_printf ("max-%s-namespaces", kinds[i]);
      g_autofree char *sentence = NULL;
      g_autofree char *remedy = NULL;
      g_autofree char *value = pen_probe_read_text (root, file);

      if (!pen_probe_read_number (root, file, &number) || number >= NAMESPACES_WANTED)
        continue;
      sentence = g_strdup_printf (
          /* Translators: %s is user, net, pid …; the number is a limit of the kernel. */
          _ ("A user may have only %2$d namespaces of the kind “%1$s”."),
          kinds[i],
          (int)number);
      remedy = g_strdup_printf (_ ("To change it: sudo sysctl -w user.max_%s_namespaces=10000"),
                                kinds[i]);
      pen_finding_add (findings,
                       id,
                       number == 0 ? PEN_SEVERITY_PROBLEM : PEN_SEVERITY_ADVISE,
                       sentence,
                       remedy,
                       value);
    }
}

static gboolean
exists (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root != NULL ? root : "/", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
read_apparmor (GPtrArray *findings, const char *root)
{
  gint64 number;
  gboolean has_profile = exists (root, "etc/apparmor.d/bwrap") ||
                         exists (root, "etc/apparmor.d/bwrap-userns-restrict");

  if (!pen_probe_read_number (root,
                              "proc/sys/kernel/apparmor_restrict_unprivileged_userns",
                              &number) ||
      number == 0)
    return;
  pen_finding_add (
      findings,
      "apparmor-userns",
      has_profile ? PEN_SEVERITY_OK : PEN_SEVERITY_ADVISE,
      has_profile ? _ ("AppArmor restricts user namespaces, and there is a profile for bubblewrap.")
                  : _ ("AppArmor restricts user namespaces, and there is no profile that lets "
                       "bubblewrap use them."),
      has_profile ? NULL
                  : _ ("If programs cannot run, add a profile that gives /usr/bin/bwrap the "
                       "permission “userns”. Leave the restriction on for everything else."),
      "1");
}

void
pen_probe_read_security_modules (GPtrArray *findings,
                                 const char *root,
                                 guint *n_met,
                                 guint *n_counted)
{
  static const char *const wanted[] = {"landlock", "yama"};
  g_autofree char *modules = pen_probe_read_text (root, "sys/kernel/security/lsm");
  g_autofree char *lockdown = pen_probe_read_text (root, "sys/kernel/security/lockdown");
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  if (lockdown != NULL)
    {
      gboolean on = strstr (lockdown, "[none]") == NULL;

      *n_counted += 1;
      *n_met += on;
      pen_finding_add (findings,
                       "lockdown",
                       on ? PEN_SEVERITY_OK : PEN_SEVERITY_INFO,
                       on ? _ ("The kernel protects itself from root (lockdown).")
                          : _ ("The kernel does not protect itself from root (lockdown is off)."),
                       NULL,
                       lockdown);
    }
  if (modules == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!has_word (modules, ",", wanted[i]))
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", wanted[i]);
  if (!has_word (modules, ",", "apparmor") && !has_word (modules, ",", "selinux"))
    g_string_append_printf (missing, "%sapparmor", missing->len > 0 ? ", " : "");
  *n_counted += 1;
  *n_met += missing->len == 0;
  if (missing->len > 0)
    /* Translators: %s is a list of kernel modules like “yama, apparmor”. */
    sentence =
        g_strdup_printf (_ ("Security modules are missing in this kernel: %s."), missing->str);
  pen_finding_add (findings,
                   "security-modules",
                   missing->len == 0 ? PEN_SEVERITY_OK : PEN_SEVERITY_INFO,
                   missing->len == 0 ? _ ("The usual security modules are active.") : sentence,
                   NULL,
                   modules);
}

void
pen_probe_read_command_line (GPtrArray *findings, const char *root, guint *n_met, guint *n_counted)
{
  g_autofree char *line = pen_probe_read_text (root, "proc/cmdline");
  gboolean off = has_word (line, " ", "mitigations=off");
  gboolean zeroes =
      has_word (line, " ", "init_on_alloc=1") || has_word (line, " ", "init_on_free=1");

  if (line == NULL)
    return;
  *n_counted += 1;
  *n_met += !off;
  if (off)
    pen_finding_add (findings,
                     "mitigations",
                     PEN_SEVERITY_ADVISE,
                     _ ("The protections against flaws of the processor are switched off "
                        "(mitigations=off)."),
                     _ ("Take mitigations=off out of the kernel's command line before others may "
                        "run programs here."),
                     "off");
  if (zeroes)
    pen_finding_add (findings,
                     "init-on-alloc",
                     PEN_SEVERITY_OK,
                     _ ("The kernel clears memory before it is used again."),
                     NULL,
                     "1");
}

static void
read_core_pattern (GPtrArray *findings, const char *root)
{
  g_autofree char *pattern = pen_probe_read_text (root, "proc/sys/kernel/core_pattern");

  if (pattern == NULL || pattern[0] != '|')
    return;
  pen_finding_add (findings,
                   "core-pattern",
                   PEN_SEVERITY_INFO,
                   _ ("A service of this machine collects crashes of programs. The ones "
                      "that Playpen runs leave none."),
                   NULL,
                   pattern);
}

static void
read_processor (GPtrArray *findings, const char *root)
{
  g_autofree char *path =
      g_build_filename (root != NULL ? root : "/", "sys/devices/system/cpu/vulnerabilities", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *sentence = NULL;
  const char *name;
  gint64 smt;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file =
          g_build_filename ("sys/devices/system/cpu/vulnerabilities", name, NULL);
      g_autofree char *text = pen_probe_read_text (root, file);

      if (text != NULL && g_str_has_prefix (text, "Vulnerable"))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (names->len > 0)
    {
      /* Translators: %s is a list of names like “spectre_v2, mds”. */
      sentence = g_strdup_printf (
          _ ("The processor has flaws by which a program may guess what others compute: %s."),
          names->str);
      pen_finding_add (findings,
                       "processor",
                       PEN_SEVERITY_INFO,
                       sentence,
                       _ ("Matters when a room full of people runs programs here: install the "
                          "updates of kernel, firmware and microcode."),
                       names->str);
    }
  if (pen_probe_read_number (root, "sys/devices/system/cpu/smt/active", &smt) && smt == 1)
    pen_finding_add (findings,
                     "smt",
                     PEN_SEVERITY_INFO,
                     _ ("Two programs share one processor core at a time (SMT), which helps such "
                        "guessing."),
                     NULL,
                     "1");
}

/* The number of KiB after @key in /proc/meminfo, -1 if it is not there. */
static gint64
find_memory (const char *text, const char *key)
{
  const char *line = text != NULL ? strstr (text, key) : NULL;

  return line != NULL ? g_ascii_strtoll (line + strlen (key), NULL, 10) : -1;
}

static void
read_memory (GPtrArray *findings, const char *root)
{
  g_autofree char *text = pen_probe_read_text (root, "proc/meminfo");
  gint64 available = find_memory (text, "MemAvailable:");
  gint64 swap = find_memory (text, "SwapTotal:");
  g_autofree char *size =
      g_format_size_full ((guint64)MAX (available, 0) * 1024, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *sentence = NULL;

  if (available < 0)
    return;
  /* Translators: %s is a size like “1.5 GiB”. */
  sentence = g_strdup_printf (_ ("%s of memory are free."), size);
  pen_finding_add (findings,
                   "memory",
                   available < MEMORY_WANTED_KIB ? PEN_SEVERITY_ADVISE : PEN_SEVERITY_OK,
                   sentence,
                   available < MEMORY_WANTED_KIB
                       ? _ ("Close other programs before a whole room runs programs here.")
                       : NULL,
                   size);
  if (swap == 0)
    pen_finding_add (findings,
                     "swap",
                     PEN_SEVERITY_INFO,
                     _ ("There is no swap space: when memory runs out, the kernel ends a program "
                        "at once."),
                     NULL,
                     "0");
}

/* The date in "… #1 SMP … Debian 6.1.147-1 (2025-08-02)", or NULL. */
static GDateTime *
find_build_date (const char *version)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\\((20[0-9]{2}-[01][0-9]-[0-3][0-9])\\)", 0, 0, NULL);
  g_autofree char *date = NULL;
  g_autofree char *iso = NULL;

  if (!g_regex_match (regex, version, 0, &match))
    return NULL;
  date = g_match_info_fetch (match, 1);
  iso = g_strconcat (date, "T00:00:00Z", NULL);
  return g_date_time_new_from_iso8601 (iso, NULL);
}

static void
read_age (GPtrArray *findings, const char *root)
{
  g_autofree char *version = pen_probe_read_text (root, "proc/version");
  g_autofree char *release = pen_probe_read_text (root, "proc/sys/kernel/osrelease");
  g_autoptr (GDateTime) built = version != NULL ? find_build_date (version) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *sentence = NULL;
  gint64 days;

  if (built == NULL)
    return;
  days = g_date_time_difference (now, built) / G_TIME_SPAN_DAY;
  if (days <= OLD_KERNEL_DAYS)
    return;
  sentence = g_strdup_printf (
      /* Translators: the number is more than 180. */
      _ ("The running kernel was built %d days ago; flaws found since are not repaired in it."),
      (int)days);
  pen_finding_add (findings,
                   "kernel-age",
                   PEN_SEVERITY_ADVISE,
                   sentence,
                   _ ("Install the updates of your distribution and restart."),
                   release);
}

void
pen_probe_read_machine (GPtrArray *findings, const char *root)
{
  read_namespaces (findings, root);
  read_apparmor (findings, root);
  read_core_pattern (findings, root);
  read_processor (findings, root);
  read_memory (findings, root);
  read_age (findings, root);
}
