/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "transcript.h"

G_BEGIN_DECLS

#define PEN_TYPE_JOB (pen_job_get_type ())
G_DECLARE_FINAL_TYPE (PenJob, pen_job, PEN, JOB, GObject)

/**
 * PenJob: one recipe on its way: compile, then run, each in a jail of its own. What happens goes
 * into its transcript; its end is the property `ended` (notified once, after the transcript's last
 * entry).
 *
 * Signal `output (guint, GBytes *)`: bytes as they were read, with their PenOutput: for a view that
 * passes a program's output on byte for byte. A transcript shows the same repaired and bounded.
 *
 * pen_job_new:
 * @recipe: (transfer full)
 */
PenJob *pen_job_new (PenRecipe *recipe);

/** pen_job_await_cgroup: whether jails get memory cgroups is not known yet: the program's jail is
 * prepared only after pen_job_set_cgroup() was called, or when it is needed. Before the start. */
void pen_job_await_cgroup (PenJob *self);

/** pen_job_set_cgroup: (nullable): where each jail from now on gets a memory cgroup of its own. */
void pen_job_set_cgroup (PenJob *self, PenCgroup *cgroup);

/** pen_job_start: FALSE with an error of %PEN_SANDBOX_ERROR when this machine cannot run anything;
 * then nothing was begun. */
gboolean pen_job_start (PenJob *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_job_stop: kills what is going on; the end follows within a second. */
void pen_job_stop (PenJob *self);

/** pen_job_write_stdin: for the program, also before it runs. Never blocks. */
void pen_job_write_stdin (PenJob *self, GBytes *bytes);

/** pen_job_close_stdin: end of input after what was written. */
void pen_job_close_stdin (PenJob *self);

/** pen_job_get_stdin_pending: bytes that the program has not taken yet. */
gsize pen_job_get_stdin_pending (PenJob *self);

/** pen_job_set_paused: back-pressure on one stream of the program (STDOUT or STDERR). */
void pen_job_set_paused (PenJob *self, PenOutput output, gboolean paused);

/** pen_job_get_transcript: (transfer none). */
PenTranscript *pen_job_get_transcript (PenJob *self);

/** pen_job_get_recipe: (transfer none). */
const PenRecipe *pen_job_get_recipe (PenJob *self);

/** pen_job_get_ended: whether it has, for whatever reason. */
gboolean pen_job_get_ended (PenJob *self);

/** pen_job_get_verdict: (transfer none) (nullable): NULL until it has ended. */
const PenVerdict *pen_job_get_verdict (PenJob *self);

/** pen_job_get_product: (transfer none) (nullable): of a successful job whose recipe's result is
 * FILE. */
GBytes *pen_job_get_product (PenJob *self);

/** pen_job_dup_text: (transfer full) (nullable): the result of a recipe whose result is TEXT; of
 * FMT_CHECK also when there is a difference. */
char *pen_job_dup_text (PenJob *self);

/** pen_job_get_rewritten: (transfer none): of a successful FMT: the files as they should be. Empty
 * otherwise. */
const PenSources *pen_job_get_rewritten (PenJob *self);

G_END_DECLS
