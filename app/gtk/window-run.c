/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Jobs of a window: what Run does, how it is stopped, what happens with what comes of it. */
#include "window-private.h"

#include <glib/gi18n.h>

static gboolean
is_running (PenWindow *self)
{
  return (self->job != NULL && !pen_job_get_ended (self->job)) || self->format_job != NULL;
}

/* Run and Stop share one place, and never both work. */
static void
update_actions (PenWindow *self)
{
  gboolean running = is_running (self);

  pen_window_set_action_enabled (self, "run", !running);
  pen_window_set_action_enabled (self, "run-as", !running);
  pen_window_set_action_enabled (self, "run-tests", !running);
  pen_window_set_action_enabled (self, "run-backtrace", !running);
  pen_window_set_action_enabled (self, "format", !running);
  pen_window_set_action_enabled (self, "stop", running);
  gtk_stack_set_visible_child_name (self->run_slot, running ? "stop" : "run");
}

static void
refuse (PenWindow *self, const GError *error)
{
  gboolean jail = g_error_matches (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_CANNOT_JAIL);

  pen_window_show_banner (self,
                          PEN_BANNER_RUN,
                          error->message,
                          jail ? _ ("_Show What Is Missing") : NULL,
                          jail ? "win.doctor" : NULL);
}

/* --- The program, as it is to be run --- */

static PenProgram *
dup_program (PenWindow *self, GError **error)
{
  g_autoptr (PenProgram) program = pen_files_dup_program (self->files);

  if (!pen_run_options_apply (self->options, program, error))
    return NULL;
  program->options->colour = TRUE;
  if (self->backtrace_once)
    program->options->backtrace = TRUE;
  for (guint i = 0; self->test_filter != NULL && self->test_filter[i] != NULL; i++)
    pen_options_add_arg (program->options, self->test_filter[i]);
  return g_steal_pointer (&program);
}

/* What was prepared is written at once; else somebody types. */
static void
give_stdin (PenWindow *self, PenJob *job)
{
  const char *text = pen_run_options_get_stdin_text (self->options);

  if (!pen_action_runs_program (pen_job_get_recipe (job)->action))
    pen_job_close_stdin (job);
  else if (text != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      pen_job_write_stdin (job, bytes);
      pen_job_close_stdin (job);
    }
}

char **
pen_window_dup_file_names (PenWindow *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      g_strv_builder_add (names, pen_file_get_name (file));
    }
  return g_strv_builder_end (names);
}

/* Here and on the stage. */
static void
show_job (PenWindow *self, PenJob *job)
{
  g_auto (GStrv) names = pen_window_dup_file_names (self);

  pen_results_set_job (self->results, job, (const char *const *)names);
  if (self->stage_window != NULL)
    pen_stage_window_set_job (self->stage_window, job, (const char *const *)names);
}

/* --- One job --- */

static void
on_ended (PenJob *job, GParamSpec *pspec, PenWindow *self)
{
  if (job != self->job)
    return;
  pen_window_session_end_run (self, job);
  if (self->job_revision == self->revision)
    pen_window_take_job_diagnostics (self, job);
  update_actions (self);
}

static void
start_job (PenWindow *self, PenProgram *program, PenAction action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenJob) job = pen_machine_new_job (self->machine, program, action, &error);

  if (job == NULL)
    {
      refuse (self, error);
      return;
    }
  pen_window_hide_banner (self, PEN_BANNER_RUN);
  pen_live_check_set_trusted (self->check, TRUE);
  g_set_object (&self->job, job);
  self->job_revision = self->revision;
  show_job (self, job);
  give_stdin (self, job);
  g_signal_connect_object (job, "notify::ended", G_CALLBACK (on_ended), self, 0);
  if (!pen_job_start (job, &error))
    {
      g_clear_object (&self->job);
      show_job (self, NULL);
      refuse (self, error);
      return;
    }
  pen_window_session_begin_run (self, job);
  pen_results_show_output (self->results);
  pen_window_reveal_results (self);
}

/* --- A standard library first, for WebAssembly --- */

static void
on_target_std_built (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PenWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (pen_machine_build_target_std_finish (PEN_MACHINE (source), result, &error))
    pen_window_run (self, PEN_ACTION_WASM);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    refuse (self, error);
}

