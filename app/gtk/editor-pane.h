/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "editor.h"
#include "files.h"

G_BEGIN_DECLS

#define PEN_TYPE_EDITOR_PANE (pen_editor_pane_get_type ())
/**
 * PenEditorPane: the files of a program in tabs. With one file there is no bar of tabs. Closing a
 * tab does not take the file out of the program: a list of all files is at the end of the bar.
 *
 * Properties: current-file (PenFile, nullable, read-only, notified); show-line-numbers, wrap-lines,
 * vim-keys, completion (gboolean, called as the settings are).
 * Signal editor-added (PenEditor *): for whoever shows something in each of them.
 *
 * A tab's menu activates win.rename-file and win.delete-file for the current file; files that are
 * dropped, win.open-files (as: URIs).
 */
G_DECLARE_FINAL_TYPE (PenEditorPane, pen_editor_pane, PEN, EDITOR_PANE, AdwBin)

/** pen_editor_pane_new: (transfer none, floating) */
PenEditorPane *pen_editor_pane_new (PenFiles *files);

/** pen_editor_pane_get_current_file: (transfer none) (nullable) */
PenFile *pen_editor_pane_get_current_file (PenEditorPane *self);

/** pen_editor_pane_get_current: (transfer none) (nullable) */
PenEditor *pen_editor_pane_get_current (PenEditorPane *self);

/** pen_editor_pane_get_editor: (transfer none) (nullable): of the file called @name, if it has a
 * tab. */
PenEditor *pen_editor_pane_get_editor (PenEditorPane *self, const char *name);

/** pen_editor_pane_foreach: calls @func with each PenEditor. */
void pen_editor_pane_foreach (PenEditorPane *self, GFunc func, gpointer data);

/**
 * pen_editor_pane_show: makes a file the current one, in a tab if it has none, and takes the focus.
 * @line: as for pen_editor_go_to(); 0: the caret stays where it is
 *
 * Returns: FALSE when the program has no such file
 */
gboolean pen_editor_pane_show (PenEditorPane *self, const char *name, guint line, guint column);

/** pen_editor_pane_step: the next tab or the one before, round at the ends. */
void pen_editor_pane_step (PenEditorPane *self, gboolean forward);

/** pen_editor_pane_close_tab: closes the current tab. FALSE: it is the only one, and stays. */
gboolean pen_editor_pane_close_tab (PenEditorPane *self);

/** pen_editor_pane_set_tabs_hidden: TRUE: no bar of tabs, however many there are. */
void pen_editor_pane_set_tabs_hidden (PenEditorPane *self, gboolean hidden);

/** pen_editor_pane_get_actions: (transfer none): those of pen_editor_get_actions(), always of the
 * current editor; for the prefix "editor". */
GActionGroup *pen_editor_pane_get_actions (PenEditorPane *self);

G_END_DECLS
