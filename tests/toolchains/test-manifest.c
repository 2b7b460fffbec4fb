/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What Cargo.toml files ask for: which are plain, which are refused and in what words, and where
 * the crate root of a project lies. */
#include "toolchains.h"

#include <string.h>

#define PACKAGE "[package]\nname = \"my-prog\"\n"
#define MODERN PACKAGE "edition = \"2021\"\n"

static PenManifest *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  PenManifest *manifest = pen_manifest_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return manifest;
}

static void
test_fields (void)
{
  g_autoptr (PenManifest) manifest = parse (
      "[package]\nname = \"my-prog\"\nversion = \"1.2.3-rc.1+7\"\nedition = \"2024\"\n"
      "rust-version = \"1.85\"\ndefault-run = \"two\"\nbuild = \"./tools//gen.rs\"\n"
      "[lib]\nname = \"my_lib\"\npath = \"lib/root.rs\"\ncrate-type = [\"cdylib\", \"lib\"]\n"
      "proc-macro = true\n[[bin]]\nname = \"one\"\n[[bin]]\nname = \"two\"\npath = "
      "\"two.rs\"\n[features]\nf = []\n[profile.release]\nlto = true\n[lints.rust]\n"
      "unused = \"deny\"");
  const PenManifestBin *two = g_ptr_array_index (manifest->bins, 1);

  g_assert_cmpstr (manifest->name, ==, "my-prog");
  g_assert_cmpstr (manifest->version, ==, "1.2.3-rc.1+7");
  g_assert_cmpuint (manifest->edition, ==, 2024);
  g_assert_cmpstr (manifest->rust_version, ==, "1.85");
  g_assert_cmpstr (manifest->default_run, ==, "two");
  g_assert_cmpstr (manifest->build, ==, "tools/gen.rs");
  g_assert_false (manifest->no_build);
  g_assert_true (manifest->has_lib);
  g_assert_cmpstr (manifest->lib_name, ==, "my_lib");
  g_assert_cmpstr (manifest->lib_path, ==, "lib/root.rs");
  g_assert_cmpstr (manifest->lib_types[0], ==, "cdylib");
  g_assert_true (manifest->is_proc_macro);
  g_assert_cmpuint (manifest->bins->len, ==, 2);
  g_assert_cmpstr (two->name, ==, "two");
  g_assert_cmpstr (two->path, ==, "two.rs");
  g_assert_true (manifest->has_features && manifest->has_profiles && manifest->has_lints);
  g_assert_false (manifest->is_workspace);
  g_assert_true (pen_manifest_check (manifest, NULL));
}

static void
test_defaults (void)
{
  g_autoptr (PenManifest) manifest = parse (PACKAGE);
  g_autoptr (PenManifest) without = parse (PACKAGE "build = false");
  g_autoptr (PenManifest) with = parse (PACKAGE "build = true");

  g_assert_null (manifest->version);
  g_assert_cmpuint (manifest->edition, ==, 0);
  g_assert_null (manifest->build);
  g_assert_false (manifest->no_build || manifest->has_lib || manifest->has_features);
  g_assert_true (manifest->is_plain);
  g_assert_true (without->no_build && without->is_plain);
  g_assert_cmpstr (with->build, ==, "build.rs");
  g_assert_false (with->is_plain);
}

