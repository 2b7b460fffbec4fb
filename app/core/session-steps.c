/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The steps of a session: a list that is written anew whenever anything about it changes. */
#include "session-private.h"

#include <glib/gi18n.h>

static guint
get_n_steps (PenSession *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->steps));
}

/* Returns: (transfer none) (nullable) */
static PenStep *
get_step (PenSession *self, guint place)
{
  g_autoptr (PenStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), place);

  return step; /* the list has it */
}

PenRecord *
pen_session_make_steps_record (PenSession *self)
{
  PenRecord *record = pen_record_new (PEN_RECORD_STEPS, pen_session_get_time (self));

  record->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)pen_record_step_free);
  for (guint i = 0; i < get_n_steps (self); i++)
    {
      PenStep *step = get_step (self, i);
      const char *notes = pen_step_get_notes (step);
      PenRecordStep *row = pen_record_step_new (pen_step_get_id (step),
                                                pen_step_get_title (step),
                                                notes[0] != '\0' ? notes : NULL,
                                                pen_step_get_expected (step));

      g_ptr_array_unref (row->files);
      row->files = pen_session_make_files (self, pen_step_get_sources (step));
      g_ptr_array_add (record->steps, row);
    }
  return record;
}

static void
write_steps (PenSession *self)
{
  g_autoptr (PenRecord) record = NULL;

  if (self->loading)
    return;
  record = pen_session_make_steps_record (self);
  pen_session_write (self, record);
}

static void
on_items_changed (GListModel *model, guint place, guint n_removed, guint n_added, PenSession *self)
{
  for (guint i = place; i < place + n_added; i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (model, i);

      g_signal_handlers_disconnect_by_func (step, write_steps, self);
      g_signal_connect_swapped (step, "notify", G_CALLBACK (write_steps), self);
    }
  write_steps (self);
  g_object_notify (G_OBJECT (self), "current-step");
}

void
pen_session_steps_init (PenSession *self)
{
  g_signal_connect (self->steps, "items-changed", G_CALLBACK (on_items_changed), self);
}

gboolean
pen_session_take_steps (PenSession *self, const PenRecord *record)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  const gboolean loading = self->loading;

  for (guint i = 0; i < record->steps->len; i++)
    {
      const PenRecordStep *row = record->steps->pdata[i];
      g_autoptr (PenSources) sources = pen_session_make_sources (self, row->files);
      PenStep *step;

      if (sources == NULL)
        return FALSE;
      step = pen_step_new (row->id, row->title, sources);
      pen_step_set_notes (step, row->notes);
      pen_step_set_expected (step, row->expected);
      g_ptr_array_add (steps, step);
    }
  self->loading = TRUE;
  g_list_store_splice (self->steps, 0, get_n_steps (self), steps->pdata, steps->len);
  self->loading = loading;
  return TRUE;
}

GListModel *
pen_session_get_steps (PenSession *self)
{
  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->steps);
}

/* --- Where the talk is --- */

/* Of the step that was reached last. FALSE when there is none. */
static gboolean
find_current (PenSession *self, guint *ret_place)
{
  for (guint i = 0; self->current_step != NULL && i < get_n_steps (self); i++)
    if (g_str_equal (pen_step_get_id (get_step (self, i)), self->current_step))
      {
        *ret_place = i;
        return TRUE;
      }
  return FALSE;
}

PenStep *
pen_session_get_current_step (PenSession *self)
{
  guint place = 0;

  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  return find_current (self, &place) ? get_step (self, place) : NULL;
}

PenStep *
pen_session_get_next_step (PenSession *self)
{
  guint place = 0;

  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  if (find_current (self, &place))
    place++;
  return place < get_n_steps (self) ? get_step (self, place) : NULL;
}

PenStep *
pen_session_get_previous_step (PenSession *self)
{
  guint place = 0;

  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  if (!find_current (self, &place) || place == 0)
    return NULL;
  return get_step (self, place - 1);
}

void
pen_session_reach_step (PenSession *self, PenStep *step)
{
  PenRecord *record;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (PEN_IS_STEP (step));

  record = pen_record_new (PEN_RECORD_STEP, pen_session_get_time (self));
  record->name = g_strdup (pen_step_get_id (step));
  record->text = g_strdup (pen_step_get_title (step));
  pen_session_take (self, record);
}

/* --- The list --- */

/* "Step 3", or the next number that is free. */
static char *
make_title (PenSession *self)
{
  for (guint number = get_n_steps (self) + 1;; number++)
    {
      /* Translators: the title of a step of a talk until somebody gives it another. */
      g_autofree char *title = g_strdup_printf (_ ("Step %u"), number);
      gboolean taken = FALSE;

      for (guint i = 0; i < get_n_steps (self); i++)
        taken |= g_str_equal (pen_step_get_title (get_step (self, i)), title);
      if (!taken)
        return g_steal_pointer (&title);
    }
}

PenStep *
pen_session_add_step (PenSession *self, const char *title)
{
  g_autoptr (PenSources) sources = NULL;
  g_autoptr (PenStep) step = NULL;
  g_autofree char *own = NULL;
  g_autofree char *expected = NULL;
  guint place = 0;
  guint run;

  g_return_val_if_fail (PEN_IS_SESSION (self), NULL);

  if (get_n_steps (self) >= PEN_SESSION_MAX_STEPS)
    return NULL;
  sources = pen_session_dup_sources (self);
  own = title != NULL && title[0] != '\0' ? g_strdup (title) : make_title (self);
  step = pen_step_new (NULL, own, sources);
  run = pen_session_find_last_run (self);
  expected = run > 0 ? pen_session_dup_run_text (self, run) : NULL;
  pen_step_set_expected (step, expected);
  place = find_current (self, &place) ? place + 1 : get_n_steps (self);
  g_list_store_insert (self->steps, place, step);
  pen_session_reach_step (self, step);
  return step;
}

void
pen_session_insert_step (PenSession *self, guint place, PenStep *step)
{
  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (PEN_IS_STEP (step));

  if (get_n_steps (self) < PEN_SESSION_MAX_STEPS)
    g_list_store_insert (self->steps, MIN (place, get_n_steps (self)), step);
}

void
pen_session_remove_step (PenSession *self, PenStep *step)
{
  guint place = 0;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (g_list_store_find (self->steps, step, &place));

  g_signal_handlers_disconnect_by_func (step, write_steps, self);
  g_list_store_remove (self->steps, place);
}

void
pen_session_move_step (PenSession *self, PenStep *step, guint place)
{
  g_autoptr (PenStep) held = NULL;
  guint from = 0;

  g_return_if_fail (PEN_IS_SESSION (self));
  g_return_if_fail (g_list_store_find (self->steps, step, &from));

  place = MIN (place, get_n_steps (self) - 1);
  if (place == from)
    return;
  held = g_object_ref (step);
  /* A crash between the two would lose it. */
  self->loading = TRUE;
  g_list_store_remove (self->steps, from);
  self->loading = FALSE;
  g_list_store_insert (self->steps, place, held);
}
