/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PenAction: what to do with a program.
 *
 * AUTO is a wish, never a result: pen_scan_resolve() turns it into RUN, BUILD or TEST.
 */
typedef enum
{
  PEN_ACTION_AUTO,
  PEN_ACTION_RUN,
  PEN_ACTION_BUILD,
  PEN_ACTION_TEST,
  PEN_ACTION_CHECK,
  PEN_ACTION_FMT,       /* writes the program anew */
  PEN_ACTION_FMT_CHECK, /* only says whether FMT would change it */
  PEN_ACTION_CLIPPY,
  PEN_ACTION_EXPAND,
  PEN_ACTION_ASM,
  PEN_ACTION_LLVM_IR,
  PEN_ACTION_MIR,
  PEN_ACTION_HIR,
  PEN_ACTION_WASM,
  PEN_ACTION_MIRI,
  PEN_ACTION_EXPLAIN, /* an error code; needs no program */
} PenAction;

/** PEN_N_ACTIONS: actions count from 0 to this, exclusive. */
#define PEN_N_ACTIONS (PEN_ACTION_EXPLAIN + 1)

/**
 * pen_action_to_string:
 *
 * Returns: (transfer none): a stable lower-case word for the wire and the command line ("run",
 * "fmt-check", "llvm-ir" …), never translated
 */
const char *pen_action_to_string (PenAction action);

/**
 * pen_action_from_string:
 * @word: (nullable): as pen_action_to_string() writes it; case matters
 * @ret_action: (out): written only on success
 *
 * Returns: FALSE when @word names no action
 */
gboolean pen_action_from_string (const char *word, PenAction *ret_action);

/**
 * pen_action_get_title:
 *
 * Returns: (transfer none): what the button and the menu say, translated ("Run", "Show Assembly")
 */
const char *pen_action_get_title (PenAction action);

/**
 * pen_action_get_component:
 *
 * Returns: (transfer none): the part of a toolchain that does the work, in rustup's words: "rustc",
 * "rustfmt", "clippy" or "miri"
 */
const char *pen_action_get_component (PenAction action);

/**
 * pen_action_runs_program:
 *
 * Returns: TRUE when the learner's code is executed after (or, under Miri, instead of) compiling,
 * so that the action takes program arguments and standard input and has run limits
 */
gboolean pen_action_runs_program (PenAction action);

/**
 * pen_action_needs_bootstrap:
 *
 * Returns: TRUE when a stable compiler does this only with its bootstrap switch
 * (RUSTC_BOOTSTRAP=1), which the transcript then has to say; a nightly needs no switch
 */
gboolean pen_action_needs_bootstrap (PenAction action);

G_END_DECLS
