/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "job.h"
#include "program.h"

G_BEGIN_DECLS

#define PEN_TYPE_MACHINE (pen_machine_get_type ())
G_DECLARE_FINAL_TYPE (PenMachine, pen_machine, PEN, MACHINE, GObject)

/**
 * PenMachine: what this machine can do: whether programs can be jailed, which toolchains there are,
 * and the control group of this process. It makes jobs. One is enough for a process; main thread
 * only.
 *
 * Properties, all read-only and notified:
 * - `ready`: the toolchains have been asked once; from then on it stays TRUE
 * - `busy`: they are being asked, for the first time or again
 * - `toolchains` (nullable): the PenToolchainList; %NULL until ready. Another object when anything
 *   about it changed, the same when nothing did
 * - `can-run`: ready, and nothing is in the way
 * - `problem` (nullable): one or two sentences: why nothing can run here, and what to do. %NULL
 *   also until ready, as long as nothing is known to be in the way
 * - `probe`: notified when pen_machine_get_probe() has something new
 * - `target-std-progress` (nullable): what the build of a standard library is doing, a sentence
 *
 * pen_machine_new: (transfer full): asks the toolchains at once, and again by itself whenever one
 * appears or vanishes. With all that is remembered of them the first answer takes some
 * milliseconds, else about 0.3 s each.
 */
PenMachine *pen_machine_new (void);

/** pen_machine_new_quiet: (transfer full): opens the control group and does nothing else by itself:
 * for a command line, which asks when it knows that it has to, and once. */
PenMachine *pen_machine_new_quiet (void);

/** pen_machine_new_in: (transfer full): as pen_machine_new(), of the toolchains in other places:
 * see pen_toolchain_list_new_in(). For tests. */
PenMachine *pen_machine_new_in (const char *usr, const char *home, const char *opt);

/** pen_machine_get_ready: the property. */
gboolean pen_machine_get_ready (PenMachine *self);

/** pen_machine_get_busy: the property. */
gboolean pen_machine_get_busy (PenMachine *self);

/** pen_machine_get_can_run: the property. */
gboolean pen_machine_get_can_run (PenMachine *self);

/** pen_machine_get_problem: (transfer none) (nullable): the property. */
const char *pen_machine_get_problem (PenMachine *self);

/** pen_machine_get_toolchains: (transfer none) (nullable): the property. */
PenToolchainList *pen_machine_get_toolchains (PenMachine *self);

/**
 * pen_machine_dup_toolchain:
 * @channel: (nullable): as PenProgram's
 *
 * Returns: (transfer full): the toolchain that is meant; or NULL with %G_IO_ERROR_BUSY until ready,
 * %PEN_SANDBOX_ERROR_CANNOT_JAIL, %PEN_TOOLCHAIN_ERROR_UNREACHABLE, or _MISSING, also when it was
 * there and has vanished: then the machine looks again by itself. The message is for people.
 */
PenToolchain *pen_machine_dup_toolchain (PenMachine *self, const char *channel, GError **error);

/** pen_machine_refresh: looks for toolchains again, without being in the way of anything: what was
 * known stays until the answer is in. Also looks again whether jails are possible. */
void pen_machine_refresh (PenMachine *self);

/** pen_machine_refresh_async: the same, for somebody who waits. The answer is never older than the
 * call. */
void pen_machine_refresh_async (PenMachine *self, GAsyncReadyCallback callback, gpointer user_data);
/** pen_machine_refresh_finish: FALSE with %PEN_SANDBOX_ERROR_CANNOT_JAIL when they cannot be asked.
 * That there is no toolchain is no failure here. */
gboolean pen_machine_refresh_finish (PenMachine *self, GAsyncResult *result, GError **error);

/** pen_machine_get_probe: (transfer none): what is known about jails here, cheap: at first as by
 * pen_probe_check(), later the last full probe. Valid until `probe` is notified. */
const PenProbe *pen_machine_get_probe (PenMachine *self);

/** pen_machine_probe_async: the whole look, about a second: see pen_probe_run_async(). It becomes
 * the probe of pen_machine_get_probe(), and what it finds is in `problem`. */
void pen_machine_probe_async (PenMachine *self, GAsyncReadyCallback callback, gpointer user_data);
/** pen_machine_probe_finish: (transfer none): never fails; as pen_machine_get_probe(). */
const PenProbe *pen_machine_probe_finish (PenMachine *self, GAsyncResult *result);

/**
 * pen_machine_new_job:
 * @program: what it is to be made of; its notes come first in the transcript
 * @action: AUTO is resolved by what the program's text says; for EXPLAIN its files do not matter
 *
 * Returns: (transfer full): a job that was not started; or NULL with an error of
 * pen_machine_dup_toolchain() or pen_recipe_new()
 */
PenJob *
pen_machine_new_job (PenMachine *self, const PenProgram *program, PenAction action, GError **error);

/** pen_machine_needs_target_std: whether @action with @toolchain needs a standard library that is
 * not here and that can be built here, in about a minute, once. */
gboolean pen_machine_needs_target_std (PenMachine *self, PenToolchain *toolchain, PenAction action);

/**
 * pen_machine_build_target_std_async: builds it. One at a time: whoever asks for the same while it
 * is built waits for the same build.
 * @cancellable: (nullable): ends the build that this call began
 */
void pen_machine_build_target_std_async (PenMachine *self,
                                         PenToolchain *toolchain,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/** pen_machine_build_target_std_finish: FALSE with an error of pen_target_std_build_finish(), or
 * %G_IO_ERROR_BUSY while another toolchain's is built. */
gboolean
pen_machine_build_target_std_finish (PenMachine *self, GAsyncResult *result, GError **error);

/** pen_machine_get_target_std_progress: (transfer none) (nullable): the property. */
const char *pen_machine_get_target_std_progress (PenMachine *self);

G_END_DECLS
