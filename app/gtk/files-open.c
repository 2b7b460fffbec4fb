/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a program comes into its window: from the disk, or as it was when it was left. */
#include "files-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "disk.h"

/* --- From the disk --- */

typedef struct
{
  GStrv paths;
  PenProgram *program; /* (nullable) */
  GPtrArray *etags;    /* (element-type utf8) */
  gboolean folder;
} Opening;

static void
opening_free (Opening *opening)
{
  g_strfreev (opening->paths);
  g_clear_pointer (&opening->program, pen_program_free);
  g_ptr_array_unref (opening->etags);
  g_free (opening);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (PenProgram) program = pen_program_new ();
  GError *error = NULL;

  if (!pen_program_add_paths (program, (const char *const *)opening->paths, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  opening->folder = g_file_test (opening->paths[0], G_FILE_TEST_IS_DIR);
  for (guint i = 0; i < program->sources->files->len; i++)
    {
      const PenSource *file = program->sources->files->pdata[i];
      g_autofree char *path = pen_program_dup_path (program, file->name);
      g_autoptr (GFile) location = g_file_new_for_path (path);

      g_ptr_array_add (opening->etags, pen_disk_dup_etag (location));
    }
  opening->program = g_steal_pointer (&program);
  g_task_return_boolean (task, TRUE);
}

void
pen_files_open_async (PenFiles *self,
                      GFile *const *locations,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  Opening *opening;

  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (locations != NULL && locations[0] != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, pen_files_open_async);
  for (guint i = 0; locations[i] != NULL; i++)
    {
      const char *path = g_file_peek_path (locations[i]);
      g_autofree char *uri = g_file_get_uri (locations[i]);

      if (path == NULL)
        {
          g_task_return_new_error (task,
                                   PEN_CORE_ERROR,
                                   PEN_CORE_ERROR_INPUT,
                                   _ ("“%s” is not on this computer. Copy it into a folder here, "
                                      "then open it."),
                                   uri);
          return;
        }
      g_strv_builder_add (paths, path);
    }
  opening = g_new0 (Opening, 1);
  opening->paths = g_strv_builder_end (paths);
  opening->etags = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

/* A single file that cannot be shown is of no use; among others it is kept as it is. */
static gboolean
check_shown (GPtrArray *files, GError **error)
{
  PenFile *file = files->pdata[0];

  if (files->len > 1 || pen_file_is_text (file))
    return TRUE;
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("“%s” is not a text in UTF-8, so it cannot be a Rust program. "
                  "Check that it is the right file, or save it as UTF-8 in the "
                  "editor that made it."),
               pen_file_get_name (file));
  return FALSE;
}

gboolean
pen_files_open_finish (PenFiles *self, GAsyncResult *result, GError **error)
{
  Opening *opening;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GFile) base = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  opening = g_task_get_task_data (G_TASK (result));
  files = pen_files_make (opening->program->sources);
  if (!check_shown (files, error))
    return FALSE;
  base = g_file_new_for_path (opening->program->base);
  for (guint i = 0; i < files->len; i++)
    {
      const char *name = pen_file_get_name (files->pdata[i]);
      g_autoptr (GFile) location = g_file_resolve_relative_path (base, name);

      pen_file_set_location (files->pdata[i], location, opening->etags->pdata[i]);
    }
  pen_files_set_base (self, base, /* single= */ !opening->folder);
  pen_files_set_origin (self, NULL, NULL);
  pen_files_replace_all (self, files);
  return TRUE;
}

/* --- As it was left --- */

static const PenRecordFile *
find_saved (const PenPlace *place, const char *name)
{
  for (guint i = 0; i < place->saved->len; i++)
    {
      const PenRecordFile *file = place->saved->pdata[i];

      if (g_str_equal (file->name, name))
        return file;
    }
  return NULL;
}

static void
restore_file (PenFile *file, GFile *base, const PenPlace *place)
{
  const char *name = pen_file_get_name (file);
  const PenRecordFile *saved = find_saved (place, name);
  g_autoptr (GFile) location = g_file_resolve_relative_path (base, name);
  g_autoptr (GBytes) bytes = pen_file_dup_bytes (file);
  g_autofree char *hash = pen_hash_bytes (bytes);
  const gboolean same = saved != NULL && g_str_equal (saved->hash, hash);

  pen_file_restore (file, location, saved != NULL ? saved->etag : NULL, !same);
}

void
pen_files_set_restored (PenFiles *self,
                        const PenSources *sources,
                        const PenPlace *place,
                        const char *title)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GFile) base = NULL;

  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (sources != NULL);

  if (place == NULL || place->base == NULL)
    {
      pen_files_set_copy (self, sources, title);
      pen_files_set_origin (self, NULL, title);
      pen_files_update (self);
      return;
    }
  files = pen_files_make (sources);
  base = g_file_new_for_path (place->base);
  for (guint i = 0; i < files->len; i++)
    restore_file (files->pdata[i], base, place);
  pen_files_set_base (self, base, place->single);
  pen_files_set_origin (self, NULL, NULL);
  pen_files_replace_all (self, files);
}
