/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A journal on disks that are full, slow, read-only or broken: nothing that waits is lost, nothing
 * that was acknowledged either, and somebody is told. */
#include "journal-stand-in.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define N_SOAKS 150
#define N_SOAKS_ALL 3000

static ino_t
get_inode (TestJournal *test)
{
  struct stat info;

  g_assert_cmpint (stat (test->path, &info), ==, 0);
  return info.st_ino;
}

/* A file that ends where it should, and one line in it. */
static TestJournal *
open_with_line (void)
{
  TestJournal *test = test_journal_new ();

  test_journal_open (test);
  test_journal_append (test, "first");
  test_journal_flush (test);
  return test;
}

static void
assert_problem (TestJournal *test, const char *part)
{
  const char *problem = pen_journal_get_problem (test->journal);

  g_assert_nonnull (problem);
  if (strstr (problem, part) == NULL)
    g_error ("“%s” does not say “%s”", problem, part);
  g_assert_true (g_str_has_suffix (problem, "."));
}

/* --- Writing --- */

/* Wherever it is full, the file is as it was; when there is room, it goes on by itself. */
static void
test_full_disk (void)
{
  for (gint64 room = 0; room < 3 * 14; room++)
    {
      g_autoptr (TestJournal) test = open_with_line ();
      g_autofree char *before = NULL;
      g_autofree char *during = NULL;
      gsize before_size, during_size;

      before = test_journal_read (test, "", &before_size);
      test->disk->room = room;
      test_journal_append (test, "two");
      test_journal_append (test, "three");
      test_journal_append (test, "four");
      test_journal_await_problem (test);
      assert_problem (test, "disk is full");
      during = test_journal_read (test, "", &during_size);
      g_assert_cmpmem (during, during_size, before, before_size);
      g_assert_cmpuint (pen_journal_get_n_pending (test->journal), ==, 3);
      g_assert_cmpuint (pen_journal_get_size (test->journal), ==, before_size);
      test_journal_append (test, "five");
      stand_in_mend (test->disk);
      test_journal_settle (test);
      test_journal_assert_all (test);
    }
}

static void
test_short_writes (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();

  test->disk->most = 1;
  test_journal_open (test);
  test_journal_append (test, "line by line, byte by byte");
  test_journal_append (test, "é");
  test_journal_flush (test);
  test_journal_assert_all (test);
  g_assert_cmpuint (test->disk->n_writes, >, 50);
}

static void
test_write_error (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  g_autoptr (GError) error = NULL;

  test->disk->write_error = EIO;
  test_journal_append (test, "x");
  g_assert_false (pen_journal_flush (test->journal, G_USEC_PER_SEC, &error));
  g_assert_cmpstr (error->message, ==, pen_journal_get_problem (test->journal));
  assert_problem (test, test->folder);
  test_journal_assert_lines (test, "first", NULL);
  stand_in_mend (test->disk);
  test_journal_settle (test);
  test_journal_assert_all (test);
}

/* What a failed write left behind cannot be taken away at once. It is before anything is added. */
static void
test_torn_write (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  gsize before_size, during_size;
  ino_t inode = get_inode (test);

  before = test_journal_read (test, "", &before_size);
  test->disk->room = 12;
  test->disk->truncate_error = EIO;
  test_journal_append (test, "longer than what comes after");
  test_journal_await_problem (test);
  during = test_journal_read (test, "", &during_size);
  g_assert_cmpuint (during_size, ==, before_size + 12);
  g_assert_cmpmem (during, before_size, before, before_size);
  stand_in_mend (test->disk);
  test_journal_settle (test);
  test_journal_assert_all (test);
  g_assert_true (get_inode (test) == inode);
  g_assert_false (test_journal_exists (test, ".cut"));
}

