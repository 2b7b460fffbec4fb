/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* ZIP archives of ours: the same bytes each time, what content sniffers look for, and readable by
 * other programs. */
#include "core.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "folder.h"

#define MIME "application/vnd.playpen.session+zip"

static void
add (PenZipWriter *writer, const char *name, const char *text, gboolean store)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_zip_writer_add (writer, name, bytes, store, &error));
  g_assert_no_error (error);
}

static GBytes *
make (void)
{
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  g_autofree char *long_text = g_strnfill (5000, 'a');
  g_autofree char *dense = g_strnfill (3 * 1024 * 1024, 'z');
  g_autoptr (GError) error = NULL;
  GBytes *archive;

  add (writer, "mimetype", MIME, TRUE);
  add (writer, "src/main.rs", "fn main() { println!(\"hello hello hello\"); }\n", FALSE);
  add (writer, "a b/größe.txt", long_text, FALSE);
  add (writer, "empty", "", FALSE);
  add (writer, "one", "1", FALSE);
  add (writer, "short", "xyz", FALSE);
  add (writer, "dense", dense, FALSE);
  archive = pen_zip_writer_finish (writer, &error);
  g_assert_no_error (error);
  return archive;
}

/* Where shared-mime-info's rule looks. */
static void
test_magic (void)
{
  g_autoptr (GBytes) archive = make ();
  const char *data = g_bytes_get_data (archive, NULL);

  g_assert_cmpmem (data, 4, "PK\x03\x04", 4);
  g_assert_cmpmem (data + 30, 8, "mimetype", 8);
  g_assert_cmpmem (data + 38, strlen (MIME), MIME, strlen (MIME));
}

/* What it was on the day this was written: the form must not change, or signatures break. */
static void
test_same_bytes (void)
{
  g_autoptr (GBytes) first = make ();
  g_autoptr (GBytes) second = make ();
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  g_autoptr (GBytes) small = NULL;
  static const guint8 expected[] =
      "PK\3\4\x14\0\0\x08\0\0\0\0\x21\0\xb7\xef\xdc\x83\1\0\0\0\1\0\0\0\1\0\0\0"
      "a1"
      "PK\1\2\x14\3\x14\0\0\x08\0\0\0\0\x21\0\xb7\xef\xdc\x83\1\0\0\0\1\0\0\0\1\0\0\0\0\0\0\0\0\0"
      "\0\0\xa4\x81\0\0\0\0"
      "a"
      "PK\5\6\0\0\0\0\1\0\1\0\x2f\0\0\0\x20\0\0\0\0";

  g_assert_true (g_bytes_equal (first, second));
  add (writer, "a", "1", FALSE);
  small = pen_zip_writer_finish (writer, NULL);
  /* The text's own NUL is the last byte of the comment's length. */
  g_assert_cmpmem (g_bytes_get_data (small, NULL),
                   g_bytes_get_size (small),
                   expected,
                   sizeof expected);
}

static void
test_round_trip (void)
{
  g_autoptr (GBytes) archive = make ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = pen_zip_read (archive, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 7);
  g_assert_cmpstr (((PenArchiveEntry *)entries->pdata[2])->name, ==, "a b/größe.txt");
  g_assert_cmpuint (g_bytes_get_size (pen_archive_entries_get (entries, "a b/größe.txt")),
                    ==,
                    5000);
  g_assert_cmpuint (g_bytes_get_size (pen_archive_entries_get (entries, "empty")), ==, 0);
  /* Packed it would be refused as a bomb, so it is stored. */
  g_assert_cmpuint (g_bytes_get_size (archive), >, 3 * 1024 * 1024);
}

/* Info-ZIP is the strictest of those that everybody has. */
static void
test_unzip (void)
{
  g_autoptr (GBytes) archive = make ();
  g_autofree char *unzip = g_find_program_in_path ("unzip");
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.zip", NULL);
  g_autofree char *out = NULL;
  g_autofree char *main_rs = g_build_filename (folder, "src", "main.rs", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_nonnull (unzip);
  g_file_set_contents (path,
                       g_bytes_get_data (archive, NULL),
                       (gssize)g_bytes_get_size (archive),
                       &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                              &error,
                              unzip,
                              path,
                              "-d",
                              folder,
                              NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_test_message ("%s", out);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_true (g_file_get_contents (main_rs, &text, NULL, &error));
  g_assert_true (g_str_has_prefix (text, "fn main()"));
  test_folder_remove (folder);
}

static void
assert_cannot_add (PenZipWriter *writer, const char *name, gsize size, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GError) error = NULL;

  g_assert_false (pen_zip_writer_add (writer, name, bytes, FALSE, &error));
  g_assert_error (error, PEN_CORE_ERROR, code);
}

static void
test_refuses (void)
{
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  add (writer, "a/b", "", FALSE);
  assert_cannot_add (writer, "../a", 0, PEN_CORE_ERROR_INPUT);
  assert_cannot_add (writer, "A/b", 0, PEN_CORE_ERROR_INPUT);
  assert_cannot_add (writer, "a", 0, PEN_CORE_ERROR_INPUT);
  assert_cannot_add (writer, "new/c", 4 * 1024 * 1024 + 1, PEN_CORE_ERROR_TOO_BIG);
  add (writer, "new", "", FALSE); /* what was refused left nothing behind */
  archive = pen_zip_writer_finish (writer, &error);
  g_assert_no_error (error);
  entries = pen_zip_read (archive, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
}

static void
test_too_much (void)
{
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  g_autofree guint32 *noise = g_new (guint32, 1024 * 1024);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1024 * 1024; i++)
    noise[i] = g_rand_int (random);
  bytes = g_bytes_new_take (g_steal_pointer (&noise), 4 * 1024 * 1024);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      g_assert_true (pen_zip_writer_add (writer, name, bytes, TRUE, &error));
    }
  assert_cannot_add (writer, "x", 1, PEN_CORE_ERROR_TOO_BIG);
  g_assert_null (pen_zip_writer_finish (writer, &error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/zip-writer/puts-the-type-where-it-is-sought", test_magic);
  g_test_add_func ("/core/zip-writer/makes-the-same-bytes", test_same_bytes);
  g_test_add_func ("/core/zip-writer/is-read-again", test_round_trip);
  g_test_add_func ("/core/zip-writer/is-read-by-unzip", test_unzip);
  g_test_add_func ("/core/zip-writer/writes-nothing-that-is-refused", test_refuses);
  g_test_add_func ("/core/zip-writer/keeps-the-limits", test_too_much);
  return g_test_run ();
}
