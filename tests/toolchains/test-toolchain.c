/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One installed Rust, as trees of empty files: what is seen of it from outside, what its words mean
 * and how a compile jail gets to see it. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "kitchen.h"

#define TARGET "x86_64-unknown-linux-gnu"

/* --- Trees --- */

static char *
new_tree (void)
{
  char *root = g_dir_make_tmp ("playpen-toolchain-XXXXXX", NULL);

  g_assert_cmpint (g_chmod (root, 0755), ==, 0); /* so that root's jails would reach it */
  return root;
}

static void
put (const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static PenToolchain *
new_toolchain (const char *root)
{
  return pen_toolchain_new (PEN_TOOLCHAIN_ARCHIVE, "fake", root);
}

/* As `rustc -vV` prints it. */
static gboolean
set_version (PenToolchain *toolchain, const char *release)
{
  g_autofree char *text = g_strdup_printf ("rustc %s (0123456789 2026-05-28)\n"
                                           "binary: rustc\n"
                                           "commit-hash: 0123456789abcdef\n"
                                           "commit-date: 2026-05-28\n"
                                           "host: " TARGET "\n"
                                           "release: %s\n"
                                           "LLVM version: 22.1.0\n",
                                           release,
                                           release);

  return pen_toolchain_set_version (toolchain, text);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* "HOST -> JAIL" a line, sorted, without the tree's own path. */
static char *
describe_binds (const PenCommand *command, const char *root)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < command->binds->len; i++)
    {
      const PenBind *bind = command->binds->pdata[i];

      g_assert_true (g_str_has_prefix (bind->host, root));
      g_ptr_array_add (lines,
                       g_strdup_printf ("%s -> %s\n", bind->host + strlen (root), bind->jail));
    }
  g_ptr_array_sort (lines, compare_strings);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("", (char **)lines->pdata);
}

static const char *
get_path (const PenCommand *command)
{
  for (guint i = 0; i < command->env->len; i++)
    if (g_str_has_prefix (command->env->pdata[i], "PATH="))
      return (const char *)command->env->pdata[i] + strlen ("PATH=");
  return NULL;
}

/* --- Where its files are --- */

static void
test_merged (void)
{
  g_autofree char *root = new_tree ();
  g_autofree char *odd = g_strconcat (root, "/../", strrchr (root, '/') + 1, "/", NULL);
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autofree char *rustc = g_build_filename (root, "bin/rustc", NULL);
  g_autofree char *binds = NULL;
  g_autofree char *program = NULL;
  g_autofree char *source = NULL;
  g_autoptr (PenToolchain) toolchain = NULL;

  put (root, "bin/rustc");
  put (root, "lib/rustlib/manifest.in"); /* no layer: there is bin/rustc */
  toolchain = new_toolchain (odd);
  g_assert_cmpstr (pen_toolchain_get_root (toolchain), ==, root);
  g_assert_cmpstr (pen_toolchain_get_rustc (toolchain), ==, rustc);
  g_assert_cmpstr (pen_toolchain_get_name (toolchain), ==, "fake");
  g_assert_cmpint (pen_toolchain_get_origin (toolchain), ==, PEN_TOOLCHAIN_ARCHIVE);
  g_assert_null (pen_toolchain_get_problem (toolchain));
  pen_toolchain_add_to_command (toolchain, command);
  binds = describe_binds (command, root);
  g_assert_cmpstr (binds, ==, " -> /toolchain\n");
  g_assert_cmpstr (get_path (command), ==, "/toolchain/bin:/usr/bin");
  program = pen_toolchain_get_program (toolchain, "clippy-driver");
  g_assert_cmpstr (program, ==, "/toolchain/bin/clippy-driver");
  source = pen_toolchain_get_jail_path (toolchain, "lib/rustlib/src");
  g_assert_cmpstr (source, ==, "/toolchain/lib/rustlib/src");
  test_kitchen_remove_all (root);
}

