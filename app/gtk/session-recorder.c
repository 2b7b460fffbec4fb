/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From buffers to records. Edits are told as they happen; what else changes is looked at together a
 * moment later, when also the lengths of texts are compared: should an edit ever be missed, the
 * whole text is told. */
#include "session-recorder.h"

/* ms: what was typed is never more than a second away from the disk. */
#define LOOK_TIME 200

/* What the session knows of a file. */
typedef struct
{
  PenSessionRecorder *recorder; /* borrowed */
  PenFile *file;                /* owned */
  char *name;                   /* in the session */
  char *saved;                  /* (nullable): the hash of what lies on the disk */
  gboolean changed;             /* since it was looked at */
} Known;

struct _PenSessionRecorder
{
  GObject parent_instance;

  /* owned */
  PenFiles *files;
  PenRunOptions *options;
  PenSession *session;
  GPtrArray *known; /* (element-type Known) */
  char *example;    /* (nullable) */
  char *copy_title; /* (nullable): what the copy was called when it was told last */
  guint look_source;
  gboolean place_changed;
};

G_DEFINE_FINAL_TYPE (PenSessionRecorder, pen_session_recorder, G_TYPE_OBJECT)

static gboolean look (gpointer data);

static void
look_soon (PenSessionRecorder *self)
{
  if (self->look_source == 0)
    self->look_source = g_timeout_add (LOOK_TIME, look, self);
}

/* --- One file --- */

static void
on_edited (PenFile *file, guint at, guint cut, const char *put, Known *known)
{
  if (!pen_file_is_plain (file))
    return; /* its bytes are others than the text: they are told as a whole */
  /* Also when it is not possible, the look that follows sets it right. */
  if (!pen_session_edit (known->recorder->session, known->name, at, cut, put))
    known->changed = TRUE;
}

static void
on_changed (PenFile *file, Known *known)
{
  known->changed = TRUE;
  look_soon (known->recorder);
}

static void
on_place_changed (PenFile *file, GParamSpec *pspec, Known *known)
{
  known->recorder->place_changed = TRUE;
  look_soon (known->recorder);
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_signal_handlers_disconnect_by_data (known->file, known);
  g_object_unref (known->file);
  g_free (known->name);
  g_free (known->saved);
  g_free (known);
}

/* @file: (transfer full) */
static Known *
know (PenSessionRecorder *self, PenFile *file)
{
  Known *known = g_new0 (Known, 1);

  known->recorder = self;
  known->file = file;
  known->name = g_strdup (pen_file_get_name (file));
  g_signal_connect (file, "edited", G_CALLBACK (on_edited), known);
  g_signal_connect (file, "changed", G_CALLBACK (on_changed), known);
  g_signal_connect (file, "notify::modified", G_CALLBACK (on_place_changed), known);
  g_signal_connect (file, "notify::location", G_CALLBACK (on_place_changed), known);
  g_ptr_array_add (self->known, known);
  return known;
}

static gboolean
has_same_length (PenSessionRecorder *self, Known *known)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (known->file));
  PenTimeline *timeline = pen_session_get_timeline (self->session);

  return pen_timeline_get_n_characters (timeline, known->name) ==
         gtk_text_buffer_get_char_count (buffer);
}

static void
check_text (PenSessionRecorder *self, Known *known)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!known->changed)
    return;
  known->changed = FALSE;
  if (pen_file_is_plain (known->file) && has_same_length (self, known))
    return;
  bytes = pen_file_dup_bytes (known->file);
  pen_session_put_file (self->session, known->name, bytes);
}

/* --- The set of files --- */

static Known *
find_known (PenSessionRecorder *self, PenFile *file)
{
  for (guint i = 0; i < self->known->len; i++)
    {
      Known *known = self->known->pdata[i];

      if (known->file == file)
        return known;
    }
  return NULL;
}

static gboolean
is_in_program (PenSessionRecorder *self, PenFile *file)
{
  return pen_files_get (self->files, pen_file_get_name (file)) == file;
}

static void
forget_removed (PenSessionRecorder *self)
{
  for (guint i = self->known->len; i > 0; i--)
    {
      Known *known = self->known->pdata[i - 1];

      if (is_in_program (self, known->file))
        continue;
      pen_session_remove_file (self->session, known->name);
      g_ptr_array_remove_index (self->known, i - 1);
    }
}

static void
take_file (PenSessionRecorder *self, PenFile *file)
{
  Known *known = find_known (self, file);
  const char *name = pen_file_get_name (file);

  if (known == NULL)
    {
      g_autoptr (GBytes) bytes = pen_file_dup_bytes (file);

      known = know (self, g_object_ref (file));
      pen_session_put_file (self->session, name, bytes);
    }
  else if (!g_str_equal (known->name, name))
    {
      pen_session_rename_file (self->session, known->name, name);
      g_free (known->name);
      known->name = g_strdup (name);
    }
}

/* Another program altogether. */
static void
take_program (PenSessionRecorder *self)
{
  g_autoptr (PenProgram) program = pen_files_dup_program (self->files);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  g_ptr_array_set_size (self->known, 0);
  for (guint i = 0; i < n; i++)
    know (self, g_list_model_get_item (G_LIST_MODEL (self->files), i));
  pen_session_set_files (self->session, program->sources);
}

