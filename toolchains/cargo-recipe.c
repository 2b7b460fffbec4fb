/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What rustc alone does not honour: build scripts, profiles, features, a library beside a program,
 * tests/. The toolchain's own cargo does it, in a compile jail and offline. It takes longer, for it
 * starts more processes and every step begins from nothing, and the transcript says so.
 *
 * What comes out of the jail is a path that is known beforehand, never one that cargo prints, for a
 * build script or a macro may print the same. Cargo puts a hash into most of its files' names; of
 * several -C extra-filename rustc honours the last, and that is ours. */
#include <glib/gi18n.h>
#include <string.h>

#include "recipe-private.h"
#include "toolchain-error.h"

#define TARGET_DIR "/tmp/target"

/* In the place of cargo's hash. Not empty: where cargo itself adds no hash (a cdylib) it would find
 * the file and give it a second name, and a file with two names is not taken out of a jail. */
#define EXTRA "-playpen"

/* One thing that cargo compiles to one file. */
typedef struct
{
  const char *option; /* "--lib", "--bin" or "--test" */
  const char *name;   /* (nullable) */
} Target;

static gboolean
has_test_file (const PenSources *sources)
{
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];

      if (g_str_has_prefix (source->name, "tests/") && pen_sources_is_rust (source->name))
        return TRUE;
    }
  return FALSE;
}

gboolean
pen_cargo_recipe_is_needed (const PenKitchen *kitchen)
{
  gboolean test = kitchen->recipe->action == PEN_ACTION_TEST;
  gboolean has_main = pen_sources_get (kitchen->sources, "src/main.rs") != NULL;
  gboolean has_lib = pen_sources_get (kitchen->sources, "src/lib.rs") != NULL;

  if (kitchen->target != NULL)
    return kitchen->target->needs_cargo || (test && kitchen->target->tests->len > 0);
  return (has_main && has_lib) || pen_sources_get (kitchen->sources, "build.rs") != NULL ||
         (test && (has_main || has_lib) && has_test_file (kitchen->sources));
}

/* --- Before cooking */

/* The manifest that a program without one would have. */
static char *
write_manifest (const PenKitchen *kitchen)
{
  const char *type = pen_scan_get_crate_type (kitchen->scan, kitchen->recipe->action);
  gboolean is_bin = g_str_equal (type, "bin");
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "[package]\nname = \"" PEN_RECIPE_NAME "\"\nversion = \"0.0.0\"\n"
                          "edition = \"%u\"\n",
                          kitchen->edition);
  if (g_str_equal (kitchen->root, "src/main.rs") || g_str_equal (kitchen->root, "src/lib.rs"))
    return g_string_free (g_steal_pointer (&text), /* free_segment= */ FALSE);
  g_string_append (text, is_bin ? "[[bin]]\nname = \"" PEN_RECIPE_NAME "\"\n" : "[lib]\n");
  g_string_append (text, "path = \"");
  for (const char *c = kitchen->root; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *c);
    }
  g_string_append (text, "\"\n");
  return g_string_free (g_steal_pointer (&text), /* free_segment= */ FALSE);
}

/* Gives a program without a manifest one. *@ret_manifest stays NULL when it has its own. */
static gboolean
complete_manifest (PenKitchen *kitchen, GBytes **ret_manifest, GError **error)
{
  g_autofree char *text = NULL;

  if (kitchen->manifest != NULL)
    return TRUE;
  text = write_manifest (kitchen);
  kitchen->manifest = pen_manifest_parse (text, strlen (text), error);
  if (kitchen->manifest == NULL || !pen_recipe_find_target (kitchen, error))
    return FALSE;
  *ret_manifest = g_bytes_new (text, strlen (text));
  return TRUE;
}

static gboolean
check_cargo (PenToolchain *toolchain, GError **error)
{
  const char *version = pen_toolchain_get_version (toolchain);

  if (pen_toolchain_has (toolchain, PEN_COMPONENT_CARGO))
    return TRUE;
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_MISSING,
               _ ("This project needs Cargo, and Rust %s (%s) comes without it. On Debian: sudo "
                  "apt install cargo-web. With rustup: rustup component add cargo"),
               version != NULL ? version : "?",
               pen_toolchain_get_name (toolchain));
  return FALSE;
}

