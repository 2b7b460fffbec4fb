/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program, its options and an action -> commands in jails: what a learner's one key means to
 * rustc. Single crates are compiled by the toolchain's own rustc, three times as fast as through
 * cargo. */
#include "recipe.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "assembly.h"
#include "recipe-private.h"
#include "target-std.h"
#include "toolchain-error.h"

#define INTERACTIVE_IDLE_MS (5 * 60 * 1000)
#define WASM_TARGET "wasm32-unknown-unknown"

static void
step_free (gpointer pointer)
{
  PenStep *step = pointer;

  pen_command_free (step->command);
  g_clear_pointer (&step->fallback, pen_command_free);
  g_free (step->product);
  g_free (step->takes_product);
  g_free (step);
}

void
pen_recipe_free (PenRecipe *recipe)
{
  g_ptr_array_unref (recipe->steps);
  g_ptr_array_unref (recipe->notes);
  g_free (recipe->file_name);
  g_clear_pointer (&recipe->options, pen_options_free);
  g_free (recipe);
}

/* --- What every step has --- */

/* The whole program lies in the working directory, other files too: include_str! may name them. */
static void
add_sources (PenCommand *command, const PenSources *sources, guint mode)
{
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      g_autofree char *path = g_build_filename ("/job", source->name, NULL);

      pen_command_add_file (command, path, mode, source->bytes);
    }
}

PenStep *
pen_recipe_new_step (PenKitchen *kitchen, const char *program, PenLimitsPreset preset)
{
  PenStep *step = g_new0 (PenStep, 1);
  g_autofree char *path = pen_toolchain_get_program (kitchen->toolchain, program);

  step->command = pen_command_new (PEN_PROFILE_COMPILE);
  step->limits = pen_limits_get_preset (preset);
  step->out = PEN_STEP_TEXT_TOOL;
  step->err = PEN_STEP_TEXT_MESSAGES;
  pen_toolchain_add_to_command (kitchen->toolchain, step->command);
  pen_command_add_arg (step->command, path);
  if (kitchen->sources != NULL)
    add_sources (step->command, kitchen->sources, 0644);
  g_ptr_array_add (kitchen->recipe->steps, step);
  return step;
}

void
pen_recipe_set_product (PenStep *step, const char *path)
{
  pen_command_add_output (step->command, path);
  step->product = g_strdup (path);
}

static void G_GNUC_PRINTF (2, 3) add_arg_printf (PenCommand *command, const char *format, ...)
{
  va_list args;
  g_autofree char *arg = NULL;

  va_start (args, format);
  arg = g_strdup_vprintf (format, args);
  va_end (args);
  pen_command_add_arg (command, arg);
}

/* A crate that names itself must not be named again: rustc refuses two different names. */
static gboolean
names_itself (const PenKitchen *kitchen)
{
  GBytes *bytes = pen_sources_get (kitchen->sources, kitchen->root);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return size > 0 && g_strstr_len (text, (gssize)size, "crate_name") != NULL;
}

static const char *
get_crate_name (const PenKitchen *kitchen)
{
  return kitchen->target != NULL ? kitchen->target->crate_name : PEN_RECIPE_NAME;
}

