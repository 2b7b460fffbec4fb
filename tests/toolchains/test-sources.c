/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program's files: which names are taken, and which file a crate begins in. */
#include <string.h>

#include "toolchains.h"

static gboolean
add (PenSources *sources, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (name, strlen (name));

  return pen_sources_add (sources, name, bytes, error);
}

/* NULL-terminated. */
static PenSources *G_GNUC_NULL_TERMINATED
new_sources (const char *name, ...)
{
  PenSources *sources = pen_sources_new ();
  va_list args;

  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    g_assert_true (add (sources, name, NULL));
  va_end (args);
  return sources;
}

static void
test_good_names (void)
{
  static const char *const names[] = {"main.rs",
                                      "src/main.rs",
                                      "a/b/c/d.txt",
                                      "a b.rs",
                                      "a..b",
                                      "a.",
                                      "a-b/c-.rs",
                                      "ü.rs",
                                      "日本/語.rs",
                                      "~",
                                      "CON",
                                      "a\\b",
                                      "*?\"'$"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("\"%s\"", names[i]);
      g_assert_true (pen_sources_check_name (names[i], &error));
      g_assert_no_error (error);
    }
}

static void
test_bad_names (void)
{
  static const struct
  {
    const char *name;
    const char *shown; /* how the sentence names it */
    const char *why;
  } cases[] = {{"", "\"\"", "empty"},
               {"/etc/passwd", "\"/etc/passwd\"", "absolute"},
               {"/", "\"/\"", "absolute"},
               {"//x", "\"//x\"", "absolute"},
               {"..", "\"..\"", "leaves"},
               {"../x.rs", "\"../x.rs\"", "leaves"},
               {"a/../../x.rs", "\"a/../../x.rs\"", "leaves"},
               {"a/..", "\"a/..\"", "leaves"},
               {".", "\".\"", "begins with a dot"},
               {"./a.rs", "\"./a.rs\"", "begins with a dot"},
               {"a/./b.rs", "\"a/./b.rs\"", "begins with a dot"},
               {".cargo/config.toml", "\".cargo/config.toml\"", "begins with a dot"},
               {"a/.hidden", "\"a/.hidden\"", "begins with a dot"},
               {"...", "\"...\"", "begins with a dot"},
               {"a//b.rs", "\"a//b.rs\"", "empty"},
               {"a/", "\"a/\"", "empty"},
               {"-o", "\"-o\"", "dash"},
               {"a/-b.rs", "\"a/-b.rs\"", "dash"},
               {"a\nb.rs", "\"a\\nb.rs\"", "control"},
               {"\x1b[31m.rs", "\"\\033[31m.rs\"", "control"},
               {"a\x7f", "\"a\\177\"", "control"},
               {"a\tb", "\"a\\tb\"", "control"},
               {"\xff.rs", "\"\\377.rs\"", "UTF-8"},
               {"\xed\xa0\x80.rs", "\"\\355\\240\\200.rs\"", "UTF-8"},
               {"\xc0\xae\xc0\xae/x", "\"\\300\\256\\300\\256/x\"", "UTF-8"}};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PenSources) sources = pen_sources_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (add (sources, cases[i].name, &error));
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].shown));
      g_assert_nonnull (strstr (error->message, cases[i].why));
      g_assert_cmpuint (sources->files->len, ==, 0);
    }
}

static void
test_long_names (void)
{
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *too_long = g_strnfill (201, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_sources_check_name (longest, NULL));
  g_assert_false (pen_sources_check_name (too_long, &error));
  g_assert_nonnull (strstr (error->message, "200 bytes"));
}

static void
test_clashes (void)
{
  static const struct
  {
    const char *first;
    const char *second;
    gboolean clash;
  } cases[] = {{"a.rs", "a.rs", TRUE},
               {"a", "a/b.rs", TRUE},
               {"a/b.rs", "a", TRUE},
               {"a/b/c.rs", "a/b", TRUE},
               {"a/b", "a/b/c/d.rs", TRUE},
               {"a", "ab", FALSE},
               {"a", "ab/c.rs", FALSE},
               {"ab/c.rs", "a", FALSE},
               {"a.rs", "A.rs", FALSE},
               {"a/b.rs", "b.rs", FALSE},
               {"b.rs", "a/b.rs", FALSE}};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PenSources) sources = new_sources (cases[i].first, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("\"%s\", \"%s\"", cases[i].first, cases[i].second);
      g_assert_cmpint (add (sources, cases[i].second, &error), ==, !cases[i].clash);
      g_assert_cmpuint (sources->files->len, ==, cases[i].clash ? 1 : 2);
      if (!cases[i].clash)
        continue;
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, cases[i].second));
    }
}

