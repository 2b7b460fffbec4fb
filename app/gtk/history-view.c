/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The history of a session. The place that is looked at is the one truth: scale, list and program
 * follow it, the program once a frame, however fast the scale is dragged. */
#include "history-view.h"

#include <glib/gi18n.h>

#include "diff-view.h"
#include "moment-row.h"
#include "when.h"

struct _PenHistoryView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkAdjustment *adjustment;
  GtkLabel *when;
  GtkListView *list;
  GtkToggleButton *then_button;
  GtkToggleButton *difference_button;
  GtkToggleButton *output_button;
  GtkStack *stack;
  PenDiffView *program;
  GtkTextBuffer *output;

  /* owned */
  PenSession *session; /* (nullable) */
  PenMoments *moments; /* (nullable) */
  GtkSingleSelection *selection;
  guint place;
  guint n_records;
  guint tick; /* the program is drawn anew at the next frame; or 0 */
  gboolean following;
};

enum
{
  RESTORE,
  OPEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_PLACE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PenHistoryView, pen_history_view, GTK_TYPE_WIDGET)

static PenTimeline *
get_timeline (PenHistoryView *self)
{
  return pen_session_get_timeline (self->session);
}

static gboolean
is_now (PenHistoryView *self)
{
  return self->session == NULL || self->place == self->n_records;
}

/* The moment that the place belongs to. Returns: (transfer none) (nullable) */
static PenMoment *
get_moment (PenHistoryView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/* --- What is shown --- */

static void
show_program (PenHistoryView *self)
{
  g_autoptr (PenSources) then = pen_timeline_dup_sources_at (get_timeline (self), self->place);

  if (gtk_toggle_button_get_active (self->difference_button))
    {
      g_autoptr (PenSources) now = pen_session_dup_sources (self->session);

      pen_diff_view_show_difference (self->program, then, now);
    }
  else
    pen_diff_view_show_sources (self->program, then);
  gtk_stack_set_visible_child_name (self->stack, "program");
}

static void
show_output (PenHistoryView *self)
{
  PenMoment *moment = get_moment (self);
  g_autofree char *text = moment != NULL ? pen_moments_dup_output (self->moments, moment) : NULL;

  gtk_text_buffer_set_text (self->output,
                            text != NULL ? text : _ ("Nothing of this run is kept."),
                            -1);
  gtk_stack_set_visible_child_name (self->stack, "output");
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PenHistoryView *self = PEN_HISTORY_VIEW (widget);

  self->tick = 0;
  if (self->session == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_toggle_button_get_active (self->output_button))
    show_output (self);
  else
    show_program (self);
  return G_SOURCE_REMOVE;
}

static void
show_soon (PenHistoryView *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
say_when (PenHistoryView *self)
{
  g_autofree char *text = NULL;
  gint64 time, now = g_get_real_time ();

  if (is_now (self))
    text = g_strdup (_ ("Now"));
  else
    {
      const guint i = self->place > 0 ? self->place - 1 : 0;
      g_autofree char *day = NULL;
      g_autofree char *second = NULL;

      time = (pen_session_get_created (self->session) +
              pen_timeline_get_record (get_timeline (self), i)->time) *
             1000;
      day = pen_when_dup_day (time, now);
      second = pen_when_dup_second (time);
      /* Translators: a day and a time: "yesterday, 14:05:12". */
      text = g_strdup_printf (_ ("%s, %s"), day, second);
    }
  gtk_label_set_text (self->when, text);
}

/* Restoring now would do nothing; the output is a run's. */
static void
update_controls (PenHistoryView *self)
{
  PenMoment *moment = get_moment (self);
  const gboolean has_output = self->session != NULL && moment != NULL &&
                              pen_moment_get_has_output (moment) &&
                              pen_moment_get_place (moment) == self->place;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.restore", !is_now (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.open", self->session != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->output_button), has_output);
  if (!has_output && gtk_toggle_button_get_active (self->output_button))
    gtk_toggle_button_set_active (self->then_button, TRUE);
}

/* --- One place for all --- */

static void
follow (PenHistoryView *self)
{
  const guint position =
      self->moments != NULL ? pen_moments_find_place (self->moments, self->place) : G_MAXUINT;

  self->following = TRUE;
  gtk_adjustment_set_value (self->adjustment, self->place);
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
  if (position != G_MAXUINT)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  say_when (self);
  update_controls (self);
  show_soon (self);
}

void
pen_history_view_set_place (PenHistoryView *self, guint place)
{
  g_return_if_fail (PEN_IS_HISTORY_VIEW (self));

  place = MIN (place, self->n_records);
  if (place == self->place)
    return;
  self->place = place;
  follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

static void
on_scaled (PenHistoryView *self)
{
  if (!self->following)
    pen_history_view_set_place (self, (guint)(gtk_adjustment_get_value (self->adjustment) + 0.5));
}

static void
on_selected (PenHistoryView *self)
{
  PenMoment *moment = get_moment (self);

  /* GTK also says so when a newer one comes above it. */
  if (!self->following && moment != NULL &&
      pen_moments_find_place (self->moments, self->place) !=
          gtk_single_selection_get_selected (self->selection))
    pen_history_view_set_place (self, pen_moment_get_place (moment));
}

/* Also one that is selected already: the place may be later than it. */
static void
on_activated (PenHistoryView *self, guint position)
{
  g_autoptr (PenMoment) moment = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (moment != NULL)
    pen_history_view_set_place (self, pen_moment_get_place (moment));
}

static void
on_grew (PenHistoryView *self)
{
  const gboolean was_now = is_now (self);

  self->n_records = pen_timeline_get_n_records (get_timeline (self));
  self->following = TRUE;
  gtk_adjustment_set_upper (self->adjustment, self->n_records);
  self->following = FALSE;
  if (was_now)
    pen_history_view_set_place (self, self->n_records);
  else
    {
      follow (self);
      show_soon (self); /* now is another one */
    }
}

/* --- What somebody does --- */

static void
on_restore (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[RESTORE], 0, PEN_HISTORY_VIEW (widget)->place);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPEN], 0, PEN_HISTORY_VIEW (widget)->place);
}

