/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Every Rust of a machine, as trees in the place of /usr, a home and /opt; which one a word means;
 * and compilers, a real one and shell scripts, that are asked in jails. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "jail-run.h"
#include "kitchen.h"

typedef struct
{
  char *top;
  char *usr;
  char *home;
  char *opt;
  char *store;
  PenToolchainList *list;
} Fixture;

static char *
make_directory (const char *top, const char *name)
{
  char *path = g_build_filename (top, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->top = g_dir_make_tmp ("playpen-list-XXXXXX", NULL);
  g_assert_cmpint (g_chmod (fixture->top, 0755), ==, 0); /* root's jails must reach it */
  fixture->usr = make_directory (fixture->top, "usr");
  fixture->home = make_directory (fixture->top, "home");
  fixture->opt = make_directory (fixture->top, "opt");
  fixture->store = make_directory (fixture->top, "store");
  g_setenv ("PLAYPEN_STORE", fixture->store, TRUE);
}

/* Links are removed and not followed: what they lead to goes by itself. */
static void
remove_tree (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *entry;

      while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, entry, NULL);

          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("PLAYPEN_STORE");
  g_clear_object (&fixture->list);
  remove_tree (fixture->top);
  g_free (fixture->top);
  g_free (fixture->usr);
  g_free (fixture->home);
  g_free (fixture->opt);
  g_free (fixture->store);
}

/* A rustc that runs nothing, or a script. */
static char *
put_rustc (const char *place, const char *dir, const char *script)
{
  char *path = g_build_filename (place, dir, "bin", "rustc", NULL);
  g_autofree char *bin = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (bin, 0755), ==, 0);
  g_remove (path);
  g_assert_true (g_file_set_contents_full (path,
                                           script != NULL ? script : "",
                                           -1,
                                           G_FILE_SET_CONTENTS_NONE,
                                           0755,
                                           NULL));
  return path;
}

static void
put (const char *place, const char *dir)
{
  g_free (put_rustc (place, dir, NULL));
}

static void
look (Fixture *fixture)
{
  g_clear_object (&fixture->list);
  fixture->list = pen_toolchain_list_new_in (fixture->usr, fixture->home, fixture->opt);
}

static PenToolchain *
get_nth (Fixture *fixture, guint i)
{
  g_autoptr (PenToolchain) toolchain = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

  return toolchain; /* the list keeps it */
}

