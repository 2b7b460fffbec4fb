/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Takes one measure out of a jail's value: of bubblewrap's options, the filter, the limits. Only
 * tests link this; the product has no switch that weakens a jail. */
#include <string.h>

#include "jail-private.h"
#include "matrix.h"

static void
insert_options (PenBwrap *bwrap, gint at, const char *const *options)
{
  for (gint i = 0; options[i] != NULL; i++)
    g_ptr_array_insert (bwrap->options, at + i, g_strdup (options[i]));
}

/* The first place where these two options stand one after the other. */
static gint
find_options (PenBwrap *bwrap, const char *first, const char *second)
{
  for (guint i = 0; i + 1 < bwrap->options->len; i++)
    if (strcmp (bwrap->options->pdata[i], first) == 0 &&
        strcmp (bwrap->options->pdata[i + 1], second) == 0)
      return (gint)i;
  g_error ("“%s %s” is not among bubblewrap's options", first, second);
}

static void
replace_option (PenBwrap *bwrap, gint at, const char *option)
{
  g_free (bwrap->options->pdata[at]);
  bwrap->options->pdata[at] = g_strdup (option);
}

/* Mounts are made in the order of options: before the first read-only remount is last. */
void
matrix_show (PenBwrap *bwrap, const char *from, const char *to)
{
  const char *const options[] = {"--ro-bind", from, to, NULL};
  gint at = 0;

  while (at < (gint)bwrap->options->len && strcmp (bwrap->options->pdata[at], "--remount-ro") != 0)
    at++;
  insert_options (bwrap, at, options);
}

static void
share_namespace (PenBwrap *bwrap, const char *name)
{
  static const char *const others[] = {"user", "ipc", "pid", "net", "uts", "cgroup"};

  g_assert_cmpstr (name, !=, "pid");
  g_assert_true (pen_bwrap_remove (bwrap, "--unshare-all", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (others[i], name) != 0)
      {
        g_autofree char *option = g_strconcat ("--unshare-", others[i], NULL);
        const char *const options[] = {option, NULL};

        insert_options (bwrap, 0, options);
      }
}

static void
remove_option (PenBwrap *bwrap, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list, ",", -1);
  guint n = g_strv_length (words);
  gboolean found = n == 1   ? pen_bwrap_remove (bwrap, words[0], NULL)
                   : n == 2 ? pen_bwrap_remove (bwrap, words[0], words[1], NULL)
                            : pen_bwrap_remove (bwrap, words[0], words[1], words[2], NULL);

  g_assert_true (found);
}

static void
forget_size (PenBwrap *bwrap, const char *path)
{
  gint at = find_options (bwrap, "--tmpfs", path);

  /* --size N --perms P --tmpfs PATH */
  g_assert_cmpstr (bwrap->options->pdata[at - 4], ==, "--size");
  g_ptr_array_remove_range (bwrap->options, (guint)at - 4, 2);
}

/* A fresh /proc or /dev, or a file of /etc that is data. */
static void
bind_host (PenBwrap *bwrap, const char *path)
{
  const char *const options[] = {"--dev-bind", path, path, NULL};
  guint at = 0;
  guint n = 2;

  if (strcmp (path, "/proc") == 0)
    at = (guint)find_options (bwrap, "--proc", path);
  else if (strcmp (path, "/dev") == 0)
    at = (guint)find_options (bwrap, "--dev", path);
  else
    {
      /* --perms P --ro-bind-data FD PATH */
      while (strcmp (bwrap->options->pdata[at + 4], path) != 0 ||
             strcmp (bwrap->options->pdata[at + 2], "--ro-bind-data") != 0)
        at++;
      n = 5;
    }
  g_ptr_array_remove_range (bwrap->options, at, n);
  insert_options (bwrap, (gint)at, options);
}

/* Without an identity of its own the program is root of its namespace. */
static void
become_namespace_root (PenBwrap *bwrap)
{
  replace_option (bwrap, find_options (bwrap, "--uid", "1000") + 1, "0");
  replace_option (bwrap, find_options (bwrap, "--gid", "1000") + 1, "0");
}

