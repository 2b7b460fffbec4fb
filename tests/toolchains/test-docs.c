/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which page a word leads to: in a small tree laid out as rustdoc does, then in the real one if it
 * is installed. */
#include <glib/gstdio.h>
#include <string.h>

#include "toolchains.h"

typedef struct
{
  char *folder;
  PenDocs *docs;
} Fixture;

static const char *const pages[] = {
    "std/index.html",
    "std/keyword.match.html",
    "std/keyword.SelfTy.html",
    "std/primitive.u32.html",
    "std/primitive.str.html",
    "std/str/index.html",
    "std/str/fn.from_utf8.html",
    "std/macro.println.html",
    "std/macro.vec.html",
    "std/vec/index.html",
    "std/vec/struct.Vec.html",
    "std/option/index.html",
    "std/option/enum.Option.html",
    "std/result/index.html",
    "std/result/enum.Result.html",
    "std/fmt/index.html",
    "std/fmt/type.Result.html",
    "std/fmt/struct.Error.html",
    "std/fmt/trait.Write.html",
    "std/io/index.html",
    "std/io/trait.Write.html",
    "std/io/type.Result.html",
    "std/io/fn.stdin.html",
    "std/error/index.html",
    "std/error/trait.Error.html",
    "std/iter/index.html",
    "std/iter/trait.Iterator.html",
    "std/collections/index.html",
    "std/collections/struct.HashMap.html",
    "std/collections/hash_map/index.html",
    "std/collections/hash_map/struct.HashMap.html",
    "std/prelude/index.html",
    "std/prelude/v1/index.html",
    "std/prelude/v1/attr.derive.html",
    "std/arch/index.html",
    "std/arch/fn.nobody.html",
    "core/index.html",
    "core/mem/index.html",
    "core/mem/fn.swap.html",
    "error_codes/E0382.html",
    "book/ch04-01-what-is-ownership.html",
    "book/ch10-03-lifetime-syntax.html",
    "book/ch09-02-recoverable-errors-with-result.html",
    "reference/conditional-compilation.html",
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char places[] = "<h4 id=\"method.push\"></h4><section id='x'><h4 id=\"method.new\">"
                               "<h3 id=\"tymethod.next\"><i id=\"method.map\">"
                               "<b id=\"variant.Some\"><b id=\"associatedconstant.MAX\">";

  fixture->folder = g_dir_make_tmp ("playpen-docs-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, pages[i], NULL);
      g_autofree char *parent = g_path_get_dirname (path);
      const gboolean has_places =
          strstr (pages[i], "struct.Vec") != NULL || strstr (pages[i], "trait.Iterator") != NULL ||
          strstr (pages[i], "enum.Option") != NULL || strstr (pages[i], "primitive.u32") != NULL;

      g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
      g_assert_true (g_file_set_contents (path, has_places ? places : "", -1, NULL));
    }
  fixture->docs = pen_docs_new_in (fixture->folder);
  g_assert_nonnull (fixture->docs);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, entry, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pen_docs_free (fixture->docs);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* @expected: (nullable): below the folder */
static void
assert_page (const PenDocs *docs, const char *word, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = pen_docs_find (docs, word, &error);
  g_autofree char *base = g_filename_to_uri (pen_docs_get_folder (docs), NULL, NULL);

  if (expected == NULL)
    {
      g_assert_cmpstr (uri, ==, NULL);
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING);
      return;
    }
  if (uri == NULL)
    g_test_message ("%s: %s", word, error->message);
  g_assert_nonnull (uri);
  g_assert_true (g_str_has_prefix (uri, base));
  g_assert_cmpstr (uri + strlen (base) + 1, ==, expected);
}

typedef struct
{
  const char *word;
  const char *page;
} Row;

static void
assert_rows (const PenDocs *docs, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    assert_page (docs, rows[i].word, rows[i].page);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
      {"match", "std/keyword.match.html"},
      {"Self", "std/keyword.SelfTy.html"},
      {"u32", "std/primitive.u32.html"},
      {"str", "std/primitive.str.html"},
      {"println!", "std/macro.println.html"},
      {"vec!", "std/macro.vec.html"},
      {"vec", "std/vec/index.html"},
      {"Vec", "std/vec/struct.Vec.html"},
      {"HashMap", "std/collections/struct.HashMap.html"},
      {"Result", "std/result/enum.Result.html"},
      {"Error", "std/error/trait.Error.html"},
      {"Write", "std/io/trait.Write.html"},
      {"Some", "std/option/enum.Option.html#variant.Some"},
      {"E0382", "error_codes/E0382.html"},
      {"#derive", "std/prelude/v1/attr.derive.html"},
      {"#cfg", "reference/conditional-compilation.html"},
      {"'a", "book/ch10-03-lifetime-syntax.html"},
      {"?", "book/ch09-02-recoverable-errors-with-result.html"},
      {"ownership", "book/ch04-01-what-is-ownership.html"},
      {"std", "std/index.html"},
  };

  assert_rows (fixture->docs, rows, G_N_ELEMENTS (rows));
}