static void
put_archive (const char *root)
{
  static const char *const files[] = {"install.sh",
                                      "components",
                                      "rustc/manifest.in",
                                      "rustc/bin/rustc",
                                      "rustc/lib/librustc_driver.so",
                                      "rustc/lib/rustlib/" TARGET "/bin/rust-lld",
                                      "cargo/manifest.in",
                                      "cargo/bin/cargo",
                                      "cargo/etc/bash_completion.d/cargo",
                                      "rust-std-" TARGET "/manifest.in",
                                      "rust-std-" TARGET "/lib/rustlib/" TARGET "/lib/libstd-1.so",
                                      "rust-std-" TARGET "/lib/rustlib/" TARGET
                                      "/lib/libstd-1.rlib",
                                      "rust-docs/manifest.in",
                                      "rust-docs/share/doc/rust/html/std/index.html",
                                      "no-component/bin/rustfmt"};

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    put (root, files[i]);
}

/* The components of an unpacked archive lie over each other, and no bind lies below another. */
static void
test_unpacked (void)
{
  g_autofree char *root = new_tree ();
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autofree char *rustc = g_build_filename (root, "rustc/bin/rustc", NULL);
  g_autofree char *found = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *binds = NULL;
  g_autoptr (PenToolchain) toolchain = NULL;

  put_archive (root);
  toolchain = new_toolchain (root);
  g_assert_cmpstr (pen_toolchain_get_rustc (toolchain), ==, rustc);
  g_assert_true (pen_toolchain_has (toolchain, PEN_COMPONENT_CARGO));
  g_assert_true (pen_toolchain_has (toolchain, PEN_COMPONENT_RUST_DOCS));
  g_assert_false (pen_toolchain_has (toolchain, PEN_COMPONENT_RUSTFMT));
  g_assert_true (pen_toolchain_has_target (toolchain, TARGET));
  found = pen_toolchain_find (toolchain, "bin/cargo");
  g_assert_true (g_str_has_suffix (found, "/cargo/bin/cargo"));
  missing = pen_toolchain_find (toolchain, "bin/miri");
  g_assert_null (missing);
  pen_toolchain_add_to_command (toolchain, command);
  binds = describe_binds (command, root);
  g_assert_cmpstr (binds,
                   ==,
                   "/cargo/bin/cargo -> /toolchain/bin/cargo\n"
                   "/cargo/etc -> /toolchain/etc\n"
                   "/cargo/manifest.in -> /toolchain/manifest.in\n"
                   "/rust-docs/share -> /toolchain/share\n"
                   "/rust-std-" TARGET "/lib/rustlib/" TARGET
                   "/lib -> /toolchain/lib/rustlib/" TARGET "/lib\n"
                   "/rustc/bin/rustc -> /toolchain/bin/rustc\n"
                   "/rustc/lib/librustc_driver.so -> /toolchain/lib/librustc_driver.so\n"
                   "/rustc/lib/rustlib/" TARGET "/bin -> /toolchain/lib/rustlib/" TARGET "/bin\n");
  g_assert_cmpstr (get_path (command), ==, "/toolchain/bin:/usr/bin");
  test_kitchen_remove_all (root);
}

/* An unpacked rustc alone is one layer, shown whole. */
static void
test_one_component (void)
{
  g_autofree char *root = new_tree ();
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autofree char *binds = NULL;
  g_autoptr (PenToolchain) toolchain = NULL;

  put (root, "rustc/manifest.in");
  put (root, "rustc/bin/rustc");
  toolchain = new_toolchain (root);
  pen_toolchain_add_to_command (toolchain, command);
  binds = describe_binds (command, root);
  g_assert_cmpstr (binds, ==, "/rustc -> /toolchain\n");
  test_kitchen_remove_all (root);
}