/* Cargo goes by its manifest; to build by another edition than it says would be a lie. */
static gboolean
check_edition (const PenKitchen *kitchen, GError **error)
{
  guint edition = kitchen->manifest->edition != 0 ? kitchen->manifest->edition : 2015;

  if (kitchen->options->edition == 0 || kitchen->options->edition == edition)
    return TRUE;
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_OPTION,
               _ ("Cargo builds this project by the edition in Cargo.toml, %u. For another, write "
                  "edition = \"%u\" there."),
               edition,
               kitchen->options->edition);
  return FALSE;
}

static void
add_note (PenKitchen *kitchen)
{
  const char *reason = kitchen->target->reason;

  if (reason == NULL && kitchen->recipe->action == PEN_ACTION_TEST)
    reason = _ ("Cargo builds this project, which takes longer, because of the tests in tests/.");
  if (reason != NULL)
    g_ptr_array_add (kitchen->recipe->notes, g_strdup (reason));
}

/* --- What every step has */

/* What direct rustc is told, for every crate of the project: build scripts are linked, too. */
static char *
get_rustflags (const PenKitchen *kitchen)
{
  const char *linker = pen_toolchain_get_linker (kitchen->toolchain);
  g_autoptr (GString) flags = g_string_new (NULL);

  if (linker != NULL)
    g_string_append_printf (flags, "-Clink-arg=-fuse-ld=%s ", linker);
  if (!kitchen->options->backtrace)
    g_string_append (flags, "-Clink-arg=-Wl,-S ");
  if (kitchen->options->width != 0 && pen_toolchain_get_minor (kitchen->toolchain) >= 62)
    g_string_append_printf (flags, "--diagnostic-width=%u", kitchen->options->width);
  return g_strchomp (g_string_free (g_steal_pointer (&flags), /* free_segment= */ FALSE));
}

/* Debugging information only where a backtrace is to read it, unless the project has a mind of its
 * own. */
static void
set_debuginfo (const PenKitchen *kitchen, PenCommand *command)
{
  const char *lines = pen_toolchain_get_minor (kitchen->toolchain) >= 71 ? "line-tables-only" : "1";
  const char *value = kitchen->options->backtrace ? lines : "0";

  if (kitchen->manifest->has_profiles)
    return;
  pen_command_set_env (command, "CARGO_PROFILE_DEV_DEBUG", value);
  pen_command_set_env (command, "CARGO_PROFILE_RELEASE_DEBUG", value);
}

static PenRecipeStep *
add_step (PenKitchen *kitchen, GBytes *manifest, const char *subcommand)
{
  PenRecipeStep *step = pen_recipe_new_step (kitchen, "cargo", PEN_LIMITS_CARGO);
  PenCommand *command = step->command;

  pen_command_add_args (command, subcommand, NULL);
  if (manifest != NULL)
    pen_command_add_file (command, "/job/Cargo.toml", 0644, manifest);
  pen_command_set_env (command, "CARGO_HOME", "/tmp/cargo");
  pen_command_set_env (command, "CARGO_TARGET_DIR", TARGET_DIR);
  pen_command_set_env (command, "CARGO_INCREMENTAL", "0");
  pen_command_set_env (command, "CARGO_TERM_PROGRESS_WHEN", "never");
  pen_command_set_env (command, "CARGO_TERM_COLOR", kitchen->options->colour ? "always" : "never");
  pen_command_set_env (command, "CLIPPY_CONF_DIR", "/job");
  return step;
}

static PenRecipeStep *
add_compile_step (PenKitchen *kitchen, GBytes *manifest, const char *subcommand)
{
  PenRecipeStep *step = add_step (kitchen, manifest, subcommand);
  g_autofree char *flags = get_rustflags (kitchen);

  pen_command_add_args (step->command,
                        "--offline",
                        "--message-format=json-diagnostic-rendered-ansi",
                        NULL);
  pen_command_set_env (step->command, "RUSTFLAGS", flags);
  set_debuginfo (kitchen, step->command);
  step->out = PEN_STEP_TEXT_MESSAGES;
  step->err = PEN_STEP_TEXT_TOOL;
  return step;
}

