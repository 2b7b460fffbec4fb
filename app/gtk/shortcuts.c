/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The window of all keys. GtkShortcutsWindow does not scroll: with this many keys it is taller than
 * a projector's 768 lines, and it shows its last page first. */
#include "shortcuts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "actions.h"
#include "inner-name.h"

struct _PenShortcuts
{
  AdwPreferencesWindow parent_instance;

  /* template widgets */
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (PenShortcuts, pen_shortcuts, ADW_TYPE_PREFERENCES_WINDOW)

/* What is no action of ours, because the text view does it by itself. */
static const PenUiAction of_the_editor[] = {
    {NULL, N_ ("Undo"), "<Control>z", PEN_UI_GROUP_EDITING},
    {NULL, N_ ("Redo"), "<Control><Shift>z", PEN_UI_GROUP_EDITING},
    {NULL, N_ ("Suggest Words"), "<Control>space", PEN_UI_GROUP_EDITING},
};

/* (nullable): the keys of a row. Those of the number pad are the same ones to whoever reads this.
 */
static char *
dup_keys (const PenUiAction *action)
{
  g_auto (GStrv) accels = g_strsplit (action->accels != NULL ? action->accels : "", " ", -1);
  g_autoptr (GString) keys = g_string_new ("");

  for (guint i = 0; accels[i] != NULL; i++)
    if (strstr (accels[i], "KP_") == NULL)
      g_string_append_printf (keys, "%s%s", keys->len > 0 ? " " : "", accels[i]);
  return keys->len > 0 ? g_string_free (g_steal_pointer (&keys), FALSE) : NULL;
}

static void
add_row (AdwPreferencesGroup *group, const PenUiAction *action)
{
  g_autofree char *keys = dup_keys (action);
  g_autofree char *said = pen_ui_action_dup_accel_label (action);
  g_autofree char *label = NULL;
  GtkWidget *row;
  GtkWidget *caps;

  if (keys == NULL)
    return;
  row = adw_action_row_new ();
  caps = gtk_shortcut_label_new (keys);
  gtk_widget_set_valign (caps, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (action->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), caps);
  label = g_strdup_printf ("%s, %s", _ (action->title), said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_preferences_group_add (group, row);
}

static void
add_group (PenShortcuts *self, PenUiGroup id)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;
  const PenUiAction *actions = pen_ui_actions_get (&n);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), pen_ui_group_get_title (id));
  for (guint i = 0; i < n; i++)
    if (actions[i].group == id)
      add_row (ADW_PREFERENCES_GROUP (group), &actions[i]);
  for (guint i = 0; i < G_N_ELEMENTS (of_the_editor); i++)
    if (of_the_editor[i].group == id)
      add_row (ADW_PREFERENCES_GROUP (group), &of_the_editor[i]);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

static void
pen_shortcuts_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PEN_TYPE_SHORTCUTS);
  G_OBJECT_CLASS (pen_shortcuts_parent_class)->dispose (object);
}

static void
pen_shortcuts_class_init (PenShortcutsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pen_shortcuts_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/playpen/Playpen/ui/shortcuts.ui");
  gtk_widget_class_bind_template_child (widget_class, PenShortcuts, page);
}

static void
pen_shortcuts_init (PenShortcuts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The button that opens the search. */
  pen_inner_name_set (GTK_WIDGET (self), GTK_TYPE_TOGGLE_BUTTON, _ ("Search"));
  for (int id = 0; id < PEN_N_UI_GROUPS; id++)
    add_group (self, (PenUiGroup)id);
}

PenShortcuts *
pen_shortcuts_new (GtkWindow *parent)
{
  return g_object_new (PEN_TYPE_SHORTCUTS, "transient-for", parent, NULL);
}
