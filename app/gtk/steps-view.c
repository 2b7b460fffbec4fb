/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Steps: a list, and below it what is known of the one that is selected. */
#include "steps-view.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "step-details.h"
#include "step-row.h"

/* What can be taken back. */
typedef enum
{
  UNDO_NOTHING,
  UNDO_REMOVE,
  UNDO_FILES,
} UndoKind;

struct _PenStepsView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkLabel *hint;
  GtkListBox *list;
  PenStepDetails *details;

  /* owned */
  PenSession *session; /* (nullable) */
  GHashTable *reached; /* (element-type utf8): ids of steps */
  guint n_records;     /* that were searched for steps that were reached */
  gboolean moving;
  UndoKind undo;
  PenStep *undo_step; /* (nullable) */
  PenSources *undo_sources;
  char *undo_expected;
  guint undo_place;
};

enum
{
  SET_STEP,
  APPLY,
  COMPARE,
  ABOUT_TO_READ,
  SAY_WITH_UNDO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenStepsView, pen_steps_view, GTK_TYPE_WIDGET)

static guint
get_n_steps (PenStepsView *self)
{
  return self->session != NULL ? g_list_model_get_n_items (pen_session_get_steps (self->session))
                               : 0;
}

static PenStepRow *
get_row (PenStepsView *self, guint place)
{
  return (PenStepRow *)gtk_list_box_get_row_at_index (self->list, (int)place);
}

/* Returns: FALSE when it is not among the steps. */
static gboolean
find (PenStepsView *self, PenStep *step, guint *ret_place)
{
  for (guint i = 0; i < get_n_steps (self); i++)
    {
      g_autoptr (PenStep) other = g_list_model_get_item (pen_session_get_steps (self->session), i);

      if (other == step)
        {
          *ret_place = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* --- The list --- */

static void
update_rows (PenStepsView *self)
{
  PenStep *current = self->session != NULL ? pen_session_get_current_step (self->session) : NULL;
  PenStepRow *row;

  for (guint i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      PenStep *step = pen_step_row_get_step (row);

      pen_step_row_set_state (row,
                              i + 1,
                              step == current,
                              g_hash_table_contains (self->reached, pen_step_get_id (step)));
    }
}

static void
update_actions (PenStepsView *self)
{
  static const char *const names[] = {"steps.apply",
                                      "steps.compare",
                                      "steps.recapture",
                                      "steps.rename",
                                      "steps.remove",
                                      "steps.take-output"};
  GtkWidget *widget = GTK_WIDGET (self);
  PenStep *step = pen_steps_view_get_selected (self);
  const guint n = get_n_steps (self);
  guint place = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (widget, names[i], step != NULL);
  if (step != NULL)
    find (self, step, &place);
  gtk_widget_action_set_enabled (widget, "steps.move-up", step != NULL && place > 0);
  gtk_widget_action_set_enabled (widget, "steps.move-down", step != NULL && place + 1 < n);
  gtk_widget_action_set_enabled (widget,
                                 "steps.set",
                                 self->session != NULL && n < PEN_SESSION_MAX_STEPS);
}

static void
on_selected (PenStepsView *self)
{
  if (self->moving)
    return;
  pen_step_details_set_step (self->details, pen_steps_view_get_selected (self));
  update_actions (self);
}

static void
select_place (PenStepsView *self, guint place)
{
  const guint n = get_n_steps (self);

  gtk_list_box_select_row (self->list,
                           n > 0 ? GTK_LIST_BOX_ROW (get_row (self, MIN (place, n - 1))) : NULL);
  on_selected (self);
}

static void
on_items_changed (GListModel *model,
                  guint place,
                  guint n_removed,
                  guint n_added,
                  PenStepsView *self)
{
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (model) > 0 ? "steps" : "empty");
  update_rows (self);
  if (self->moving)
    return;
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    select_place (self, place);
  update_actions (self);
}

static void
look_for_reached (PenStepsView *self)
{
  PenTimeline *timeline = pen_session_get_timeline (self->session);
  gboolean found = FALSE;

  for (; self->n_records < pen_timeline_get_n_records (timeline); self->n_records++)
    {
      const PenRecord *record = pen_timeline_get_record (timeline, self->n_records);

      if (record->kind == PEN_RECORD_STEP)
        found |= g_hash_table_add (self->reached, g_strdup (record->name));
    }
  if (found)
    update_rows (self);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return GTK_WIDGET (pen_step_row_new (item));
}

/* --- What can be taken back --- */

static void
forget_undo (PenStepsView *self)
{
  self->undo = UNDO_NOTHING;
  g_clear_object (&self->undo_step);
  g_clear_pointer (&self->undo_sources, pen_sources_free);
  g_clear_pointer (&self->undo_expected, g_free);
}

void
pen_steps_view_undo (PenStepsView *self)
{
  g_autoptr (PenStep) step = NULL;
  guint place;

  g_return_if_fail (PEN_IS_STEPS_VIEW (self));

  if (self->undo == UNDO_NOTHING)
    return;
  step = g_object_ref (self->undo_step);
  if (self->undo == UNDO_REMOVE && !find (self, step, &place))
    pen_session_insert_step (self->session, self->undo_place, step);
  else if (self->undo == UNDO_FILES)
    {
      pen_step_set_sources (step, self->undo_sources);
      pen_step_set_expected (step, self->undo_expected);
    }
  forget_undo (self);
  if (find (self, step, &place))
    select_place (self, place);
}

/* --- What somebody does --- */

static void
on_set (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SET_STEP], 0);
}