static void
test_dependencies (void)
{
  static const struct
  {
    const char *name;
    PenDependencyKind kind;
    PenDependencySection section;
    const char *table;
    const char *requirement;
    const char *path;
  } expected[] = {
      {"a", PEN_DEPENDENCY_REGISTRY, PEN_DEPENDENCY_NORMAL, "dependencies", "1", NULL},
      {"b", PEN_DEPENDENCY_REGISTRY, PEN_DEPENDENCY_NORMAL, "dependencies", "2", NULL},
      {"c", PEN_DEPENDENCY_GIT, PEN_DEPENDENCY_NORMAL, "dependencies", NULL, NULL},
      {"d", PEN_DEPENDENCY_WORKSPACE, PEN_DEPENDENCY_NORMAL, "dependencies", NULL, NULL},
      {"h", PEN_DEPENDENCY_REGISTRY, PEN_DEPENDENCY_NORMAL, "dependencies", "5", NULL},
      {"e", PEN_DEPENDENCY_PATH, PEN_DEPENDENCY_DEV, "dev-dependencies", "3", "../e"},
      {"f", PEN_DEPENDENCY_REGISTRY, PEN_DEPENDENCY_BUILD, "build-dependencies", "4", NULL},
      {"g",
       PEN_DEPENDENCY_REGISTRY,
       PEN_DEPENDENCY_TARGET,
       "target.'cfg(unix)'.dev-dependencies",
       "*",
       NULL},
  };
  g_autoptr (PenManifest) manifest =
      parse (PACKAGE "[target.'cfg(unix)'.dev-dependencies]\ng = \"*\"\n"
                     "[build-dependencies]\nf = \"4\"\n[dependencies]\na = \"1\"\n"
                     "b = {version = \"2\", optional = true}\nc.git = \"https://e.org\"\n"
                     "d.workspace = true\n[dependencies.h]\nversion = \"5\"\n"
                     "[dev-dependencies]\ne = {path = \"../e\", version = \"3\"}");
  g_assert_cmpuint (manifest->dependencies->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const PenDependency *got = g_ptr_array_index (manifest->dependencies, i);

      g_assert_cmpstr (got->name, ==, expected[i].name);
      g_assert_cmpint (got->kind, ==, expected[i].kind);
      g_assert_cmpint (got->section, ==, expected[i].section);
      g_assert_cmpstr (got->table, ==, expected[i].table);
      g_assert_cmpstr (got->requirement, ==, expected[i].requirement);
      g_assert_cmpstr (got->path, ==, expected[i].path);
    }
}

typedef struct
{
  const char *text;
  const char *thing; /* what keeps it from being plain, or NULL when it is */
} PlainCase;

static const PlainCase plain_cases[] = {
    {MODERN "version = \"0.1.0\"\n\n[dependencies]\n", NULL}, /* as cargo new writes it */
    {PACKAGE "authors = [\"A <a@example.org>\"]\ndescription = \"d\"\nlicense = \"MIT\"\n"
             "keywords = [\"k\"]\npublish = false\nreadme = \"R\"\nrust-version = \"1.60\"\n"
             "resolver = \"2\"\n[package.metadata.x]\ny = 1",
     NULL},
    {PACKAGE "[dev-dependencies]\n[build-dependencies]\n[features]\n[badges]\n[profile]\n[lints]",
     NULL},
    {PACKAGE "[target.'cfg(unix)'.dependencies]", NULL},
    {PACKAGE "[workspace]", NULL},
    {PACKAGE "[workspace]\nmembers = []\nresolver = \"3\"", NULL},
    {PACKAGE "[lib]\nname = \"l\"\npath = \"l.rs\"\ncrate-type = [\"lib\"]", NULL},
    {PACKAGE "[[bin]]\nname = \"b\"\npath = \"b.rs\"", NULL},

    {PACKAGE "[features]\ndefault = []", "[features]"},
    {PACKAGE "[profile.release]\nopt-level = 3", "[profile]"},
    {PACKAGE "[lints.rust]\nunused = \"deny\"", "[lints]"},
    {PACKAGE "links = \"z\"", "links"},
    {PACKAGE "autobins = false", "autobins"},
    {PACKAGE "forced-target = \"x\"", "forced-target"},
    {PACKAGE "build = \"b.rs\"", "build = \"b.rs\""},
    {PACKAGE "[lib]\ncrate-type = [\"cdylib\"]", "crate-type in [lib]"},
    {PACKAGE "[lib]\ncrate_type = [\"lib\"]", "crate_type in [lib]"},
    {PACKAGE "[lib]\nproc-macro = true", "proc-macro in [lib]"},
    {PACKAGE "[[bin]]\nname = \"b\"\ntest = false", "test in [[bin]]"},
    {PACKAGE "[[bin]]\nname = \"b\"\n[[bin]]\nname = \"c\"", "[[bin]]"},
    {PACKAGE "[[test]]\nname = \"t\"", "[test]"},
    {PACKAGE "[[example]]\nname = \"t\"", "[example]"},
    {PACKAGE "[workspace]\ndefault-members = []", "[workspace]"},
    {PACKAGE "[workspace.dependencies]\nrand = \"1\"", "[workspace]"},
    {PACKAGE "[target.x86_64-unknown-linux-gnu]\nlinker = \"l\"", "linker in [target]"},
    {PACKAGE "[hints]\nx = 1", "[hints]"},
    {"cargo-features = [\"x\"]\n" PACKAGE, "[cargo-features]"},
    {"[project]\nname = \"p\"", "[project]"},
    {PACKAGE "[dependencies]\nrand = \"1\"", "[dependencies]"},
    {PACKAGE "[\"\\e[31m\"]\nx = 1", "[\xef\xbf\xbd[31m]"},
};

