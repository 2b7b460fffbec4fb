/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Tabs of editors, in step with the files of a program. */
#include "editor-pane.h"

#include <glib/gi18n.h>

/* So many Rust files get a tab when a program is opened; the others when somebody asks for them. */
#define MAX_TABS 8

struct _PenEditorPane
{
  AdwBin parent_instance;

  /* template widgets */
  AdwTabView *tabs;
  AdwTabBar *tab_bar;
  GtkMenuButton *files_button;
  GtkListView *files_list;

  /* owned */
  PenFiles *files;
  PenCompletion *completion;
  GSimpleActionGroup *actions;
  GPtrArray *known; /* (element-type PenFile): that were there when tabs were last made */

  gboolean show_line_numbers;
  gboolean wrap_lines;
  gboolean vim_keys;
  gboolean completes;
  gboolean syncing; /* tabs go because their files went */
};

enum
{
  PROP_0,
  PROP_CURRENT_FILE,
  PROP_SHOW_LINE_NUMBERS,
  PROP_WRAP_LINES,
  PROP_VIM_KEYS,
  PROP_COMPLETION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  EDITOR_ADDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PenEditorPane, pen_editor_pane, ADW_TYPE_BIN)

/* --- Tabs --- */

static PenEditor *
get_editor_at (PenEditorPane *self, int position)
{
  return PEN_EDITOR (adw_tab_page_get_child (adw_tab_view_get_nth_page (self->tabs, position)));
}

static AdwTabPage *
find_page (PenEditorPane *self, PenFile *file)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    if (pen_editor_get_file (get_editor_at (self, i)) == file)
      return adw_tab_view_get_nth_page (self->tabs, i);
  return NULL;
}

PenEditor *
pen_editor_pane_get_current (PenEditorPane *self)
{
  AdwTabPage *page;

  g_return_val_if_fail (PEN_IS_EDITOR_PANE (self), NULL);

  page = adw_tab_view_get_selected_page (self->tabs);
  return page != NULL ? PEN_EDITOR (adw_tab_page_get_child (page)) : NULL;
}

PenFile *
pen_editor_pane_get_current_file (PenEditorPane *self)
{
  PenEditor *editor = pen_editor_pane_get_current (self);

  return editor != NULL ? pen_editor_get_file (editor) : NULL;
}

PenEditor *
pen_editor_pane_get_editor (PenEditorPane *self, const char *name)
{
  PenFile *file;
  AdwTabPage *page;

  g_return_val_if_fail (PEN_IS_EDITOR_PANE (self), NULL);

  file = pen_files_get (self->files, name);
  page = file != NULL ? find_page (self, file) : NULL;
  return page != NULL ? PEN_EDITOR (adw_tab_page_get_child (page)) : NULL;
}

void
pen_editor_pane_foreach (PenEditorPane *self, GFunc func, gpointer data)
{
  g_return_if_fail (PEN_IS_EDITOR_PANE (self));

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    func (get_editor_at (self, i), data);
}

/* The last part of a name, and the folder too when another file is called the same. */
static char *
make_short_name (PenEditorPane *self, PenFile *file)
{
  const char *name = pen_file_get_name (file);
  g_autofree char *last = g_path_get_basename (name);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr (PenFile) other = g_list_model_get_item (G_LIST_MODEL (self->files), i);
      g_autofree char *other_last = g_path_get_basename (pen_file_get_name (other));

      if (other != file && g_str_equal (last, other_last))
        return g_strdup (name);
    }
  return g_steal_pointer (&last);
}

static void
update_page (PenEditorPane *self, AdwTabPage *page)
{
  PenFile *file = pen_editor_get_file (PEN_EDITOR (adw_tab_page_get_child (page)));
  g_autofree char *name = make_short_name (self, file);
  g_autofree char *escaped = g_markup_escape_text (pen_file_get_name (file), -1);
  g_autofree char *title = NULL;
  g_autofree char *tooltip = NULL;

  if (pen_file_get_modified (file))
    {
      /* Translators: a file's name in a tab; the dot means that it is not saved. */
      title = g_strdup_printf (_ ("• %s"), name);
      /* Translators: a file's name. */
      tooltip = g_strdup_printf (_ ("%s, Not Saved"), escaped);
    }
  adw_tab_page_set_title (page, title != NULL ? title : name);
  adw_tab_page_set_tooltip (page, tooltip != NULL ? tooltip : escaped);
}

