/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a ZIP archive may look like, and the ways in which it must not. Random changes are in
 * zip-mutations.c. */
#include "zip-maker.h"
#include "zip-mutations.h"

#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#define FORMAT PEN_CORE_ERROR_FORMAT
#define INPUT PEN_CORE_ERROR_INPUT
#define TOO_BIG PEN_CORE_ERROR_TOO_BIG

static GPtrArray *
read_good (GBytes *archive)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = pen_zip_read (archive, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (entries);
  return entries;
}

static void
assert_refused (GBytes *archive, int code, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = pen_zip_read (archive, NULL, &error);

  g_assert_null (entries);
  g_assert_error (error, PEN_CORE_ERROR, code);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", error->message, why);
}

static void
assert_entry (GPtrArray *entries, const char *name, const char *contents)
{
  GBytes *bytes = pen_archive_entries_get (entries, name);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   contents,
                   strlen (contents));
}

/* --- What is read --- */

static void
test_reads (void)
{
  const ZipEntry files[] = {
      {.name = "mimetype", .contents = "text/plain"},
      {.name = "src/", .mode = S_IFDIR | 0755},
      {.name = "src/main.rs", .contents = "fn main() {}\nfn other() {}\n", .deflate = TRUE},
      {.name = "größe 🦀.txt", .contents = "", .mode = S_IFREG | 0644},
      {.name = "empty", .contents = "", .deflate = TRUE},
      {.name = "late", .contents = "late late late", .deflate = TRUE, .descriptor = 16},
      {.name = "later", .contents = "bare", .descriptor = 12},
      {.name = "e/f/", .deflate = TRUE, .descriptor = 16},
      {.name = "extra", .contents = "x", .extra = "5554050003", .local_extra = NULL},
      {.name = "dos",
       .contents = "x",
       .host = 1,
       .extra = "4141010000"
                "424201"
                "0000"},
      {.name = NULL},
  };
  const ZipFrame frame = {.comment = "a comment, as git archive makes it", .reversed = TRUE};
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GBytes) framed = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) reversed = NULL;
  ZipEntry copy[G_N_ELEMENTS (files)];

  memcpy (copy, files, sizeof files);
  copy[8].extra = "55540100aa";
  copy[8].local_extra = "55540100aa4141"
                        "0000";
  copy[9].extra = "41410000";
  archive = zip_make (copy, NULL);
  entries = read_good (archive);
  g_assert_cmpuint (entries->len, ==, 8);
  assert_entry (entries, "mimetype", "text/plain");
  assert_entry (entries, "src/main.rs", "fn main() {}\nfn other() {}\n");
  assert_entry (entries, "größe 🦀.txt", "");
  assert_entry (entries, "empty", "");
  assert_entry (entries, "late", "late late late");
  assert_entry (entries, "later", "bare");
  g_assert_null (pen_archive_entries_get (entries, "src"));
  g_assert_cmpstr (((PenArchiveEntry *)entries->pdata[0])->name, ==, "mimetype");

  framed = zip_make (copy, &frame);
  reversed = read_good (framed);
  g_assert_cmpuint (reversed->len, ==, 8);
  g_assert_cmpstr (((PenArchiveEntry *)reversed->pdata[7])->name, ==, "mimetype");
}

static void
test_reads_nothing (void)
{
  const ZipEntry none[] = {{.name = NULL}};
  g_autoptr (GBytes) archive = zip_make (none, NULL);
  g_autoptr (GPtrArray) entries = read_good (archive);

  g_assert_cmpuint (entries->len, ==, 0);
}

/* --- One entry that is refused --- */

typedef struct
{
  const char *title;
  int code;
  const char *why;
  ZipEntry entry;
} Bad;