static guint
get_n (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

/* "NAME ORIGIN ROOT" a line. */
static void
assert_list (Fixture *fixture, const char *expected)
{
  static const char *const origins[] = {"system", "rustup", "archive"};
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < get_n (fixture); i++)
    {
      PenToolchain *toolchain = get_nth (fixture, i);
      const char *root = pen_toolchain_get_root (toolchain);

      g_assert_true (g_str_has_prefix (root, fixture->top));
      g_string_append_printf (text,
                              "%s %s %s\n",
                              pen_toolchain_get_name (toolchain),
                              origins[pen_toolchain_get_origin (toolchain)],
                              root + strlen (fixture->top) + 1);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* --- Looking --- */

static void
test_finds (Fixture *fixture, gconstpointer data)
{
  put (fixture->usr, ".");
  put (fixture->usr, "local");
  put (fixture->home, ".rustup/toolchains/stable-x86_64-unknown-linux-gnu");
  put (fixture->home, ".rustup/toolchains/nightly-x86_64-unknown-linux-gnu");
  put (fixture->home, ".local/share/playpen/toolchains/given");
  put (fixture->home, "rust-1.90.0-x86_64-unknown-linux-gnu");
  put (fixture->opt, "rust");
  put (fixture->opt, "rust-1.80.0");
  /* These are none: */
  put (fixture->opt, "node");
  put (fixture->home, "rusty");
  put (fixture->home, ".cargo");
  put (fixture->home, ".rustup");
  look (fixture);
  assert_list (fixture,
               "system system usr\n"
               "local archive usr/local\n"
               "nightly-x86_64-unknown-linux-gnu rustup "
               "home/.rustup/toolchains/nightly-x86_64-unknown-linux-gnu\n"
               "stable-x86_64-unknown-linux-gnu rustup "
               "home/.rustup/toolchains/stable-x86_64-unknown-linux-gnu\n"
               "rust archive opt/rust\n"
               "rust-1.80.0 archive opt/rust-1.80.0\n"
               "rust-1.90.0-x86_64-unknown-linux-gnu archive "
               "home/rust-1.90.0-x86_64-unknown-linux-gnu\n"
               "given archive home/.local/share/playpen/toolchains/given\n");
}

static void
test_finds_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *empty = g_build_filename (fixture->home, ".rustup/toolchains/broken", NULL);

  g_assert_cmpint (g_mkdir_with_parents (empty, 0755), ==, 0);
  look (fixture);
  assert_list (fixture, "");
  fixture->home[0] = '?'; /* a home that is not there */
  g_clear_object (&fixture->list);
  fixture->list = pen_toolchain_list_new_in ("/nonexistent", fixture->home, "/nonexistent");
  fixture->home[0] = '/';
  assert_list (fixture, "");
}

/* Debian's rustup package and others put links in the place of compilers. */
static void
test_proxies (Fixture *fixture, gconstpointer data)
{
  static const char *const targets[] = {"rustup",
                                        "../bin/rustup",
                                        "/nonexistent/rustup-init",
                                        "/usr/lib/rustup/rustup"};
  g_autofree char *usr_rustc = put_rustc (fixture->usr, ".", NULL);
  g_autofree char *local_rustc = put_rustc (fixture->usr, "local", NULL);
  g_autofree char *rustup = g_build_filename (fixture->usr, "bin", "rustup", NULL);

  g_assert_true (g_file_set_contents (rustup, "", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_assert_cmpint (g_remove (usr_rustc), ==, 0);
      g_assert_cmpint (g_remove (local_rustc), ==, 0);
      g_assert_cmpint (symlink (targets[i], usr_rustc), ==, 0);
      g_assert_cmpint (symlink (targets[i], local_rustc), ==, 0);
      look (fixture);
      assert_list (fixture, "");
    }
}

/* A link is no proxy yet: Debian's rustc may be one to rustc-1.96. */
static void
test_versioned_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rustc = put_rustc (fixture->usr, ".", NULL);
  g_autofree char *target = g_strconcat (rustc, "-1.96", NULL);

  g_assert_cmpint (g_rename (rustc, target), ==, 0);
  g_assert_cmpint (symlink ("rustc-1.96", rustc), ==, 0);
  look (fixture);
  assert_list (fixture, "system system usr\n");
}

/* `rustup toolchain link` makes a link; both names are good, one that leads nowhere is not. */
static void
test_linked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *toolchains = g_build_filename (fixture->home, ".rustup/toolchains", NULL);
  g_autofree char *link = g_build_filename (toolchains, "mine", NULL);
  g_autofree char *dangling = g_build_filename (toolchains, "gone", NULL);
  g_autofree char *target = g_build_filename (fixture->opt, "rust-mine", NULL);

  put (fixture->opt, "rust-mine");
  g_assert_cmpint (g_mkdir_with_parents (toolchains, 0755), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_cmpint (symlink ("/nonexistent", dangling), ==, 0);
  look (fixture);
  assert_list (fixture,
               "mine rustup home/.rustup/toolchains/mine\n"
               "rust-mine archive opt/rust-mine\n");
}

/* A place that two of the rules find is one toolchain, by the first. */
static void
test_dedupe (Fixture *fixture, gconstpointer data)
{
  put (fixture->home, "rust-1.80.0");
  fixture->list = pen_toolchain_list_new_in (fixture->usr, fixture->home, fixture->home);
  assert_list (fixture, "rust-1.80.0 archive home/rust-1.80.0\n");
}

static gboolean
lists_root (PenToolchainList *list, const char *root)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (PenToolchain) toolchain = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (pen_toolchain_get_root (toolchain), root))
        return TRUE;
    }
  return FALSE;
}

