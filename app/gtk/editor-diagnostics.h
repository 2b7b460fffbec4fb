/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/** PEN_EDITOR_DIAGNOSTICS_REST: ms without a change after which a new underline appears even where
 * somebody types. */
#define PEN_EDITOR_DIAGNOSTICS_REST 600

#define PEN_TYPE_EDITOR_DIAGNOSTICS (pen_editor_diagnostics_get_type ())
/**
 * PenEditorDiagnostics: what the compiler says, shown in the text: underlines, marks in the gutter,
 * and the message when the pointer rests there.
 *
 * Places are looked up once, when diagnostics arrive, in the text as it then is; from there on they
 * move with it, and go when their text is deleted. So whoever sets diagnostics drops results that
 * are older than the text. Property "eager": show new underlines at once, also where somebody
 * types; for an explicit Run.
 */
G_DECLARE_FINAL_TYPE (PenEditorDiagnostics,
                      pen_editor_diagnostics,
                      PEN,
                      EDITOR_DIAGNOSTICS,
                      GObject)

/**
 * pen_editor_diagnostics_new: (transfer full)
 * @view: whose buffer stays the same; outlives nothing, it may go first
 * @file: the name that spans call its text
 */
PenEditorDiagnostics *pen_editor_diagnostics_new (GtkSourceView *view, const char *file);

/** pen_editor_diagnostics_set_file: the file has a new name. What is shown stays until the next
 * diagnostics come. */
void pen_editor_diagnostics_set_file (PenEditorDiagnostics *self, const char *file);

/** pen_editor_diagnostics_set_diagnostics: @diagnostics: (nullable) (element-type PenDiagnostic):
 * of all files; followed as it changes. */
void pen_editor_diagnostics_set_diagnostics (PenEditorDiagnostics *self, GListModel *diagnostics);

void pen_editor_diagnostics_set_eager (PenEditorDiagnostics *self, gboolean eager);
gboolean pen_editor_diagnostics_get_eager (PenEditorDiagnostics *self);

/** pen_editor_diagnostics_get_n_shown: how many places are marked in the text by now. */
guint pen_editor_diagnostics_get_n_shown (PenEditorDiagnostics *self);

/**
 * pen_editor_diagnostics_find: where a problem is now, after what was typed since it was found.
 * @ret_start: (out): where its place begins in the buffer
 *
 * Returns: FALSE when it is not in this file, or its text was deleted
 */
gboolean pen_editor_diagnostics_find (PenEditorDiagnostics *self,
                                      PenDiagnostic *diagnostic,
                                      GtkTextIter *ret_start);

/**
 * pen_editor_diagnostics_get_level: the gravest problem that begins on a line.
 * @line: 0-based
 * @ret_colour: (out): what it is drawn in
 *
 * Returns: FALSE when none is shown there
 */
gboolean pen_editor_diagnostics_get_level (PenEditorDiagnostics *self,
                                           guint line,
                                           PenLevel *ret_level,
                                           GdkRGBA *ret_colour);

/** pen_editor_diagnostics_dup_line_text: (transfer full) (nullable): the messages of the problems
 * that begin on a line, one below the other; NULL when none is shown there. @line: 0-based */
char *pen_editor_diagnostics_dup_line_text (PenEditorDiagnostics *self, guint line);

/** pen_editor_diagnostics_dup_at: (transfer full) (element-type PenDiagnostic): what is shown at
 * @iter, errors first; may be empty. */
GPtrArray *pen_editor_diagnostics_dup_at (PenEditorDiagnostics *self, const GtkTextIter *iter);

G_END_DECLS
