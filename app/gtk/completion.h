/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "files.h"

G_BEGIN_DECLS

#define PEN_TYPE_COMPLETION (pen_completion_get_type ())
/**
 * PenCompletion: what is offered while somebody types: words of the whole program, snippets, and
 * names of the standard library. One for all editors of a program.
 */
G_DECLARE_FINAL_TYPE (PenCompletion, pen_completion, PEN, COMPLETION, GObject)

/** pen_completion_new: (transfer full) @files: whose words are offered; followed as they change */
PenCompletion *pen_completion_new (PenFiles *files);

/** pen_completion_set_up: @view, of a file of the program, offers it from now on or no longer. */
void pen_completion_set_up (PenCompletion *self, GtkSourceView *view, gboolean enabled);

G_END_DECLS
