/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Everything about a run in one place. What somebody types goes into the window's PenRunOptions at
 * once, also while it is not right yet; what is wrong with it stands below the field. */
#include "run-popover.h"

#include <glib/gi18n.h>

#include <string.h>

#include "choice.h"
#include "inner-name.h"

#define ROOM_AROUND 96 /* px of the window's height that the popover leaves free */
#define MIN_HEIGHT 160 /* px; below that, it may cover the window */

struct _PenRunPopover
{
  GtkPopover parent_instance;

  /* template widgets */
  GtkScrolledWindow *scroller;
  GtkWidget *reset;
  GtkDropDown *action;
  GtkDropDown *channel;
  GtkDropDown *edition;
  GtkToggleButton *debug;
  GtkToggleButton *release;
  GtkCheckButton *backtrace;
  GtkEditable *arguments;
  GtkLabel *arguments_error;
  GtkCheckButton *ask;
  GtkCheckButton *use_text;
  GtkWidget *stdin_frame;
  GtkTextBuffer *stdin_buffer;
  GtkWidget *environment;
  GtkTextBuffer *environment_buffer;
  GtkLabel *environment_error;

  /* owned */
  PenRunOptions *options;       /* nullable */
  PenToolchainList *toolchains; /* nullable */

  gboolean is_reading; /* the fields are being filled, nobody chooses */
};

G_DEFINE_FINAL_TYPE (PenRunPopover, pen_run_popover, GTK_TYPE_POPOVER)

/* --- What can be chosen --- */

static void
add_choice (GListStore *store, PenChoice *choice)
{
  g_autoptr (PenChoice) owned = choice;

  g_list_store_append (store, owned);
}

static void
fill_actions (PenRunPopover *self)
{
  static const struct
  {
    PenAction action;
    const char *detail;
  } rows[] = {
      {PEN_ACTION_AUTO, N_ ("Tests a program that has tests, else runs it")},
      {PEN_ACTION_RUN, NULL},
      {PEN_ACTION_TEST, NULL},
      {PEN_ACTION_BUILD, N_ ("Compiles without running")},
  };
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_CHOICE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add_choice (store,
                pen_choice_new (pen_action_get_title (rows[i].action),
                                rows[i].detail != NULL ? _ (rows[i].detail) : NULL,
                                NULL,
                                rows[i].action,
                                TRUE));
  gtk_drop_down_set_model (self->action, G_LIST_MODEL (store));
}

/* "stable 1.96.0": a toolchain's name without the machine that it is for, which is this one. */
static char *
dup_toolchain_title (PenToolchain *toolchain)
{
  const char *name = pen_toolchain_get_name (toolchain);
  const char *host = pen_toolchain_get_host (toolchain);
  const char *version = pen_toolchain_get_version (toolchain);
  g_autofree char *suffix = g_strconcat ("-", host != NULL ? host : "", NULL);
  g_autofree char *shortened = NULL;

  if (host != NULL && g_str_has_suffix (name, suffix))
    shortened = g_strndup (name, strlen (name) - strlen (suffix));
  else
    shortened = g_strdup (name);
  if (version == NULL || g_str_equal (version, shortened))
    return g_steal_pointer (&shortened);
  return g_strdup_printf ("%s · %s", shortened, version);
}

static void
add_toolchain (GListStore *store, PenToolchain *toolchain, gboolean *is_among, const char *wanted)
{
  g_autofree char *title = dup_toolchain_title (toolchain);
  const char *problem = pen_toolchain_get_problem (toolchain);
  const char *name = pen_toolchain_get_name (toolchain);

  *is_among = *is_among || g_strcmp0 (name, wanted) == 0;
  add_choice (store, pen_choice_new (title, problem, name, 0, problem == NULL));
}

/* What was chosen elsewhere: a channel such as "nightly", or what is not here (any more). */
static void
add_wanted (PenRunPopover *self, GListStore *store, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenToolchain) toolchain =
      self->toolchains != NULL ? pen_toolchain_list_choose (self->toolchains, wanted, &error)
                               : NULL;

  add_choice (store,
              pen_choice_new (wanted,
                              toolchain != NULL ? pen_toolchain_get_version (toolchain)
                              : error != NULL   ? error->message
                                                : NULL,
                              wanted,
                              0,
                              toolchain != NULL));
}

static void
fill_toolchains (PenRunPopover *self)
{
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_CHOICE);
  const char *wanted = self->options != NULL ? pen_run_options_get_channel (self->options) : NULL;
  guint n =
      self->toolchains != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->toolchains)) : 0;
  gboolean is_among = wanted == NULL;

  add_choice (store, pen_choice_new (_ ("Best Installed"), NULL, NULL, 0, TRUE));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PenToolchain) toolchain =
          g_list_model_get_item (G_LIST_MODEL (self->toolchains), i);

      add_toolchain (store, toolchain, &is_among, wanted);
    }
  if (!is_among)
    add_wanted (self, store, wanted);
  gtk_drop_down_set_model (self->channel, G_LIST_MODEL (store));
  pen_choice_select (self->channel, wanted, 0);
}

