/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "sandbox.h"

G_BEGIN_DECLS

/** PenPhase: what was going on. */
typedef enum
{
  PEN_PHASE_COMPILE, /* also check, format and the like: the compiler at work on the program */
  PEN_PHASE_RUN,     /* the program itself, or its tests */
} PenPhase;

/** pen_phase_to_string: a stable lower-case word for the wire ("compile", "run"). */
const char *pen_phase_to_string (PenPhase phase);

/**
 * PenVerdict: how a job ended and in which phase; a plain value that its owner fills. The job ended
 * in the phase COMPILE if the compile failed or if nothing was to be run after it.
 */
typedef struct
{
  PenPhase phase;
  PenEnding ending;          /* of that phase; the message is owned */
  gboolean compiler_crashed; /* COMPILE and EXITED: the compiler said that it crashed (rustc itself
                                ends with 101 then; cargo's 101 means something else) */
  guint n_errors;            /* COMPILE: errors among the diagnostics */
  guint n_warnings;          /* COMPILE: warnings among them */
  gboolean silent;           /* RUN: it printed nothing at all */
  gboolean testing;          /* RUN: what ran were the program's tests */
} PenVerdict;

/** pen_verdict_new: (transfer full): copies @ending; the other fields are 0. */
PenVerdict *pen_verdict_new (PenPhase phase, const PenEnding *ending);
PenVerdict *pen_verdict_copy (const PenVerdict *verdict);
/** pen_verdict_free: @verdict may be NULL. */
void pen_verdict_free (PenVerdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenVerdict, pen_verdict_free)

/** pen_verdict_is_success: it ended by itself with status 0. */
gboolean pen_verdict_is_success (const PenVerdict *verdict);

/**
 * pen_verdict_get_cause: the word for the wire, never translated: those of pen_cause_to_string(),
 * and, for a compiler that ended by itself, "compile-error" (it refused the program) or
 * "compiler-crash" (it failed itself, also by a signal).
 */
const char *pen_verdict_get_cause (const PenVerdict *verdict);

/**
 * pen_verdict_dup_sentence: (transfer full): what happened, and what to do about it, translated,
 * for somebody in their first week of Rust. One or two sentences without a newline.
 * @name_options: whether to name the option of the command line that raises the limit
 */
char *pen_verdict_dup_sentence (const PenVerdict *verdict, gboolean name_options);

/**
 * pen_verdict_get_exit_status: 0…255, what the command line ends with:
 *
 * | 0…255, 128 + signal | the program's own |
 * | 101 | the compiler refused the program or crashed |
 * | 124 | wall-clock, idle or CPU limit, in either phase |
 * | 125 | too much output, or too many files: both are what it produced |
 * | 137 | memory limit, or killed from outside |
 * | 130 | stopped |
 * | 77 | no place to run it in could be set up |
 */
int pen_verdict_get_exit_status (const PenVerdict *verdict);

/** pen_signal_dup_name: (transfer full): "SIGSEGV", or "42" for a number without a name. */
char *pen_signal_dup_name (int number);

/**
 * pen_signal_describe: a translated clause that goes with "the program", such as "it touched memory
 * that does not belong to it". Returns: (nullable): NULL if there is no more to say than the name.
 */
const char *pen_signal_describe (int number);

/** pen_format_duration: (transfer full): "0.11 s", "3.2 s", "10 s", "5 minutes".
 * @time: µs, not negative */
char *pen_format_duration (gint64 time);

/** pen_format_bytes: (transfer full): in binary units: "512 MiB", "1.5 GiB", "17 bytes". */
char *pen_format_bytes (guint64 bytes);

G_END_DECLS
