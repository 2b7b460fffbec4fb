/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program, its options and an action -> commands in jails: what a learner's one key means. Here
 * is what all actions have: the files, the manifest, the edition, the run; the compiler's part is
 * rustc-recipe.c's or cargo-recipe.c's. */
#include "recipe.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "assembly.h"
#include "recipe-private.h"
#include "toolchain-error.h"

#define INTERACTIVE_IDLE_MS (5 * 60 * 1000)

static void
step_free (gpointer pointer)
{
  PenRecipeStep *step = pointer;

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

PenRecipeStep *
pen_recipe_new_step (PenKitchen *kitchen, const char *program, PenLimitsPreset preset)
{
  PenRecipeStep *step = g_new0 (PenRecipeStep, 1);
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
pen_recipe_set_product (PenRecipeStep *step, const char *path)
{
  pen_command_add_output (step->command, path);
  step->product = g_strdup (path);
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

/* A std that is a shared object is shown where the loader looks without being told, and with it
 * what rustup's asks for: it is built for a C library that kept these apart. */
static void
add_dynamic_std (const PenKitchen *kitchen, PenCommand *command)
{
  static const char *const libraries[] = {"libdl.so.2", "libpthread.so.0", "librt.so.1"};
  g_autofree char *std = pen_toolchain_get_dynamic_std (kitchen->toolchain);
  g_autofree char *base = std != NULL ? g_path_get_basename (std) : NULL;
  g_autofree char *jail = base != NULL ? g_build_filename ("/usr/lib", base, NULL) : NULL;

  if (std == NULL)
    return;
  pen_command_bind (command, std, jail);
  for (gsize i = 0; i < G_N_ELEMENTS (libraries); i++)
    pen_command_add_library (command, libraries[i]);
}

void
pen_recipe_promise_terminal (PenCommand *command)
{
  pen_command_set_env (command, "TERM", "msyscon");
  pen_command_set_env (command, "MSYSCON", "mintty.exe");
}

static void
colour_tests (const PenOptions *options, PenCommand *command)
{
  for (guint i = 0; options->args != NULL && i < options->args->len; i++)
    if (g_str_has_prefix (options->args->pdata[i], "--color"))
      return; /* it takes the option once */
  pen_command_add_arg (command, "--color=always");
  pen_recipe_promise_terminal (command);
}

void
pen_recipe_add_run (PenKitchen *kitchen)
{
  const PenOptions *options = kitchen->options;
  gboolean test = kitchen->recipe->action == PEN_ACTION_TEST;
  PenRecipeStep *step = g_new0 (PenRecipeStep, 1);

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
  add_dynamic_std (kitchen, step->command);
  pen_command_add_arg (step->command, step->takes_product);
  if (test && options->colour)
    colour_tests (options, step->command);
  pen_recipe_add_run_environment (options, step->command);
  for (guint i = 0; options->args != NULL && i < options->args->len; i++)
    pen_command_add_arg (step->command, options->args->pdata[i]);
  step->command->has_stdin = options->has_stdin;
  g_ptr_array_add (kitchen->recipe->steps, step);
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
  if (recipe->action != PEN_ACTION_BUILD)
    return;
  g_ptr_array_add (
      recipe->notes,
      kitchen->scan->crate_type == NULL
          ? g_strdup (
                _ ("There is no main function, so this was built as a library. To run it, add: "
                   "fn main() { }"))
          : g_strdup_printf (_ ("This declares itself a %s, so it was built and not run."),
                             kitchen->scan->crate_type));
}

static gboolean
cook (PenKitchen *kitchen, GError **error)
{
  gboolean cargo;

  switch (kitchen->recipe->action)
    {
    case PEN_ACTION_RUN:
    case PEN_ACTION_BUILD:
    case PEN_ACTION_TEST:
    case PEN_ACTION_CHECK:
    case PEN_ACTION_CLIPPY:
      cargo = pen_cargo_recipe_is_needed (kitchen);
      break;
    case PEN_ACTION_MIRI:
      cargo = TRUE;
      break;
    case PEN_ACTION_FMT:
    case PEN_ACTION_FMT_CHECK:
    case PEN_ACTION_EXPAND:
    case PEN_ACTION_HIR:
    case PEN_ACTION_ASM:
    case PEN_ACTION_LLVM_IR:
    case PEN_ACTION_MIR:
    case PEN_ACTION_WASM:
    case PEN_ACTION_EXPLAIN:
      cargo = FALSE;
      break;
    case PEN_ACTION_AUTO:
    default:
      g_return_val_if_reached (FALSE);
    }
  kitchen->recipe->uses_cargo = cargo;
  return cargo ? pen_cargo_recipe_cook (kitchen, error) : pen_rustc_recipe_cook (kitchen, error);
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
  g_autofree char *valid = size > 0 ? g_utf8_make_valid (text, (gssize)size) : g_strdup ("");

  if (recipe->action == PEN_ACTION_FMT_CHECK)
    {
      /* rustfmt names files by their whole path, which nobody outside of the jail knows. */
      g_auto (GStrv) parts = g_strsplit (valid, "Diff in /job/", -1);

      return g_strjoinv ("Diff in ", parts);
    }
  if (recipe->action == PEN_ACTION_ASM)
    return pen_assembly_process (valid, !options->mangled, !options->unfiltered);
  if ((recipe->action == PEN_ACTION_LLVM_IR || recipe->action == PEN_ACTION_WASM) &&
      !options->mangled)
    return pen_assembly_demangle (valid);
  return g_steal_pointer (&valid);
}
