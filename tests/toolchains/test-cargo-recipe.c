/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Projects for cargo, cooked, built and run in real jails. */
#include <string.h>

#include "jail-run.h"
#include "kitchen.h"

#define PACKAGE "[package]\nname = \"my-prog\"\nversion = \"0.3.1\"\nedition = \"2021\"\n"

/* What the steps of a recipe printed, up to the first that failed. */
typedef struct
{
  GString *compiler; /* stdout of all compile steps: rustc's messages */
  GString *tool;     /* stderr of all compile steps */
  GString *program;  /* stdout of all run steps */
  guint runs;        /* how many programs ran */
  PenEnding ending;  /* of the last step; no message */
  GBytes *product;   /* (nullable): of the last compile step */
} Meal;

static void
meal_free (Meal *meal)
{
  g_string_free (meal->compiler, TRUE);
  g_string_free (meal->tool, TRUE);
  g_string_free (meal->program, TRUE);
  g_clear_pointer (&meal->product, g_bytes_unref);
  g_free (meal);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Meal, meal_free)

static gboolean
eat_step (Meal *meal, const PenRecipeStep *step)
{
  g_autoptr (PenJail) jail = pen_jail_new (step->command, &step->limits);
  g_autoptr (TestRun) run = NULL;

  if (step->takes_product != NULL)
    pen_command_add_file (pen_jail_get_command (jail),
                          step->takes_product,
                          step->takes_mode,
                          meal->product);
  run = test_run_jail (jail);
  g_test_message ("%s%s", run->out->str, run->err->str);
  g_string_append (step->runs_program ? meal->program : meal->compiler, run->out->str);
  if (!step->runs_program)
    g_string_append (meal->tool, run->err->str);
  meal->runs += step->runs_program ? 1 : 0;
  meal->ending = run->ending;
  meal->ending.message = NULL;
  g_clear_pointer (&meal->product, g_bytes_unref);
  if (step->product != NULL)
    {
      GBytes *product = test_run_get_file (run, step->product);

      g_assert_cmpuint (run->files->len, <=, 1);
      meal->product = product != NULL ? g_bytes_ref (product) : NULL;
    }
  return run->ending.cause == PEN_CAUSE_EXITED && run->ending.status == 0;
}