static void
test_rustup_home (Fixture *fixture, gconstpointer data)
{
  g_autofree char *root = g_build_filename (fixture->opt, "toolchains", "elsewhere", NULL);

  put (fixture->opt, "toolchains/elsewhere");
  g_setenv ("RUSTUP_HOME", fixture->opt, TRUE);
  fixture->list = pen_toolchain_list_new ();
  g_assert_true (lists_root (fixture->list, root));
  g_setenv ("RUSTUP_HOME", "toolchains", TRUE);
  g_object_unref (fixture->list);
  fixture->list = pen_toolchain_list_new ();
  g_unsetenv ("RUSTUP_HOME");
  g_assert_false (lists_root (fixture->list, root));
}

static void
test_model (Fixture *fixture, gconstpointer data)
{
  put (fixture->opt, "rust");
  look (fixture);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == PEN_TYPE_TOOLCHAIN);
  g_assert_cmpuint (get_n (fixture), ==, 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 1));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), G_MAXUINT));
}

/* --- Choosing --- */

static void
say_version (PenToolchain *toolchain, const char *release, const char *date)
{
  g_autofree char *text = g_strdup_printf ("rustc\ncommit-date: %s\nhost: x86_64-unknown-linux-gnu"
                                           "\nrelease: %s\n",
                                           date,
                                           release);

  g_assert_true (pen_toolchain_set_version (toolchain, text));
}

/* Of a name in rustup's home, with what its compiler would say; NULL: it was not asked. */
typedef struct
{
  const char *name;
  const char *release;
  const char *date;
} Installed;

static void
install (Fixture *fixture, const Installed *installed)
{
  for (guint i = 0; installed[i].name != NULL; i++)
    {
      g_autofree char *dir = g_build_filename (".rustup/toolchains", installed[i].name, NULL);

      put (fixture->home, dir);
    }
  look (fixture);
  for (guint i = 0; i < get_n (fixture); i++)
    for (guint j = 0; installed[j].name != NULL; j++)
      if (g_str_equal (pen_toolchain_get_name (get_nth (fixture, i)), installed[j].name) &&
          installed[j].release != NULL)
        say_version (get_nth (fixture, i), installed[j].release, installed[j].date);
}

static void
assert_chooses (Fixture *fixture, const char *channel, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenToolchain) toolchain = pen_toolchain_list_choose (fixture->list, channel, &error);

  g_test_message ("%s -> %s", channel, name);
  if (name != NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (pen_toolchain_get_name (toolchain), ==, name);
      return;
    }
  g_assert_null (toolchain);
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, channel));
}

