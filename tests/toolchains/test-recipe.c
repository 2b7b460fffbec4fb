/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What an action comes to: the very words that rustc and cargo are told. Nothing runs here. */
#include <string.h>

#include "kitchen.h"

#define PACKAGE "[package]\nname = \"my-prog\"\nversion = \"0.3.1\"\nedition = \"2021\"\n"
#define PROFILE PACKAGE "[profile.dev]\nopt-level = 1\n"
#define MAIN "fn main() {}\n"
#define CARGO "bin/cargo"
#define STD "lib/rustlib/x86_64-unknown-linux-gnu/lib/libstd-0123.so"

typedef struct
{
  PenToolchain *toolchain;
  PenOptions *options;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->toolchain = test_kitchen_new_toolchain ("1.96.0",
                                                   CARGO,
                                                   "bin/rustfmt",
                                                   "bin/clippy-driver",
                                                   "bin/miri",
                                                   NULL);
  fixture->options = pen_options_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_kitchen_remove_toolchain (fixture->toolchain);
  pen_options_free (fixture->options);
}

static PenRecipe *
cook (Fixture *fixture, PenSources *sources, PenAction action)
{
  g_autoptr (GError) error = NULL;
  PenRecipe *recipe =
      pen_recipe_new (fixture->toolchain, sources, action, fixture->options, &error);

  g_assert_no_error (error);
  pen_sources_free (sources);
  return recipe;
}

/* The message of the error that must come, which must be of the code @code. */
static char *
fail_to_cook (Fixture *fixture, PenSources *sources, PenAction action, PenToolchainError code)
{
  g_autoptr (GError) error = NULL;
  PenRecipe *recipe =
      pen_recipe_new (fixture->toolchain, sources, action, fixture->options, &error);

  g_assert_null (recipe);
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, (int)code);
  pen_sources_free (sources);
  return g_strdup (error->message);
}

static const PenRecipeStep *
get_step (const PenRecipe *recipe, guint index)
{
  g_assert_cmpuint (index, <, recipe->steps->len);
  return recipe->steps->pdata[index];
}

static char *
join (const PenCommand *command)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  for (guint i = 0; i < command->argv->len; i++)
    g_ptr_array_add (argv, command->argv->pdata[i]);
  g_ptr_array_add (argv, NULL);
  return g_strjoinv (" ", (char **)argv->pdata);
}

static void
assert_argv (const PenRecipe *recipe, guint index, const char *expected)
{
  g_autofree char *argv = join (get_step (recipe, index)->command);

  g_assert_cmpstr (argv, ==, expected);
}

static const char *
get_env (const PenCommand *command, const char *name)
{
  for (guint i = 0; i < command->env->len; i++)
    {
      const char *entry = command->env->pdata[i];

      if (g_str_has_prefix (entry, name) && entry[strlen (name)] == '=')
        return entry + strlen (name) + 1;
    }
  return NULL;
}

static char *
dup_file (const PenCommand *command, const char *path)
{
  for (guint i = 0; i < command->files->len; i++)
    {
      const PenJailFile *file = command->files->pdata[i];

      if (strcmp (file->path, path) == 0)
        return g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
    }
  return NULL;
}

static gboolean
has_file (const PenCommand *command, const char *path)
{
  g_autofree char *text = dup_file (command, path);

  return text != NULL;
}

/* --- Direct rustc */

#define RUSTC "/toolchain/bin/rustc src/main.rs "
#define COMMON "--edition=2024 --error-format=json --json=diagnostic-rendered-ansi "
#define NAMED COMMON "--crate-name playground "

