/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The delegated scope in the control group tree (cgroup v2, see the kernel's cgroup-v2.rst): this
 * process sits in one leaf of it, each jail in another. How the scope comes about stands in
 * cgroup-open.c, what one job's group does in cgroup-job.c. */
#include "cgroup-private.h"
#include "sandbox-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Control files are short; the longest that is read here is cgroup.procs of a fork bomb, which is
 * read again until it is empty. */
#define READ_MAX 4096
#define OWN_LEAF "playpen"

struct _PenCgroup
{
  guint ref_count;
  char *path;
  int directory;
  gboolean limits_cpu;
  guint n_jobs;         /* ever made; part of a job's name */
  GPtrArray *leftovers; /* (element-type utf8) names of groups that could not be removed yet */
};

gboolean
pen_cgroup_write (int directory, const char *name, const char *text)
{
  /* No file can be made in a control group, so O_CREAT changes nothing there; in a test's plain
   * directory it does. */
  int fd = openat (directory, name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gsize length = strlen (text);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = write (fd, text, length) == (ssize_t)length;
  close (fd);
  return ok;
}

char *
pen_cgroup_read (int directory, const char *name)
{
  g_autofree char *text = g_malloc (READ_MAX + 1);
  int fd = openat (directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  ssize_t length;

  if (fd < 0)
    return NULL;
  length = read (fd, text, READ_MAX);
  close (fd);
  if (length < 0)
    return NULL;
  text[length] = '\0';
  return g_steal_pointer (&text);
}

static gboolean
has_word (const char *text, const char *word)
{
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return FALSE;
  words = g_strsplit_set (text, " \n", -1);
  return g_strv_contains ((const char *const *)words, word);
}

gboolean
pen_cgroup_check_machine (const char *root, GError **error)
{
  g_autofree char *path = g_build_filename (root, "sys/fs/cgroup/cgroup.controllers", NULL);
  g_autofree char *controllers = NULL;

  if (!g_file_get_contents (path, &controllers, NULL, NULL))
    {
      g_set_error_literal (error,
                           PEN_SANDBOX_ERROR,
                           PEN_SANDBOX_ERROR_SETUP,
                           _ ("This machine does not use control groups of version 2 alone, so "
                              "memory cannot be bounded by the kernel."));
      return FALSE;
    }
  if (!has_word (controllers, "memory") || !has_word (controllers, "pids"))
    {
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_SETUP,
                   /* Translators: %s is a path. */
                   _ ("The kernel does not offer the memory and pids controllers in %s."),
                   path);
      return FALSE;
    }
  return TRUE;
}

PenCgroup *
pen_cgroup_new (const char *path, gboolean limits_cpu)
{
  int directory = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  PenCgroup *cgroup;

  if (directory < 0)
    return NULL;
  cgroup = g_new0 (PenCgroup, 1);
  cgroup->ref_count = 1;
  cgroup->path = g_strdup (path);
  cgroup->directory = directory;
  cgroup->limits_cpu = limits_cpu;
  cgroup->leftovers = g_ptr_array_new_with_free_func (g_free);
  return cgroup;
}

/* The group of this process, from the only line of version 2: "0::/user.slice/…". */
static char *
find_own_group (const char *root)
{
  g_autofree char *path = g_build_filename (root, "proc/self/cgroup", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "0::/") && strstr (lines[i], "/..") == NULL)
      return g_strdup (lines[i] + strlen ("0::"));
  return NULL;
}

/* Processes and controllers for children exclude each other in one group ("no internal process
 * constraint"), so this process goes into a leaf first. */
static gboolean
make_room (PenCgroup *cgroup)
{
  if (mkdirat (cgroup->directory, OWN_LEAF, 0755) != 0 && errno != EEXIST)
    return FALSE;
  if (!pen_cgroup_write (cgroup->directory, OWN_LEAF "/cgroup.procs", "0"))
    return FALSE;
  if (!pen_cgroup_write (cgroup->directory, "cgroup.subtree_control", "+memory +pids"))
    return FALSE;
  cgroup->limits_cpu =
      cgroup->limits_cpu && pen_cgroup_write (cgroup->directory, "cgroup.subtree_control", "+cpu");
  return TRUE;
}

PenCgroup *
pen_cgroup_new_in_own_scope (const char *root, const char *unit, GError **error)
{
  g_autofree char *group = find_own_group (root);
  g_autofree char *name = group != NULL ? g_path_get_basename (group) : NULL;
  g_autofree char *path = g_build_filename (root, "sys/fs/cgroup", group, NULL);
  g_autoptr (PenCgroup) cgroup = NULL;
  g_autofree char *controllers = NULL;

  if (g_strcmp0 (name, unit) == 0)
    cgroup = pen_cgroup_new (path, /* limits_cpu= */ FALSE);
  if (cgroup == NULL)
    {
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_SETUP,
                   /* Translators: %s is the name of a systemd unit. */
                   _ ("The session manager answered, but did not move Playpen into %s."),
                   unit);
      return NULL;
    }
  controllers = pen_cgroup_read (cgroup->directory, "cgroup.controllers");
  if (!has_word (controllers, "memory") || !has_word (controllers, "pids"))
    {
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_SETUP,
                   /* Translators: %s is the name of a systemd unit. */
                   _ ("The session manager did not delegate the memory and pids controllers "
                      "to %s."),
                   unit);
      return NULL;
    }
  cgroup->limits_cpu = has_word (controllers, "cpu");
  if (!make_room (cgroup))
    {
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_SETUP,
                   /* Translators: the first %s is a path, the second the system's own words. */
                   _ ("%s was delegated, but cannot be divided (%s)."),
                   path,
                   g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&cgroup);
}

