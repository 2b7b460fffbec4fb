/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_DOCS_HELP (pen_docs_help_get_type ())
/**
 * PenDocsHelp: shows the installed documentation of a word in whatever opens web pages here.
 *
 * Properties, read-only: "available": whether documentation is installed; "reason" (nullable): why
 * not, with the remedy, a sentence.
 *
 * Signal "launch" (uri) → gboolean: a page is about to be opened; TRUE: the handler did it.
 */
G_DECLARE_FINAL_TYPE (PenDocsHelp, pen_docs_help, PEN, DOCS_HELP, GObject)

/** pen_docs_help_new: (transfer full): nothing is available before the toolchains are known. */
PenDocsHelp *pen_docs_help_new (void);

/**
 * pen_docs_help_set_toolchains: looks for documentation, in a thread.
 * @list: (nullable): all that are here
 * @channel: (nullable): whose is wanted, as pen_toolchain_list_choose() takes it; another's is
 * better than none
 */
void pen_docs_help_set_toolchains (PenDocsHelp *self, PenToolchainList *list, const char *channel);

/** pen_docs_help_get_available: the property. */
gboolean pen_docs_help_get_available (PenDocsHelp *self);

/** pen_docs_help_get_reason: (transfer none) (nullable): the property. */
const char *pen_docs_help_get_reason (PenDocsHelp *self);

/**
 * pen_docs_help_open_async:
 * @parent: (nullable): the window that asks
 * @word: (nullable): as pen_word_at() returns it
 */
void pen_docs_help_open_async (PenDocsHelp *self,
                               GtkWindow *parent,
                               const char *word,
                               GAsyncReadyCallback callback,
                               gpointer data);

/** pen_docs_help_open_finish: FALSE when there is no such page or nothing that opens it; the
 * message is a sentence for people. */
gboolean pen_docs_help_open_finish (PenDocsHelp *self, GAsyncResult *result, GError **error);

G_END_DECLS
