/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PEN_TYPE_PUMP (pen_pump_get_type ())
G_DECLARE_FINAL_TYPE (PenPump, pen_pump, PEN, PUMP, GObject)

/**
 * PenPump: reads one pipe in bounded bites from the main loop, so that a flood never starves what
 * else happens there.
 *
 * Signal `data (GBytes *)`: at most 64 KiB; NULL at the end of the pipe, once.
 *
 * pen_pump_new:
 * @fd: (transfer full): read end of a pipe; made non-blocking
 */
PenPump *pen_pump_new (int fd);

/** pen_pump_set_paused: while paused nothing is read and the writer feels it: back-pressure. */
void pen_pump_set_paused (PenPump *self, gboolean paused);

/** pen_pump_get_finished: whether the end was reached. */
gboolean pen_pump_get_finished (PenPump *self);

/** pen_pump_finish: reads what is left without waiting, then ends: for a pipe whose writers are
 * known to be gone or not worth waiting for. */
void pen_pump_finish (PenPump *self);

G_END_DECLS
