/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long pen_session_edit() kept its caller, in µs. */
typedef struct
{
  guint n_calls;
  gint64 median;
  gint64 p99;
  gint64 longest;
  gint64 longest_own; /* the same, without what other processes took of a call in between */
  guint n_syncs;      /* of the disk meanwhile */
  guint most_pending; /* lines that were not on it, at most */
} SlowTyping;

/* Types into a session whose disk takes @sync_us for a sync, until it made @n_syncs of them; then
 * checks that all of it is kept.
 * @n_before: edits that it has already; with some ten thousand a journal is compacted */
void slow_typing_measure (gint64 sync_us, guint n_syncs, guint n_before, SlowTyping *ret_typing);

G_END_DECLS
