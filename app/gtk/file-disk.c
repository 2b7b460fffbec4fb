/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A file and its copy on the disk: read, watched, written. */
#include "file-private.h"

#include <glib/gi18n.h>

#include "disk.h"

/* After a change on the disk, ms: other programs write a file in several steps. */
#define SETTLE_TIME 100

static gsize
get_most (PenFile *self)
{
  return pen_sources_is_rust (self->name) ? PEN_PROGRAM_MAX_RUST_BYTES : PEN_PROGRAM_MAX_BYTES;
}

typedef struct
{
  GFile *location;
  GBytes *bytes;
  char *etag; /* (nullable) */
  gsize most;
  guint serial;
} Transfer;

static void
transfer_free (Transfer *transfer)
{
  g_clear_object (&transfer->location);
  g_clear_pointer (&transfer->bytes, g_bytes_unref);
  g_free (transfer->etag);
  g_free (transfer);
}

static Transfer *
transfer_new (PenFile *self, GFile *location)
{
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->location = g_object_ref (location);
  transfer->most = get_most (self);
  transfer->serial = self->serial;
  return transfer;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Transfer *transfer = data;
  GError *error = NULL;

  transfer->bytes = pen_disk_read (transfer->location, transfer->most, &transfer->etag, &error);
  if (transfer->bytes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
start_reading (PenFile *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, transfer_new (self, self->location), (GDestroyNotify)transfer_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* What was read is now what this file is about; contents and disk are the same. */
static void
take_disk_version (PenFile *self, Transfer *transfer)
{
  g_autoptr (GBytes) present = pen_file_dup_bytes (self);

  g_free (self->etag);
  self->etag = g_strdup (transfer->etag);
  if (!g_bytes_equal (present, transfer->bytes))
    pen_file_set_bytes (self, transfer->bytes);
  if (self->buffer != NULL)
    gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), FALSE);
  pen_file_set_unsaved (self, FALSE);
  pen_file_take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
}

static void
say_gone (PenFile *self)
{
  pen_file_set_unsaved (self, TRUE);
  pen_file_take_problem (
      self,
      PEN_FILE_PROBLEM_GONE,
      g_strdup_printf (_ ("“%s” was deleted or moved by another program. Save it to put "
                          "it back."),
                       self->name));
}

static void
say_changed (PenFile *self)
{
  pen_file_take_problem (
      self,
      PEN_FILE_PROBLEM_CHANGED,
      g_strdup_printf (_ ("“%s” was changed by another program, and here too. Reload it "
                          "to take the other text, or keep yours."),
                       self->name));
}

/* Whether there is work in here that the disk never had. */
static gboolean
is_edited (PenFile *self)
{
  return (self->unsaved && self->problem != PEN_FILE_PROBLEM_GONE) ||
         (self->buffer != NULL && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->buffer)));
}

static void
compare_with_disk (PenFile *self, Transfer *transfer)
{
  g_autoptr (GBytes) present = pen_file_dup_bytes (self);

  if (!is_edited (self) || g_bytes_equal (present, transfer->bytes))
    take_disk_version (self, transfer);
  else if (g_strcmp0 (self->etag, transfer->etag) != 0)
    say_changed (self);
}

static void
check_done (GObject *object, GAsyncResult *result, gpointer data)
{
  PenFile *self = PEN_FILE (object);
  Transfer *transfer = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean read = g_task_propagate_boolean (G_TASK (result), &error);

  self->n_transfers--;
  if (self->location == NULL || !g_file_equal (self->location, transfer->location))
    return;
  if (read)
    compare_with_disk (self, transfer);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      pen_file_set_unsaved (self, TRUE);
      pen_file_take_problem (self, PEN_FILE_PROBLEM_CHANGED, g_strdup (error->message));
    }
  else if (self->etag != NULL) /* one that never was there is not missed */
    say_gone (self);
}

static gboolean
check_disk (gpointer data)
{
  PenFile *self = data;

  if (self->n_transfers > 0)
    return G_SOURCE_CONTINUE;
  self->check_source = 0;
  if (self->location == NULL)
    return G_SOURCE_REMOVE;
  self->n_transfers++;
  start_reading (self, check_done, NULL);
  return G_SOURCE_REMOVE;
}