static void
on_apply (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenStepsView *self = PEN_STEPS_VIEW (widget);

  pen_steps_view_flush (self);
  g_signal_emit (self, signals[APPLY], 0, pen_steps_view_get_selected (self));
}

static void
on_compare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget,
                 signals[COMPARE],
                 0,
                 pen_steps_view_get_selected (PEN_STEPS_VIEW (widget)));
}

static void
on_recapture (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenStepsView *self = PEN_STEPS_VIEW (widget);
  PenStep *step = pen_steps_view_get_selected (self);
  g_autoptr (PenSources) now = NULL;
  g_autofree char *sentence = NULL;

  pen_steps_view_flush (self);
  g_signal_emit (self, signals[ABOUT_TO_READ], 0);
  now = pen_session_dup_sources (self->session);
  forget_undo (self);
  self->undo = UNDO_FILES;
  self->undo_step = g_object_ref (step);
  self->undo_sources = pen_sources_copy (pen_step_get_sources (step));
  self->undo_expected = g_strdup (pen_step_get_expected (step));
  pen_step_set_sources (step, now);
  /* Translators: %s is the title of a step. */
  sentence = g_strdup_printf (_ ("“%s” is the program as it is now."), pen_step_get_title (step));
  g_signal_emit (self, signals[SAY_WITH_UNDO], 0, sentence);
}

static void
on_take_output (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenStepsView *self = PEN_STEPS_VIEW (widget);
  PenTimeline *timeline = pen_session_get_timeline (self->session);
  guint number = 0;
  g_autofree char *text = NULL;

  for (guint i = pen_timeline_get_n_records (timeline); i > 0 && number == 0; i--)
    if (pen_timeline_get_record (timeline, i - 1)->kind == PEN_RECORD_RAN)
      number = pen_timeline_get_record (timeline, i - 1)->number;
  text = number > 0 ? pen_session_dup_run_text (self->session, number) : NULL;
  pen_steps_view_flush (self);
  if (text != NULL)
    {
      g_autofree char *plain = pen_ansi_strip (text, -1);

      pen_step_set_expected (pen_steps_view_get_selected (self), plain);
      return;
    }
  gtk_widget_error_bell (widget);
}

static void
on_rename (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pen_steps_view_rename (PEN_STEPS_VIEW (widget));
}