static void
test_choose (Fixture *fixture, gconstpointer data)
{
  static const Installed installed[] = {
      {"1.9.0-x86_64-unknown-linux-gnu", "1.9.0", "2016-05-18"},
      {"1.96.0-x86_64-unknown-linux-gnu", "1.96.0", "2026-05-28"},
      {"beta-x86_64-unknown-linux-gnu", "1.98.0-beta.2", "2026-06-01"},
      {"mine", "1.99.0-dev", "unknown"},
      {"nightly-2026-01-02-x86_64-unknown-linux-gnu", "1.94.0-nightly", "2026-01-01"},
      {"nightly-x86_64-unknown-linux-gnu", "1.99.0-nightly", "2026-06-02"},
      {"older-nightly", "1.99.0-nightly", "2026-05-30"},
      {"stable-x86_64-unknown-linux-gnu", "1.96.1", "2026-06-10"},
      {"never-asked", NULL, NULL},
      {NULL, NULL, NULL}};
  static const struct
  {
    const char *word;
    const char *name;
  } cases[] = {{NULL, "stable-x86_64-unknown-linux-gnu"},
               {"stable", "stable-x86_64-unknown-linux-gnu"},
               {"beta", "beta-x86_64-unknown-linux-gnu"},
               {"nightly", "nightly-x86_64-unknown-linux-gnu"},
               {"1.96", "stable-x86_64-unknown-linux-gnu"}, /* the newest of 1.96 */
               {"1.96.0", "1.96.0-x86_64-unknown-linux-gnu"},
               {"1.96.1", "stable-x86_64-unknown-linux-gnu"},
               {"1.9", "1.9.0-x86_64-unknown-linux-gnu"}, /* not 1.96, 1.94 … */
               {"1.94", "nightly-2026-01-02-x86_64-unknown-linux-gnu"},
               {"1.98.0", "beta-x86_64-unknown-linux-gnu"},
               {"1.98.0-beta.2", "beta-x86_64-unknown-linux-gnu"},
               {"mine", "mine"},
               {"older-nightly", "older-nightly"},
               {"older", "older-nightly"},
               {"nightly-2026-01-02", "nightly-2026-01-02-x86_64-unknown-linux-gnu"},
               {"stable-x86_64", "stable-x86_64-unknown-linux-gnu"},
               {"stable-x86", NULL}, /* half a word is none */
               {"stable-x86_64-unknown-linux-gnu", "stable-x86_64-unknown-linux-gnu"},
               {"1", "nightly-x86_64-unknown-linux-gnu"}, /* the newest there is */
               {"1.97", NULL},
               {"1.9.1", NULL},
               {"1.9.", NULL},
               {"96", NULL},
               {"min", NULL},
               {"mine-", NULL},
               {"Stable", NULL},
               {"", NULL},
               {"never-asked", NULL},
               {"../mine", NULL}};

  install (fixture, installed);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_chooses (fixture, cases[i].word, cases[i].name);
}

/* What it is counts, not what its directory is called. */
static void
test_choose_by_nature (Fixture *fixture, gconstpointer data)
{
  static const Installed installed[] = {
      {"nightly-x86_64-unknown-linux-gnu", "1.96.0", "2026-05-28"},
      {"stable-x86_64-unknown-linux-gnu", "1.97.0-nightly", "2026-05-29"},
      {NULL, NULL, NULL}};

  install (fixture, installed);
  assert_chooses (fixture, "stable", "nightly-x86_64-unknown-linux-gnu");
  assert_chooses (fixture, "nightly", "stable-x86_64-unknown-linux-gnu");
  assert_chooses (fixture, "beta", NULL);
}

/* A version means its release, also where that tells no date, as a distribution's. */
static void
test_choose_release (Fixture *fixture, gconstpointer data)
{
  static const Installed installed[] = {{"a", "1.96.0-nightly", "2026-04-10"},
                                        {"b", "1.96.0", "unknown"},
                                        {"c", "1.96.0-beta.9", "2026-05-20"},
                                        {"d", "1.96.0-dev", "unknown"},
                                        {"e", "1.97.0-beta.1", "2026-06-10"},
                                        {"f", "1.97.0-nightly", "2026-06-11"},
                                        {NULL, NULL, NULL}};

  install (fixture, installed);
  assert_chooses (fixture, "1.96", "b");
  assert_chooses (fixture, "1.96.0", "b");
  assert_chooses (fixture, "1.97", "e");
  assert_chooses (fixture, "1.96.0-nightly", "a");
}

/* Without a stable one, whatever there is; but who says "stable" means it. */
static void
test_choose_any (Fixture *fixture, gconstpointer data)
{
  static const Installed installed[] = {{"a-nightly", "1.97.0-nightly", "2026-05-29"},
                                        {"b-nightly", "1.98.0-nightly", "2026-06-29"},
                                        {"c-beta", "1.97.0-beta.1", "2026-06-30"},
                                        {NULL, NULL, NULL}};

  install (fixture, installed);
  assert_chooses (fixture, NULL, "b-nightly");
  assert_chooses (fixture, "stable", NULL);
}

