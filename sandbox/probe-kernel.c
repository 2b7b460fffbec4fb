/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The hardening report: what an ordinary user can read about the kernel, and what would be better
 * otherwise. Nothing is changed, and nothing here keeps a program from running: that is for the
 * jails themselves to show. What needs more than a comparison stands in probe-machine.c. */
#include <glib/gi18n.h>
#include <string.h>

#include "probe-private.h"

/* A number that the kernel shows, and the range in which it is as recommended. */
typedef struct
{
  const char *id;
  const char *file; /* below the root directory */
  gint64 lowest;
  gint64 highest;
  PenSeverity otherwise;
  const char *good;
  const char *bad;
  const char *remedy; /* (nullable) */
} Knob;

static const Knob knobs[] = {
    {"yama",
     "proc/sys/kernel/yama/ptrace_scope",
     1,
     3,
     PEN_SEVERITY_ADVISE,
     N_ ("A program may not look into the memory of other programs of the same user."),
     N_ ("Every program of a user may look into the memory of that user's other programs."),
     N_ ("To change it: sudo sysctl -w kernel.yama.ptrace_scope=1")},
    {"kptr-restrict",
     "proc/sys/kernel/kptr_restrict",
     1,
     2,
     PEN_SEVERITY_ADVISE,
     N_ ("The kernel's addresses are hidden from programs."),
     N_ ("The kernel may show its addresses to programs, which helps attacks on it."),
     N_ ("To change it: sudo sysctl -w kernel.kptr_restrict=1")},
    {"dmesg-restrict",
     "proc/sys/kernel/dmesg_restrict",
     1,
     1,
     PEN_SEVERITY_ADVISE,
     N_ ("The kernel's log is for administrators only."),
     N_ ("Every user may read the kernel's log, which can hold addresses and secrets."),
     N_ ("To change it: sudo sysctl -w kernel.dmesg_restrict=1")},
    {"perf-paranoid",
     "proc/sys/kernel/perf_event_paranoid",
     2,
     4,
     PEN_SEVERITY_ADVISE,
     N_ ("Users may not measure the kernel itself."),
     N_ ("Users may measure the kernel itself, a part with many past flaws."),
     N_ ("To change it: sudo sysctl -w kernel.perf_event_paranoid=2")},
    {"unprivileged-bpf",
     "proc/sys/kernel/unprivileged_bpf_disabled",
     1,
     2,
     PEN_SEVERITY_ADVISE,
     N_ ("Users may not load BPF programs into the kernel."),
     N_ ("Users may load BPF programs into the kernel, a part with many past flaws."),
     N_ ("To change it: sudo sysctl -w kernel.unprivileged_bpf_disabled=2")},
    {"io-uring",
     "proc/sys/kernel/io_uring_disabled",
     1,
     2,
     PEN_SEVERITY_INFO,
     N_ ("io_uring is closed to ordinary users."),
     N_ ("io_uring is open to every user; programs that Playpen runs never reach it."),
     NULL},
    {"userfaultfd",
     "proc/sys/vm/unprivileged_userfaultfd",
     0,
     0,
     PEN_SEVERITY_ADVISE,
     N_ ("userfaultfd, a help to many attacks on the kernel, is closed to ordinary users."),
     N_ ("userfaultfd, a help to many attacks on the kernel, is open to every user."),
     N_ ("To change it: sudo sysctl -w vm.unprivileged_userfaultfd=0")},
    {"legacy-tiocsti",
     "proc/sys/dev/tty/legacy_tiocsti",
     0,
     0,
     PEN_SEVERITY_INFO,
     N_ ("Programs cannot type into their own terminal."),
     N_ ("Programs may type into their own terminal; programs that Playpen runs have none."),
     NULL},
    {"aslr",
     "proc/sys/kernel/randomize_va_space",
     2,
     2,
     PEN_SEVERITY_ADVISE,
     N_ ("Programs lie at random addresses in memory."),
     N_ ("Programs do not lie at random addresses in memory, which makes attacks easier."),
     N_ ("To change it: sudo sysctl -w kernel.randomize_va_space=2")},
    {"mmap-min-addr",
     "proc/sys/vm/mmap_min_addr",
     65536,
     G_MAXINT64,
     PEN_SEVERITY_ADVISE,
     N_ ("The lowest addresses of memory are closed, as they should be."),
     N_ ("Programs may use the lowest addresses of memory, which makes flaws of the kernel worse."),
     N_ ("To change it: sudo sysctl -w vm.mmap_min_addr=65536")},
    {"protected-symlinks",
     "proc/sys/fs/protected_symlinks",
     1,
     1,
     PEN_SEVERITY_ADVISE,
     N_ ("Symlinks of others in /tmp are not followed."),
     N_ ("Symlinks of others in /tmp are followed, an old way to mislead programs."),
     N_ ("To change it: sudo sysctl -w fs.protected_symlinks=1")},
    {"protected-hardlinks",
     "proc/sys/fs/protected_hardlinks",
     1,
     1,
     PEN_SEVERITY_ADVISE,
     N_ ("Users may not make hard links to files of others."),
     N_ ("Users may make hard links to files of others, an old way to mislead programs."),
     N_ ("To change it: sudo sysctl -w fs.protected_hardlinks=1")},
    {"protected-fifos",
     "proc/sys/fs/protected_fifos",
     1,
     2,
     PEN_SEVERITY_ADVISE,
     N_ ("Pipes of others in /tmp are not opened by mistake."),
     N_ ("Pipes of others in /tmp can be opened by mistake."),
     N_ ("To change it: sudo sysctl -w fs.protected_fifos=1")},
    {"protected-regular",
     "proc/sys/fs/protected_regular",
     1,
     2,
     PEN_SEVERITY_ADVISE,
     N_ ("Files of others in /tmp are not written by mistake."),
     N_ ("Files of others in /tmp can be written by mistake."),
     N_ ("To change it: sudo sysctl -w fs.protected_regular=2")},
    {"suid-dumpable",
     "proc/sys/fs/suid_dumpable",
     0,
     0,
     PEN_SEVERITY_ADVISE,
     N_ ("Programs with raised rights leave no core dumps."),
     N_ ("Programs with raised rights may leave core dumps, which can hold secrets."),
     N_ ("To change it: sudo sysctl -w fs.suid_dumpable=0")},
};

