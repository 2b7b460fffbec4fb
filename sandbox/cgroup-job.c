/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The control group of one jail: bounds written before anything runs in it, and afterwards the
 * kernel's own account of what happened, which does not depend on exit statuses. */
#include "cgroup-private.h"
#include "sandbox-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Tasks of the jail beside the program's: the outer bwrap, init and a helper. */
#define OWN_TASKS 4
#define CPU_PERIOD_US 100000
/* Rounds of kill by hand, on a kernel without cgroup.kill (before 5.14): a fork bomb can slip out
 * of one reading of cgroup.procs, not out of many, as pids.max holds. */
#define KILL_ROUNDS 100

struct _PenCgroupJob
{
  PenCgroup *cgroup;
  char *name;
  char *procs;
  int directory;
};

PenCgroupJob *
pen_cgroup_make_job (PenCgroup *cgroup)
{
  int directory;
  char *name = pen_cgroup_make_directory (cgroup, &directory);
  PenCgroupJob *job;

  if (name == NULL)
    return NULL;
  job = g_new0 (PenCgroupJob, 1);
  job->cgroup = pen_cgroup_ref (cgroup);
  job->name = name;
  job->directory = directory;
  job->procs = g_build_filename (pen_cgroup_get_path (cgroup), name, "cgroup.procs", NULL);
  return job;
}

static gboolean
write_number (const PenCgroupJob *job, const char *name, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  return pen_cgroup_write (job->directory, name, text);
}

static gboolean
set_bounds (const PenCgroupJob *job, const PenLimits *limits, guint cpu_percent)
{
  if (!write_number (job, "memory.max", limits->memory))
    return FALSE;
  if (!write_number (job, "pids.max", (guint64)limits->processes + OWN_TASKS))
    return FALSE;
  /* Absent where the kernel does not count swap; then there is nothing to forbid either. */
  if (!pen_cgroup_write (job->directory, "memory.swap.max", "0") && errno != ENOENT &&
      errno != EACCES && errno != EPERM)
    return FALSE;
  if (!pen_cgroup_write (job->directory, "memory.oom.group", "1"))
    return FALSE;
  if (cpu_percent > 0 && pen_cgroup_limits_cpu (job->cgroup))
    {
      g_autofree char *text =
          g_strdup_printf ("%u %u", cpu_percent * (CPU_PERIOD_US / 100), CPU_PERIOD_US);

      return pen_cgroup_write (job->directory, "cpu.max", text);
    }
  return TRUE;
}

PenCgroupJob *
pen_cgroup_add_job (PenCgroup *cgroup, const PenLimits *limits, guint cpu_percent, GError **error)
{
  g_autoptr (PenCgroupJob) job = NULL;

  g_return_val_if_fail (cgroup != NULL && limits != NULL, NULL);

  job = pen_cgroup_make_job (cgroup);
  if (job == NULL || !set_bounds (job, limits, cpu_percent))
    {
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_SETUP,
                   /* Translators: the first %s is a path, the second the system's own words. */
                   _ ("No group with a memory limit could be made in %s (%s)."),
                   pen_cgroup_get_path (cgroup),
                   g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&job);
}

void
pen_cgroup_job_free (PenCgroupJob *job)
{
  if (job == NULL)
    return;
  if (!pen_cgroup_job_is_empty (job) && !pen_cgroup_job_kill (job))
    g_debug ("the processes of %s could not be ended", job->name);
  close (job->directory);
  pen_cgroup_remove_directory (job->cgroup, job->name);
  pen_cgroup_unref (job->cgroup);
  g_free (job->name);
  g_free (job->procs);
  g_free (job);
}

const char *
pen_cgroup_job_get_procs (const PenCgroupJob *job)
{
  g_return_val_if_fail (job != NULL, NULL);

  return job->procs;
}

/* One round; TRUE if there was nobody left to kill. */
static gboolean
kill_each (const PenCgroupJob *job)
{
  g_autofree char *text = pen_cgroup_read (job->directory, "cgroup.procs");
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  if (lines == NULL || text[0] == '\0')
    return lines != NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 pid;

      /* 0 stands for a process of another pid namespace; kill (0) would hit our own group. */
      if (g_ascii_string_to_unsigned (lines[i], 10, 2, G_MAXINT32, &pid, NULL))
        kill ((pid_t)pid, SIGKILL);
    }
  return FALSE;
}

gboolean
pen_cgroup_job_kill (PenCgroupJob *job)
{
  g_return_val_if_fail (job != NULL, FALSE);

  if (pen_cgroup_write (job->directory, "cgroup.kill", "1"))
    return TRUE;
  for (guint i = 0; i < KILL_ROUNDS; i++)
    if (kill_each (job))
      return TRUE;
  return FALSE;
}

/* The number after @key in a file of "key number" lines; FALSE if it is not there. */
static gboolean
read_key (const PenCgroupJob *job, const char *file, const char *key, guint64 *ret_value)
{
  g_autofree char *text = pen_cgroup_read (job->directory, file);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      gsize length = strlen (key);

      if (strncmp (lines[i], key, length) == 0 && lines[i][length] == ' ')
        return g_ascii_string_to_unsigned (lines[i] + length + 1,
                                           10,
                                           0,
                                           G_MAXUINT64,
                                           ret_value,
                                           NULL);
    }
  return FALSE;
}

gboolean
pen_cgroup_job_is_empty (const PenCgroupJob *job)
{
  guint64 populated;

  g_return_val_if_fail (job != NULL, FALSE);

  return read_key (job, "cgroup.events", "populated", &populated) && populated == 0;
}

gboolean
pen_cgroup_job_met_memory_limit (const PenCgroupJob *job)
{
  guint64 kills;

  g_return_val_if_fail (job != NULL, FALSE);

  return read_key (job, "memory.events", "oom_kill", &kills) && kills > 0;
}

guint64
pen_cgroup_job_get_peak_memory (const PenCgroupJob *job)
{
  g_autofree char *text = NULL;
  guint64 peak;

  g_return_val_if_fail (job != NULL, 0);

  text = pen_cgroup_read (job->directory, "memory.peak");
  if (text == NULL)
    return 0;
  g_strchomp (text);
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &peak, NULL) ? peak : 0;
}

gint64
pen_cgroup_job_get_cpu_time (const PenCgroupJob *job)
{
  guint64 time;

  g_return_val_if_fail (job != NULL, 0);

  return read_key (job, "cpu.stat", "usage_usec", &time) && time <= G_MAXINT64 ? (gint64)time : 0;
}