/* What cargo tells the compiler of the package, for env!("CARGO_PKG_VERSION") and its like. */
static void
add_package_environment (const PenKitchen *kitchen, PenCommand *command)
{
  const char *const *env =
      kitchen->manifest != NULL ? pen_manifest_get_environment (kitchen->manifest) : NULL;

  if (env == NULL)
    return;
  for (guint i = 0; env[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (env[i], "=", 2);

      pen_command_set_env (command, parts[0], parts[1]);
    }
  pen_command_set_env (command, "CARGO_MANIFEST_DIR", "/job");
  pen_command_set_env (command, "CARGO_CRATE_NAME", kitchen->target->crate_name);
  if (!kitchen->target->is_lib)
    pen_command_set_env (command, "CARGO_BIN_NAME", kitchen->target->name);
}

static void
add_rustc_options (const PenKitchen *kitchen, PenCommand *command, const char *crate_type)
{
  guint minor = pen_toolchain_get_minor (kitchen->toolchain);

  add_package_environment (kitchen, command);
  add_arg_printf (command, "--edition=%u", kitchen->edition);
  pen_command_add_args (command, "--error-format=json", "--json=diagnostic-rendered-ansi", NULL);
  if (!names_itself (kitchen))
    pen_command_add_args (command, "--crate-name", get_crate_name (kitchen), NULL);
  if (crate_type != NULL)
    add_arg_printf (command, "--crate-type=%s", crate_type);
  if (kitchen->options->width != 0 && minor >= 62)
    add_arg_printf (command, "--diagnostic-width=%u", kitchen->options->width);
  if (kitchen->options->release)
    pen_command_add_args (command, "-C", "opt-level=3", NULL);
  if (kitchen->options->backtrace)
    pen_command_add_args (command,
                          "-C",
                          minor >= 71 ? "debuginfo=line-tables-only" : "debuginfo=1",
                          NULL);
}

/* How it is linked: by the linker that was found to work, and without the debug sections of std
 * unless a backtrace is to read them (a third of hello world's time on a std that carries them). */
static void
add_link_options (const PenKitchen *kitchen, PenCommand *command)
{
  const char *linker = pen_toolchain_get_linker (kitchen->toolchain);

  if (linker != NULL)
    {
      pen_command_add_arg (command, "-C");
      add_arg_printf (command, "link-arg=-fuse-ld=%s", linker);
    }
  if (!kitchen->options->backtrace)
    pen_command_add_args (command, "-C", "link-arg=-Wl,-S", NULL);
}

/* --- Running --- */

static void
limit_run (const PenOptions *options, PenLimits *limits)
{
  if (options->time_ms != 0)
    limits->wall_ms = limits->cpu_ms = options->time_ms;
  if (options->memory != 0)
    {
      limits->memory = options->memory;
      limits->address_space = MAX (limits->address_space, options->memory * 4);
    }
  if (options->interactive)
    pen_limits_set_interactive (limits, INTERACTIVE_IDLE_MS);
}

void
pen_recipe_add_run_environment (const PenOptions *options, PenCommand *command)
{
  if (options->backtrace)
    pen_command_set_env (command, "RUST_BACKTRACE", "1");
  for (guint i = 0; options->env != NULL && i < options->env->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options->env->pdata[i], "=", 2);

      pen_command_set_env (command, parts[0], parts[1]);
    }
}

/* A std that is a shared object is shown where the loader looks without being told. */
static void
add_dynamic_std (const PenKitchen *kitchen, PenCommand *command)
{
  g_autofree char *std = pen_toolchain_get_dynamic_std (kitchen->toolchain);
  g_autofree char *base = std != NULL ? g_path_get_basename (std) : NULL;
  g_autofree char *jail = base != NULL ? g_build_filename ("/usr/lib", base, NULL) : NULL;

  if (std != NULL)
    pen_command_bind (command, std, jail);
}

void
pen_recipe_add_run (PenKitchen *kitchen)
{
  const PenOptions *options = kitchen->options;
  gboolean test = kitchen->recipe->action == PEN_ACTION_TEST;
  PenStep *step = g_new0 (PenStep, 1);

  step->command = pen_command_new (PEN_PROFILE_RUN);
  step->limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  if (test)
    step->limits.artifact_size = PEN_RECIPE_TEST_ARTIFACT;
  step->runs_program = TRUE;
  step->out = step->err = PEN_STEP_TEXT_PROGRAM;
  step->takes_product = g_strdup ("/program/" PEN_RECIPE_NAME);
  step->takes_mode = 0555;
  limit_run (options, &step->limits);
  for (guint i = 0; i < kitchen->sources->files->len; i++)
    {
      const PenSource *source = kitchen->sources->files->pdata[i];
      g_autofree char *path = g_build_filename ("/job", source->name, NULL);

      if (!pen_sources_is_rust (source->name))
        pen_command_add_file (step->command, path, 0644, source->bytes);
    }
  pen_recipe_add_run_environment (options, step->command);
  add_dynamic_std (kitchen, step->command);
  pen_command_add_arg (step->command, step->takes_product);
  if (test && options->colour)
    pen_command_add_arg (step->command, "--color=always");
  for (guint i = 0; options->args != NULL && i < options->args->len; i++)
    pen_command_add_arg (step->command, options->args->pdata[i]);
  step->command->has_stdin = options->has_stdin;
  g_ptr_array_add (kitchen->recipe->steps, step);
}

