/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Each action by the toolchain's own rustc, clippy-driver or rustfmt, without cargo: three times as
 * fast, and all that a single crate needs. */
#include "recipe-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "target-std.h"
#include "toolchain-error.h"

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
  PenRecipeStep *step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
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
  PenRecipeStep *step = pen_recipe_new_step (kitchen, program, PEN_LIMITS_COMPILE);

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
  PenRecipeStep *step = pen_recipe_new_step (kitchen, "rustfmt", PEN_LIMITS_COMPILE);
  gboolean check = kitchen->recipe->action == PEN_ACTION_FMT_CHECK;

  add_arg_printf (step->command, "--edition=%u", kitchen->edition);
  pen_command_add_args (step->command,
                        "--color",
                        kitchen->options->colour ? "always" : "never",
                        NULL);
  if (kitchen->options->colour)
    pen_recipe_promise_terminal (step->command);
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
  PenRecipeStep *step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
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
  PenRecipeStep *step = pen_recipe_new_step (kitchen, "rustc", PEN_LIMITS_COMPILE);
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
  PenRecipeStep *step = g_new0 (PenRecipeStep, 1);

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
  PenRecipeStep *step;

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
                        "--target=" PEN_TARGET_WASM,
                        "-C",
                        "codegen-units=1",
                        "-C",
                        "lto=fat",
                        NULL);
  pen_command_add_args (step->command, "-o", "/tmp/out.wasm", NULL);
  if (!pen_target_std_add_to_command (kitchen->toolchain, PEN_TARGET_WASM, step->command, error))
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
  PenRecipeStep *step;

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

gboolean
pen_rustc_recipe_cook (PenKitchen *kitchen, GError **error)
{
  switch (kitchen->recipe->action)
    {
    case PEN_ACTION_RUN:
    case PEN_ACTION_BUILD:
    case PEN_ACTION_TEST:
      cook_program (kitchen);
      return TRUE;
    case PEN_ACTION_CHECK:
      cook_check (kitchen, "rustc");
      return TRUE;
    case PEN_ACTION_CLIPPY:
      cook_check (kitchen, "clippy-driver");
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
    case PEN_ACTION_EXPLAIN:
      return cook_explain (kitchen, error);
    case PEN_ACTION_MIRI:
    case PEN_ACTION_AUTO:
    default:
      g_return_val_if_reached (FALSE);
    }
}