static void
test_read_only_disk (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();

  test->disk->open_error = EROFS;
  test_journal_open (test);
  g_assert_cmpint (test->state, ==, PEN_JOURNAL_NEW);
  assert_problem (test, "only be read");
  test_journal_append (test, "x");
  test_journal_append (test, "y");
  g_assert_false (pen_journal_flush (test->journal, G_USEC_PER_SEC, NULL));
  g_assert_false (test_journal_exists (test, ""));
  stand_in_mend (test->disk);
  test_journal_settle (test);
  test_journal_assert_all (test);
}

/* A problem met while opening goes by itself, also when nothing is appended. */
static void
test_opens_in_trouble (void)
{
  g_autoptr (TestJournal) test = open_with_line ();

  test_journal_close (test);
  test->disk->open_error = EACCES;
  test_journal_open (test);
  assert_problem (test, "may not write");
  g_assert_cmpuint (test->found->len, ==, 1);
  stand_in_mend (test->disk);
  test_journal_settle (test);
  test_journal_append (test, "x");
  test_journal_settle (test);
  test_journal_assert_all (test);
}

/* Nothing is cut that could not be kept first. */
static void
test_cut_without_room (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  g_autoptr (GString) file = NULL;
  g_autofree char *text = NULL;
  gsize size;

  test_journal_close (test);
  text = test_journal_read (test, "", &size);
  file = g_string_new_len (text, (gssize)size);
  g_string_append (file, "torn");
  test_journal_write (test, file->str, file->len);
  test->disk->room = 0;
  test_journal_open (test);
  g_assert_cmpint (test->state, ==, PEN_JOURNAL_CUT);
  g_assert_cmpuint (test->found->len, ==, 1);
  assert_problem (test, "full");
  g_free (g_steal_pointer (&text));
  text = test_journal_read (test, "", &size);
  g_assert_cmpmem (text, size, file->str, file->len);
  g_assert_false (test_journal_exists (test, ".cut"));
  stand_in_mend (test->disk);
  test_journal_append (test, "x");
  test_journal_settle (test);
  test_journal_assert_all (test);
  g_free (g_steal_pointer (&text));
  text = test_journal_read (test, ".cut", &size);
  g_assert_cmpmem (text, size, "torn", 4);
}

/* --- Syncing --- */

/* After that nothing is certain about the file, so it is another one. */
static void
test_failed_sync (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  ino_t inode = get_inode (test);
  g_autoptr (GError) error = NULL;

  test->disk->sync_error = EIO;
  test_journal_append (test, "second");
  test_journal_await_problem (test);
  assert_problem (test, "could not be kept");
  test_journal_append (test, "third");
  g_assert_false (pen_journal_flush (test->journal, G_USEC_PER_SEC, &error));
  g_assert_cmpuint (pen_journal_get_n_pending (test->journal), ==, 2);
  stand_in_mend (test->disk);
  test_journal_settle (test);
  test_journal_assert_all (test);
  g_assert_true (get_inode (test) != inode);
}

/* Iterates until the disk is at its sync of this number. */
static void
await_sync (TestJournal *test, guint number)
{
  for (gboolean there = FALSE; !there; stand_in_unlock (test->disk))
    {
      g_main_context_iteration (NULL, FALSE);
      stand_in_lock (test->disk);
      there = test->disk->n_syncs >= number;
    }
}

/* When only the old file is broken, nobody needs to know. */
static void
test_one_failed_sync (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  ino_t inode = get_inode (test);
  guint n_syncs;

  n_syncs = test->disk->n_syncs;
  test->disk->held = TRUE;
  test->disk->sync_error = EIO;
  test_journal_append (test, "second");
  await_sync (test, n_syncs + 1);
  /* It has begun, and will fail; those after it will not. */
  stand_in_lock (test->disk);
  test->disk->n_bad_syncs = 1;
  test->disk->held = FALSE;
  stand_in_unlock (test->disk);
  while (pen_journal_get_n_pending (test->journal) > 0)
    {
      g_assert_null (pen_journal_get_problem (test->journal));
      g_main_context_iteration (NULL, TRUE);
    }
  test_journal_assert_all (test);
  g_assert_true (get_inode (test) != inode);
}

