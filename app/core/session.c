/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A session: what it is, and what happens to its files. How it is kept is in session-lines.c, runs
 * are in session-runs.c, steps in session-steps.c. */
#include "session-private.h"

#include <string.h>

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_AUTHOR,
  PROP_PROBLEM,
  PROP_CURRENT_STEP,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PenSession, pen_session, G_TYPE_OBJECT)

PenPlace *
pen_place_new (const char *base, gboolean single)
{
  PenPlace *place = g_new0 (PenPlace, 1);

  place->base = g_strdup (base);
  place->single = single;
  place->saved = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);
  return place;
}

void
pen_place_free (PenPlace *place)
{
  g_free (place->base);
  g_free (place->example);
  g_ptr_array_unref (place->saved);
  g_free (place);
}

/* --- The object --- */

static void
pen_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PenSession *self = PEN_SESSION (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->author);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, pen_session_get_problem (self));
      break;
    case PROP_CURRENT_STEP:
      g_value_set_object (value, pen_session_get_current_step (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pen_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PenSession *self = PEN_SESSION (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      pen_session_set_title (self, g_value_get_string (value));
      break;
    case PROP_AUTHOR:
      pen_session_set_author (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pen_session_finalize (GObject *object)
{
  PenSession *self = PEN_SESSION (object);

  g_clear_handle_id (&self->compact_source, g_source_remove);
  if (self->journal != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->journal, self);
      pen_journal_set_source (self->journal, NULL, NULL);
    }
  g_signal_handlers_disconnect_by_data (self->steps, self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->steps)); i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), i);

      g_signal_handlers_disconnect_by_data (step, self);
    }
  g_clear_object (&self->journal);
  g_free (self->id);
  g_free (self->title);
  g_free (self->author);
  g_free (self->current_step);
  g_object_unref (self->timeline);
  g_clear_pointer (&self->options, g_variant_unref);
  g_clear_pointer (&self->place, pen_place_free);
  g_object_unref (self->steps);
  g_hash_table_unref (self->written);
  G_OBJECT_CLASS (pen_session_parent_class)->finalize (object);
}

static void
pen_session_class_init (PenSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pen_session_get_property;
  object_class->set_property = pen_session_set_property;
  object_class->finalize = pen_session_finalize;
  g_object_class_install_property (object_class,
                                   PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, both));
  g_object_class_install_property (object_class,
                                   PROP_AUTHOR,
                                   g_param_spec_string ("author", NULL, NULL, NULL, both));
  g_object_class_install_property (object_class,
                                   PROP_PROBLEM,
                                   g_param_spec_string ("problem", NULL, NULL, NULL, read));
  g_object_class_install_property (
      object_class,
      PROP_CURRENT_STEP,
      g_param_spec_object ("current-step", NULL, NULL, PEN_TYPE_STEP, read));
}

static void
pen_session_init (PenSession *self)
{
  self->timeline = pen_timeline_new ();
  self->steps = g_list_store_new (PEN_TYPE_STEP);
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->end = PEN_SESSION_CRASHED;
  self->opened = g_get_monotonic_time ();
  pen_session_steps_init (self);
}

PenSession *
pen_session_new (const char *id)
{
  PenSession *self = g_object_new (PEN_TYPE_SESSION, NULL);
  PenRecord *start = pen_record_new (PEN_RECORD_START, 0);

  self->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  self->created = g_get_real_time () / 1000;
  start->name = g_strdup (self->id);
  start->value = self->created;
  pen_session_take (self, start);
  return self;
}

/* By the monotonic clock from where it was opened: that one never jumps. */
gint64
pen_session_get_time (PenSession *self)
{
  return self->offset + (g_get_monotonic_time () - self->opened) / 1000;
}

/* --- What it is --- */

const char *
pen_session_get_id (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->id;
}

gint64
pen_session_get_created (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), 0);

  return self->created;
}

PenSessionEnd
pen_session_get_end (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), PEN_SESSION_CRASHED);

  return self->end;
}

const char *
pen_session_get_title (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->title;
}

const char *
pen_session_get_author (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->author;
}

static void
name_it (PenSession *self, const char *title, const char *author)
{
  PenRecord *record = pen_record_new (PEN_RECORD_TITLE, pen_session_get_time (self));

  record->text = g_strdelimit (g_strdup (title != NULL ? title : ""), "\r\n\t", ' ');
  record->name = author != NULL ? g_strdelimit (g_strdup (author), "\r\n\t", ' ') : NULL;
  pen_session_take (self, record);
}

static const char *
none_if_empty (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

void
pen_session_set_title (PenSession *self, const char *title)
{
  g_return_if_fail (PEN_IS_SESSION (self));

  title = none_if_empty (title);
  if (g_strcmp0 (title, self->title) != 0)
    name_it (self, title, self->author);
}

void
pen_session_set_author (PenSession *self, const char *author)
{
  g_return_if_fail (PEN_IS_SESSION (self));

  author = none_if_empty (author);
  if (g_strcmp0 (author, self->author) != 0)
    name_it (self, self->title, author);
}

const PenRecord *
pen_session_get_origin (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->origin;
}

PenTimeline *
pen_session_get_timeline (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->timeline;
}

PenSources *
pen_session_dup_sources (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return pen_timeline_dup_sources (self->timeline);
}

/* --- What happens --- */

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (none_if_empty (text));
}

