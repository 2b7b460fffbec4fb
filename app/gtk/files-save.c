/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Saving a program: one file after the other, so that the sentence about the first one that cannot
 * be written is the one that is read; then what was taken out goes from the disk. */
#include "files-private.h"

#include <glib/gi18n.h>

#include "disk.h"

static void save_next (GTask *task);
static void file_saved (GObject *object, GAsyncResult *result, gpointer data);

/* What is still to be written. */
typedef struct
{
  GPtrArray *files; /* (element-type PenFile) */
  GFile *base;      /* (nullable): a new place of all */
  guint next;
} Saving;

static void
saving_free (Saving *saving)
{
  g_ptr_array_unref (saving->files);
  g_clear_object (&saving->base);
  g_free (saving);
}

/* A file that somebody else changed since is not ours to take away. */
static void
delete_removed (PenFiles *self)
{
  for (guint i = 0; i < self->removed->len; i++)
    {
      GFile *location = pen_file_get_location (self->removed->pdata[i]);

      if (location != NULL &&
          pen_file_get_problem_kind (self->removed->pdata[i]) != PEN_FILE_PROBLEM_CHANGED &&
          !g_file_trash (location, NULL, NULL))
        g_file_delete (location, NULL, NULL);
    }
  g_ptr_array_set_size (self->removed, 0);
}

static void
finish_saving (PenFiles *self, Saving *saving)
{
  if (saving->base != NULL)
    {
      g_ptr_array_set_size (self->removed, 0); /* they stay where they were */
      g_set_object (&self->base, saving->base);
    }
  else
    delete_removed (self);
  self->set_changed = FALSE;
  pen_files_update (self);
}

static void
save_next (GTask *task)
{
  PenFiles *self = g_task_get_source_object (task);
  Saving *saving = g_task_get_task_data (task);
  g_autoptr (GFile) location = NULL;
  PenFile *file;

  if (saving->next == saving->files->len)
    {
      finish_saving (self, saving);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  file = saving->files->pdata[saving->next++];
  if (saving->base != NULL)
    location = g_file_resolve_relative_path (saving->base, pen_file_get_name (file));
  pen_file_save_async (file, location, g_task_get_cancellable (task), file_saved, task);
}

static void
file_saved (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (pen_file_save_finish (PEN_FILE (object), result, &error))
    {
      save_next (task);
      return;
    }
  pen_files_update (g_task_get_source_object (task));
  g_task_return_error (task, error);
  g_object_unref (task);
}

static GTask *
make_task (PenFiles *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Saving *saving = g_new0 (Saving, 1);

  saving->files = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, make_task);
  g_task_set_task_data (task, saving, (GDestroyNotify)saving_free);
  return task;
}

gboolean
pen_files_needs_location (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), FALSE);

  return self->base == NULL;
}

gboolean
pen_files_is_single (PenFiles *self)
{
  g_return_val_if_fail (PEN_IS_FILES (self), FALSE);

  return self->files->len == 1 && (self->single || self->base == NULL);
}

void
pen_files_save_async (PenFiles *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GTask *task;
  Saving *saving;

  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (self->base != NULL);

  task = make_task (self, cancellable, callback, data);
  saving = g_task_get_task_data (task);
  for (guint i = 0; i < self->files->len; i++)
    if (pen_file_get_modified (self->files->pdata[i]))
      g_ptr_array_add (saving->files, g_object_ref (self->files->pdata[i]));
  save_next (task);
}

/* The one file takes the name that was chosen for it. */
static gboolean
take_chosen_name (PenFiles *self, GFile *location, GError **error)
{
  g_autofree char *raw = g_file_get_basename (location);
  g_autofree char *name = g_filename_display_name (raw);

  if (!pen_sources_is_rust (name))
    {
      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_INPUT,
                   _ ("The name of a Rust file ends in .rs. Save it as “%s.rs”."),
                   name);
      return FALSE;
    }
  return pen_file_set_name (self->files->pdata[0], name, error);
}

static gboolean
check_empty (PenFiles *self, GFile *folder, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const char *name = pen_file_get_name (self->files->pdata[i]);
      g_autoptr (GFile) location = g_file_resolve_relative_path (folder, name);
      g_autofree char *shown = g_file_get_parse_name (folder);

      if (!g_file_query_exists (location, NULL))
        continue;
      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_INPUT,
                   _ ("In “%s” there is a file “%s” already. Choose an empty folder."),
                   shown,
                   name);
      return FALSE;
    }
  return TRUE;
}

void
pen_files_save_as_async (PenFiles *self,
                         GFile *location,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = NULL;
  gboolean single;
  Saving *saving;
  GError *error = NULL;

  g_return_if_fail (PEN_IS_FILES (self));
  g_return_if_fail (G_IS_FILE (location));

  task = make_task (self, cancellable, callback, data);
  saving = g_task_get_task_data (task);
  single = pen_files_is_single (self);
  if (single ? !take_chosen_name (self, location, &error) : !check_empty (self, location, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  saving->base = single ? g_file_get_parent (location) : g_object_ref (location);
  for (guint i = 0; i < self->files->len; i++)
    g_ptr_array_add (saving->files, g_object_ref (self->files->pdata[i]));
  self->single = single;
  save_next (g_steal_pointer (&task));
}

gboolean
pen_files_save_finish (PenFiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