static void
test_plain (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_cases); i++)
    {
      g_autoptr (PenManifest) manifest = parse (plain_cases[i].text);

      g_assert_cmpstr (manifest->not_plain_for, ==, plain_cases[i].thing);
      g_assert_cmpint (manifest->is_plain, ==, plain_cases[i].thing == NULL);
    }
}

typedef struct
{
  const char *text;
  const char *sentence;
} RefusalCase;

/* By pen_manifest_parse(). */
static const RefusalCase broken_cases[] = {
    {"",
     "Cargo.toml has no [package] table. Begin it with the lines [package], name = "
     "\"my-program\" and edition = \"2021\"."},
    {"[package]\nname = \"a",
     "Cargo.toml, line 2, column 8: a string is not closed. End it with \"."},
    {"package = 1", "Cargo.toml, line 1: `package` has to be a table of its own: [package]."},
    {"workspace = 1", "Cargo.toml, line 1: `workspace` has to be a table of its own: [workspace]."},
    {"\n[package]\nedition = \"2021\"",
     "Cargo.toml, line 2: [package] has no name. Add a line such as name = \"my-program\"."},
    {"[package]\nname = 1",
     "Cargo.toml, line 2: `name` has to be text in quotation marks, such as name = \"…\"."},
    {PACKAGE "edition = 2021",
     "Cargo.toml, line 3: `edition` has to be text in quotation marks, such as edition = \"…\"."},
    {PACKAGE "edition = \"future\"",
     "Cargo.toml, line 3: `edition` has to be a year: \"2015\", \"2018\", \"2021\" or \"2024\"."},
    {PACKAGE "version = \"1\"",
     "Cargo.toml, line 3: `version` has to be three numbers with dots between them, such as "
     "version = \"0.1.0\"."},
    {PACKAGE "authors = \"me\"",
     "Cargo.toml, line 3: `authors` has to be a list of texts, such as authors = [\"…\"]."},
    {PACKAGE "authors = [1]",
     "Cargo.toml, line 3: `authors` has to be a list of texts, such as authors = [\"…\"]."},
    {"[package]\nname = \"7zip\"",
     "Cargo.toml, line 2: \"7zip\" cannot be a name here. Begin with a letter, go on with letters, "
     "digits, - or _."},
    {"[package]\nname = \"../x\"", "Cargo.toml, line 2: \"../x\" cannot be a name here."},
    {"[package]\nname = \"-x\"", "Cargo.toml, line 2: \"-x\" cannot be a name here."},
    {"[package]\nname = \"\"", "Cargo.toml, line 2: \"\" cannot be a name here."},
    {"[package]\nname = \"a b\"", "Cargo.toml, line 2: \"a b\" cannot be a name here."},
    {PACKAGE "build = \"../b.rs\"",
     "Cargo.toml, line 3: `build` has to name a file inside of this project, and \"../b.rs\" does "
     "not."},
    {PACKAGE "build = 1", "Cargo.toml, line 3: `build` has to be text in quotation marks"},
    {"lib = 1\n" PACKAGE, "Cargo.toml, line 1: `lib` has to be a table of its own: [lib]."},
    {PACKAGE "[lib]\nname = \"a-b\"",
     "Cargo.toml, line 4: the name of a [lib] may hold no -. Write _ instead."},
    {PACKAGE "[lib]\nname = \"a/b\"", "Cargo.toml, line 4: \"a/b\" cannot be a name here."},
    {PACKAGE "[lib]\npath = \"/etc/passwd\"",
     "Cargo.toml, line 4: `path` has to name a file inside of this project, and \"/etc/passwd\" "
     "does not."},
    {PACKAGE "[bin]\nname = \"b\"",
     "Cargo.toml, line 3: programs are listed with two brackets: [[bin]]."},
    {"bin = [1]\n" PACKAGE, "Cargo.toml, line 1: each program has to be a table: [[bin]]."},
    {PACKAGE "[[bin]]\npath = \"b.rs\"",
     "Cargo.toml, line 3: a [[bin]] has no name. Add a line such as name = \"my-program\"."},
    {PACKAGE "[[bin]]\nname = \"b\"\n[[bin]]\nname = \"b\"",
     "Cargo.toml, line 5: two [[bin]] have the name b. Rename one."},
    {PACKAGE "[[bin]]\nname = \"b\"\npath = \"src/../../b.rs\"", "Cargo.toml, line 5: `path` has"},
    {PACKAGE "[[bin]]\nname = \"b\"\npath = \"--help\"", "Cargo.toml, line 5: `path` has"},
    {PACKAGE "[[bin]]\nname = \"b\"\npath = \"\"", "Cargo.toml, line 5: `path` has"},
    {PACKAGE "[[bin]]\nname = \"b\"\npath = \"a\\nb\"", "Cargo.toml, line 5: `path` has"},
    {PACKAGE "[dependencies]\nrand = 1",
     "Cargo.toml, line 4: the version of `rand` has to be text in quotation marks, such as rand = "
     "\"1\"."},
    {PACKAGE "[dependencies]\n\"a b\" = \"1\"", "Cargo.toml, line 4: \"a b\" cannot be a name"},
    {"dependencies = 1\n" PACKAGE,
     "Cargo.toml, line 1: `dependencies` has to be a table of its own: [dependencies]."},
    {"target = 1\n" PACKAGE,
     "Cargo.toml, line 1: `target` has to be a table, such as [target.'cfg(unix)'.dependencies]."},
    {PACKAGE "[target]\nx = 1",
     "Cargo.toml, line 4: `target` holds tables only, such as [target.'cfg(unix)'.dependencies]."},
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken_cases); i++)
    {
      const RefusalCase *test_case = &broken_cases[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (PenManifest) manifest =
          pen_manifest_parse (test_case->text, strlen (test_case->text), &error);

      g_assert_null (manifest);
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MANIFEST);
      if (!g_str_has_prefix (error->message, test_case->sentence))
        g_test_fail_printf ("said: %s\n  not: %s", error->message, test_case->sentence);
    }
}

