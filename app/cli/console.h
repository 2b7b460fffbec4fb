/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"
#include "sink.h"

G_BEGIN_DECLS

#define PEN_TYPE_CONSOLE (pen_console_get_type ())
G_DECLARE_FINAL_TYPE (PenConsole, pen_console, PEN, CONSOLE, GObject)

/**
 * PenConsole: a job's view on a terminal or a pipe: the program's output as it is where nobody
 * reads it from a screen, made harmless where somebody does; compiler messages in colour on a
 * terminal; or all of it as JSON lines.
 */
PenConsole *pen_console_new (PenJob *job, PenToolchain *toolchain, gboolean json);

/** pen_console_get_closed: whether whoever read our standard output has gone. */
gboolean pen_console_get_closed (PenConsole *self);

/** pen_console_get_flushed: whether everything was written. */
gboolean pen_console_get_flushed (PenConsole *self);

/** pen_console_wants_colour: whether @fd is a terminal and the user has not asked for no colour
 * (no-color.org). */
gboolean pen_console_wants_colour (int fd);

/** pen_console_get_width: columns of standard error's terminal; 0 when it is none. */
guint pen_console_get_width (void);

G_END_DECLS