/* What @record, which happened, means beside the files. */
static void
follow (PenSession *self, const PenRecord *record)
{
  switch (record->kind)
    {
    case PEN_RECORD_TITLE:
      set_text (&self->title, record->text);
      set_text (&self->author, record->name);
      g_object_notify (G_OBJECT (self), "title");
      g_object_notify (G_OBJECT (self), "author");
      break;
    case PEN_RECORD_OPTIONS:
      g_clear_pointer (&self->options, g_variant_unref);
      self->options = g_variant_ref (record->options);
      break;
    case PEN_RECORD_RUN:
      self->n_runs = MAX (self->n_runs, record->number);
      break;
    case PEN_RECORD_STEP:
      set_text (&self->current_step, record->name);
      g_object_notify (G_OBJECT (self), "current-step");
      break;
    case PEN_RECORD_ORIGIN:
      self->origin = record; /* the timeline has it */
      break;
    case PEN_RECORD_OPENED:
      self->end = PEN_SESSION_CRASHED;
      break;
    case PEN_RECORD_LEFT:
      self->end = PEN_SESSION_LEFT;
      break;
    case PEN_RECORD_CLOSED:
      self->end = PEN_SESSION_CLOSED;
      break;
    case PEN_RECORD_OTHER:
    case PEN_RECORD_START:
    case PEN_RECORD_FILES:
    case PEN_RECORD_EDIT:
    case PEN_RECORD_FILE:
    case PEN_RECORD_REMOVE:
    case PEN_RECORD_RENAME:
    case PEN_RECORD_RAN:
    case PEN_RECORD_BLOB:
    case PEN_RECORD_STEPS:
    case PEN_RECORD_PLACE:
      break;
    }
}

gboolean
pen_session_take (PenSession *self, PenRecord *record)
{
  g_autoptr (GError) error = NULL;

  if (!pen_timeline_append (self->timeline, record, &error))
    {
      g_log (G_LOG_DOMAIN,
             self->loading ? G_LOG_LEVEL_DEBUG : G_LOG_LEVEL_WARNING,
             "%s",
             error->message);
      return FALSE;
    }
  follow (self, record);
  pen_session_write (self, record);
  return TRUE;
}

/* Contents that no journal can hold are not kept. */
static gboolean
can_keep (GBytes *bytes)
{
  return g_bytes_get_size (bytes) <= PEN_SESSION_MAX_FILE;
}

GPtrArray *
pen_session_make_files (PenSession *self, const PenSources *sources)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_file_free);

  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      const char *hash;

      if (!can_keep (source->bytes))
        continue;
      hash = pen_timeline_add_blob (self->timeline, source->bytes);
      g_ptr_array_add (files, pen_record_file_new (source->name, hash, NULL));
    }
  return files;
}

PenSources *
pen_session_make_sources (PenSession *self, const GPtrArray *files)
{
  g_autoptr (PenSources) sources = pen_sources_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const PenRecordFile *file = files->pdata[i];
      GBytes *bytes = pen_timeline_get_blob (self->timeline, file->hash);

      if (bytes == NULL || !pen_sources_add (sources, file->name, bytes, NULL))
        return NULL;
    }
  return g_steal_pointer (&sources);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const PenRecordFile *one = *(PenRecordFile *const *)a;
  const PenRecordFile *other = *(PenRecordFile *const *)b;

  return strcmp (one->name, other->name);
}

/* Whether the files are @files, which are in order of their names. */
static gboolean
are_files (PenSession *self, const GPtrArray *files)
{
  g_autoptr (PenSources) now = pen_timeline_dup_sources (self->timeline);

  if (now->files->len != files->len)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const PenRecordFile *file = files->pdata[i];
      GBytes *bytes = pen_sources_get (now, file->name);
      GBytes *wanted = pen_timeline_get_blob (self->timeline, file->hash);

      if (bytes == NULL || wanted == NULL || !g_bytes_equal (bytes, wanted))
        return FALSE;
    }
  return TRUE;
}

void
pen_session_set_files (PenSession *self, const PenSources *sources)
{
  g_autoptr (PenRecord) record = NULL;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (sources != NULL);

  record = pen_record_new (PEN_RECORD_FILES, pen_session_get_time (self));
  record->files = pen_session_make_files (self, sources);
  g_ptr_array_sort (record->files, compare_files);
  if (!are_files (self, record->files))
    pen_session_take (self, g_steal_pointer (&record));
}

/* Nobody sees a hundredth of a second, and the digits that are always the same make the history of
 * an hour a tenth smaller. */
static gint64
round_down (gint64 time)
{
  return time - time % 10;
}

