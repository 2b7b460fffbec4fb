/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a .crate may look like, and the ways in which it must not. */
#include "core.h"

#include <gio/gio.h>
#include <string.h>

#include "folder.h"

#define FORMAT PEN_CORE_ERROR_FORMAT
#define INPUT PEN_CORE_ERROR_INPUT
#define TOO_BIG PEN_CORE_ERROR_TOO_BIG

/* One entry as a test wants it. What is NULL or 0 is as it should be. */
typedef struct
{
  const char *name;
  const char *contents;
  gsize size; /* of zeros, in the place of contents */
  char type;
  const char *prefix;
  const char *said_size;
  gboolean is_gnu;
  gboolean wrong_checksum;
  gboolean no_magic;
} Tar;

static void
put_entry (GByteArray *to, const Tar *entry)
{
  const char *contents = entry->contents != NULL ? entry->contents : "";
  gsize size = entry->size != 0 ? entry->size : strlen (contents);
  g_autofree guint8 *body = g_malloc0 (size + 512);
  char header[513] = {0};
  guint sum = 0;

  memcpy (header, entry->name, MIN (strlen (entry->name), 100));
  memcpy (header + 100, "0000644", 7);
  if (entry->said_size != NULL)
    memcpy (header + 124, entry->said_size, strlen (entry->said_size));
  else
    g_snprintf (header + 124, 12, "%011o", (guint)size);
  memcpy (header + 136, "00000000000", 11);
  memset (header + 148, ' ', 8);
  header[156] = entry->type != '\0' ? entry->type : '0';
  if (!entry->no_magic)
    memcpy (header + 257, entry->is_gnu ? "ustar  " : "ustar\00000", 8);
  if (entry->prefix != NULL)
    memcpy (header + 345, entry->prefix, strlen (entry->prefix));
  for (guint i = 0; i < 512; i++)
    sum += (guint8)header[i];
  g_snprintf (header + 148, 8, "%06o", sum + (entry->wrong_checksum ? 1 : 0));
  g_byte_array_append (to, (const guint8 *)header, 512);
  if (entry->size == 0)
    memcpy (body, contents, size);
  g_byte_array_append (to, body, (guint)((size + 511) / 512 * 512));
}

static GBytes *
gzip (const guint8 *data, gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* @entries ends with one without a name. */
static GBytes *
make (const Tar *entries, gsize n_zeros)
{
  g_autoptr (GByteArray) to = g_byte_array_new ();
  g_autofree guint8 *zeros = g_malloc0 (n_zeros + 1);

  for (; entries->name != NULL; entries++)
    put_entry (to, entries);
  g_byte_array_append (to, zeros, (guint)n_zeros);
  return gzip (to->data, to->len);
}

static GPtrArray *
read_good (GBytes *archive)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *files = pen_tar_read (archive, NULL, &error);

  g_assert_no_error (error);
  return files;
}

static void
assert_refused (GBytes *archive, int code, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = pen_tar_read (archive, NULL, &error);

  g_assert_null (files);
  g_assert_error (error, PEN_CORE_ERROR, code);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", error->message, why);
}

static void
test_reads (void)
{
  g_autofree char *hundred = g_strnfill (100, 'h');
  g_autofree char *long_name = g_strnfill (150, 'l');
  const Tar entries[] = {
      {.name = "a-1.0.0/Cargo.toml", .contents = "[package]"},
      {.name = "a-1.0.0/src/", .type = '5'},
      {.name = "a-1.0.0/src/lib.rs", .contents = "// lib", .is_gnu = TRUE},
      {.name = hundred},
      {.name = "short", .prefix = "in/a", .contents = "p"},
      {.name = "old", .prefix = "ignored", .is_gnu = TRUE},
      {.name = "././@LongLink", .type = 'L', .contents = long_name, .is_gnu = TRUE},
      {.name = "cut", .contents = "long", .is_gnu = TRUE},
      {.name = "pax", .type = 'x', .contents = "23 path=größe/é.txt\n20 mtime=1700000000\n"},
      {.name = "ascii", .contents = "pax"},
      {.name = "pax", .type = 'g', .contents = "18 comment=abcdef\n"},
      {.name = "pax", .type = 'x', .contents = "9 size=3\n"},
      {.name = "sized", .contents = "123", .said_size = "00000000000"},
      {.name = "last", .size = 100000},
      {.name = NULL},
  };
  g_autoptr (GBytes) archive = make (entries, 10240);
  g_autoptr (GPtrArray) files = read_good (archive);
  static const char *const contents[][2] = {
      {"a-1.0.0/Cargo.toml", "[package]"},
      {"a-1.0.0/src/lib.rs", "// lib"},
      {"in/a/short", "p"},
      {"old", ""},
      {"größe/é.txt", "pax"},
      {"sized", "123"},
  };

  g_assert_cmpuint (files->len, ==, 9);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      GBytes *bytes = pen_archive_entries_get (files, contents[i][0]);

      g_assert_nonnull (bytes);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes),
                       contents[i][1],
                       strlen (contents[i][1]));
    }
  g_assert_nonnull (pen_archive_entries_get (files, hundred));
  g_assert_nonnull (pen_archive_entries_get (files, long_name));
}

