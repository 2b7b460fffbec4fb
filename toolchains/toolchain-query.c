/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What only a toolchain's own rustc can say: asked once, in a jail, and remembered under a key that
 * changes with it. */
#include "toolchain-query.h"

#include <string.h>
#include <sys/stat.h>

#include "run-command.h"
#include "store.h"
#include "toolchain-error.h"

#define MEMORY_FILE "toolchains.ini"

/* Linkers in the order in which they are tried, and where a compile jail would find them. */
static const struct
{
  const char *name;
  const char *path;
} linkers[] = {{"mold", "/usr/bin/mold"}, {"lld", "/usr/bin/ld.lld"}};

/* The group of what is remembered: changes when the compiler or a linker does. */
static char *
get_group (PenToolchain *toolchain)
{
  g_autofree char *key = pen_toolchain_get_key (toolchain);
  g_autoptr (GString) text = g_string_new (key);

  for (gsize i = 0; i < G_N_ELEMENTS (linkers); i++)
    {
      struct stat st;

      if (stat (linkers[i].path, &st) == 0)
        g_string_append_printf (text,
                                " %s %" G_GINT64_FORMAT,
                                linkers[i].name,
                                (gint64)st.st_mtime);
    }
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize)text->len);
}

gboolean
pen_toolchain_query_recall (PenToolchain *toolchain)
{
  g_autofree char *path = pen_store_get_path (MEMORY_FILE);
  g_autofree char *group = get_group (toolchain);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *version = NULL;
  g_autofree char *linker = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  version = g_key_file_get_string (file, group, "version", NULL);
  linker = g_key_file_get_string (file, group, "linker", NULL);
  if (version == NULL || linker == NULL || !pen_toolchain_set_version (toolchain, version))
    return FALSE;
  pen_toolchain_set_linker (toolchain, linker);
  return TRUE;
}

static void
remember (PenToolchain *toolchain, const char *version)
{
  g_autofree char *path = pen_store_get_path (MEMORY_FILE);
  g_autofree char *group = get_group (toolchain);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  const char *linker = pen_toolchain_get_linker (toolchain);

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL))
    g_debug ("%s: nothing is remembered yet", path);
  g_key_file_set_string (file, group, "rustc", pen_toolchain_get_rustc (toolchain));
  g_key_file_set_string (file, group, "version", version);
  g_key_file_set_string (file, group, "linker", linker != NULL ? linker : "");
  if (!g_key_file_save_to_file (file,
                                path,
                                &error)) /* a full disk costs the next start 0.3 s, no more */
    g_debug ("%s", error->message);
}

typedef struct
{
  guint linker; /* the next one to try */
  char *version;
} Query;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->version);
  g_free (query);
}

static void try_linker (GTask *task);

static void
done (GTask *task)
{
  Query *query = g_task_get_task_data (task);

  remember (g_task_get_source_object (task), query->version);
  g_task_return_boolean (task, TRUE);
}

static void
on_linked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Query *query = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenCommandResult) run = pen_run_command_finish (result, &error);

  if (run == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (run->ending.cause == PEN_CAUSE_EXITED && run->ending.status == 0)
    {
      pen_toolchain_set_linker (g_task_get_source_object (task), linkers[query->linker].name);
      done (task);
      return;
    }
  query->linker++;
  try_linker (task);
}

static void
try_linker (GTask *task)
{
  PenToolchain *toolchain = g_task_get_source_object (task);
  Query *query = g_task_get_task_data (task);
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autoptr (GBytes) source = g_bytes_new_static ("fn main() {}\n", 13);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  g_autofree char *rustc = NULL;
  g_autofree char *flag = NULL;

  while (query->linker < G_N_ELEMENTS (linkers) &&
         !g_file_test (linkers[query->linker].path, G_FILE_TEST_IS_EXECUTABLE))
    query->linker++;
  if (query->linker == G_N_ELEMENTS (linkers))
    {
      done (task);
      return;
    }
  rustc = pen_toolchain_get_program (toolchain, "rustc");
  flag = g_strconcat ("link-arg=-fuse-ld=", linkers[query->linker].name, NULL);
  pen_toolchain_add_to_command (toolchain, command);
  pen_command_add_file (command, "/job/main.rs", 0444, source);
  pen_command_add_args (command,
                        rustc,
                        "main.rs",
                        "-o",
                        "/tmp/out",
                        "-C",
                        flag,
                        "-C",
                        "link-arg=-Wl,-S",
                        NULL);
  pen_run_command_async (command,
                         &limits,
                         g_task_get_cancellable (task),
                         on_linked,
                         g_object_ref (task));
}

static void
on_version (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  PenToolchain *toolchain = g_task_get_source_object (task);
  Query *query = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenCommandResult) run = pen_run_command_finish (result, &error);

  if (run == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (run->ending.cause != PEN_CAUSE_EXITED || run->ending.status != 0 ||
      !pen_toolchain_set_version (toolchain, run->out->str))
    {
      g_task_return_new_error (task,
                               PEN_TOOLCHAIN_ERROR,
                               PEN_TOOLCHAIN_ERROR_MISSING,
                               "%s does not tell its version.",
                               pen_toolchain_get_rustc (toolchain));
      return;
    }
  query->version = g_strdup (run->out->str);
  try_linker (task);
}

void
pen_toolchain_query_async (PenToolchain *toolchain,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (toolchain, cancellable, callback, data);
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  g_autofree char *rustc = pen_toolchain_get_program (toolchain, "rustc");

  g_task_set_source_tag (task, pen_toolchain_query_async);
  g_task_set_task_data (task, g_new0 (Query, 1), query_free);
  pen_toolchain_add_to_command (toolchain, command);
  pen_command_add_args (command, rustc, "-vV", NULL);
  pen_run_command_async (command, &limits, cancellable, on_version, g_object_ref (task));
}

gboolean
pen_toolchain_query_finish (PenToolchain *toolchain, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, toolchain), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
