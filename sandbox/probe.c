/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Can this machine jail a program, and if not, what is to be done: the values, and the order in
 * which things are looked at. */
#include "probe.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "account.h"
#include "probe-private.h"

#define VALUE_MAX 200 /* characters */

static void
finding_free (PenFinding *finding)
{
  g_free (finding->id);
  g_free (finding->sentence);
  g_free (finding->remedy);
  g_free (finding->value);
  g_free (finding);
}

static void
row_free (PenProbeRow *row)
{
  g_free (row->name);
  g_free (row->sentence);
  g_free (row->seen);
  g_free (row);
}

GPtrArray *
pen_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)finding_free);
}

/* Values come from files that others may have written: one short line of valid UTF-8. */
static char *
shorten (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autoptr (GString) line = g_string_new (NULL);
  guint n = 0;

  for (const char *at = valid; *at != '\0' && n < VALUE_MAX; at = g_utf8_next_char (at), n++)
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

void
pen_finding_add (GPtrArray *findings,
                 const char *id,
                 PenSeverity severity,
                 const char *sentence,
                 const char *remedy,
                 const char *value)
{
  PenFinding *finding = g_new0 (PenFinding, 1);

  finding->id = g_strdup (id);
  finding->severity = severity;
  finding->sentence = g_strdup (sentence);
  finding->remedy = g_strdup (remedy);
  finding->value = value != NULL ? shorten (value) : NULL;
  g_ptr_array_add (findings, finding);
}

void
pen_findings_sort (GPtrArray *findings)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (int severity = PEN_SEVERITY_PROBLEM; severity >= PEN_SEVERITY_OK; severity--)
    for (guint i = 0; i < findings->len; i++)
      {
        const PenFinding *finding = findings->pdata[i];

        if ((int)finding->severity == severity)
          g_ptr_array_add (sorted, findings->pdata[i]);
      }
  for (guint i = 0; i < findings->len; i++)
    findings->pdata[i] = sorted->pdata[i];
}

static PenProbe *
probe_new (void)
{
  PenProbe *probe = g_new0 (PenProbe, 1);

  probe->kill_time = -1;
  probe->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)row_free);
  probe->findings = pen_findings_new ();
  return probe;
}

void
pen_probe_free (PenProbe *probe)
{
  if (probe == NULL)
    return;
  g_free (probe->sentence);
  g_free (probe->remedy);
  g_free (probe->bwrap);
  g_free (probe->version);
  g_ptr_array_unref (probe->rows);
  g_ptr_array_unref (probe->findings);
  g_free (probe);
}

void
pen_probe_add_row (PenProbe *probe, const char *name, const char *sentence, const char *seen)
{
  PenProbeRow *row = g_new0 (PenProbeRow, 1);

  row->name = g_strdup (name);
  row->sentence = g_strdup (sentence);
  row->seen = g_strdup (seen);
  g_ptr_array_add (probe->rows, row);
}

void
pen_probe_settle (PenProbe *probe,
                  PenProbeVerdict verdict,
                  const char *sentence,
                  const char *remedy)
{
  if (probe->verdict != PEN_PROBE_OK)
    return;
  probe->verdict = verdict;
  g_free (probe->sentence);
  g_free (probe->remedy);
  probe->sentence = g_strdup (sentence);
  probe->remedy = g_strdup (remedy);
}

static void
check_account (PenProbe *probe)
{
  g_autoptr (GError) error = NULL;
  PenAccount account;
  g_autofree char *value = NULL;

  if (!pen_account_get (&account, &error))
    {
      pen_probe_settle (probe,
                        PEN_PROBE_NO_ACCOUNT,
                        error->message,
                        _ ("Start Playpen as an ordinary user."));
      return;
    }
  if (!account.change)
    return;
  value = g_strdup_printf ("%u", (guint)account.uid);
  pen_finding_add (probe->findings,
                   "account",
                   PEN_SEVERITY_INFO,
                   _ ("Playpen was started as root; programs run as the account nobody."),
                   NULL,
                   value);
}

static void
check_knobs (PenProbe *probe)
{
  g_autofree char *sentence = NULL;
  g_autofree char *remedy = NULL;
  PenProbeVerdict verdict = pen_probe_explain_knobs (NULL, &sentence, &remedy);

  if (verdict != PEN_PROBE_OK)
    pen_probe_settle (probe, verdict, sentence, remedy);
}

static PenProbe *
check (void)
{
  PenProbe *probe = probe_new ();

  check_account (probe);
  pen_probe_find_bwrap (probe);
  check_knobs (probe);
  return probe;
}

PenProbe *
pen_probe_check (void)
{
  PenProbe *probe = check ();

  if (probe->verdict == PEN_PROBE_OK)
    probe->sentence = g_strdup (_ ("Nothing is known to keep programs from running here."));
  return probe;
}

/* --- The whole look */

static void on_jails_tried (GObject *source, GAsyncResult *result, gpointer data);
static void on_cgroup_opened (GObject *source, GAsyncResult *result, gpointer data);
static void finish (GTask *task);

/* The probe leaves by the result, so the task's data is only a place that can be emptied. */
static PenProbe *
get_probe (GTask *task)
{
  return *(PenProbe **)g_task_get_task_data (task);
}

