/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Jobs for tests: recipes of shell commands, written by hand, and a job with all that it said. */

#include "core.h"

/** test_recipe_new: (transfer full): without steps. */
PenRecipe *test_recipe_new (void);

/** test_recipe_add_compile: (transfer none): a step in a compile jail that runs @script. What it
 * prints is a tool's; errors are messages. */
PenRecipeStep *test_recipe_add_compile (PenRecipe *recipe, const char *script);

/** test_recipe_add_run: (transfer none): a step that runs @script as if it were the program. */
PenRecipeStep *test_recipe_add_run (PenRecipe *recipe, const char *script);

/** test_recipe_add_building: (transfer none): a compile step whose product is /tmp/made. */
PenRecipeStep *test_recipe_add_building (PenRecipe *recipe, const char *script);

/** test_recipe_add_running: (transfer none): a run that finds the product at /program/main. */
PenRecipeStep *test_recipe_add_running (PenRecipe *recipe, const char *script);

/** test_recipe_new_script: (transfer full): another such command, for a fallback. */
PenCommand *test_recipe_new_script (const char *script);

/** TestJob: a job and what it said byte for byte. */
typedef struct
{
  PenJob *job;
  GString *streams[PEN_N_OUTPUTS];
  guint n_ended; /* times that `ended` was notified */
} TestJob;

/** test_job_new: takes @recipe. */
TestJob *test_job_new (PenRecipe *recipe);
void test_job_free (TestJob *test);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestJob, test_job_free)

/** test_job_start: fails the test when it cannot. */
void test_job_start (TestJob *test);
/** test_job_wait: until it has ended; fails the test after 40 s. */
void test_job_wait (TestJob *test);
/** test_job_run: new, started, ended. */
TestJob *test_job_run (PenRecipe *recipe);
/** test_job_wait_for: until the stream has printed @text; fails the test after 40 s. */
void test_job_wait_for (TestJob *test, PenOutput output, const char *text);

/** test_job_describe: (transfer full): its transcript, an entry a line: "phase compile",
 * "stdout TEXT" (newlines as \n; what follows on the same stream is the same line), "diagnostic
 * LEVEL MESSAGE", "note TEXT", "end PHASE CAUSE". */
char *test_job_describe (TestJob *test);

/** test_job_assert: that the transcript is these lines, each but the last with a newline. Of two
 * streams the order is that of reading, so that only one should be in it. */
void test_job_assert (TestJob *test, const char *expected);