/* --- Actions by direct rustc --- */

static char *
get_stem (const PenKitchen *kitchen)
{
  g_autofree char *base = g_path_get_basename (kitchen->root);
  char *dot = strrchr (base, '.');

  if (kitchen->target != NULL)
    return g_strdup (kitchen->target->name);
  if (dot != NULL)
    *dot = '\0';
  return g_steal_pointer (&base);
}

static char *
get_file_name (const PenKitchen *kitchen, const char *crate_type)
{
  g_autofree char *stem = get_stem (kitchen);

  if (g_str_equal (crate_type, "bin"))
    return g_steal_pointer (&stem);
  g_strdelimit (stem, "-", '_');
  if (g_str_equal (crate_type, "cdylib") || g_str_equal (crate_type, "dylib") ||
      g_str_equal (crate_type, "proc-macro"))
    return g_strdup_printf ("lib%s.so", stem);
  return g_strdup_printf (g_str_equal (crate_type, "staticlib") ? "lib%s.a" : "lib%s.rlib", stem);
}

/* Compiles and, for RUN and TEST, runs. */
static void
cook_program (PenKitchen *kitchen)
{
  PenRecipe *recipe = kitchen->recipe;
  gboolean test = recipe->action == PEN_ACTION_TEST;
  const char *crate_type = pen_scan_get_crate_type (kitchen->scan, recipe->action);
  gboolean bin = g_str_equal (crate_type, "bin");
  PenStep *step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
  g_autofree char *std = pen_toolchain_get_dynamic_std (kitchen->toolchain);

  pen_command_add_arg (step->command, kitchen->root);
  if (test)
    {
      pen_command_add_arg (step->command, "--test");
      step->limits.artifact_size = PEN_RECIPE_TEST_ARTIFACT;
      step->limits.tmp_size = PEN_RECIPE_TEST_ARTIFACT * 2;
      step->limits.file_size = PEN_RECIPE_TEST_ARTIFACT;
    }
  add_rustc_options (kitchen, step->command, test ? NULL : crate_type);
  if (test || bin)
    add_link_options (kitchen, step->command);
  pen_command_add_args (step->command, "-o", "/tmp/" PEN_RECIPE_NAME, NULL);
  pen_recipe_set_product (step, "/tmp/" PEN_RECIPE_NAME);
  /* A shared std makes hello world a quarter faster to link, and changes nothing but std's frames
   * in a backtrace. */
  if (recipe->action == PEN_ACTION_RUN && std != NULL && !kitchen->options->release &&
      !kitchen->options->backtrace)
    {
      step->fallback = pen_command_copy (step->command);
      pen_command_add_args (step->command, "-C", "prefer-dynamic", NULL);
    }
  if (recipe->action == PEN_ACTION_BUILD)
    {
      recipe->result = PEN_RECIPE_RESULT_FILE;
      recipe->file_name = get_file_name (kitchen, crate_type);
    }
  else
    pen_recipe_add_run (kitchen);
}

static void
cook_check (PenKitchen *kitchen, const char *program)
{
  PenStep *step = pen_recipe_new_step (kitchen, program, PEN_LIMITS_COMPILE);

  pen_command_add_arg (step->command, kitchen->root);
  add_rustc_options (kitchen,
                     step->command,
                     pen_scan_get_crate_type (kitchen->scan, kitchen->recipe->action));
  pen_command_add_args (step->command,
                        "--emit=metadata",
                        "-o",
                        "/tmp/" PEN_RECIPE_NAME ".rmeta",
                        NULL);
  pen_command_set_env (step->command, "CLIPPY_CONF_DIR", "/job");
}

