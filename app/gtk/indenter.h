/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define PEN_TYPE_INDENTER (pen_indenter_get_type ())
/**
 * PenIndenter: how far a new line goes in: as the one before, one step further behind a bracket
 * that it opens, and back with a bracket that closes. Documentation comments go on. Between two
 * brackets Return makes room for a line.
 */
G_DECLARE_FINAL_TYPE (PenIndenter, pen_indenter, PEN, INDENTER, GObject)

/** pen_indenter_new: (transfer full) */
GtkSourceIndenter *pen_indenter_new (void);

G_END_DECLS
