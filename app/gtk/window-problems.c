/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the compiler says about a window's program: looked for while one types, shown in the text,
 * travelled with one key, mended with another. */
#include "window-private.h"

#include <glib/gi18n.h>

#include "suggestion-edit.h"

/* The label of the button follows the text a moment later: it is read, not watched. */
#define LABEL_DELAY 150 /* ms */

static void
count (GListModel *diagnostics, guint *ret_errors, guint *ret_warnings)
{
  guint n = diagnostics != NULL ? g_list_model_get_n_items (diagnostics) : 0;

  *ret_errors = *ret_warnings = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (diagnostics, i);

      if (pen_problem_is_error (diagnostic))
        (*ret_errors)++;
      else if (pen_diagnostic_get_level (diagnostic) == PEN_LEVEL_WARNING)
        (*ret_warnings)++;
    }
}

static void
update_status (PenWindow *self)
{
  gboolean is_live = self->diagnostics == pen_live_check_get_diagnostics (self->check);
  guint n_errors, n_warnings;

  count (self->diagnostics, &n_errors, &n_warnings);
  pen_status_strip_set_problems (self->status,
                                 n_errors,
                                 n_warnings,
                                 is_live && pen_live_check_get_has_more (self->check),
                                 pen_live_check_get_checking (self->check),
                                 pen_live_check_get_problem (self->check));
  pen_window_set_action_enabled (self, "next-problem", n_errors + n_warnings > 0);
  pen_window_set_action_enabled (self, "previous-problem", n_errors + n_warnings > 0);
}

static void
set_diagnostics (PenWindow *self, GListModel *diagnostics, gboolean eager)
{
  g_set_object (&self->diagnostics, diagnostics);
  pen_pane_diagnostics_set (self->marks, diagnostics, eager);
  pen_results_set_problems (self->results,
                            diagnostics,
                            diagnostics == pen_live_check_get_diagnostics (self->check) &&
                                pen_live_check_get_has_more (self->check));
  if (self->stage_window != NULL && eager)
    pen_stage_window_set_diagnostics (self->stage_window, diagnostics);
  update_status (self);
}

/* --- The live check --- */

static void
begin_check (PenLiveCheck *check, PenWindow *self)
{
  g_autoptr (PenProgram) program = NULL;

  if (!g_settings_get_boolean (self->settings, PEN_SETTING_LIVE_CHECK))
    return;
  program = pen_files_dup_program (self->files);
  if (pen_run_options_apply (self->options, program, NULL))
    pen_live_check_begin (check, program);
}

/* Instead of what a job said; the check never has anything older than the text. On the stage
 * nothing gets underlined before somebody presses Run. */
static void
on_checked (PenWindow *self)
{
  GListModel *found = pen_live_check_get_diagnostics (self->check);

  if (self->on_stage && self->stage_window == NULL && g_list_model_get_n_items (found) > 0)
    return;
  set_diagnostics (self, found, /* eager= */ FALSE);
}

static gboolean
on_label_due (gpointer data)
{
  PenWindow *self = data;

  self->label_timeout = 0;
  pen_window_update_run_label (self);
  return G_SOURCE_REMOVE;
}

void
pen_window_touch (PenWindow *self)
{
  self->revision++;
  pen_live_check_touch (self->check);
  g_clear_handle_id (&self->label_timeout, g_source_remove);
  self->label_timeout = g_timeout_add (LABEL_DELAY, on_label_due, self);
}

void
pen_window_take_job_diagnostics (PenWindow *self, PenJob *job)
{
  GListModel *transcript = G_LIST_MODEL (pen_job_get_transcript (job));
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);
  guint n = g_list_model_get_n_items (transcript);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenTranscriptEntry) entry = g_list_model_get_item (transcript, i);
      PenDiagnostic *diagnostic = pen_transcript_entry_get_kind (entry) == PEN_ENTRY_DIAGNOSTIC
                                      ? pen_transcript_entry_get_diagnostic (entry)
                                      : NULL;

      if (diagnostic != NULL && !pen_diagnostic_is_summary (diagnostic))
        g_list_store_append (store, diagnostic);
    }
  set_diagnostics (self, G_LIST_MODEL (store), /* eager= */ TRUE);
}

/* --- Places --- */

gboolean
pen_window_go_to (PenWindow *self, const char *name, guint line, guint column)
{
  if (!pen_editor_pane_show (self->editors, name, line, column))
    return FALSE;
  pen_window_focus_editor (self);
  return TRUE;
}

static void
go_to (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name;
  guint line, column;

  g_variant_get (parameter, "(&suu)", &name, &line, &column);
  pen_window_go_to (data, name, line, column);
}

