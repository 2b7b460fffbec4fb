/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/* (transfer full): a session in which anything may have happened: the same @seed, nearly the same
 * session (its times are those of the clock). */
PenSession *session_maker_make (guint32 seed);

/* A run of it, from beginning to end, that printed @text. */
void session_maker_run (PenSession *session, const char *text);

G_END_DECLS
