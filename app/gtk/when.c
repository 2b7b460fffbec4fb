/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* When something was. Days are counted by the calendar, not by 24 hours: "yesterday" is before
 * midnight. */
#include "when.h"

#include <glib/gi18n.h>

/* Returns: (transfer full): also for times that no calendar has. */
static GDateTime *
make_local (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  GDateTime *local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? local : g_date_time_new_from_unix_utc (0);
}

/* How many midnights lie between. */
static int
count_days (GDateTime *then, GDateTime *now)
{
  GDate a, b;
  int year, month, day;

  g_date_time_get_ymd (then, &year, &month, &day);
  g_date_set_dmy (&a, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_set_dmy (&b, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_days_between (&a, &b);
}

static char *
dup_date (GDateTime *then, int n_days)
{
  /* Translators: a day of the last week: "Monday"; see strftime for what the letters mean. */
  if (n_days > 1 && n_days < 7)
    return g_date_time_format (then, _ ("%A"));
  /* Translators: a date: "24 November 2026". */
  return g_date_time_format (then, _ ("%-d %B %Y"));
}

char *
pen_when_dup (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = make_local (time);
  g_autoptr (GDateTime) local_now = make_local (now);
  const int n_days = count_days (then, local_now);
  /* Translators: the time of the day: "14:05". */
  g_autofree char *clock = g_date_time_format (then, _ ("%H:%M"));
  g_autofree char *date = NULL;

  if (n_days == 0)
    return g_steal_pointer (&clock);
  if (n_days == 1)
    /* Translators: %s is a time: "Yesterday 14:05". */
    return g_strdup_printf (_ ("Yesterday %s"), clock);
  date = dup_date (then, n_days);
  /* Translators: a date and a time: "Monday 14:05". */
  return g_strdup_printf (C_ ("date and time", "%s %s"), date, clock);
}

char *
pen_when_dup_day (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = make_local (time);
  g_autoptr (GDateTime) local_now = make_local (now);
  const int n_days = count_days (then, local_now);

  if (n_days == 0)
    return g_strdup (_ ("today"));
  if (n_days == 1)
    return g_strdup (_ ("yesterday"));
  return dup_date (then, n_days);
}

char *
pen_when_dup_second (gint64 time)
{
  g_autoptr (GDateTime) then = make_local (time);

  /* Translators: the time of the day with seconds: "14:05:12". */
  return g_date_time_format (then, _ ("%H:%M:%S"));
}