static void
free_slot (gpointer data)
{
  PenProbe **slot = data;

  pen_probe_free (*slot);
  g_free (slot);
}

void
pen_probe_run_async (PenCgroup *cgroup, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  PenProbe **slot = g_new0 (PenProbe *, 1);
  PenProbe *probe = check ();

  g_task_set_source_tag (task, pen_probe_run_async);
  *slot = probe;
  g_task_set_task_data (task, slot, free_slot);
  probe->full = TRUE;
  probe->tier_a = cgroup != NULL;
  pen_probe_ask_bwrap (probe);
  if (probe->verdict == PEN_PROBE_OK)
    pen_probe_try_jails_async (probe, on_jails_tried, task);
  else
    finish (task);
}

static void
add_tier (PenProbe *probe, const char *reason)
{
  if (probe->tier_a)
    pen_finding_add (probe->findings,
                     "tier",
                     PEN_SEVERITY_OK,
                     _ ("The kernel itself bounds the memory of programs (control groups)."),
                     NULL,
                     "A");
  else
    pen_finding_add (probe->findings,
                     "tier",
                     PEN_SEVERITY_INFO,
                     _ ("The kernel does not bound the memory of programs here, so Playpen watches "
                        "it: two programs at once at most, with half the memory."),
                     NULL,
                     reason);
}

static void
on_jails_tried (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  PenProbe *probe = get_probe (task);

  pen_probe_try_jails_finish (result);
  if (!probe->tier_a)
    {
      pen_cgroup_open_async (NULL, NULL, on_cgroup_opened, task);
      return;
    }
  add_tier (probe, NULL);
  finish (task);
}

static void
on_cgroup_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  PenProbe *probe = get_probe (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenCgroup) cgroup = pen_cgroup_open_finish (result, &error);

  probe->tier_a = cgroup != NULL;
  add_tier (probe, error != NULL ? error->message : NULL);
  finish (task);
}

/* The verdict is a finding too, so that a list of findings tells everything. */
static void
finish (GTask *task)
{
  g_autoptr (GTask) owned = task;
  PenProbe *probe = get_probe (task);
  g_autoptr (GPtrArray) kernel = pen_probe_read_kernel (NULL, &probe->score);

  if (probe->verdict == PEN_PROBE_OK)
    probe->sentence = g_strdup (_ ("Programs can run here, each shut in by bubblewrap."));
  pen_finding_add (probe->findings,
                   "jail",
                   probe->verdict == PEN_PROBE_OK ? PEN_SEVERITY_OK : PEN_SEVERITY_PROBLEM,
                   probe->sentence,
                   probe->remedy,
                   pen_probe_verdict_to_string (probe->verdict));
  /* The verdict first, then what leads to it. */
  g_ptr_array_insert (probe->findings,
                      0,
                      g_ptr_array_steal_index (probe->findings, probe->findings->len - 1));
  for (guint i = 0; i < kernel->len; i++)
    {
      const PenFinding *finding = kernel->pdata[i];

      pen_finding_add (probe->findings,
                       finding->id,
                       finding->severity,
                       finding->sentence,
                       finding->remedy,
                       finding->value);
    }
  pen_findings_sort (probe->findings);
  g_task_return_boolean (task, TRUE);
}

PenProbe *
pen_probe_run_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_steal_pointer ((PenProbe **)g_task_get_task_data (G_TASK (result)));
}

/* --- Words */

const char *
pen_probe_verdict_to_string (PenProbeVerdict verdict)
{
  static const char *const words[] = {
      [PEN_PROBE_OK] = "ok",
      [PEN_PROBE_NO_BWRAP] = "no-bwrap",
      [PEN_PROBE_BWRAP_SETUID] = "bwrap-setuid",
      [PEN_PROBE_BWRAP_UNTRUSTED] = "bwrap-untrusted",
      [PEN_PROBE_BWRAP_OLD] = "bwrap-old",
      [PEN_PROBE_NO_ACCOUNT] = "no-account",
      [PEN_PROBE_NAMESPACES_OFF] = "namespaces-off",
      [PEN_PROBE_NAMESPACES_USED] = "namespaces-used",
      [PEN_PROBE_PROCESSES_USED] = "processes-used",
      [PEN_PROBE_APPARMOR] = "apparmor",
      [PEN_PROBE_CHROOT] = "chroot",
      [PEN_PROBE_MASKED_PROC] = "masked-proc",
      [PEN_PROBE_CONTAINER_FORBIDS] = "container-forbids",
      [PEN_PROBE_INCOMPLETE] = "incomplete",
      [PEN_PROBE_LEAKS] = "leaks",
      [PEN_PROBE_FAILED] = "failed",
  };

  g_return_val_if_fail ((guint)verdict < G_N_ELEMENTS (words), "failed");
  return words[verdict];
}

const char *
pen_severity_to_string (PenSeverity severity)
{
  static const char *const words[] = {
      [PEN_SEVERITY_OK] = "ok",
      [PEN_SEVERITY_INFO] = "info",
      [PEN_SEVERITY_ADVISE] = "advise",
      [PEN_SEVERITY_PROBLEM] = "problem",
  };

  g_return_val_if_fail ((guint)severity < G_N_ELEMENTS (words), "problem");
  return words[severity];
}