static void
update_pages (PenEditorPane *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    update_page (self, adw_tab_view_get_nth_page (self->tabs, i));
}

static void
apply_choices (gpointer editor, gpointer data)
{
  PenEditorPane *self = data;

  g_object_set (editor,
                "show-line-numbers",
                self->show_line_numbers,
                "wrap-lines",
                self->wrap_lines,
                "vim-keys",
                self->vim_keys,
                NULL);
  pen_editor_set_completion (editor, self->completes ? self->completion : NULL);
}

/* Where a tab belongs: tabs are in the order of the files. */
static int
find_position (PenEditorPane *self, PenFile *file)
{
  int position = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr (PenFile) other = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (other == file)
        break;
      position += find_page (self, other) != NULL;
    }
  return MIN (position, adw_tab_view_get_n_pages (self->tabs));
}

static void
modified_changed (PenEditor *editor)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (editor), PEN_TYPE_EDITOR_PANE);

  if (self != NULL)
    update_pages (PEN_EDITOR_PANE (self));
}

static AdwTabPage *
add_page (PenEditorPane *self, PenFile *file)
{
  PenEditor *editor = pen_editor_new (file);
  AdwTabPage *page =
      adw_tab_view_insert (self->tabs, GTK_WIDGET (editor), find_position (self, file));

  apply_choices (editor, self);
  update_page (self, page);
  g_signal_connect_object (file,
                           "notify::modified",
                           G_CALLBACK (modified_changed),
                           editor,
                           G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[EDITOR_ADDED], 0, editor);
  return page;
}

/* --- In step with the files --- */

static void
drop_pages (PenEditorPane *self)
{
  self->syncing = TRUE;
  for (int i = adw_tab_view_get_n_pages (self->tabs) - 1; i >= 0; i--)
    {
      PenFile *file = pen_editor_get_file (get_editor_at (self, i));

      if (pen_files_get (self->files, pen_file_get_name (file)) != file)
        adw_tab_view_close_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, i));
    }
  self->syncing = FALSE;
}

static void
add_pages (PenEditorPane *self)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      PenFile *file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      g_ptr_array_add (known, file);
      if (!g_ptr_array_find (self->known, file, NULL) && find_page (self, file) == NULL &&
          pen_sources_is_rust (pen_file_get_name (file)) && pen_file_is_text (file) &&
          adw_tab_view_get_n_pages (self->tabs) < MAX_TABS)
        add_page (self, file);
    }
  g_ptr_array_unref (self->known);
  self->known = g_steal_pointer (&known);
  if (adw_tab_view_get_n_pages (self->tabs) == 0 && self->known->len > 0)
    add_page (self, self->known->pdata[0]);
}

/* Whether no tab is of a file that the program still has. */
static gboolean
is_other_program (PenEditorPane *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      PenFile *file = pen_editor_get_file (get_editor_at (self, i));

      if (pen_files_get (self->files, pen_file_get_name (file)) == file)
        return FALSE;
    }
  return TRUE;
}

static void
files_changed (PenEditorPane *self)
{
  gboolean replaced = is_other_program (self);
  guint n_files = g_list_model_get_n_items (G_LIST_MODEL (self->files));

  /* First the new ones: a view of tabs that is empty for a moment would lose the focus. */
  add_pages (self);
  drop_pages (self);
  add_pages (self);
  update_pages (self);
  if (replaced && adw_tab_view_get_n_pages (self->tabs) > 0)
    adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, 0));
  adw_tab_bar_set_autohide (self->tab_bar, n_files <= 1);
  gtk_widget_set_visible (GTK_WIDGET (self->files_button), n_files > 1);
}

static gboolean
close_page (AdwTabView *tabs, AdwTabPage *page, PenEditorPane *self)
{
  gboolean closes = self->syncing || adw_tab_view_get_n_pages (tabs) > 1;

  adw_tab_view_close_page_finish (tabs, page, closes);
  return GDK_EVENT_STOP;
}

/* --- What can be done --- */

