/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "completion.h"
#include "file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PEN_TYPE_EDITOR (pen_editor_get_type ())
/**
 * PenEditor: one file, edited: code with its gutter, above it what to find and what is wrong with
 * the copy on the disk, below it the command line of Vim keys.
 *
 * Properties, all read and write: show-line-numbers, wrap-lines, vim-keys.
 */
G_DECLARE_FINAL_TYPE (PenEditor, pen_editor, PEN, EDITOR, AdwBin)

/** pen_editor_new: (transfer none, floating) */
PenEditor *pen_editor_new (PenFile *file);

/** pen_editor_get_file: (transfer none) */
PenFile *pen_editor_get_file (PenEditor *self);

/** pen_editor_get_view: (transfer none) */
GtkSourceView *pen_editor_get_view (PenEditor *self);

/**
 * pen_editor_get_actions: (transfer none): what can be done to the text, for whoever has the focus:
 *
 *   toggle-comment, move-lines-up, move-lines-down, duplicate-line, delete-line, join-lines,
 *   indent, unindent, expand-selection, find, replace, find-next, find-previous, go-to-line,
 *   complete, undo, redo, leave (the focus goes on, for Tab indents)
 */
GActionGroup *pen_editor_get_actions (PenEditor *self);

/**
 * pen_editor_go_to: puts the caret there, in the middle of what is in sight, and takes the focus.
 * The line is marked for a moment.
 * @line: 1-based; clamped
 * @column: in characters, 1-based; 0 or 1: the beginning of the line's text
 */
void pen_editor_go_to (PenEditor *self, guint line, guint column);

/** pen_editor_replace_text: another text as one step that can be undone; the caret, marks and what
 * is in sight stay with their lines. */
void pen_editor_replace_text (PenEditor *self, const char *text);

/** pen_editor_set_completion: @completion: (nullable): whose words are offered; NULL: none are */
void pen_editor_set_completion (PenEditor *self, PenCompletion *completion);

G_END_DECLS