/* Returns: TRUE when the program waits for a library. */
static gboolean
build_target_std (PenWindow *self, PenProgram *program, PenAction action)
{
  g_autoptr (PenToolchain) toolchain =
      pen_machine_dup_toolchain (self->machine, program->channel, NULL);

  if (toolchain == NULL || !pen_machine_needs_target_std (self->machine, toolchain, action))
    return FALSE;
  pen_window_say (self,
                  _ ("Building the standard library for WebAssembly, once. This takes about a "
                     "minute; you can go on working."));
  pen_machine_build_target_std_async (self->machine,
                                      toolchain,
                                      self->cancellable,
                                      on_target_std_built,
                                      g_object_ref (self));
  return TRUE;
}

static void
run_now (PenWindow *self, PenAction action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = dup_program (self, &error);

  if (program == NULL)
    refuse (self, error);
  else if (!build_target_std (self, program, action))
    {
      pen_results_get_listing_options (self->results, action, program->options);
      start_job (self, program, action);
    }
  g_clear_pointer (&self->test_filter, g_strfreev);
  self->backtrace_once = FALSE;
  update_actions (self);
}

/* --- rustfmt --- */

static void
take_formatted (PenWindow *self, PenJob *job)
{
  const PenSources *sources = pen_job_get_rewritten (job);

  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      PenFile *file = pen_files_get (self->files, source->name);
      gsize length = 0;
      const char *bytes = g_bytes_get_data (source->bytes, &length);
      g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", length);

      if (file != NULL && pen_file_is_text (file))
        pen_file_set_text (file, text);
    }
}

/* What rustfmt could not read, the compiler explains better: when something is to be run, it is. */
static void
on_formatted (PenJob *job, GParamSpec *pspec, PenWindow *self)
{
  g_autoptr (PenJob) keep = g_object_ref (job);
  gboolean formatted = pen_verdict_is_success (pen_job_get_verdict (job));
  gboolean current = self->job_revision == self->revision;

  if (job != self->format_job)
    return;
  g_clear_object (&self->format_job);
  if (formatted && current)
    take_formatted (self, job);
  else if (!formatted && self->after_format == PEN_ACTION_FMT)
    {
      g_set_object (&self->job, job);
      show_job (self, job);
      pen_results_show_output (self->results);
      pen_window_reveal_results (self);
    }
  if (self->after_format != PEN_ACTION_FMT &&
      pen_job_get_verdict (job)->ending.cause != PEN_CAUSE_STOPPED)
    run_now (self, self->after_format);
  update_actions (self);
}

static void
format_first (PenWindow *self, PenAction then)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = dup_program (self, &error);
  g_autoptr (PenJob) job = NULL;

  if (program != NULL)
    job = pen_machine_new_job (self->machine, program, PEN_ACTION_FMT, &error);
  if (job == NULL || !pen_job_start (job, &error))
    {
      /* Not every toolchain has rustfmt; that is no reason not to run. */
      if (then == PEN_ACTION_FMT)
        refuse (self, error);
      else
        run_now (self, then);
      return;
    }
  pen_job_close_stdin (job);
  self->after_format = then;
  self->job_revision = self->revision;
  g_set_object (&self->format_job, job);
  g_signal_connect_object (job, "notify::ended", G_CALLBACK (on_formatted), self, 0);
  update_actions (self);
}

/* --- Actions --- */

/* Somebody was faster than the toolchains' answers: once they are in, it goes on by itself. */
static void
on_ready (PenWindow *self)
{
  PenAction action = self->waiting;

  if (!self->waits || !pen_machine_get_ready (self->machine))
    return;
  self->waits = FALSE;
  pen_window_run (self, action);
}

void
pen_window_run (PenWindow *self, PenAction action)
{
  gboolean runs = action == PEN_ACTION_AUTO || pen_action_runs_program (action);

  if (is_running (self))
    return;
  if (!pen_machine_get_ready (self->machine) && pen_machine_get_problem (self->machine) == NULL)
    {
      self->waits = TRUE;
      self->waiting = action;
      return;
    }
  if (action == PEN_ACTION_FMT ||
      (runs && g_settings_get_boolean (self->settings, PEN_SETTING_FORMAT_ON_RUN)))
    format_first (self, action);
  else
    run_now (self, action);
}

