/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Between recipe.c (what all actions have), rustc-recipe.c (direct rustc) and cargo-recipe.c (real
 * cargo, for what rustc alone does not honour). */

#include "manifest.h"
#include "recipe.h"
#include "scan.h"

G_BEGIN_DECLS

/** PenKitchen: everything that a recipe is made of while it is made. */
typedef struct
{
  PenToolchain *toolchain;
  const PenSources *sources;
  const PenOptions *options;
  PenManifest *manifest;   /* (nullable) */
  PenManifestRoot *target; /* (nullable): with a manifest: what of it is meant */
  PenScan *scan;
  const char *root; /* the crate root's name */
  guint edition;
  PenRecipe *recipe;
} PenKitchen;

#define PEN_RECIPE_NAME "playground"

/** pen_recipe_new_step: (transfer none): adds a compile step that runs @program of the toolchain
 * over the sources. */
PenRecipeStep *
pen_recipe_new_step (PenKitchen *kitchen, const char *program, PenLimitsPreset preset);

/** pen_recipe_add_run: adds the step that runs the product of the step before. */
void pen_recipe_add_run (PenKitchen *kitchen);

/** pen_recipe_add_run_environment: what the options tell the program that @command runs. */
void pen_recipe_add_run_environment (const PenOptions *options, PenCommand *command);

/**
 * pen_recipe_promise_terminal: has libtest and rustfmt use colours. They do so only when they find
 * a terminal's description, of which a run jail has none, and then end a colour by more than that.
 * For a terminal of MSYS both need no description, and its sequences are plain ones.
 */
void pen_recipe_promise_terminal (PenCommand *command);

/** PEN_RECIPE_TEST_ARTIFACT: bytes that a test program may have. */
#define PEN_RECIPE_TEST_ARTIFACT (G_GUINT64_CONSTANT (512) << 20)

/** pen_recipe_set_product: the output @path is what the last step is for. */
void pen_recipe_set_product (PenRecipeStep *step, const char *path);

/** pen_recipe_find_target: what of the manifest is meant, and with it the root. FALSE with
 * %PEN_TOOLCHAIN_ERROR_MANIFEST. */
gboolean pen_recipe_find_target (PenKitchen *kitchen, GError **error);

/** pen_rustc_recipe_cook: the steps of every action but MIRI by direct rustc. FALSE with an error
 * of %PEN_TOOLCHAIN_ERROR. */
gboolean pen_rustc_recipe_cook (PenKitchen *kitchen, GError **error);

/** pen_cargo_recipe_is_needed: whether the manifest asks for more than one rustc can do. */
gboolean pen_cargo_recipe_is_needed (const PenKitchen *kitchen);

/** pen_cargo_recipe_cook: the steps of RUN, BUILD, TEST, CHECK, CLIPPY and MIRI by cargo, offline.
 * FALSE with an error of %PEN_TOOLCHAIN_ERROR. */
gboolean pen_cargo_recipe_cook (PenKitchen *kitchen, GError **error);

G_END_DECLS