static GPtrArray *
list_two (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (lines, g_strdup ("first"));
  g_ptr_array_add (lines, g_strdup ("second"));
  return lines;
}

/* Without a source it takes somebody who says everything anew. */
static void
test_failed_sync_without_source (void)
{
  g_autoptr (TestJournal) test = open_with_line ();

  pen_journal_set_source (test->journal, NULL, NULL);
  test->disk->sync_error = EIO;
  test_journal_append (test, "second");
  test_journal_await_problem (test);
  stand_in_mend (test->disk);
  g_assert_false (pen_journal_flush (test->journal, G_USEC_PER_SEC, NULL));
  pen_journal_compact (test->journal, list_two ());
  test->disk->room = 0; /* it has to be tried again, as there is no other way */
  g_assert_false (pen_journal_flush (test->journal, G_USEC_PER_SEC, NULL));
  stand_in_mend (test->disk);
  test_journal_settle (test);
  test_journal_assert_all (test);
}

/* --- Compacting --- */

/* The file that there is means the same, so it goes on, and nobody has a problem. */
static void
check_failed_compaction (TestJournal *test)
{
  ino_t inode = get_inode (test);

  pen_journal_compact (test->journal, list_two ());
  while (pen_journal_get_n_pending (test->journal) > 0)
    {
      g_assert_null (pen_journal_get_problem (test->journal));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (get_inode (test) == inode);
  g_assert_false (test_journal_exists (test, ".new"));
  test_journal_assert_lines (test, "first", NULL);
  stand_in_mend (test->disk);
  test_journal_append (test, "second");
  test_journal_settle (test);
  test_journal_assert_all (test);
}

static void
test_compaction_without_room (void)
{
  g_autoptr (TestJournal) test = open_with_line ();

  test->disk->room = 25;
  check_failed_compaction (test);
}

static void
test_compaction_without_rename (void)
{
  g_autoptr (TestJournal) test = open_with_line ();

  test->disk->rename_error = EACCES;
  check_failed_compaction (test);
}

static void
test_compaction_without_sync (void)
{
  g_autoptr (TestJournal) test = open_with_line ();

  test->disk->sync_error = EIO;
  check_failed_compaction (test);
}

/* The new file has the name, but perhaps not on the disk: it is written once more. */
static void
test_compaction_without_folder (void)
{
  g_autoptr (TestJournal) test = open_with_line ();

  test_journal_append (test, "second");
  test_journal_flush (test);
  test->disk->sync_error = EIO;
  test->disk->n_good_syncs = 1;
  pen_journal_compact (test->journal, list_two ());
  test_journal_await_problem (test);
  stand_in_mend (test->disk);
  test_journal_append (test, "third");
  test_journal_settle (test);
  test_journal_assert_all (test);
}

/* --- Slowness --- */

static void
flushed (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *)data = pen_journal_flush_finish (PEN_JOURNAL (source), result, NULL);
}