static void
cook_format (PenKitchen *kitchen)
{
  PenStep *step = pen_recipe_new_step (kitchen, "rustfmt", PEN_LIMITS_COMPILE);
  gboolean check = kitchen->recipe->action == PEN_ACTION_FMT_CHECK;

  add_arg_printf (step->command, "--edition=%u", kitchen->edition);
  pen_command_add_args (step->command,
                        "--color",
                        kitchen->options->colour ? "always" : "never",
                        NULL);
  if (check)
    pen_command_add_arg (step->command, "--check");
  step->out = check ? PEN_STEP_TEXT_RESULT : PEN_STEP_TEXT_TOOL;
  step->err = PEN_STEP_TEXT_TOOL;
  kitchen->recipe->result = check ? PEN_RECIPE_RESULT_TEXT : PEN_RECIPE_RESULT_SOURCES;
  for (guint i = 0; i < kitchen->sources->files->len; i++)
    {
      const PenSource *source = kitchen->sources->files->pdata[i];
      g_autofree char *path = g_build_filename ("/job", source->name, NULL);

      if (!pen_sources_is_rust (source->name))
        continue;
      pen_command_add_arg (step->command, source->name);
      if (!check)
        pen_command_add_output (step->command, path);
    }
}

/* HIR and expansion are unstable options; the compiler's own bootstrap switch lets a stable one do
 * them. */
static void
cook_unpretty (PenKitchen *kitchen)
{
  PenStep *step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
  gboolean hir = kitchen->recipe->action == PEN_ACTION_HIR;

  pen_command_add_arg (step->command, kitchen->root);
  add_rustc_options (kitchen,
                     step->command,
                     pen_scan_get_crate_type (kitchen->scan, kitchen->recipe->action));
  pen_command_add_arg (step->command, hir ? "-Zunpretty=hir" : "-Zunpretty=expanded");
  step->out = PEN_STEP_TEXT_RESULT;
  kitchen->recipe->result = PEN_RECIPE_RESULT_TEXT;
  if (g_strcmp0 (pen_toolchain_get_channel (kitchen->toolchain), "nightly") == 0)
    return;
  pen_command_set_env (step->command, "RUSTC_BOOTSTRAP", "1");
  g_ptr_array_add (
      kitchen->recipe->notes,
      g_strdup_printf (
          _ ("Rust %s is no nightly, so this view uses the compiler's own bootstrap switch. Your "
             "program is compiled as always."),
          pen_toolchain_get_version (kitchen->toolchain)));
}

static void
cook_emit (PenKitchen *kitchen)
{
  PenStep *step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
  PenAction action = kitchen->recipe->action;
  const char *kind = action == PEN_ACTION_ASM   ? "asm"
                     : action == PEN_ACTION_MIR ? "mir"
                                                : "llvm-ir";
  const char *host = pen_toolchain_get_host (kitchen->toolchain);

  pen_command_add_arg (step->command, kitchen->root);
  add_rustc_options (kitchen, step->command, pen_scan_get_crate_type (kitchen->scan, action));
  add_arg_printf (step->command, "--emit=%s", kind);
  pen_command_add_args (step->command, "-C", "codegen-units=1", NULL);
  if (action == PEN_ACTION_ASM && host != NULL && g_str_has_prefix (host, "x86_64"))
    {
      pen_command_add_arg (step->command, "-C");
      add_arg_printf (step->command,
                      "llvm-args=-x86-asm-syntax=%s",
                      kitchen->options->intel ? "intel" : "att");
    }
  pen_command_add_args (step->command, "-o", "/tmp/out.txt", NULL);
  pen_recipe_set_product (step, "/tmp/out.txt");
  kitchen->recipe->result = PEN_RECIPE_RESULT_TEXT;
}

/* The second half of WASM: the binary module as text. */
static void
add_wasm_text (PenKitchen *kitchen)
{
  PenStep *step = g_new0 (PenStep, 1);

  step->command = pen_command_new (PEN_PROFILE_COMPILE);
  step->limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  step->out = PEN_STEP_TEXT_RESULT;
  step->err = PEN_STEP_TEXT_TOOL;
  step->takes_product = g_strdup ("/job/out.wasm");
  step->takes_mode = 0444;
  pen_command_add_args (step->command, "/usr/bin/wasm2wat", "--enable-all", "out.wasm", NULL);
  g_ptr_array_add (kitchen->recipe->steps, step);
}