/* One knob; counts it if this kernel has it. */
static void
read_knob (GPtrArray *findings, const char *root, const Knob *knob, guint *n_met, guint *n_counted)
{
  g_autofree char *value = pen_probe_read_text (root, knob->file);
  gint64 number;
  gboolean met;

  if (value == NULL || !pen_probe_read_number (root, knob->file, &number))
    return;
  met = number >= knob->lowest && number <= knob->highest;
  *n_counted += 1;
  *n_met += met;
  pen_finding_add (findings,
                   knob->id,
                   met ? PEN_SEVERITY_OK : knob->otherwise,
                   met ? _ (knob->good) : _ (knob->bad),
                   met || knob->remedy == NULL ? NULL : _ (knob->remedy),
                   value);
}

static void
add_score (GPtrArray *findings, const char *root, guint n_met, guint n_counted, guint score)
{
  g_autofree char *release = pen_probe_read_text (root, "proc/sys/kernel/osrelease");
  g_autofree char *version = pen_probe_read_text (root, "proc/version");
  g_autofree char *value = g_strdup_printf ("%u/%u", n_met, n_counted);
  g_autofree char *sentence = NULL;
  gboolean hardened = FALSE;

  if (release != NULL)
    hardened = strstr (release, "hardened") != NULL || strstr (release, "grsec") != NULL;
  if (version != NULL)
    hardened = hardened || strstr (version, "grsecurity") != NULL;
  if (n_counted == 0)
    return;
  sentence = g_strdup_printf (
      hardened
          /* Translators: numbers, and the last %u is in per cent. */
          ? _ ("This is a hardened kernel; it meets %u of %u recommendations (%u %%).")
          : _ ("This kernel meets %u of %u hardening recommendations (%u %%)."),
      n_met,
      n_counted,
      score);
  pen_finding_add (findings,
                   "hardening",
                   hardened || score >= 90 ? PEN_SEVERITY_OK : PEN_SEVERITY_INFO,
                   sentence,
                   NULL,
                   value);
}

GPtrArray *
pen_probe_read_kernel (const char *root, guint *ret_score)
{
  g_autoptr (GPtrArray) findings = pen_findings_new ();
  guint n_met = 0;
  guint n_counted = 0;
  guint score;

  for (gsize i = 0; i < G_N_ELEMENTS (knobs); i++)
    read_knob (findings, root, &knobs[i], &n_met, &n_counted);
  pen_probe_read_command_line (findings, root, &n_met, &n_counted);
  pen_probe_read_security_modules (findings, root, &n_met, &n_counted);
  pen_probe_read_machine (findings, root);
  score = n_counted > 0 ? n_met * 100 / n_counted : 0;
  add_score (findings, root, n_met, n_counted, score);
  pen_findings_sort (findings);
  if (ret_score != NULL)
    *ret_score = score;
  return g_steal_pointer (&findings);
}