static void
disk_changed (GFileMonitor *monitor,
              GFile *file,
              GFile *other,
              GFileMonitorEvent event,
              PenFile *self)
{
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->check_source = g_timeout_add (SETTLE_TIME, check_disk, self);
}

void
pen_file_watch (PenFile *self)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->check_source, g_source_remove);
  if (self->location == NULL)
    return;
  self->monitor = g_file_monitor_file (self->location, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (disk_changed), self);
}

GFile *
pen_file_get_location (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), NULL);

  return self->location;
}

void
pen_file_set_location (PenFile *self, GFile *location, const char *etag)
{
  g_autofree char *copy = g_strdup (etag);

  g_return_if_fail (PEN_IS_FILE (self));

  g_free (self->etag);
  self->etag = g_steal_pointer (&copy);
  if (g_set_object (&self->location, location))
    {
      pen_file_watch (self);
      g_object_notify (G_OBJECT (self), "location");
    }
  pen_file_set_unsaved (self, location != NULL && etag == NULL);
}

void
pen_file_move (PenFile *self, GFile *location)
{
  gboolean unsaved;

  g_return_if_fail (PEN_IS_FILE (self));
  g_return_if_fail (G_IS_FILE (location));

  unsaved = self->unsaved;
  pen_file_set_location (self, location, self->etag);
  pen_file_set_unsaved (self, unsaved);
}

void
pen_file_restore (PenFile *self, GFile *location, const char *etag, gboolean modified)
{
  g_return_if_fail (PEN_IS_FILE (self));
  g_return_if_fail (G_IS_FILE (location));

  pen_file_set_location (self, location, etag);
  pen_file_set_unsaved (self, modified || etag == NULL);
  check_disk (self);
}

const char *
pen_file_get_etag (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), NULL);

  return self->etag;
}

gboolean
pen_file_is_plain (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), FALSE);

  return !self->opaque && !self->form.bom && !self->form.crlf;
}

/* --- Saving --- */

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Transfer *transfer = data;
  g_autofree char *etag = NULL;
  GError *error = NULL;

  if (!pen_disk_write (transfer->location, transfer->bytes, transfer->etag, &etag, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (transfer->etag);
  transfer->etag = g_steal_pointer (&etag);
  g_task_return_boolean (task, TRUE);
}

void
pen_file_save_async (PenFile *self,
                     GFile *location,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Transfer *transfer;

  g_return_if_fail (PEN_IS_FILE (self));
  g_return_if_fail (location != NULL || self->location != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, pen_file_save_async);
  transfer = transfer_new (self, location != NULL ? location : self->location);
  transfer->bytes = pen_file_dup_bytes (self);
  if (location == NULL) /* a version that never was: what lies there is not ours */
    transfer->etag = g_strdup (self->etag != NULL ? self->etag : "");
  g_task_set_task_data (task, transfer, (GDestroyNotify)transfer_free);
  self->n_transfers++;
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
pen_file_save_finish (PenFile *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  Transfer *transfer;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  transfer = g_task_get_task_data (G_TASK (result));
  self->n_transfers--;
  if (!g_task_propagate_boolean (G_TASK (result), &local_error))
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        say_changed (self);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  pen_file_set_location (self, transfer->location, transfer->etag);
  if (transfer->serial != self->serial)
    pen_file_set_unsaved (self, TRUE);
  if (self->buffer != NULL && transfer->serial == self->serial)
    gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), FALSE);
  pen_file_take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
  return TRUE;
}

static void
reload_read (GObject *object, GAsyncResult *result, gpointer data)
{
  PenFile *self = PEN_FILE (object);
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  self->n_transfers--;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  take_disk_version (self, g_task_get_task_data (G_TASK (result)));
  g_task_return_boolean (task, TRUE);
}

void
pen_file_reload_async (PenFile *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PEN_IS_FILE (self));
  g_return_if_fail (self->location != NULL);

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, pen_file_reload_async);
  self->n_transfers++;
  start_reading (self, reload_read, g_steal_pointer (&task));
}

gboolean
pen_file_reload_finish (PenFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pen_file_keep_mine (PenFile *self)
{
  g_return_if_fail (PEN_IS_FILE (self));

  if (self->location == NULL)
    return;
  g_free (self->etag);
  self->etag = pen_disk_dup_etag (self->location);
  pen_file_set_unsaved (self, TRUE);
  pen_file_take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
}