/* What the program that everybody has makes, in each of its forms. */
static void
test_reads_tar (gconstpointer data)
{
  const char *format = data;
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.crate", NULL);
  g_autofree char *text = NULL;
  g_autofree char *deep = g_strnfill (90, 'd');
  g_autofree char *name = g_strconcat ("top/", deep, "/source/größe.rs", NULL);
  g_autofree char *option = g_strconcat ("--format=", format, NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GPtrArray) files = NULL;
  gsize size;

  test_folder_write (folder, name, "fn main() {}");
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                              NULL,
                              "tar",
                              option,
                              "-czf",
                              path,
                              "-C",
                              folder,
                              "top",
                              NULL);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  archive = g_bytes_new (text, size);
  files = read_good (archive);
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_nonnull (pen_archive_entries_get (files, name));
  test_folder_remove (folder);
}

typedef struct
{
  const char *title;
  int code;
  const char *why;
  Tar entry;
} Bad;

static const Bad bad_entries[] = {
    {"symlink", FORMAT, "a link", {.name = "a", .type = '2'}},
    {"hard-link", FORMAT, "a link", {.name = "a", .type = '1'}},
    {"device", FORMAT, "a link", {.name = "a", .type = '3'}},
    {"fifo", FORMAT, "a link", {.name = "a", .type = '6'}},
    {"sparse", FORMAT, "a link", {.name = "a", .type = 'S'}},
    {"long-link", FORMAT, "a link", {.name = "a", .type = 'K'}},
    {"folder-with-contents", FORMAT, "whole", {.name = "a/", .type = '5', .contents = "x"}},
    {"checksum", FORMAT, "whole", {.name = "a", .wrong_checksum = TRUE}},
    {"no-magic", FORMAT, "whole", {.name = "a", .no_magic = TRUE}},
    {"no-size", FORMAT, "whole", {.name = "a", .said_size = "hello"}},
    {"binary-size", FORMAT, "whole", {.name = "a", .said_size = "\x80\x01"}},
    {"size-beyond-the-end", FORMAT, "whole", {.name = "a", .said_size = "00000100000"}},
    {"large", TOO_BIG, "larger than 4", {.name = "a", .said_size = "00077777777"}},
    {"bomb", TOO_BIG, "a hundred times", {.name = "a", .size = 4000000}},
    {"parent", INPUT, "leads out", {.name = "../evil"}},
    {"parent-by-prefix", INPUT, "leads out", {.name = "evil", .prefix = ".."}},
    {"absolute", INPUT, "begins with a slash", {.name = "/etc/passwd"}},
    {"no-name", INPUT, "is empty", {.name = ""}},
    {"backslash", INPUT, "backslash", {.name = "a\\b"}},
    {"pax-parent", INPUT, "leads out", {.name = "x", .type = 'x', .contents = "16 path=../evil\n"}},
    {"pax-no-name", INPUT, "is empty", {.name = "x", .type = 'x', .contents = "8 path=\n"}},
    {"gnu-absolute", INPUT, "begins with a slash", {.name = "x", .type = 'L', .contents = "/abs"}},
    {"gnu-no-name", INPUT, "is empty", {.name = "x", .type = 'L'}},
    {"pax-sparse",
     FORMAT,
     "whole",
     {.name = "x", .type = 'x', .contents = "22 GNU.sparse.major=1\n"}},
    {"pax-length", FORMAT, "whole", {.name = "x", .type = 'x', .contents = "99 path=a\n"}},
    {"pax-length-0", FORMAT, "whole", {.name = "x", .type = 'x', .contents = "0 path=a\n"}},
    {"pax-length-2", FORMAT, "whole", {.name = "x", .type = 'x', .contents = "2 path=a\n"}},
    {"pax-no-length", FORMAT, "whole", {.name = "x", .type = 'x', .contents = "path=a\n"}},
    {"pax-no-key", FORMAT, "whole", {.name = "x", .type = 'x', .contents = "7 path\n"}},
    {"pax-size", FORMAT, "whole", {.name = "x", .type = 'x', .contents = "11 size=-1\n"}},
    {"pax-large",
     TOO_BIG,
     "larger than 4",
     {.name = "x", .type = 'x', .contents = "16 size=9999999\n"}},
    {"notes-too-long", FORMAT, "whole", {.name = "x", .type = 'x', .size = 100000}},
};

