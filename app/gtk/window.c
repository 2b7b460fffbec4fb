/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A window: binds one program to the views of it. What it does is in window-*.c. */
#include "window-private.h"

#include <glib/gi18n.h>

#include "inner-name.h"

G_DEFINE_FINAL_TYPE (PenWindow, pen_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- What is said --- */

/* libadwaita gives the button that closes a toast a picture and no name. */
static void
name_close_button (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && gtk_button_get_icon_name (GTK_BUTTON (child)) != NULL)
      gtk_accessible_update_property (GTK_ACCESSIBLE (child),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Close"),
                                      -1);
    else
      name_close_button (child);
}

/* @toast: (transfer full) */
static void
show_toast (PenWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->toasts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (child != adw_toast_overlay_get_child (self->toasts))
      name_close_button (child);
}

void
pen_window_say (PenWindow *self, const char *sentence)
{
  show_toast (self, adw_toast_new (sentence));
}

void
pen_window_say_with_undo (PenWindow *self,
                          const char *sentence,
                          const char *action,
                          GVariant *target)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  show_toast (self, toast);
}

void
pen_window_show_banner (PenWindow *self,
                        PenBannerUse use,
                        const char *sentence,
                        const char *button,
                        const char *action)
{
  self->banner_use = use;
  gtk_label_set_text (self->banner_label, sentence);
  gtk_button_set_label (self->banner_button, button != NULL ? button : _ ("_Close"));
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->banner_button),
                                           action != NULL ? action : "win.close-banner");
  gtk_revealer_set_reveal_child (self->banner, TRUE);
}

void
pen_window_hide_banner (PenWindow *self, PenBannerUse use)
{
  if (self->banner_use != use)
    return;
  self->banner_use = PEN_BANNER_NONE;
  gtk_revealer_set_reveal_child (self->banner, FALSE);
}

static void
close_banner (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  pen_window_hide_banner (self, self->banner_use);
}

void
pen_window_set_action_enabled (PenWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* --- The machine --- */

static char *
describe_toolchain (PenWindow *self)
{
  const char *channel = pen_run_options_get_channel (self->options);
  g_autoptr (PenToolchain) toolchain = pen_machine_dup_toolchain (self->machine, channel, NULL);
  guint edition = pen_run_options_get_edition (self->options);

  if (toolchain == NULL)
    return NULL;
  if (edition == 0)
    edition = pen_toolchain_get_newest_edition (toolchain);
  /* Translators: with what a program is compiled: version, edition, mode. */
  return g_strdup_printf (_ ("Rust %s · %u · %s"),
                          pen_toolchain_get_version (toolchain),
                          edition,
                          pen_run_options_get_release (self->options) ? _ ("Release")
                                                                      : _ ("Debug"));
}

static void
update_machine (PenWindow *self)
{
  PenToolchainList *toolchains = pen_machine_get_toolchains (self->machine);
  const char *problem = pen_machine_get_problem (self->machine);
  gboolean no_rust =
      toolchains != NULL && g_list_model_get_n_items (G_LIST_MODEL (toolchains)) == 0;
  g_autofree char *text = describe_toolchain (self);

  pen_run_popover_set_toolchains (self->run_popover, toolchains);
  pen_status_strip_set_toolchain (self->status, text);
  pen_window_update_run_label (self);
  if (problem == NULL)
    pen_window_hide_banner (self, PEN_BANNER_MACHINE);
  else if (no_rust)
    pen_window_show_banner (self, PEN_BANNER_MACHINE, problem, _ ("_Get Rust…"), "win.get-rust");
  else
    pen_window_show_banner (self,
                            PEN_BANNER_MACHINE,
                            problem,
                            _ ("_Show What Is Missing"),
                            "win.doctor");
}

/* --- Where the caret is --- */

static void
update_position (PenWindow *self)
{
  PenFile *file = self->current;
  GtkTextBuffer *buffer = file != NULL ? GTK_TEXT_BUFFER (pen_file_get_buffer (file)) : NULL;
  GtkTextIter caret;

  if (buffer == NULL)
    {
      pen_status_strip_set_position (self->status, 0, 0);
      return;
    }
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  pen_status_strip_set_position (self->status,
                                 (guint)gtk_text_iter_get_line (&caret) + 1,
                                 (guint)gtk_text_iter_get_line_offset (&caret) + 1);
  pen_window_follow_caret (self);
}

/* What belongs to a part of the window, but is reached from everywhere in it. */
static void
insert_group (PenWindow *self, const char *prefix, GActionGroup *group)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self), prefix, group);
  pen_palette_set_group (self->palette, prefix, group);
}

static void
follow_current_file (PenWindow *self)
{
  PenFile *file = pen_editor_pane_get_current_file (self->editors);

  if (self->current != NULL)
    g_signal_handlers_disconnect_by_func (pen_file_get_buffer (self->current),
                                          update_position,
                                          self);
  g_set_object (&self->current, file);
  if (file != NULL)
    g_signal_connect_object (pen_file_get_buffer (file),
                             "notify::cursor-position",
                             G_CALLBACK (update_position),
                             self,
                             G_CONNECT_SWAPPED);
  update_position (self);
}

