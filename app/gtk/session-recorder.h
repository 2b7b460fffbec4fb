/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "files.h"

G_BEGIN_DECLS

#define PEN_TYPE_SESSION_RECORDER (pen_session_recorder_get_type ())
/**
 * PenSessionRecorder: tells a session what happens to the program of a window: every edit at once;
 * files that come, go or are called otherwise; where it lies on the disk; how it is run.
 */
G_DECLARE_FINAL_TYPE (PenSessionRecorder, pen_session_recorder, PEN, SESSION_RECORDER, GObject)

/** pen_session_recorder_new: (transfer full): from now on, and first what is there now. It keeps a
 * reference on all three. */
PenSessionRecorder *
pen_session_recorder_new (PenFiles *files, PenRunOptions *options, PenSession *session);

/** pen_session_recorder_flush: what it wanted to look at a moment later, now. */
void pen_session_recorder_flush (PenSessionRecorder *self);

/** pen_session_recorder_set_example: (nullable): the program is a copy of the example called @id.
 */
void pen_session_recorder_set_example (PenSessionRecorder *self, const char *id);

G_END_DECLS
