/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PEN_TYPE_SINK (pen_sink_get_type ())
G_DECLARE_FINAL_TYPE (PenSink, pen_sink, PEN, SINK, GObject)

/**
 * PenSink: standard output or error, written without ever blocking the main loop: ^C must work
 * while a pager stands still.
 *
 * Property `full` (notified): more is waiting than a pipe holds; whoever writes should pause.
 * Property `closed` (notified): nobody reads any more.
 */
PenSink *pen_sink_new (int fd);

/** pen_sink_write: queues @bytes in order. */
void pen_sink_write (PenSink *self, GBytes *bytes);
void pen_sink_write_text (PenSink *self, const char *text);

/** pen_sink_get_full: whether more is waiting than one should add to. */
gboolean pen_sink_get_full (PenSink *self);
/** pen_sink_get_closed: whether nobody reads any more. */
gboolean pen_sink_get_closed (PenSink *self);
/** pen_sink_get_empty: whether everything was written. */
gboolean pen_sink_get_empty (PenSink *self);

G_END_DECLS