static void
get_caret (PenWindow *self, const char **ret_file, guint *ret_line, guint *ret_column)
{
  PenFile *file = pen_editor_pane_get_current_file (self->editors);
  GtkTextBuffer *buffer;
  GtkTextIter caret;

  *ret_file = NULL;
  *ret_line = *ret_column = 0;
  if (file == NULL)
    return;
  buffer = GTK_TEXT_BUFFER (pen_file_get_buffer (file));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  *ret_file = pen_file_get_name (file);
  *ret_line = (guint)gtk_text_iter_get_line (&caret) + 1;
  *ret_column = (guint)gtk_text_iter_get_line_offset (&caret) + 1;
}

static void
travel (PenWindow *self, PenTravel direction)
{
  const char *file;
  guint line, column;
  g_autoptr (PenDiagnostic) diagnostic = NULL;

  if (self->diagnostics == NULL)
    return;
  get_caret (self, &file, &line, &column);
  diagnostic = pen_problem_travel (self->diagnostics, file, line, column, direction);
  if (diagnostic == NULL)
    return;
  g_set_object (&self->problem, diagnostic);
  pen_pane_diagnostics_show (self->marks, diagnostic);
  pen_results_show_problem (self->results, diagnostic);
}

static void
next_problem (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  travel (data, PEN_TRAVEL_NEXT);
}

static void
previous_problem (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  travel (data, PEN_TRAVEL_PREVIOUS);
}

static void
show_problems (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_window_reveal_results (self);
  pen_results_show_problem (self->results, NULL);
  pen_results_focus (self->results);
}

/* --- Suggestions --- */

static GtkTextBuffer *
look_up (const char *name, gpointer data)
{
  PenWindow *self = data;
  PenFile *file = pen_files_get (self->files, name);

  return file != NULL && pen_file_is_text (file) ? GTK_TEXT_BUFFER (pen_file_get_buffer (file))
                                                 : NULL;
}

static void
apply (PenWindow *self, PenDiagnostic *diagnostic, PenSuggestion *suggestion)
{
  g_autoptr (GError) error = NULL;

  if (!pen_suggestion_edit_buffers (suggestion, look_up, self, &error))
    pen_window_say (self, error->message);
  else
    pen_window_focus_editor (self);
}

static PenSuggestion *
find_suggestion (PenDiagnostic *diagnostic)
{
  GPtrArray *suggestions = pen_diagnostic_get_suggestions (diagnostic);

  for (guint i = 0; i < suggestions->len; i++)
    {
      PenSuggestion *suggestion = suggestions->pdata[i];

      if (suggestion->applicability == PEN_APPLICABILITY_MACHINE_APPLICABLE &&
          pen_suggestion_is_own (suggestion))
        return suggestion;
    }
  return NULL;
}

/* The one at the caret, or else the first that has one: so that one key mends. */
static void
apply_suggestion (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  guint n = self->diagnostics != NULL ? g_list_model_get_n_items (self->diagnostics) : 0;
  g_autoptr (PenDiagnostic) here = pen_pane_diagnostics_dup_at_caret (self->marks);

  if (here != NULL && find_suggestion (here) != NULL)
    {
      apply (self, here, find_suggestion (here));
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenDiagnostic) diagnostic = g_list_model_get_item (self->diagnostics, i);
      PenSuggestion *suggestion = find_suggestion (diagnostic);

      if (suggestion != NULL)
        {
          apply (self, diagnostic, suggestion);
          return;
        }
    }
  pen_window_say (self,
                  _ ("The compiler suggests no change here that is sure to be right. The problem "
                     "itself may say more."));
}

static void
on_apply (PenResults *results,
          PenDiagnostic *diagnostic,
          PenSuggestion *suggestion,
          PenWindow *self)
{
  apply (self, diagnostic, suggestion);
}

/* --- Beginning and end --- */

void
pen_window_problems_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"go-to", go_to, "(suu)", NULL, NULL, {0}},
      {"next-problem", next_problem, NULL, NULL, NULL, {0}},
      {"previous-problem", previous_problem, NULL, NULL, NULL, {0}},
      {"show-problems", show_problems, NULL, NULL, NULL, {0}},
      {"apply-suggestion", apply_suggestion, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->check = pen_live_check_new (self->machine);
  self->marks = pen_pane_diagnostics_new (self->editors);
  g_signal_connect_object (self->check, "wanted", G_CALLBACK (begin_check), self, 0);
  g_signal_connect_object (pen_live_check_get_diagnostics (self->check),
                           "items-changed",
                           G_CALLBACK (on_checked),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check,
                           "notify::checking",
                           G_CALLBACK (update_status),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check,
                           "notify::problem",
                           G_CALLBACK (update_status),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files,
                           "changed",
                           G_CALLBACK (pen_window_touch),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->results, "apply", G_CALLBACK (on_apply), self, 0);
  update_status (self);
  pen_window_touch (self);
}

void
pen_window_problems_release (PenWindow *self)
{
  g_clear_handle_id (&self->label_timeout, g_source_remove);
  g_clear_object (&self->check);
  g_clear_object (&self->marks);
  g_clear_object (&self->diagnostics);
  g_clear_object (&self->problem);
}