/* The file that a library becomes. */
static char *
get_lib_name (const PenKitchen *kitchen, const char *extra)
{
  const char *type = kitchen->manifest->is_proc_macro       ? "proc-macro"
                     : kitchen->manifest->lib_types != NULL ? kitchen->manifest->lib_types[0]
                                                            : NULL;
  const char *suffix = ".rlib";

  if (g_strcmp0 (type, "cdylib") == 0 || g_strcmp0 (type, "dylib") == 0 ||
      g_strcmp0 (type, "proc-macro") == 0)
    suffix = ".so";
  else if (g_strcmp0 (type, "staticlib") == 0)
    suffix = ".a";
  return g_strconcat ("lib", kitchen->target->lib, extra, suffix, NULL);
}

/* Compiles @target alone to a file of a name that is known: the step's product. */
static void
add_target_step (PenKitchen *kitchen, GBytes *manifest, const Target *target)
{
  gboolean test = kitchen->recipe->action == PEN_ACTION_TEST;
  gboolean release = kitchen->options->release;
  gboolean is_lib = target->name == NULL;
  PenRecipeStep *step = add_compile_step (kitchen, manifest, "rustc");
  const char *name = is_lib ? kitchen->target->lib : target->name;
  g_autofree char *crate = g_strdelimit (g_strdup (name), "-", '_');
  g_autofree char *file =
      is_lib && !test ? get_lib_name (kitchen, EXTRA) : g_strconcat (crate, EXTRA, NULL);
  g_autofree char *path = NULL;

  pen_command_add_args (step->command, target->option, target->name, NULL);
  /* The profile "bench" is how `cargo rustc` spells a test with the settings of a release. */
  if (test)
    pen_command_add_args (step->command, "--profile", release ? "bench" : "test", NULL);
  else if (release)
    pen_command_add_arg (step->command, "--release");
  pen_command_add_args (step->command, "--", "-C", "extra-filename=" EXTRA, NULL);
  path = g_build_filename (TARGET_DIR, release ? "release" : "debug", "deps", file, NULL);
  pen_recipe_set_product (step, path);
  if (test)
    step->limits.artifact_size = PEN_RECIPE_TEST_ARTIFACT;
}

/* --- Actions */

static gboolean
cook_program (PenKitchen *kitchen, GBytes *manifest, GError **error)
{
  PenRecipe *recipe = kitchen->recipe;
  gboolean is_lib = kitchen->target->is_lib;
  const Target target = {.option = is_lib ? "--lib" : "--bin",
                         .name = is_lib ? NULL : kitchen->target->name};

  if (recipe->action == PEN_ACTION_RUN && is_lib)
    {
      g_set_error_literal (error,
                           PEN_TOOLCHAIN_ERROR,
                           PEN_TOOLCHAIN_ERROR_INPUT,
                           _ ("This project is a library, so there is nothing to run. Add a "
                              "program in src/main.rs, or run its tests."));
      return FALSE;
    }
  add_target_step (kitchen, manifest, &target);
  if (recipe->action == PEN_ACTION_RUN)
    {
      pen_recipe_add_run (kitchen);
      return TRUE;
    }
  recipe->result = PEN_RECIPE_RESULT_FILE;
  recipe->file_name = is_lib ? get_lib_name (kitchen, "") : g_strdup (kitchen->target->name);
  return TRUE;
}

/* Whether a program's own file may have tests, or modules that have. */
static gboolean
may_have_tests (const PenKitchen *kitchen, const char *path)
{
  GBytes *bytes = pen_sources_get (kitchen->sources, path);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return text != NULL && (g_strstr_len (text, (gssize)size, "test") != NULL ||
                          g_strstr_len (text, (gssize)size, "mod ") != NULL ||
                          g_strstr_len (text, (gssize)size, "include!") != NULL);
}

static void
add_test (PenKitchen *kitchen, GBytes *manifest, const char *option, const char *name)
{
  const Target target = {.option = option, .name = name};

  add_target_step (kitchen, manifest, &target);
  pen_recipe_add_run (kitchen);
}