/* Those that the chosen compiler knows, the newest first. An older choice that it does not know
 * stays, and Run says why it cannot be. */
static void
fill_editions (PenRunPopover *self)
{
  static const guint editions[] = {2024, 2021, 2018, 2015};
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_CHOICE);
  g_autoptr (PenToolchain) toolchain = NULL;
  guint wanted = self->options != NULL ? pen_run_options_get_edition (self->options) : 0;

  if (self->toolchains != NULL && self->options != NULL)
    toolchain = pen_toolchain_list_choose (self->toolchains,
                                           pen_run_options_get_channel (self->options),
                                           NULL);
  add_choice (store, pen_choice_new (_ ("Newest"), NULL, NULL, 0, TRUE));
  for (gsize i = 0; i < G_N_ELEMENTS (editions); i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", editions[i]);
      g_autoptr (GError) error = NULL;

      if (toolchain == NULL || pen_toolchain_check_edition (toolchain, editions[i], &error))
        add_choice (store, pen_choice_new (title, NULL, NULL, editions[i], TRUE));
      else if (editions[i] == wanted)
        add_choice (store, pen_choice_new (title, error->message, NULL, wanted, FALSE));
    }
  gtk_drop_down_set_model (self->edition, G_LIST_MODEL (store));
  pen_choice_select (self->edition, NULL, wanted);
}

/* --- From the options into the fields --- */

static void
set_text (GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter start, end;
  g_autofree char *shown = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, /* include_hidden_chars= */ TRUE);
  if (!g_str_equal (shown, text))
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
show_error (GtkLabel *label, GtkWidget *field, const GError *error)
{
  gtk_label_set_label (label, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (label), error != NULL);
  if (error != NULL)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  error != NULL ? error->message : "",
                                  -1);
}

static void
show_errors (PenRunPopover *self)
{
  g_autoptr (GError) arguments = NULL;
  g_autoptr (GError) environment = NULL;

  if (!pen_run_options_check_arguments (self->options, &arguments))
    g_assert (arguments != NULL);
  if (!pen_run_options_check_environment (self->options, &environment))
    g_assert (environment != NULL);
  show_error (self->arguments_error, GTK_WIDGET (self->arguments), arguments);
  show_error (self->environment_error, self->environment, environment);
}

static void
read_options (PenRunPopover *self)
{
  const char *text;

  if (self->options == NULL || self->is_reading)
    return;
  self->is_reading = TRUE;
  pen_choice_select (self->action, NULL, pen_run_options_get_action (self->options));
  fill_toolchains (self);
  fill_editions (self);
  gtk_toggle_button_set_active (pen_run_options_get_release (self->options) ? self->release
                                                                            : self->debug,
                                TRUE);
  gtk_check_button_set_active (self->backtrace, pen_run_options_get_backtrace (self->options));
  text = pen_run_options_get_arguments (self->options);
  if (!g_str_equal (gtk_editable_get_text (self->arguments), text))
    gtk_editable_set_text (self->arguments, text);
  text = pen_run_options_get_stdin_text (self->options);
  gtk_check_button_set_active (text != NULL ? self->use_text : self->ask, TRUE);
  gtk_widget_set_visible (self->stdin_frame, text != NULL);
  if (text != NULL || pen_run_options_get_is_default (self->options))
    set_text (self->stdin_buffer, text != NULL ? text : "");
  set_text (self->environment_buffer, pen_run_options_get_environment (self->options));
  show_errors (self);
  gtk_widget_set_sensitive (self->reset, !pen_run_options_get_is_default (self->options));
  self->is_reading = FALSE;
}

/* --- From the fields into the options --- */

static void
write_choices (PenRunPopover *self)
{
  PenChoice *action = pen_choice_get_selected (self->action);
  PenChoice *channel = pen_choice_get_selected (self->channel);
  PenChoice *edition = pen_choice_get_selected (self->edition);
  g_autofree char *before = NULL;

  if (self->options == NULL || self->is_reading)
    return;
  before = g_strdup (pen_run_options_get_channel (self->options));
  self->is_reading = TRUE;
  if (action != NULL)
    pen_run_options_set_action (self->options, (PenAction)pen_choice_get_number (action));
  if (channel != NULL)
    pen_run_options_set_channel (self->options, pen_choice_get_value (channel));
  if (edition != NULL)
    pen_run_options_set_edition (self->options, pen_choice_get_number (edition));
  pen_run_options_set_release (self->options, gtk_toggle_button_get_active (self->release));
  pen_run_options_set_backtrace (self->options, gtk_check_button_get_active (self->backtrace));
  if (g_strcmp0 (before, pen_run_options_get_channel (self->options)) != 0)
    fill_editions (self);
  gtk_widget_set_sensitive (self->reset, !pen_run_options_get_is_default (self->options));
  self->is_reading = FALSE;
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, /* include_hidden_chars= */ TRUE);
}