/* By pen_manifest_check(). */
static const RefusalCase refused_cases[] = {
    {PACKAGE "[dependencies]\nrand = \"0.9\"",
     "Cargo.toml asks for the crate `rand` from a registry. Crates are not available here yet: "
     "remove it from [dependencies]."},
    {PACKAGE "[dev-dependencies.rand]\nversion = \"0.9\"\nfeatures = []",
     "Cargo.toml asks for the crate `rand` from a registry. Crates are not available here yet: "
     "remove it from [dev-dependencies]."},
    {PACKAGE "[target.'cfg(\\e)'.build-dependencies]\ncc = \"1\"",
     "Cargo.toml asks for the crate `cc` from a registry. Crates are not available here yet: "
     "remove it from [target.'cfg(\\e)'.build-dependencies]."},
    {PACKAGE "[target.\"\\u001b\".dependencies]\ncc = \"1\"",
     "Cargo.toml asks for the crate `cc` from a registry. Crates are not available here yet: "
     "remove it from [target.'\xef\xbf\xbd'.dependencies]."},
    {PACKAGE "[dependencies]\nrand = {git = \"https://example.org/r\"}",
     "Cargo.toml asks for the crate `rand` from a git repository, and Playpen works without a "
     "network: remove it from [dependencies]."},
    {PACKAGE "[dependencies]\nx = {path = \"../x\"}",
     "Cargo.toml asks for the crate `x` from the folder ../x outside of this project, where a "
     "program in Playpen cannot look: remove it from [dependencies]."},
    {PACKAGE "[dependencies]\nx = {path = \"a/../../x\"}",
     "Cargo.toml asks for the crate `x` from the folder a/../../x outside"},
    {PACKAGE "[dependencies]\nx = {path = \"/x\"}",
     "Cargo.toml asks for the crate `x` from the folder /x outside"},
    {PACKAGE "[dependencies]\nx = {path = \"./x\"}",
     "Cargo.toml asks for the crate `x` from the folder ./x, and Playpen opens one package at a "
     "time: make it a module of this one and remove it from [dependencies]."},
    {PACKAGE "[dependencies]\nx.workspace = true",
     "Cargo.toml asks for the crate `x` as its workspace names it, and Playpen opens one package "
     "at a time: remove it from [dependencies]."},
    {"[workspace]\nmembers = [\"a\"]",
     "Cargo.toml names a workspace and no package of its own: open the folder of one of its "
     "packages."},
    {PACKAGE "[workspace]\nmembers = [\"a\"]",
     "Cargo.toml names a workspace with other packages in it, and Playpen opens one package at a "
     "time: remove `members` from [workspace], or open the folder of one of its packages."},
    {PACKAGE "workspace = \"..\"",
     "Cargo.toml says that this package belongs to a workspace in another folder, and Playpen "
     "opens one package at a time: remove `workspace` from [package]."},
    {PACKAGE "edition.workspace = true",
     "Cargo.toml takes `edition` from a workspace, and Playpen opens one package at a time: write "
     "the value itself there."},
    {PACKAGE "authors = {workspace = true}", "Cargo.toml takes `authors` from a workspace"},
    {PACKAGE "keywords.workspace = true", "Cargo.toml takes `keywords` from a workspace"},
    {PACKAGE "[lints]\nworkspace = true", "Cargo.toml takes `lints` from a workspace"},
    {PACKAGE "[patch.crates-io]\nx = {path = \"x\"}",
     "Cargo.toml replaces crates by others. Crates are not available here yet: remove [patch] and "
     "[replace]."},
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PenManifest) manifest = parse (refused_cases[i].text);

      g_assert_false (pen_manifest_check (manifest, &error));
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MANIFEST);
      if (!g_str_has_prefix (error->message, refused_cases[i].sentence))
        g_test_fail_printf ("said: %s\n  not: %s", error->message, refused_cases[i].sentence);
    }
}

