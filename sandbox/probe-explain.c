/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Why there is no jail: bubblewrap's last words and the kernel's knobs -> what is in the way and
 * what to do. Several causes share one text of bubblewrap, so the machine is looked at too. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "probe-private.h"

typedef struct
{
  PenProbeVerdict verdict;
  const char *sentence;
  const char *remedy;
} Explanation;

static const Explanation explanations[] = {
    {PEN_PROBE_NAMESPACES_OFF,
     N_ ("Namespaces are switched off on this machine for ordinary users, and bubblewrap cannot "
         "shut a program in without them."),
     N_ ("Ask whoever looks after this machine. Until the next restart they are switched on by: "
         "sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000 "
         "user.max_net_namespaces=10000 "
         "(the first name exists on Debian and on hardened kernels only). A line each in "
         "/etc/sysctl.d/60-playpen.conf keeps it so.")},
    {PEN_PROBE_NAMESPACES_USED,
     N_ ("The kernel makes no more namespaces: their number is used up, or too many lie inside "
         "each other."),
     N_ ("End programs that use sandboxes, or raise the limits, as in: "
         "sudo sysctl -w user.max_user_namespaces=10000 user.max_net_namespaces=10000. If Playpen "
         "itself runs inside a sandbox, start it outside.")},
    {PEN_PROBE_PROCESSES_USED,
     N_ ("This account, or the container around it, may start no more processes, and each sandbox "
         "needs a few."),
     N_ ("End some programs, or raise the limit; ulimit -u shows it.")},
    {PEN_PROBE_APPARMOR,
     N_ ("AppArmor lets bubblewrap make a user namespace but not use it, as Ubuntu does since "
         "23.10."),
     N_ ("Give bubblewrap alone the permission, as root:\n"
         "  printf 'abi <abi/4.0>,\\nprofile bwrap /usr/bin/bwrap flags=(unconfined) "
         "{\\n  userns,\\n}\\n' > /etc/apparmor.d/bwrap\n"
         "  apparmor_parser -r /etc/apparmor.d/bwrap\n"
         "Leave the restriction on for everything else.")},
    {PEN_PROBE_CHROOT,
     N_ ("Playpen runs inside a chroot, and there the kernel makes no user namespaces."),
     N_ ("Start Playpen outside of the chroot, or enter the directory by systemd-nspawn, bwrap or "
         "a container instead.")},
    {PEN_PROBE_MASKED_PROC,
     N_ ("A container hides parts of /proc, and so the kernel lets no fresh /proc be mounted in "
         "it. User namespaces themselves work."),
     N_ ("Start the container with the whole /proc: podman run --security-opt unmask=ALL, or "
         "docker run --security-opt systempaths=unconfined. Or start Playpen outside of it.")},
    {PEN_PROBE_CONTAINER_FORBIDS,
     N_ ("The kernel would make user namespaces, but something around Playpen forbids them: a "
         "container, a Flatpak or Snap package, or a security module."),
     N_ ("Start Playpen outside of the container. If it must be inside: docker or podman run "
         "--security-opt seccomp=unconfined, with --security-opt apparmor=unconfined where "
         "AppArmor is used.")},
    {PEN_PROBE_BWRAP_OLD,
     N_ ("This bubblewrap is too old for Playpen, which needs 0.8."),
     N_ ("Install a newer one. On Debian 12: sudo apt install bubblewrap")},
};

char *
pen_probe_read_text (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root != NULL ? root : "/", name, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  g_strstrip (text);
  return g_steal_pointer (&text);
}

gboolean
pen_probe_read_number (const char *root, const char *name, gint64 *ret_value)
{
  g_autofree char *text = pen_probe_read_text (root, name);

  return text != NULL &&
         g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, ret_value, NULL);
}

static gboolean
is_number (const char *root, const char *name, gint64 wanted)
{
  gint64 value;

  return pen_probe_read_number (root, name, &value) && value == wanted;
}

static gboolean
exists (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root != NULL ? root : "/", name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Inside a chroot the root directory is not the root of a mount that the process can see. */
static gboolean
has_no_root_mount (const char *root)
{
  g_autofree char *text = pen_probe_read_text (root, "proc/self/mountinfo");
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  if (lines == NULL || text[0] == '\0')
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      /* id, parent, device, root, mount point … (proc(5)) */
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", 6);

      if (g_strv_length (fields) > 4 && g_str_equal (fields[4], "/"))
        return FALSE;
    }
  return TRUE;
}

/* No filter and no security module that could forbid a namespace to this process. */
static gboolean
is_unwatched (const char *root)
{
  g_autofree char *status = pen_probe_read_text (root, "proc/self/status");
  g_autofree char *label = pen_probe_read_text (root, "proc/self/attr/current");

  return status != NULL && strstr (status, "\nSeccomp:\t0\n") != NULL &&
         (label == NULL || label[0] == '\0' || g_str_has_prefix (label, "unconfined"));
}

/* Asked only when a namespace was refused for want of permission. Where nothing else could have
 * refused it, it was the kernel's own check (current_chrooted in kernel/user_namespace.c), also
 * when the chroot's directory is a mount. */
static gboolean
is_chroot (const char *root)
{
  return has_no_root_mount (root) || is_unwatched (root);
}

