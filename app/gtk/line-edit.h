/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* What can be done to the lines of the selection, or to the one with the caret. A selection that
 * ends at the beginning of a line does not touch that line. Each is one step that can be undone. */

/** pen_line_edit_toggle_comment: makes code a comment, or code again if all of it is a comment. In
 * a language without comments of lines nothing happens. */
void pen_line_edit_toggle_comment (GtkSourceBuffer *buffer);

/** pen_line_edit_duplicate: the same lines once more below; the caret is in those. */
void pen_line_edit_duplicate (GtkSourceBuffer *buffer);

void pen_line_edit_delete (GtkSourceBuffer *buffer);

/** pen_line_edit_join: the lines become one; of a single line, it and the next. */
void pen_line_edit_join (GtkSourceBuffer *buffer);

/** pen_line_edit_get_range: the touched lines, with the last line's end. */
void pen_line_edit_get_range (GtkTextBuffer *buffer, GtkTextIter *ret_begin, GtkTextIter *ret_end);

/** pen_line_edit_expand_selection: selects the word at the caret; then, each time, what is between
 * the nearest brackets, and these; at last everything. */
void pen_line_edit_expand_selection (GtkSourceBuffer *buffer);

/** pen_line_edit_is_code: FALSE within comments, texts and characters. */
gboolean pen_line_edit_is_code (GtkSourceBuffer *buffer, const GtkTextIter *iter);

/** pen_line_edit_refresh: what pen_line_edit_is_code() says up to @iter's line is about the text as
 * it is now, not as it was before the last key. */
void pen_line_edit_refresh (GtkSourceBuffer *buffer, const GtkTextIter *iter);

/** pen_line_edit_get_partner: the bracket that @bracket belongs to, or 0: ')' of '('. */
gunichar pen_line_edit_get_partner (gunichar bracket);

/** pen_line_edit_find_opener: moves @iter back to the bracket that is open there. FALSE: none is.
 */
gboolean pen_line_edit_find_opener (GtkSourceBuffer *buffer, GtkTextIter *iter);

G_END_DECLS
