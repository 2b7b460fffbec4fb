/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "cgroup.h"

G_BEGIN_DECLS

/** PenProbeVerdict: whether this machine can jail a program, and if not, what is in the way. */
typedef enum
{
  PEN_PROBE_OK,
  PEN_PROBE_NO_BWRAP,        /* bubblewrap is not installed */
  PEN_PROBE_BWRAP_SETUID,    /* it is setuid or setgid */
  PEN_PROBE_BWRAP_UNTRUSTED, /* somebody other than root can replace or change it */
  PEN_PROBE_BWRAP_OLD,       /* it lacks an option that Playpen needs */
  PEN_PROBE_NO_ACCOUNT,      /* started as root, and there is no account to become */
  PEN_PROBE_NAMESPACES_OFF,  /* the administrator or the kernel has user namespaces off */
  PEN_PROBE_NAMESPACES_USED, /* too many, or too deeply nested: ENOSPC */
  PEN_PROBE_PROCESSES_USED,  /* the account has as many processes as it may: EAGAIN */
  PEN_PROBE_APPARMOR,        /* AppArmor keeps bubblewrap from using them (Ubuntu 23.10 and on) */
  PEN_PROBE_CHROOT,          /* the kernel refuses them inside a chroot */
  PEN_PROBE_MASKED_PROC,     /* a container hides parts of /proc, so no fresh one can be mounted */
  PEN_PROBE_CONTAINER_FORBIDS, /* something around Playpen, like a container's filter, says no */
  PEN_PROBE_INCOMPLETE,        /* a part of Playpen itself is missing */
  PEN_PROBE_LEAKS,             /* a jail stands, but lets through what it must not */
  PEN_PROBE_FAILED,            /* another failure, told in bubblewrap's own words */
} PenProbeVerdict;

/** PenSeverity: how much a finding matters; the worst is the largest. */
typedef enum
{
  PEN_SEVERITY_OK,
  PEN_SEVERITY_INFO,    /* good to know; nothing to do */
  PEN_SEVERITY_ADVISE,  /* would be better otherwise */
  PEN_SEVERITY_PROBLEM, /* programs cannot run, or not safely, because of it */
} PenSeverity;

/** PenFinding: one thing that was looked at. */
typedef struct
{
  char *id; /* stable, never translated: "yama" */
  PenSeverity severity;
  char *sentence;
  char *remedy; /* (nullable): what to do, a sentence, often with a command to type */
  char *value;  /* (nullable): as it was read */
} PenFinding;

/** PenProbeRow: one thing that a jailed program tried, or that was tried on it. */
typedef struct
{
  char *name;     /* stable, never translated: "run/host-loopback" */
  char *sentence; /* what must hold */
  char *seen;     /* (nullable): what was seen instead; NULL when it holds */
} PenProbeRow;

/** PenProbe: what this machine can do. A plain value. */
typedef struct
{
  PenProbeVerdict verdict;
  char *sentence;   /* what the verdict means here */
  char *remedy;     /* (nullable): what to do about it */
  char *bwrap;      /* (nullable): path of bubblewrap */
  char *version;    /* (nullable): of bubblewrap, "0.8.0"; only in a full probe */
  gboolean full;    /* FALSE: made by pen_probe_check(), the rest is empty */
  gboolean tier_a;  /* the kernel bounds memory by a delegated control group */
  guint score;      /* 0…100: share of the hardening recommendations that this kernel meets */
  gint64 kill_time; /* µs from the end of a jail to the end of its last process; -1: not tried */
  GPtrArray *rows;  /* (element-type PenProbeRow) */
  GPtrArray *findings; /* (element-type PenFinding) worst first */
} PenProbe;

void pen_probe_free (PenProbe *probe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenProbe, pen_probe_free)

/**
 * pen_probe_check: what can be known without starting anything, for each start of Playpen: under a
 * millisecond. %PEN_PROBE_OK only says that nothing is known to be in the way.
 * Returns: (transfer full)
 */
PenProbe *pen_probe_check (void);

/**
 * pen_probe_run_async: the whole look, for doctor: two jails with a program that tries to get out,
 * one that must be killed, and what can be read about the kernel. Takes about a second. Main thread
 * only.
 * @cgroup: (nullable): the delegated scope of this process; %NULL asks for one
 */
void pen_probe_run_async (PenCgroup *cgroup, GAsyncReadyCallback callback, gpointer user_data);
/** pen_probe_run_finish: (transfer full): never fails: what went wrong is the verdict. */
PenProbe *pen_probe_run_finish (GAsyncResult *result);

/**
 * pen_probe_explain: what is in the way, from what bubblewrap printed and from what can be read
 * about the machine.
 * @root: (nullable): directory that holds `proc`, `sys` and `etc`; %NULL for the machine's own
 * @text: bubblewrap's words, or a sentence that contains them
 * @ret_sentence: (out) (optional) (transfer full)
 * @ret_remedy: (out) (optional) (nullable) (transfer full)
 */
PenProbeVerdict
pen_probe_explain (const char *root, const char *text, char **ret_sentence, char **ret_remedy);

/**
 * pen_probe_read_kernel: the hardening report: what can be read without privilege.
 * @root: (nullable): as above
 * @ret_score: (out) (optional): 0…100
 * Returns: (transfer full) (element-type PenFinding): worst first
 */
GPtrArray *pen_probe_read_kernel (const char *root, guint *ret_score);

/** pen_probe_verdict_to_string: a stable word for JSON ("ok", "masked-proc" …), never translated.
 */
const char *pen_probe_verdict_to_string (PenProbeVerdict verdict);
/** pen_severity_to_string: "ok", "info", "advise" or "problem". */
const char *pen_severity_to_string (PenSeverity severity);

G_END_DECLS
