/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a window looks: zoom, where code and results are, which of them has the focus, and the stage.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "zoom.h"

static const char *
get_zoom_key (PenWindow *self)
{
  return self->on_stage ? PEN_SETTING_STAGE_ZOOM : PEN_SETTING_ZOOM;
}

/* With a display of its own the stage has its zoom, and this window keeps its own. */
static void
apply_zoom (PenWindow *self)
{
  const char *key = self->stage_window != NULL ? PEN_SETTING_ZOOM : get_zoom_key (self);

  pen_zoom_apply (GTK_WIDGET (self->split), g_settings_get_double (self->settings, key));
  if (self->stage_window != NULL)
    pen_stage_window_set_zoom (self->stage_window,
                               g_settings_get_double (self->settings, PEN_SETTING_STAGE_ZOOM));
}

static void
step_zoom (PenWindow *self, int direction)
{
  const char *key = get_zoom_key (self);
  double factor = g_settings_get_double (self->settings, key);

  g_settings_set_double (self->settings, key, pen_zoom_step (factor, direction));
}

static void
zoom_in (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_zoom (data, 1);
}

static void
zoom_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_zoom (data, -1);
}

static void
zoom_reset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_zoom (data, 0);
}

/* Ctrl and the wheel. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, PenWindow *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  step_zoom (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, PenWindow *self)
{
  self->pinch_from = g_settings_get_double (self->settings, get_zoom_key (self));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, PenWindow *self)
{
  g_settings_set_double (self->settings,
                         get_zoom_key (self),
                         CLAMP (self->pinch_from * scale, PEN_ZOOM_MIN, PEN_ZOOM_MAX));
}

static void
add_zoom_gestures (PenWindow *self)
{
  GtkEventController *wheel = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (on_scroll), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->split), wheel);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (on_pinch_begin), self, 0);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (on_pinch), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->split), GTK_EVENT_CONTROLLER (pinch));
}

/* --- Code and results --- */

static void
apply_layout (PenWindow *self)
{
  int layout = g_settings_get_enum (self->settings, PEN_SETTING_LAYOUT);

  pen_split_set_layout (self->split, (PenLayout)layout);
  if (self->stage_window != NULL)
    pen_stage_window_set_layout (self->stage_window, (PenLayout)layout);
}

void
pen_window_reveal_results (PenWindow *self)
{
  pen_split_set_results_open (self->split, TRUE);
}

void
pen_window_focus_editor (PenWindow *self)
{
  pen_split_set_results_open (self->split, FALSE);
  if (self->stage_window != NULL)
    pen_stage_window_set_results_open (self->stage_window, FALSE);
  if (pen_editor_pane_get_current (self->editors) != NULL)
    gtk_widget_grab_focus (
        GTK_WIDGET (pen_editor_get_view (pen_editor_pane_get_current (self->editors))));
}

static gboolean
is_in_results (PenWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->results));
}

/* Two panes: the next one is the other one. */
static void
next_pane (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;

  if (is_in_results (self))
    pen_window_focus_editor (self);
  else
    {
      pen_window_reveal_results (self);
      pen_results_focus (self->results);
    }
}

/* Where the focus is: in the code, or in what the program or the compiler printed. */
static void
find (PenWindow *self, const char *name)
{
  GActionGroup *group = is_in_results (self) ? pen_results_get_find_actions (self->results) : NULL;

  if (group == NULL)
    group = pen_editor_pane_get_actions (self->editors);
  g_action_group_activate_action (group, name, NULL);
}

static void
find_first (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  find (data, "find");
}

static void
find_next (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  find (data, "find-next");
}

static void
find_previous (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  find (data, "find-previous");
}

/* A key that nothing else had a use for: back to where one types. */
static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  PenWindow *self = PEN_WINDOW (widget);

  if (!is_in_results (self) && !pen_split_get_results_open (self->split) &&
      self->stage_window == NULL)
    return FALSE;
  pen_window_focus_editor (self);
  return TRUE;
}

/* --- The stage: what the room looks at --- */