/* What is not plain and no dependency is left to cargo, not refused. */
static void
test_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PenManifest) manifest = parse (plain_cases[i].text);

      if (manifest->dependencies->len > 0)
        continue;
      pen_manifest_check (manifest, &error);
      g_assert_no_error (error);
    }
}

static void
test_environment (void)
{
  g_autoptr (PenManifest) manifest =
      parse ("[package]\nname = \"my-prog\"\nversion = \"1.20.3-rc.1+7\"\nauthors = [\"A\", "
             "\"B\"]\ndescription = \"two\\nlines\"");
  g_autoptr (PenManifest) bare = parse (PACKAGE);
  const char *const *got = pen_manifest_get_environment (manifest);
  static const char *const expected[] = {"CARGO_PKG_NAME=my-prog",
                                         "CARGO_PKG_VERSION=1.20.3-rc.1+7",
                                         "CARGO_PKG_VERSION_MAJOR=1",
                                         "CARGO_PKG_VERSION_MINOR=20",
                                         "CARGO_PKG_VERSION_PATCH=3",
                                         "CARGO_PKG_VERSION_PRE=rc.1",
                                         "CARGO_PKG_AUTHORS=A:B",
                                         "CARGO_PKG_DESCRIPTION=two\nlines",
                                         "CARGO_PKG_HOMEPAGE=",
                                         "CARGO_PKG_REPOSITORY=",
                                         "CARGO_PKG_LICENSE=",
                                         "CARGO_PKG_LICENSE_FILE=",
                                         "CARGO_PKG_RUST_VERSION="};

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!g_strv_contains (got, expected[i]))
      g_test_fail_printf ("no %s", expected[i]);
  g_assert_cmpuint (g_strv_length ((char **)got), ==, G_N_ELEMENTS (expected));
  g_assert_true (g_strv_contains (pen_manifest_get_environment (bare), "CARGO_PKG_VERSION=0.0.0"));
}

typedef struct
{
  const char *text;
  const char *files;    /* with spaces between them */
  const char *expected; /* the root's path, name, crate name and traits, or the error's sentence */
} RootCase;