/* @place: where it is afterwards */
static void
move (PenStepsView *self, PenStep *step, guint place)
{
  g_autoptr (PenStep) held = g_object_ref (step);
  const gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  self->moving = TRUE;
  pen_session_move_step (self->session, held, place);
  self->moving = FALSE;
  select_place (self, place);
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

static void
on_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenStepsView *self = PEN_STEPS_VIEW (widget);
  PenStep *step = pen_steps_view_get_selected (self);
  guint place = 0;

  if (step != NULL && find (self, step, &place))
    move (self, step, g_str_equal (name, "steps.move-up") ? place - 1 : place + 1);
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenStepsView *self = PEN_STEPS_VIEW (widget);
  PenStep *step = pen_steps_view_get_selected (self);
  g_autofree char *sentence = NULL;
  guint place = 0;

  if (step == NULL || !find (self, step, &place))
    return;
  pen_steps_view_flush (self);
  forget_undo (self);
  self->undo = UNDO_REMOVE;
  self->undo_step = g_object_ref (step);
  self->undo_place = place;
  pen_session_remove_step (self->session, step);
  select_place (self, place);
  if (get_n_steps (self) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
  /* Translators: %s is the title of a step. */
  sentence = g_strdup_printf (_ ("“%s” was removed."), pen_step_get_title (self->undo_step));
  g_signal_emit (self, signals[SAY_WITH_UNDO], 0, sentence);
}

static void
on_row_activated (PenStepsView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "steps.apply", NULL);
}

static gboolean
on_drop (PenStepsView *self, const GValue *value, double x, double y)
{
  PenStep *step = g_value_get_object (value);
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int)y);
  guint place = 0;

  if (!find (self, step, &place)) /* another program's */
    return FALSE;
  move (self, step, row != NULL ? (guint)gtk_list_box_row_get_index (row) : get_n_steps (self) - 1);
  return TRUE;
}

/* --- Life cycle --- */

static void
pen_steps_view_dispose (GObject *object)
{
  PenStepsView *self = PEN_STEPS_VIEW (object);
  GtkWidget *child;

  if (self->list != NULL)
    pen_steps_view_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_STEPS_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pen_steps_view_parent_class)->dispose (object);
}

static void
pen_steps_view_finalize (GObject *object)
{
  g_hash_table_unref (PEN_STEPS_VIEW (object)->reached);
  G_OBJECT_CLASS (pen_steps_view_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType argument)
{
  const guint n = argument != G_TYPE_NONE ? 1 : 0;

  return g_signal_newv (name,
                        PEN_TYPE_STEPS_VIEW,
                        G_SIGNAL_RUN_LAST,
                        /* class_closure= */ NULL,
                        /* accumulator= */ NULL,
                        /* accu_data= */ NULL,
                        /* c_marshaller= */ NULL,
                        G_TYPE_NONE,
                        n,
                        n > 0 ? &argument : NULL);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "steps.set", NULL, on_set);
  gtk_widget_class_install_action (widget_class, "steps.apply", NULL, on_apply);
  gtk_widget_class_install_action (widget_class, "steps.compare", NULL, on_compare);
  gtk_widget_class_install_action (widget_class, "steps.recapture", NULL, on_recapture);
  gtk_widget_class_install_action (widget_class, "steps.take-output", NULL, on_take_output);
  gtk_widget_class_install_action (widget_class, "steps.rename", NULL, on_rename);
  gtk_widget_class_install_action (widget_class, "steps.move-up", NULL, on_move);
  gtk_widget_class_install_action (widget_class, "steps.move-down", NULL, on_move);
  gtk_widget_class_install_action (widget_class, "steps.remove", NULL, on_remove);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "steps.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Up,
                                       GDK_ALT_MASK,
                                       "steps.move-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Down,
                                       GDK_ALT_MASK,
                                       "steps.move-down",
                                       NULL);
}

