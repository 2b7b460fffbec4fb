/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* That a session writes what happens without keeping anybody from typing. */
#include <glib.h>

#include "slow-typing.h"

#define SYNC_US (2 * G_USEC_PER_SEC)
#define TARGET_US (5 * 1000)
#define ATTEMPTS 3

/* A machine that is busy with something else may hold up any call; one that waited for its disk
 * would do so in every attempt. */
static void
check_typing (guint n_before)
{
  SlowTyping typing = {0};

  for (guint i = 0; i < ATTEMPTS; i++)
    {
      slow_typing_measure (SYNC_US, 2, n_before, &typing);
      g_test_message ("%u calls, median %" G_GINT64_FORMAT " µs, longest %" G_GINT64_FORMAT
                      " µs, own %" G_GINT64_FORMAT " µs",
                      typing.n_calls,
                      typing.median,
                      typing.longest,
                      typing.longest_own);
      g_assert_cmpuint (typing.most_pending, >, 100); /* it was as slow as that */
      if (typing.longest_own < 3 * TARGET_US)
        break;
    }
  g_assert_cmpint (typing.longest_own, <, 3 * TARGET_US);
}

static void
test_typing_never_waits (void)
{
  check_typing (0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/session-lines/typing-never-waits", test_typing_never_waits);
  return g_test_run ();
}