static void
test_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) recipe =
      cook (fixture,
            test_kitchen_new_sources ("src/main.rs", MAIN, "data.txt", "x", NULL),
            PEN_ACTION_AUTO);
  const PenRecipeStep *compile = get_step (recipe, 0);
  const PenRecipeStep *run = get_step (recipe, 1);

  g_assert_cmpint (recipe->action, ==, PEN_ACTION_RUN);
  g_assert_cmpuint (recipe->edition, ==, 2024);
  g_assert_cmpuint (recipe->notes->len, ==, 0);
  assert_argv (recipe, 0, RUSTC NAMED "--crate-type=bin -C link-arg=-Wl,-S -o /tmp/playground");
  assert_argv (recipe, 1, "/program/playground");
  g_assert_cmpstr (compile->product, ==, "/tmp/playground");
  g_assert_cmpstr (run->takes_product, ==, "/program/playground");
  g_assert_cmpint (run->command->profile, ==, PEN_PROFILE_RUN);
  g_assert_false (compile->runs_program);
  g_assert_true (run->runs_program);
  g_assert_true (has_file (compile->command, "/job/src/main.rs"));
  g_assert_true (has_file (compile->command, "/job/data.txt"));
  g_assert_false (has_file (run->command, "/job/src/main.rs"));
  g_assert_true (has_file (run->command, "/job/data.txt"));
}

static void
test_options (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) recipe = NULL;
  const PenRecipeStep *run;

  pen_toolchain_set_linker (fixture->toolchain, "mold");
  fixture->options->release = TRUE;
  fixture->options->backtrace = TRUE;
  fixture->options->edition = 2018;
  fixture->options->width = 70;
  fixture->options->time_ms = 3000;
  fixture->options->memory = 64 << 20;
  pen_options_add_arg (fixture->options, "--flag");
  g_assert_true (pen_options_add_env (fixture->options, "A=b=c", NULL));
  recipe = cook (fixture, test_kitchen_new_sources ("src/main.rs", MAIN, NULL), PEN_ACTION_RUN);
  assert_argv (recipe,
               0,
               RUSTC "--edition=2018 --error-format=json --json=diagnostic-rendered-ansi "
                     "--crate-name playground --crate-type=bin --diagnostic-width=70 "
                     "-C opt-level=3 -C debuginfo=line-tables-only -C link-arg=-fuse-ld=mold "
                     "-o /tmp/playground");
  assert_argv (recipe, 1, "/program/playground --flag");
  run = get_step (recipe, 1);
  g_assert_cmpstr (get_env (run->command, "RUST_BACKTRACE"), ==, "1");
  g_assert_cmpstr (get_env (run->command, "A"), ==, "b=c");
  g_assert_cmpuint (run->limits.wall_ms, ==, 3000);
  g_assert_cmpuint (run->limits.memory, ==, 64 << 20);
}

static void
test_shared_std (Fixture *fixture, gconstpointer data)
{
  PenToolchain *with = test_kitchen_new_toolchain ("1.96.0", STD, NULL);
  g_autoptr (PenSources) sources = test_kitchen_new_sources ("src/main.rs", MAIN, NULL);
  g_autoptr (PenRecipe) run =
      pen_recipe_new (with, sources, PEN_ACTION_RUN, fixture->options, NULL);
  g_autoptr (PenRecipe) build =
      pen_recipe_new (with, sources, PEN_ACTION_BUILD, fixture->options, NULL);
  g_autofree char *first = join (get_step (run, 0)->command);
  g_autofree char *fallback = join (get_step (run, 0)->fallback);

  g_assert_nonnull (strstr (first, "prefer-dynamic"));
  g_assert_null (strstr (fallback, "prefer-dynamic"));
  /* What rustup's std asks for; without it every such program ends before its first line. */
  g_assert_cmpuint (get_step (run, 1)->command->libraries->len, ==, 3);
  g_assert_cmpstr (get_step (run, 1)->command->libraries->pdata[2], ==, "librt.so.1");
  g_assert_null (get_step (build, 0)->fallback); /* what is handed on must run elsewhere */
  test_kitchen_remove_toolchain (with);
}