static gboolean
cook_wasm (PenKitchen *kitchen, GError **error)
{
  const char *type = pen_scan_get_crate_type (kitchen->scan, PEN_ACTION_WASM);
  g_autofree char *linker = NULL;
  PenStep *step;

  if (!g_file_test ("/usr/bin/wasm2wat", G_FILE_TEST_IS_EXECUTABLE))
    {
      g_set_error_literal (error,
                           PEN_TOOLCHAIN_ERROR,
                           PEN_TOOLCHAIN_ERROR_MISSING,
                           _ ("The tool that shows WebAssembly as text is missing. On Debian: sudo "
                              "apt install wabt"));
      return FALSE;
    }
  step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
  pen_command_add_arg (step->command, kitchen->root);
  add_rustc_options (kitchen, step->command, g_str_equal (type, "bin") ? type : "cdylib");
  pen_command_add_args (step->command,
                        "--target=" WASM_TARGET,
                        "-C",
                        "codegen-units=1",
                        "-C",
                        "lto=fat",
                        NULL);
  pen_command_add_args (step->command, "-o", "/tmp/out.wasm", NULL);
  if (!pen_target_std_add_to_command (kitchen->toolchain, WASM_TARGET, step->command, error))
    return FALSE;
  pen_recipe_set_product (step, "/tmp/out.wasm");
  add_wasm_text (kitchen);
  kitchen->recipe->result = PEN_RECIPE_RESULT_TEXT;
  return TRUE;
}

static gboolean
is_error_code (const char *code)
{
  return code != NULL && strlen (code) == 5 && code[0] == 'E' &&
         strspn (code + 1, "0123456789") == 4;
}

static gboolean
cook_explain (PenKitchen *kitchen, GError **error)
{
  PenStep *step;

  if (!is_error_code (kitchen->options->explain))
    {
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_OPTION,
                   _ ("\"%s\" is no error code of Rust. Codes look like E0382."),
                   kitchen->options->explain != NULL ? kitchen->options->explain : "");
      return FALSE;
    }
  step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
  pen_command_add_args (step->command, "--explain", kitchen->options->explain, NULL);
  step->out = PEN_STEP_TEXT_RESULT;
  step->err = PEN_STEP_TEXT_TOOL;
  kitchen->recipe->result = PEN_RECIPE_RESULT_TEXT;
  return TRUE;
}

/* --- Before cooking --- */

/* How to get a component that is missing, by Debian's package and by rustup. */
static gboolean
check_component (PenToolchain *toolchain, PenAction action, GError **error)
{
  static const struct
  {
    PenComponent component;
    const char *package;
  } known[] = {{PEN_COMPONENT_RUSTC, "rustc-web"},
               {PEN_COMPONENT_RUSTFMT, "rustfmt-web"},
               {PEN_COMPONENT_CLIPPY, "rust-web-clippy"}};
  const char *name = pen_action_get_component (action);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (!g_str_equal (pen_component_to_string (known[i].component), name))
        continue;
      if (pen_toolchain_has (toolchain, known[i].component))
        return TRUE;
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_MISSING,
                   _ ("Rust %s (%s) has no %s. On Debian: sudo apt install %s. With rustup: rustup "
                      "component add %s"),
                   pen_toolchain_get_version (toolchain),
                   pen_toolchain_get_name (toolchain),
                   name,
                   known[i].package,
                   name);
      return FALSE;
    }
  if (pen_toolchain_has (toolchain, PEN_COMPONENT_MIRI))
    return TRUE;
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_MISSING,
               _ ("Rust %s (%s) has no Miri; it comes with a nightly of rustup's only. With "
                  "internet: rustup toolchain "
                  "install nightly --component miri --component rust-src"),
               pen_toolchain_get_version (toolchain),
               pen_toolchain_get_name (toolchain));
  return FALSE;
}

