/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The tests of a run as a tree. What failed stands first at every level; while tests run that order
 * and the numbers of modules are brought up to date a few times a second and not for each test, for
 * a list of thousands is sorted anew by it. */
#include "tests-view.h"

#include <glib/gi18n.h>

#include "test-item.h"
#include "test-words.h"

#define REFRESH_MS 150

struct _PenTestsView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkImage *icon;
  GtkLabel *summary;
  GtkLabel *note;
  GtkListView *list;
  GtkPopover *menu;

  /* owned */
  PenTestReport *report; /* nullable */
  GtkSorter *sorter;
  GtkSingleSelection *selection; /* nullable */
  guint refresh_source;
  guint n_sorted; /* failures when it was last sorted */
};

G_DEFINE_FINAL_TYPE (PenTestsView, pen_tests_view, GTK_TYPE_WIDGET)

/* --- The tree --- */

static int
get_rank (PenTestRow *row)
{
  PenTestState state = pen_test_row_get_state (row);

  if (state == PEN_TEST_FAILED)
    return 0;
  return state == PEN_TEST_UNFINISHED ? 1 : 2;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  return get_rank ((PenTestRow *)a) - get_rank ((PenTestRow *)b);
}

static GListModel *
create_children (gpointer item, gpointer data)
{
  PenTestsView *self = data;
  GListModel *children = pen_test_row_get_children (item);

  if (children == NULL)
    return NULL;
  return G_LIST_MODEL (
      gtk_sort_list_model_new (g_object_ref (children), g_object_ref (self->sorter)));
}

static PenTestRow *
dup_selected (PenTestsView *self)
{
  GtkTreeListRow *row =
      self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static guint
count_bad (PenTestsView *self)
{
  return pen_test_report_get_count (self->report, PEN_TEST_FAILED) +
         pen_test_report_get_count (self->report, PEN_TEST_UNFINISHED);
}

static void
update_items (PenTestsView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *expander = gtk_widget_get_first_child (child);

      if (GTK_IS_TREE_EXPANDER (expander))
        pen_test_item_update (
            PEN_TEST_ITEM (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander))));
    }
}

static gboolean
refresh (gpointer data)
{
  PenTestsView *self = data;
  guint n_bad = count_bad (self);

  self->refresh_source = 0;
  if (n_bad != self->n_sorted)
    gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  self->n_sorted = n_bad;
  update_items (self);
  return G_SOURCE_REMOVE;
}

/* --- The heading --- */

static gboolean
has_something (PenTestsView *self)
{
  if (self->report == NULL)
    return FALSE;
  for (guint i = 0; i < PEN_N_TEST_STATES; i++)
    if (pen_test_report_get_count (self->report, (PenTestState)i) > 0)
      return TRUE;
  return pen_test_report_get_n_expected (self->report) > 0 ||
         pen_test_report_get_n_filtered (self->report) > 0;
}

static void
show_icon (PenTestsView *self)
{
  const char *style = pen_test_words_get_style (pen_test_words_get_worst (self->report));
  const char *classes[] = {style, NULL};

  gtk_image_set_from_icon_name (self->icon,
                                pen_test_words_get_icon (pen_test_words_get_worst (self->report)));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
}

static void
update (PenTestsView *self)
{
  g_autofree char *summary = NULL;
  g_autofree char *note = NULL;

  gtk_stack_set_visible_child_name (self->stack, has_something (self) ? "tests" : "empty");
  if (self->report == NULL)
    return;
  summary = pen_test_words_dup_summary (self->report);
  note = pen_test_words_dup_note (self->report);
  show_icon (self);
  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_MS, refresh, self);
}

/* --- What can be done with a row --- */

static void
run_this (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (PenTestRow) row = dup_selected (PEN_TESTS_VIEW (widget));

  if (row != NULL)
    pen_test_row_run (row, widget);
}

static void
go_to (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (PenTestRow) row = dup_selected (PEN_TESTS_VIEW (widget));

  if (row != NULL)
    pen_test_row_go (row, widget);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (PenTestRow) row = dup_selected (PEN_TESTS_VIEW (widget));
  const char *text = NULL;

  if (row == NULL)
    return;
  text = pen_test_row_get_output (row);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          text != NULL ? text : pen_test_row_get_path (row));
}

static void
update_actions (PenTestsView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PenTestRow) row = dup_selected (self);

  gtk_widget_action_set_enabled (widget, "tests.run-this", row != NULL);
  gtk_widget_action_set_enabled (widget, "tests.copy", row != NULL);
  gtk_widget_action_set_enabled (widget,
                                 "tests.go-to",
                                 row != NULL && pen_test_row_get_place (row) != NULL);
}

static void
pop_up (PenTestsView *self, int x, int y)
{
  const GdkRectangle at = {x, y, 1, 1};

  update_actions (self);
  gtk_popover_set_pointing_to (self->menu, &at);
  gtk_popover_popup (self->menu);
}