/* A link that leads nowhere is shown by nobody. */
static void
test_dangling_link (void)
{
  g_autofree char *root = new_tree ();
  g_autofree char *link = g_build_filename (root, "cargo/bin/old", NULL);
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autofree char *binds = NULL;
  g_autoptr (PenToolchain) toolchain = NULL;

  put_archive (root);
  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  toolchain = new_toolchain (root);
  pen_toolchain_add_to_command (toolchain, command);
  binds = describe_binds (command, root);
  g_assert_nonnull (strstr (binds, "/toolchain/bin/cargo\n"));
  g_assert_null (strstr (binds, "old"));
  g_assert_cmpint (g_remove (link), ==, 0);
  test_kitchen_remove_all (root);
}

/* What lies in /usr a compile jail shows already. */
static void
test_in_usr (void)
{
  g_autoptr (PenToolchain) toolchain = pen_toolchain_new (PEN_TOOLCHAIN_SYSTEM, "system", "/usr/");
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autofree char *program = NULL;

  if (toolchain == NULL)
    {
      g_test_skip ("There is no Rust in /usr: sudo apt install rustc-web");
      return;
    }
  pen_toolchain_add_to_command (toolchain, command);
  g_assert_cmpuint (command->binds->len, ==, 0);
  g_assert_cmpstr (get_path (command), ==, "/usr/bin");
  program = pen_toolchain_get_program (toolchain, "rustc");
  g_assert_cmpstr (program, ==, "/usr/bin/rustc");
}

static void
test_no_rustc (void)
{
  g_autofree char *root = new_tree ();

  put (root, "bin/cargo");
  put (root, "rustc/bin/rustc"); /* without manifest.in it is no component */
  g_assert_null (new_toolchain (root));
  g_assert_null (new_toolchain ("/nonexistent"));
  test_kitchen_remove_all (root);
}

