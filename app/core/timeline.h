/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "text-set.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PEN_TYPE_TIMELINE (pen_timeline_get_type ())
/**
 * PenTimeline: all that happened in a session, in order; from it the program can be had as it was
 * at any moment. Also keeps the contents that its records name. Used on one thread.
 *
 * A *place* is a number of records: 0 is before everything, pen_timeline_get_n_records() is now.
 *
 * Signal `grew ()`: a record was appended.
 */
G_DECLARE_FINAL_TYPE (PenTimeline, pen_timeline, PEN, TIMELINE, GObject)

/** pen_timeline_new: (transfer full) */
PenTimeline *pen_timeline_new (void);

/** pen_timeline_add_blob: keeps contents; twice is once. Returns: (transfer none): their name. */
const char *pen_timeline_add_blob (PenTimeline *self, GBytes *bytes);

/** pen_timeline_get_blob: (transfer none) (nullable) */
GBytes *pen_timeline_get_blob (PenTimeline *self, const char *hash);

/**
 * pen_timeline_append: a record of any kind but BLOB, STEPS and PLACE, which are the session's.
 * @record: (transfer full): a time before the last one's becomes the last one's
 *
 * Returns: FALSE with an error of pen_text_set_apply(); nothing is appended then
 */
gboolean pen_timeline_append (PenTimeline *self, PenRecord *record, GError **error);

/** pen_timeline_get_n_records: how many there are: the place that is now. */
guint pen_timeline_get_n_records (PenTimeline *self);
/** pen_timeline_get_record: (transfer none): @i: below the number of records */
const PenRecord *pen_timeline_get_record (PenTimeline *self, guint i);

/** pen_timeline_get_end: (transfer none): the time of the last record, ms. */
gint64 pen_timeline_get_end (PenTimeline *self);

/** pen_timeline_find_time: the place after the last record that is not later than @time. */
guint pen_timeline_find_time (PenTimeline *self, gint64 time);

/** pen_timeline_find_run: the place where run @number began, whose files it ran; 0: none. */
guint pen_timeline_find_run (PenTimeline *self, guint number);

/** pen_timeline_dup_sources: (transfer full): the files as they are now. */
PenSources *pen_timeline_dup_sources (PenTimeline *self);

/** pen_timeline_dup_sources_at: (transfer full): the files as they were at @place. Of an hour's
 * talk in less than 50 ms. */
PenSources *pen_timeline_dup_sources_at (PenTimeline *self, guint place);

/** pen_timeline_has_file: whether there is one called @name now. */
gboolean pen_timeline_has_file (PenTimeline *self, const char *name);

/** pen_timeline_get_n_characters: of a file now; -1 when it is not there or no text. */
gssize pen_timeline_get_n_characters (PenTimeline *self, const char *name);

G_END_DECLS