/* --- The object --- */

static gboolean
pen_window_close_request (GtkWindow *window)
{
  PenWindow *self = PEN_WINDOW (window);
  int width = 0, height = 0;

  if (!pen_window_confirm_close (self))
    return GDK_EVENT_STOP;
  pen_window_session_close (self);
  gtk_window_get_default_size (window, &width, &height);
  if (!self->on_stage)
    {
      g_settings_set_int (self->settings, PEN_SETTING_WINDOW_WIDTH, width);
      g_settings_set_int (self->settings, PEN_SETTING_WINDOW_HEIGHT, height);
      g_settings_set_boolean (self->settings,
                              PEN_SETTING_WINDOW_MAXIMIZED,
                              gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (pen_window_parent_class)->close_request (window);
}

static void
pen_window_dispose (GObject *object)
{
  PenWindow *self = PEN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  pen_window_view_release (self);
  pen_window_run_release (self);
  pen_window_steps_release (self);
  pen_window_session_release (self);
  pen_window_problems_release (self);
  pen_window_examples_release (self);
  pen_window_help_release (self);
  g_clear_object (&self->current);
  g_clear_object (&self->files);
  g_clear_object (&self->options);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PEN_TYPE_WINDOW);
  G_OBJECT_CLASS (pen_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PenWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, header);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, run_slot);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, run_popover);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, banner_button);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, steps_box);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, steps_view);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, split);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, code_box);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, example_bar);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, results);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, status);
  gtk_widget_class_bind_template_child (widget_class, PenWindow, palette);
}

static void
pen_window_class_init (PenWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pen_window_close_request;
  g_type_ensure (PEN_TYPE_RUN_POPOVER);
  g_type_ensure (PEN_TYPE_SPLIT);
  g_type_ensure (PEN_TYPE_EXAMPLE_BAR);
  g_type_ensure (PEN_TYPE_RESULTS);
  g_type_ensure (PEN_TYPE_STATUS_STRIP);
  g_type_ensure (PEN_TYPE_STEPS_VIEW);
  g_type_ensure (PEN_TYPE_PALETTE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/playpen/Playpen/ui/window.ui");
  bind_template (widget_class);
}

static void
pen_window_init (PenWindow *self)
{
  self->files = pen_files_new ();
  self->options = pen_run_options_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editors = pen_editor_pane_new (self->files);
  gtk_widget_set_vexpand (GTK_WIDGET (self->editors), TRUE);
  pen_inner_name_set (GTK_WIDGET (self->run_button), GTK_TYPE_BUTTON, _ ("Run"));
  pen_inner_name_set (GTK_WIDGET (self->run_button),
                      GTK_TYPE_MENU_BUTTON,
                      _ ("Choose How It Runs"));
  gtk_box_append (self->code_box, GTK_WIDGET (self->editors));
}

/* What the window gets from its application, which it has only once it was made. */
static void
set_up (PenWindow *self, PenApplication *application, PenSession *session)
{
  static const GActionEntry entries[] = {
      {"close-banner", close_banner, NULL, NULL, NULL, {0}},
  };

  self->machine = pen_application_get_machine (application);
  self->settings = pen_application_get_settings (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, PEN_SETTING_WINDOW_WIDTH),
                               g_settings_get_int (self->settings, PEN_SETTING_WINDOW_HEIGHT));
  if (g_settings_get_boolean (self->settings, PEN_SETTING_WINDOW_MAXIMIZED))
    gtk_window_maximize (GTK_WINDOW (self));
  pen_run_popover_set_options (self->run_popover, self->options);
  pen_window_view_init (self);
  pen_window_files_init (self);
  pen_window_examples_init (self);
  pen_window_problems_init (self);
  pen_window_run_init (self);
  pen_window_help_init (self);
  pen_window_session_init (self, session);
  pen_window_steps_init (self);
  pen_window_history_init (self);
  pen_window_home_init (self);
  insert_group (self, "editor", pen_editor_pane_get_actions (self->editors));
  insert_group (self, "output", pen_results_get_output_actions (self->results));
  pen_palette_set_settings (self->palette, self->settings);
  g_signal_connect_object (self->editors,
                           "notify::current-file",
                           G_CALLBACK (follow_current_file),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->machine,
                           "notify",
                           G_CALLBACK (update_machine),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->options,
                           "notify",
                           G_CALLBACK (update_machine),
                           self,
                           G_CONNECT_SWAPPED);
  follow_current_file (self);
  update_machine (self);
  pen_window_focus_editor (self);
}

PenWindow *
pen_window_new_for_session (PenApplication *application, PenSession *session)
{
  PenWindow *self = g_object_new (PEN_TYPE_WINDOW, "application", application, NULL);

  set_up (self, application, session);
  return self;
}

PenWindow *
pen_window_new (PenApplication *application)
{
  return pen_window_new_for_session (application, NULL);
}

PenSession *
pen_window_get_session (PenWindow *self)
{
  g_return_val_if_fail (PEN_IS_WINDOW (self), NULL);

  return self->session;
}
