/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PenBufferLookup: Returns: (transfer none) (nullable): the text of the program's file @name, NULL
 * if there is none that can be edited. */
typedef GtkTextBuffer *(*PenBufferLookup) (const char *name, gpointer data);

/**
 * pen_suggestion_edit_buffers: makes the compiler's change, as one step to undo in each file, in
 * all files that it is for or in none.
 * @lookup: finds the files
 * @data: for @lookup
 * @error: PEN_TOOLCHAIN_ERROR_INPUT when a file is not there, or as pen_suggestion_find_edits()
 *
 * Returns: FALSE when nothing was changed; @error then is a sentence for the user
 */
gboolean pen_suggestion_edit_buffers (const PenSuggestion *suggestion,
                                      PenBufferLookup lookup,
                                      gpointer data,
                                      GError **error);

G_END_DECLS
