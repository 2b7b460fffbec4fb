/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The one table of what somebody can do here. Keys are application accelerators, because a text
 * view that has the focus swallows what a window binds (Ctrl+Return). */
#include "actions.h"

#include <glib/gi18n.h>

static const PenUiAction actions[] = {
    {"win.run", N_ ("Run"), "<Control>Return F5", PEN_UI_GROUP_PROGRAM},
    {"win.stop", N_ ("Stop"), "<Shift>F5", PEN_UI_GROUP_PROGRAM},
    {"app.new-window", N_ ("New Program"), "<Control>n", PEN_UI_GROUP_GENERAL},
    {"app.quit", N_ ("Quit"), "<Control>q", PEN_UI_GROUP_GENERAL},
};

const PenUiAction *
pen_ui_actions_get (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (actions);
  return actions;
}

const PenUiAction *
pen_ui_actions_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      return &actions[i];
  return NULL;
}

char *
pen_ui_action_dup_accel_label (const PenUiAction *action)
{
  g_auto (GStrv) accels = g_strsplit (action->accels != NULL ? action->accels : "", " ", 2);
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

const char *
pen_ui_group_get_title (PenUiGroup group)
{
  static const char *const titles[] = {
      [PEN_UI_GROUP_PROGRAM] = N_ ("Program"),
      [PEN_UI_GROUP_PROBLEMS] = N_ ("Problems"),
      [PEN_UI_GROUP_OUTPUT] = N_ ("Output"),
      [PEN_UI_GROUP_EDITING] = N_ ("Editing"),
      [PEN_UI_GROUP_FILES] = N_ ("Files"),
      [PEN_UI_GROUP_VIEW] = N_ ("View"),
      [PEN_UI_GROUP_GENERAL] = N_ ("General"),
  };

  return _ (titles[group]);
}

void
pen_ui_actions_set_accels (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_auto (GStrv) accels = NULL;

      if (actions[i].accels == NULL)
        continue;
      accels = g_strsplit (actions[i].accels, " ", -1);
      gtk_application_set_accels_for_action (application,
                                             actions[i].name,
                                             (const char *const *)accels);
    }
}
