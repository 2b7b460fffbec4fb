/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_RECENT_VIEW (pen_recent_view_get_type ())
/**
 * PenRecentView: programs that were closed, to search and to open again. The typing goes to the
 * search, arrows choose, Return opens, Delete in the list deletes. gtk_widget_grab_focus() goes to
 * the search.
 *
 * Signal `open (const char *id)`: this one is wanted.
 * Signal `delete (const char *id)`: this one is to be deleted for ever: whoever has the view asks
 * first, deletes, and calls pen_recent_view_remove().
 */
G_DECLARE_FINAL_TYPE (PenRecentView, pen_recent_view, PEN, RECENT_VIEW, GtkWidget)

/** pen_recent_view_new: (transfer floating): says that it is looking. */
PenRecentView *pen_recent_view_new (void);

/** pen_recent_view_set_entries: @entries: (nullable): of PenDeskEntry, copied; as of
 * pen_desk_list_finish(). NULL: not known yet */
void pen_recent_view_set_entries (PenRecentView *self, GListModel *entries);

/** pen_recent_view_set_problem: says why there is no list. @sentence: translated */
void pen_recent_view_set_problem (PenRecentView *self, const char *sentence);

/** pen_recent_view_remove: takes one out of the list that is no more; the one after it is selected.
 */
void pen_recent_view_remove (PenRecentView *self, const char *id);

/** pen_recent_view_get_selected: (transfer none) (nullable): the one that Return would open. */
PenDeskEntry *pen_recent_view_get_selected (PenRecentView *self);

/** pen_recent_view_search: as if @query had been typed. */
void pen_recent_view_search (PenRecentView *self, const char *query);

G_END_DECLS