static const Bad bad_entries[] = {
    {"encrypted", FORMAT, "without a password", {.name = "a", .flags = 1}},
    {"strongly-encrypted", FORMAT, "without a password", {.name = "a", .flags = 1 << 6}},
    {"masked", FORMAT, "without a password", {.name = "a", .flags = 1 << 13}},
    {"patched", FORMAT, "rarely used", {.name = "a", .flags = 1 << 5}},
    {"bzip2", FORMAT, "rarely used", {.name = "a", .method = 1 + 12}},
    {"deflate64", FORMAT, "rarely used", {.name = "a", .method = 1 + 9}},
    {"aes", FORMAT, "rarely used", {.name = "a", .method = 1 + 99}},
    {"zip64", FORMAT, "ZIP64", {.name = "a", .extra = "010008000000000000000000"}},
    {"zip64-in-its-header",
     FORMAT,
     "ZIP64",
     {.name = "a",
      .local_extra = "0100080000"
                     "00000000000000"}},
    {"zip64-by-its-size", FORMAT, "ZIP64", {.name = "a", .wrong_packed = -1}},
    {"zip64-by-its-offset", FORMAT, "ZIP64", {.name = "a", .wrong_offset = -1}},
    {"extra-too-long", FORMAT, "different things", {.name = "a", .extra = "4141050000"}},
    {"extra-cut-off", FORMAT, "different things", {.name = "a", .local_extra = "414100"}},
    {"other-unicode-name",
     FORMAT,
     "different things",
     {.name = "a", .extra = "7570060001000000007a"}},
    {"symlink", FORMAT, "a link", {.name = "a", .contents = "/etc/passwd", .mode = S_IFLNK | 0777}},
    {"symlink-of-dos", FORMAT, "a link", {.name = "a", .host = 1, .mode = S_IFLNK | 0777}},
    {"fifo", FORMAT, "a link", {.name = "a", .mode = S_IFIFO | 0644}},
    {"device", FORMAT, "a link", {.name = "a", .mode = S_IFBLK | 0644}},
    {"folder-as-file", FORMAT, "a link", {.name = "a", .mode = S_IFDIR | 0755}},
    {"file-as-folder", FORMAT, "a link", {.name = "a/", .mode = S_IFREG | 0644}},
    {"folder-with-contents", FORMAT, "different things", {.name = "a/", .contents = "x"}},
    {"other-name", FORMAT, "different things", {.name = "a", .local_name = "b"}},
    {"longer-name", FORMAT, "different things", {.name = "a", .local_name = "ab"}},
    {"other-flags", FORMAT, "different things", {.name = "a", .local_flags = 1 << 11}},
    {"hidden-encryption", FORMAT, "different things", {.name = "a", .local_flags = 1}},
    {"hidden-descriptor", FORMAT, "different things", {.name = "a", .local_flags = 1 << 3}},
    {"other-size",
     FORMAT,
     "different things",
     {.name = "a", .contents = "x", .wrong_local_size = 1}},
    {"other-checksum", FORMAT, "different things", {.name = "a", .wrong_local_crc = 1}},
    {"sizes-of-stored",
     FORMAT,
     "different things",
     {.name = "a", .contents = "x", .wrong_size = 1}},
    {"other-descriptor",
     FORMAT,
     "different things",
     {.name = "a", .contents = "x", .deflate = TRUE, .descriptor = 16, .wrong_descriptor = TRUE}},
    {"checksum", FORMAT, "were changed", {.name = "a", .contents = "x", .wrong_crc = 1}},
    {"checksum-of-deflated",
     FORMAT,
     "were changed",
     {.name = "a", .contents = "xxxx", .deflate = TRUE, .wrong_crc = 1}},
    {"too-short",
     FORMAT,
     "were changed",
     {.name = "a", .contents = "xxxx", .deflate = TRUE, .wrong_size = 1}},
    {"too-long",
     FORMAT,
     "were changed",
     {.name = "a", .contents = "xxxx", .deflate = TRUE, .wrong_size = -1}},
    {"not-deflated", FORMAT, "were changed", {.name = "a", .contents = "\x07zz", .method = 1 + 8}},
    {"goes-on-behind",
     FORMAT,
     "were changed",
     {.name = "a", .contents = "\x03\x0a", .method = 1 + 8, .wrong_size = -2}},
    {"gap", FORMAT, "none of its files", {.name = "a", .gap = "hidden"}},
    {"gap-as-a-descriptor", FORMAT, "none of its files", {.name = "a", .gap = "hidden bytes"}},
    {"cut-off",
     FORMAT,
     "none of its files",
     {.name = "a", .contents = "x", .wrong_packed = 1, .wrong_size = 1}},
    {"beyond-the-end", FORMAT, "none of its files", {.name = "a", .wrong_offset = 1 << 20}},
    {"beside-its-header", FORMAT, "none of its files", {.name = "a", .wrong_offset = 1}},
    {"no-header", FORMAT, "different things", {.name = "a", .wrong_signature = TRUE}},
    {"other-method", FORMAT, "different things", {.name = "a", .local_method = 1 + 8}},
    {"no-mark", FORMAT, "none of its files", {.name = "a", .descriptor = 16, .wrong_mark = TRUE}},
    {"gap-before-its-descriptor",
     FORMAT,
     "none of its files",
     {.name = "a", .descriptor = 12, .before_descriptor = "hidden"}},
    {"disk", FORMAT, "one part of several", {.name = "a", .disk = 1}},
    {"declared-large",
     TOO_BIG,
     "larger than 4",
     {.name = "a", .deflate = TRUE, .wrong_size = 1 << 23}},
    {"declared-dense",
     TOO_BIG,
     "a hundred times",
     {.name = "a", .deflate = TRUE, .wrong_size = 1 << 21}},
    {"parent", INPUT, "leads out", {.name = "../evil"}},
    {"absolute", INPUT, "begins with a slash", {.name = "/abs"}},
    {"inner-parent", INPUT, "leads out", {.name = "a/../../b"}},
    {"parent-folder", INPUT, "leads out", {.name = "../"}},
    {"root-folder", INPUT, "is empty", {.name = "/"}},
    {"no-name", INPUT, "is empty", {.name = ""}},
    {"backslash", INPUT, "backslash", {.name = "src\\win.rs"}},
    {"control", INPUT, "invisible", {.name = "a\x1b[0m"}},
    {"nul", INPUT, "invisible", {.name = "a.rs\0.exe", .name_length = 9}},
    {"nul-at-the-end", INPUT, "invisible", {.name = "a\0", .name_length = 2}},
    {"device-of-windows", INPUT, "device", {.name = "src/aux.rs"}},
    {"other-normal-form", INPUT, "NFC", {.name = "o\u0308"}},
    {"latin", INPUT, "UTF-8", {.name = "gr\xf6\xdf"}},
    {"deep", INPUT, "seven folders", {.name = "1/2/3/4/5/6/7/8/9"}},
};