static void
test_components (void)
{
  static const struct
  {
    PenComponent component;
    const char *file;
    const char *name;
  } parts[] = {
      {PEN_COMPONENT_CARGO, "bin/cargo", "cargo"},
      {PEN_COMPONENT_RUSTFMT, "bin/rustfmt", "rustfmt"},
      {PEN_COMPONENT_CLIPPY, "bin/clippy-driver", "clippy"},
      {PEN_COMPONENT_MIRI, "bin/miri", "miri"},
      {PEN_COMPONENT_RUST_SRC, "lib/rustlib/src/rust/library/std/src/lib.rs", "rust-src"},
      {PEN_COMPONENT_RUST_DOCS, "share/doc/rust/html/std/index.html", "rust-docs"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *root = new_tree ();
      g_autoptr (PenToolchain) toolchain = NULL;

      put (root, "bin/rustc");
      put (root, parts[i].file);
      toolchain = new_toolchain (root);
      g_assert_true (pen_toolchain_has (toolchain, PEN_COMPONENT_RUSTC));
      for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
        g_assert_cmpint (pen_toolchain_has (toolchain, parts[j].component), ==, i == j);
      g_assert_cmpstr (pen_component_to_string (parts[i].component), ==, parts[i].name);
      test_kitchen_remove_all (root);
    }
  g_assert_cmpstr (pen_component_to_string (PEN_COMPONENT_RUSTC), ==, "rustc");
}

static void
test_std (void)
{
  g_autofree char *root = new_tree ();
  g_autofree char *before = NULL;
  g_autofree char *other = NULL;
  g_autofree char *std = NULL;
  g_autoptr (PenToolchain) toolchain = NULL;

  put (root, "bin/rustc");
  put (root, "lib/rustlib/" TARGET "/lib/libstd_detect-1.so");
  put (root, "lib/rustlib/wasm32-unknown-unknown/lib/libstd-0123.rlib");
  put (root, "lib/rustlib/wasm32-wasip1/lib/libcore-0123.rlib");
  toolchain = new_toolchain (root);
  before = pen_toolchain_get_dynamic_std (toolchain);
  g_assert_null (before); /* whose host is not known yet */
  g_assert_true (set_version (toolchain, "1.96.0"));
  other = pen_toolchain_get_dynamic_std (toolchain);
  g_assert_null (other);
  put (root, "lib/rustlib/" TARGET "/lib/libstd-0123.so");
  std = pen_toolchain_get_dynamic_std (toolchain);
  g_assert_true (g_str_has_suffix (std, "/lib/rustlib/" TARGET "/lib/libstd-0123.so"));
  g_assert_true (pen_toolchain_has_target (toolchain, "wasm32-unknown-unknown"));
  g_assert_false (pen_toolchain_has_target (toolchain, "wasm32-wasip1"));
  g_assert_false (pen_toolchain_has_target (toolchain, TARGET)); /* no rlib: nothing to link */
  g_assert_false (pen_toolchain_has_target (toolchain, "no-such-target"));
  test_kitchen_remove_all (root);
}

static void
test_linker (void)
{
  g_autoptr (PenToolchain) toolchain = test_kitchen_new_toolchain ("1.96.0", NULL);

  g_assert_null (pen_toolchain_get_linker (toolchain));
  pen_toolchain_set_linker (toolchain, "mold");
  g_assert_cmpstr (pen_toolchain_get_linker (toolchain), ==, "mold");
  pen_toolchain_set_linker (toolchain, "");
  g_assert_null (pen_toolchain_get_linker (toolchain));
  pen_toolchain_set_linker (toolchain, "lld");
  pen_toolchain_set_linker (toolchain, NULL);
  g_assert_null (pen_toolchain_get_linker (toolchain));
  test_kitchen_remove_all (pen_toolchain_get_root (toolchain));
}

/* Another compiler at the same place is another compiler. */
static void
test_key (void)
{
  g_autofree char *root = new_tree ();
  g_autofree char *rustc = g_build_filename (root, "bin/rustc", NULL);
  const struct utimbuf then = {.actime = 1000, .modtime = 1000};
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *older = NULL;
  g_autofree char *larger = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (PenToolchain) toolchain = NULL;

  put (root, "bin/rustc");
  toolchain = new_toolchain (root);
  first = pen_toolchain_get_key (toolchain);
  again = pen_toolchain_get_key (toolchain);
  g_assert_cmpstr (first, ==, again);
  g_assert_nonnull (strstr (first, rustc));
  g_assert_cmpint (utime (rustc, &then), ==, 0);
  older = pen_toolchain_get_key (toolchain);
  g_assert_cmpstr (older, !=, first);
  g_assert_true (g_file_set_contents (rustc, "x", 1, NULL));
  g_assert_cmpint (utime (rustc, &then), ==, 0);
  larger = pen_toolchain_get_key (toolchain);
  g_assert_cmpstr (larger, !=, older);
  test_kitchen_remove_all (root);
  gone = pen_toolchain_get_key (toolchain);
  g_assert_cmpstr (gone, ==, rustc);
}

/* --- Reach --- */

static void
assert_problem (const char *root, const char *remedy)
{
  g_autoptr (PenToolchain) toolchain = new_toolchain (root);
  const char *problem = pen_toolchain_get_problem (toolchain);

  g_assert_nonnull (problem);
  g_test_message ("%s", problem);
  g_assert_nonnull (strstr (problem, root));
  g_assert_nonnull (strstr (problem, remedy));
}

static void
test_unreachable (void)
{
  g_autofree char *root = new_tree ();
  g_autofree char *link = g_strconcat (root, "-link", NULL);
  g_autofree char *rustc = g_build_filename (root, "bin/rustc", NULL);
  gboolean is_root = getuid () == 0;
  const char *remedy = is_root ? "cp -a" : "chmod -R a+rX";

  put (root, "bin/rustc");
  g_assert_cmpint (symlink (root, link), ==, 0);
  if (is_root)
    g_assert_cmpint (g_chmod (root, 0700), ==, 0);
  else
    g_assert_cmpint (g_chmod (rustc, 0), ==, 0);
  assert_problem (root, remedy);
  assert_problem (link, remedy);
  if (is_root)
    assert_problem (root, "nobody");
  g_assert_cmpint (g_remove (link), ==, 0);
  test_kitchen_remove_all (root);
}

/* --- What it says of itself --- */

static void
test_versions (void)
{
  static const struct
  {
    const char *release;
    const char *channel;
    guint minor;
  } cases[] = {{"1.96.0", "stable", 96},
               {"1.0.0", "stable", 0},
               {"1.97.0-nightly", "nightly", 97},
               {"1.97.0-beta.3", "beta", 97},
               {"1.97.0-beta", "beta", 97},
               {"1.96.0-dev", "dev", 96},
               {"1.105.2", "stable", 105}};
  g_autoptr (PenToolchain) toolchain = test_kitchen_new_toolchain ("1.1.1", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (set_version (toolchain, cases[i].release));
      g_assert_cmpstr (pen_toolchain_get_version (toolchain), ==, cases[i].release);
      g_assert_cmpstr (pen_toolchain_get_channel (toolchain), ==, cases[i].channel);
      g_assert_cmpuint (pen_toolchain_get_minor (toolchain), ==, cases[i].minor);
      g_assert_cmpstr (pen_toolchain_get_host (toolchain), ==, TARGET);
      g_assert_cmpstr (pen_toolchain_get_hash (toolchain), ==, "0123456789abcdef");
      g_assert_cmpstr (pen_toolchain_get_date (toolchain), ==, "2026-05-28");
    }
  test_kitchen_remove_all (pen_toolchain_get_root (toolchain));
}

/* As distributions build it, without git. */
static void
test_unknown_hash (void)
{
  g_autoptr (PenToolchain) toolchain = test_kitchen_new_toolchain ("1.1.1", NULL);

  g_assert_true (set_version (toolchain, "1.95.0"));
  g_assert_true (pen_toolchain_set_version (
      toolchain,
      "rustc 1.96.0 (built from a source tarball)\nbinary: rustc\ncommit-hash: unknown\n"
      "commit-date: unknown\nhost: " TARGET "\nrelease: 1.96.0\nLLVM version: 19.1.7\n"));
  g_assert_cmpstr (pen_toolchain_get_version (toolchain), ==, "1.96.0");
  g_assert_null (pen_toolchain_get_hash (toolchain));
  g_assert_null (pen_toolchain_get_date (toolchain));
  test_kitchen_remove_all (pen_toolchain_get_root (toolchain));
}

/* What is no version leaves what was known. */
static void
test_no_version (void)
{
  static const char *const texts[] = {
      "",
      "\n",
      "rustc 1.96.0 (0123456789 2026-05-28)\n",
      "x\nrelease: 1.96.0\n",
      "x\nhost: " TARGET "\n",
      "x\nhost: unknown\nrelease: 1.96.0\n",
      "x\nhost: " TARGET "\nrelease: unknown\n",
      "x\nhost: " TARGET "\nrelease: \n",
      "x\nhost: " TARGET "\nrelease: 2.0.0\n",
      "x\nhost: " TARGET "\nrelease: one.two\n",
      "x\nhost: " TARGET "\nrelease: 1\n",
      "x\nhost: " TARGET "\nrelease:1.96.0\n",
      "error: rustup could not choose a version of rustc to run",
  };
  g_autoptr (PenToolchain) toolchain = test_kitchen_new_toolchain ("1.80.0", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_false (pen_toolchain_set_version (toolchain, texts[i]));
      g_assert_cmpstr (pen_toolchain_get_version (toolchain), ==, "1.80.0");
      g_assert_cmpuint (pen_toolchain_get_minor (toolchain), ==, 80);
    }
  test_kitchen_remove_all (pen_toolchain_get_root (toolchain));
}

static void
test_nothing_known (void)
{
  g_autofree char *root = new_tree ();
  g_autoptr (PenToolchain) toolchain = NULL;

  put (root, "bin/rustc");
  toolchain = new_toolchain (root);
  g_assert_null (pen_toolchain_get_version (toolchain));
  g_assert_null (pen_toolchain_get_channel (toolchain));
  g_assert_null (pen_toolchain_get_host (toolchain));
  g_assert_cmpuint (pen_toolchain_get_minor (toolchain), ==, 0);
  test_kitchen_remove_all (root);
}

/* --- Editions --- */

static void
test_editions (void)
{
  static const struct
  {
    const char *version;
    guint newest;
  } cases[] = {{"1.0.0", 2015},
               {"1.30.1", 2015},
               {"1.31.0", 2018},
               {"1.55.0", 2018},
               {"1.56.0", 2021},
               {"1.84.1", 2021},
               {"1.85.0", 2024},
               {"1.97.0-nightly", 2024}};
  static const guint editions[] = {2015, 2018, 2021, 2024};
  g_autoptr (PenToolchain) toolchain = test_kitchen_new_toolchain ("1.1.1", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (set_version (toolchain, cases[i].version));
      g_assert_cmpuint (pen_toolchain_get_newest_edition (toolchain), ==, cases[i].newest);
      for (gsize j = 0; j < G_N_ELEMENTS (editions); j++)
        {
          g_autoptr (GError) error = NULL;
          gboolean known = editions[j] <= cases[i].newest;

          g_assert_cmpint (pen_toolchain_check_edition (toolchain, editions[j], &error), ==, known);
          if (!known)
            g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING);
        }
    }
  test_kitchen_remove_all (pen_toolchain_get_root (toolchain));
}