/* While the disk sleeps, nobody waits, and no second call is made to it. */
static void
test_slow_disk (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  gint64 longest = 0;
  guint n_syncs = test->disk->n_syncs;

  test->disk->held = TRUE;
  for (guint i = 0; i < 2000; i++)
    {
      gint64 start = g_get_monotonic_time ();

      test_journal_append (test, "typed while the disk sleeps");
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - start);
    }
  g_test_message ("longest %" G_GINT64_FORMAT " us", longest);
  g_assert_cmpint (longest, <, 200 * 1000);
  await_sync (test, n_syncs + 1);
  pen_journal_flush_async (test->journal, NULL, flushed, &done);
  g_assert_false (pen_journal_flush (test->journal, 20 * 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (pen_journal_get_n_pending (test->journal), ==, 2000);
  stand_in_mend (test->disk);
  test_journal_flush (test);
  test_journal_assert_all (test);
  g_assert_cmpuint (test->disk->n_inside_most, ==, 1);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* As somebody types, without a pause: the first line is on its way a fifth of a second later. */
static void
test_begins_soon (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  gint64 start;
  gint64 delay;

  test->disk->disk.delay_ms = pen_journal_disk_get_real ()->delay_ms;
  test_journal_open (test);
  test->disk->n_writes = 0;
  start = g_get_monotonic_time ();
  for (gboolean begun = FALSE; !begun; stand_in_unlock (test->disk))
    {
      test_journal_append (test, "x");
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000); /* a busy loop would keep the thread from a processor */
      stand_in_lock (test->disk);
      begun = test->disk->n_writes > 0;
    }
  delay = test->disk->first_write_time - start;
  g_test_message ("%" G_GINT64_FORMAT " us", delay);
  g_assert_cmpint (delay, >=, 150 * 1000); /* many lines share a sync */
  g_assert_cmpint (delay, <, 800 * 1000);
  test_journal_flush (test);
  test_journal_assert_all (test);
}

/* Twice as long after each failure, up to a limit; typing does not hurry it. */
static void
test_retries_calmly (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  gint64 end;
  guint n_writes;

  test->disk->disk.first_retry_ms = 20;
  test->disk->disk.last_retry_ms = 80;
  test_journal_append (test, "x"); /* takes over the first of these */
  test_journal_flush (test);
  n_writes = test->disk->n_writes;
  test->disk->write_error = EIO;
  end = g_get_monotonic_time () + 500 * 1000;
  while (g_get_monotonic_time () < end)
    {
      test_journal_append (test, "y");
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  stand_in_lock (test->disk);
  n_writes = test->disk->n_writes - n_writes;
  stand_in_unlock (test->disk);
  /* at 0, 20, 60, 140, 220, 300, 380, 460 ms */
  g_assert_cmpuint (n_writes, >=, 2);
  g_assert_cmpuint (n_writes, <=, 9);
  stand_in_mend (test->disk);
  test_journal_flush (test);
  test_journal_assert_all (test);
  g_assert_cmpuint (pen_journal_disk_get_real ()->first_retry_ms, ==, 1000);
  g_assert_cmpuint (pen_journal_disk_get_real ()->last_retry_ms, ==, 10000);
}

/* Ten thousand lines of 100 bytes cost their owner no time. */
static void
test_many_lines (void)
{
  g_autoptr (TestJournal) test = open_with_line ();
  g_autofree char *line = g_strnfill (100, 'x');
  gint64 start = g_get_monotonic_time ();
  gint64 taken;

  for (guint i = 0; i < 10000; i++)
    pen_journal_append (test->journal, line);
  taken = g_get_monotonic_time () - start;
  g_test_message ("%" G_GINT64_FORMAT " us", taken);
  g_assert_cmpint (taken, <, 150 * 1000);
  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (test->all, g_strdup (line));
  test_journal_flush (test);
  test_journal_assert_all (test);
}

/* --- All of it at once --- */

static int
choose_error (GRand *random)
{
  static const int numbers[] = {0, 0, 0, ENOSPC, EIO, EROFS, EACCES};

  return numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (numbers))];
}

static void
break_something (StandIn *disk, GRand *random)
{
  stand_in_lock (disk);
  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      disk->write_error = choose_error (random);
      break;
    case 1:
      disk->sync_error = choose_error (random);
      disk->n_good_syncs = g_rand_boolean (random) ? 1 : 0;
      break;
    case 2:
      disk->truncate_error = choose_error (random);
      break;
    case 3:
      disk->rename_error = choose_error (random);
      break;
    case 4:
      disk->open_error = choose_error (random);
      break;
    case 5:
      disk->room = g_rand_int_range (random, -1, 200);
      break;
    case 6:
      disk->most = (gsize)g_rand_int_range (random, 0, 20);
      break;
    default:
      break;
    }
  stand_in_unlock (disk);
  if (g_rand_int_range (random, 0, 5) == 0)
    stand_in_mend (disk);
}

/* As if the process ended now: nothing acknowledged is missing, and nothing is there that was not
 * appended, or twice. */
