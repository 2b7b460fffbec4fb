/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files from elsewhere: by what they begin with it is known whether they have to be unpacked. */
#include "foreign.h"

#include "disk.h"

#define MAGIC_SIZE 4

void
pen_foreign_free (PenForeign *foreign)
{
  g_clear_object (&foreign->snapshot);
  g_clear_pointer (&foreign->program, pen_program_free);
  g_free (foreign->title);
  g_free (foreign);
}

/* Whether it begins as a ZIP archive or as gzip's do. */
static gboolean
is_archive (GFile *location)
{
  g_autoptr (GFileInputStream) stream = NULL;
  guint8 magic[MAGIC_SIZE] = {0};
  gsize n = 0;

  if (g_file_query_file_type (location, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return FALSE;
  stream = g_file_read (location, NULL, NULL);
  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), magic, sizeof magic, &n, NULL, NULL))
    return FALSE;
  return n == sizeof magic &&
         ((magic[0] == 'P' && magic[1] == 'K') || (magic[0] == 0x1f && magic[1] == 0x8b));
}

/* "rand-0.8.5" of rand-0.8.5.crate */
static char *
make_title (GFile *location)
{
  g_autofree char *raw = g_file_get_basename (location);
  char *name = g_filename_display_name (raw);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot > name)
    *dot = '\0';
  return name;
}

static gboolean
read_archive (PenForeign *foreign, GFile *location, GError **error)
{
  g_autofree char *raw = g_file_get_basename (location);
  g_autofree char *name = g_filename_display_name (raw);
  g_autofree char *etag = NULL;
  g_autoptr (GBytes) bytes = pen_disk_read (location, PEN_SNAPSHOT_MAX, &etag, error);

  if (bytes == NULL)
    return FALSE;
  if (pen_snapshot_detect (bytes))
    {
      foreign->snapshot = pen_snapshot_read (bytes, error);
      return foreign->snapshot != NULL;
    }
  foreign->program = pen_project_import_file (bytes, name, error);
  foreign->title = make_title (location);
  return foreign->program != NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (PenForeign) foreign = g_new0 (PenForeign, 1);
  GError *error = NULL;

  if (is_archive (data) && !read_archive (foreign, data, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&foreign), (GDestroyNotify)pen_foreign_free);
}

void
pen_foreign_read_async (GFile *location,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (location));

  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, pen_foreign_read_async);
  g_task_set_task_data (task, g_object_ref (location), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

PenForeign *
pen_foreign_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