static void
test_other_actions (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    PenAction action;
    const char *argv;
    guint steps;
    PenRecipeResult result;
  } cases[] = {
      {PEN_ACTION_TEST,
       RUSTC "--test " NAMED "-C link-arg=-Wl,-S -o /tmp/playground",
       2,
       PEN_RECIPE_RESULT_NONE},
      {PEN_ACTION_BUILD,
       RUSTC NAMED "--crate-type=bin -C link-arg=-Wl,-S -o /tmp/playground",
       1,
       PEN_RECIPE_RESULT_FILE},
      {PEN_ACTION_CHECK,
       RUSTC NAMED "--crate-type=bin --emit=metadata -o /tmp/playground.rmeta",
       1,
       PEN_RECIPE_RESULT_NONE},
      {PEN_ACTION_CLIPPY,
       "/toolchain/bin/clippy-driver src/main.rs " NAMED
       "--crate-type=bin --emit=metadata -o /tmp/playground.rmeta",
       1,
       PEN_RECIPE_RESULT_NONE},
      {PEN_ACTION_FMT,
       "/toolchain/bin/rustfmt --edition=2024 --color never src/main.rs",
       1,
       PEN_RECIPE_RESULT_SOURCES},
      {PEN_ACTION_EXPAND,
       RUSTC NAMED "--crate-type=bin -Zunpretty=expanded",
       1,
       PEN_RECIPE_RESULT_TEXT},
      {PEN_ACTION_MIR,
       RUSTC NAMED "--crate-type=bin --emit=mir -C codegen-units=1 -o /tmp/out.txt",
       1,
       PEN_RECIPE_RESULT_TEXT},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PenRecipe) recipe =
          cook (fixture,
                test_kitchen_new_sources ("src/main.rs", MAIN, "data.txt", "", NULL),
                cases[i].action);

      assert_argv (recipe, 0, cases[i].argv);
      g_assert_cmpuint (recipe->steps->len, ==, cases[i].steps);
      g_assert_cmpint (recipe->result, ==, cases[i].result);
    }
}

static void
test_plain_manifest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) recipe =
      cook (fixture,
            test_kitchen_new_sources ("Cargo.toml", PACKAGE, "src/main.rs", MAIN, NULL),
            PEN_ACTION_BUILD);
  const PenCommand *command = get_step (recipe, 0)->command;

  assert_argv (recipe,
               0,
               RUSTC "--edition=2021 --error-format=json --json=diagnostic-rendered-ansi "
                     "--crate-name my_prog --crate-type=bin -C link-arg=-Wl,-S "
                     "-o /tmp/playground");
  g_assert_cmpstr (recipe->file_name, ==, "my-prog");
  g_assert_cmpstr (get_env (command, "CARGO_PKG_VERSION"), ==, "0.3.1");
  g_assert_cmpstr (get_env (command, "CARGO_BIN_NAME"), ==, "my-prog");
  g_assert_cmpstr (get_env (command, "CARGO_MANIFEST_DIR"), ==, "/job");
}

/* --- Refusals */