static const RootCase root_cases[] = {
    {MODERN, "src/main.rs src/grid.rs", "src/main.rs my-prog my_prog"},
    {MODERN, "src/lib.rs", "src/lib.rs my-prog my_prog lib"},
    {MODERN, "src/main.rs src/lib.rs", "src/main.rs my-prog my_prog several cargo"},
    {MODERN, "src/bin/one.rs", "src/bin/one.rs one one"},
    {MODERN, "src/bin/one/main.rs src/bin/one/part.rs", "src/bin/one/main.rs one one"},
    {MODERN, "src/bin/b.rs src/bin/a.rs", "src/bin/b.rs b b several cargo"},
    {MODERN, "src/bin/b.rs src/main.rs", "src/main.rs my-prog my_prog several cargo"},
    {MODERN "default-run = \"b\"", "src/main.rs src/bin/b.rs", "src/bin/b.rs b b several cargo"},
    {MODERN "default-run = \"my-prog\"", "src/main.rs", "src/main.rs my-prog my_prog"},
    {MODERN, "src/main.rs build.rs", "src/main.rs my-prog my_prog build=build.rs cargo"},
    {MODERN "build = false", "src/main.rs build.rs", "src/main.rs my-prog my_prog"},
    {MODERN "build = \"b.rs\"", "src/main.rs b.rs", "src/main.rs my-prog my_prog build=b.rs cargo"},
    {MODERN "[features]\nf = []", "src/main.rs", "src/main.rs my-prog my_prog cargo"},
    {MODERN, "src/main.rs tests/t.rs", "src/main.rs my-prog my_prog tests"},
    {MODERN, "src/main.rs examples/e/main.rs", "src/main.rs my-prog my_prog tests"},
    {MODERN, "src/main.rs tests/common/mod.rs", "src/main.rs my-prog my_prog"},

    /* [lib] and [[bin]]. */
    {MODERN "[lib]\nname = \"l\"\npath = \"l.rs\"", "l.rs", "l.rs l l lib"},
    {MODERN "[lib]\nname = \"l\"", "src/lib.rs", "src/lib.rs l l lib"},
    {MODERN "[[bin]]\nname = \"p-q\"\npath = \"./p.rs\"", "p.rs", "p.rs p-q p_q"},
    {MODERN "[[bin]]\nname = \"p\"\npath = \"src/main.rs\"", "src/main.rs", "src/main.rs p p"},
    {MODERN "[[bin]]\nname = \"my-prog\"", "src/main.rs", "src/main.rs my-prog my_prog"},
    {MODERN "[[bin]]\nname = \"p\"", "src/bin/p/main.rs", "src/bin/p/main.rs p p"},
    {MODERN "[[bin]]\nname = \"p\"\npath = \"p.rs\"",
     "p.rs src/main.rs",
     "src/main.rs my-prog my_prog several cargo"},
    /* 2015 stops looking around at the first [[bin]], unless told to. */
    {PACKAGE "[[bin]]\nname = \"p\"\npath = \"p.rs\"", "p.rs src/main.rs", "p.rs p p"},
    {PACKAGE "autobins = true\n[[bin]]\nname = \"p\"\npath = \"p.rs\"",
     "p.rs src/main.rs",
     "src/main.rs my-prog my_prog several cargo"},
    {MODERN "autobins = false\n[[bin]]\nname = \"p\"\npath = \"p.rs\"",
     "p.rs src/main.rs",
     "p.rs p p cargo"},
    {MODERN "autolib = false", "src/lib.rs src/main.rs", "src/main.rs my-prog my_prog cargo"},

    /* Nothing to compile. */
    {MODERN,
     "main.rs src/bin/.hidden.rs src/bin/a/b.rs src/bin/.rs",
     "There is nothing to compile beside Cargo.toml: put the program into src/main.rs, or a "
     "library into src/lib.rs."},
    {MODERN "autobins = false", "src/main.rs", "There is nothing to compile"},
    {MODERN "[[bin]]\nname = \"p\"",
     "src/main.rs",
     "Cargo.toml names the file src/bin/p.rs, which is not there: add it, or correct its path."},
    {MODERN "[lib]\npath = \"l.rs\"",
     "src/main.rs",
     "Cargo.toml names the file l.rs, which is not there"},
    {MODERN "build = \"b.rs\"", "src/main.rs", "Cargo.toml names the file b.rs, which is not"},
    {MODERN "default-run = \"\\e\"",
     "src/main.rs",
     "Cargo.toml wants to run the program `\xef\xbf\xbd`, which is not there: correct "
     "`default-run`, or remove it."},
};

