/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whether a file of a program was saved. Folders are watched, not files: editors save by renaming.
 */
#include "watcher.h"

#include <gio/gio.h>

#define REST_MS 60 /* editors write a file in several steps */

struct _PenCliWatcher
{
  GObject parent_instance;

  GPtrArray *monitors; /* (element-type GFileMonitor) */
  GHashTable *paths;   /* the program's own files */
  guint rest;
  gboolean changed;
};

G_DEFINE_FINAL_TYPE (PenCliWatcher, pen_cli_watcher, G_TYPE_OBJECT)

static void
pen_cli_watcher_dispose (GObject *object)
{
  PenCliWatcher *self = PEN_CLI_WATCHER (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_pointer (&self->monitors, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_hash_table_unref);
  G_OBJECT_CLASS (pen_cli_watcher_parent_class)->dispose (object);
}

static void
pen_cli_watcher_class_init (PenCliWatcherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_cli_watcher_dispose;
}

static void
pen_cli_watcher_init (PenCliWatcher *self)
{
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
on_rest (gpointer data)
{
  PenCliWatcher *self = data;

  self->rest = 0;
  self->changed = TRUE;
  return G_SOURCE_REMOVE;
}

/* A new file counts too when it could belong to the program. */
static gboolean
is_meant (PenCliWatcher *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  return path != NULL &&
         (g_hash_table_contains (self->paths, path) || g_str_has_suffix (path, ".rs"));
}

static void
on_monitor (GFileMonitor *monitor,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            PenCliWatcher *self)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED ||
      (!is_meant (self, file) && !is_meant (self, other)))
    return;
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, on_rest, self);
}

static void
watch_folder (PenCliWatcher *self, const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    return;
  g_file_monitor_set_rate_limit (monitor, REST_MS);
  g_signal_connect_object (monitor, "changed", G_CALLBACK (on_monitor), self, 0);
  g_ptr_array_add (self->monitors, monitor);
}

PenCliWatcher *
pen_cli_watcher_new (const PenProgram *program)
{
  PenCliWatcher *self = g_object_new (PEN_TYPE_CLI_WATCHER, NULL);
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < program->sources->files->len; i++)
    {
      const PenSource *source = program->sources->files->pdata[i];
      char *path = pen_program_dup_path (program, source->name);
      g_autofree char *folder = g_path_get_dirname (path);

      g_hash_table_add (self->paths, path);
      if (g_hash_table_add (folders, g_strdup (folder)))
        watch_folder (self, folder);
    }
  return self;
}

gboolean
pen_cli_watcher_get_changed (PenCliWatcher *self)
{
  return self->changed;
}
