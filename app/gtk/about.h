/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pen_about_new: (transfer none): what this program is, its licences, and the versions of what it
 * stands on, which can be copied for a report of a problem. GTK owns it.
 * @parent: (nullable)
 * @rustc: (nullable): how the compiler that is used calls itself: "rustc 1.96.0 (…)"
 */
GtkWindow *pen_about_new (GtkWindow *parent, const char *rustc);

G_END_DECLS