static void
run (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_window_run (self, pen_run_options_get_action (self->options));
}

static void
run_as (GSimpleAction *simple, GVariant *parameter, gpointer data)
{
  PenAction action = PEN_ACTION_AUTO;

  if (pen_action_from_string (g_variant_get_string (parameter, NULL), &action))
    pen_window_run (data, action);
}

static void
format (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pen_window_run (data, PEN_ACTION_FMT);
}

static void
run_tests (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  g_clear_pointer (&self->test_filter, g_strfreev);
  self->test_filter = g_variant_dup_strv (parameter, NULL);
  pen_window_run (self, PEN_ACTION_TEST);
}

static void
run_backtrace (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  self->backtrace_once = TRUE;
  pen_window_run (self, pen_run_options_get_action (self->options));
}

static void
stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  if (self->format_job != NULL)
    pen_job_stop (self->format_job);
  else if (self->job != NULL)
    pen_job_stop (self->job);
}

static void
choose_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->run_slot), "run") == 0)
    gtk_popover_popup (adw_split_button_get_popover (self->run_button));
}

/* --- The button's label --- */

static PenAction
resolve (PenWindow *self)
{
  g_autoptr (PenScan) scan = pen_scan_new ();
  PenFile *root = pen_files_get_root (self->files);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      g_autoptr (GBytes) bytes = NULL;
      gsize length = 0;
      const char *text;

      if (!pen_sources_is_rust (pen_file_get_name (file)) || !pen_file_is_text (file))
        continue;
      bytes = pen_file_dup_bytes (file);
      text = g_bytes_get_data (bytes, &length);
      pen_scan_add_source (scan, text != NULL ? text : "", length, file == root);
    }
  return pen_scan_resolve (scan);
}

void
pen_window_update_run_label (PenWindow *self)
{
  PenAction action = pen_run_options_get_action (self->options);
  PenToolchainList *toolchains = pen_machine_get_toolchains (self->machine);
  gboolean no_rust =
      toolchains != NULL && g_list_model_get_n_items (G_LIST_MODEL (toolchains)) == 0;

  if (action == PEN_ACTION_AUTO)
    action = resolve (self);
  adw_split_button_set_label (self->run_button,
                              no_rust ? _ ("Get Rust…") : pen_action_get_title (action));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->run_button),
                                  no_rust ? "win.get-rust" : "win.run");
  /* Something is not as usual: a mark beside the label, and a word for who does not see it. */
  if (pen_run_options_get_is_default (self->options))
    gtk_widget_remove_css_class (GTK_WIDGET (self->run_button), "has-options");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->run_button), "has-options");
  adw_split_button_set_dropdown_tooltip (
      self->run_button,
      pen_run_options_get_is_default (self->options)
          ? _ ("Choose How It Runs (Ctrl+Shift+Return)")
          : _ ("Choose How It Runs: Options Are Set (Ctrl+Shift+Return)"));
}

/* --- Beginning and end --- */

void
pen_window_run_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"run", run, NULL, NULL, NULL, {0}},
      {"run-as", run_as, "s", NULL, NULL, {0}},
      {"run-tests", run_tests, "as", NULL, NULL, {0}},
      {"run-backtrace", run_backtrace, "s", NULL, NULL, {0}},
      {"format", format, NULL, NULL, NULL, {0}},
      {"stop", stop, NULL, NULL, NULL, {0}},
      {"choose-action", choose_action, NULL, NULL, NULL, {0}},
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->options,
                           "notify",
                           G_CALLBACK (pen_window_update_run_label),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->machine,
                           "notify::ready",
                           G_CALLBACK (on_ready),
                           self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
}

void
pen_window_run_release (PenWindow *self)
{
  if (self->job != NULL)
    pen_job_stop (self->job);
  if (self->format_job != NULL)
    pen_job_stop (self->format_job);
  g_clear_object (&self->job);
  g_clear_object (&self->format_job);
  g_clear_pointer (&self->test_filter, g_strfreev);
}
