/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How long an edit of a session keeps its caller while the disk takes its time, with a short
 * history and with one that makes the journal worth compacting. */
#include "slow-typing.h"

#include <stdio.h>

#define TARGET_MS 5.0
#define LONG_HISTORY 20000 /* edits */

static double
to_ms (gint64 us)
{
  return (double)us / 1000;
}

static void
measure (const char *name, gint64 sync_us, guint n_before)
{
  SlowTyping typing;

  slow_typing_measure (sync_us, 3, n_before, &typing);
  printf ("%-34s %5u edits   p50 %6.3f ms   p99 %6.3f ms   max %6.3f ms (own %6.3f ms), "
          "%.0f ms to reach: %s\n",
          name,
          typing.n_calls,
          to_ms (typing.median),
          to_ms (typing.p99),
          to_ms (typing.longest),
          to_ms (typing.longest_own),
          TARGET_MS,
          to_ms (typing.longest_own) < TARGET_MS ? "reached" : "missed");
}

int
main (int argc, char **argv)
{
  measure ("a sync takes 0 s", 0, 0);
  measure ("a sync takes 0.1 s", G_USEC_PER_SEC / 10, 0);
  measure ("a sync takes 2 s", 2 * G_USEC_PER_SEC, 0);
  measure ("a sync takes 2 s, long history", 2 * G_USEC_PER_SEC, LONG_HISTORY);
  return 0;
}
