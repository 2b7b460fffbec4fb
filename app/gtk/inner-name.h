/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** pen_inner_name_set: names, for screen readers, the first part of @widget that is of @type
 * itself: a drop-down's or font button's own button, which has the focus, and which has no name in
 * GTK 4.8.
 */
void pen_inner_name_set (GtkWidget *widget, GType type, const char *name);

G_END_DECLS
