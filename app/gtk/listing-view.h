/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_LISTING_VIEW (pen_listing_view_get_type ())
/**
 * PenListingView: a long text that a compiler made of a program: assembly, LLVM IR, MIR, HIR, an
 * expansion, WebAssembly. To read, search and copy. It comes in slices, so that 10 MB do not stop
 * the window; lines are cut at PEN_LISTING_LINE_MAX, which it says, and "Copy All" has the whole.
 *
 * How it is shown is a matter of the properties "intel", "mangled" and "unfiltered" (all FALSE by
 * default, each offered where the action has a use for it): they only notify, and who made the text
 * makes it again.
 *
 * Actions, below "listing": find, find-next, find-previous, copy-all.
 */
G_DECLARE_FINAL_TYPE (PenListingView, pen_listing_view, PEN, LISTING_VIEW, GtkWidget)

/** pen_listing_view_new: (transfer floating): @action: ASM, LLVM_IR, MIR, HIR, WASM or EXPAND. */
PenListingView *pen_listing_view_new (PenAction action);

/** pen_listing_view_get_action: as given. */
PenAction pen_listing_view_get_action (PenListingView *self);

/** pen_listing_view_set_title: @title: (nullable): translated, "Assembly of hello.rs, release mode"
 */
void pen_listing_view_set_title (PenListingView *self, const char *title);

/**
 * pen_listing_view_set_text: shows @text from its beginning.
 * @text: (nullable): any bytes; NULL: there is none, and the message is shown
 * @language: (nullable): what GtkSourceView calls its language; NULL: the action's
 */
void pen_listing_view_set_text (PenListingView *self, const char *text, const char *language);

/** pen_listing_view_set_message: (nullable): what is said as long as there is no text, a sentence;
 * NULL: how a text is made. */
void pen_listing_view_set_message (PenListingView *self, const char *message);

/** pen_listing_view_get_text: (transfer none) (nullable): the whole, valid UTF-8. */
const char *pen_listing_view_get_text (PenListingView *self);

/** pen_listing_view_get_is_complete: whether all of the text has arrived in the view. */
gboolean pen_listing_view_get_is_complete (PenListingView *self);

/** pen_listing_view_find: opens the bar for searching. */
void pen_listing_view_find (PenListingView *self);

/** pen_listing_view_get_actions: (transfer none): see above. */
GActionGroup *pen_listing_view_get_actions (PenListingView *self);

G_END_DECLS