/* Of equals the distribution's, which needs no mount. */
static void
test_choose_of_equals (Fixture *fixture, gconstpointer data)
{
  put (fixture->usr, ".");
  put (fixture->opt, "rust-1.96.0");
  look (fixture);
  for (guint i = 0; i < get_n (fixture); i++)
    say_version (get_nth (fixture, i), "1.96.0", "2026-05-28");
  assert_chooses (fixture, NULL, "system");
  assert_chooses (fixture, "1.96", "system");
}

static void
assert_sentence (Fixture *fixture, const char *channel, PenToolchainError code, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (pen_toolchain_list_choose (fixture->list, channel, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, (int)code);
  g_test_message ("%s", error->message);
  for (guint i = 0; parts[i] != NULL; i++)
    g_assert_nonnull (strstr (error->message, parts[i]));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  static const Installed installed[] = {{"a-stable", "1.96.0", "2026-05-28"},
                                        {"b-nightly", "1.98.0-nightly", "2026-06-29"},
                                        {"never-asked", NULL, NULL},
                                        {NULL, NULL, NULL}};

  look (fixture);
  assert_sentence (fixture, NULL, PEN_TOOLCHAIN_ERROR_MISSING, "No Rust is installed|apt install");
  assert_sentence (fixture, "beta", PEN_TOOLCHAIN_ERROR_MISSING, "No Rust is installed");
  install (fixture, installed);
  assert_sentence (fixture,
                   "beta",
                   PEN_TOOLCHAIN_ERROR_MISSING,
                   "\"beta\"|1.96.0 (a-stable), 1.98.0-nightly (b-nightly)|"
                   "rustup toolchain install beta");
  assert_sentence (fixture,
                   "1.60",
                   PEN_TOOLCHAIN_ERROR_MISSING,
                   "\"1.60\"|rustup toolchain install 1.60");
  assert_sentence (fixture,
                   "banana",
                   PEN_TOOLCHAIN_ERROR_MISSING,
                   "\"banana\"|1.96.0 (a-stable), 1.98.0-nightly (b-nightly)");
}

/* One that is there but cannot be reached is told with the remedy, and never chosen. */
static void
test_unreachable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rustc = put_rustc (fixture->opt, "rust-closed", NULL);
  g_autofree char *root = g_build_filename (fixture->opt, "rust-closed", NULL);
  const char *remedy = getuid () == 0 ? "nobody|cp -a" : "chmod -R a+rX";

  if (getuid () == 0)
    g_assert_cmpint (g_chmod (root, 0700), ==, 0);
  else
    g_assert_cmpint (g_chmod (rustc, 0), ==, 0);
  look (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 1);
  assert_sentence (fixture, NULL, PEN_TOOLCHAIN_ERROR_UNREACHABLE, remedy);
  assert_sentence (fixture, "rust-closed", PEN_TOOLCHAIN_ERROR_UNREACHABLE, remedy);
  assert_sentence (fixture, "rust", PEN_TOOLCHAIN_ERROR_UNREACHABLE, remedy);
  assert_sentence (fixture, "beta", PEN_TOOLCHAIN_ERROR_MISSING, "No Rust");
  put (fixture->opt, "rust-open");
  look (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 2);
  say_version (get_nth (fixture, 1), "1.96.0", "2026-05-28");
  assert_chooses (fixture, NULL, "rust-open");
  assert_sentence (fixture, "rust-closed", PEN_TOOLCHAIN_ERROR_UNREACHABLE, remedy);
}

/* --- Asking --- */