static char *
describe_root (const PenManifest *manifest, const char *const *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenManifestRoot) root = pen_manifest_find_root (manifest, files, &error);

  if (root == NULL)
    {
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MANIFEST);
      return g_strdup (error->message);
    }
  g_assert_cmpint (root->needs_cargo, ==, root->reason != NULL);
  return g_strdup_printf ("%s %s %s%s%s%s%s%s%s",
                          root->path,
                          root->name,
                          root->crate_name,
                          root->is_lib ? " lib" : "",
                          root->has_several ? " several" : "",
                          root->build_script != NULL ? " build=" : "",
                          root->build_script != NULL ? root->build_script : "",
                          root->has_test_dirs ? " tests" : "",
                          root->needs_cargo ? " cargo" : "");
}

static void
test_root (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (root_cases); i++)
    {
      const RootCase *test_case = &root_cases[i];
      g_autoptr (PenManifest) manifest = parse (test_case->text);
      g_auto (GStrv) files = g_strsplit (test_case->files, " ", -1);
      g_autofree char *got = describe_root (manifest, (const char *const *)files);
      /* A sentence may go on; a root may not. */
      gboolean is_sentence = g_ascii_isupper (test_case->expected[0]);

      if (is_sentence ? !g_str_has_prefix (got, test_case->expected)
                      : strcmp (got, test_case->expected) != 0)
        g_test_fail_printf ("%s\n  %s\n  gave: %s\n  not: %s",
                            test_case->text,
                            test_case->files,
                            got,
                            test_case->expected);
    }
}

static void
test_reason (void)
{
  const struct
  {
    const char *text;
    const char *const *files;
    const char *sentence;
  } cases[] = {
      {MODERN,
       (const char *const[]){"src/main.rs", "build.rs", NULL},
       "Cargo builds this project, which takes longer, because of its build script build.rs."},
      {MODERN "[features]\nf = []",
       (const char *const[]){"src/main.rs", NULL},
       "Cargo builds this project, which takes longer, because of [features] in Cargo.toml."},
      {MODERN,
       (const char *const[]){"src/main.rs", "src/lib.rs", NULL},
       "Cargo builds this project, which takes longer, because it has more than one library or "
       "program."},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PenManifest) manifest = parse (cases[i].text);
      g_autoptr (PenManifestRoot) root = pen_manifest_find_root (manifest, cases[i].files, NULL);

      g_assert_cmpstr (root->reason, ==, cases[i].sentence);
    }
}

static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new (PACKAGE);
  g_autofree char *name = g_strnfill (200000, 'a');
  g_autofree char *long_name = g_strdup_printf ("[package]\nname = \"%s\"", name);
  g_autoptr (PenManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;

  while (text->len < 1024 * 1024)
    g_string_append (text, "# more\n");
  g_assert_null (pen_manifest_parse (text->str, text->len, &error));
  g_assert_cmpstr (error->message,
                   ==,
                   "Cargo.toml is larger than 256 KiB, the most that Playpen reads of it.");
  g_clear_error (&error);
  g_assert_null (pen_manifest_parse (long_name, strlen (long_name), &error));
  g_assert_cmpuint (strlen (error->message), <, 300);
  g_clear_error (&error);
  g_assert_null (pen_manifest_parse (PACKAGE "\0", strlen (PACKAGE) + 1, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MANIFEST);

  /* As many programs as the keys allow. */
  g_string_assign (text, MODERN);
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "[[bin]]\nname=\"b%u\"\n", i);
  manifest = parse (text->str);
  g_assert_cmpuint (manifest->bins->len, ==, 2000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/manifest/reads-every-field", test_fields);
  g_test_add_func ("/toolchains/manifest/knows-cargos-defaults", test_defaults);
  g_test_add_func ("/toolchains/manifest/lists-dependencies", test_dependencies);
  g_test_add_func ("/toolchains/manifest/tells-what-is-plain", test_plain);
  g_test_add_func ("/toolchains/manifest/refuses-what-is-broken", test_broken);
  g_test_add_func ("/toolchains/manifest/refuses-with-a-remedy", test_refused);
  g_test_add_func ("/toolchains/manifest/leaves-the-rest-to-cargo", test_accepted);
  g_test_add_func ("/toolchains/manifest/tells-the-compiler-of-the-package", test_environment);
  g_test_add_func ("/toolchains/manifest/finds-the-root", test_root);
  g_test_add_func ("/toolchains/manifest/says-why-cargo-builds", test_reason);
  g_test_add_func ("/toolchains/manifest/bears-hostile-texts", test_hostile);
  return g_test_run ();
}