static void
pen_steps_view_class_init (PenStepsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_steps_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_steps_view_finalize;
  signals[SET_STEP] = add_signal ("set-step", G_TYPE_NONE);
  signals[APPLY] = add_signal ("apply", PEN_TYPE_STEP);
  signals[COMPARE] = add_signal ("compare", PEN_TYPE_STEP);
  signals[ABOUT_TO_READ] = add_signal ("about-to-read", G_TYPE_NONE);
  signals[SAY_WITH_UNDO] = add_signal ("say-with-undo", G_TYPE_STRING);
  g_type_ensure (PEN_TYPE_STEP_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/steps-view.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  add_actions (widget_class);
  gtk_widget_class_bind_template_child (widget_class, PenStepsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PenStepsView, hint);
  gtk_widget_class_bind_template_child (widget_class, PenStepsView, list);
  gtk_widget_class_bind_template_child (widget_class, PenStepsView, details);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

/* Which keys there are, when the window has some. */
static void
say_keys (PenStepsView *self)
{
  const PenUiAction *next = pen_ui_actions_find ("win.next-step");
  const PenUiAction *set = pen_ui_actions_find ("win.set-step");
  g_autofree char *next_key = next != NULL ? pen_ui_action_dup_accel_label (next) : NULL;
  g_autofree char *set_key = set != NULL ? pen_ui_action_dup_accel_label (set) : NULL;
  g_autofree char *text = NULL;

  if (next_key == NULL || set_key == NULL)
    return;
  /* Translators: %s are keys: "Ctrl+M". */
  text = g_strdup_printf (_ ("%s sets a step, %s goes to the next one."), set_key, next_key);
  gtk_label_set_text (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
}

static void
pen_steps_view_init (PenStepsView *self)
{
  GtkDropTarget *target;

  self->reached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  target = gtk_drop_target_new (PEN_TYPE_STEP, GDK_ACTION_MOVE);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
  say_keys (self);
  update_actions (self);
}

PenStepsView *
pen_steps_view_new (void)
{
  return g_object_new (PEN_TYPE_STEPS_VIEW, NULL);
}

static void
leave_session (PenStepsView *self)
{
  pen_step_details_set_step (self->details, NULL);
  forget_undo (self);
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_signal_handlers_disconnect_by_data (pen_session_get_steps (self->session), self);
  g_signal_handlers_disconnect_by_data (pen_session_get_timeline (self->session), self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->session);
  g_hash_table_remove_all (self->reached);
  self->n_records = 0;
}

void
pen_steps_view_set_session (PenStepsView *self, PenSession *session)
{
  GListModel *steps;
  guint place = 0;

  g_return_if_fail (PEN_IS_STEPS_VIEW (self));
  g_return_if_fail (session == NULL || PEN_IS_SESSION (session));

  leave_session (self);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      steps = pen_session_get_steps (session);
      gtk_list_box_bind_model (self->list, steps, create_row, NULL, NULL);
      g_signal_connect (steps, "items-changed", G_CALLBACK (on_items_changed), self);
      g_signal_connect_swapped (session, "notify::current-step", G_CALLBACK (update_rows), self);
      g_signal_connect_swapped (pen_session_get_timeline (session),
                                "grew",
                                G_CALLBACK (look_for_reached),
                                self);
      look_for_reached (self);
      update_rows (self);
      if (g_list_model_get_n_items (steps) > 0)
        gtk_stack_set_visible_child_name (self->stack, "steps");
      if (pen_session_get_current_step (session) != NULL)
        find (self, pen_session_get_current_step (session), &place);
      select_place (self, place);
    }
  update_actions (self);
}

PenStep *
pen_steps_view_get_selected (PenStepsView *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (PEN_IS_STEPS_VIEW (self), NULL);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL ? pen_step_row_get_step (PEN_STEP_ROW (row)) : NULL;
}

void
pen_steps_view_select (PenStepsView *self, PenStep *step)
{
  guint place = 0;

  g_return_if_fail (PEN_IS_STEPS_VIEW (self));

  if (find (self, step, &place))
    select_place (self, place);
}

void
pen_steps_view_rename (PenStepsView *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (PEN_IS_STEPS_VIEW (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    pen_step_row_rename (PEN_STEP_ROW (row));
}

void
pen_steps_view_flush (PenStepsView *self)
{
  g_return_if_fail (PEN_IS_STEPS_VIEW (self));

  pen_step_details_flush (self->details);
}