/* A display that this window is not on. */
static GdkMonitor *
dup_other_monitor (PenWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  GdkMonitor *own = gdk_display_get_monitor_at_surface (display, surface);
  GListModel *monitors = gdk_display_get_monitors (display);
  guint n = g_list_model_get_n_items (monitors);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      if (monitor != own)
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

static void
set_chrome_visible (PenWindow *self, gboolean visible)
{
  gtk_revealer_set_reveal_child (self->header, visible);
  if (!visible)
    pen_window_set_steps_shown (self, FALSE);
  pen_window_set_action_enabled (self, "steps", visible);
  gtk_widget_set_visible (GTK_WIDGET (self->status), visible);
  pen_editor_pane_set_tabs_hidden (self->editors, !visible);
  if (visible)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stage");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "stage");
}

void
pen_window_follow_caret (PenWindow *self)
{
  if (self->stage_window != NULL)
    pen_stage_window_follow (self->stage_window, self->current);
}

/* The other display was unplugged, or somebody closed it: then there is no stage any more. */
static void
on_stage_closed (PenWindow *self)
{
  self->stage_window = NULL;
  if (self->on_stage)
    g_action_group_activate_action (G_ACTION_GROUP (self), "stage", NULL);
}

static void
open_stage_window (PenWindow *self, GdkMonitor *monitor)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_auto (GStrv) names = pen_window_dup_file_names (self);

  self->stage_window = pen_stage_window_new (application, self->files, monitor);
  g_signal_connect_object (self->stage_window,
                           "destroy",
                           G_CALLBACK (on_stage_closed),
                           self,
                           G_CONNECT_SWAPPED);
  pen_stage_window_set_job (self->stage_window, self->job, (const char *const *)names);
  apply_layout (self);
  gtk_window_present (GTK_WINDOW (self->stage_window));
  pen_window_follow_caret (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
enter_stage (PenWindow *self)
{
  g_autoptr (GdkMonitor) monitor = dup_other_monitor (self);

  if (monitor != NULL)
    {
      open_stage_window (self, monitor);
      return;
    }
  self->was_fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
  set_chrome_visible (self, FALSE);
  gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
leave_stage (PenWindow *self)
{
  if (self->stage_window != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self->stage_window));
      self->stage_window = NULL;
      return;
    }
  set_chrome_visible (self, TRUE);
  if (!self->was_fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
stage (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenWindow *self = data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  self->on_stage = !self->on_stage;
  if (self->on_stage)
    enter_stage (self);
  else
    leave_stage (self);
  g_simple_action_set_state (action, g_variant_new_boolean (self->on_stage));
  pen_application_set_on_stage (PEN_APPLICATION (application), self->on_stage);
  apply_zoom (self);
}

/* --- Beginning --- */

static void
bind_settings (PenWindow *self)
{
  static const char *const of_editors[] = {
      PEN_SETTING_SHOW_LINE_NUMBERS,
      PEN_SETTING_WRAP_LINES,
      PEN_SETTING_VIM_KEYS,
      PEN_SETTING_COMPLETION,
  };
  g_autoptr (GAction) layout = g_settings_create_action (self->settings, PEN_SETTING_LAYOUT);

  g_action_map_add_action (G_ACTION_MAP (self), layout);
  g_signal_connect_object (self->settings,
                           "changed::" PEN_SETTING_LAYOUT,
                           G_CALLBACK (apply_layout),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "changed::" PEN_SETTING_ZOOM,
                           G_CALLBACK (apply_zoom),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "changed::" PEN_SETTING_STAGE_ZOOM,
                           G_CALLBACK (apply_zoom),
                           self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (self->settings,
                   PEN_SETTING_OUTPUT_SHARE_SIDE,
                   self->split,
                   "side-share",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings,
                   PEN_SETTING_OUTPUT_SHARE_STACKED,
                   self->split,
                   "stacked-share",
                   G_SETTINGS_BIND_DEFAULT);
  for (gsize i = 0; i < G_N_ELEMENTS (of_editors); i++)
    g_settings_bind (self->settings,
                     of_editors[i],
                     self->editors,
                     of_editors[i],
                     G_SETTINGS_BIND_GET);
}

void
pen_window_view_release (PenWindow *self)
{
  if (self->stage_window == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->stage_window, self);
  gtk_window_destroy (GTK_WINDOW (self->stage_window));
  self->stage_window = NULL;
}

void
pen_window_view_init (PenWindow *self)
{
  static const GActionEntry entries[] = {
      {"zoom-in", zoom_in, NULL, NULL, NULL, {0}},
      {"zoom-out", zoom_out, NULL, NULL, NULL, {0}},
      {"zoom-reset", zoom_reset, NULL, NULL, NULL, {0}},
      {"find", find_first, NULL, NULL, NULL, {0}},
      {"find-next", find_next, NULL, NULL, NULL, {0}},
      {"find-previous", find_previous, NULL, NULL, NULL, {0}},
      {"next-pane", next_pane, NULL, NULL, NULL, {0}},
      {"previous-pane", next_pane, NULL, NULL, NULL, {0}},
      {"stage", stage, NULL, "false", NULL, {0}},
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  add_zoom_gestures (self);
  bind_settings (self);
  apply_layout (self);
  apply_zoom (self);
}