static void
test_bad_entry (gconstpointer data)
{
  const Bad *bad = data;
  const ZipEntry entries[] = {bad->entry, {.name = NULL}};
  const ZipEntry more[] = {{.name = "first", .contents = "1"}, bad->entry, {.name = NULL}};
  g_autoptr (GBytes) archive = zip_make (entries, NULL);
  g_autoptr (GBytes) longer = zip_make (more, NULL);

  assert_refused (archive, bad->code, bad->why);
  if (bad->entry.wrong_offset == 0)
    assert_refused (longer, bad->code, bad->why);
}

/* --- Two entries that do not go together --- */

static void
test_clashes (void)
{
  static const char *const pairs[][3] = {
      {"a", "a", "twice"},
      {"a/", "a/", "twice"},
      {"src/Main.rs", "src/main.rs", "lower case"},
      {"STRASSE", "straße", "lower case"},
      {"ﬁ", "FI", "lower case"},
      {"𝐀", "a", "lower case"},
      {"Src/a", "src/b", "lower case"},
      {"Src/", "src/b", "lower case"},
      {"a", "a/b", "the name of a file"},
      {"a", "A/b", "the name of a file"},
      {"a/b", "a", "a folder of that name"},
      {"a/b", "A", "a folder of that name"},
      {"a/", "a", "a folder of that name"},
      {"a", "a/", "the name of a file"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const ZipEntry entries[] = {
          {.name = pairs[i][0]},
          {.name = pairs[i][1]},
          {.name = NULL},
      };
      g_autoptr (GBytes) archive = zip_make (entries, NULL);

      assert_refused (archive, INPUT, pairs[i][2]);
    }
}

/* Two entries whose contents are the same bytes: how a small archive becomes endless. */
static void
test_overlap (void)
{
  const ZipEntry twice[] = {
      {.name = "a", .contents = "x"},
      {.name = "b", .contents = "x", .wrong_offset = -32},
      {.name = NULL},
  };
  const ZipEntry inside[] = {
      {.name = "a", .contents = "xxxxx", .wrong_packed = 10, .wrong_size = 10},
      {.name = "b", .contents = "x"},
      {.name = NULL},
  };
  g_autoptr (GBytes) first = zip_make (twice, NULL);
  g_autoptr (GBytes) second = zip_make (inside, NULL);

  assert_refused (first, FORMAT, "two at once");
  assert_refused (second, FORMAT, "two at once");
}

/* What deflate ends before: nobody would see it, and everything else is right. */
static void
test_hidden_in_deflate (void)
{
  g_autoptr (GBytes) packed = zip_deflate ((const guint8 *)"a", 1);
  gsize size = g_bytes_get_size (packed);
  g_autofree guint8 *more = g_malloc0 (size + 3);
  g_autoptr (GBytes) hiding = NULL;

  memcpy (more, g_bytes_get_data (packed, NULL), size);
  hiding = g_bytes_new (more, size + 3);
  for (guint i = 0; i < 2; i++)
    {
      GBytes *bytes = i == 0 ? packed : hiding;
      gsize length = g_bytes_get_size (bytes);
      guint32 own = (guint32)crc32_z (0, g_bytes_get_data (bytes, NULL), length);
      const ZipEntry entries[] = {
          {
              .name = "a",
              .bytes = bytes,
              .method = 1 + 8,
              .wrong_size = 1 - (gint32)length,
              .wrong_crc = (guint32)crc32_z (0, (const guint8 *)"a", 1) - own,
          },
          {.name = NULL},
      };
      g_autoptr (GBytes) archive = zip_make (entries, NULL);
      g_autoptr (GPtrArray) read = NULL;

      if (i == 0)
        read = read_good (archive);
      else
        assert_refused (archive, FORMAT, "were changed");
    }
}

/* --- The archive around them --- */

static void
test_frames (void)
{
  static const struct
  {
    const char *why;
    ZipFrame frame;
  } bad[] = {
      {"none of its files", {.before = "#!/bin/sh\n", .wrong_offset = 0}},
      {"none of its files", {.before = "MZ"}},
      {"none of its files", {.between = "x"}},
      {"none of its files", {.behind = "x"}},
      {"none of its files", {.behind = "x", .wrong_length = 1}},
      {"none of its files", {.wrong_offset = 1}},
      {"none of its files", {.wrong_offset = -1}},
      {"none of its files", {.wrong_length = -1}},
      {"none of its files", {.wrong_length = 1 << 20}},
      {"none of its files", {.wrong_count = -1}},
      {"whole", {.wrong_count = 1}},
      {"one part", {.wrong_count_here = 1}},
      {"one part", {.disk = 1}},
      {"whole", {.after = "x"}},
      {"whole", {.comment = "PK\x05\x06 and then as much as an end has"}},
      {"ZIP64", {.wrong_count = 0xffff - 2}},
  };
  const ZipEntry entries[] = {{.name = "a", .contents = "1"}, {.name = "b"}, {.name = NULL}};

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) archive = zip_make (entries, &bad[i].frame);

      assert_refused (archive, FORMAT, bad[i].why);
    }
}

