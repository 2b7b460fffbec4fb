/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a journal keeps, what its file looks like, and that nothing is read that was not written.
 * Disks that fail are in journal-faults.c, other programs at the same file in journal-places.c,
 * processes that are killed in journal-kills.c. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core-error.h"
#include "journal-stand-in.h"

#define FIRST_LINE "playpen-journal 1\n"

/* --- Keeping --- */

static void
test_keeps_lines (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();

  test_journal_open (test);
  g_assert_cmpint (test->state, ==, PEN_JOURNAL_NEW);
  g_assert_cmpuint (test->found->len, ==, 0);
  test_journal_append (test, "{\"k\":\"edit\"}");
  test_journal_append (test, "ünïcödé 🦀\tand\r tabs");
  test_journal_append (test, "{}");
  g_assert_cmpuint (pen_journal_get_n_pending (test->journal), ==, 3);
  test_journal_settle (test);
  test_journal_assert_all (test);
  test_journal_close (test);

  test_journal_open (test);
  g_assert_cmpint (test->state, ==, PEN_JOURNAL_WHOLE);
  g_assert_cmpuint (test->found->len, ==, 3);
  g_assert_cmpstr (test->found->pdata[1], ==, "ünïcödé 🦀\tand\r tabs");
  test_journal_append (test, "more");
  test_journal_flush (test);
  test_journal_assert_all (test);
  g_assert_false (test_journal_exists (test, ".cut"));
  g_assert_false (test_journal_exists (test, ".new"));
}

/* Another program can read it. */
static void
test_form (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  g_autofree char *text = NULL;
  gsize size;

  test_journal_open (test);
  test_journal_append (test, "123456789");
  test_journal_flush (test);
  text = test_journal_read (test, "", &size);
  g_assert_cmpstr (text, ==, FIRST_LINE "cbf43926 123456789\n");
  g_assert_cmpuint (pen_journal_get_size (test->journal), ==, size);
}

static void
assert_mode (const char *path, mode_t mode)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, mode);
}

/* Nobody else reads what somebody types, and a new file is on the disk before it is used. */
static void
test_makes_private_files (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  g_autofree char *upper = g_build_filename (test->folder, "a", NULL);
  g_autofree char *folder = g_build_filename (upper, "b", NULL);
  g_autofree char *lock = NULL;

  g_free (test->path);
  test->path = g_build_filename (folder, "journal", NULL);
  lock = g_strconcat (test->path, ".lock", NULL);
  test_journal_open (test);
  assert_mode (upper, 0700);
  assert_mode (folder, 0700);
  assert_mode (test->path, 0600);
  assert_mode (lock, 0600);
  g_assert_cmpuint (test->disk->n_syncs, ==, 4); /* two folders, the file, its folder */
  test_journal_assert_all (test);
}

static void
count (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *)data;
}

static void
test_properties (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  guint n_pending = 0;
  guint n_size = 0;
  guint64 pending;
  guint64 size;
  g_autofree char *problem = NULL;

  test_journal_open (test);
  g_signal_connect (test->journal, "notify::n-pending", G_CALLBACK (count), &n_pending);
  g_signal_connect (test->journal, "notify::size", G_CALLBACK (count), &n_size);
  test_journal_append (test, "x");
  g_assert_cmpuint (n_pending, ==, 1);
  test_journal_settle (test);
  g_assert_cmpuint (n_pending, ==, 2);
  g_assert_cmpuint (n_size, ==, 1);
  g_object_get (test->journal, "n-pending", &pending, "size", &size, "problem", &problem, NULL);
  g_assert_cmpuint (pending, ==, 0);
  g_assert_cmpuint (size, ==, strlen (FIRST_LINE) + 11);
  g_assert_null (problem);
}

static void
done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(int *)data = pen_journal_flush_finish (PEN_JOURNAL (source), result, &error) ? 1 : -1;
  if (*(int *)data < 0)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static int
flush_in_loop (TestJournal *test)
{
  int result = 0;

  pen_journal_flush_async (test->journal, NULL, done, &result);
  while (result == 0)
    g_main_context_iteration (NULL, TRUE);
  return result;
}

static void
test_flush_async (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();

  test->disk->disk.delay_ms = G_MAXUINT; /* never by itself */
  test->disk->disk.first_retry_ms = G_MAXUINT;
  test_journal_open (test);
  g_assert_cmpint (flush_in_loop (test), ==, 1);
  test_journal_append (test, "x");
  g_assert_cmpint (flush_in_loop (test), ==, 1);
  test_journal_assert_all (test);
  test_journal_append (test, "y");
  test->disk->room = 0;
  g_assert_cmpint (flush_in_loop (test), ==, -1);
  stand_in_mend (test->disk);
  g_assert_cmpint (flush_in_loop (test), ==, 1);
  test_journal_assert_all (test);
}

/* Somebody forgot to flush. */
static void
test_last_reference (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();

  test_journal_open (test);
  test_journal_append (test, "x");
  g_assert_finalize_object (g_steal_pointer (&test->journal));
  test_journal_assert_all (test);
}

/* --- Compacting --- */