static void
on_queried (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static gboolean
is_done (gpointer data)
{
  return *(GAsyncResult **)data != NULL;
}

static void
query (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pen_toolchain_list_query_async (fixture->list, NULL, on_queried, &result);
  g_assert_true (test_wait_until (is_done, &result, 50));
  g_assert_true (pen_toolchain_list_query_finish (fixture->list, result, &error));
  g_assert_no_error (error);
}

/* As rustc does when it is asked -vV; @link: what it does otherwise, that is when it has to link.
 */
static char *
make_script (const char *release, const char *link)
{
  return g_strdup_printf ("#!/bin/sh\n"
                          "if [ \"$1\" = -vV ]; then\n"
                          "printf 'rustc\\nhost: x86_64-unknown-linux-gnu\\nrelease: %s\\n'\n"
                          "exit 0\nfi\n%s\n",
                          release,
                          link);
}

static void
put_script (const char *place, const char *dir, const char *release, const char *link)
{
  g_autofree char *script = make_script (release, link);

  g_free (put_rustc (place, dir, script));
}

/* What is remembered, with @from replaced by @to. */
static void
change_memory (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (fixture->store, "toolchains.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
}

/* The real one: asked once; then what is written down counts, which a change to that shows. */
static void
test_query_system (Fixture *fixture, gconstpointer data)
{
  g_autofree char *release = NULL;
  PenToolchain *toolchain;

  if (!g_file_test ("/usr/bin/rustc", G_FILE_TEST_IS_REGULAR))
    {
      g_test_skip ("There is no Rust in /usr: sudo apt install rustc-web");
      return;
    }
  fixture->list = pen_toolchain_list_new_in ("/usr", fixture->home, fixture->opt);
  toolchain = get_nth (fixture, 0);
  g_assert_null (pen_toolchain_get_version (toolchain));
  query (fixture);
  g_assert_true (g_str_has_prefix (pen_toolchain_get_version (toolchain), "1."));
  g_assert_nonnull (pen_toolchain_get_host (toolchain));
  if (g_file_test ("/usr/bin/mold", G_FILE_TEST_IS_EXECUTABLE))
    g_assert_cmpstr (pen_toolchain_get_linker (toolchain), ==, "mold");
  assert_chooses (fixture, NULL, "system");
  release = g_strdup (pen_toolchain_get_version (toolchain));
  change_memory (fixture, release, "1.77.7");
  g_object_unref (fixture->list);
  fixture->list = pen_toolchain_list_new_in ("/usr", fixture->home, fixture->opt);
  query (fixture);
  g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 0)), ==, "1.77.7");
}

/* Several at once; each is remembered under its own name, and asked anew when it changes. */
static void
test_query_again (Fixture *fixture, gconstpointer data)
{
  put_script (fixture->opt, "rust-a", "1.80.0", "exit 0");
  put_script (fixture->opt, "rust-b", "1.81.0", "exit 0");
  look (fixture);
  query (fixture);
  g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 0)), ==, "1.80.0");
  g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 1)), ==, "1.81.0");
  put_script (fixture->opt, "rust-a", "1.82.0-nightly", "exit 0"); /* another size */
  look (fixture);
  query (fixture);
  g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 0)), ==, "1.82.0-nightly");
  g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 1)), ==, "1.81.0");
}

/* The first linker that works; none when none does: then gcc chooses. */
static void
test_query_linkers (Fixture *fixture, gconstpointer data)
{
  gboolean has_mold = g_file_test ("/usr/bin/mold", G_FILE_TEST_IS_EXECUTABLE);
  gboolean has_lld = g_file_test ("/usr/bin/ld.lld", G_FILE_TEST_IS_EXECUTABLE);

  put_script (fixture->opt, "rust-a", "1.80.0", "exit 0");
  put_script (fixture->opt, "rust-b", "1.80.0", "case $* in *fuse-ld=mold*) exit 1;; esac; exit 0");
  put_script (fixture->opt, "rust-c", "1.80.0", "exit 1");
  put_script (fixture->opt, "rust-d", "1.80.0", "kill -9 $$");
  look (fixture);
  query (fixture);
  for (guint round = 0; round < 2; round++)
    {
      g_assert_cmpstr (pen_toolchain_get_linker (get_nth (fixture, 0)),
                       ==,
                       has_mold  ? "mold"
                       : has_lld ? "lld"
                                 : NULL);
      g_assert_cmpstr (pen_toolchain_get_linker (get_nth (fixture, 1)), ==, has_lld ? "lld" : NULL);
      g_assert_null (pen_toolchain_get_linker (get_nth (fixture, 2)));
      g_assert_null (pen_toolchain_get_linker (get_nth (fixture, 3)));
      g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 2)), ==, "1.80.0");
      look (fixture); /* from memory it is the same */
      query (fixture);
    }
}

