/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pen_main_menu_new: (transfer full): the menu of a window, with the words of the table of actions.
 * Each item has a letter of its own to be chosen by, whatever the language.
 * @no_docs: (nullable): why there is no documentation of a word, a few words behind its item, which
 * then is grey; NULL: there is
 */
GMenuModel *pen_main_menu_new (const char *no_docs);

G_END_DECLS