static void
assert_refused (Fixture *fixture,
                PenSources *sources,
                PenAction action,
                PenToolchainError code,
                const char *part)
{
  g_autofree char *message = fail_to_cook (fixture, sources, action, code);

  g_test_message ("%s", message);
  g_assert_nonnull (strstr (message, part));
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture,
                  test_kitchen_new_sources ("src/main.rs", "fn main() {}\n// \xff\n", NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_INPUT,
                  "line 2");
  assert_refused (fixture,
                  test_kitchen_new_sources ("data.txt", "", NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_INPUT,
                  "no Rust file");
  assert_refused (fixture,
                  test_kitchen_new_sources ("Cargo.toml",
                                            PACKAGE "rust-version = \"1.97\"\n",
                                            "src/main.rs",
                                            MAIN,
                                            NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_MISSING,
                  "1.97");
  assert_refused (fixture,
                  test_kitchen_new_sources ("Cargo.toml",
                                            PACKAGE "[dependencies]\nrand = \"1\"\n",
                                            "src/main.rs",
                                            MAIN,
                                            NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_MANIFEST,
                  "rand");
  assert_refused (fixture,
                  test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/lib.rs", "", NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_INPUT,
                  "library");
  fixture->options->edition = 2024;
  assert_refused (fixture,
                  test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/main.rs", MAIN, NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_OPTION,
                  "2021");
  fixture->options->edition = 2020;
  assert_refused (fixture,
                  test_kitchen_new_sources ("src/main.rs", MAIN, NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_OPTION,
                  "2020");
}

static void
test_missing_parts (Fixture *fixture, gconstpointer data)
{
  test_kitchen_remove_toolchain (fixture->toolchain);
  fixture->toolchain = test_kitchen_new_toolchain ("1.63.0", NULL);
  assert_refused (fixture,
                  test_kitchen_new_sources ("src/main.rs", MAIN, "build.rs", MAIN, NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_MISSING,
                  "cargo-web");
  assert_refused (fixture,
                  test_kitchen_new_sources ("src/main.rs", MAIN, NULL),
                  PEN_ACTION_CLIPPY,
                  PEN_TOOLCHAIN_ERROR_MISSING,
                  "rust-web-clippy");
  assert_refused (fixture,
                  test_kitchen_new_sources ("src/main.rs", MAIN, NULL),
                  PEN_ACTION_MIRI,
                  PEN_TOOLCHAIN_ERROR_MISSING,
                  "nightly");
  fixture->options->edition = 2024;
  assert_refused (fixture,
                  test_kitchen_new_sources ("src/main.rs", MAIN, NULL),
                  PEN_ACTION_RUN,
                  PEN_TOOLCHAIN_ERROR_MISSING,
                  "1.85");
}

static void
test_explain (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {"", "E038", "E03820", "e0382", "E0x82", "-V", "--help"};
  g_autoptr (PenRecipe) recipe = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free (fixture->options->explain);
      fixture->options->explain = g_strdup (bad[i]);
      g_assert_null (pen_recipe_new (fixture->toolchain,
                                     /* sources= */ NULL,
                                     PEN_ACTION_EXPLAIN,
                                     fixture->options,
                                     &error));
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_OPTION);
    }
  g_free (fixture->options->explain);
  fixture->options->explain = g_strdup ("E0382");
  recipe = pen_recipe_new (fixture->toolchain, NULL, PEN_ACTION_EXPLAIN, fixture->options, NULL);
  assert_argv (recipe, 0, "/toolchain/bin/rustc --explain E0382");
}

/* --- Cargo */

static void
test_needs_cargo (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    PenSources *sources;
    PenAction action;
    gboolean cargo;
  } cases[] = {
      {test_kitchen_new_sources ("src/main.rs", MAIN, NULL), PEN_ACTION_RUN, FALSE},
      {test_kitchen_new_sources ("src/main.rs", MAIN, "src/lib.rs", "", NULL),
       PEN_ACTION_RUN,
       TRUE},
      {test_kitchen_new_sources ("main.rs", MAIN, "lib.rs", "", NULL), PEN_ACTION_RUN, FALSE},
      {test_kitchen_new_sources ("main.rs", MAIN, "build.rs", MAIN, NULL), PEN_ACTION_CHECK, TRUE},
      {test_kitchen_new_sources ("Cargo.toml", PACKAGE, "src/main.rs", MAIN, NULL),
       PEN_ACTION_RUN,
       FALSE},
      {test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/main.rs", MAIN, NULL),
       PEN_ACTION_RUN,
       TRUE},
      {test_kitchen_new_sources ("Cargo.toml",
                                 PACKAGE,
                                 "src/main.rs",
                                 MAIN,
                                 "build.rs",
                                 MAIN,
                                 NULL),
       PEN_ACTION_CLIPPY,
       TRUE},
      {test_kitchen_new_sources ("Cargo.toml",
                                 PACKAGE "build = false\n",
                                 "src/main.rs",
                                 MAIN,
                                 "build.rs",
                                 MAIN,
                                 NULL),
       PEN_ACTION_RUN,
       FALSE},
      {test_kitchen_new_sources ("Cargo.toml", PACKAGE, "src/lib.rs", "", "tests/a.rs", "", NULL),
       PEN_ACTION_CHECK,
       FALSE},
      {test_kitchen_new_sources ("Cargo.toml", PACKAGE, "src/lib.rs", "", "tests/a.rs", "", NULL),
       PEN_ACTION_TEST,
       TRUE},
      {test_kitchen_new_sources ("src/lib.rs", "", "tests/a.rs", "", NULL), PEN_ACTION_TEST, TRUE},
      {test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/main.rs", MAIN, NULL),
       PEN_ACTION_ASM,
       FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PenRecipe) recipe = cook (fixture, cases[i].sources, cases[i].action);
      const char *program = get_step (recipe, 0)->command->argv->pdata[0];

      g_test_message ("case %u", (guint)i);
      g_assert_cmpint (g_str_has_suffix (program, "/cargo"), ==, cases[i].cargo);
      g_assert_cmpint (recipe->notes->len > 0, ==, cases[i].cargo); /* slower, and why */
    }
}

#define BUILD_WORDS                                                                                \
  "/toolchain/bin/cargo rustc --offline --message-format=json-diagnostic-rendered-ansi "

static void
test_cargo_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) recipe = NULL;
  const PenRecipeStep *step;

  pen_toolchain_set_linker (fixture->toolchain, "mold");
  recipe = cook (fixture,
                 test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/main.rs", MAIN, NULL),
                 PEN_ACTION_RUN);
  step = get_step (recipe, 0);
  assert_argv (recipe, 0, BUILD_WORDS "--bin my-prog -- -C extra-filename=-playpen");
  g_assert_cmpstr (step->product, ==, "/tmp/target/debug/deps/my_prog-playpen");
  g_assert_cmpint (step->out, ==, PEN_STEP_TEXT_MESSAGES);
  g_assert_cmpint (step->err, ==, PEN_STEP_TEXT_TOOL);
  g_assert_cmpint (step->command->profile, ==, PEN_PROFILE_COMPILE);
  g_assert_cmpstr (get_env (step->command, "CARGO_HOME"), ==, "/tmp/cargo");
  g_assert_cmpstr (get_env (step->command, "CARGO_TARGET_DIR"), ==, "/tmp/target");
  g_assert_cmpstr (get_env (step->command, "CARGO_INCREMENTAL"), ==, "0");
  g_assert_cmpstr (get_env (step->command, "RUSTFLAGS"),
                   ==,
                   "-Clink-arg=-fuse-ld=mold -Clink-arg=-Wl,-S");
  /* A project that has profiles decides itself. */
  g_assert_null (get_env (step->command, "CARGO_PROFILE_DEV_DEBUG"));
  g_assert_cmpuint (recipe->steps->len, ==, 2);
  assert_argv (recipe, 1, "/program/playground");
}