/* One that is no compiler takes nothing from the others. */
static void
test_query_nonsense (Fixture *fixture, gconstpointer data)
{
  g_free (put_rustc (fixture->opt, "rust-a", "#!/bin/sh\necho hello\n"));
  g_free (put_rustc (fixture->opt, "rust-b", "#!/bin/sh\nexit 1\n"));
  g_free (put_rustc (fixture->opt,
                     "rust-c",
                     "\x7f"
                     "ELF, but not really"));
  g_free (put_rustc (fixture->opt,
                     "rust-d",
                     "#!/bin/sh\nprintf 'rustc\\nhost: x\\nrelease: 1.99.0\\n'; exit 1\n"));
  put_script (fixture->opt, "rust-e", "1.80.0", "exit 0");
  look (fixture);
  query (fixture);
  for (guint i = 0; i < 4; i++)
    g_assert_null (pen_toolchain_get_version (get_nth (fixture, i)));
  assert_chooses (fixture, NULL, "rust-e");
}

/* What somebody wrote into the memory is not believed blindly. */
static void
test_spoilt_memory (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->store, "toolchains.ini", NULL);

  put_script (fixture->opt, "rust-a", "1.80.0", "exit 0");
  look (fixture);
  query (fixture);
  change_memory (fixture, "release: 1.80.0", "release: banana");
  look (fixture);
  query (fixture);
  g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 0)), ==, "1.80.0");
  g_assert_true (g_file_set_contents (path, "\xff\0[[[", 6, NULL));
  look (fixture);
  query (fixture);
  g_assert_cmpstr (pen_toolchain_get_version (get_nth (fixture, 0)), ==, "1.80.0");
}

static void
test_query_nothing (Fixture *fixture, gconstpointer data)
{
  look (fixture);
  query (fixture);
  g_assert_cmpuint (get_n (fixture), ==, 0);
}

#define add(name, test)                                                                            \
  g_test_add ("/toolchains/toolchain-list/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("RUSTUP_HOME");
  add ("finds-every-rust", test_finds);
  add ("finds-nothing", test_finds_nothing);
  add ("passes-over-proxies", test_proxies);
  add ("takes-a-link-to-a-version", test_versioned_link);
  add ("takes-linked-toolchains", test_linked);
  add ("finds-each-once", test_dedupe);
  add ("looks-into-rustup-home", test_rustup_home);
  add ("is-a-list-model", test_model);
  add ("chooses-by-a-word", test_choose);
  add ("chooses-by-what-it-is", test_choose_by_nature);
  add ("chooses-the-release-of-a-version", test_choose_release);
  add ("chooses-whatever-there-is", test_choose_any);
  add ("chooses-the-first-of-equals", test_choose_of_equals);
  add ("says-what-is-installed", test_missing);
  add ("says-what-cannot-be-reached", test_unreachable);
  add ("asks-the-system-once", test_query_system);
  add ("asks-again-what-changed", test_query_again);
  add ("tries-linkers", test_query_linkers);
  add ("survives-what-is-no-compiler", test_query_nonsense);
  add ("survives-a-spoilt-memory", test_spoilt_memory);
  add ("asks-nobody-where-nobody-is", test_query_nothing);
  return g_test_run ();
}
