/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Why a jail ended, from all that is known of its end: what the outside ended it for, what its
 * first process reported, the kernel's own count, and bubblewrap's last words when it never stood.
 */
#include "judge.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "probe.h"

static const char *
describe_step (guint step)
{
  switch (step)
    {
    case PEN_INIT_STEP_FILE:
      return _ ("a file could not be put into the sandbox");
    case PEN_INIT_STEP_LIMITS:
      return _ ("the limits could not be set");
    case PEN_INIT_STEP_FILTER:
      return _ ("the system call filter could not be loaded");
    case PEN_INIT_STEP_CWD:
      return _ ("the working directory could not be entered");
    case PEN_INIT_STEP_EXEC:
      return _ ("the program could not be executed");
    case PEN_INIT_STEP_FORK:
      return _ ("a process could not be made");
    default:
      return _ ("its first process got an unknown message");
    }
}

/* Why it never ran, and what to do about it where that is known. */
static char *
describe_setup_failure (const PenReport *report)
{
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;
  g_autoptr (GString) message = NULL;

  if (report->failed.step != 0)
    /* Translators: what went wrong, then the system's word for it. */
    return g_strdup_printf (_ ("The sandbox failed: %s (%s)."),
                            describe_step (report->failed.step),
                            g_strerror (report->failed.error));
  if (report->setup_text->len > 0) /* an array that never held anything has no bytes to point to */
    text =
        g_utf8_make_valid ((const char *)report->setup_text->data, (gssize)report->setup_text->len);
  else
    text = g_strdup ("");
  g_strstrip (text);
  if (text[0] == '\0')
    return g_strdup (_ ("The sandbox failed to start: bubblewrap ended without a word."));
  pen_probe_explain (/* root= */ NULL, text, &sentence, &remedy);
  message = g_string_new (sentence);
  if (remedy != NULL)
    g_string_append_printf (message, " %s", remedy);
  /* Its own words too: for whoever is asked for help, and for the probe, which reads them again. */
  if (strstr (message->str, text) == NULL)
    g_string_append_printf (message, " (%s)", text);
  return g_string_free (g_steal_pointer (&message), FALSE);
}

static void
judge_signal (const PenReport *report, PenEnding *ending, int signal)
{
  guint64 memory = report->limits.memory;

  ending->cause = PEN_CAUSE_SIGNALED;
  ending->signal = signal;
  if (signal == SIGSYS)
    ending->cause = PEN_CAUSE_FORBIDDEN;
  else if ((signal == SIGKILL || signal == SIGABRT) && memory != 0 &&
           ending->peak_memory >= memory / 10 * 9)
    {
      ending->cause = PEN_CAUSE_MEMORY;
      ending->limit = memory;
    }
}

/* What init reported of the program's own end. */
static void
judge_exit (const PenReport *report, PenEnding *ending)
{
  int status = report->exit.wait_status;

  ending->peak_memory = report->exit.peak_memory;
  ending->cpu_time = (gint64)report->exit.cpu_us;
  switch (report->exit.verdict)
    {
    case PEN_INIT_VERDICT_MEMORY:
      ending->cause = PEN_CAUSE_MEMORY;
      ending->limit = report->limits.memory;
      return;
    case PEN_INIT_VERDICT_CPU:
      ending->cause = PEN_CAUSE_CPU;
      ending->limit = report->limits.cpu_ms;
      return;
    case PEN_INIT_VERDICT_FILES:
      ending->cause = PEN_CAUSE_FILES;
      ending->limit = report->limits.inodes;
      return;
    default:
      break;
    }
  if (WIFEXITED (status))
    {
      ending->cause = PEN_CAUSE_EXITED;
      ending->status = WEXITSTATUS (status);
    }
  else
    judge_signal (report, ending, WTERMSIG (status));
}

/* The kernel's verdict counts, not an exit status: it may have taken the jail's first process too.
 */
static void
judge_cgroup (const PenReport *report, PenEnding *ending)
{
  if (report->cgroup == NULL)
    return;
  ending->peak_memory = MAX (ending->peak_memory, pen_cgroup_job_get_peak_memory (report->cgroup));
  ending->cpu_time = MAX (ending->cpu_time, pen_cgroup_job_get_cpu_time (report->cgroup));
  if (!pen_cgroup_job_met_memory_limit (report->cgroup))
    return;
  ending->cause = PEN_CAUSE_MEMORY;
  ending->limit = report->limits.memory;
  ending->status = -1;
  ending->signal = 0;
}

void
pen_judge (const PenReport *report, PenEnding *ret_ending)
{
  ret_ending->status = -1;
  if (report->exited)
    judge_exit (report, ret_ending);
  else if (report->ended_by == PEN_CAUSE_EXITED && (!report->started || report->failed.step != 0))
    {
      ret_ending->cause = PEN_CAUSE_SETUP;
      ret_ending->message = describe_setup_failure (report);
    }
  else
    ret_ending->cause = PEN_CAUSE_LOST;
  judge_cgroup (report, ret_ending);
  if (report->ended_by == PEN_CAUSE_EXITED)
    return;
  ret_ending->cause = report->ended_by;
  ret_ending->limit = report->ended_by_limit;
  ret_ending->status = -1;
  ret_ending->signal = 0;
}