static void
assert_acknowledged (TestJournal *test)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_acknowledged =
      test->all->len - MIN (pen_journal_get_n_pending (test->journal), test->all->len);

  if (!pen_journal_peek (test->path, &lines, NULL, &error))
    {
      g_assert_cmpuint (n_acknowledged, ==, 0);
      return;
    }
  g_assert_cmpuint (lines->len, >=, n_acknowledged);
  g_assert_cmpuint (lines->len, <=, test->all->len);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (lines->pdata[i], ==, test->all->pdata[i]);
}

static void
act (TestJournal *test, GRand *random)
{
  g_autofree char *line = NULL;

  switch (g_rand_int_range (random, 0, 10))
    {
    case 0:
    case 1:
      break_something (test->disk, random);
      break;
    case 2:
      g_unlink (test->path);
      break;
    case 3:
      pen_journal_compact (test->journal, test_journal_list_all (test));
      break;
    case 4:
      if (!pen_journal_flush (test->journal, G_USEC_PER_SEC, NULL))
        g_assert_nonnull (pen_journal_get_problem (test->journal));
      break;
    case 5:
      g_main_context_iteration (NULL, FALSE);
      break;
    default:
      line = g_strdup_printf ("line %u", test->all->len);
      test_journal_append (test, line);
    }
}

static void
test_anything (void)
{
  guint n_soaks = g_getenv ("PLAYPEN_TEST_ALL") != NULL ? N_SOAKS_ALL : N_SOAKS;

  for (guint32 seed = 0; seed < n_soaks; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (TestJournal) test = test_journal_new ();
      gboolean deletes = seed % 3 == 0;

      if (g_rand_boolean (random))
        break_something (test->disk, random);
      test_journal_open (test);
      for (guint i = 0; i < 120; i++)
        {
          GRand *choice = g_rand_copy (random);
          gboolean is_deletion = g_rand_int_range (choice, 0, 10) == 2;

          g_rand_free (choice);
          if (is_deletion && !deletes)
            g_rand_int (random);
          else
            act (test, random);
          if (!deletes)
            assert_acknowledged (test);
        }
      stand_in_mend (test->disk);
      test_journal_settle (test);
      test_journal_flush (test);
      if (!deletes)
        test_journal_assert_all (test);
      test_journal_append (test, "after a deletion it is seen now");
      test_journal_flush (test);
      test_journal_assert_all (test);
    }
}

void
test_journal_add_faults (void)
{
  g_test_add_func ("/core/journal/full-disk", test_full_disk);
  g_test_add_func ("/core/journal/short-writes", test_short_writes);
  g_test_add_func ("/core/journal/write-error", test_write_error);
  g_test_add_func ("/core/journal/torn-write", test_torn_write);
  g_test_add_func ("/core/journal/read-only-disk", test_read_only_disk);
  g_test_add_func ("/core/journal/opens-in-trouble", test_opens_in_trouble);
  g_test_add_func ("/core/journal/cut-without-room", test_cut_without_room);
  g_test_add_func ("/core/journal/failed-sync", test_failed_sync);
  g_test_add_func ("/core/journal/one-failed-sync", test_one_failed_sync);
  g_test_add_func ("/core/journal/failed-sync-without-source", test_failed_sync_without_source);
  g_test_add_func ("/core/journal/compaction-without-room", test_compaction_without_room);
  g_test_add_func ("/core/journal/compaction-without-rename", test_compaction_without_rename);
  g_test_add_func ("/core/journal/compaction-without-sync", test_compaction_without_sync);
  g_test_add_func ("/core/journal/compaction-without-folder", test_compaction_without_folder);
  g_test_add_func ("/core/journal/slow-disk", test_slow_disk);
  g_test_add_func ("/core/journal/begins-soon", test_begins_soon);
  g_test_add_func ("/core/journal/retries-calmly", test_retries_calmly);
  g_test_add_func ("/core/journal/many-lines", test_many_lines);
  g_test_add_func ("/core/journal/anything", test_anything);
}
