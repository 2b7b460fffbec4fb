/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the probe makes of texts, files and rows: pure, with a directory tree that stands in for
 * /proc, /sys and /etc. What it makes of real jails is test-probe-jail.c's. */
#include <glib/gstdio.h>
#include <string.h>

#include "probe-private.h"

typedef struct
{
  char *root;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = g_dir_make_tmp ("playpen-probe-XXXXXX", NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->root);
  g_free (fixture->root);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->root, name, NULL);
  g_autofree char *directory = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0755), ==, 0);
  /* A new file is not synced to disk, an old one would be. */
  g_remove (path);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* An ordinary machine on which namespaces work. */
static void
put_machine (Fixture *fixture)
{
  put (fixture, "proc/self/mountinfo", "27 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
  put (fixture, "proc/self/status", "Name:\tx\nNoNewPrivs:\t0\nSeccomp:\t2\nSpeculation:\tx\n");
  put (fixture, "proc/self/ns/user", "");
  put (fixture, "proc/sys/user/max_user_namespaces", "96365\n");
}

static void
assert_verdict (Fixture *fixture, const char *text, PenProbeVerdict expected)
{
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;
  PenProbeVerdict seen = pen_probe_explain (fixture->root, text, &sentence, &remedy);

  g_test_message ("%s", sentence);
  g_assert_cmpstr (pen_probe_verdict_to_string (seen), ==, pen_probe_verdict_to_string (expected));
  g_assert_true (sentence != NULL && g_utf8_validate (sentence, -1, NULL));
  g_assert_nonnull (remedy);
}

/* bubblewrap's own words: 0.8's, or those that its issues quote. */
#define REFUSED "bwrap: Creating new namespace failed: Operation not permitted"
#define REFUSED_LONG                                                                               \
  "bwrap: No permissions to creating new namespace, likely because the kernel does not allow "     \
  "non-privileged user namespaces. On e.g. debian this can be enabled with 'sysctl "               \
  "kernel.unprivileged_userns_clone=1'."
#define NO_PROCESS "bwrap: Creating new namespace failed: Resource temporarily unavailable"
#define USED_UP                                                                                    \
  "bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces "        \
  "exceeded (ENOSPC)"

static void
test_debian_knob (Fixture *fixture, gconstpointer data)
{
  put_machine (fixture);
  put (fixture, "proc/sys/kernel/unprivileged_userns_clone", "0\n");
  assert_verdict (fixture, REFUSED_LONG, PEN_PROBE_NAMESPACES_OFF);
  g_assert_cmpint (pen_probe_explain_knobs (fixture->root, NULL, NULL),
                   ==,
                   PEN_PROBE_NAMESPACES_OFF);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  put_machine (fixture);
  assert_verdict (fixture, NO_PROCESS, PEN_PROBE_PROCESSES_USED);
  assert_verdict (fixture, USED_UP, PEN_PROBE_NAMESPACES_USED);
  g_assert_cmpint (pen_probe_explain_knobs (fixture->root, NULL, NULL), ==, PEN_PROBE_OK);
  put (fixture, "proc/sys/user/max_net_namespaces", "0\n");
  assert_verdict (fixture, USED_UP, PEN_PROBE_NAMESPACES_OFF);
  put (fixture, "proc/sys/user/max_net_namespaces", "5\n");
  put (fixture, "proc/sys/user/max_user_namespaces", "0\n");
  assert_verdict (fixture, USED_UP, PEN_PROBE_NAMESPACES_OFF);
  g_assert_cmpint (pen_probe_explain_knobs (fixture->root, NULL, NULL),
                   ==,
                   PEN_PROBE_NAMESPACES_OFF);
}

static void
test_kernel_without (Fixture *fixture, gconstpointer data)
{
  put (fixture, "proc/self/status", "Seccomp:\t2\n");
  assert_verdict (fixture, REFUSED, PEN_PROBE_NAMESPACES_OFF);
  put_machine (fixture);
  assert_verdict (fixture,
                  "bwrap: Creating new namespace failed, likely because the kernel does not "
                  "support user namespaces.  bwrap must be installed setuid on such systems.",
                  PEN_PROBE_NAMESPACES_OFF);
}

static void
test_apparmor (Fixture *fixture, gconstpointer data)
{
  put_machine (fixture);
  put (fixture, "proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
  assert_verdict (fixture, "bwrap: setting up uid map: Permission denied", PEN_PROBE_APPARMOR);
  assert_verdict (fixture,
                  "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted",
                  PEN_PROBE_APPARMOR);
  assert_verdict (fixture, REFUSED, PEN_PROBE_APPARMOR);
}

static void
test_masked_proc (Fixture *fixture, gconstpointer data)
{
  put_machine (fixture);
  assert_verdict (fixture,
                  "The sandbox failed to start: bwrap: Can't mount proc on /newroot/proc: "
                  "Operation not permitted",
                  PEN_PROBE_MASKED_PROC);
}

static void
test_chroot (Fixture *fixture, gconstpointer data)
{
  put_machine (fixture);
  assert_verdict (fixture, REFUSED, PEN_PROBE_CONTAINER_FORBIDS);
  /* No mount at the root directory. */
  put (fixture, "proc/self/mountinfo", "40 27 8:1 / /proc rw - proc proc rw\n");
  assert_verdict (fixture, REFUSED, PEN_PROBE_CHROOT);
  /* A mount at the root directory, but nobody else who could have refused. */
  put_machine (fixture);
  put (fixture, "proc/self/status", "NoNewPrivs:\t0\nSeccomp:\t0\nSpeculation:\tx\n");
  assert_verdict (fixture, REFUSED, PEN_PROBE_CHROOT);
  put (fixture, "proc/self/attr/current", "unconfined\n");
  assert_verdict (fixture, REFUSED, PEN_PROBE_CHROOT);
  put (fixture, "proc/self/attr/current", "snap.playpen.playpen (enforce)\n");
  assert_verdict (fixture, REFUSED, PEN_PROBE_CONTAINER_FORBIDS);
}

static void
test_other_words (Fixture *fixture, gconstpointer data)
{
  put_machine (fixture);
  assert_verdict (fixture, "bwrap: Unknown option --disable-userns", PEN_PROBE_BWRAP_OLD);
  assert_verdict (fixture,
                  "bwrap: Can't find source path /x: No such file or directory",
                  PEN_PROBE_FAILED);
  assert_verdict (fixture, "", PEN_PROBE_FAILED);
  assert_verdict (fixture, "\xff\xfe namespace", PEN_PROBE_FAILED);
}

/* Without any file at all nothing is known, and nothing is made up. */
static void
test_nothing_to_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  guint score = 99;

  g_assert_cmpint (pen_probe_explain_knobs (fixture->root, NULL, NULL), ==, PEN_PROBE_OK);
  findings = pen_probe_read_kernel (fixture->root, &score);
  g_assert_cmpuint (findings->len, ==, 0);
  g_assert_cmpuint (score, ==, 0);
}

static const PenFinding *
find (GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const PenFinding *finding = findings->pdata[i];

      if (g_str_equal (finding->id, id))
        return finding;
    }
  return NULL;
}

