/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One file of a program and how it keeps in step with the disk. The buffer is made when somebody
 * asks for it, for a folder may hold a thousand files that nobody looks at. */
#include "file.h"

#include <glib/gi18n.h>

#include "disk.h"
#include "text-form.h"
#include "text-replace.h"

/* After a change on the disk, ms: other programs write a file in several steps. */
#define SETTLE_TIME 100

struct _PenFile
{
  GObject parent_instance;

  /* owned */
  char *name;
  GBytes *bytes;           /* (nullable): what the file holds while there is no buffer of it */
  GtkSourceBuffer *buffer; /* (nullable) */
  GFile *location;         /* (nullable) */
  GFileMonitor *monitor;   /* (nullable) */
  char *etag;              /* (nullable): of what was last read or written at location */
  char *sentence;          /* (nullable) */

  PenTextForm form;
  PenFileProblem problem;
  gboolean opaque;
  gboolean unsaved; /* what the disk should hold is not there, whatever the buffer says */
  gboolean modified;
  gboolean quiet;    /* the buffer is being filled: nothing of it is news */
  guint serial;      /* of the contents; a save that was overtaken has not saved all */
  guint n_transfers; /* saves and reloads under way: the disk is not looked at meanwhile */
  guint check_source;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_LOCATION,
  PROP_MODIFIED,
  PROP_PROBLEM,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenFile, pen_file, G_TYPE_OBJECT)

static gsize
get_most (PenFile *self)
{
  return pen_sources_is_rust (self->name) ? PEN_PROGRAM_MAX_RUST_BYTES : PEN_PROGRAM_MAX_BYTES;
}

static void
update_modified (PenFile *self)
{
  gboolean modified =
      self->unsaved || (!self->opaque && self->buffer != NULL &&
                        gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->buffer)));

  if (modified == self->modified)
    return;
  self->modified = modified;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

static void
set_unsaved (PenFile *self, gboolean unsaved)
{
  self->unsaved = unsaved;
  update_modified (self);
}

/* @sentence: (transfer full) (nullable) */
static void
take_problem (PenFile *self, PenFileProblem problem, char *sentence)
{
  if (problem == PEN_FILE_PROBLEM_NONE && self->opaque)
    {
      problem = PEN_FILE_PROBLEM_OPAQUE;
      sentence = g_strdup_printf (_ ("“%s” is not text that can be edited here. The program finds "
                                     "it in its folder as it is."),
                                  self->name);
    }
  self->problem = problem;
  if (g_strcmp0 (self->sentence, sentence) == 0)
    {
      g_free (sentence);
      return;
    }
  g_free (self->sentence);
  self->sentence = sentence;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/* --- The buffer --- */

static void
buffer_changed (GtkTextBuffer *buffer, PenFile *self)
{
  if (self->quiet || self->opaque)
    return;
  self->serial++;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
update_language (PenFile *self)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();

  if (self->buffer != NULL)
    gtk_source_buffer_set_language (
        self->buffer,
        self->opaque ? NULL
                     : gtk_source_language_manager_guess_language (manager, self->name, NULL));
}

static char *
dup_text (PenFile *self)
{
  GtkTextIter begin, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &begin, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer),
                                   &begin,
                                   &end,
                                   /* include_hidden_chars= */ TRUE);
}

/* Whether these bytes can be edited; sets form. */
static char *
decode (PenFile *self, GBytes *bytes)
{
  return g_bytes_get_size (bytes) <= PEN_PROGRAM_MAX_RUST_BYTES
             ? pen_text_form_decode (bytes, &self->form)
             : NULL;
}

static void
fill_buffer (PenFile *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter begin;
  g_autofree char *text = self->opaque ? g_strdup (self->sentence) : decode (self, self->bytes);

  self->quiet = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &begin);
  gtk_text_buffer_place_cursor (buffer, &begin);
  gtk_text_buffer_set_modified (buffer, FALSE);
  self->quiet = FALSE;
  update_language (self);
}

GtkSourceBuffer *
pen_file_get_buffer (PenFile *self)
{
  GtkTextBuffer *buffer;

  g_return_val_if_fail (PEN_IS_FILE (self), NULL);

  if (self->buffer != NULL)
    return self->buffer;
  self->buffer = gtk_source_buffer_new (NULL);
  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_buffer_set_max_undo_levels (buffer, 0); /* as many as there are */
  gtk_source_buffer_set_implicit_trailing_newline (self->buffer, FALSE);
  fill_buffer (self);
  if (!self->opaque)
    g_clear_pointer (&self->bytes, g_bytes_unref);
  g_signal_connect (buffer, "changed", G_CALLBACK (buffer_changed), self);
  g_signal_connect_swapped (buffer, "modified-changed", G_CALLBACK (update_modified), self);
  return self->buffer;
}