static gboolean
are_namespaces_off (const char *root)
{
  static const char *const limits[] = {"proc/sys/user/max_user_namespaces",
                                       "proc/sys/user/max_mnt_namespaces",
                                       "proc/sys/user/max_pid_namespaces",
                                       "proc/sys/user/max_net_namespaces",
                                       "proc/sys/user/max_ipc_namespaces",
                                       "proc/sys/user/max_uts_namespaces",
                                       "proc/sys/user/max_cgroup_namespaces"};

  if (is_number (root, "proc/sys/kernel/unprivileged_userns_clone", 0))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    if (is_number (root, limits[i], 0))
      return TRUE;
  return exists (root, "proc/self/status") && !exists (root, "proc/self/ns/user");
}

static gboolean
is_restricted_by_apparmor (const char *root)
{
  return is_number (root, "proc/sys/kernel/apparmor_restrict_unprivileged_userns", 1);
}

/* No permission to make a namespace: who says so? */
static PenProbeVerdict
explain_refusal (const char *root)
{
  if (are_namespaces_off (root))
    return PEN_PROBE_NAMESPACES_OFF;
  if (is_restricted_by_apparmor (root))
    return PEN_PROBE_APPARMOR;
  if (is_chroot (root))
    return PEN_PROBE_CHROOT;
  return PEN_PROBE_CONTAINER_FORBIDS;
}

static gboolean
says (const char *text, const char *first, const char *second)
{
  const char *found = strstr (text, first);

  return found != NULL && (second == NULL || strstr (found, second) != NULL);
}

/* The texts are those of bubblewrap 0.4 to 0.11. */
static PenProbeVerdict
find_verdict (const char *root, const char *text)
{
  if (says (text, "Unknown option", NULL))
    return PEN_PROBE_BWRAP_OLD;
  if (says (text, "mount proc on", "not permitted") ||
      says (text, "mount proc on", "Permission denied"))
    return PEN_PROBE_MASKED_PROC;
  if (says (text, "namespace", "ENOSPC") || says (text, "namespace", "No space left") ||
      says (text, "unshare user ns", "No space left"))
    return are_namespaces_off (root) ? PEN_PROBE_NAMESPACES_OFF : PEN_PROBE_NAMESPACES_USED;
  if (says (text, "Creating new namespace failed", "temporarily unavailable"))
    return PEN_PROBE_PROCESSES_USED;
  if (says (text, "does not support user namespaces", NULL))
    return PEN_PROBE_NAMESPACES_OFF;
  if (says (text, "No permissions to creat", "namespace") ||
      says (text, "Creating new namespace failed", NULL))
    return explain_refusal (root);
  if (says (text, "loopback: Failed RTM_", "not permitted") ||
      says (text, "setting up uid map", "ermi") || says (text, "make / slave", "ermi"))
    return exists (root, "proc/sys/kernel/apparmor_restrict_unprivileged_userns")
               ? PEN_PROBE_APPARMOR
               : explain_refusal (root);
  return PEN_PROBE_FAILED;
}

static PenProbeVerdict
tell (PenProbeVerdict verdict, char **ret_sentence, char **ret_remedy)
{
  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++)
    {
      if (explanations[i].verdict != verdict)
        continue;
      if (ret_sentence != NULL)
        *ret_sentence = g_strdup (_ (explanations[i].sentence));
      if (ret_remedy != NULL)
        *ret_remedy = g_strdup (_ (explanations[i].remedy));
    }
  return verdict;
}

PenProbeVerdict
pen_probe_explain (const char *root, const char *text, char **ret_sentence, char **ret_remedy)
{
  PenProbeVerdict verdict;

  g_return_val_if_fail (text != NULL, PEN_PROBE_FAILED);

  verdict = find_verdict (root, text);
  if (verdict != PEN_PROBE_FAILED)
    return tell (verdict, ret_sentence, ret_remedy);
  if (ret_sentence != NULL)
    *ret_sentence = g_utf8_make_valid (text, -1);
  if (ret_remedy != NULL)
    *ret_remedy = g_strdup (_ ("“playpen doctor” shows what it found. If bubblewrap works "
                               "elsewhere on this machine, please report the sentence above."));
  return PEN_PROBE_FAILED;
}

gboolean
pen_probe_is_unmapped (const char *root, uid_t owner)
{
  g_autofree char *map = pen_probe_read_text (root, "proc/self/uid_map");
  g_auto (GStrv) lines = map != NULL ? g_strsplit (map, "\n", -1) : NULL;
  gint64 overflow;

  if (lines == NULL || !pen_probe_read_number (root, "proc/sys/kernel/overflowuid", &overflow) ||
      (gint64)owner != overflow)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint first, count;

      /* first number here, first number outside, how many (user_namespaces(7)) */
      if (sscanf (lines[i], "%u %*u %u", &first, &count) != 2 ||
          (owner >= first && owner - first < count))
        return FALSE;
    }
  return TRUE;
}

PenProbeVerdict
pen_probe_explain_knobs (const char *root, char **ret_sentence, char **ret_remedy)
{
  if (are_namespaces_off (root))
    return tell (PEN_PROBE_NAMESPACES_OFF, ret_sentence, ret_remedy);
  return PEN_PROBE_OK;
}