/* The row with the focus is the selected one, but for a list that nobody moved in yet. */
static void
show_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenTestsView *self = PEN_TESTS_VIEW (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *expander = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  GtkWidget *item;
  graphene_rect_t bounds;

  if (!GTK_IS_TREE_EXPANDER (expander) || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;
  item = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  gtk_single_selection_set_selected (self->selection,
                                     pen_test_item_get_position (PEN_TEST_ITEM (item)));
  pop_up (self, (int)bounds.origin.x + 24, (int)bounds.origin.y + 24);
}

static void
press_menu (PenTestsView *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *item = picked != NULL ? gtk_widget_get_ancestor (picked, PEN_TYPE_TEST_ITEM) : NULL;
  graphene_point_t at;

  if (item == NULL || !gtk_widget_compute_point (GTK_WIDGET (self->list),
                                                 GTK_WIDGET (self),
                                                 &GRAPHENE_POINT_INIT ((float)x, (float)y),
                                                 &at))
    return;
  gtk_single_selection_set_selected (self->selection,
                                     pen_test_item_get_position (PEN_TEST_ITEM (item)));
  pop_up (self, (int)at.x, (int)at.y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* A module opens and closes its tests, a test what it printed. */
static void
activate_row (PenTestsView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (PenTestRow) test = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (test == NULL)
    return;
  if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  else if (pen_test_row_get_output (test) != NULL)
    pen_test_row_toggle (test);
}

/* --- Rows --- */

static void
set_up_item (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), GTK_WIDGET (pen_test_item_new ()));
  gtk_list_item_set_child (item, expander);
}

static void
bind_item (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GtkTreeListRow *row = gtk_list_item_get_item (item);

  gtk_tree_expander_set_list_row (expander, row);
  pen_test_item_set_row (PEN_TEST_ITEM (gtk_tree_expander_get_child (expander)), row);
}

static void
unbind_item (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));

  gtk_tree_expander_set_list_row (expander, NULL);
  pen_test_item_set_row (PEN_TEST_ITEM (gtk_tree_expander_get_child (expander)), NULL);
}

/* --- Life --- */

static void
pen_tests_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PenTestsView *self = PEN_TESTS_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->stack), width, height, baseline, NULL);
  gtk_popover_present (self->menu);
}

static void
pen_tests_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (PEN_TESTS_VIEW (widget)->stack),
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static void
pen_tests_view_dispose (GObject *object)
{
  PenTestsView *self = PEN_TESTS_VIEW (object);

  if (self->list != NULL)
    pen_tests_view_set_report (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_TESTS_VIEW);
  g_clear_object (&self->sorter);
  G_OBJECT_CLASS (pen_tests_view_parent_class)->dispose (object);
}

static void
pen_tests_view_class_init (PenTestsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_tests_view_dispose;
  widget_class->size_allocate = pen_tests_view_size_allocate;
  widget_class->measure = pen_tests_view_measure;
  gtk_widget_class_install_action (widget_class, "tests.run-this", NULL, run_this);
  gtk_widget_class_install_action (widget_class, "tests.go-to", NULL, go_to);
  gtk_widget_class_install_action (widget_class, "tests.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "tests.menu", NULL, show_menu);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/tests-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PenTestsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PenTestsView, icon);
  gtk_widget_class_bind_template_child (widget_class, PenTestsView, summary);
  gtk_widget_class_bind_template_child (widget_class, PenTestsView, note);
  gtk_widget_class_bind_template_child (widget_class, PenTestsView, list);
  gtk_widget_class_bind_template_child (widget_class, PenTestsView, menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_row);
  gtk_widget_class_bind_template_callback (widget_class, press_menu);
}

static void
pen_tests_view_init (PenTestsView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, NULL, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_item), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_item), NULL);
  gtk_list_view_set_factory (self->list, factory);
  update_actions (self);
}

PenTestsView *
pen_tests_view_new (void)
{
  return g_object_new (PEN_TYPE_TESTS_VIEW, NULL);
}

static void
make_model (PenTestsView *self)
{
  GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->report)),
                                                      g_object_ref (self->sorter));
  GtkTreeListModel *tree = gtk_tree_list_model_new (G_LIST_MODEL (sorted),
                                                    /* passthrough= */ FALSE,
                                                    /* autoexpand= */ TRUE,
                                                    create_children,
                                                    self,
                                                    NULL);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  g_object_unref (tree);
  g_signal_connect_swapped (self->selection,
                            "notify::selected-item",
                            G_CALLBACK (update_actions),
                            self);
}

void
pen_tests_view_set_report (PenTestsView *self, PenTestReport *report)
{
  if (self->report == report)
    return;
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->report != NULL)
    g_signal_handlers_disconnect_by_func (self->report, update, self);
  gtk_list_view_set_model (self->list, NULL);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, update_actions, self);
  g_clear_object (&self->selection);
  g_set_object (&self->report, report);
  gtk_label_set_label (self->summary, "");
  if (report != NULL)
    {
      self->n_sorted = count_bad (self);
      make_model (self);
      gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
      g_signal_connect_swapped (report, "changed", G_CALLBACK (update), self);
    }
  update_actions (self);
  update (self);
}

const char *
pen_tests_view_get_summary (PenTestsView *self)
{
  return gtk_label_get_label (self->summary);
}
