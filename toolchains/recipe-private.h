/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Between recipe.c (direct rustc) and cargo-recipe.c (real cargo, for what rustc alone does not
 * honour). */

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
  PenManifest *manifest; /* (nullable) */
  PenScan *scan;
  const char *root; /* the crate root's name */
  guint edition;
  PenRecipe *recipe;
} PenKitchen;

#define PEN_RECIPE_NAME "playground"

/** pen_recipe_new_step: (transfer none): adds a compile step that runs @program of the toolchain
 * over the sources. */
PenStep *pen_recipe_new_step (PenKitchen *kitchen, const char *program, PenLimitsPreset preset);

/** pen_recipe_add_run: adds the step that runs the product of the step before. */
void pen_recipe_add_run (PenKitchen *kitchen);

/** pen_recipe_set_product: the output @path is what the last step is for. */
void pen_recipe_set_product (PenStep *step, const char *path);

/** pen_cargo_recipe_is_needed: whether the manifest asks for more than one rustc can do. */
gboolean pen_cargo_recipe_is_needed (const PenKitchen *kitchen);

/** pen_cargo_recipe_cook: the steps of RUN, BUILD, TEST, CHECK and CLIPPY by cargo, offline. */
gboolean pen_cargo_recipe_cook (PenKitchen *kitchen, GError **error);

G_END_DECLS
