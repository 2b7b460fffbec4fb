/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The moments of a session that have a name, as a list. Of thousands of records a few hundred are
 * such moments; each new record is looked at once. */
#include "moment-private.h"

#include <string.h>

#define MAX_LINE 100 /* characters */

struct _PenMoments
{
  GObject parent_instance;

  PenSession *session;
  GPtrArray *moments; /* (element-type PenMoment): the oldest first */
  GHashTable *runs;   /* (element-type guint PenMoment): by number, borrowed */
  guint n_records;    /* that were looked at */
  gboolean begun;     /* something happened after the beginning */
};

static void pen_moments_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PenMoments,
                               pen_moments,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pen_moments_list_model_init))

static GType
pen_moments_get_item_type (GListModel *model)
{
  return PEN_TYPE_MOMENT;
}

static guint
pen_moments_get_n_items (GListModel *model)
{
  return PEN_MOMENTS (model)->moments->len;
}

static gpointer
pen_moments_get_item (GListModel *model, guint position)
{
  PenMoments *self = PEN_MOMENTS (model);

  if (position >= self->moments->len)
    return NULL;
  return g_object_ref (self->moments->pdata[self->moments->len - 1 - position]);
}

static void
pen_moments_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pen_moments_get_item_type;
  iface->get_n_items = pen_moments_get_n_items;
  iface->get_item = pen_moments_get_item;
}

/* --- Records --- */

/* @moment: (transfer full) */
static void
add (PenMoments *self, PenMoment *moment)
{
  g_ptr_array_add (self->moments, moment);
  if (pen_moment_get_run (moment) > 0)
    g_hash_table_insert (self->runs, GUINT_TO_POINTER (pen_moment_get_run (moment)), moment);
}

/* What is there before anybody did anything. */
static gboolean
is_of_the_beginning (const PenRecord *record)
{
  return record->kind == PEN_RECORD_START || record->kind == PEN_RECORD_FILES ||
         record->kind == PEN_RECORD_OPTIONS || record->kind == PEN_RECORD_TITLE ||
         record->kind == PEN_RECORD_OPENED;
}

static void
end_run (PenMoments *self, const PenRecord *record)
{
  PenMoment *moment = g_hash_table_lookup (self->runs, GUINT_TO_POINTER (record->number));
  PenTimeline *timeline = pen_session_get_timeline (self->session);

  if (moment != NULL)
    pen_moment_set_ran (moment,
                        record,
                        record->hash != NULL &&
                            pen_timeline_get_blob (timeline, record->hash) != NULL);
}

static void
look_at (PenMoments *self, const PenRecord *record, guint place)
{
  const gint64 time = (pen_session_get_created (self->session) + record->time) * 1000;

  if (!self->begun && is_of_the_beginning (record))
    {
      if (self->moments->len == 0)
        add (self, pen_moment_new_begin (place, time));
      pen_moment_set_place (self->moments->pdata[0], place);
      return;
    }
  self->begun = TRUE;
  if (record->kind == PEN_RECORD_RUN)
    add (self, pen_moment_new_run (record, place, time));
  else if (record->kind == PEN_RECORD_STEP)
    add (self, pen_moment_new_step (record, place, time));
  else if (record->kind == PEN_RECORD_RAN)
    end_run (self, record);
}

static void
look_at_new (PenMoments *self)
{
  PenTimeline *timeline = pen_session_get_timeline (self->session);
  const guint n_before = self->moments->len;

  for (; self->n_records < pen_timeline_get_n_records (timeline); self->n_records++)
    look_at (self,
             pen_timeline_get_record (timeline, self->n_records),
             /* place= */ self->n_records + 1);
  if (self->moments->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->moments->len - n_before);
}

/* --- Life cycle --- */

static void
pen_moments_finalize (GObject *object)
{
  PenMoments *self = PEN_MOMENTS (object);

  g_clear_object (&self->session);
  g_hash_table_unref (self->runs);
  g_ptr_array_unref (self->moments);
  G_OBJECT_CLASS (pen_moments_parent_class)->finalize (object);
}

static void
pen_moments_class_init (PenMomentsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pen_moments_finalize;
}

static void
pen_moments_init (PenMoments *self)
{
  self->moments = g_ptr_array_new_with_free_func (g_object_unref);
  self->runs = g_hash_table_new (NULL, NULL);
}

