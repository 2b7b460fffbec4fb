/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_HISTORY_VIEW (pen_history_view_get_type ())
/**
 * PenHistoryView: a session as it was at any moment: a scale over all that happened, the moments
 * that have a name (runs, steps, the beginning) in a list, and the program of the chosen one, by
 * itself or compared with now. A *place* is as PenTimeline has it. Content for a window of at least
 * 720 × 480.
 *
 * Property "place" (guint, notified): which is looked at.
 *
 * Signal `restore (guint place)`: the program is to become what it was there, as one edit that can
 * be undone.
 * Signal `open (guint place)`: what it was there is to be a new program in a window of its own.
 */
G_DECLARE_FINAL_TYPE (PenHistoryView, pen_history_view, PEN, HISTORY_VIEW, GtkWidget)

/** pen_history_view_new: (transfer floating): without a session. */
PenHistoryView *pen_history_view_new (void);

/** pen_history_view_set_session: looks at now; follows as more happens. @session: (nullable): kept
 */
void pen_history_view_set_session (PenHistoryView *self, PenSession *session);

/** pen_history_view_get_place: the property. */
guint pen_history_view_get_place (PenHistoryView *self);

/** pen_history_view_set_place: @place: clamped to what there is */
void pen_history_view_set_place (PenHistoryView *self, guint place);

/** pen_history_view_get_moments: (transfer none) (nullable): of PenMoment, the newest first; see
 * moment.h. */
GListModel *pen_history_view_get_moments (PenHistoryView *self);

G_END_DECLS
