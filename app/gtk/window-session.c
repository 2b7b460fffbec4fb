/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The session of a window: kept from the first key on, and back after whatever happened. */
#include "window-private.h"

#include <glib/gi18n.h>

#define FLUSH_TIME (G_USEC_PER_SEC) /* how long the end of a window waits for the disk */

static PenApplication *
get_application (PenWindow *self)
{
  return PEN_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

/* --- On the desk --- */

static void
show_problem (PenWindow *self)
{
  const char *problem = pen_session_get_problem (self->session);

  if (problem != NULL)
    pen_window_show_banner (self, PEN_BANNER_SESSION, problem, NULL, NULL);
  else
    pen_window_hide_banner (self, PEN_BANNER_SESSION);
}

static void
begin_to_keep (PenWindow *self)
{
  pen_session_mark (self->session, PEN_RECORD_OPENED);
  show_problem (self);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenWindow) self = data;
  g_autoptr (GError) error = NULL;

  self->adding = FALSE;
  if (self->session == NULL) /* the window went without being closed */
    return;
  if (!pen_desk_add_finish (PEN_DESK (source), result, &error))
    pen_window_show_banner (self, PEN_BANNER_SESSION, error->message, NULL, NULL);
  else
    begin_to_keep (self);
}

/* After the first frame, and while somebody types already: a disk can be slow. */
static gboolean
put_on_desk (gpointer data)
{
  PenWindow *self = data;

  g_clear_handle_id (&self->desk_source, g_source_remove);
  if (pen_session_get_journal (self->session) != NULL)
    {
      begin_to_keep (self);
      return G_SOURCE_REMOVE;
    }
  self->adding = TRUE;
  pen_desk_add_async (pen_application_get_desk (get_application (self)),
                      self->session,
                      on_added,
                      g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* A window that is closed in its first moments waits for its place on the desk. */
static void
settle_on_desk (PenWindow *self)
{
  pen_session_recorder_flush (self->recorder);
  if (self->desk_source != 0 && !pen_session_is_empty (self->session))
    put_on_desk (self);
  g_clear_handle_id (&self->desk_source, g_source_remove);
  while (self->adding)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
}

/* Where somebody typed last. */
static void
go_to_last_edit (PenWindow *self)
{
  PenTimeline *timeline = pen_session_get_timeline (self->session);

  for (guint i = pen_timeline_get_n_records (timeline); i > 0; i--)
    {
      const PenRecord *record = pen_timeline_get_record (timeline, i - 1);
      PenFile *file =
          record->kind == PEN_RECORD_EDIT ? pen_files_get (self->files, record->name) : NULL;
      GtkTextIter place;

      if (file == NULL || !pen_file_is_text (file))
        continue;
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (pen_file_get_buffer (file)),
                                          &place,
                                          (int)(record->at + g_utf8_strlen (record->text, -1)));
      pen_window_go_to (self,
                        record->name,
                        (guint)gtk_text_iter_get_line (&place) + 1,
                        (guint)gtk_text_iter_get_line_offset (&place) + 1);
      return;
    }
}

static void
take_session (PenWindow *self, PenSession *session)
{
  g_autoptr (PenSources) sources = pen_session_dup_sources (session);
  const PenPlace *place = pen_session_get_place (session);
  PenExamples *examples = NULL;

  self->session = g_object_ref (session);
  pen_files_set_restored (self->files, sources, place, pen_session_get_title (session));
  pen_run_options_set_from_variant (self->options, pen_session_get_options (session));
  if (place != NULL && place->example != NULL)
    examples = pen_application_get_examples (get_application (self));
  if (examples != NULL)
    pen_window_restore_example (self, pen_examples_get (examples, place->example));
  go_to_last_edit (self);
}

/* --- The end of a window --- */

gboolean
pen_window_is_kept (PenWindow *self)
{
  return pen_session_get_journal (self->session) != NULL &&
         pen_session_get_problem (self->session) == NULL;
}

void
pen_window_session_close (PenWindow *self)
{
  PenDesk *desk = pen_application_get_desk (get_application (self));
  g_autofree char *id = g_strdup (pen_session_get_id (self->session));
  g_autoptr (GError) error = NULL;
  PenJournal *journal;

  if (self->recorder == NULL)
    return;
  pen_steps_view_flush (self->steps_view);
  settle_on_desk (self);
  g_clear_object (&self->recorder);
  journal = pen_session_get_journal (self->session);
  if (journal == NULL)
    return;
  if (pen_session_is_empty (self->session))
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_clear_object (&self->session);
      self->session = pen_session_new (NULL);
      if (!pen_desk_delete (desk, id, &error))
        g_debug ("%s", error->message);
      return;
    }
  pen_session_mark (self->session, self->leaving ? PEN_RECORD_LEFT : PEN_RECORD_CLOSED);
  if (!pen_journal_flush (journal, FLUSH_TIME, &error))
    g_debug ("%s", error->message);
}

void
pen_window_put_away (PenWindow *self)
{
  settle_on_desk (self);
  if (pen_window_is_kept (self) || pen_session_is_empty (self->session))
    self->close_anyway = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

void
pen_window_leave (PenWindow *self)
{
  self->leaving = TRUE;
  pen_window_put_away (self);
}

/* --- Runs --- */

void
pen_window_session_begin_run (PenWindow *self, PenJob *job)
{
  const PenAction action = pen_job_get_recipe (job)->action;

  self->run_number = 0;
  if (!pen_action_runs_program (action) && action != PEN_ACTION_BUILD)
    return;
  pen_session_recorder_flush (self->recorder);
  self->run_number = pen_session_begin_run (self->session, action);
}

void
pen_window_session_end_run (PenWindow *self, PenJob *job)
{
  if (self->run_number == 0)
    return;
  pen_session_end_run (self->session, self->run_number, pen_job_get_transcript (job));
  self->run_number = 0;
}

/* --- Another window of the same --- */

static void
duplicate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  g_autoptr (PenSession) copy = NULL;

  pen_steps_view_flush (self->steps_view);
  pen_session_recorder_flush (self->recorder);
  copy = pen_session_copy (self->session);
  gtk_window_present (GTK_WINDOW (pen_window_new_for_session (get_application (self), copy)));
}

/* --- Beginning and end --- */

void
pen_window_session_init (PenWindow *self, PenSession *session)
{
  static const GActionEntry entries[] = {
      {"duplicate", duplicate, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (session != NULL)
    take_session (self, session);
  else
    self->session = pen_session_new (NULL);
  self->recorder = pen_session_recorder_new (self->files, self->options, self->session);
  g_signal_connect_object (self->session,
                           "notify::problem",
                           G_CALLBACK (show_problem),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session,
                           "notify::title",
                           G_CALLBACK (pen_window_update_title),
                           self,
                           G_CONNECT_SWAPPED);
  pen_window_update_title (self);
  self->desk_source = g_idle_add_full (G_PRIORITY_LOW, put_on_desk, self, NULL);
}

void
pen_window_session_release (PenWindow *self)
{
  g_clear_handle_id (&self->desk_source, g_source_remove);
  g_clear_object (&self->recorder);
  g_clear_object (&self->session);
}