static GPtrArray *
list (const char *first, ...)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  va_list rest;

  va_start (rest, first);
  for (const char *line = first; line != NULL; line = va_arg (rest, const char *))
    g_ptr_array_add (lines, g_strdup (line));
  va_end (rest);
  return lines;
}

static void
test_compacts (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();

  test_journal_open (test);
  pen_journal_append (test->journal, "a");
  test_journal_flush (test);
  pen_journal_append (test->journal, "b");
  pen_journal_compact (test->journal, list ("ab", NULL));
  pen_journal_append (test->journal, "c");
  g_assert_cmpuint (pen_journal_get_n_pending (test->journal), ==, 3);
  test_journal_settle (test);
  test_journal_assert_lines (test, "ab", "c", NULL);
  g_assert_false (test_journal_exists (test, ".new"));
  pen_journal_append (test->journal, "d");
  test_journal_settle (test);
  test_journal_assert_lines (test, "ab", "c", "d", NULL);
}

static void
await_sync (StandIn *disk, guint number)
{
  stand_in_lock (disk);
  while (disk->n_syncs < number)
    g_cond_wait (&disk->cond, &disk->mutex);
  stand_in_unlock (disk);
}

/* Each line is there once, whatever the disk was doing when somebody compacted. */
static void
test_compacts_while_writing (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  guint n_syncs;

  test_journal_open (test);
  n_syncs = test->disk->n_syncs;
  test->disk->held = TRUE;
  pen_journal_append (test->journal, "a");
  while (pen_journal_get_n_pending (test->journal) == 1 && test->disk->n_writes < 2)
    g_main_context_iteration (NULL, FALSE);
  await_sync (test->disk, n_syncs + 1); /* of a */
  pen_journal_append (test->journal, "b");
  pen_journal_compact (test->journal, list ("ab", NULL));
  pen_journal_append (test->journal, "c");
  pen_journal_compact (test->journal, list ("abc", NULL));
  pen_journal_append (test->journal, "d");
  stand_in_mend (test->disk);
  test_journal_settle (test);
  test_journal_assert_lines (test, "abc", "d", NULL);
}

/* --- Reading what is damaged --- */

/* What is found is cut, and kept; what is appended then follows what was good. */
static void
check_cut (const char *data, gsize size, gsize good, guint n_lines)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  g_autofree char *kept = NULL;
  g_autofree char *last = NULL;
  gsize kept_size;

  test_journal_write (test, data, size);
  test_journal_open (test);
  g_assert_cmpuint (test->found->len, ==, n_lines);
  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (test->all, g_strdup (test->found->pdata[i]));
  g_assert_null (pen_journal_get_problem (test->journal));
  if (good < size)
    {
      g_assert_cmpint (test->state, ==, PEN_JOURNAL_CUT);
      kept = test_journal_read (test, ".cut", &kept_size);
      g_assert_cmpmem (kept, kept_size, data + good, MIN (size - good, 8 * 1024 * 1024));
    }
  test_journal_append (test, "after");
  test_journal_flush (test);
  test_journal_assert_all (test);
}

static GString *
make_file (guint n_lines)
{
  GString *file = g_string_new (FIRST_LINE);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *line = g_strdup_printf ("{\"n\":%u,\"t\":\"é\"}", i);

      test_line_add (file, line, -1);
    }
  return file;
}

static void
test_torn_tail (void)
{
  g_autoptr (GString) file = make_file (5);
  g_autoptr (GString) shorter = make_file (2);
  gsize line = (file->len - shorter->len) / 3;

  for (gsize size = shorter->len; size <= file->len; size++)
    {
      guint n_lines = (guint)(2 + (size - shorter->len) / line);

      check_cut (file->str, size, shorter->len + (n_lines - 2) * line, n_lines);
    }
}

/* The first line as well: a file that was just being made. */
static void
test_torn_beginning (void)
{
  static const char zeros[100];

  for (gsize size = 0; size <= strlen (FIRST_LINE); size++)
    check_cut (FIRST_LINE, size, size < strlen (FIRST_LINE) ? 0 : size, 0);
  check_cut (zeros, sizeof (zeros), 0, 0);
}

static void
add_bad_line (GString *file, guint kind)
{
  g_autofree char *text = NULL;

  switch (kind)
    {
    case 0:
      g_string_append (file, "00000000 wrong sum\n");
      break;
    case 1:
      test_line_add (file, "\xff not UTF-8", -1);
      break;
    case 2:
      test_line_add (file, "a\0b", 3);
      break;
    case 3:
      test_line_add (file, "", 0);
      break;
    case 4:
      g_string_append (file, "CBF43926 123456789\n");
      break;
    case 5:
      g_string_append (file, "cbf43926\t123456789\n");
      break;
    case 6:
      g_string_append (file, "\n");
      break;
    default:
      text = g_strnfill (PEN_JOURNAL_LINE_MAX + 1, 'x');
      test_line_add (file, text, -1);
    }
}