static void
assert_finding (GPtrArray *findings, const char *id, PenSeverity severity, gboolean has_remedy)
{
  const PenFinding *finding = find (findings, id);

  g_assert_nonnull (finding);
  g_test_message ("%s: %s", id, finding->sentence);
  g_assert_cmpint (finding->severity, ==, severity);
  g_assert_cmpint (finding->remedy != NULL, ==, has_remedy);
  g_assert_true (g_utf8_validate (finding->sentence, -1, NULL));
}

static void
put_hardened (Fixture *fixture)
{
  static const char *const files[][2] = {
      {"proc/sys/kernel/osrelease", "6.12.9-hardened1-1-hardened\n"},
      {"proc/version", "Linux version 6.12.9-hardened1\n"},
      {"proc/sys/kernel/yama/ptrace_scope", "1\n"},
      {"proc/sys/kernel/kptr_restrict", "2\n"},
      {"proc/sys/kernel/dmesg_restrict", "1\n"},
      {"proc/sys/kernel/perf_event_paranoid", "3\n"},
      {"proc/sys/kernel/unprivileged_bpf_disabled", "1\n"},
      {"proc/sys/kernel/io_uring_disabled", "2\n"},
      {"proc/sys/vm/unprivileged_userfaultfd", "0\n"},
      {"proc/sys/dev/tty/legacy_tiocsti", "0\n"},
      {"proc/sys/kernel/randomize_va_space", "2\n"},
      {"proc/sys/vm/mmap_min_addr", "65536\n"},
      {"proc/sys/fs/protected_symlinks", "1\n"},
      {"proc/sys/fs/protected_hardlinks", "1\n"},
      {"proc/sys/fs/protected_fifos", "2\n"},
      {"proc/sys/fs/protected_regular", "2\n"},
      {"proc/sys/fs/suid_dumpable", "0\n"},
      {"sys/kernel/security/lsm", "capability,landlock,lockdown,yama,apparmor\n"},
      {"sys/kernel/security/lockdown", "none [integrity] confidentiality\n"},
      {"proc/cmdline", "quiet init_on_alloc=1 slab_nomerge\n"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    put (fixture, files[i][0], files[i][1]);
}

static void
test_hardened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  guint score;

  put_hardened (fixture);
  findings = pen_probe_read_kernel (fixture->root, &score);
  g_assert_cmpuint (score, ==, 100);
  assert_finding (findings, "hardening", PEN_SEVERITY_OK, FALSE);
  g_assert_nonnull (strstr (find (findings, "hardening")->sentence, "hardened kernel"));
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpint (((PenFinding *)findings->pdata[i])->severity, ==, PEN_SEVERITY_OK);

  /* As hardened kernels come: then the price is named honestly, and it comes first. */
  put (fixture, "proc/sys/kernel/unprivileged_userns_clone", "0\n");
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = pen_probe_read_kernel (fixture->root, &score);
  g_assert_cmpstr (((PenFinding *)findings->pdata[0])->id, ==, "userns-clone");
  assert_finding (findings, "userns-clone", PEN_SEVERITY_PROBLEM, TRUE);
}

/* Each knob of a hardened machine, turned the wrong way, is seen; and only that one. */
static void
test_each_knob (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *id;
    const char *text;
    PenSeverity severity;
  } knobs[] = {
      {"proc/sys/kernel/yama/ptrace_scope", "yama", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/kernel/kptr_restrict", "kptr-restrict", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/kernel/dmesg_restrict", "dmesg-restrict", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/kernel/perf_event_paranoid", "perf-paranoid", "-1", PEN_SEVERITY_ADVISE},
      {"proc/sys/kernel/unprivileged_bpf_disabled", "unprivileged-bpf", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/kernel/io_uring_disabled", "io-uring", "0", PEN_SEVERITY_INFO},
      {"proc/sys/vm/unprivileged_userfaultfd", "userfaultfd", "1", PEN_SEVERITY_ADVISE},
      {"proc/sys/dev/tty/legacy_tiocsti", "legacy-tiocsti", "1", PEN_SEVERITY_INFO},
      {"proc/sys/kernel/randomize_va_space", "aslr", "1", PEN_SEVERITY_ADVISE},
      {"proc/sys/vm/mmap_min_addr", "mmap-min-addr", "4096", PEN_SEVERITY_ADVISE},
      {"proc/sys/fs/protected_symlinks", "protected-symlinks", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/fs/protected_hardlinks", "protected-hardlinks", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/fs/protected_fifos", "protected-fifos", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/fs/protected_regular", "protected-regular", "0", PEN_SEVERITY_ADVISE},
      {"proc/sys/fs/suid_dumpable", "suid-dumpable", "2", PEN_SEVERITY_ADVISE},
      {"sys/kernel/security/lsm", "security-modules", "capability,yama", PEN_SEVERITY_INFO},
      {"sys/kernel/security/lockdown", "lockdown", "[none] integrity", PEN_SEVERITY_INFO},
      {"proc/cmdline", "mitigations", "quiet mitigations=off", PEN_SEVERITY_ADVISE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (knobs); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      guint score;

      put_hardened (fixture);
      put (fixture, knobs[i].file, knobs[i].text);
      findings = pen_probe_read_kernel (fixture->root, &score);
      g_assert_cmpstr (((PenFinding *)findings->pdata[0])->id, ==, knobs[i].id);
      g_assert_cmpint (((PenFinding *)findings->pdata[0])->severity, ==, (int)knobs[i].severity);
      g_assert_cmpint (((PenFinding *)findings->pdata[1])->severity, ==, PEN_SEVERITY_OK);
      g_assert_cmpuint (score, <, 100);
    }
}

static void
test_machine (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  put (fixture, "proc/sys/kernel/core_pattern", "|/usr/share/apport/apport %p %s\n");
  put (fixture, "proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
  put (fixture, "proc/sys/user/max_net_namespaces", "10\n");
  put (fixture, "proc/sys/user/max_pid_namespaces", "0\n");
  put (fixture, "proc/meminfo", "MemTotal: 4000000 kB\nMemAvailable: 900000 kB\nSwapTotal: 0 kB\n");
  put (fixture, "sys/devices/system/cpu/vulnerabilities/mds", "Vulnerable: no microcode\n");
  put (fixture, "sys/devices/system/cpu/vulnerabilities/l1tf", "Not affected\n");
  put (fixture, "sys/devices/system/cpu/smt/active", "1\n");
  put (fixture, "proc/version", "Linux version 6.1.0-21 Debian 6.1.90-1 (2024-05-03)\n");
  put (fixture, "proc/sys/kernel/osrelease", "6.1.0-21-amd64\n");
  findings = pen_probe_read_kernel (fixture->root, NULL);
  assert_finding (findings, "max-pid-namespaces", PEN_SEVERITY_PROBLEM, TRUE);
  assert_finding (findings, "max-net-namespaces", PEN_SEVERITY_ADVISE, TRUE);
  assert_finding (findings, "apparmor-userns", PEN_SEVERITY_ADVISE, TRUE);
  assert_finding (findings, "memory", PEN_SEVERITY_ADVISE, TRUE);
  assert_finding (findings, "kernel-age", PEN_SEVERITY_ADVISE, TRUE);
  assert_finding (findings, "core-pattern", PEN_SEVERITY_INFO, FALSE);
  assert_finding (findings, "processor", PEN_SEVERITY_INFO, TRUE);
  g_assert_cmpstr (find (findings, "processor")->value, ==, "mds");
  assert_finding (findings, "smt", PEN_SEVERITY_INFO, FALSE);
  assert_finding (findings, "swap", PEN_SEVERITY_INFO, FALSE);
  for (guint i = 1; i < findings->len; i++)
    g_assert_cmpint (((PenFinding *)findings->pdata[i - 1])->severity,
                     >=,
                     (int)((PenFinding *)findings->pdata[i])->severity);

  put (fixture, "etc/apparmor.d/bwrap-userns-restrict", "");
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = pen_probe_read_kernel (fixture->root, NULL);
  assert_finding (findings, "apparmor-userns", PEN_SEVERITY_OK, FALSE);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autoptr (GPtrArray) findings = NULL;

  put (fixture, "proc/sys/kernel/yama/ptrace_scope", "one\n");
  put (fixture, "proc/sys/kernel/kptr_restrict", "");
  put (fixture, "proc/sys/kernel/dmesg_restrict", "99999999999999999999999\n");
  put (fixture, "proc/sys/kernel/core_pattern", "|\xff\xfe\n\x1b[31m");
  put (fixture, "proc/meminfo", "MemAvailable: -5\n");
  put (fixture, "proc/version", "(2024-99-99)");
  put (fixture, "sys/kernel/security/lsm", long_text);
  findings = pen_probe_read_kernel (fixture->root, NULL);
  g_assert_null (find (findings, "yama"));
  g_assert_null (find (findings, "kptr-restrict"));
  g_assert_null (find (findings, "dmesg-restrict"));
  g_assert_null (find (findings, "kernel-age"));
  for (guint i = 0; i < findings->len; i++)
    {
      const PenFinding *finding = findings->pdata[i];

      g_assert_true (finding->value == NULL || g_utf8_validate (finding->value, -1, NULL));
      g_assert_true (finding->value == NULL || strpbrk (finding->value, "\n\x1b") == NULL);
      g_assert_cmpuint (finding->value != NULL ? strlen (finding->value) : 0, <, 1000);
    }
}

static void
test_judge_file (void)
{
  static const struct
  {
    mode_t mode;
    uid_t uid;
    mode_t directory_mode;
    uid_t directory_uid;
    gid_t directory_gid;
    PenProbeVerdict expected;
  } cases[] = {
      {S_IFREG | 0755, 0, S_IFDIR | 0755, 0, 0, PEN_PROBE_OK},
      {S_IFREG | 0755, 0, S_IFDIR | 02775, 0, 50, PEN_PROBE_OK},
      {S_IFREG | 04755, 0, S_IFDIR | 0755, 0, 0, PEN_PROBE_BWRAP_SETUID},
      {S_IFREG | 02755, 0, S_IFDIR | 0755, 0, 0, PEN_PROBE_BWRAP_SETUID},
      {S_IFREG | 04755, 1000, S_IFDIR | 0755, 0, 0, PEN_PROBE_BWRAP_SETUID},
      {S_IFREG | 0755, 1000, S_IFDIR | 0755, 0, 0, PEN_PROBE_BWRAP_UNTRUSTED},
      {S_IFREG | 0775, 0, S_IFDIR | 0755, 0, 0, PEN_PROBE_BWRAP_UNTRUSTED},
      {S_IFREG | 0757, 0, S_IFDIR | 0755, 0, 0, PEN_PROBE_BWRAP_UNTRUSTED},
      {S_IFDIR | 0755, 0, S_IFDIR | 0755, 0, 0, PEN_PROBE_BWRAP_UNTRUSTED},
      {S_IFREG | 0755, 0, S_IFDIR | 0755, 1000, 0, PEN_PROBE_BWRAP_UNTRUSTED},
      {S_IFREG | 0755, 0, S_IFDIR | 0757, 0, 0, PEN_PROBE_BWRAP_UNTRUSTED},
      {S_IFREG | 0755, 0, S_IFDIR | 0775, 0, 1000, PEN_PROBE_BWRAP_UNTRUSTED},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct stat file = {.st_mode = cases[i].mode, .st_uid = cases[i].uid};
      struct stat directory = {.st_mode = cases[i].directory_mode,
                               .st_uid = cases[i].directory_uid,
                               .st_gid = cases[i].directory_gid};

      g_assert_cmpint (pen_probe_judge_file (&file, &directory), ==, cases[i].expected);
    }
}

/* In a child of the first user namespace only those who are mapped have numbers. */
static void
test_unmapped (Fixture *fixture, gconstpointer data)
{
  put_machine (fixture);
  g_assert_false (pen_probe_is_unmapped (fixture->root, 65534));
  put (fixture, "proc/sys/kernel/overflowuid", "65534\n");
  put (fixture, "proc/self/uid_map", "         0          0 4294967295\n");
  g_assert_false (pen_probe_is_unmapped (fixture->root, 65534));
  g_assert_false (pen_probe_is_unmapped (fixture->root, 0));
  put (fixture, "proc/self/uid_map", "      1000       1000          1\n");
  g_assert_true (pen_probe_is_unmapped (fixture->root, 65534));
  g_assert_false (pen_probe_is_unmapped (fixture->root, 1000));
  g_assert_false (pen_probe_is_unmapped (fixture->root, 0));
  put (fixture, "proc/self/uid_map", "0 1000 1\n1 100000 65534\n");
  g_assert_false (pen_probe_is_unmapped (fixture->root, 65534));
  put (fixture, "proc/self/uid_map", "0 1000 1\n1 100000 65533\n");
  g_assert_true (pen_probe_is_unmapped (fixture->root, 65534));
  put (fixture, "proc/self/uid_map", "what is this\n");
  g_assert_false (pen_probe_is_unmapped (fixture->root, 65534));
}

static void
test_missing_option (void)
{
  static const char help[] = "usage: bwrap\n"
                             "    --args FD                    Parse NUL-separated args\n"
                             "    --cap-drop-not CAP           Another option\n";

  g_assert_cmpstr (pen_probe_find_missing_option (""), ==, "--args");
  g_assert_cmpstr (pen_probe_find_missing_option (help), ==, "--as-pid-1");
}

static PenProbe *
new_probe (void)
{
  PenProbe *probe = pen_probe_check ();

  /* Whatever this machine is like. */
  probe->verdict = PEN_PROBE_OK;
  return probe;
}

static const PenProbeRow *
find_row (const PenProbe *probe, const char *name)
{
  for (guint i = 0; i < probe->rows->len; i++)
    {
      const PenProbeRow *row = probe->rows->pdata[i];

      if (g_str_equal (row->name, name))
        return row;
    }
  return NULL;
}

static void
test_rows (void)
{
  g_autoptr (PenProbe) silent = new_probe ();
  g_autoptr (PenProbe) good = new_probe ();
  g_autoptr (PenProbe) bad = new_probe ();
  g_autoptr (GString) text = g_string_new ("unknown=ok\nnonsense\n=\n\n");

  /* A probe that says nothing has not shown that anything holds. */
  pen_probe_take_rows (silent, "run", "");
  g_assert_cmpint (silent->verdict, ==, PEN_PROBE_LEAKS);
  g_assert_cmpuint (silent->rows->len, >, 20);
  for (guint i = 0; i < silent->rows->len; i++)
    {
      const PenProbeRow *row = silent->rows->pdata[i];

      g_assert_nonnull (row->seen);
      g_string_append_printf (text, "%s=ok\n", strchr (row->name, '/') + 1);
    }
  pen_probe_take_rows (good, "run", text->str);
  g_assert_cmpint (good->verdict, ==, PEN_PROBE_OK);
  g_assert_cmpuint (good->rows->len, ==, silent->rows->len);

  /* "mount=ok" is taken from its own line only. */
  g_string_replace (text, "\nmount=ok\n", "\nmount=it worked\nxmount=ok\n", 1);
  pen_probe_take_rows (bad, "run", text->str);
  g_assert_cmpint (bad->verdict, ==, PEN_PROBE_LEAKS);
  g_assert_cmpstr (find_row (bad, "run/mount")->seen, ==, "it worked");
  g_assert_null (find_row (bad, "run/keys")->seen);
}

static void
test_first_verdict_stands (void)
{
  g_autoptr (PenProbe) probe = new_probe ();

  pen_probe_settle (probe, PEN_PROBE_BWRAP_SETUID, "first", NULL);
  pen_probe_settle (probe, PEN_PROBE_FAILED, "second", NULL);
  g_assert_cmpint (probe->verdict, ==, PEN_PROBE_BWRAP_SETUID);
  g_assert_cmpstr (probe->sentence, ==, "first");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sandbox/probe/explain/debian-knob", test_debian_knob);
  ADD ("/sandbox/probe/explain/limits", test_limits);
  ADD ("/sandbox/probe/explain/kernel-without-namespaces", test_kernel_without);
  ADD ("/sandbox/probe/explain/apparmor", test_apparmor);
  ADD ("/sandbox/probe/explain/masked-proc", test_masked_proc);
  ADD ("/sandbox/probe/explain/chroot", test_chroot);
  ADD ("/sandbox/probe/explain/other-words", test_other_words);
  ADD ("/sandbox/probe/nothing-to-read", test_nothing_to_read);
  ADD ("/sandbox/probe/kernel/hardened", test_hardened);
  ADD ("/sandbox/probe/kernel/each-knob", test_each_knob);
  ADD ("/sandbox/probe/kernel/machine", test_machine);
  ADD ("/sandbox/probe/kernel/garbage", test_garbage);
  g_test_add_func ("/sandbox/probe/bwrap/who-could-change-it", test_judge_file);
  ADD ("/sandbox/probe/bwrap/owners-without-a-number", test_unmapped);
  g_test_add_func ("/sandbox/probe/bwrap/missing-option", test_missing_option);
  g_test_add_func ("/sandbox/probe/rows", test_rows);
  g_test_add_func ("/sandbox/probe/first-verdict-stands", test_first_verdict_stands);
  return g_test_run ();
}
