/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Steps of a talk and moments of the past in a window: the whole program becomes another, as one
 * edit that one key takes back. */
#include "window-private.h"

#include <glib/gi18n.h>

#include "diff-view.h"
#include "page-window.h"

#define MAX_CHANGES 200 /* that can be taken back */

/* The whole program became another. */
typedef struct
{
  PenSources *before;
  PenSources *after;
  char *step_before; /* (nullable): the id of the step that was current */
  char *step_after;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  pen_sources_free (change->before);
  pen_sources_free (change->after);
  g_free (change->step_before);
  g_free (change->step_after);
  g_free (change);
}

static gboolean
is_program (PenWindow *self, const PenSources *sources)
{
  g_autoptr (PenProgram) program = pen_files_dup_program (self->files);

  if (program->sources->files->len != sources->files->len)
    return FALSE;
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      GBytes *bytes = pen_sources_get (program->sources, source->name);

      if (bytes == NULL || !g_bytes_equal (bytes, source->bytes))
        return FALSE;
    }
  return TRUE;
}

/* --- From one program to another --- */

/* How the texts of files change: by a new edit, or by the buffers' own histories. */
typedef enum
{
  CHANGE_DO,
  CHANGE_UNDO,
  CHANGE_REDO,
} Direction;

static void
change_file (PenFile *file, GBytes *bytes, Direction direction)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (file));
  g_autoptr (GBytes) now = NULL;

  if (direction == CHANGE_UNDO)
    gtk_text_buffer_undo (buffer);
  else if (direction == CHANGE_REDO)
    gtk_text_buffer_redo (buffer);
  now = pen_file_dup_bytes (file);
  if (!g_bytes_equal (now, bytes))
    pen_file_set_bytes (file, bytes);
}

static void
put_file (PenWindow *self, const PenSource *source, Direction direction)
{
  PenFile *file = pen_files_get (self->files, source->name);
  g_autoptr (GBytes) now = file != NULL ? pen_file_dup_bytes (file) : NULL;

  if (now != NULL && g_bytes_equal (now, source->bytes))
    return;
  if (file != NULL)
    change_file (file, source->bytes, direction);
  else
    pen_files_put (self->files, source->name, source->bytes);
}

/* Files that @sources lacks go last, for one Rust file there always is. */
static void
become (PenWindow *self, const PenSources *sources, Direction direction)
{
  g_auto (GStrv) names = pen_window_dup_file_names (self);

  for (guint i = 0; i < sources->files->len; i++)
    put_file (self, sources->files->pdata[i], direction);
  for (guint i = 0; names[i] != NULL; i++)
    if (pen_sources_get (sources, names[i]) == NULL)
      {
        g_autoptr (GError) error = NULL;

        if (!pen_files_remove (self->files, pen_files_get (self->files, names[i]), &error))
          g_debug ("%s", error->message);
      }
  pen_session_recorder_flush (self->recorder);
}

static char *
dup_current_step (PenWindow *self)
{
  PenStep *step = pen_session_get_current_step (self->session);

  return step != NULL ? g_strdup (pen_step_get_id (step)) : NULL;
}

static PenStep *
find_step (PenWindow *self, const char *id)
{
  GListModel *steps = pen_session_get_steps (self->session);

  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (PenStep) step = g_list_model_get_item (steps, i);

      if (g_str_equal (pen_step_get_id (step), id))
        return step; /* the session has it */
    }
  return NULL;
}

static void
reach (PenWindow *self, const char *id)
{
  PenStep *step = find_step (self, id);

  if (step != NULL && step != pen_session_get_current_step (self->session))
    pen_session_reach_step (self->session, step);
}

void
pen_window_become (PenWindow *self, const PenSources *sources, PenStep *step)
{
  g_autoptr (PenProgram) program = pen_files_dup_program (self->files);
  Change *change = g_new0 (Change, 1);

  change->before = pen_sources_copy (program->sources);
  change->after = pen_sources_copy (sources);
  change->step_before = dup_current_step (self);
  change->step_after = step != NULL ? g_strdup (pen_step_get_id (step)) : NULL;
  become (self, sources, CHANGE_DO);
  reach (self, change->step_after);
  g_ptr_array_set_size (self->redoable, 0);
  if (self->undoable->len == MAX_CHANGES)
    g_ptr_array_remove_index (self->undoable, 0);
  g_ptr_array_add (self->undoable, change);
}

/* --- Taking it back --- */

/* Undo of the editor, unless the last thing was that the whole program became another. */
static gboolean
undo_whole (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  PenWindow *self = PEN_WINDOW (widget);
  Change *change;

  if (self->undoable->len == 0)
    return FALSE;
  change = self->undoable->pdata[self->undoable->len - 1];
  if (!is_program (self, change->after))
    return FALSE;
  g_ptr_array_steal_index (self->undoable, self->undoable->len - 1);
  become (self, change->before, CHANGE_UNDO);
  reach (self, change->step_before);
  g_ptr_array_add (self->redoable, change);
  return TRUE;
}

static gboolean
redo_whole (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  PenWindow *self = PEN_WINDOW (widget);
  Change *change;

  if (self->redoable->len == 0)
    return FALSE;
  change = self->redoable->pdata[self->redoable->len - 1];
  if (!is_program (self, change->before))
    return FALSE;
  g_ptr_array_steal_index (self->redoable, self->redoable->len - 1);
  become (self, change->after, CHANGE_REDO);
  reach (self, change->step_after);
  g_ptr_array_add (self->undoable, change);
  return TRUE;
}

