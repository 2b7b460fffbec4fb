/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "action.h"
#include "options.h"
#include "sources.h"
#include "toolchain.h"

G_BEGIN_DECLS

/** PenStepText: what a stream of a step carries. */
typedef enum
{
  PEN_STEP_TEXT_TOOL,     /* words of a tool for people: shown beside the compiler's messages */
  PEN_STEP_TEXT_MESSAGES, /* rustc's messages as JSON lines, between them words for people */
  PEN_STEP_TEXT_RESULT,   /* what was asked for: assembly, an expansion, an explanation */
  PEN_STEP_TEXT_PROGRAM,  /* the program's own stream, of any bytes */
} PenStepText;

/** PenRecipeStep: one command in one jail. */
typedef struct
{
  PenCommand *command;
  PenCommand *fallback; /* (nullable): instead, silently, when the first failed without a word about
                           the program */
  PenLimits limits;
  gboolean runs_program; /* FALSE: the compiler or a tool is at work */
  PenStepText out;
  PenStepText err;
  char *product; /* (nullable): the declared output that matters: the next step's program, or the
                    result */
  char *takes_product; /* (nullable): where the product of the step before is put */
  guint takes_mode;
} PenRecipeStep;

/** PenRecipeResult: what is delivered when every step went well. */
typedef enum
{
  PEN_RECIPE_RESULT_NONE,    /* what was printed is all */
  PEN_RECIPE_RESULT_FILE,    /* the last step's product, for whoever asked */
  PEN_RECIPE_RESULT_TEXT,    /* the last step's product or RESULT stream, through
                                pen_recipe_finish_text() */
  PEN_RECIPE_RESULT_SOURCES, /* every output is a source file, written anew */
} PenRecipeResult;

/** PenRecipe: program + options + action -> commands in jails. A plain value; nothing runs. */
typedef struct
{
  PenAction action; /* never AUTO */
  guint edition;
  GPtrArray *steps; /* (element-type PenRecipeStep) */
  GPtrArray *notes; /* (element-type utf8): sentences that belong into the transcript */
  PenRecipeResult result;
  char *file_name;     /* (nullable): what the product would be called on disk */
  gboolean uses_cargo; /* cargo is at work, and with it the program's build script, if it has one */
  PenOptions *options;
} PenRecipe;

/**
 * pen_recipe_new:
 * @sources: (nullable): only for EXPLAIN
 * @action: AUTO is resolved by what the program's text says
 *
 * Returns: (transfer full): or NULL with an error of %PEN_TOOLCHAIN_ERROR: MISSING for a component,
 * a target or an edition that this toolchain lacks, MANIFEST for a Cargo.toml that is refused,
 * OPTION, INPUT for a program without Rust
 */
PenRecipe *pen_recipe_new (PenToolchain *toolchain,
                           const PenSources *sources,
                           PenAction action,
                           const PenOptions *options,
                           GError **error);
void pen_recipe_free (PenRecipe *recipe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenRecipe, pen_recipe_free)

/** pen_recipe_finish_text: the result as it is shown: assembly filtered and demangled as the
 * options say. Of any bytes. (transfer full) */
char *pen_recipe_finish_text (const PenRecipe *recipe, GBytes *bytes);

G_END_DECLS