/* NULL when the test is skipped. */
static Meal *
eat (PenSources *sources, PenAction action, const PenOptions *options)
{
  g_autoptr (PenToolchain) toolchain = test_kitchen_find_system ();
  g_autoptr (PenOptions) none = pen_options_new ();
  g_autoptr (PenRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;
  Meal *meal;

  if (toolchain == NULL)
    {
      pen_sources_free (sources);
      return NULL;
    }
  recipe = pen_recipe_new (toolchain, sources, action, options != NULL ? options : none, &error);
  g_assert_no_error (error);
  pen_sources_free (sources);
  meal = g_new0 (Meal, 1);
  meal->compiler = g_string_new (NULL);
  meal->tool = g_string_new (NULL);
  meal->program = g_string_new (NULL);
  for (guint i = 0; i < recipe->steps->len; i++)
    if (!eat_step (meal, recipe->steps->pdata[i]))
      break;
  return meal;
}

/* It makes a file, sets a variable and tells where it ran. */
static const char build_script[] =
    "use std::{env, fs, path::Path};\n"
    "fn main() {\n"
    "  let out = env::var(\"OUT_DIR\").unwrap();\n"
    "  fs::write(Path::new(&out).join(\"made.rs\"), \"const MADE: u32 = 41;\").unwrap();\n"
    "  println!(\"cargo:rustc-env=GREETING=hello\");\n"
    "  println!(\"cargo:rustc-env=WHERE={}\",\n"
    "           fs::read_to_string(\"/proc/sys/kernel/hostname\").unwrap().trim());\n"
    "}\n";

static void
test_build_script (void)
{
  g_autoptr (Meal) meal =
      eat (test_kitchen_new_sources (
               "Cargo.toml",
               PACKAGE,
               "build.rs",
               build_script,
               "src/main.rs",
               "include!(concat!(env!(\"OUT_DIR\"), \"/made.rs\"));\n"
               "fn main() { println!(\"{} {} {}\", env!(\"GREETING\"), MADE + 1, env!(\"WHERE\")); "
               "}\n",
               NULL),
           PEN_ACTION_RUN,
           NULL);

  if (meal == NULL)
    return;
  g_assert_cmpstr (meal->program->str, ==, "hello 42 playground\n");
  g_assert_cmpint (meal->ending.status, ==, 0);
}

/* What a build script prints and where it writes changes nothing about which file is taken out. */
static void
test_forging_build_script (void)
{
  g_autoptr (Meal) meal =
      eat (test_kitchen_new_sources (
               "main.rs",
               "fn main() { println!(\"honest\"); }\n",
               "build.rs",
               "fn main() {\n"
               "  println!(\"{{\\\"reason\\\":\\\"compiler-artifact\\\",\\\"executable\\\":"
               "\\\"/etc/passwd\\\"}}\");\n"
               "  std::fs::create_dir_all(\"/tmp/target/debug/deps\").unwrap();\n"
               "  std::os::unix::fs::symlink(\"/etc/passwd\", "
               "\"/tmp/target/debug/deps/playground-playpen\").unwrap();\n"
               "}\n",
               NULL),
           PEN_ACTION_RUN,
           NULL);

  if (meal == NULL)
    return;
  /* Either the linker replaced the link, or nothing came out. */
  if (meal->ending.status == 0 && meal->runs == 1)
    g_assert_cmpstr (meal->program->str, ==, "honest\n");
  else
    g_assert_null (meal->product);
}

static void
test_library_and_program (void)
{
  g_autoptr (Meal) meal =
      eat (test_kitchen_new_sources ("src/lib.rs",
                                     "pub fn answer() -> u32 { 42 }\n",
                                     "src/main.rs",
                                     "fn main() { println!(\"{}\", playground::answer()); }\n",
                                     NULL),
           PEN_ACTION_RUN,
           NULL);

  if (meal != NULL)
    g_assert_cmpstr (meal->program->str, ==, "42\n");
}

static PenSources *
new_tested_project (const char *integration)
{
  return test_kitchen_new_sources (
      "Cargo.toml",
      PACKAGE,
      "src/lib.rs",
      "pub fn answer() -> u32 { 42 }\n#[test] fn in_library() { assert_eq!(answer(), 42); }\n",
      "src/main.rs",
      "fn main() {}\n#[test] fn in_program() {}\n",
      "tests/whole-thing.rs",
      integration,
      NULL);
}

static void
test_tests (void)
{
  g_autoptr (Meal) meal =
      eat (new_tested_project ("#[test] fn outside() { assert_eq!(my_prog::answer(), 42); }\n"),
           PEN_ACTION_TEST,
           NULL);

  if (meal == NULL)
    return;
  g_assert_cmpuint (meal->runs, ==, 3);
  g_assert_nonnull (strstr (meal->program->str, "test in_library ... ok"));
  g_assert_nonnull (strstr (meal->program->str, "test in_program ... ok"));
  g_assert_nonnull (strstr (meal->program->str, "test outside ... ok"));
  g_assert_cmpint (meal->ending.status, ==, 0);
}

static void
test_failing_test (void)
{
  g_autoptr (Meal) meal =
      eat (new_tested_project ("#[test] fn outside() { assert_eq!(my_prog::answer(), 1); }\n"),
           PEN_ACTION_TEST,
           NULL);

  if (meal == NULL)
    return;
  g_assert_cmpuint (meal->runs, ==, 3);
  g_assert_nonnull (strstr (meal->program->str, "test outside ... FAILED"));
  g_assert_cmpint (meal->ending.status, ==, 101);
}

/* What direct rustc would not have honoured. */
static void
test_features_and_profiles (void)
{
  g_autoptr (PenOptions) options = pen_options_new ();
  PenAction action = PEN_ACTION_RUN;
  const char *manifest = PACKAGE "[features]\ndefault = [\"loud\"]\nloud = []\n"
                                 "[profile.dev]\noverflow-checks = false\n"
                                 "[profile.release]\noverflow-checks = true\n";
  const char *program = "fn main() {\n"
                        "  let n: u8 = std::env::args().count() as u8;\n"
                        "  println!(\"{} {}\", cfg!(feature = \"loud\"), 255 + n);\n}\n";
  g_autoptr (Meal) debug =
      eat (test_kitchen_new_sources ("Cargo.toml", manifest, "src/main.rs", program, NULL),
           action,
           NULL);
  g_autoptr (Meal) release = NULL;

  if (debug == NULL)
    return;
  options->release = TRUE;
  release = eat (test_kitchen_new_sources ("Cargo.toml", manifest, "src/main.rs", program, NULL),
                 action,
                 options);
  g_assert_cmpstr (debug->program->str, ==, "true 0\n");
  g_assert_cmpint (release->ending.status, ==, 101);
}

static void
test_released_tests (void)
{
  g_autoptr (PenOptions) options = pen_options_new ();
  g_autoptr (Meal) meal = NULL;

  options->release = TRUE;
  meal = eat (
      test_kitchen_new_sources ("Cargo.toml",
                                PACKAGE "[profile.release]\nopt-level = 2\n",
                                "src/lib.rs",
                                "#[test] fn released() { assert!(!cfg!(debug_assertions)); }\n",
                                NULL),
      PEN_ACTION_TEST,
      options);
  if (meal != NULL)
    g_assert_cmpint (meal->ending.status, ==, 0);
}

static void
test_compile_error (void)
{
  g_autoptr (Meal) meal = eat (test_kitchen_new_sources ("Cargo.toml",
                                                         PACKAGE "[profile.dev]\nopt-level = 1\n",
                                                         "src/main.rs",
                                                         "fn main() { let x: u32 = \"\"; }\n",
                                                         NULL),
                               PEN_ACTION_RUN,
                               NULL);

  if (meal == NULL)
    return;
  g_assert_cmpint (meal->ending.status, ==, 101);
  g_assert_cmpuint (meal->runs, ==, 0);
  g_assert_null (meal->product);
  g_assert_nonnull (strstr (meal->compiler->str, "\"reason\":\"compiler-message\""));
  g_assert_nonnull (strstr (meal->compiler->str, "\"E0308\""));
  g_assert_nonnull (strstr (meal->compiler->str, "\"file_name\":\"src/main.rs\""));
}

static void
test_library_product (void)
{
  static const struct
  {
    const char *type;
    const char *magic;
  } cases[] = {{"cdylib", "\177ELF"}, {"staticlib", "!<arch>"}, {"rlib", "!<arch>"}};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *manifest =
          g_strdup_printf (PACKAGE "[lib]\ncrate-type = [\"%s\"]\n", cases[i].type);
      g_autoptr (Meal) meal = eat (test_kitchen_new_sources ("Cargo.toml",
                                                             manifest,
                                                             "src/lib.rs",
                                                             "pub extern \"C\" fn f() {}\n",
                                                             NULL),
                                   PEN_ACTION_BUILD,
                                   NULL);

      if (meal == NULL)
        return;
      g_assert_nonnull (meal->product);
      g_assert_cmpmem (g_bytes_get_data (meal->product, NULL),
                       strlen (cases[i].magic),
                       cases[i].magic,
                       strlen (cases[i].magic));
    }
}

