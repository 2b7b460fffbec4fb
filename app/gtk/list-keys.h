/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pen_list_keys_attach: lets whoever types in @entry choose a row of @list with Up, Down, Page Up
 * and Page Down, the focus staying where the typing goes.
 */
void pen_list_keys_attach (GtkWidget *entry, GtkListBox *list);

/** pen_list_keys_select: selects the row at @index, and scrolls to it with its heading; none when
 * there is no such row. */
void pen_list_keys_select (GtkListBox *list, int index);

G_END_DECLS