/* Its text must be UTF-8: better said here, by name and line, than by the compiler. */
static gboolean
check_text (const PenSources *sources, GError **error)
{
  for (guint i = 0; i < sources->files->len; i++)
    {
      const PenSource *source = sources->files->pdata[i];
      gsize size;
      const char *text = g_bytes_get_data (source->bytes, &size);
      const char *end;
      guint line = 1;

      if (!pen_sources_is_rust (source->name) || g_utf8_validate_len (text, size, &end))
        continue;
      for (const char *c = text; c < end; c++)
        line += *c == '\n';
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_INPUT,
                   _ ("%s is not UTF-8 text: line %u holds a byte that does not belong there. Save "
                      "the file as UTF-8."),
                   source->name,
                   line);
      return FALSE;
    }
  return TRUE;
}

/* "1.70" or "1.70.1"; what is no version asks for nothing. */
static gboolean
check_rust_version (const PenKitchen *kitchen, GError **error)
{
  const char *wanted = kitchen->manifest->rust_version;
  guint major, minor;

  if (wanted == NULL || sscanf (wanted, "%u.%u", &major, &minor) != 2 ||
      (major == 1 && minor <= pen_toolchain_get_minor (kitchen->toolchain)))
    return TRUE;
  g_set_error (error,
               PEN_TOOLCHAIN_ERROR,
               PEN_TOOLCHAIN_ERROR_MISSING,
               _ ("Cargo.toml wants Rust %u.%u or newer, and this is Rust %s. Choose a newer "
                  "toolchain, or lower `rust-version`."),
               major,
               minor,
               pen_toolchain_get_version (kitchen->toolchain));
  return FALSE;
}

