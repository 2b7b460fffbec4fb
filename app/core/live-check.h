/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "machine.h"

G_BEGIN_DECLS

#define PEN_TYPE_LIVE_CHECK (pen_live_check_get_type ())
G_DECLARE_FINAL_TYPE (PenLiveCheck, pen_live_check, PEN, LIVE_CHECK, GObject)

/** PEN_LIVE_CHECK_PAUSE: ms without a change after which somebody has paused. */
#define PEN_LIVE_CHECK_PAUSE 200

/**
 * PenLiveCheck: what the compiler says of a program while it is written. Its owner says that the
 * text changed; when nothing changed for a moment, and the check before has ended, the signal
 * `wanted ()` asks for the text as it is then, which pen_live_check_begin() is given, at best from
 * the handler. One check runs at a time; one whose text is no longer the text is stopped, and what
 * it found is never shown. `wanted` also comes when a toolchain appeared or vanished.
 *
 * Properties, notified; those without (rw) are read-only:
 * - `diagnostics` (GListModel of PenDiagnostic): of the last check that came to an end; always the
 *   same object. Without the compiler's closing remarks; %PEN_TRANSCRIPT_MAX_DIAGNOSTICS at most.
 *   Each check is one items-changed; the old ones stay until then
 * - `checking`: a check is running
 * - `problem` (nullable): why it could not be checked, for people; there are no diagnostics then
 * - `n-errors`, `n-warnings`: among the diagnostics; up to date before items-changed
 * - `has-more`: the compiler had more to say than is kept, and was stopped
 * - `pause` (rw): ms, %PEN_LIVE_CHECK_PAUSE
 * - `trusted` (rw): TRUE: the program is its owner's, or they have run it. FALSE: a program whose
 *   check would run its own build script is not checked, and `problem` says so
 *
 * pen_live_check_new: (transfer full): takes a reference on @machine.
 */
PenLiveCheck *pen_live_check_new (PenMachine *machine);

/** pen_live_check_touch: the text changed, or how it is compiled. */
void pen_live_check_touch (PenLiveCheck *self);

/** pen_live_check_begin: checks @program, which is not needed afterwards. While another check is
 * running, that is stopped, and `wanted` comes again. */
void pen_live_check_begin (PenLiveCheck *self, const PenProgram *program);

/** pen_live_check_stop: checks nothing until the next touch. What is known stays. */
void pen_live_check_stop (PenLiveCheck *self);

/** pen_live_check_clear: the same, and what is known goes: this is another program. */
void pen_live_check_clear (PenLiveCheck *self);

/** pen_live_check_get_diagnostics: (transfer none): the property. */
GListModel *pen_live_check_get_diagnostics (PenLiveCheck *self);

/** pen_live_check_get_checking: the property. */
gboolean pen_live_check_get_checking (PenLiveCheck *self);

/** pen_live_check_get_problem: (transfer none) (nullable): the property. */
const char *pen_live_check_get_problem (PenLiveCheck *self);

/** pen_live_check_get_n_errors: the property. */
guint pen_live_check_get_n_errors (PenLiveCheck *self);

/** pen_live_check_get_n_warnings: the property. */
guint pen_live_check_get_n_warnings (PenLiveCheck *self);

/** pen_live_check_get_has_more: the property. */
gboolean pen_live_check_get_has_more (PenLiveCheck *self);

/** pen_live_check_get_trusted: the property. */
gboolean pen_live_check_get_trusted (PenLiveCheck *self);
/** pen_live_check_set_trusted: the property. */
void pen_live_check_set_trusted (PenLiveCheck *self, gboolean trusted);

/** pen_live_check_set_pause: the property, ms. */
void pen_live_check_set_pause (PenLiveCheck *self, guint pause);

G_END_DECLS
