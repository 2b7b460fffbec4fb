/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PenUiGroup: under which heading an action is listed. */
typedef enum
{
  PEN_UI_GROUP_PROGRAM,
  PEN_UI_GROUP_PROBLEMS,
  PEN_UI_GROUP_OUTPUT,
  PEN_UI_GROUP_EDITING,
  PEN_UI_GROUP_FILES,
  PEN_UI_GROUP_STEPS,
  PEN_UI_GROUP_VIEW,
  PEN_UI_GROUP_GENERAL,
} PenUiGroup;
#define PEN_N_UI_GROUPS (PEN_UI_GROUP_GENERAL + 1)

/** PenUiAction: what somebody can do, by whatever way: one row of the one table that accelerators,
 * palette and shortcuts window are made from. */
typedef struct
{
  const char *name;   /* detailed: "win.run", "win.show('asm')" */
  const char *title;  /* marked for translation, header capitals */
  const char *accels; /* (nullable): "<Control>Return F5", the first is the one that is shown */
  PenUiGroup group;
} PenUiAction;

/** pen_ui_actions_get: (transfer none) (array length=ret_n): by group. */
const PenUiAction *pen_ui_actions_get (guint *ret_n);

/** pen_ui_actions_find: (transfer none) (nullable): @name as in the table. */
const PenUiAction *pen_ui_actions_find (const char *name);

/** pen_ui_action_dup_accel_label: (transfer full) (nullable): "Ctrl+Return", of the first key. */
char *pen_ui_action_dup_accel_label (const PenUiAction *action);

/** pen_ui_group_get_title: (transfer none): translated. */
const char *pen_ui_group_get_title (PenUiGroup group);

/** pen_ui_actions_set_accels: gives each action its keys. */
void pen_ui_actions_set_accels (GtkApplication *application);

G_END_DECLS
