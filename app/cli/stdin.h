/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_STDIN (pen_stdin_get_type ())
G_DECLARE_FINAL_TYPE (PenStdin, pen_stdin, PEN, STDIN, GObject)

/**
 * PenStdin: passes a descriptor on to a job's program as its standard input: a terminal line by
 * line, a pipe or a file as fast as the program takes it, and its end.
 *
 * pen_stdin_new:
 * @fd: (transfer full): closed at the end unless it is 0
 */
PenStdin *pen_stdin_new (PenJob *job, int fd);

G_END_DECLS