static void
go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenHistoryView *self = PEN_HISTORY_VIEW (widget);

  if (g_str_equal (name, "history.earlier") && self->place > 0)
    pen_history_view_set_place (self, self->place - 1);
  else if (g_str_equal (name, "history.later"))
    pen_history_view_set_place (self, self->place + 1);
}

/* --- Rows --- */

static void
on_setup (PenHistoryView *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (pen_moment_row_new ()));
}

static void
on_bind (PenHistoryView *self, GtkListItem *item)
{
  pen_moment_row_set_moment (PEN_MOMENT_ROW (gtk_list_item_get_child (item)),
                             self->moments,
                             gtk_list_item_get_item (item));
}

static void
on_unbind (PenHistoryView *self, GtkListItem *item)
{
  pen_moment_row_set_moment (PEN_MOMENT_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
make_factory (PenHistoryView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

/* --- Life cycle --- */

static void
pen_history_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, PEN_HISTORY_VIEW (object)->place);
}

static void
pen_history_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  pen_history_view_set_place (PEN_HISTORY_VIEW (object), g_value_get_uint (value));
}

static void
leave_session (PenHistoryView *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (get_timeline (self), self);
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->moments);
  g_clear_object (&self->session);
  self->place = self->n_records = 0;
}

static void
pen_history_view_dispose (GObject *object)
{
  PenHistoryView *self = PEN_HISTORY_VIEW (object);
  GtkWidget *child;

  if (self->selection != NULL)
    {
      self->following = TRUE;
      leave_session (self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_list_view_set_model (self->list, NULL);
    }
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_HISTORY_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pen_history_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, adjustment);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, when);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, list);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, then_button);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, difference_button);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, output_button);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, stack);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, program);
  gtk_widget_class_bind_template_child (widget_class, PenHistoryView, output);
  gtk_widget_class_bind_template_callback (widget_class, on_scaled);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, show_soon);
}

static void
pen_history_view_class_init (PenHistoryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType place = G_TYPE_UINT;

  object_class->get_property = pen_history_view_get_property;
  object_class->set_property = pen_history_view_set_property;
  object_class->dispose = pen_history_view_dispose;
  properties[PROP_PLACE] =
      g_param_spec_uint ("place",
                         NULL,
                         NULL,
                         0,
                         G_MAXUINT,
                         0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[RESTORE] = g_signal_new ("restore",
                                   PEN_TYPE_HISTORY_VIEW,
                                   G_SIGNAL_RUN_LAST,
                                   /* class_offset= */ 0,
                                   /* accumulator= */ NULL,
                                   /* accu_data= */ NULL,
                                   /* c_marshaller= */ NULL,
                                   G_TYPE_NONE,
                                   /* n_params= */ 1,
                                   place);
  signals[OPEN] = g_signal_new ("open",
                                PEN_TYPE_HISTORY_VIEW,
                                G_SIGNAL_RUN_LAST,
                                /* class_offset= */ 0,
                                /* accumulator= */ NULL,
                                /* accu_data= */ NULL,
                                /* c_marshaller= */ NULL,
                                G_TYPE_NONE,
                                /* n_params= */ 1,
                                place);
  g_type_ensure (PEN_TYPE_DIFF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/history-view.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "history.restore", NULL, on_restore);
  gtk_widget_class_install_action (widget_class, "history.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "history.earlier", NULL, go);
  gtk_widget_class_install_action (widget_class, "history.later", NULL, go);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Left,
                                       GDK_ALT_MASK,
                                       "history.earlier",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Right,
                                       GDK_ALT_MASK,
                                       "history.later",
                                       NULL);
  bind_template (widget_class);
}

static void
pen_history_view_init (PenHistoryView *self)
{
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_factory (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection,
                            "notify::selected-item",
                            G_CALLBACK (on_selected),
                            self);
  pen_diff_view_set_names (self->program, _ ("Then"), _ ("Now"));
  update_controls (self);
}

PenHistoryView *
pen_history_view_new (void)
{
  return g_object_new (PEN_TYPE_HISTORY_VIEW, NULL);
}

void
pen_history_view_set_session (PenHistoryView *self, PenSession *session)
{
  g_return_if_fail (PEN_IS_HISTORY_VIEW (self));
  g_return_if_fail (session == NULL || PEN_IS_SESSION (session));

  self->following = TRUE;
  leave_session (self);
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      self->moments = pen_moments_new (session);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->moments));
      g_signal_connect_swapped (get_timeline (self), "grew", G_CALLBACK (on_grew), self);
      self->n_records = self->place = pen_timeline_get_n_records (get_timeline (self));
    }
  gtk_adjustment_set_upper (self->adjustment, self->n_records);
  self->following = FALSE;
  follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

guint
pen_history_view_get_place (PenHistoryView *self)
{
  g_return_val_if_fail (PEN_IS_HISTORY_VIEW (self), 0);

  return self->place;
}

GListModel *
pen_history_view_get_moments (PenHistoryView *self)
{
  g_return_val_if_fail (PEN_IS_HISTORY_VIEW (self), NULL);

  return G_LIST_MODEL (self->moments);
}