static void
test_cargo_build (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *manifest;
    const char *product;
    const char *name;
  } cases[] = {
      {PROFILE, "/tmp/target/release/deps/libmy_prog-playpen.rlib", "libmy_prog.rlib"},
      {PACKAGE "[lib]\nname = \"other\"\ncrate-type = [\"cdylib\"]\n",
       "/tmp/target/release/deps/libother-playpen.so",
       "libother.so"},
      {PACKAGE "[lib]\ncrate-type = [\"staticlib\"]\n",
       "/tmp/target/release/deps/libmy_prog-playpen.a",
       "libmy_prog.a"},
      {PACKAGE "[lib]\nproc-macro = true\n",
       "/tmp/target/release/deps/libmy_prog-playpen.so",
       "libmy_prog.so"},
  };

  fixture->options->release = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PenRecipe) recipe =
          cook (fixture,
                test_kitchen_new_sources ("Cargo.toml", cases[i].manifest, "src/lib.rs", "", NULL),
                PEN_ACTION_BUILD);

      assert_argv (recipe, 0, BUILD_WORDS "--lib --release -- -C extra-filename=-playpen");
      g_assert_cmpstr (get_step (recipe, 0)->product, ==, cases[i].product);
      g_assert_cmpstr (recipe->file_name, ==, cases[i].name);
      g_assert_cmpint (recipe->result, ==, PEN_RECIPE_RESULT_FILE);
    }
}

