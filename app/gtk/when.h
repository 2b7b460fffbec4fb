/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When something was, as people say it. @time, @now: µs since 1970, shown in the local time. */

/** pen_when_dup: (transfer full): to the minute, for a line of its own: "14:05", "Yesterday 14:05",
 * "Monday 14:05", "24 November 2026 14:05". What lies ahead has its date. */
char *pen_when_dup (gint64 time, gint64 now);

/** pen_when_dup_day: (transfer full): the day alone, within a line: "today", "yesterday", "Monday",
 * "24 November 2026". */
char *pen_when_dup_day (gint64 time, gint64 now);

/** pen_when_dup_second: (transfer full): the time of the day alone: "14:05:12". */
char *pen_when_dup_second (gint64 time);

G_END_DECLS
