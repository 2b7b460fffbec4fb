/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* A real rustc in a compile jail, told by hand what to do: the attacks on it are those of any
 * source text, however Playpen would have called it. */

#include "matrix.h"

#define RUSTC_OUTPUT "/job/out"

/** rustc_is_missing: NULL, or that there is none. */
const char *rustc_is_missing (void);
/** cargo_is_missing: NULL, or that there is none. */
const char *cargo_is_missing (void);

/**
 * rustc_new_jail: (transfer full): a jail that compiles @source (as /job/main.rs) to RUSTC_OUTPUT,
 * not yet prepared.
 * @source: a first line that begins with `//:` holds more arguments, apart by spaces
 * @limits: (nullable): as in a MatrixRow, changes to the compile preset
 * @without: (nullable): as in a MatrixRow
 */
PenJail *rustc_new_jail (const char *source, const char *limits, const char *without);

/** rustc_run: (transfer full): rustc_new_jail(), run to its end. */
TestRun *rustc_run (const char *source, const char *limits, const char *without);

/** rustc_add_file: @text as a file in the jail. */
void rustc_add_file (PenJail *jail, const char *path, const char *text);

/** rustc_output_contains: whether the output came and has @text in it. */
gboolean rustc_output_contains (TestRun *run, const char *text);

/** rustc_check: fails the test unless rustc ended by itself with @status and its messages hold
 * @text (nullable). */
void rustc_check (TestRun *run, int status, const char *text);

/** rustc_run_program: (transfer full): the compiled output in a run jail. */
TestRun *rustc_run_program (TestRun *compiled);
