/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "auto-close.h"
#include "editor.h"
#include "find-bar.h"

G_BEGIN_DECLS

struct _PenEditor
{
  AdwBin parent_instance;

  /* template widgets */
  GtkSourceView *view;
  PenFindBar *find_bar;
  GtkRevealer *line_revealer;
  GtkEditable *line_entry;
  GtkRevealer *problem_revealer;
  GtkLabel *problem_label;
  GtkWidget *problem_reload_button;
  GtkWidget *problem_keep_button;
  GtkWidget *vim_row;
  GtkLabel *vim_command_label;
  GtkLabel *vim_bar_label;

  /* owned */
  PenFile *file;
  GSimpleActionGroup *actions;
  PenAutoClose *auto_close;
  PenCompletion *completion;    /* (nullable) */
  GtkEventController *vim_keys; /* (nullable): owned by the view while it has them */
  guint flash_source;
  gboolean wraps;
};

/** pen_editor_add_actions: makes the group of pen_editor_get_actions(). */
void pen_editor_add_actions (PenEditor *self);

/** pen_editor_set_vim: Vim keys, or those that everybody knows. */
void pen_editor_set_vim (PenEditor *self, gboolean vim);

/** pen_editor_update_editable: actions that change the text are there only where it can change. */
void pen_editor_update_editable (PenEditor *self);

G_END_DECLS
