/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PEN_TYPE_STEP (pen_step_get_type ())
/**
 * PenStep: a state of a program that a talk comes to. Made and moved by PenSession.
 *
 * Properties, read and write, notified when they change: "title", "notes" (for the presenter alone;
 * "" if there are none), "expected" (nullable: what the program prints then). "revision"
 * (guint, read-only) counts how often the files were set.
 */
G_DECLARE_FINAL_TYPE (PenStep, pen_step, PEN, STEP, GObject)

/** pen_step_new: (transfer full). @id: (nullable): NULL: a new one */
PenStep *pen_step_new (const char *id, const char *title, const PenSources *sources);

/** pen_step_get_id: (transfer none): never changes. */
const char *pen_step_get_id (PenStep *self);

/** pen_step_get_title: (transfer none): one line. */
const char *pen_step_get_title (PenStep *self);
/** pen_step_set_title: line breaks become spaces. */
void pen_step_set_title (PenStep *self, const char *title);

/** pen_step_get_notes: (transfer none) */
const char *pen_step_get_notes (PenStep *self);
/** pen_step_set_notes: @notes: (nullable): NULL is "" */
void pen_step_set_notes (PenStep *self, const char *notes);

/** pen_step_get_expected: (transfer none) (nullable) */
const char *pen_step_get_expected (PenStep *self);
void pen_step_set_expected (PenStep *self, const char *expected);

/** pen_step_get_sources: (transfer none): the files. Valid until they are set again. */
const PenSources *pen_step_get_sources (PenStep *self);
void pen_step_set_sources (PenStep *self, const PenSources *sources);

G_END_DECLS
