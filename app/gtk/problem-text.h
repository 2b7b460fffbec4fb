/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtk/gtk.h>

#include "output-palette.h"

G_BEGIN_DECLS

/** pen_problem_get_icon_name: (transfer none): a symbolic icon, one for each kind of level. */
const char *pen_problem_get_icon_name (PenLevel level);

/** pen_problem_get_css_class: (transfer none): "error", "warning" or "accent". */
const char *pen_problem_get_css_class (PenLevel level);

/**
 * pen_problem_dup_headline: (transfer full): "error[E0382]: borrow of moved value", in the
 * compiler's own words and form, safe to show.
 * @one_line: only its first line, cut where no list shows more
 */
char *pen_problem_dup_headline (PenDiagnostic *diagnostic, gboolean one_line);

/** pen_problem_dup_place: (transfer full) (nullable): "src/main.rs:4:23"; NULL without a place in
 * the program. */
char *pen_problem_dup_place (PenDiagnostic *diagnostic);

/** pen_problem_dup_labels: (transfer full) (nullable): what is said of its places in the program
 * and its notes, a line each, at most @max lines; NULL when there is nothing. */
char *pen_problem_dup_labels (PenDiagnostic *diagnostic, guint max);

/** pen_problem_can_apply: the change may be made as it is: the compiler is sure of it, and it is in
 * the program's own files. */
gboolean pen_problem_can_apply (const PenSuggestion *suggestion);

/** pen_problem_can_try: it may be offered, with the remark that it may be wrong. */
gboolean pen_problem_can_try (const PenSuggestion *suggestion);

/** pen_problem_dup_first_fix: (transfer full) (nullable): the first change that can be applied. */
PenSuggestion *pen_problem_dup_first_fix (PenDiagnostic *diagnostic);

/** pen_problem_dup_fix: (transfer full): what a change does, with the text that it puts in when
 * the compiler's words do not say it. */
char *pen_problem_dup_fix (const PenSuggestion *suggestion);

/**
 * pen_problem_dup_rendered_markup: (transfer full) (nullable): the compiler's own drawing for a
 * GtkLabel; NULL when it made none.
 * @with_headline: FALSE: without the lines above the first place
 * @theme: what it has to be read on
 *
 * Places in the program are links; see pen_problem_follow().
 */
char *pen_problem_dup_rendered_markup (PenDiagnostic *diagnostic,
                                       gboolean with_headline,
                                       const PenPaletteTheme *theme);

/**
 * pen_problem_dup_narrow_markup: (transfer full): the drawing for @columns columns, as
 * pen_problem_dup_rendered_markup(), without its fixes, for those are buttons.
 */
char *pen_problem_dup_narrow_markup (PenDiagnostic *diagnostic,
                                     guint columns,
                                     const PenPaletteTheme *theme);

/** pen_problem_get_theme: the theme of the desktop as it is now. */
void pen_problem_get_theme (PenPaletteTheme *ret_theme);

/** pen_problem_follow: a handler for GtkLabel::activate-link: goes where a link of the markup
 * leads. */
gboolean pen_problem_follow (GtkLabel *label, const char *uri, gpointer data);

/** pen_problem_go_to: shows @span's place, by the window's action. */
void pen_problem_go_to (GtkWidget *widget, const PenSpan *span);

G_END_DECLS
