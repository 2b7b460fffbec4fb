/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A thousand archives that were changed at random, read and written in a process of their own: none
 * crashes it, makes it large, or puts a file anywhere but below its folder. */
#include "zip-mutations.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "folder.h"
#include "zip-maker.h"

#define SOME (40 * 1024)
#define N_MUTATIONS 1000
#define SEED 20261124
#define MEMORY_MAX_KIB (64 * 1024)

static GBytes *
make_good (GRand *random)
{
  g_autofree guint8 *noise = g_malloc (SOME);
  g_autoptr (GBytes) large = NULL;

  for (guint i = 0; i < SOME; i++)
    noise[i] = (guint8)(g_rand_int (random) & (i & 0x4000 ? 0xff : 3));
  large = g_bytes_new (noise, SOME);
  {
    const ZipEntry entries[] = {
        {.name = "mimetype", .contents = "application/vnd.playpen.session+zip"},
        {.name = "src/", .mode = S_IFDIR | 0755},
        {.name = "src/main.rs",
         .contents = "fn main() {}\n",
         .deflate = TRUE,
         .mode = S_IFREG | 0644},
        {.name = "data/large", .bytes = large, .deflate = TRUE, .descriptor = 16},
        {.name = "data/é.txt", .contents = "é", .descriptor = 12},
        {.name = "../a/../b", .contents = "evil"},
        {.name = "link", .contents = "/etc/passwd", .mode = S_IFLNK | 0777},
        {.name = NULL},
    };
    ZipEntry some[G_N_ELEMENTS (entries)];
    guint n = 0;

    /* A few of them; most archives are good before they are changed. */
    for (guint i = 0; i + 1 < G_N_ELEMENTS (entries); i++)
      if (g_rand_int_range (random, 0, 8) >= (i < 5 ? 1 : 7))
        some[n++] = entries[i];
    some[n] = entries[G_N_ELEMENTS (entries) - 1];
    return zip_make (some, NULL);
  }
}

static const guint32 odd_numbers[] =
    {0, 1, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 1 << 20, 1 << 26};

/* One change, most often where the headers are. */
static void
change (GRand *random, GByteArray *bytes)
{
  gboolean in_the_back = g_rand_boolean (random);
  guint room = in_the_back ? MIN (bytes->len, 600) : bytes->len;
  guint at = bytes->len - 1 - (guint)g_rand_int_range (random, 0, (gint32)room);
  guint length = (guint)g_rand_int_range (random, 1, 64);
  guint32 number = odd_numbers[g_rand_int_range (random, 0, G_N_ELEMENTS (odd_numbers))];

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
    case 1:
    case 2:
      bytes->data[at] ^= (guint8)(1 << g_rand_int_range (random, 0, 8));
      break;
    case 3:
      bytes->data[at] = (guint8)g_rand_int (random);
      break;
    case 4:
      if (at + 4 <= bytes->len)
        memcpy (bytes->data + at, &number, g_rand_boolean (random) ? 2 : 4);
      break;
    case 5:
      g_byte_array_set_size (bytes, at + 1);
      break;
    case 6:
      if (at + length < bytes->len)
        g_byte_array_remove_range (bytes, at, length);
      break;
    default:
      if (at + length < bytes->len)
        memmove (bytes->data + g_rand_int_range (random, 0, (gint32)(bytes->len - length)),
                 bytes->data + at,
                 length);
      break;
    }
}

static GBytes *
mutate (GRand *random, GBytes *good)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gint32 n = g_rand_int_range (random, 0, 4);

  g_byte_array_append (bytes, g_bytes_get_data (good, NULL), (guint)g_bytes_get_size (good));
  for (gint32 i = 0; i < n && bytes->len > 0; i++)
    change (random, bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* What is in a folder, except for one: the names. */
static guint
count_others (const char *folder, const char *own)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    n += !g_str_equal (name, own);
  return n;
}

static guint64
get_peak_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
read_and_write (GBytes *archive, const char *folder, guint *n_read)
{
  g_autofree char *target = g_build_filename (folder, "inner", "target", NULL);
  g_autofree char *inner = g_path_get_dirname (target);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = pen_zip_read (archive, NULL, &error);

  if (entries == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  g_assert_no_error (error);
  ++*n_read;
  g_assert_true (pen_archive_write_folder (entries, target, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_others (folder, "inner"), ==, 0);
  g_assert_cmpuint (count_others (inner, "target"), ==, 0);
  test_folder_remove (target);
}

static void
mutate_all (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autofree char *folder = test_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  guint n_read = 0;

  g_assert_cmpint (g_mkdir (inner, 0755), ==, 0);
  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      g_autoptr (GBytes) good = make_good (random);
      g_autoptr (GBytes) archive = mutate (random, good);

      read_and_write (archive, folder, &n_read);
    }
  test_folder_remove (folder);
  g_print ("%u of %u could be read, %" G_GUINT64_FORMAT " KiB\n",
           n_read,
           N_MUTATIONS,
           get_peak_kib ());
  /* Neither all nor none: both ways were gone. */
  g_assert_cmpuint (n_read, >, N_MUTATIONS / 20);
  g_assert_cmpuint (n_read, <, N_MUTATIONS * 9 / 10);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
  g_assert_cmpuint (get_peak_kib (), <, MEMORY_MAX_KIB);
#endif
}

static void
test_mutations (void)
{
  if (g_test_subprocess ())
    {
      mutate_all ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* As much as may be: as many bytes as an archive may have, and the most that they may become. */
static void
read_most (void)
{
  g_autofree guint8 *noise = g_malloc (1024 * 1024);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  /* A run of the same byte here and there: deflated, it still takes three quarters. */
  for (guint i = 0; i < 1024 * 1024; i++)
    noise[i] = i % 1024 < 270 ? 'x' : (guint8)g_rand_int (random);
  for (guint i = 0; i < 31; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%u", i);
      g_autoptr (GBytes) bytes = g_bytes_new (noise, 1024 * 1024);

      g_assert_true (pen_zip_writer_add (writer, name, bytes, FALSE, &error));
    }
  archive = pen_zip_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (archive), >, 22 * 1024 * 1024);
  entries = pen_zip_read (archive, NULL, &error);
  g_assert_no_error (error);
  g_print ("%" G_GUINT64_FORMAT " KiB\n", get_peak_kib ());
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_peak_kib (), <, MEMORY_MAX_KIB);
#endif
}

static void
test_most (void)
{
  if (g_test_subprocess ())
    {
      read_most ();
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

void
zip_mutations_add_tests (void)
{
  g_test_add_func ("/core/zip-reader/survives-a-thousand-mutations", test_mutations);
  g_test_add_func ("/core/zip-reader/keeps-within-64-mib", test_most);
}