static void
add_key (GtkEventController *keys, const char *trigger, GtkShortcutFunc function)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_callback_action_new (function, NULL, NULL)));
}

/* --- Actions --- */

static void
update_actions (PenWindow *self)
{
  pen_window_set_action_enabled (self,
                                 "next-step",
                                 pen_session_get_next_step (self->session) != NULL);
  pen_window_set_action_enabled (self,
                                 "previous-step",
                                 pen_session_get_previous_step (self->session) != NULL);
}

static void
apply (PenWindow *self, PenStep *step)
{
  if (step == NULL)
    return;
  pen_window_become (self, pen_step_get_sources (step), step);
  update_actions (self);
}

static void
next_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  apply (self, pen_session_get_next_step (self->session));
}

static void
previous_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  apply (self, pen_session_get_previous_step (self->session));
}

/* Returns: (transfer none) (nullable) */
static PenStep *
add_step (PenWindow *self)
{
  g_autofree char *sentence = NULL;
  PenStep *step;

  pen_session_recorder_flush (self->recorder);
  step = pen_session_add_step (self->session, NULL);
  if (step == NULL)
    {
      sentence = g_strdup_printf (_ ("A talk can have at most %d steps. Remove one first."),
                                  PEN_SESSION_MAX_STEPS);
      pen_window_say (self, sentence);
    }
  return step;
}

/* In front of a room there is no time for a dialog: it has a name, and can get another one later.
 */
static void
set_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  PenStep *step = add_step (self);
  g_autofree char *sentence = NULL;

  if (step == NULL || self->on_stage)
    return;
  /* Translators: the argument is the title of a step, such as “Step 3”. */
  sentence = g_strdup_printf (_ ("“%s” is set"), pen_step_get_title (step));
  pen_window_say (self, sentence);
}

/* --- The list beside the code --- */

void
pen_window_set_steps_shown (PenWindow *self, gboolean shown)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "steps");

  if (!shown)
    pen_steps_view_flush (self->steps_view);
  gtk_widget_set_visible (GTK_WIDGET (self->steps_box), shown);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
}

static void
steps (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  const gboolean shown = !gtk_widget_get_visible (GTK_WIDGET (self->steps_box));

  pen_window_set_steps_shown (self, shown);
  if (shown)
    gtk_widget_child_focus (GTK_WIDGET (self->steps_view), GTK_DIR_TAB_FORWARD);
  else
    pen_window_focus_editor (self);
}

static void
on_set_step (PenWindow *self)
{
  PenStep *step = add_step (self);

  if (step == NULL)
    return;
  pen_steps_view_select (self->steps_view, step);
  pen_steps_view_rename (self->steps_view);
}

static void
on_apply (PenWindow *self, PenStep *step)
{
  apply (self, step);
}

static void
on_compare (PenWindow *self, PenStep *step)
{
  g_autoptr (PenSources) now = NULL;
  GtkWidget *view = GTK_WIDGET (pen_diff_view_new ());
  GtkWindow *window;

  pen_session_recorder_flush (self->recorder);
  now = pen_session_dup_sources (self->session);
  pen_diff_view_set_names (PEN_DIFF_VIEW (view), pen_step_get_title (step), _ ("Now"));
  pen_diff_view_show_difference (PEN_DIFF_VIEW (view), pen_step_get_sources (step), now);
  window = pen_page_window_new (GTK_WINDOW (self), pen_step_get_title (step), view);
  gtk_window_set_default_size (window, 960, 600);
  gtk_window_present (window);
}

static void
on_say_with_undo (PenWindow *self, const char *sentence)
{
  pen_window_say_with_undo (self, sentence, "win.undo-steps", NULL);
}

static void
undo_steps (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_steps_view_undo (self->steps_view);
}

static void
connect_view (PenWindow *self)
{
  static const struct
  {
    const char *signal;
    GCallback handler;
  } handlers[] = {
      {"set-step", G_CALLBACK (on_set_step)},
      {"apply", G_CALLBACK (on_apply)},
      {"compare", G_CALLBACK (on_compare)},
      {"say-with-undo", G_CALLBACK (on_say_with_undo)},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->steps_view,
                             handlers[i].signal,
                             handlers[i].handler,
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->steps_view,
                           "about-to-read",
                           G_CALLBACK (pen_session_recorder_flush),
                           self->recorder,
                           G_CONNECT_SWAPPED);
  pen_steps_view_set_session (self->steps_view, self->session);
}

void
pen_window_steps_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"next-step", next_step, NULL, NULL, NULL, {0}},
      {"previous-step", previous_step, NULL, NULL, NULL, {0}},
      {"set-step", set_step, NULL, NULL, NULL, {0}},
      {"steps", steps, NULL, "false", NULL, {0}},
      {"undo-steps", undo_steps, NULL, NULL, NULL, {0}},
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->undoable = g_ptr_array_new_with_free_func (change_free);
  self->redoable = g_ptr_array_new_with_free_func (change_free);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, "<Control>z", undo_whole);
  add_key (keys, "<Control><Shift>z|<Control>y", redo_whole);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->session,
                           "notify::current-step",
                           G_CALLBACK (update_actions),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pen_session_get_steps (self->session),
                           "items-changed",
                           G_CALLBACK (update_actions),
                           self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  connect_view (self);
}

void
pen_window_steps_release (PenWindow *self)
{
  g_clear_pointer (&self->undoable, g_ptr_array_unref);
  g_clear_pointer (&self->redoable, g_ptr_array_unref);
}
