/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The list of problems. It measures how many columns of code it has room for, in the size of text
 * that it is shown in, and tells its rows. */
#include "problems-view.h"

#include <string.h>

#include "problem-list.h"
#include "problem-row.h"
#include "problem-text.h"

#define SAMPLE "0000000000" /* ten columns */
#define MAX_COLUMNS 1000

struct _PenProblemsView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkListView *list_view;
  GtkWidget *inset; /* draws nothing, but has the margins and the font of an opened row */

  /* owned */
  GPtrArray *rows; /* (element-type PenProblemRow) (borrowed): all that the list has made */
  PenProblemList *list;
  GtkSingleSelection *selection;
  guint columns;
  guint idle;
};

enum
{
  SIGNAL_APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenProblemsView, pen_problems_view, GTK_TYPE_WIDGET)

/* --- Rows --- */

static void
activate (PenProblemsView *self, guint position)
{
  g_autoptr (PenProblemItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  PenDiagnostic *diagnostic;
  const PenSpan *place;

  if (item == NULL)
    return;
  if (pen_problem_item_get_kind (item) == PEN_PROBLEM_FOLD)
    pen_problem_list_toggle_fold (self->list);
  diagnostic = pen_problem_item_get_diagnostic (item);
  if (diagnostic == NULL)
    return;
  pen_problem_item_set_open (item, TRUE);
  place = pen_diagnostic_get_place (diagnostic);
  if (place != NULL)
    pen_problem_go_to (GTK_WIDGET (self), place);
}

static void
on_activate (PenProblemsView *self, guint position)
{
  activate (self, position);
}

static PenProblemsView *
get_view (GtkWidget *row)
{
  return PEN_PROBLEMS_VIEW (gtk_widget_get_ancestor (row, PEN_TYPE_PROBLEMS_VIEW));
}

static void
on_row_activated (GtkListItem *list_item, PenProblemRow *row)
{
  PenProblemsView *self = get_view (GTK_WIDGET (row));

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (list_item));
  activate (self, gtk_list_item_get_position (list_item));
}

static void
on_row_apply (GtkListItem *list_item, PenSuggestion *suggestion, PenProblemRow *row)
{
  PenProblemItem *item = gtk_list_item_get_item (list_item);

  g_signal_emit (get_view (GTK_WIDGET (row)),
                 signals[SIGNAL_APPLY],
                 0,
                 pen_problem_item_get_diagnostic (item),
                 suggestion);
}

static void
on_setup (PenProblemsView *self, GtkListItem *list_item)
{
  GtkWidget *row = pen_problem_row_new ();

  pen_problem_row_set_columns (PEN_PROBLEM_ROW (row), self->columns);
  g_signal_connect_object (row,
                           "activated",
                           G_CALLBACK (on_row_activated),
                           list_item,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_row_apply), list_item, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
  g_ptr_array_add (self->rows, row);
}

static void
on_bind (PenProblemsView *self, GtkListItem *list_item)
{
  pen_problem_row_set_item (PEN_PROBLEM_ROW (gtk_list_item_get_child (list_item)),
                            gtk_list_item_get_item (list_item));
}

static void
on_unbind (PenProblemsView *self, GtkListItem *list_item)
{
  pen_problem_row_set_item (PEN_PROBLEM_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
on_teardown (PenProblemsView *self, GtkListItem *list_item)
{
  g_ptr_array_remove_fast (self->rows, gtk_list_item_get_child (list_item));
}

/* --- Room --- */

static guint
measure_columns (PenProblemsView *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->inset, SAMPLE);
  int width = 0;
  int room = gtk_widget_get_width (self->inset);

  pango_layout_get_size (layout, &width, NULL);
  if (width <= 0)
    return self->columns;
  return (
      guint)CLAMP ((gint64)room * PANGO_SCALE * (gint64)strlen (SAMPLE) / width, 0, MAX_COLUMNS);
}

static gboolean
on_idle (gpointer data)
{
  PenProblemsView *self = data;
  guint columns = measure_columns (self);

  self->idle = 0;
  if (columns == self->columns)
    return G_SOURCE_REMOVE;
  self->columns = columns;
  for (guint i = 0; i < self->rows->len; i++)
    pen_problem_row_set_columns (g_ptr_array_index (self->rows, i), columns);
  return G_SOURCE_REMOVE;
}

/* Rows cannot change while they are being placed. */
static void
measure_later (PenProblemsView *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (GTK_PRIORITY_RESIZE, on_idle, self, NULL);
}

static void
pen_problems_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PenProblemsView *self = PEN_PROBLEMS_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->stack), width, height, baseline, NULL);
  gtk_widget_allocate (self->inset, width, height, baseline, NULL);
  measure_later (self);
}

static void
pen_problems_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  PenProblemsView *self = PEN_PROBLEMS_VIEW (widget);

  gtk_widget_measure (GTK_WIDGET (self->stack),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static void
pen_problems_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (pen_problems_view_parent_class)->css_changed (widget, change);
  measure_later (PEN_PROBLEMS_VIEW (widget));
}

/* --- What has the focus --- */

