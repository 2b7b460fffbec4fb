/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A journal whose file or folder somebody else deletes, replaces, changes or has open; and disks
 * that are really full or closed. */
#include "journal-stand-in.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"

static TestJournal *
open_with_lines (void)
{
  TestJournal *test = test_journal_new ();

  test_journal_open (test);
  test_journal_append (test, "first");
  test_journal_append (test, "second");
  test_journal_flush (test);
  return test;
}

/* It is written anew, all of it. */
static void
assert_goes_on (TestJournal *test)
{
  test_journal_append (test, "third");
  test_journal_flush (test);
  test_journal_assert_all (test);
  test_journal_append (test, "fourth");
  test_journal_flush (test);
  test_journal_assert_all (test);
}

static void
test_deleted_file (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();

  g_assert_cmpint (g_unlink (test->path), ==, 0);
  assert_goes_on (test);
  g_assert_false (test_journal_exists (test, ".cut"));
}

static void
test_deleted_folder (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();

  test_folder_remove (test->folder);
  assert_goes_on (test);
}

/* As when somebody tidies up: what is open is no longer where it was. */
static void
test_moved_folder (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();
  g_autofree char *aside = g_strconcat (test->folder, "-aside", NULL);

  g_assert_cmpint (g_rename (test->folder, aside), ==, 0);
  assert_goes_on (test);
  test_folder_remove (aside);
}

static void
assert_kept_beside (TestJournal *test, const char *text)
{
  g_autofree char *kept = NULL;
  gsize size;

  kept = test_journal_read (test, ".cut", &size);
  g_assert_cmpmem (kept, size, text, strlen (text));
}

static void
test_replaced_file (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();

  test_journal_write (test, "somebody's work\n", strlen ("somebody's work\n"));
  assert_goes_on (test);
  assert_kept_beside (test, "somebody's work\n");
}

static void
test_replaced_by_link (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();
  g_autofree char *other = g_build_filename (test->folder, "other", NULL);
  g_autofree char *text = NULL;

  test_folder_write (test->folder, "other", "not to be touched");
  g_assert_cmpint (g_unlink (test->path), ==, 0);
  g_assert_cmpint (symlink (other, test->path), ==, 0);
  assert_goes_on (test);
  g_assert_true (g_file_get_contents (other, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "not to be touched");
}

static void
test_shortened_file (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();

  g_assert_cmpint (truncate (test->path, 25), ==, 0);
  assert_goes_on (test);
}

static void
test_lengthened_file (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();
  g_autofree char *text = NULL;
  FILE *file = g_fopen (test->path, "a");
  gsize size;

  fputs ("added", file);
  fclose (file);
  text = test_journal_read (test, "", &size);
  assert_goes_on (test);
  assert_kept_beside (test, text);
}

/* --- Two at once --- */

static void
assert_busy (TestJournal *test)
{
  g_autoptr (PenJournal) second = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  second = pen_journal_open (test->path, &lines, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "another window"));
}

static void
test_lock (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();

  assert_busy (test);
  pen_journal_compact (test->journal, test_journal_list_all (test));
  test_journal_flush (test);
  assert_busy (test);
  assert_goes_on (test);
  test_journal_close (test);
  test_journal_open (test);
  assert_busy (test);
}

static void
test_deleted_lock (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();
  g_autofree char *lock = g_strconcat (test->path, ".lock", NULL);

  g_assert_cmpint (g_unlink (lock), ==, 0);
  test_journal_append (test, "x");
  test_journal_flush (test);
  assert_busy (test);
}

/* (transfer full): its first line. */
static char *
read_first_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  return g_data_input_stream_read_line (stream, NULL, NULL, NULL);
}

static void
test_two_processes (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (GSubprocess) third = NULL;
  g_autofree char *said = NULL;
  g_autofree char *typed = NULL;
  const char *child = test_journal_get_child ();

  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, child, "type", test->path, NULL);
  said = read_first_line (second);
  g_assert_nonnull (strstr (said, "error This session is open"));
  assert_goes_on (test);
  test_journal_close (test);

  third = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, child, "type", test->path, NULL);
  typed = read_first_line (third);
  g_assert_true (g_str_has_prefix (typed, "4 ")); /* after those that are there */
  assert_busy (test);
  g_subprocess_force_exit (third);
  g_assert_true (g_subprocess_wait (third, NULL, NULL));
  g_assert_true (g_subprocess_wait (second, NULL, NULL));
}

/* A program that was started from here does not hold it. */
static void
test_child_does_not_inherit (void)
{
  g_autoptr (TestJournal) test = open_with_lines ();
  g_autoptr (GError) error = NULL;
  const char *const argv[] = {"sleep", "60", NULL};
  GPid pid;

  g_spawn_async (NULL,
                 (char **)argv,
                 NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_LEAVE_DESCRIPTORS_OPEN | G_SPAWN_DO_NOT_REAP_CHILD,
                 NULL,
                 NULL,
                 &pid,
                 &error);
  g_assert_no_error (error);
  test_journal_close (test);
  test_journal_open (test);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);
}

/* --- Real disks --- */

/* (transfer full) (nullable): what the child said; NULL when it had to skip. */
static char *
run_child (const char *mode, const char *folder)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error,
                              test_journal_get_child (),
                              mode,
                              folder,
                              NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  if (g_str_has_prefix (said, "skip "))
    {
      g_test_skip (g_strchomp (said + strlen ("skip ")));
      return NULL;
    }
  g_assert_true (g_str_has_suffix (said, "end\n"));
  return g_steal_pointer (&said);
}

static void
test_small_disk (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *said = run_child ("small-disk", folder);

  if (said != NULL)
    {
      g_assert_nonnull (strstr (said, "problem The disk is full"));
      g_assert_nonnull (strstr (said, "problem The disk can only be read"));
    }
  test_folder_remove (folder);
}

static void
test_closed_folder (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *said = NULL;

  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  said = run_child ("closed-folder", folder);
  if (said != NULL)
    {
      g_assert_nonnull (strstr (said, "problem You may not write in"));
      g_assert_nonnull (strstr (said, folder));
    }
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  test_folder_remove (folder);
}

void
test_journal_add_places (void)
{
  g_test_add_func ("/core/journal/deleted-file", test_deleted_file);
  g_test_add_func ("/core/journal/deleted-folder", test_deleted_folder);
  g_test_add_func ("/core/journal/moved-folder", test_moved_folder);
  g_test_add_func ("/core/journal/replaced-file", test_replaced_file);
  g_test_add_func ("/core/journal/replaced-by-link", test_replaced_by_link);
  g_test_add_func ("/core/journal/shortened-file", test_shortened_file);
  g_test_add_func ("/core/journal/lengthened-file", test_lengthened_file);
  g_test_add_func ("/core/journal/lock", test_lock);
  g_test_add_func ("/core/journal/deleted-lock", test_deleted_lock);
  g_test_add_func ("/core/journal/two-processes", test_two_processes);
  g_test_add_func ("/core/journal/child-does-not-inherit", test_child_does_not_inherit);
  g_test_add_func ("/core/journal/small-disk", test_small_disk);
  g_test_add_func ("/core/journal/closed-folder", test_closed_folder);
}