static void
test_paths (Fixture *fixture, gconstpointer data)
{
  static const Row rows[] = {
      {"std::collections::HashMap", "std/collections/struct.HashMap.html"},
      {"std::collections", "std/collections/index.html"},
      {"std::io::stdin", "std/io/fn.stdin.html"},
      {"io::stdin", "std/io/fn.stdin.html"},
      {"fmt::Result", "std/fmt/type.Result.html"},
      {"core::mem::swap", "core/mem/fn.swap.html"},
      {"std::println!", "std/macro.println.html"},
      {"Vec::new", "std/vec/struct.Vec.html#method.new"},
      {"std::vec::Vec::push", "std/vec/struct.Vec.html#method.push"},
      {"Option::Some", "std/option/enum.Option.html#variant.Some"},
      {"u32::MAX", "std/primitive.u32.html#associatedconstant.MAX"},
      {"str::from_utf8", "std/str/fn.from_utf8.html"},
      {"std::arch::nobody", "std/arch/fn.nobody.html"},
      {".push", "std/iter/trait.Iterator.html#method.push"},
      {".next", "std/iter/trait.Iterator.html#tymethod.next"},
  };

  assert_rows (fixture->docs, rows, G_N_ELEMENTS (rows));
}

/* Names of one's own, and what would lead out of the folder. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
      "",
      "garden",
      "nobody",
      "Garden::water",
      "Vec::water",
      "std::nothing::Vec",
      "::",
      ".",
      ".water",
      "#",
      "#water",
      "water!",
      "!",
      "vec!x",
      "../../../etc/passwd",
      "std/../../x",
      "E0000",
      "E03820",
      "grün",
      "\xff",
      "'",
      "%s%n",
  };
  g_autofree char *endless = g_strnfill (1024 * 1024, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    assert_page (fixture->docs, words[i], NULL);
  assert_page (fixture->docs, endless, NULL);
}

static void
test_absent (void)
{
  g_autofree char *folder = g_dir_make_tmp ("playpen-docs-XXXXXX", NULL);

  g_assert_null (pen_docs_new_in (folder));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

/* In a thread, with the same end. */
static void
test_async (void)
{
  g_autofree char *folder = g_dir_make_tmp ("playpen-docs-XXXXXX", NULL);
  g_autoptr (PenToolchainList) list = pen_toolchain_list_new_in (folder, folder, folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL, direct_error = NULL;
  g_autoptr (PenDocs) docs = NULL, direct = NULL;

  pen_docs_new_async (list, NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, /* may_block= */ TRUE);
  docs = pen_docs_new_finish (result, &error);
  direct = pen_docs_new (list, NULL, &direct_error);
  g_assert_cmpint (docs != NULL, ==, direct != NULL);
  if (docs == NULL)
    g_assert_cmpstr (error->message, ==, direct_error->message);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_real (void)
{
  static const Row rows[] = {
      {"HashMap", "std/collections/struct.HashMap.html"},
      {"String", "std/string/struct.String.html"},
      {"Rc", "std/rc/struct.Rc.html"},
      {"Ordering", "std/cmp/enum.Ordering.html"},
      {"Duration", "std/time/struct.Duration.html"},
      {"Debug", "std/fmt/trait.Debug.html"},
      {"Error", "std/error/trait.Error.html"},
      {"Read", "std/io/trait.Read.html"},
      {"fs", "std/fs/index.html"},
      {"println!", "std/macro.println.html"},
      {"assert_eq!", "std/macro.assert_eq.html"},
      {"while", "std/keyword.while.html"},
      {"f64", "std/primitive.f64.html"},
      {"std::mem::swap", "std/mem/fn.swap.html"},
      {"thread::spawn", "std/thread/fn.spawn.html"},
      {"String::from", "std/string/struct.String.html#method.from"},
      {"i32::MAX", "std/primitive.i32.html#associatedconstant.MAX"},
      {"Vec::with_capacity", "std/vec/struct.Vec.html#method.with_capacity"},
      {".unwrap", "std/option/enum.Option.html#method.unwrap"},
      {".push_str", "std/string/struct.String.html#method.push_str"},
      {".clone", "std/clone/trait.Clone.html#tymethod.clone"},
      {".collect", "std/iter/trait.Iterator.html#method.collect"},
      {".len", "std/vec/struct.Vec.html#method.len"},
      {"E0382", "error_codes/E0382.html"},
  };
  g_autofree char *derive = NULL;
  g_autoptr (PenToolchainList) list = pen_toolchain_list_new ();
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gsize n = G_N_ELEMENTS (rows);
  g_autoptr (PenDocs) docs = pen_docs_new (list, NULL, &error);

  if (docs == NULL)
    {
      g_test_skip (error->message);
      return;
    }
  g_test_message ("%s in %.0f ms",
                  pen_docs_get_folder (docs),
                  (double)(g_get_monotonic_time () - start) / 1000);
  start = g_get_monotonic_time ();
  assert_rows (docs, rows, n);
  derive = pen_docs_find (docs, "#derive", NULL);
  g_assert_true (g_str_has_suffix (derive, "/attr.derive.html"));
  g_test_message ("%.1f ms a word", (double)(g_get_monotonic_time () - start) / 1000 / (double)n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/toolchains/docs/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/toolchains/docs/paths", Fixture, NULL, set_up, test_paths, tear_down);
  g_test_add ("/toolchains/docs/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add_func ("/toolchains/docs/absent", test_absent);
  g_test_add_func ("/toolchains/docs/async", test_async);
  g_test_add_func ("/toolchains/docs/real", test_real);
  return g_test_run ();
}