PenMoments *
pen_moments_new (PenSession *session)
{
  PenMoments *self;

  g_return_val_if_fail (PEN_IS_SESSION (session), NULL);

  self = g_object_new (PEN_TYPE_MOMENTS, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (pen_session_get_timeline (session),
                           "grew",
                           G_CALLBACK (look_at_new),
                           self,
                           G_CONNECT_SWAPPED);
  look_at_new (self);
  return self;
}

guint
pen_moments_find_place (PenMoments *self, guint place)
{
  guint from = 0, to;

  g_return_val_if_fail (PEN_IS_MOMENTS (self), G_MAXUINT);

  to = self->moments->len;
  while (from < to) /* the first one, the oldest being first, that is after it */
    {
      const guint middle = from + (to - from) / 2;

      if (pen_moment_get_place (self->moments->pdata[middle]) <= place)
        from = middle + 1;
      else
        to = middle;
    }
  return from > 0 ? self->moments->len - from : G_MAXUINT;
}

/* --- What a run printed --- */

/* Returns: (nullable): what is to be read of @event. */
static const char *
get_text (const PenWireEvent *event)
{
  if (event->kind == PEN_WIRE_DIAGNOSTIC)
    {
      const char *rendered = pen_diagnostic_get_rendered (event->diagnostic);

      return rendered != NULL ? rendered : pen_diagnostic_get_message (event->diagnostic);
    }
  if (event->kind == PEN_WIRE_OUTPUT || event->kind == PEN_WIRE_NOTE || event->kind == PEN_WIRE_END)
    return event->text;
  return NULL;
}

char *
pen_moments_dup_output (PenMoments *self, PenMoment *moment)
{
  g_autoptr (GPtrArray) events = NULL;
  GString *all;

  g_return_val_if_fail (PEN_IS_MOMENTS (self), NULL);
  g_return_val_if_fail (PEN_IS_MOMENT (moment), NULL);

  if (!pen_moment_get_has_output (moment))
    return NULL;
  events = pen_session_dup_run_events (self->session, pen_moment_get_run (moment));
  if (events == NULL)
    return NULL;
  all = g_string_new (NULL);
  for (guint i = 0; i < events->len; i++)
    {
      const PenWireEvent *event = events->pdata[i];
      g_autofree char *plain =
          pen_ansi_strip (get_text (event) != NULL ? get_text (event) : "", -1);
      const gboolean is_own = event->kind == PEN_WIRE_NOTE || event->kind == PEN_WIRE_END;

      if (event->kind == PEN_WIRE_DROPPED)
        g_string_append (all, "\n…\n");
      if (is_own && all->len > 0 && all->str[all->len - 1] != '\n')
        g_string_append_c (all, '\n');
      g_string_append (all, plain);
      if (is_own)
        g_string_append_c (all, '\n');
    }
  return g_string_free (all, FALSE);
}

static char *
dup_line (const char *text)
{
  g_autofree char *plain = pen_ansi_strip (text, -1);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (plain), "\n", 2);

  if (lines[0] == NULL || lines[0][0] == '\0')
    return NULL;
  if (g_utf8_strlen (lines[0], -1) > MAX_LINE)
    {
      g_autofree char *start = g_utf8_substring (lines[0], 0, MAX_LINE);

      return g_strconcat (start, "…", NULL);
    }
  return g_strdup (lines[0]);
}

/* The first error, or else the first text of the program. */
static char *
find_line (const GPtrArray *events)
{
  g_autofree char *found = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const PenWireEvent *event = events->pdata[i];

      if (event->kind == PEN_WIRE_DIAGNOSTIC &&
          pen_diagnostic_get_level (event->diagnostic) == PEN_LEVEL_ERROR)
        return dup_line (pen_diagnostic_get_message (event->diagnostic));
      if (event->kind == PEN_WIRE_OUTPUT && event->stream != PEN_OUTPUT_COMPILER && found == NULL)
        found = dup_line (event->text);
    }
  return g_steal_pointer (&found);
}

char *
pen_moments_dup_first_line (PenMoments *self, PenMoment *moment)
{
  g_autoptr (GPtrArray) events = NULL;

  g_return_val_if_fail (PEN_IS_MOMENTS (self), NULL);
  g_return_val_if_fail (PEN_IS_MOMENT (moment), NULL);

  if (!pen_moment_get_has_output (moment))
    return NULL;
  events = pen_session_dup_run_events (self->session, pen_moment_get_run (moment));
  return events != NULL ? find_line (events) : NULL;
}