/* What follows it is not for the text as it now is. */
static void
test_bad_line_between (void)
{
  for (guint kind = 0; kind < 8; kind++)
    {
      g_autoptr (GString) file = make_file (2);
      gsize good = file->len;

      add_bad_line (file, kind);
      test_line_add (file, "good", -1);
      check_cut (file->str, file->len, good, 2);
    }
}

static void
test_longest_line (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  g_autofree char *text = g_strnfill (PEN_JOURNAL_LINE_MAX, 'x');

  test_journal_open (test);
  test_journal_append (test, text);
  test_journal_append (test, "short");
  test_journal_flush (test);
  test_journal_assert_all (test);
}

/* Whatever happened to the bits, each line that is read was written, and they are the first ones.
 */
static void
test_flipped_bits (void)
{
  g_autoptr (GString) file = make_file (20);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  gsize good;

  g_assert_true (pen_journal_lines_read ((const guint8 *)file->str, file->len, all, &good, NULL));
  g_assert_cmpuint (all->len, ==, 20);
  for (guint32 seed = 0; seed < 1000; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree guint8 *copy = g_memdup2 (file->str, file->len);
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      gint32 n_flips = g_rand_int_range (random, 1, 9);

      while (n_flips-- > 0)
        copy[g_rand_int_range (random, 0, (gint32)file->len)] ^= 1
                                                                 << g_rand_int_range (random, 0, 8);
      if (memcmp (copy, file->str, file->len) == 0 ||
          !pen_journal_lines_read (copy, file->len, lines, &good, NULL))
        continue;
      g_assert_cmpuint (lines->len, <, 20);
      for (guint i = 0; i < lines->len; i++)
        g_assert_cmpstr (lines->pdata[i], ==, all->pdata[i]);
    }
}

/* --- What is no journal of ours --- */

static void
check_refused (TestJournal *test, GQuark domain, int code)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) peek_error = NULL;

  g_assert_null (pen_journal_open (test->path, &lines, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (lines);
  g_assert_false (pen_journal_peek (test->path, &lines, NULL, &peek_error));
  g_assert_error (peek_error, domain, code);
  g_assert_false (test_journal_exists (test, ".cut"));
}

static void
test_refuses (void)
{
  static const char *const files[] = {"playpen-journal 2\nwhatever\n",
                                      "playpen-journal 13\n",
                                      "fn main() {}\n",
                                      "playpen-journal \n",
                                      "playpen-journal 1 \n",
                                      "playpen-journal 123456\n",
                                      "\n"};
  g_autoptr (TestJournal) test = test_journal_new ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = NULL;
      gsize size;

      test_journal_write (test, files[i], strlen (files[i]));
      check_refused (test, PEN_CORE_ERROR, PEN_CORE_ERROR_FORMAT);
      text = test_journal_read (test, "", &size);
      g_assert_cmpstr (text, ==, files[i]);
    }
  g_assert_cmpint (truncate (test->path, PEN_JOURNAL_FILE_MAX + 1), ==, 0);
  check_refused (test, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG);
  g_assert_cmpint (g_unlink (test->path), ==, 0);
  g_assert_cmpint (mkfifo (test->path, 0600), ==, 0);
  check_refused (test, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
  g_assert_cmpint (g_unlink (test->path), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", test->path), ==, 0);
  check_refused (test, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
}

static void
test_peek (void)
{
  g_autoptr (TestJournal) test = test_journal_new ();
  g_autoptr (GString) file = make_file (3);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PenJournalState state;
  gsize size;

  g_assert_false (pen_journal_peek (test->path, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (test_journal_exists (test, ".lock"));
  test_journal_write (test, file->str, file->len - 1);
  g_assert_true (pen_journal_peek (test->path, &lines, &state, NULL));
  g_assert_cmpint (state, ==, PEN_JOURNAL_CUT);
  g_assert_cmpuint (lines->len, ==, 2);
  text = test_journal_read (test, "", &size);
  g_assert_cmpmem (text, size, file->str, file->len - 1);
  g_assert_false (test_journal_exists (test, ".cut"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/journal/keeps-lines", test_keeps_lines);
  g_test_add_func ("/core/journal/form", test_form);
  g_test_add_func ("/core/journal/makes-private-files", test_makes_private_files);
  g_test_add_func ("/core/journal/properties", test_properties);
  g_test_add_func ("/core/journal/flush-async", test_flush_async);
  g_test_add_func ("/core/journal/last-reference", test_last_reference);
  g_test_add_func ("/core/journal/compacts", test_compacts);
  g_test_add_func ("/core/journal/compacts-while-writing", test_compacts_while_writing);
  g_test_add_func ("/core/journal/torn-tail", test_torn_tail);
  g_test_add_func ("/core/journal/torn-beginning", test_torn_beginning);
  g_test_add_func ("/core/journal/bad-line-between", test_bad_line_between);
  g_test_add_func ("/core/journal/longest-line", test_longest_line);
  g_test_add_func ("/core/journal/flipped-bits", test_flipped_bits);
  g_test_add_func ("/core/journal/refuses", test_refuses);
  g_test_add_func ("/core/journal/peek", test_peek);
  test_journal_add_faults ();
  test_journal_add_places ();
  test_journal_add_kills ();
  return g_test_run ();
}
