/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What happened in a session. To go back, the records up to that place are applied again; at every
 * so many the files of that moment are kept, so that no way is long. */
#include "timeline.h"

#define STRIDE 1000 /* records from one kept moment to the next */

struct _PenTimeline
{
  GObject parent_instance;

  GPtrArray *records; /* (element-type PenRecord) */
  GHashTable *blobs;  /* (element-type utf8 GBytes) */
  GPtrArray *moments; /* (element-type PenSources): after STRIDE, 2 STRIDE … records */
  PenTextSet *now;
};

enum
{
  GREW,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenTimeline, pen_timeline, G_TYPE_OBJECT)

static void
pen_timeline_finalize (GObject *object)
{
  PenTimeline *self = PEN_TIMELINE (object);

  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->blobs);
  g_ptr_array_unref (self->moments);
  pen_text_set_free (self->now);
  G_OBJECT_CLASS (pen_timeline_parent_class)->finalize (object);
}

static void
pen_timeline_class_init (PenTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_timeline_finalize;
  signals[GREW] = g_signal_new ("grew",
                                PEN_TYPE_TIMELINE,
                                G_SIGNAL_RUN_LAST,
                                /* class_offset= */ 0,
                                /* accumulator= */ NULL,
                                /* accu_data= */ NULL,
                                /* c_marshaller= */ NULL,
                                G_TYPE_NONE,
                                /* n_params= */ 0);
}

static void
pen_timeline_init (PenTimeline *self)
{
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_free);
  self->blobs =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  self->moments = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_sources_free);
  self->now = pen_text_set_new (NULL);
}

PenTimeline *
pen_timeline_new (void)
{
  return g_object_new (PEN_TYPE_TIMELINE, NULL);
}

/* --- Contents --- */

const char *
pen_timeline_add_blob (PenTimeline *self, GBytes *bytes)
{
  char *hash;
  gpointer key = NULL;

  g_return_val_if_fail (PEN_IS_TIMELINE (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  hash = pen_hash_bytes (bytes);
  if (g_hash_table_lookup_extended (self->blobs, hash, &key, NULL))
    {
      g_free (hash);
      return key;
    }
  g_hash_table_insert (self->blobs, hash, g_bytes_ref (bytes));
  return hash;
}

GBytes *
pen_timeline_get_blob (PenTimeline *self, const char *hash)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  return g_hash_table_lookup (self->blobs, hash);
}

static GBytes *
find_blob (const char *hash, gpointer data)
{
  return pen_timeline_get_blob (data, hash);
}

/* --- Records --- */

gboolean
pen_timeline_append (PenTimeline *self, PenRecord *record, GError **error)
{
  g_autoptr (PenRecord) owned = record;

  g_return_val_if_fail (PEN_IS_TIMELINE (self), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  if (!pen_text_set_apply (self->now, record, find_blob, self, error))
    return FALSE;
  record->time = MAX (record->time, pen_timeline_get_end (self));
  g_ptr_array_add (self->records, g_steal_pointer (&owned));
  if (self->records->len % STRIDE == 0)
    g_ptr_array_add (self->moments, pen_text_set_dup_sources (self->now));
  g_signal_emit (self, signals[GREW], 0);
  return TRUE;
}

guint
pen_timeline_get_n_records (PenTimeline *self)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), 0);

  return self->records->len;
}

const PenRecord *
pen_timeline_get_record (PenTimeline *self, guint i)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), NULL);
  g_return_val_if_fail (i < self->records->len, NULL);

  return self->records->pdata[i];
}

gint64
pen_timeline_get_end (PenTimeline *self)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), 0);

  if (self->records->len == 0)
    return 0;
  return ((const PenRecord *)self->records->pdata[self->records->len - 1])->time;
}

guint
pen_timeline_find_time (PenTimeline *self, gint64 time)
{
  guint from = 0, to;

  g_return_val_if_fail (PEN_IS_TIMELINE (self), 0);

  to = self->records->len;
  while (from < to)
    {
      const guint middle = from + (to - from) / 2;

      if (((const PenRecord *)self->records->pdata[middle])->time <= time)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

guint
pen_timeline_find_run (PenTimeline *self, guint number)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), 0);

  for (guint i = self->records->len; i > 0; i--)
    {
      const PenRecord *record = self->records->pdata[i - 1];

      if (record->kind == PEN_RECORD_RUN && record->number == number)
        return i;
    }
  return 0;
}

/* --- The files --- */

PenSources *
pen_timeline_dup_sources (PenTimeline *self)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), NULL);

  return pen_text_set_dup_sources (self->now);
}

PenSources *
pen_timeline_dup_sources_at (PenTimeline *self, guint place)
{
  g_autoptr (PenTextSet) texts = NULL;
  guint moment;

  g_return_val_if_fail (PEN_IS_TIMELINE (self), NULL);
  g_return_val_if_fail (place <= self->records->len, NULL);

  moment = place / STRIDE;
  texts = pen_text_set_new (moment > 0 ? self->moments->pdata[moment - 1] : NULL);
  for (guint i = moment * STRIDE; i < place; i++)
    pen_text_set_apply (texts, self->records->pdata[i], find_blob, self, NULL);
  return pen_text_set_dup_sources (texts);
}

gboolean
pen_timeline_has_file (PenTimeline *self, const char *name)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), FALSE);

  return pen_text_set_has (self->now, name);
}

gssize
pen_timeline_get_n_characters (PenTimeline *self, const char *name)
{
  g_return_val_if_fail (PEN_IS_TIMELINE (self), -1);

  return pen_text_set_get_n_characters (self->now, name);
}