/* In the order of adding, by whole names. */
static void
test_get (void)
{
  g_autoptr (PenSources) sources = new_sources ("z.rs", "a/z.rs", "b.txt", NULL);
  const PenSource *first = sources->files->pdata[0];
  const PenSource *last = sources->files->pdata[2];
  GBytes *bytes = pen_sources_get (sources, "a/z.rs");

  g_assert_cmpstr (first->name, ==, "z.rs");
  g_assert_cmpstr (last->name, ==, "b.txt");
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a/z.rs", 6);
  g_assert_null (pen_sources_get (sources, "a"));
  g_assert_null (pen_sources_get (sources, "z"));
  g_assert_null (pen_sources_get (sources, ""));
}

static void
test_copy (void)
{
  PenSources *sources = new_sources ("a.rs", "b.rs", NULL);
  g_autoptr (PenSources) copy = pen_sources_copy (sources);
  const PenSource *second;

  g_assert_true (add (sources, "c.rs", NULL));
  pen_sources_free (sources);
  g_assert_cmpuint (copy->files->len, ==, 2);
  second = copy->files->pdata[1];
  g_assert_cmpstr (second->name, ==, "b.rs");
  g_assert_cmpuint (g_bytes_get_size (second->bytes), ==, 4);
  g_assert_true (add (copy, "c.rs", NULL));
}

static void
test_is_rust (void)
{
  g_assert_true (pen_sources_is_rust ("main.rs"));
  g_assert_true (pen_sources_is_rust ("a/b.rs"));
  g_assert_false (pen_sources_is_rust ("main.RS"));
  g_assert_false (pen_sources_is_rust ("main.rs.txt"));
  g_assert_false (pen_sources_is_rust ("rs"));
  g_assert_false (pen_sources_is_rust ("a.rs/b"));
}

#define assert_root(root, ...)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (PenSources) sources = new_sources (__VA_ARGS__, NULL);                              \
                                                                                                   \
    g_assert_cmpstr (pen_sources_get_root (sources), ==, root);                                    \
  }                                                                                                \
  G_STMT_END

static void
test_root (void)
{
  g_autoptr (PenSources) none = pen_sources_new ();

  assert_root ("src/main.rs", "lib.rs", "src/lib.rs", "main.rs", "src/main.rs");
  assert_root ("main.rs", "lib.rs", "src/lib.rs", "main.rs");
  assert_root ("src/lib.rs", "a.rs", "lib.rs", "src/lib.rs");
  assert_root ("lib.rs", "a.rs", "lib.rs");
  assert_root ("z.rs", "data.txt", "z.rs", "a.rs"); /* the first that was named */
  assert_root ("a/main.rs", "build.rs", "a/main.rs");
  assert_root ("a/build.rs", "build.rs", "a/build.rs"); /* only at the top it is cargo's */
  assert_root (NULL, "build.rs", "Cargo.toml");
  assert_root (NULL, "README.md");
  g_assert_null (pen_sources_get_root (none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/sources/takes-good-names", test_good_names);
  g_test_add_func ("/toolchains/sources/refuses-bad-names", test_bad_names);
  g_test_add_func ("/toolchains/sources/bounds-names", test_long_names);
  g_test_add_func ("/toolchains/sources/refuses-what-cannot-lie-side-by-side", test_clashes);
  g_test_add_func ("/toolchains/sources/finds-a-file", test_get);
  g_test_add_func ("/toolchains/sources/copies", test_copy);
  g_test_add_func ("/toolchains/sources/knows-rust", test_is_rust);
  g_test_add_func ("/toolchains/sources/chooses-the-root", test_root);
  return g_test_run ();
}