/* Other contents. Text stays the same buffer, so that this can be undone. */
static void
set_bytes (PenFile *self, GBytes *bytes)
{
  g_autofree char *text = decode (self, bytes);
  gboolean was_opaque = self->opaque;

  self->opaque = text == NULL;
  if (self->buffer != NULL && !self->opaque && !was_opaque)
    {
      pen_text_replace (GTK_TEXT_BUFFER (self->buffer), text);
      return;
    }
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_bytes_ref (bytes);
  if (self->opaque != was_opaque)
    take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
  if (self->buffer != NULL)
    fill_buffer (self);
  self->serial++;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
pen_file_is_text (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), FALSE);

  return !self->opaque;
}

GBytes *
pen_file_dup_bytes (PenFile *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (PEN_IS_FILE (self), NULL);

  if (self->opaque || self->buffer == NULL)
    return g_bytes_ref (self->bytes);
  text = dup_text (self);
  return pen_text_form_encode (text, &self->form);
}

void
pen_file_set_text (PenFile *self, const char *text)
{
  g_return_if_fail (PEN_IS_FILE (self));
  g_return_if_fail (text != NULL && !self->opaque);

  pen_text_replace (GTK_TEXT_BUFFER (pen_file_get_buffer (self)), text);
}

/* --- What lies on the disk --- */

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
    set_bytes (self, transfer->bytes);
  if (self->buffer != NULL)
    gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), FALSE);
  set_unsaved (self, FALSE);
  take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
}

static void
say_gone (PenFile *self)
{
  set_unsaved (self, TRUE);
  take_problem (self,
                PEN_FILE_PROBLEM_GONE,
                g_strdup_printf (_ ("“%s” was deleted or moved by another program. Save it to put "
                                    "it back."),
                                 self->name));
}

static void
say_changed (PenFile *self)
{
  take_problem (self,
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
      set_unsaved (self, TRUE);
      take_problem (self, PEN_FILE_PROBLEM_CHANGED, g_strdup (error->message));
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

static void
watch (PenFile *self)
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
      watch (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCATION]);
    }
  set_unsaved (self, location != NULL && etag == NULL);
}

void
pen_file_move (PenFile *self, GFile *location)
{
  gboolean unsaved;

  g_return_if_fail (PEN_IS_FILE (self));
  g_return_if_fail (G_IS_FILE (location));

  unsaved = self->unsaved;
  pen_file_set_location (self, location, self->etag);
  set_unsaved (self, unsaved);
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
    set_unsaved (self, TRUE);
  if (self->buffer != NULL && transfer->serial == self->serial)
    gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), FALSE);
  take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
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
  set_unsaved (self, TRUE);
  take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
}

/* --- Properties and life --- */

const char *
pen_file_get_name (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), NULL);

  return self->name;
}

gboolean
pen_file_set_name (PenFile *self, const char *name, GError **error)
{
  g_return_val_if_fail (PEN_IS_FILE (self), FALSE);

  if (!pen_sources_check_name (name, error))
    return FALSE;
  if (g_str_equal (name, self->name))
    return TRUE;
  g_free (self->name);
  self->name = g_strdup (name);
  update_language (self);
  if (self->problem == PEN_FILE_PROBLEM_OPAQUE)
    take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  return TRUE;
}

gboolean
pen_file_get_modified (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), FALSE);

  return self->modified;
}

const char *
pen_file_get_problem (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), NULL);

  return self->sentence;
}

PenFileProblem
pen_file_get_problem_kind (PenFile *self)
{
  g_return_val_if_fail (PEN_IS_FILE (self), PEN_FILE_PROBLEM_NONE);

  return self->problem;
}

static void
pen_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenFile *self = PEN_FILE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_LOCATION:
      g_value_set_object (value, self->location);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, self->modified);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->sentence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_file_dispose (GObject *object)
{
  PenFile *self = PEN_FILE (object);

  g_clear_object (&self->location);
  watch (self);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  G_OBJECT_CLASS (pen_file_parent_class)->dispose (object);
}

static void
pen_file_finalize (GObject *object)
{
  PenFile *self = PEN_FILE (object);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->etag);
  g_free (self->sentence);
  G_OBJECT_CLASS (pen_file_parent_class)->finalize (object);
}

static void
pen_file_class_init (PenFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = pen_file_get_property;
  object_class->dispose = pen_file_dispose;
  object_class->finalize = pen_file_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_LOCATION] = g_param_spec_object ("location", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed",
                                   PEN_TYPE_FILE,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
pen_file_init (PenFile *self)
{
}

PenFile *
pen_file_new (const char *name)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  return pen_file_new_from_bytes (name, nothing);
}

PenFile *
pen_file_new_from_bytes (const char *name, GBytes *bytes)
{
  PenFile *self;
  g_autofree char *text = NULL;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);

  self = g_object_new (PEN_TYPE_FILE, NULL);
  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  text = decode (self, bytes);
  self->opaque = text == NULL;
  take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
  return self;
}