/* Every place at which a file can be cut off, and everything that is no archive. */
static void
test_cut_off (void)
{
  const ZipEntry entries[] = {
      {.name = "a", .contents = "1"},
      {.name = "b", .contents = "bbbbbbb", .deflate = TRUE, .descriptor = 16},
      {.name = NULL},
  };
  g_autoptr (GBytes) archive = zip_make (entries, NULL);
  gsize size = g_bytes_get_size (archive);

  for (gsize n = 0; n < size; n++)
    {
      g_autoptr (GBytes) start = g_bytes_new (g_bytes_get_data (archive, NULL), n);
      g_autoptr (GBytes) rest =
          g_bytes_new ((const guint8 *)g_bytes_get_data (archive, NULL) + n + 1, size - n - 1);

      assert_refused (start, FORMAT, "Ask for");
      assert_refused (rest, FORMAT, "Ask for");
    }
}

/* --- Too much --- */

static GBytes *
zeros (gsize size)
{
  return g_bytes_new_take (g_malloc0 (size), size);
}

static void
test_bombs (void)
{
  g_autoptr (GBytes) huge = zeros (200 * 1024 * 1024);
  g_autoptr (GBytes) large = zeros (4 * 1024 * 1024);
  g_autoptr (GBytes) medium = zeros (1024 * 1024);
  const ZipEntry one[] = {{.name = "a", .bytes = huge, .deflate = TRUE}, {.name = NULL}};
  /* Says that it is small. */
  const ZipEntry liar[] = {
      {.name = "a", .bytes = huge, .deflate = TRUE, .wrong_size = 1000 - 200 * 1024 * 1024},
      {.name = NULL},
  };
  const ZipEntry dense[] = {{.name = "a", .bytes = large, .deflate = TRUE}, {.name = NULL}};
  g_autofree ZipEntry *many = g_new0 (ZipEntry, 34);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bomb = zip_make (one, NULL);
  g_autoptr (GBytes) lie = zip_make (liar, NULL);
  g_autoptr (GBytes) ratio = zip_make (dense, NULL);
  g_autoptr (GBytes) sum = NULL;
  g_autoptr (GBytes) most = NULL;
  g_autoptr (GPtrArray) read = NULL;

  assert_refused (bomb, TOO_BIG, "larger than 4");
  assert_refused (lie, FORMAT, "were changed");
  assert_refused (ratio, TOO_BIG, "a hundred times");
  for (guint i = 0; i < 33; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("file-%u", i));
      many[i].name = names->pdata[i];
      many[i].bytes = medium;
      many[i].deflate = TRUE;
    }
  sum = zip_make (many, NULL);
  assert_refused (sum, TOO_BIG, "32.0\u00a0MiB together");
  many[32].name = NULL;
  most = zip_make (many, NULL);
  read = read_good (most);
  g_assert_cmpuint (read->len, ==, 32);
}

