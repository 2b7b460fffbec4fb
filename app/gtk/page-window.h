/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** pen_page_window_new: (transfer none): a window of its own for a page that scrolls by itself;
 * Escape closes it. GTK owns it. */
GtkWindow *pen_page_window_new (GtkWindow *parent, const char *title, GtkWidget *page);

G_END_DECLS