gboolean
pen_session_edit (PenSession *self, const char *name, guint at, guint cut, const char *put)
{
  PenRecord *record;

  g_return_val_if_fail (PEN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (put != NULL, FALSE);

  record = pen_record_new (PEN_RECORD_EDIT, round_down (pen_session_get_time (self)));
  record->name = g_strdup (name);
  record->at = at;
  record->cut = cut;
  record->text = g_strdup (put);
  return pen_session_take (self, record);
}

void
pen_session_put_file (PenSession *self, const char *name, GBytes *bytes)
{
  g_autoptr (PenSources) now = NULL;
  GBytes *before;
  PenRecord *record;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (bytes != NULL);

  now = pen_timeline_dup_sources (self->timeline);
  before = pen_sources_get (now, name);
  if (!can_keep (bytes) || (before != NULL && g_bytes_equal (before, bytes)))
    return;
  record = pen_record_new (PEN_RECORD_FILE, pen_session_get_time (self));
  record->name = g_strdup (name);
  record->hash = g_strdup (pen_timeline_add_blob (self->timeline, bytes));
  pen_session_take (self, record);
}

void
pen_session_remove_file (PenSession *self, const char *name)
{
  PenRecord *record;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (name != NULL);

  if (!pen_timeline_has_file (self->timeline, name))
    return;
  record = pen_record_new (PEN_RECORD_REMOVE, pen_session_get_time (self));
  record->name = g_strdup (name);
  pen_session_take (self, record);
}

void
pen_session_rename_file (PenSession *self, const char *name, const char *to)
{
  PenRecord *record;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (to != NULL);

  if (!pen_timeline_has_file (self->timeline, name))
    return;
  record = pen_record_new (PEN_RECORD_RENAME, pen_session_get_time (self));
  record->name = g_strdup (name);
  record->text = g_strdup (to);
  pen_session_take (self, record);
}

/* --- Options and place --- */

GVariant *
pen_session_get_options (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->options;
}

void
pen_session_set_options (PenSession *self, PenRunOptions *options)
{
  g_autoptr (GVariant) variant = NULL;
  PenRecord *record;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (PEN_IS_RUN_OPTIONS (options));

  variant = g_variant_ref_sink (pen_run_options_to_variant (options));
  if (self->options != NULL ? g_variant_equal (variant, self->options)
                            : g_variant_n_children (variant) == 0)
    return;
  record = pen_record_new (PEN_RECORD_OPTIONS, pen_session_get_time (self));
  record->options = g_steal_pointer (&variant);
  pen_session_take (self, record);
}

const PenPlace *
pen_session_get_place (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return self->place;
}

void
pen_session_set_place (PenSession *self, PenPlace *place)
{
  g_autoptr (PenRecord) record = NULL;

  g_return_if_fail (PEN_IS_SESSION (self));

  g_clear_pointer (&self->place, pen_place_free);
  self->place = place != NULL ? place : pen_place_new (NULL, FALSE);
  record = pen_session_make_place_record (self);
  pen_session_write (self, record);
}

/* --- Coming and going --- */

void
pen_session_mark (PenSession *self, PenRecordKind kind)
{
  PenRecord *record;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (kind == PEN_RECORD_OPENED || kind == PEN_RECORD_LEFT ||
                    kind == PEN_RECORD_CLOSED);

  record = pen_record_new (kind, pen_session_get_time (self));
  pen_session_take (self, record);
}

gboolean
pen_session_is_empty (PenSession *self)
{
  guint n_files = 0;

  g_return_val_if_fail (PEN_IS_SESSION (self), FALSE);

  if (self->title != NULL || self->n_runs > 0 ||
      g_list_model_get_n_items (G_LIST_MODEL (self->steps)) > 0 ||
      (self->place != NULL && self->place->base != NULL))
    return FALSE;
  for (guint i = 0; i < pen_timeline_get_n_records (self->timeline); i++)
    {
      const PenRecord *record = pen_timeline_get_record (self->timeline, i);

      if (record->kind == PEN_RECORD_FILES)
        n_files++;
      else if (record->kind == PEN_RECORD_EDIT || record->kind == PEN_RECORD_FILE ||
               record->kind == PEN_RECORD_REMOVE || record->kind == PEN_RECORD_RENAME)
        return FALSE;
    }
  return n_files <= 1;
}

PenSession *
pen_session_copy (PenSession *self)
{
  PenSession *copy;
  g_autoptr (PenSources) sources = NULL;

  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  copy = pen_session_new (NULL);
  sources = pen_session_dup_sources (self);
  pen_session_set_files (copy, sources);
  if (self->options != NULL)
    {
      PenRecord *record = pen_record_new (PEN_RECORD_OPTIONS, 0);

      record->options = g_variant_ref (self->options);
      pen_session_take (copy, record);
    }
  if (self->title != NULL || self->author != NULL)
    name_it (copy, self->title, self->author);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->steps)); i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), i);
      g_autoptr (PenStep) twin =
          pen_step_new (NULL, pen_step_get_title (step), pen_step_get_sources (step));

      pen_step_set_notes (twin, pen_step_get_notes (step));
      pen_step_set_expected (twin, pen_step_get_expected (step));
      pen_session_insert_step (copy, i, twin);
    }
  return copy;
}
