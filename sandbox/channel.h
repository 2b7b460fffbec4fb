/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PEN_TYPE_CHANNEL (pen_channel_get_type ())
G_DECLARE_FINAL_TYPE (PenChannel, pen_channel, PEN, CHANNEL, GObject)

/**
 * PenChannel: the outer end of the socket to a jail's first process: frames out without blocking,
 * frames in with every length checked. See frame.h for the words.
 *
 * Signal `frame (guint type, GBytes *)`: one whole frame. Type 0 with NULL is the end of the
 * channel, once.
 *
 * pen_channel_new:
 * @fd: (transfer full): a connected stream socket
 */
PenChannel *pen_channel_new (int fd);

/** pen_channel_send: queues one frame of @head and @tail (nullable) one after the other. */
void pen_channel_send (PenChannel *self, guint32 type, GBytes *head, GBytes *tail);

/** pen_channel_close: ends the jail at the other end. */
void pen_channel_close (PenChannel *self);

/** pen_channel_get_closed: whether it was closed, at either end. */
gboolean pen_channel_get_closed (PenChannel *self);

/**
 * pen_channel_parse: takes one frame from the front of @buffer.
 * @ret_payload: (out) (transfer full): set when 1 is returned
 *
 * Returns: 1 when a frame was taken, 0 when more bytes are needed, -1 when this is no frame
 */
int pen_channel_parse (GByteArray *buffer, guint32 *ret_type, GBytes **ret_payload);

G_END_DECLS
