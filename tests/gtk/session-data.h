/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/** pen_test_session_new: (transfer full): a session whose src/main.rs is @text. */
PenSession *pen_test_session_new (const char *text);

/** pen_test_session_set: src/main.rs is @text from now on. */
void pen_test_session_set (PenSession *session, const char *text);

/** pen_test_session_run: a run that printed @output and ended with @status. Returns: its number. */
guint pen_test_session_run (PenSession *session, const char *output, int status);

G_END_DECLS
