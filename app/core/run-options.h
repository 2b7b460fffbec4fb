/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "program.h"

G_BEGIN_DECLS

/** PEN_RUN_OPTIONS_MAX_TEXT: bytes of arguments and of environment lines that a program can get. */
#define PEN_RUN_OPTIONS_MAX_TEXT (64 * 1024)

#define PEN_TYPE_RUN_OPTIONS (pen_run_options_get_type ())
/**
 * PenRunOptions: how the program of one window is built and run, as somebody chooses it. Holds what
 * was typed, also while it is not right yet; pen_run_options_apply() makes a program's options of
 * it. Used on one thread.
 *
 * Every property can be bound and notifies only when it changes: "action" (guint, a PenAction),
 * "channel" (nullable), "edition" (guint, 0: the newest), "release", "backtrace", "arguments"
 * (words as for a shell), "environment" (a NAME=VALUE a line), "stdin-text" (nullable: somebody
 * types while it runs), "time" (guint, ms, 0: the preset), "memory" (guint64, bytes, 0: the preset)
 * and "is-default" (read-only).
 */
G_DECLARE_FINAL_TYPE (PenRunOptions, pen_run_options, PEN, RUN_OPTIONS, GObject)

/** pen_run_options_new: (transfer full): all defaults. */
PenRunOptions *pen_run_options_new (void);

/** pen_run_options_reset: back to the defaults. */
void pen_run_options_reset (PenRunOptions *self);

/** pen_run_options_get_is_default: whether nothing was chosen. */
gboolean pen_run_options_get_is_default (PenRunOptions *self);

/** pen_run_options_get_action: what Run means: AUTO, RUN, BUILD or TEST. */
PenAction pen_run_options_get_action (PenRunOptions *self);
void pen_run_options_set_action (PenRunOptions *self, PenAction action);

/** pen_run_options_get_channel: (transfer none) (nullable): as pen_toolchain_list_choose() takes
 * it. */
const char *pen_run_options_get_channel (PenRunOptions *self);
void pen_run_options_set_channel (PenRunOptions *self, const char *channel);

/** pen_run_options_get_edition: 2015 … 2024; 0: the manifest's, else the newest. */
guint pen_run_options_get_edition (PenRunOptions *self);
void pen_run_options_set_edition (PenRunOptions *self, guint edition);

/** pen_run_options_get_release: whether the compiler optimizes. */
gboolean pen_run_options_get_release (PenRunOptions *self);
void pen_run_options_set_release (PenRunOptions *self, gboolean release);

/** pen_run_options_get_backtrace: whether a panic shows the way to it. */
gboolean pen_run_options_get_backtrace (PenRunOptions *self);
void pen_run_options_set_backtrace (PenRunOptions *self, gboolean backtrace);

/** pen_run_options_get_arguments: (transfer none): as typed; "" if there are none. */
const char *pen_run_options_get_arguments (PenRunOptions *self);
/** pen_run_options_set_arguments: @arguments: (nullable): NULL is "" */
void pen_run_options_set_arguments (PenRunOptions *self, const char *arguments);

/** pen_run_options_get_environment: (transfer none): as typed; "" if there is none. */
const char *pen_run_options_get_environment (PenRunOptions *self);
/** pen_run_options_set_environment: @environment: (nullable): NULL is "" */
void pen_run_options_set_environment (PenRunOptions *self, const char *environment);

/** pen_run_options_get_stdin_text: (transfer none) (nullable): what the program reads; "" is an
 * input that ends at once; NULL: somebody types while it runs. Who starts the job writes it. */
const char *pen_run_options_get_stdin_text (PenRunOptions *self);
void pen_run_options_set_stdin_text (PenRunOptions *self, const char *text);

/** pen_run_options_get_time: of the run, in ms; 0: the preset. */
guint pen_run_options_get_time (PenRunOptions *self);
void pen_run_options_set_time (PenRunOptions *self, guint time_ms);

/** pen_run_options_get_memory: of the run, in bytes; 0: the preset. */
guint64 pen_run_options_get_memory (PenRunOptions *self);
void pen_run_options_set_memory (PenRunOptions *self, guint64 memory);

/**
 * pen_run_options_check_arguments: whether the arguments can be taken as words.
 *
 * Returns: FALSE with %PEN_TOOLCHAIN_ERROR_OPTION when a quote is not closed or there are more than
 * PEN_RUN_OPTIONS_MAX_TEXT bytes
 */
gboolean pen_run_options_check_arguments (PenRunOptions *self, GError **error);

/** pen_run_options_check_environment: FALSE with %PEN_TOOLCHAIN_ERROR_OPTION when a line is no
 * NAME=VALUE, or there are more than PEN_RUN_OPTIONS_MAX_TEXT bytes. Empty lines are none. */
gboolean pen_run_options_check_environment (PenRunOptions *self, GError **error);

/**
 * pen_run_options_apply: everything but the action into @program's options and channel, instead of
 * what they held of it. Without a text for standard input the run is one that somebody types into.
 *
 * Returns: FALSE as the two checks above do; @program is unchanged then
 */
gboolean pen_run_options_apply (PenRunOptions *self, PenProgram *program, GError **error);

/** pen_run_options_to_variant: (transfer floating): a{sv} with what is not the default, for
 * whoever keeps it. */
GVariant *pen_run_options_to_variant (PenRunOptions *self);

/** pen_run_options_set_from_variant: @variant: (nullable): an a{sv}, from wherever; what is missing
 * in it, unknown or out of range becomes the default. */
void pen_run_options_set_from_variant (PenRunOptions *self, GVariant *variant);

G_END_DECLS
