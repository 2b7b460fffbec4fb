/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One file of a program. How it keeps in step with the disk is in file-disk.c. The buffer is made
 * when somebody asks for it, for a folder may hold a thousand files that nobody looks at. */
#include "file-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "text-replace.h"

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
  EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenFile, pen_file, G_TYPE_OBJECT)

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

void
pen_file_set_unsaved (PenFile *self, gboolean unsaved)
{
  self->unsaved = unsaved;
  update_modified (self);
}

/* @sentence: (transfer full) (nullable) */
void
pen_file_take_problem (PenFile *self, PenFileProblem problem, char *sentence)
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

/* Both after it was done, for another handler may have done something else instead. */
static void
text_inserted (GtkTextBuffer *buffer, GtkTextIter *end, const char *text, int length, PenFile *self)
{
  g_autofree char *put = g_strndup (text, length < 0 ? strlen (text) : (gsize)length);
  const guint at = (guint)gtk_text_iter_get_offset (end) - (guint)g_utf8_strlen (put, -1);

  if (!self->quiet && !self->opaque)
    g_signal_emit (self, signals[EDITED], 0, at, 0, put);
}

static void
text_deletes (GtkTextBuffer *buffer, GtkTextIter *begin, GtkTextIter *end, PenFile *self)
{
  self->cut = ABS (gtk_text_iter_get_offset (end) - gtk_text_iter_get_offset (begin));
}

static void
text_deleted (GtkTextBuffer *buffer, GtkTextIter *begin, GtkTextIter *end, PenFile *self)
{
  if (!self->quiet && !self->opaque)
    g_signal_emit (self,
                   signals[EDITED],
                   0,
                   (guint)gtk_text_iter_get_offset (begin),
                   (guint)self->cut,
                   "");
}

static void
watch_buffer (PenFile *self)
{
  g_signal_connect (self->buffer, "changed", G_CALLBACK (buffer_changed), self);
  g_signal_connect_after (self->buffer, "insert-text", G_CALLBACK (text_inserted), self);
  g_signal_connect (self->buffer, "delete-range", G_CALLBACK (text_deletes), self);
  g_signal_connect_after (self->buffer, "delete-range", G_CALLBACK (text_deleted), self);
  g_signal_connect_swapped (self->buffer, "modified-changed", G_CALLBACK (update_modified), self);
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
  watch_buffer (self);
  return self->buffer;
}

/* Other contents. Text stays the same buffer, so that this can be undone. */
void
pen_file_set_bytes (PenFile *self, GBytes *bytes)
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
    pen_file_take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
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
    pen_file_take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
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
  pen_file_watch (self);
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
  signals[EDITED] = g_signal_new ("edited",
                                  PEN_TYPE_FILE,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  3,
                                  G_TYPE_UINT,
                                  G_TYPE_UINT,
                                  G_TYPE_STRING);
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
  pen_file_take_problem (self, PEN_FILE_PROBLEM_NONE, NULL);
  return self;
}