static void
test_cargo_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) check =
      cook (fixture,
            test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/main.rs", MAIN, NULL),
            PEN_ACTION_CHECK);
  g_autoptr (PenRecipe) clippy = NULL;

  fixture->options->release = TRUE;
  clippy = cook (fixture,
                 test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/main.rs", MAIN, NULL),
                 PEN_ACTION_CLIPPY);
  assert_argv (check,
               0,
               "/toolchain/bin/cargo check --offline "
               "--message-format=json-diagnostic-rendered-ansi");
  assert_argv (clippy,
               0,
               "/toolchain/bin/cargo clippy --offline "
               "--message-format=json-diagnostic-rendered-ansi --release");
  g_assert_cmpuint (check->steps->len, ==, 1);
  g_assert_null (get_step (check, 0)->product);
}

/* Each program of tests is compiled and run in turn. */
static void
test_cargo_tests (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    const char *product;
  } expected[] = {
      {"--lib --profile test", "/tmp/target/debug/deps/my_prog-playpen"},
      {"--bin with-tests --profile test", "/tmp/target/debug/deps/with_tests-playpen"},
      {"--test a-b --profile test", "/tmp/target/debug/deps/a_b-playpen"},
      {"--test dir --profile test", "/tmp/target/debug/deps/dir-playpen"},
      {"--test named --profile test", "/tmp/target/debug/deps/named-playpen"},
  };
  g_autoptr (PenRecipe) recipe =
      cook (fixture,
            test_kitchen_new_sources ("Cargo.toml",
                                      PACKAGE "autotests = true\n[[test]]\nname = \"named\"\n"
                                              "path = \"tests/odd/x.rs\"\n",
                                      "src/lib.rs",
                                      "",
                                      "src/main.rs",
                                      MAIN,
                                      "src/bin/with-tests.rs",
                                      MAIN "#[test] fn t() {}",
                                      "tests/a-b.rs",
                                      "",
                                      "tests/dir/main.rs",
                                      "mod helper;",
                                      "tests/dir/helper.rs",
                                      "",
                                      "tests/odd/x.rs",
                                      "",
                                      NULL),
            PEN_ACTION_TEST);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_cmpuint (recipe->steps->len, ==, 2 * G_N_ELEMENTS (expected));
  for (guint i = 0; i < recipe->steps->len; i += 2)
    {
      const PenRecipeStep *compile = get_step (recipe, i);
      g_autofree char *argv = join (compile->command);

      g_hash_table_insert (seen, g_strdup (compile->product), g_steal_pointer (&argv));
      g_assert_cmpuint (compile->limits.artifact_size, ==, G_GUINT64_CONSTANT (512) << 20);
      assert_argv (recipe, i + 1, "/program/playground");
      g_assert_true (get_step (recipe, i + 1)->runs_program);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *argv =
          g_strconcat (BUILD_WORDS, expected[i].words, " -- -C extra-filename=-playpen", NULL);

      g_assert_cmpstr (g_hash_table_lookup (seen, expected[i].product), ==, argv);
    }
}

