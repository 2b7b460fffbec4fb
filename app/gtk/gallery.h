/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_GALLERY (pen_gallery_get_type ())
/**
 * PenGallery: a window with all examples, to search and look into. The chosen one is opened by the
 * action win.open-example (s: the example's id) of the window that it is transient for, and the
 * gallery closes.
 */
G_DECLARE_FINAL_TYPE (PenGallery, pen_gallery, PEN, GALLERY, AdwWindow)

/** pen_gallery_new: (transfer none): without examples; GTK owns it. Present it with
 * gtk_window_present(). */
PenGallery *pen_gallery_new (void);

/**
 * pen_gallery_set_examples:
 * @examples: (nullable): kept; NULL says that the installation lacks them
 */
void pen_gallery_set_examples (PenGallery *self, PenExamples *examples);

/** pen_gallery_search: as if @query had been typed. */
void pen_gallery_search (PenGallery *self, const char *query);

/** pen_gallery_get_selected: (transfer none) (nullable): the example that Enter would open. */
PenExample *pen_gallery_get_selected (PenGallery *self);

G_END_DECLS
