/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Somebody who types without a pause, on a disk that is very slow. */
#include "slow-typing.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "folder.h"
#include "journal-stand-in.h"
#include "session.h"

#define NAME "src/main.rs"
#define PAUSE_MS 2
#define N_LINES 300
#define WAIT_US (20 * G_USEC_PER_SEC)

typedef struct
{
  PenSession *session;
  StandIn *disk;
  GArray *times; /* (element-type gint64): µs */
  gint64 longest_own;
  guint most_pending;
  guint n_last;     /* of the syncs: after that many it ends */
  gboolean is_done; /* they were made */
} Typist;

/* Whether others took the processor from this thread since, and it did not wait by itself. */
static gboolean
was_interrupted (const struct rusage *before)
{
  struct rusage now;

  getrusage (RUSAGE_THREAD, &now);
  return now.ru_nivcsw != before->ru_nivcsw && now.ru_nvcsw == before->ru_nvcsw;
}

/* µs that this thread worked so far. */
static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
type (gpointer data)
{
  Typist *self = data;
  const guint at = self->times->len % 1000;
  const gint64 work = get_work ();
  const gint64 begin = g_get_monotonic_time ();
  struct rusage before;
  gint64 time, own;

  getrusage (RUSAGE_THREAD, &before);
  g_assert_true (pen_session_edit (self->session, NAME, at, at % 5 == 0 ? 1 : 0, "ü"));
  time = g_get_monotonic_time () - begin;
  g_array_append_val (self->times, time);
  own = was_interrupted (&before) ? get_work () - work : time;
  self->longest_own = MAX (self->longest_own, own);
  self->most_pending =
      MAX (self->most_pending,
           (guint)pen_journal_get_n_pending (pen_session_get_journal (self->session)));
  stand_in_lock (self->disk);
  self->is_done = self->disk->n_syncs > self->n_last; /* the next began: those are over */
  stand_in_unlock (self->disk);
  return G_SOURCE_CONTINUE;
}

static PenSession *
make_session (guint n_before)
{
  PenSession *session = pen_session_new (NULL);
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < N_LINES; i++)
    g_string_append_printf (text, "    println!(\"{}\", %u); // für alle\n", i);
  bytes = g_bytes_new (text->str, text->len);
  g_assert_true (pen_sources_add (sources, NAME, bytes, NULL));
  pen_session_set_files (session, sources);
  for (guint i = 0; i < n_before; i++)
    g_assert_true (pen_session_edit (session, NAME, i % 1000, 1, "x"));
  return session;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 one = *(const gint64 *)a;
  const gint64 other = *(const gint64 *)b;

  return (one > other) - (one < other);
}

static void
assert_kept (PenSession *session, const char *path)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (PenSession) found = NULL;
  g_autoptr (PenSources) now = pen_session_dup_sources (session);
  g_autoptr (PenSources) then = NULL;
  gboolean cut;

  g_assert_true (pen_journal_peek (path, &lines, NULL, NULL));
  found = pen_session_new_from_lines (lines, &cut, NULL);
  g_assert_nonnull (found);
  g_assert_false (cut);
  then = pen_session_dup_sources (found);
  g_assert_true (g_bytes_equal (pen_sources_get (now, NAME), pen_sources_get (then, NAME)));
}

static void
keep_typing (Typist *self)
{
  guint id = g_timeout_add (PAUSE_MS, type, self);

  while (!self->is_done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_array_sort (self->times, compare);
}

void
slow_typing_measure (gint64 sync_us, guint n_syncs, guint n_before, SlowTyping *ret_typing)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "journal", NULL);
  g_autoptr (StandIn) disk = stand_in_new ();
  g_autoptr (PenSession) session = make_session (n_before);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) found = NULL;
  Typist typist = {.session = session, .disk = disk, .times = times};
  PenJournal *journal = pen_journal_open_on (&disk->disk, path, &found, NULL, NULL);
  gboolean flushed;

  pen_session_take_journal (session, journal);
  flushed = pen_journal_flush (journal, WAIT_US, NULL);
  g_assert_true (flushed);
  disk->sync_us = sync_us;
  typist.n_last = disk->n_syncs + n_syncs;
  keep_typing (&typist);
  stand_in_mend (disk);
  flushed = pen_journal_flush (journal, WAIT_US, NULL);
  g_assert_true (flushed);
  assert_kept (session, path);
  *ret_typing = (SlowTyping){
      .n_calls = times->len,
      .median = g_array_index (times, gint64, times->len / 2),
      .p99 = g_array_index (times, gint64, times->len * 99 / 100),
      .longest = g_array_index (times, gint64, times->len - 1),
      .longest_own = typist.longest_own,
      .n_syncs = n_syncs,
      .most_pending = typist.most_pending,
  };
  g_clear_object (&session);
  test_folder_remove (folder);
}