gboolean
pen_editor_pane_show (PenEditorPane *self, const char *name, guint line, guint column)
{
  PenFile *file;
  AdwTabPage *page;

  g_return_val_if_fail (PEN_IS_EDITOR_PANE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  file = pen_files_get (self->files, name);
  if (file == NULL)
    return FALSE;
  page = find_page (self, file);
  if (page == NULL)
    page = add_page (self, file);
  adw_tab_view_set_selected_page (self->tabs, page);
  if (line > 0)
    pen_editor_go_to (PEN_EDITOR (adw_tab_page_get_child (page)), line, column);
  else
    gtk_widget_grab_focus (adw_tab_page_get_child (page));
  return TRUE;
}

void
pen_editor_pane_step (PenEditorPane *self, gboolean forward)
{
  AdwTabPage *page;
  int n, position;

  g_return_if_fail (PEN_IS_EDITOR_PANE (self));

  page = adw_tab_view_get_selected_page (self->tabs);
  n = adw_tab_view_get_n_pages (self->tabs);
  if (page == NULL)
    return;
  position = (adw_tab_view_get_page_position (self->tabs, page) + (forward ? 1 : n - 1)) % n;
  adw_tab_view_set_selected_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, position));
  gtk_widget_grab_focus (GTK_WIDGET (get_editor_at (self, position)));
}

gboolean
pen_editor_pane_close_tab (PenEditorPane *self)
{
  g_return_val_if_fail (PEN_IS_EDITOR_PANE (self), FALSE);

  if (adw_tab_view_get_n_pages (self->tabs) <= 1)
    return FALSE;
  adw_tab_view_close_page (self->tabs, adw_tab_view_get_selected_page (self->tabs));
  gtk_widget_grab_focus (GTK_WIDGET (pen_editor_pane_get_current (self)));
  return TRUE;
}

static void
forward_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PenEditor *editor = pen_editor_pane_get_current (data);

  if (editor != NULL)
    g_action_group_activate_action (pen_editor_get_actions (editor),
                                    g_action_get_name (G_ACTION (action)),
                                    parameter);
}

/* The first editor says which there are; all have the same. */
static void
add_actions (PenEditorPane *self)
{
  PenEditor *editor = pen_editor_pane_get_current (self);
  g_auto (GStrv) names = g_action_group_list_actions (pen_editor_get_actions (editor));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (forward_action), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

static void
update_actions (PenEditorPane *self)
{
  PenEditor *editor = pen_editor_pane_get_current (self);
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));

  for (guint i = 0; names[i] != NULL; i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i]);
      gboolean enabled =
          editor != NULL &&
          g_action_group_get_action_enabled (pen_editor_get_actions (editor), names[i]);

      /* Undo comes and goes with each key; the editor itself knows whether there is something. */
      if (g_str_equal (names[i], "undo") || g_str_equal (names[i], "redo"))
        enabled = editor != NULL;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

void
pen_editor_pane_set_tabs_hidden (PenEditorPane *self, gboolean hidden)
{
  g_return_if_fail (PEN_IS_EDITOR_PANE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->tab_bar), !hidden);
}

GActionGroup *
pen_editor_pane_get_actions (PenEditorPane *self)
{
  g_return_val_if_fail (PEN_IS_EDITOR_PANE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

static void
selection_changed (PenEditorPane *self)
{
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT_FILE]);
}

/* The menu is about the tab that it belongs to, and so is the window's current file. */
static void
setup_menu (AdwTabView *tabs, AdwTabPage *page, PenEditorPane *self)
{
  if (page != NULL)
    adw_tab_view_set_selected_page (tabs, page);
}

static void
file_chosen (GtkListView *list, guint position, PenEditorPane *self)
{
  g_autoptr (PenFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), position);

  gtk_menu_button_popdown (self->files_button);
  if (file != NULL)
    pen_editor_pane_show (self, pen_file_get_name (file), 0, 0);
}

static gboolean
files_dropped (GtkDropTarget *target, const GValue *value, double x, double y, PenEditorPane *self)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (GSList *link = files; link != NULL; link = link->next)
    {
      g_autofree char *uri = g_file_get_uri (link->data);

      g_strv_builder_add (uris, uri);
    }
  g_slist_free (files);
  list = g_strv_builder_end (uris);
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.open-files", "^as", list);
}

/* --- Properties and life --- */