static void
test_bad_entry (gconstpointer data)
{
  const Bad *bad = data;
  const Tar entries[] = {bad->entry, {.name = "plain", .contents = "plain"}, {.name = NULL}};
  g_autoptr (GBytes) archive = make (entries, 1024);

  assert_refused (archive, bad->code, bad->why);
}

static void
test_clashes (void)
{
  const Tar twice[] = {{.name = "a"}, {.name = "A"}, {.name = NULL}};
  const Tar folder[] = {{.name = "a"}, {.name = "a/b"}, {.name = NULL}};
  g_autoptr (GBytes) first = make (twice, 1024);
  g_autoptr (GBytes) second = make (folder, 1024);

  assert_refused (first, INPUT, "lower case");
  assert_refused (second, INPUT, "the name of a file");
}

static void
test_end (void)
{
  const Tar entries[] = {{.name = "a", .contents = "x"}, {.name = NULL}};
  const Tar none[] = {{.name = NULL}};
  g_autoptr (GBytes) no_end = make (entries, 0);
  g_autoptr (GBytes) half_end = make (entries, 512);
  g_autoptr (GBytes) odd_end = make (entries, 700);
  g_autoptr (GBytes) long_end = make (entries, 3 * 1024 * 1024);
  g_autoptr (GBytes) empty = make (none, 1024);
  g_autoptr (GPtrArray) half = read_good (half_end);
  g_autoptr (GPtrArray) odd = read_good (odd_end);
  g_autoptr (GPtrArray) nothing = read_good (empty);
  guint8 after[1100] = {0};
  g_autoptr (GBytes) hidden = NULL;

  g_assert_cmpuint (half->len, ==, 1);
  g_assert_cmpuint (odd->len, ==, 1);
  g_assert_cmpuint (nothing->len, ==, 0);
  assert_refused (no_end, FORMAT, "whole");
  assert_refused (long_end, TOO_BIG, "a hundred times");
  after[1080] = 1;
  hidden = gzip (after, sizeof after);
  assert_refused (hidden, FORMAT, "whole");
}

/* Cut off anywhere, or with something behind it, or one bit changed: gzip has a checksum. A few
 * bits of deflate say the same in another way. */
static void
test_damage (void)
{
  const Tar entries[] = {{.name = "a", .contents = "contents"}, {.name = "b"}, {.name = NULL}};
  g_autoptr (GBytes) archive = make (entries, 1024);
  gsize size;
  const guint8 *data = g_bytes_get_data (archive, &size);
  g_autofree guint8 *longer = g_malloc0 (2 * size);
  g_autoptr (GBytes) doubled = NULL;
  g_autoptr (GBytes) contents = g_bytes_new_static ("contents", 8);
  guint n_unnoticed = 0;

  for (gsize n = 0; n < size; n++)
    {
      g_autoptr (GBytes) start = g_bytes_new (data, n);

      assert_refused (start, FORMAT, "whole");
    }
  for (gsize n = 10; n < size; n++) /* the first ten are gzip's header */
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GPtrArray) files = NULL;

      copy[n] ^= 1 << n % 8;
      changed = g_bytes_new (copy, size);
      files = pen_tar_read (changed, NULL, NULL);
      if (files != NULL)
        {
          g_assert_cmpuint (files->len, ==, 2);
          g_assert_true (g_bytes_equal (pen_archive_entries_get (files, "a"), contents));
          n_unnoticed++;
        }
    }
  g_assert_cmpuint (n_unnoticed, <, size / 4);
  memcpy (longer, data, size);
  memcpy (longer + size, data, size);
  doubled = g_bytes_new (longer, 2 * size);
  assert_refused (doubled, FORMAT, "whole");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/tar-reader/reads-every-form", test_reads);
  g_test_add_data_func ("/core/tar-reader/reads-tar-as-gnu", "gnu", test_reads_tar);
  g_test_add_data_func ("/core/tar-reader/reads-tar-as-pax", "posix", test_reads_tar);
  g_test_add_data_func ("/core/tar-reader/reads-tar-as-ustar", "ustar", test_reads_tar);
  for (guint i = 0; i < G_N_ELEMENTS (bad_entries); i++)
    {
      g_autofree char *path = g_strconcat ("/core/tar-reader/refuses/", bad_entries[i].title, NULL);

      g_test_add_data_func (path, &bad_entries[i], test_bad_entry);
    }
  g_test_add_func ("/core/tar-reader/refuses-clashes", test_clashes);
  g_test_add_func ("/core/tar-reader/reads-to-the-end", test_end);
  g_test_add_func ("/core/tar-reader/notices-damage", test_damage);
  return g_test_run ();
}