static void
test_released_tests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) recipe = NULL;

  fixture->options->release = TRUE;
  fixture->options->colour = TRUE;
  recipe = cook (fixture,
                 test_kitchen_new_sources ("Cargo.toml", PROFILE, "src/main.rs", MAIN, NULL),
                 PEN_ACTION_TEST);
  assert_argv (recipe,
               0,
               BUILD_WORDS "--bin my-prog --profile bench -- -C extra-filename=-playpen");
  assert_argv (recipe, 1, "/program/playground --color=always");
  g_assert_cmpstr (get_step (recipe, 0)->product, ==, "/tmp/target/release/deps/my_prog-playpen");
}

static void
test_generated_manifest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) usual =
      cook (fixture,
            test_kitchen_new_sources ("src/main.rs", MAIN, "src/lib.rs", "", NULL),
            PEN_ACTION_RUN);
  g_autoptr (PenRecipe) odd =
      cook (fixture,
            test_kitchen_new_sources ("we\"ird's.rs", MAIN, "build.rs", MAIN, NULL),
            PEN_ACTION_RUN);
  g_autofree char *generated = NULL;
  g_autofree char *escaped = NULL;

  generated = dup_file (get_step (usual, 0)->command, "/job/Cargo.toml");
  g_assert_cmpstr (generated,
                   ==,
                   "[package]\nname = \"playground\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
  assert_argv (usual, 0, BUILD_WORDS "--bin playground -- -C extra-filename=-playpen");
  g_assert_cmpstr (get_env (get_step (usual, 0)->command, "CARGO_PROFILE_DEV_DEBUG"), ==, "0");
  escaped = dup_file (get_step (odd, 0)->command, "/job/Cargo.toml");
  g_assert_true (
      g_str_has_suffix (escaped, "[[bin]]\nname = \"playground\"\npath = \"we\\\"ird's.rs\"\n"));
}

static void
test_miri (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenRecipe) run = NULL;
  g_autoptr (PenRecipe) test = NULL;

  pen_options_add_arg (fixture->options, "x");
  run = cook (fixture, test_kitchen_new_sources ("main.rs", MAIN, NULL), PEN_ACTION_MIRI);
  test = cook (fixture,
               test_kitchen_new_sources ("src/lib.rs", "#[test] fn t() {}", NULL),
               PEN_ACTION_MIRI);
  assert_argv (run, 0, "/toolchain/bin/cargo miri run --offline --bin playground -- x");
  assert_argv (test, 0, "/toolchain/bin/cargo miri test --offline -- x");
  g_assert_cmpuint (run->steps->len, ==, 1);
  g_assert_cmpint (get_step (run, 0)->command->profile, ==, PEN_PROFILE_COMPILE);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/toolchains/recipe/compiles-then-runs", test_run);
  add ("/toolchains/recipe/honours-options", test_options);
  add ("/toolchains/recipe/runs-on-a-shared-std", test_shared_std);
  add ("/toolchains/recipe/knows-other-actions", test_other_actions);
  add ("/toolchains/recipe/honours-a-plain-manifest", test_plain_manifest);
  add ("/toolchains/recipe/refuses-in-sentences", test_refusals);
  add ("/toolchains/recipe/names-what-is-missing", test_missing_parts);
  add ("/toolchains/recipe/explains-codes-only", test_explain);
  add ("/toolchains/cargo-recipe/is-used-where-rustc-does-less", test_needs_cargo);
  add ("/toolchains/cargo-recipe/runs", test_cargo_run);
  add ("/toolchains/cargo-recipe/builds-libraries", test_cargo_build);
  add ("/toolchains/cargo-recipe/checks", test_cargo_check);
  add ("/toolchains/cargo-recipe/tests-each-program", test_cargo_tests);
  add ("/toolchains/cargo-recipe/tests-a-release", test_released_tests);
  add ("/toolchains/cargo-recipe/writes-a-manifest", test_generated_manifest);
  add ("/toolchains/cargo-recipe/interprets", test_miri);
  return g_test_run ();
}
