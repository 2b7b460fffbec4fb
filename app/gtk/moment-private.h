/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "moment.h"

G_BEGIN_DECLS

/** pen_moment_new_begin: (transfer full). @time: µs since 1970, as below */
PenMoment *pen_moment_new_begin (guint place, gint64 time);
/** pen_moment_new_run: (transfer full): of a RUN record. */
PenMoment *pen_moment_new_run (const PenRecord *record, guint place, gint64 time);
/** pen_moment_new_step: (transfer full): of a STEP record. */
PenMoment *pen_moment_new_step (const PenRecord *record, guint place, gint64 time);

/** pen_moment_set_place: of the beginning, which lasts until something happens. */
void pen_moment_set_place (PenMoment *self, guint place);

/** pen_moment_set_ran: how it ended, of a RAN record. */
void pen_moment_set_ran (PenMoment *self, const PenRecord *record, gboolean has_output);

G_END_DECLS