static void
test_count (void)
{
  g_autofree ZipEntry *many = g_new0 (ZipEntry, 2002);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GBytes) most = NULL;
  g_autoptr (GPtrArray) read = NULL;

  for (guint i = 0; i < 2001; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("f/%u", i));
      many[i].name = names->pdata[i];
    }
  archive = zip_make (many, NULL);
  assert_refused (archive, TOO_BIG, "more than 2000 files");
  many[2000].name = NULL;
  most = zip_make (many, NULL);
  read = read_good (most);
  g_assert_cmpuint (read->len, ==, 2000);
}

static void
test_own_limits (void)
{
  const PenArchiveLimits limits = {1, 3, 3, 110, 100, 100};
  const ZipEntry entries[] = {{.name = "a", .contents = "123"}, {.name = NULL}};
  const ZipEntry large[] = {{.name = "a", .contents = "1234"}, {.name = NULL}};
  g_autoptr (GBytes) small = zip_make (entries, NULL);
  g_autoptr (GBytes) too_large = zip_make (large, NULL);
  g_autoptr (GBytes) too_long =
      zip_make (entries, &(ZipFrame){.comment = "with too much of a comment"});
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = pen_zip_read (small, &limits, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_null (pen_zip_read (too_large, &limits, &error));
  g_assert_error (error, PEN_CORE_ERROR, TOO_BIG);
  g_clear_error (&error);
  g_assert_null (pen_zip_read (too_long, &limits, &error));
  g_assert_error (error, PEN_CORE_ERROR, TOO_BIG);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/zip-reader/reads-what-others-make", test_reads);
  g_test_add_func ("/core/zip-reader/reads-nothing", test_reads_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (bad_entries); i++)
    {
      g_autofree char *path = g_strconcat ("/core/zip-reader/refuses/", bad_entries[i].title, NULL);

      g_test_add_data_func (path, &bad_entries[i], test_bad_entry);
    }
  g_test_add_func ("/core/zip-reader/refuses-clashes", test_clashes);
  g_test_add_func ("/core/zip-reader/refuses-overlaps", test_overlap);
  g_test_add_func ("/core/zip-reader/refuses-what-deflate-hides", test_hidden_in_deflate);
  g_test_add_func ("/core/zip-reader/refuses-what-is-around", test_frames);
  g_test_add_func ("/core/zip-reader/refuses-what-was-cut-off", test_cut_off);
  g_test_add_func ("/core/zip-reader/does-not-unpack-bombs", test_bombs);
  g_test_add_func ("/core/zip-reader/counts-files", test_count);
  g_test_add_func ("/core/zip-reader/keeps-limits-of-the-caller", test_own_limits);
  zip_mutations_add_tests ();
  return g_test_run ();
}
