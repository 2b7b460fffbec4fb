/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files of an archive on the disk: only below their folder, and all of them or none. */
#include "core.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

typedef struct
{
  char *base;
  char *folder;
  GPtrArray *entries;
  GError *error;
} Fixture;

static void
add (Fixture *test, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_ptr_array_add (test->entries, pen_archive_entry_new (name, bytes));
}

static void
set_up (Fixture *test, gconstpointer data)
{
  test->base = test_folder_new ();
  test->folder = g_build_filename (test->base, "new", NULL);
  test->entries = pen_archive_entries_new ();
  add (test, "Cargo.toml", "[package]\n");
  add (test, "src/main.rs", "fn main() {}\n");
  add (test, "src/a/b/c.rs", "");
  add (test, "src/lib.rs", "// lib\n");
}

static void
tear_down (Fixture *test, gconstpointer data)
{
  test_folder_remove (test->base);
  g_ptr_array_unref (test->entries);
  g_free (test->folder);
  g_free (test->base);
  g_clear_error (&test->error);
}

static void
assert_written (Fixture *test, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  g_autofree char *found = NULL;
  struct stat info;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & ~(mode_t)022, ==, S_IFREG | 0644);
}

static void
assert_absent (Fixture *test, const char *name)
{
  g_autofree char *path = g_build_filename (test->base, name, NULL);
  struct stat info;

  g_assert_cmpint (lstat (path, &info), ==, -1);
}

static gboolean
write_it (Fixture *test)
{
  g_clear_error (&test->error);
  return pen_archive_write_folder (test->entries, test->folder, &test->error);
}

static void
assert_fails (Fixture *test, const char *why)
{
  g_assert_false (write_it (test));
  g_assert_error (test->error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
  if (strstr (test->error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", test->error->message, why);
}

static void
test_writes (Fixture *test, gconstpointer data)
{
  g_assert_true (write_it (test));
  g_assert_no_error (test->error);
  assert_written (test, "Cargo.toml", "[package]\n");
  assert_written (test, "src/main.rs", "fn main() {}\n");
  assert_written (test, "src/a/b/c.rs", "");
  assert_written (test, "src/lib.rs", "// lib\n");
}

static void
test_writes_into_empty (Fixture *test, gconstpointer data)
{
  g_assert_cmpint (g_mkdir (test->folder, 0700), ==, 0);
  g_assert_true (write_it (test));
  assert_written (test, "src/main.rs", "fn main() {}\n");
  assert_fails (test, "is not empty"); /* once more */
  assert_written (test, "src/main.rs", "fn main() {}\n");
}

static void
test_keeps_others_files (Fixture *test, gconstpointer data)
{
  test_folder_write (test->folder, "own", "mine");
  assert_fails (test, "is not empty");
  assert_absent (test, "new/Cargo.toml");
  assert_written (test, "own", "mine");
}

/* A link in the place of the folder, with and without a slash behind it. */
static void
test_link (Fixture *test, gconstpointer data)
{
  g_autofree char *other = g_build_filename (test->base, "other", NULL);
  g_autofree char *with_slashes = NULL;

  g_assert_cmpint (g_mkdir (other, 0755), ==, 0);
  g_assert_cmpint (symlink ("other", test->folder), ==, 0);
  assert_fails (test, "cannot be written");
  with_slashes = g_strconcat (test->folder, "//", NULL);
  g_free (test->folder);
  test->folder = g_steal_pointer (&with_slashes);
  assert_fails (test, "cannot be written");
  assert_absent (test, "other/Cargo.toml");
}

static void
test_no_parent (Fixture *test, gconstpointer data)
{
  g_free (test->folder);
  test->folder = g_build_filename (test->base, "missing", "new", NULL);
  assert_fails (test, "No such file");
  assert_absent (test, "missing");
}

/* Names are not believed because somebody says that they were checked. */
static void
test_names (Fixture *test, gconstpointer data)
{
  static const char *const names[][2] = {
      {"../evil", "leads out"},
      {"/tmp/evil", "begins with a slash"},
      {"src/../../evil", "leads out"},
      {"cargo.toml", "lower case"},
      {"src", "folder of that name"},
      {"Cargo.toml/x", "the name of a file"},
      {".git/config", "git would run"},
      {"a/.Git/hooks/x", "git would run"},
      {"git~1/config", "git would run"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      add (test, names[i][0], "evil");
      assert_fails (test, names[i][1]);
      g_ptr_array_set_size (test->entries, (gint)test->entries->len - 1);
      assert_absent (test, "new");
      assert_absent (test, "evil");
    }
}

/* A disk that is full, by the limit on the size of a file. */
static void
test_undoes (Fixture *test, gconstpointer data)
{
  struct rlimit before;
  struct rlimit small;
  g_autofree char *large = g_strnfill (5000, 'x');

  add (test, "src/z/large", large);
  add (test, "behind", "");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4096;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_fails (test, "large");
  assert_absent (test, "new");

  g_assert_cmpint (g_mkdir (test->folder, 0755), ==, 0);
  assert_fails (test, "large");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpint (g_rmdir (test->folder), ==, 0); /* it was there, and is empty again */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/core/archive-folder/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("writes-files", test_writes);
  ADD ("writes-into-an-empty-folder", test_writes_into_empty);
  ADD ("keeps-what-others-wrote", test_keeps_others_files);
  ADD ("follows-no-link", test_link);
  ADD ("makes-no-parents", test_no_parent);
  ADD ("checks-names-again", test_names);
  ADD ("undoes-what-it-began", test_undoes);
  return g_test_run ();
}