static void
pen_editor_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PenEditorPane *self = PEN_EDITOR_PANE (object);

  switch (id)
    {
    case PROP_CURRENT_FILE:
      g_value_set_object (value, pen_editor_pane_get_current_file (self));
      break;
    case PROP_SHOW_LINE_NUMBERS:
      g_value_set_boolean (value, self->show_line_numbers);
      break;
    case PROP_WRAP_LINES:
      g_value_set_boolean (value, self->wrap_lines);
      break;
    case PROP_VIM_KEYS:
      g_value_set_boolean (value, self->vim_keys);
      break;
    case PROP_COMPLETION:
      g_value_set_boolean (value, self->completes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pen_editor_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PenEditorPane *self = PEN_EDITOR_PANE (object);

  switch (id)
    {
    case PROP_SHOW_LINE_NUMBERS:
      self->show_line_numbers = g_value_get_boolean (value);
      break;
    case PROP_WRAP_LINES:
      self->wrap_lines = g_value_get_boolean (value);
      break;
    case PROP_VIM_KEYS:
      self->vim_keys = g_value_get_boolean (value);
      break;
    case PROP_COMPLETION:
      self->completes = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  pen_editor_pane_foreach (self, apply_choices, self);
}

static gboolean
pen_editor_pane_grab_focus (GtkWidget *widget)
{
  PenEditor *editor = pen_editor_pane_get_current (PEN_EDITOR_PANE (widget));

  return editor != NULL && gtk_widget_grab_focus (GTK_WIDGET (editor));
}

static void
pen_editor_pane_dispose (GObject *object)
{
  PenEditorPane *self = PEN_EDITOR_PANE (object);

  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  if (self->tabs != NULL)
    g_signal_handlers_disconnect_by_data (self->tabs, self);
  g_clear_object (&self->files);
  g_clear_object (&self->completion);
  G_OBJECT_CLASS (pen_editor_pane_parent_class)->dispose (object);
}

static void
pen_editor_pane_finalize (GObject *object)
{
  PenEditorPane *self = PEN_EDITOR_PANE (object);

  g_object_unref (self->actions);
  g_ptr_array_unref (self->known);
  G_OBJECT_CLASS (pen_editor_pane_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  properties[PROP_CURRENT_FILE] =
      g_param_spec_object ("current-file",
                           NULL,
                           NULL,
                           PEN_TYPE_FILE,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_LINE_NUMBERS] =
      g_param_spec_boolean ("show-line-numbers", NULL, NULL, TRUE, flags);
  properties[PROP_WRAP_LINES] = g_param_spec_boolean ("wrap-lines", NULL, NULL, FALSE, flags);
  properties[PROP_VIM_KEYS] = g_param_spec_boolean ("vim-keys", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETION] = g_param_spec_boolean ("completion", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
pen_editor_pane_class_init (PenEditorPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pen_editor_pane_get_property;
  object_class->set_property = pen_editor_pane_set_property;
  object_class->dispose = pen_editor_pane_dispose;
  object_class->finalize = pen_editor_pane_finalize;
  widget_class->grab_focus = pen_editor_pane_grab_focus;
  install_properties (object_class);
  signals[EDITOR_ADDED] = g_signal_new ("editor-added",
                                        PEN_TYPE_EDITOR_PANE,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        PEN_TYPE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/editor-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PenEditorPane, tabs);
  gtk_widget_class_bind_template_child (widget_class, PenEditorPane, tab_bar);
  gtk_widget_class_bind_template_child (widget_class, PenEditorPane, files_button);
  gtk_widget_class_bind_template_child (widget_class, PenEditorPane, files_list);
  gtk_widget_class_bind_template_callback (widget_class, close_page);
  gtk_widget_class_bind_template_callback (widget_class, setup_menu);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed);
  gtk_widget_class_bind_template_callback (widget_class, file_chosen);
}

static void
pen_editor_pane_init (PenEditorPane *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->show_line_numbers = TRUE;
  self->completes = TRUE;
  self->actions = g_simple_action_group_new ();
  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* In a text these keys go to its ends, not to the first and the last tab. */
  adw_tab_view_remove_shortcuts (
      self->tabs,
      ADW_TAB_VIEW_SHORTCUT_CONTROL_HOME | ADW_TAB_VIEW_SHORTCUT_CONTROL_END |
          ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_HOME | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_END);
  /* Before the text takes them for a text of names. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (files_dropped), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

PenEditorPane *
pen_editor_pane_new (PenFiles *files)
{
  PenEditorPane *self = g_object_new (PEN_TYPE_EDITOR_PANE, NULL);
  g_autoptr (GtkNoSelection) selection = NULL;

  self->files = g_object_ref (files);
  self->completion = pen_completion_new (files);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (files)));
  gtk_list_view_set_model (self->files_list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (files,
                           "items-changed",
                           G_CALLBACK (files_changed),
                           self,
                           G_CONNECT_SWAPPED);
  files_changed (self);
  add_actions (self);
  update_actions (self);
  return self;
}