/* A list view scrolls to rows, but not to what is within a row that is higher than the view. */
static void
scroll_to_focus (PenProblemsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list_view = GTK_WIDGET (self->list_view);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list_view));
  double top = 0, room = gtk_widget_get_height (list_view), height, by = 0;

  if (focus == NULL || gtk_widget_get_ancestor (focus, PEN_TYPE_PROBLEM_ROW) == NULL ||
      !gtk_widget_is_ancestor (focus, list_view) ||
      !gtk_widget_translate_coordinates (focus, list_view, 0, 0, NULL, &top))
    return;
  height = gtk_widget_get_height (focus);
  if (top < 0 || height > room)
    by = top;
  else if (top + height > room)
    by = top + height - room;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + by);
}

static void
pen_problems_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pen_problems_view_parent_class)->root (widget);
  g_signal_connect_swapped (gtk_widget_get_root (widget),
                            "notify::focus-widget",
                            G_CALLBACK (scroll_to_focus),
                            widget);
}

static void
pen_problems_view_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), widget);
  GTK_WIDGET_CLASS (pen_problems_view_parent_class)->unroot (widget);
}

static gboolean
pen_problems_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PEN_PROBLEMS_VIEW (widget)->list_view));
}

/* --- Life cycle --- */

static void
on_list_changed (PenProblemsView *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

static void
pen_problems_view_dispose (GObject *object)
{
  PenProblemsView *self = PEN_PROBLEMS_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->inset, gtk_widget_unparent);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_PROBLEMS_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (pen_problems_view_parent_class)->dispose (object);
}

static void
pen_problems_view_finalize (GObject *object)
{
  g_ptr_array_unref (PEN_PROBLEMS_VIEW (object)->rows);
  G_OBJECT_CLASS (pen_problems_view_parent_class)->finalize (object);
}

static void
pen_problems_view_class_init (PenProblemsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_problems_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_problems_view_finalize;
  widget_class->measure = pen_problems_view_measure;
  widget_class->size_allocate = pen_problems_view_size_allocate;
  widget_class->root = pen_problems_view_root;
  widget_class->unroot = pen_problems_view_unroot;
  widget_class->grab_focus = pen_problems_view_grab_focus;
  widget_class->css_changed = pen_problems_view_css_changed;
  signals[SIGNAL_APPLY] = g_signal_new ("apply",
                                        PEN_TYPE_PROBLEMS_VIEW,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        2,
                                        PEN_TYPE_DIAGNOSTIC,
                                        PEN_TYPE_SUGGESTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/problems-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PenProblemsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PenProblemsView, list_view);
  gtk_widget_class_bind_template_child (widget_class, PenProblemsView, inset);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_teardown);
  /* A drawing that the Tab key comes to would be selected as a whole, and its links not seen. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}

static void
pen_problems_view_init (PenProblemsView *self)
{
  self->columns = PEN_NARROW_BELOW;
  self->rows = g_ptr_array_new ();
  self->list = pen_problem_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list,
                           "items-changed",
                           G_CALLBACK (on_list_changed),
                           self,
                           G_CONNECT_SWAPPED);
  on_list_changed (self);
}

GtkWidget *
pen_problems_view_new (void)
{
  return g_object_new (PEN_TYPE_PROBLEMS_VIEW, NULL);
}

/* --- For others --- */

void
pen_problems_view_set_diagnostics (PenProblemsView *self, GListModel *diagnostics)
{
  g_return_if_fail (PEN_IS_PROBLEMS_VIEW (self));

  pen_problem_list_set_diagnostics (self->list, diagnostics);
}

void
pen_problems_view_set_n_dropped (PenProblemsView *self, guint64 n_dropped)
{
  g_return_if_fail (PEN_IS_PROBLEMS_VIEW (self));

  pen_problem_list_set_n_dropped (self->list, n_dropped);
}

gboolean
pen_problems_view_select (PenProblemsView *self, PenDiagnostic *diagnostic)
{
  g_autoptr (PenProblemItem) item = NULL;
  guint position = 0;

  g_return_val_if_fail (PEN_IS_PROBLEMS_VIEW (self), FALSE);
  g_return_val_if_fail (PEN_IS_DIAGNOSTIC (diagnostic), FALSE);

  if (!pen_problem_list_reveal (self->list, diagnostic, &position))
    return FALSE;
  item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  pen_problem_item_set_open (item, TRUE);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  return TRUE;
}

PenDiagnostic *
pen_problems_view_get_selected (PenProblemsView *self)
{
  PenProblemItem *item;

  g_return_val_if_fail (PEN_IS_PROBLEMS_VIEW (self), NULL);

  item = gtk_single_selection_get_selected_item (self->selection);
  return item != NULL ? pen_problem_item_get_diagnostic (item) : NULL;
}

gboolean
pen_problems_view_apply_selected (PenProblemsView *self)
{
  PenDiagnostic *diagnostic;
  g_autoptr (PenSuggestion) fix = NULL;

  g_return_val_if_fail (PEN_IS_PROBLEMS_VIEW (self), FALSE);

  diagnostic = pen_problems_view_get_selected (self);
  fix = diagnostic != NULL ? pen_problem_dup_first_fix (diagnostic) : NULL;
  if (fix == NULL)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_APPLY], 0, diagnostic, fix);
  return TRUE;
}

guint
pen_problems_view_get_columns (PenProblemsView *self)
{
  g_return_val_if_fail (PEN_IS_PROBLEMS_VIEW (self), 0);

  return self->columns;
}
