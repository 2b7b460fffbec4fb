/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "core.h"

G_BEGIN_DECLS

/** PenMomentKind: what makes a moment worth a name. */
typedef enum
{
  PEN_MOMENT_BEGIN,
  PEN_MOMENT_RUN,
  PEN_MOMENT_STEP,
} PenMomentKind;

/** PenMomentEnd: how a run ended. */
typedef enum
{
  PEN_MOMENT_GOES_ON, /* or nobody saw the end */
  PEN_MOMENT_WENT_WELL,
  PEN_MOMENT_WENT_WRONG,
  PEN_MOMENT_STOPPED,
} PenMomentEnd;

#define PEN_TYPE_MOMENT (pen_moment_get_type ())
/**
 * PenMoment: one that is in the list of a session's history. Only a run's result is known later.
 *
 * Property "result" (read-only, notified): see pen_moment_get_result().
 */
G_DECLARE_FINAL_TYPE (PenMoment, pen_moment, PEN, MOMENT, GObject)

/** pen_moment_get_kind: */
PenMomentKind pen_moment_get_kind (PenMoment *self);
/** pen_moment_get_place: where the program is as it was then. */
guint pen_moment_get_place (PenMoment *self);
/** pen_moment_get_run: the run's number, from 1; 0: no run. */
guint pen_moment_get_run (PenMoment *self);
/** pen_moment_get_end: of a run. */
PenMomentEnd pen_moment_get_end (PenMoment *self);
/** pen_moment_get_has_output: whether what the run printed is kept. */
gboolean pen_moment_get_has_output (PenMoment *self);
/** pen_moment_get_title: (transfer none): translated: "Run", "Step 3: Borrowing". */
const char *pen_moment_get_title (PenMoment *self);
/** pen_moment_get_result: (transfer none): translated: "Finished", "Did not compile"; "" for what
 * is no run. */
const char *pen_moment_get_result (PenMoment *self);
/** pen_moment_get_time: µs since 1970. */
gint64 pen_moment_get_time (PenMoment *self);

#define PEN_TYPE_MOMENTS (pen_moments_get_type ())
/** PenMoments: a GListModel of a session's moments, the newest first, which grows as the session
 * does. */
G_DECLARE_FINAL_TYPE (PenMoments, pen_moments, PEN, MOMENTS, GObject)

/** pen_moments_new: (transfer full). @session: kept */
PenMoments *pen_moments_new (PenSession *session);

/** pen_moments_find_place: which one in the list @place belongs to: the newest that is not after
 * it. %G_MAXUINT, as GTK's invalid position: none. */
guint pen_moments_find_place (PenMoments *self, guint place);

/** pen_moments_dup_first_line: (transfer full) (nullable): the first line of what the run printed,
 * or of what the compiler objected to, shortened; NULL when nothing is kept. Reads the output: for
 * rows that are seen. */
char *pen_moments_dup_first_line (PenMoments *self, PenMoment *moment);

/** pen_moments_dup_output: (transfer full) (nullable): all that the run printed, of both streams
 * and of the compiler, without colours, and how it ended. */
char *pen_moments_dup_output (PenMoments *self, PenMoment *moment);

G_END_DECLS
