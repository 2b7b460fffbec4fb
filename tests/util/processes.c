/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The host's process table, as far as tests look for survivors in it. */
#include "processes.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "jail-run.h"

typedef struct
{
  TestProcess process;
  pid_t parent;
  char state;
} Entry;

static gboolean
read_entry (pid_t pid, Entry *ret_entry)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int)pid);
  g_autofree char *text = NULL;
  struct stat st;
  const char *name;
  const char *rest;
  unsigned long long start;
  int parent;
  char state;

  if (stat (path, &st) != 0 || !g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  name = strchr (text, '(');
  rest = strrchr (text, ')');
  if (name == NULL || rest == NULL ||
      sscanf (rest + 1,
              " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
              &state,
              &parent,
              &start) != 3)
    return FALSE;
  *ret_entry = (Entry){.process = {.pid = pid, .start = start, .uid = st.st_uid},
                       .parent = parent,
                       .state = state};
  g_strlcpy (ret_entry->process.name,
             name + 1,
             MIN (sizeof ret_entry->process.name, (gsize)(rest - name)));
  return TRUE;
}

static GArray *
read_all (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GDir *dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      Entry entry;

      if (g_ascii_isdigit (name[0]) && read_entry ((pid_t)g_ascii_strtoll (name, NULL, 10), &entry))
        g_array_append_val (entries, entry);
    }
  g_dir_close (dir);
  return entries;
}

static gboolean
contains (GArray *processes, pid_t pid)
{
  for (guint i = 0; i < processes->len; i++)
    if (g_array_index (processes, TestProcess, i).pid == pid)
      return TRUE;
  return FALSE;
}

GArray *
test_processes_below (pid_t pid)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (TestProcess));
  g_autoptr (GArray) all = read_all ();
  guint before;

  do
    {
      before = found->len;
      for (guint i = 0; i < all->len; i++)
        {
          const Entry *entry = &g_array_index (all, Entry, i);

          if ((entry->process.pid == pid || contains (found, entry->parent)) &&
              !contains (found, entry->process.pid))
            g_array_append_val (found, entry->process);
        }
    }
  while (found->len > before);
  return found;
}

void
test_processes_add (GArray *processes, pid_t pid)
{
  Entry entry;

  if (read_entry (pid, &entry))
    g_array_append_val (processes, entry.process);
}

static gboolean
is_alive (const TestProcess *process)
{
  Entry entry;

  return read_entry (process->pid, &entry) && entry.process.start == process->start &&
         entry.state != 'Z' && entry.state != 'X';
}

void
test_processes_kill (GArray *processes)
{
  for (guint i = 0; i < processes->len; i++)
    {
      const TestProcess *process = &g_array_index (processes, TestProcess, i);

      if (is_alive (process))
        kill (process->pid, SIGKILL);
    }
}

guint
test_processes_count_alive (GArray *processes)
{
  guint n = 0;

  for (guint i = 0; i < processes->len; i++)
    n += is_alive (&g_array_index (processes, TestProcess, i));
  return n;
}

static gboolean
are_gone (gpointer data)
{
  return test_processes_count_alive (data) == 0;
}

gboolean
test_processes_wait_gone (GArray *processes, guint seconds)
{
  return test_wait_until (are_gone, processes, seconds);
}

const TestProcess *
test_processes_find (GArray *processes, const char *name)
{
  for (guint i = 0; i < processes->len; i++)
    {
      const TestProcess *process = &g_array_index (processes, TestProcess, i);

      if (strcmp (process->name, name) == 0)
        return process;
    }
  return NULL;
}