static void
test_clippy (void)
{
  g_autoptr (Meal) meal =
      eat (test_kitchen_new_sources ("Cargo.toml",
                                     PACKAGE "[lints.clippy]\nneedless_return = \"deny\"\n",
                                     "src/main.rs",
                                     "fn f() -> u32 { return 1; }\nfn main() { f(); }\n",
                                     NULL),
           PEN_ACTION_CLIPPY,
           NULL);

  if (meal == NULL)
    return;
  g_assert_cmpint (meal->ending.status, ==, 101);
  g_assert_nonnull (strstr (meal->compiler->str, "clippy::needless_return"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/cargo/runs-a-build-script", test_build_script);
  g_test_add_func ("/toolchains/cargo/does-not-believe-a-build-script", test_forging_build_script);
  g_test_add_func ("/toolchains/cargo/builds-library-and-program", test_library_and_program);
  g_test_add_func ("/toolchains/cargo/tests-everything", test_tests);
  g_test_add_func ("/toolchains/cargo/tells-a-failed-test", test_failing_test);
  g_test_add_func ("/toolchains/cargo/honours-features-and-profiles", test_features_and_profiles);
  g_test_add_func ("/toolchains/cargo/tests-a-release", test_released_tests);
  g_test_add_func ("/toolchains/cargo/passes-messages-on", test_compile_error);
  g_test_add_func ("/toolchains/cargo/delivers-libraries", test_library_product);
  g_test_add_func ("/toolchains/cargo/lints", test_clippy);
  return g_test_run ();
}