PenCgroup *
pen_cgroup_ref (PenCgroup *cgroup)
{
  g_return_val_if_fail (cgroup != NULL, NULL);

  cgroup->ref_count++;
  return cgroup;
}

/* A group can be removed when its last process is gone, which may be a moment after its SIGKILL. */
static void
remove_leftovers (PenCgroup *cgroup)
{
  for (guint i = cgroup->leftovers->len; i > 0; i--)
    {
      const char *name = cgroup->leftovers->pdata[i - 1];

      if (unlinkat (cgroup->directory, name, AT_REMOVEDIR) == 0 || errno == ENOENT)
        g_ptr_array_remove_index_fast (cgroup->leftovers, i - 1);
    }
}

void
pen_cgroup_unref (PenCgroup *cgroup)
{
  if (cgroup == NULL || --cgroup->ref_count > 0)
    return;
  /* What is still left goes with the scope when this process ends: systemd removes it. */
  remove_leftovers (cgroup);
  g_ptr_array_unref (cgroup->leftovers);
  close (cgroup->directory);
  g_free (cgroup->path);
  g_free (cgroup);
}

const char *
pen_cgroup_get_path (const PenCgroup *cgroup)
{
  g_return_val_if_fail (cgroup != NULL, NULL);

  return cgroup->path;
}

gboolean
pen_cgroup_limits_cpu (const PenCgroup *cgroup)
{
  g_return_val_if_fail (cgroup != NULL, FALSE);

  return cgroup->limits_cpu;
}

char *
pen_cgroup_make_directory (PenCgroup *cgroup, int *ret_directory)
{
  g_autofree char *name = g_strdup_printf ("job-%u", ++cgroup->n_jobs);
  int directory;

  remove_leftovers (cgroup);
  if (mkdirat (cgroup->directory, name, 0755) != 0)
    return NULL;
  directory = openat (cgroup->directory, name, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0)
    {
      int saved_errno = errno;

      unlinkat (cgroup->directory, name, AT_REMOVEDIR);
      errno = saved_errno;
      return NULL;
    }
  *ret_directory = directory;
  return g_steal_pointer (&name);
}

void
pen_cgroup_remove_directory (PenCgroup *cgroup, const char *name)
{
  g_ptr_array_add (cgroup->leftovers, g_strdup (name));
  remove_leftovers (cgroup);
}