static void
on_files_changed (PenSessionRecorder *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));
  gboolean same = FALSE;

  for (guint i = 0; i < self->known->len && !same; i++)
    same = is_in_program (self, ((Known *)self->known->pdata[i])->file);
  self->place_changed = TRUE;
  look_soon (self);
  if (!same)
    {
      take_program (self);
      return;
    }
  forget_removed (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      take_file (self, file);
    }
}

/* --- Where it lies --- */

/* What lies on the disk is what is here, as long as nothing was changed. */
static void
update_saved (Known *known)
{
  g_autoptr (GBytes) bytes = NULL;

  if (pen_file_get_modified (known->file) || pen_file_get_location (known->file) == NULL)
    return;
  bytes = pen_file_dup_bytes (known->file);
  g_free (known->saved);
  known->saved = pen_hash_bytes (bytes);
}

/* A copy is called as its original, until another one takes its place or somebody says otherwise.
 */
static void
tell_title (PenSessionRecorder *self)
{
  const char *title = pen_files_get_copy_title (self->files);

  if (title == NULL || g_strcmp0 (title, self->copy_title) == 0)
    return;
  g_free (self->copy_title);
  self->copy_title = g_strdup (title);
  pen_session_set_title (self->session, title);
}

static void
tell_place (PenSessionRecorder *self)
{
  GFile *base = pen_files_get_base (self->files);
  const char *path = base != NULL ? g_file_peek_path (base) : NULL;
  PenPlace *place = pen_place_new (path, pen_files_is_single (self->files));

  place->example = g_strdup (self->example);
  for (guint i = 0; i < self->known->len; i++)
    {
      Known *known = self->known->pdata[i];
      const char *etag = pen_file_get_etag (known->file);

      update_saved (known);
      if (path != NULL && etag != NULL && known->saved != NULL)
        g_ptr_array_add (place->saved, pen_record_file_new (known->name, known->saved, etag));
    }
  pen_session_set_place (self->session, place);
  tell_title (self);
}

static void
on_files_notify (PenSessionRecorder *self)
{
  self->place_changed = TRUE;
  look_soon (self);
}

/* --- All of it, a moment later --- */

static gboolean
look (gpointer data)
{
  PenSessionRecorder *self = data;

  self->look_source = 0;
  for (guint i = 0; i < self->known->len; i++)
    check_text (self, self->known->pdata[i]);
  pen_session_set_options (self->session, self->options);
  if (self->place_changed)
    tell_place (self);
  self->place_changed = FALSE;
  return G_SOURCE_REMOVE;
}

void
pen_session_recorder_flush (PenSessionRecorder *self)
{
  g_return_if_fail (PEN_IS_SESSION_RECORDER (self));

  g_clear_handle_id (&self->look_source, g_source_remove);
  look (self);
}

void
pen_session_recorder_set_example (PenSessionRecorder *self, const char *id)
{
  g_return_if_fail (PEN_IS_SESSION_RECORDER (self));

  if (g_strcmp0 (self->example, id) == 0)
    return;
  g_free (self->example);
  self->example = g_strdup (id);
  self->place_changed = TRUE;
  look_soon (self);
}

/* --- The object --- */

static void
pen_session_recorder_dispose (GObject *object)
{
  PenSessionRecorder *self = PEN_SESSION_RECORDER (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  if (self->options != NULL)
    g_signal_handlers_disconnect_by_data (self->options, self);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_object (&self->files);
  g_clear_object (&self->options);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (pen_session_recorder_parent_class)->dispose (object);
}

static void
pen_session_recorder_finalize (GObject *object)
{
  PenSessionRecorder *self = PEN_SESSION_RECORDER (object);

  g_free (self->example);
  g_free (self->copy_title);
  G_OBJECT_CLASS (pen_session_recorder_parent_class)->finalize (object);
}

static void
pen_session_recorder_class_init (PenSessionRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_session_recorder_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_session_recorder_finalize;
}

static void
pen_session_recorder_init (PenSessionRecorder *self)
{
  self->known = g_ptr_array_new_with_free_func (known_free);
}

PenSessionRecorder *
pen_session_recorder_new (PenFiles *files, PenRunOptions *options, PenSession *session)
{
  PenSessionRecorder *self;

  g_return_val_if_fail (PEN_IS_FILES (files), NULL);
  g_return_val_if_fail (PEN_IS_SESSION (session), NULL);

  self = g_object_new (PEN_TYPE_SESSION_RECORDER, NULL);
  self->files = g_object_ref (files);
  self->options = g_object_ref (options);
  self->session = g_object_ref (session);
  take_program (self);
  g_signal_connect_swapped (files, "items-changed", G_CALLBACK (on_files_changed), self);
  g_signal_connect_swapped (files, "notify", G_CALLBACK (on_files_notify), self);
  g_signal_connect_swapped (options, "notify", G_CALLBACK (look_soon), self);
  return self;
}
