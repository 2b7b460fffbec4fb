/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_EXPLANATION_VIEW (pen_explanation_view_get_type ())
/** PenExplanationView: the compiler's long text on an error code, to be read. As high as its text:
 * put it into a GtkScrolledWindow where that is too high. */
G_DECLARE_FINAL_TYPE (PenExplanationView, pen_explanation_view, PEN, EXPLANATION_VIEW, GtkWidget)

/** pen_explanation_view_new: (transfer floating): empty. */
PenExplanationView *pen_explanation_view_new (void);

/** pen_explanation_view_set_markdown: @text: (nullable): what `rustc --explain` prints; any bytes.
 */
void pen_explanation_view_set_markdown (PenExplanationView *self, const char *text);

/** pen_explanation_view_dup_text: (transfer full): what is to be read, without markup, for search
 * and tests. */
char *pen_explanation_view_dup_text (PenExplanationView *self);

G_END_DECLS