gboolean
pen_recipe_find_target (PenKitchen *kitchen, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < kitchen->sources->files->len; i++)
    g_ptr_array_add (names, ((PenSource *)kitchen->sources->files->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  kitchen->target =
      pen_manifest_find_root (kitchen->manifest, (const char *const *)names->pdata, error);
  if (kitchen->target == NULL)
    return FALSE;
  kitchen->root = kitchen->target->path;
  return TRUE;
}

static gboolean
read_manifest (PenKitchen *kitchen, GError **error)
{
  GBytes *bytes = pen_sources_get (kitchen->sources, "Cargo.toml");
  gsize size;
  const char *text;

  kitchen->root = pen_sources_get_root (kitchen->sources);
  if (bytes == NULL)
    return TRUE;
  text = g_bytes_get_data (bytes, &size);
  kitchen->manifest = pen_manifest_parse (text, size, error);
  if (kitchen->manifest == NULL || !pen_manifest_check (kitchen->manifest, error) ||
      !check_rust_version (kitchen, error))
    return FALSE;
  return pen_recipe_find_target (kitchen, error);
}

/* The option, the manifest, or the newest: in this order. */
static gboolean
choose_edition (PenKitchen *kitchen, GError **error)
{
  kitchen->edition = kitchen->options->edition;
  if (kitchen->edition == 0 && kitchen->manifest != NULL)
    kitchen->edition = kitchen->manifest->edition != 0 ? kitchen->manifest->edition : 2015;
  if (kitchen->edition == 0)
    kitchen->edition = pen_toolchain_get_newest_edition (kitchen->toolchain);
  kitchen->recipe->edition = kitchen->edition;
  return pen_toolchain_check_edition (kitchen->toolchain, kitchen->edition, error);
}

static void
scan_sources (PenKitchen *kitchen)
{
  kitchen->scan = pen_scan_new ();
  for (guint i = 0; i < kitchen->sources->files->len; i++)
    {
      const PenSource *source = kitchen->sources->files->pdata[i];
      gsize size;
      const char *text = g_bytes_get_data (source->bytes, &size);

      if (pen_sources_is_rust (source->name))
        pen_scan_add_source (kitchen->scan, text, size, g_str_equal (source->name, kitchen->root));
    }
}

static gboolean
read_sources (PenKitchen *kitchen, GError **error)
{
  if (!check_text (kitchen->sources, error) || !read_manifest (kitchen, error) ||
      !choose_edition (kitchen, error))
    return FALSE;
  if (kitchen->root == NULL)
    {
      g_set_error_literal (error,
                           PEN_TOOLCHAIN_ERROR,
                           PEN_TOOLCHAIN_ERROR_INPUT,
                           _ ("There is no Rust file to begin with. Add src/main.rs (a program) or "
                              "src/lib.rs (a library)."));
      return FALSE;
    }
  scan_sources (kitchen);
  return TRUE;
}

static void
resolve_action (PenKitchen *kitchen)
{
  PenRecipe *recipe = kitchen->recipe;

  if (recipe->action != PEN_ACTION_AUTO)
    return;
  recipe->action = pen_scan_resolve (kitchen->scan);
  if (recipe->action == PEN_ACTION_BUILD && kitchen->scan->crate_type == NULL)
    g_ptr_array_add (recipe->notes,
                     g_strdup (_ ("There is no main function, so this was built as a library. To "
                                  "run it, add: fn main() { }")));
}

static gboolean
cook (PenKitchen *kitchen, GError **error)
{
  switch (kitchen->recipe->action)
    {
    case PEN_ACTION_RUN:
    case PEN_ACTION_BUILD:
    case PEN_ACTION_TEST:
      if (pen_cargo_recipe_is_needed (kitchen))
        return pen_cargo_recipe_cook (kitchen, error);
      cook_program (kitchen);
      return TRUE;
    case PEN_ACTION_CHECK:
    case PEN_ACTION_CLIPPY:
      if (pen_cargo_recipe_is_needed (kitchen))
        return pen_cargo_recipe_cook (kitchen, error);
      cook_check (kitchen, kitchen->recipe->action == PEN_ACTION_CHECK ? "rustc" : "clippy-driver");
      return TRUE;
    case PEN_ACTION_FMT:
    case PEN_ACTION_FMT_CHECK:
      cook_format (kitchen);
      return TRUE;
    case PEN_ACTION_EXPAND:
    case PEN_ACTION_HIR:
      cook_unpretty (kitchen);
      return TRUE;
    case PEN_ACTION_ASM:
    case PEN_ACTION_LLVM_IR:
    case PEN_ACTION_MIR:
      cook_emit (kitchen);
      return TRUE;
    case PEN_ACTION_WASM:
      return cook_wasm (kitchen, error);
    case PEN_ACTION_MIRI:
      return pen_cargo_recipe_cook (kitchen, error);
    case PEN_ACTION_EXPLAIN:
      return cook_explain (kitchen, error);
    case PEN_ACTION_AUTO:
    default:
      g_return_val_if_reached (FALSE);
    }
}

PenRecipe *
pen_recipe_new (PenToolchain *toolchain,
                const PenSources *sources,
                PenAction action,
                const PenOptions *options,
                GError **error)
{
  g_autoptr (PenRecipe) recipe = g_new0 (PenRecipe, 1);
  PenKitchen kitchen = {.toolchain = toolchain,
                        .sources = sources,
                        .options = options,
                        .recipe = recipe};
  gboolean ok;

  recipe->action = action;
  recipe->steps = g_ptr_array_new_with_free_func (step_free);
  recipe->notes = g_ptr_array_new_with_free_func (g_free);
  recipe->options = pen_options_copy (options);
  ok = sources == NULL || read_sources (&kitchen, error);
  if (ok && sources != NULL)
    resolve_action (&kitchen);
  ok = ok && check_component (toolchain, recipe->action, error) && cook (&kitchen, error);
  g_clear_pointer (&kitchen.target, pen_manifest_root_free);
  g_clear_pointer (&kitchen.manifest, pen_manifest_free);
  g_clear_pointer (&kitchen.scan, pen_scan_free);
  return ok ? g_steal_pointer (&recipe) : NULL;
}

char *
pen_recipe_finish_text (const PenRecipe *recipe, GBytes *bytes)
{
  const PenOptions *options = recipe->options;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)size);

  if (recipe->action == PEN_ACTION_ASM)
    return pen_assembly_process (valid, !options->mangled, !options->unfiltered);
  if ((recipe->action == PEN_ACTION_LLVM_IR || recipe->action == PEN_ACTION_WASM) &&
      !options->mangled)
    return pen_assembly_demangle (valid);
  return g_steal_pointer (&valid);
}
