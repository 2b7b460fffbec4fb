/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenWriter: the write end of a pipe that is never waited for: bytes are queued and go as the
 * reader takes them. */
typedef struct _PenWriter PenWriter;

/** pen_writer_new: @fd: (transfer full): made non-blocking */
PenWriter *pen_writer_new (int fd);

/** pen_writer_free: closes the pipe; what is still queued is lost. */
void pen_writer_free (PenWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenWriter, pen_writer_free)

/** pen_writer_push: takes a reference on @bytes. Without effect when the reader has gone. */
void pen_writer_push (PenWriter *writer, GBytes *bytes);

/** pen_writer_finish: closes the pipe after what was queued. */
void pen_writer_finish (PenWriter *writer);

/** pen_writer_get_pending: bytes queued and not yet taken. */
gsize pen_writer_get_pending (const PenWriter *writer);

/** pen_writer_get_last_time: when the reader last took something, in µs of the monotonic clock; 0:
 * never. */
gint64 pen_writer_get_last_time (const PenWriter *writer);

G_END_DECLS