/* The library's tests, each program's, each file's in tests/: every one is a program of its own and
 * runs in a jail of its own. As with `cargo test` the first that fails ends it. */
static void
cook_tests (PenKitchen *kitchen, GBytes *manifest)
{
  const PenManifestRoot *root = kitchen->target;
  gboolean others = root->lib != NULL || root->tests->len > 0;

  if (root->lib != NULL)
    add_test (kitchen, manifest, "--lib", NULL);
  for (guint i = 0; i < root->bins->len; i++)
    {
      const PenManifestBin *bin = root->bins->pdata[i];

      /* A program that only calls its library is not worth a second build. */
      if (!others || may_have_tests (kitchen, bin->path))
        add_test (kitchen, manifest, "--bin", bin->name);
    }
  for (guint i = 0; i < root->tests->len; i++)
    add_test (kitchen, manifest, "--test", ((PenManifestBin *)root->tests->pdata[i])->name);
}

static void
cook_check (PenKitchen *kitchen, GBytes *manifest, const char *subcommand)
{
  PenRecipeStep *step = add_compile_step (kitchen, manifest, subcommand);

  if (kitchen->options->release)
    pen_command_add_arg (step->command, "--release");
}

/* Miri interprets the program instead of compiling it, so compiling and running are one step. Its
 * first half builds a standard library for it from rust-src, into /tmp and anew each time. Debian
 * has no Miri: this is written by Miri's documentation and was never run. */
static void
cook_miri (PenKitchen *kitchen, GBytes *manifest)
{
  const PenOptions *options = kitchen->options;
  gboolean test = kitchen->target->is_lib || kitchen->scan->has_test;
  PenRecipeStep *step = add_step (kitchen, manifest, "miri");

  pen_command_add_args (step->command, test ? "test" : "run", "--offline", NULL);
  if (!test)
    pen_command_add_args (step->command, "--bin", kitchen->target->name, NULL);
  pen_command_add_arg (step->command, "--");
  for (guint i = 0; options->args != NULL && i < options->args->len; i++)
    pen_command_add_arg (step->command, options->args->pdata[i]);
  pen_command_set_env (step->command, "MIRIFLAGS", "-Zmiri-disable-isolation");
  pen_recipe_add_run_environment (options, step->command);
  step->command->has_stdin = options->has_stdin;
  step->runs_program = TRUE;
  step->out = PEN_STEP_TEXT_PROGRAM;
  step->err = PEN_STEP_TEXT_PROGRAM;
  if (options->time_ms != 0)
    step->limits.wall_ms = step->limits.cpu_ms = options->time_ms;
  if (options->memory != 0)
    step->limits.memory = options->memory;
}

gboolean
pen_cargo_recipe_cook (PenKitchen *kitchen, GError **error)
{
  g_autoptr (GBytes) manifest = NULL;

  if (!check_cargo (kitchen->toolchain, error) || !complete_manifest (kitchen, &manifest, error) ||
      !check_edition (kitchen, error))
    return FALSE;
  add_note (kitchen);
  switch (kitchen->recipe->action)
    {
    case PEN_ACTION_RUN:
    case PEN_ACTION_BUILD:
      return cook_program (kitchen, manifest, error);
    case PEN_ACTION_TEST:
      cook_tests (kitchen, manifest);
      return TRUE;
    case PEN_ACTION_CHECK:
      cook_check (kitchen, manifest, "check");
      return TRUE;
    case PEN_ACTION_CLIPPY:
      cook_check (kitchen, manifest, "clippy");
      return TRUE;
    case PEN_ACTION_MIRI:
      cook_miri (kitchen, manifest);
      return TRUE;
    case PEN_ACTION_AUTO:
    case PEN_ACTION_FMT:
    case PEN_ACTION_FMT_CHECK:
    case PEN_ACTION_EXPAND:
    case PEN_ACTION_ASM:
    case PEN_ACTION_LLVM_IR:
    case PEN_ACTION_MIR:
    case PEN_ACTION_HIR:
    case PEN_ACTION_WASM:
    case PEN_ACTION_EXPLAIN:
    default:
      g_return_val_if_reached (FALSE);
    }
}