/* The text for standard input stays in its field while it is not used. */
static void
write_texts (PenRunPopover *self)
{
  const gboolean uses_text = gtk_check_button_get_active (self->use_text);
  g_autofree char *input = NULL;
  g_autofree char *environment = NULL;

  if (self->options == NULL || self->is_reading)
    return;
  input = dup_text (self->stdin_buffer);
  environment = dup_text (self->environment_buffer);
  self->is_reading = TRUE;
  pen_run_options_set_arguments (self->options, gtk_editable_get_text (self->arguments));
  pen_run_options_set_environment (self->options, environment);
  pen_run_options_set_stdin_text (self->options, uses_text ? input : NULL);
  self->is_reading = FALSE;
  gtk_widget_set_visible (self->stdin_frame, uses_text);
  gtk_widget_set_sensitive (self->reset, !pen_run_options_get_is_default (self->options));
  show_errors (self);
}

static void
reset (PenRunPopover *self)
{
  if (self->options == NULL)
    return;
  gtk_text_buffer_set_text (self->stdin_buffer, "", 0);
  pen_run_options_reset (self->options);
  gtk_widget_grab_focus (GTK_WIDGET (self->action));
}

static void
run (PenRunPopover *self)
{
  if (self->options == NULL || !pen_run_options_check_arguments (self->options, NULL) ||
      !pen_run_options_check_environment (self->options, NULL))
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.run", NULL);
}

/* --- Life --- */

static void
pen_run_popover_map (GtkWidget *widget)
{
  PenRunPopover *self = PEN_RUN_POPOVER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  int height = root != NULL ? gtk_widget_get_height (GTK_WIDGET (root)) : 0;
  int width = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) : 0;

  gtk_scrolled_window_set_max_content_height (self->scroller,
                                              MAX (height - ROOM_AROUND, MIN_HEIGHT));
  gtk_scrolled_window_set_max_content_width (self->scroller, MAX (width - 24, MIN_HEIGHT));
  read_options (self);
  GTK_WIDGET_CLASS (pen_run_popover_parent_class)->map (widget);
}

static void
pen_run_popover_dispose (GObject *object)
{
  PenRunPopover *self = PEN_RUN_POPOVER (object);

  pen_run_popover_set_options (self, NULL);
  pen_run_popover_set_toolchains (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_RUN_POPOVER);
  G_OBJECT_CLASS (pen_run_popover_parent_class)->dispose (object);
}

static void
pen_run_popover_class_init (PenRunPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_run_popover_dispose;
  widget_class->map = pen_run_popover_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/run-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, reset);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, action);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, channel);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, edition);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, debug);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, release);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, backtrace);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, arguments);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, arguments_error);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, ask);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, use_text);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, stdin_frame);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, stdin_buffer);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, environment);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, environment_buffer);
  gtk_widget_class_bind_template_child (widget_class, PenRunPopover, environment_error);
  gtk_widget_class_bind_template_callback (widget_class, write_choices);
  gtk_widget_class_bind_template_callback (widget_class, write_texts);
  gtk_widget_class_bind_template_callback (widget_class, reset);
  gtk_widget_class_bind_template_callback (widget_class, run);
}

static void
pen_run_popover_init (PenRunPopover *self)
{
  self->is_reading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  pen_choice_set_factories (self->action);
  pen_choice_set_factories (self->channel);
  pen_choice_set_factories (self->edition);
  pen_inner_name_set (GTK_WIDGET (self->action), GTK_TYPE_TOGGLE_BUTTON, _ ("Action"));
  pen_inner_name_set (GTK_WIDGET (self->channel), GTK_TYPE_TOGGLE_BUTTON, _ ("Toolchain"));
  pen_inner_name_set (GTK_WIDGET (self->edition), GTK_TYPE_TOGGLE_BUTTON, _ ("Edition"));
  fill_actions (self);
  fill_toolchains (self);
  fill_editions (self);
  self->is_reading = FALSE;
}

PenRunPopover *
pen_run_popover_new (void)
{
  return g_object_new (PEN_TYPE_RUN_POPOVER, NULL);
}

void
pen_run_popover_set_options (PenRunPopover *self, PenRunOptions *options)
{
  if (self->options == options)
    return;
  if (self->options != NULL)
    g_signal_handlers_disconnect_by_func (self->options, read_options, self);
  g_set_object (&self->options, options);
  if (options == NULL)
    return;
  g_signal_connect_swapped (options, "notify", G_CALLBACK (read_options), self);
  read_options (self);
}

void
pen_run_popover_set_toolchains (PenRunPopover *self, PenToolchainList *toolchains)
{
  if (self->toolchains == toolchains)
    return;
  if (self->toolchains != NULL)
    g_signal_handlers_disconnect_by_func (self->toolchains, read_options, self);
  g_set_object (&self->toolchains, toolchains);
  if (toolchains == NULL)
    return;
  g_signal_connect_swapped (toolchains, "items-changed", G_CALLBACK (read_options), self);
  read_options (self);
}
