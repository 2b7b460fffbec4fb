/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Programs that were closed. The focus may stay in the search: arrows and Enter work from there. */
#include "recent-view.h"

#include <string.h>

#include "recent-row.h"

struct _PenRecentView
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkEditable *search;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *problem;

  /* owned */
  GListStore *entries; /* (nullable): of PenDeskEntry */
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  char **words; /* of the search, folded */
};

enum
{
  OPEN,
  DELETE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenRecentView, pen_recent_view, GTK_TYPE_WIDGET)

/* --- Searching --- */

static gboolean
fits (gpointer item, gpointer data)
{
  PenRecentView *self = data;
  g_autofree char *text =
      g_strjoin ("\n", pen_desk_entry_get_title (item), pen_desk_entry_get_preview (item), NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
show_page (PenRecentView *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (self->entries == NULL)
    return; /* it is being looked for, or there is a problem */
  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "entries");
  else
    gtk_stack_set_visible_child_name (
        self->stack,
        g_list_model_get_n_items (G_LIST_MODEL (self->entries)) > 0 ? "not-found" : "empty");
}

static void
on_search_changed (PenRecentView *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->search), -1);

  g_strfreev (self->words);
  self->words = g_strsplit_set (folded, " \t", -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  show_page (self);
}

static void
select_and_show (PenRecentView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static gboolean
on_search_key (PenRecentView *self, guint key, guint code, GdkModifierType modifiers)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  const guint selected = gtk_single_selection_get_selected (self->selection);

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || n == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    select_and_show (self, MIN (selected + 1, n - 1));
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    select_and_show (self, selected > 0 ? selected - 1 : 0);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* --- What somebody does --- */

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenDeskEntry *entry = pen_recent_view_get_selected (PEN_RECENT_VIEW (widget));

  if (entry != NULL)
    g_signal_emit (widget, signals[OPEN], 0, pen_desk_entry_get_id (entry));
}

static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PenDeskEntry *entry = pen_recent_view_get_selected (PEN_RECENT_VIEW (widget));

  if (entry != NULL)
    g_signal_emit (widget, signals[DELETE], 0, pen_desk_entry_get_id (entry));
}

static void
open_selected (PenRecentView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "recent.open", NULL);
}

static void
update_actions (PenRecentView *self)
{
  const gboolean has_one = pen_recent_view_get_selected (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recent.open", has_one);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recent.delete", has_one);
}

/* --- Rows --- */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (pen_recent_row_new ()));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  pen_recent_row_set_entry (PEN_RECENT_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static gboolean
pen_recent_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PEN_RECENT_VIEW (widget)->search));
}

/* --- Life cycle --- */

static void
pen_recent_view_dispose (GObject *object)
{
  PenRecentView *self = PEN_RECENT_VIEW (object);
  GtkWidget *child;

  if (self->selection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_list_view_set_model (self->list, NULL);
      gtk_filter_list_model_set_filter (self->filtered, NULL);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->entries);
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_RECENT_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pen_recent_view_parent_class)->dispose (object);
}

static void
pen_recent_view_finalize (GObject *object)
{
  g_strfreev (PEN_RECENT_VIEW (object)->words);
  G_OBJECT_CLASS (pen_recent_view_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name,
                       PEN_TYPE_RECENT_VIEW,
                       G_SIGNAL_RUN_LAST,
                       /* class_offset= */ 0,
                       /* accumulator= */ NULL,
                       /* accu_data= */ NULL,
                       /* c_marshaller= */ NULL,
                       G_TYPE_NONE,
                       /* n_params= */ 1,
                       G_TYPE_STRING);
}

static void
pen_recent_view_class_init (PenRecentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_recent_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = pen_recent_view_finalize;
  widget_class->grab_focus = pen_recent_view_grab_focus;
  signals[OPEN] = add_signal ("open");
  signals[DELETE] = add_signal ("delete");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/recent-view.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "recent.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "recent.delete", NULL, on_delete);
  gtk_widget_class_bind_template_child (widget_class, PenRecentView, search);
  gtk_widget_class_bind_template_child (widget_class, PenRecentView, stack);
  gtk_widget_class_bind_template_child (widget_class, PenRecentView, list);
  gtk_widget_class_bind_template_child (widget_class, PenRecentView, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, open_selected);
}

static void
pen_recent_view_init (PenRecentView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filter = GTK_FILTER (gtk_custom_filter_new (fits, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection,
                            "notify::selected-item",
                            G_CALLBACK (update_actions),
                            self);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search),
                                           GTK_WIDGET (self->list));
  update_actions (self);
}

PenRecentView *
pen_recent_view_new (void)
{
  return g_object_new (PEN_TYPE_RECENT_VIEW, NULL);
}

void
pen_recent_view_set_entries (PenRecentView *self, GListModel *entries)
{
  g_return_if_fail (PEN_IS_RECENT_VIEW (self));
  g_return_if_fail (entries == NULL || G_IS_LIST_MODEL (entries));

  g_clear_object (&self->entries);
  if (entries != NULL)
    {
      self->entries = g_list_store_new (PEN_TYPE_DESK_ENTRY);
      for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
        {
          g_autoptr (PenDeskEntry) entry = g_list_model_get_item (entries, i);

          g_list_store_append (self->entries, entry);
        }
    }
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (self->entries));
  gtk_stack_set_visible_child_name (self->stack, "looking");
  show_page (self);
  update_actions (self);
}

void
pen_recent_view_set_problem (PenRecentView *self, const char *sentence)
{
  g_return_if_fail (PEN_IS_RECENT_VIEW (self));
  g_return_if_fail (sentence != NULL);

  pen_recent_view_set_entries (self, NULL);
  gtk_label_set_text (self->problem, sentence);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

void
pen_recent_view_remove (PenRecentView *self, const char *id)
{
  const guint selected = gtk_single_selection_get_selected (self->selection);
  guint n;

  g_return_if_fail (PEN_IS_RECENT_VIEW (self));
  g_return_if_fail (id != NULL);

  for (guint i = 0;
       self->entries != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->entries));
       i++)
    {
      g_autoptr (PenDeskEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (g_str_equal (pen_desk_entry_get_id (entry), id))
        g_list_store_remove (self->entries, i--);
    }
  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  if (n > 0 && selected != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, MIN (selected, n - 1));
  show_page (self);
}

PenDeskEntry *
pen_recent_view_get_selected (PenRecentView *self)
{
  g_return_val_if_fail (PEN_IS_RECENT_VIEW (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

void
pen_recent_view_search (PenRecentView *self, const char *query)
{
  g_return_if_fail (PEN_IS_RECENT_VIEW (self));

  gtk_editable_set_text (self->search, query);
  gtk_editable_set_position (self->search, -1);
}
