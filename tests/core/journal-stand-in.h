/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "journal-private.h"

G_BEGIN_DECLS

/* A disk that fails where it is told to. A journal uses it in a thread: what is set or read while
 * one may be at work goes through stand_in_lock(). */
typedef struct
{
  PenJournalDisk disk;
  GMutex mutex;
  GCond cond;

  int open_error; /* an errno; 0: works */
  int write_error;
  int sync_error;
  int truncate_error;
  int rename_error;
  guint n_good_syncs; /* that many work before sync_error counts */
  guint n_bad_syncs;  /* after that many it counts no more; 0: for good */
  gint64 room;        /* in bytes that can still be written; -1: any number */
  gsize most;         /* of one write; 0: all */
  gboolean held;      /* a sync waits until this is FALSE */
  gint64 sync_us;     /* that long a sync takes */

  guint n_writes;
  guint n_syncs;
  guint n_inside;      /* of calls at this moment */
  guint n_inside_most; /* ever */
  gint64 first_write_time;
} StandIn;

/* Works, and waits only moments: 1 ms to the first attempt, 1 to 10 ms to the next. */
StandIn *stand_in_new (void);
void stand_in_free (StandIn *self);
void stand_in_lock (StandIn *self);
void stand_in_unlock (StandIn *self);
/* Works from now on. */
void stand_in_mend (StandIn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandIn, stand_in_free)

/* A journal in a folder of its own, and what was appended to it. */
typedef struct
{
  char *folder;
  char *path;
  StandIn *disk;
  PenJournal *journal;   /* (nullable): while it is open */
  GPtrArray *all;        /* (element-type utf8): as a source says it */
  PenJournalState state; /* when it was last opened */
  GPtrArray *found;      /* (nullable): then */
} TestJournal;

/* Not open yet. */
TestJournal *test_journal_new (void);
void test_journal_free (TestJournal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestJournal, test_journal_free)

/* Opens it, with its source. */
void test_journal_open (TestJournal *self);
/* Drops it; nothing may be pending. */
void test_journal_close (TestJournal *self);
void test_journal_append (TestJournal *self, const char *line);
/* Flushes, which has to succeed. */
void test_journal_flush (TestJournal *self);
/* Iterates until nothing is pending and there is no problem. */
void test_journal_settle (TestJournal *self);
/* Iterates until there is a problem. */
void test_journal_await_problem (TestJournal *self);
/* (transfer full) (element-type utf8): everything appended. */
GPtrArray *test_journal_list_all (TestJournal *self);
/* That the file holds everything appended, and nothing else. */
void test_journal_assert_all (TestJournal *self);
/* That its lines are these, NULL after the last. */
void test_journal_assert_lines (TestJournal *self, ...) G_GNUC_NULL_TERMINATED;
/* (transfer full): path + @suffix's bytes. */
char *test_journal_read (TestJournal *self, const char *suffix, gsize *ret_size);
void test_journal_write (TestJournal *self, gconstpointer data, gsize size);
gboolean test_journal_exists (TestJournal *self, const char *suffix);

/* Adds a line in the file's form. */
void test_line_add (GString *file, const char *text, gssize size);

/* journal-kill.c's program. */
const char *test_journal_get_child (void);

/* The parts of test-journal.c that have a file of their own: each adds its tests. */
void test_journal_add_faults (void);
void test_journal_add_places (void);
void test_journal_add_kills (void);

G_END_DECLS
