/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which names of files may be in an archive. */
#include "core.h"

#include <string.h>

static void
assert_good (const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_archive_name_check (name, &error));
  g_assert_no_error (error);
}

static void
assert_bad (const char *name, const char *why)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pen_archive_name_check (name, &error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” does not say “%s”", error->message, why);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_good (void)
{
  static const char *const names[] = {
      "a",           "Cargo.toml",
      "src/main.rs", ".session/blobs/0",
      ".gitignore",  "a b/c d.txt",
      "größe.rs",    "変数/源.rs",
      "🦀.rs",     "a-b_c+d@e,f=g(h)[i]{j}~k#l!m&n'o.txt",
      "console.rs",  "com.rs",
      "com10",       "lpt",
      "nul1",        "a..b",
      "...a",        "1/2/3/4/5/6/7/8",
      "हिन्दी.rs",    "–.rs",
      NULL,
  };
  g_autofree char *longest = g_strnfill (PEN_ARCHIVE_NAME_MAX, 'x');

  for (guint i = 0; names[i] != NULL; i++)
    assert_good (names[i]);
  assert_good (longest);
}

static const char *const bad_names[][2] = {
    {"", "is empty"},
    {"/", "begins with a slash"},
    {"/etc/passwd", "begins with a slash"},
    {"a//b", "part of it is empty"},
    {"a/", "part of it is empty"},
    {".", "leads out"},
    {"..", "leads out"},
    {"../evil", "leads out"},
    {"a/../../b", "leads out"},
    {"a/./b", "leads out"},
    {"a/..", "leads out"},
    {"src\\win.rs", "backslash"},
    {"C:/a", "not every system"},
    {"a:stream", "not every system"},
    {"a*", "not every system"},
    {"what?", "not every system"},
    {"a|b", "not every system"},
    {"$(id)", "not every system"},
    {"`id`", "not every system"},
    {"a;b", "not every system"},
    {"a\"b", "not every system"},
    {"a<b", "not every system"},
    {"%TEMP%", "not every system"},
    {"a\nb", "invisible"},
    {"a\x1b[31mb", "invisible"},
    {"a\x7f", "invisible"},
    {"a\xc2\x85", "invisible"},
    {"a\u202egnp.exe", "invisible"},
    {"a\u200d", "invisible"},
    {"a\ufeff", "invisible"},
    {"a\ue000", "invisible"},
    {"a\u2028", "invisible"},
    {"a\u3000", "not every system"},
    {"a\uff0fb", "not every system"},
    {"a\u2215b", "not every system"},
    {"a/ b", "space"},
    {"a /b", "space"},
    {"a.", "dot"},
    {"a./b", "dot"},
    {"...", "dot"},
    {"con", "device"},
    {"CON", "device"},
    {"aux.rs", "device"},
    {"src/Aux.tar.gz", "device"},
    {"nul .txt", "device"},
    {"COM1", "device"},
    {"com0.a", "device"},
    {"LPT9/x", "device"},
    {"com¹.txt", "device"},
    {"lpt³", "device"},
    {"a\xff", "UTF-8"},
    {"a\xc0\xaf", "UTF-8"},
    {"a\xed\xa0\x80", "UTF-8"},
    {"gro\u0308\u00dfe.rs", "NFC"},
    {"\u212b", "NFC"}, /* the sign of the ångström is the letter */
    {"1/2/3/4/5/6/7/8/9", "seven folders"},
};

static void
test_bad (void)
{
  g_autofree char *too_long = g_strnfill (PEN_ARCHIVE_NAME_MAX + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (bad_names); i++)
    assert_bad (bad_names[i][0], bad_names[i][1]);
  assert_bad (too_long, "200 bytes");
}

static void
test_shown (void)
{
  g_autofree char *dirty = pen_archive_name_dup_shown ("a\x1b[2J\n\u202e\xff");
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *cut = pen_archive_name_dup_shown (endless);

  g_assert_cmpstr (dirty, ==, "a\ufffd[2J\ufffd\ufffd\ufffd");
  g_assert_cmpuint (strlen (cut), ==, 60 + strlen ("…"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/archive-name/lets-plain-names-be", test_good);
  g_test_add_func ("/core/archive-name/refuses-what-leads-elsewhere", test_bad);
  g_test_add_func ("/core/archive-name/shows-what-was-refused-safely", test_shown);
  return g_test_run ();
}