static void
use_careless_init (PenBwrap *bwrap, const char *name)
{
  for (guint i = 0; i < bwrap->data->len; i++)
    {
      PenBwrapData *data = bwrap->data->pdata[i];

      if (data->filename == NULL || !g_str_has_suffix (data->filename, "playpen-init"))
        continue;
      g_free (data->filename);
      data->filename = matrix_dup_probe_path (name);
      return;
    }
  g_assert_not_reached ();
}

static void
pass_variable (PenBwrap *bwrap, PenCommand *command, const char *name)
{
  const char *const options[] = {"--setenv", name, g_getenv (name), NULL};

  insert_options (bwrap, 0, options);
  pen_command_set_env (command, name, g_getenv (name));
}

static void
lift_limit (PenLimits *limits, const char *name)
{
  static const char *const changes[][2] = {
      {"wall", "wall=0"},
      {"cpu", "cpu=0"},
      {"memory", "memory=0"},
      {"inodes", "inodes=0"},
      {"volume", "volume=0"},
      {"processes", "processes=1000"},
      {"files", "files=4000"},
      {"file", "file=70368744177664"},
      {"artifact", "artifact=1024M"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    if (strcmp (changes[i][0], name) == 0)
      {
        matrix_change_limits (limits, changes[i][1]);
        return;
      }
  g_assert_not_reached ();
}

static void
allow_calls (PenFilter *filter, const char *list)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  for (char **name = names; *name != NULL; name++)
    if (strcmp (*name, "shared-memory") == 0)
      pen_filter_allow_shared_memory (filter);
    else if (strcmp (*name, "foreign") == 0)
      pen_filter_tolerate_foreign (filter);
    else
      pen_filter_allow (filter, *name);
}

static void
weaken_filter (PenJail *jail, const char *list)
{
  g_autoptr (PenFilter) filter = pen_filter_new (pen_jail_get_command (jail)->profile);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  allow_calls (filter, list);
  bytes = pen_filter_export (filter, &error);
  g_assert_no_error (error);
  pen_jail_set_filter (jail, bytes);
}

/* One word of a row's `without`. */
static void
take_out (PenJail *jail, const char *word)
{
  PenBwrap *bwrap = pen_jail_get_bwrap (jail, NULL);
  const char *what = strchr (word, ':');

  what = what != NULL ? what + 1 : "";
  if (strcmp (word, "filter") == 0)
    pen_jail_set_filter (jail, NULL);
  else if (g_str_has_prefix (word, "filter:"))
    weaken_filter (jail, what);
  else if (strcmp (word, "landlock") == 0)
    pen_jail_set_landlock (jail, FALSE);
  else if (strcmp (word, "init") == 0)
    use_careless_init (bwrap, "careless-init");
  else if (strcmp (word, "parent-death") == 0)
    use_careless_init (bwrap, "orphan-init");
  else if (strcmp (word, "capabilities") == 0)
    replace_option (bwrap, find_options (bwrap, "--cap-drop", "ALL"), "--cap-add");
  else if (strcmp (word, "identity") == 0)
    become_namespace_root (bwrap);
  else if (g_str_has_prefix (word, "namespace:"))
    share_namespace (bwrap, what);
  else if (g_str_has_prefix (word, "size:"))
    forget_size (bwrap, what);
  else if (g_str_has_prefix (word, "shown:"))
    matrix_show (bwrap, what, what);
  else if (g_str_has_prefix (word, "bound:"))
    bind_host (bwrap, what);
  else if (g_str_has_prefix (word, "limit:"))
    lift_limit (pen_jail_get_limits (jail), what);
  else if (g_str_has_prefix (word, "environment:"))
    pass_variable (bwrap, pen_jail_get_command (jail), what);
  else if (g_str_has_prefix (word, "--"))
    remove_option (bwrap, word);
  else if (strchr (word, '=') != NULL)
    matrix_change_limits (pen_jail_get_limits (jail), word);
}

void
matrix_weaken (PenJail *jail, const char *without)
{
  g_auto (GStrv) words = g_strsplit (without != NULL ? without : "", " ", -1);

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    take_out (jail, *word);
}