/* A missing one says which version brings it, and what to choose here. */
static void
test_edition_sentences (void)
{
  static const struct
  {
    guint edition;
    const char *word;
  } cases[] = {{2024, "Rust 1.85"}, {2021, "Rust 1.56"}};
  static const guint never[] = {0, 1, 2014, 2019, 2020, 2027, 20240, G_MAXUINT};
  g_autoptr (PenToolchain) toolchain = test_kitchen_new_toolchain ("1.40.0", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pen_toolchain_check_edition (toolchain, cases[i].edition, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "Rust 1.40.0"));
      g_assert_nonnull (strstr (error->message, cases[i].word));
      g_assert_nonnull (strstr (error->message, "--edition 2018"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pen_toolchain_check_edition (toolchain, never[i], &error));
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_OPTION);
      g_assert_nonnull (strstr (error->message, "2015, 2018, 2021 and 2024"));
    }
  test_kitchen_remove_all (pen_toolchain_get_root (toolchain));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/toolchain/is-one-tree", test_merged);
  g_test_add_func ("/toolchains/toolchain/lays-components-over-each-other", test_unpacked);
  g_test_add_func ("/toolchains/toolchain/may-be-one-component", test_one_component);
  g_test_add_func ("/toolchains/toolchain/passes-over-dangling-links", test_dangling_link);
  g_test_add_func ("/toolchains/toolchain/may-be-in-usr", test_in_usr);
  g_test_add_func ("/toolchains/toolchain/has-a-rustc", test_no_rustc);
  g_test_add_func ("/toolchains/toolchain/knows-its-components", test_components);
  g_test_add_func ("/toolchains/toolchain/finds-its-std", test_std);
  g_test_add_func ("/toolchains/toolchain/has-at-most-one-linker", test_linker);
  g_test_add_func ("/toolchains/toolchain/names-this-very-compiler", test_key);
  g_test_add_func ("/toolchains/toolchain/tells-what-cannot-be-reached", test_unreachable);
  g_test_add_func ("/toolchains/toolchain/understands-versions", test_versions);
  g_test_add_func ("/toolchains/toolchain/lives-without-a-hash", test_unknown_hash);
  g_test_add_func ("/toolchains/toolchain/refuses-what-is-no-version", test_no_version);
  g_test_add_func ("/toolchains/toolchain/knows-nothing-before-it-is-asked", test_nothing_known);
  g_test_add_func ("/toolchains/toolchain/knows-editions", test_editions);
  g_test_add_func ("/toolchains/toolchain/says-what-brings-an-edition", test_edition_sentences);
  return g_test_run ();
}
