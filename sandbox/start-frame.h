/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

#include "command.h"
#include "jail-limits.h"

G_BEGIN_DECLS

/**
 * pen_start_frame_new: everything that init needs to run @command, as the payload of a START frame.
 * @filter: (nullable)
 *
 * Returns: (transfer full): or NULL with %PEN_SANDBOX_ERROR_INVALID or _TOO_BIG
 */
GBytes *pen_start_frame_new (const PenCommand *command,
                             const PenLimits *limits,
                             GBytes *filter,
                             gboolean landlock,
                             GError **error);

/** pen_file_frame_new: the head of a FILE, FIFO or FEED frame for @path. (transfer full) */
GBytes *pen_file_frame_new (const char *path, guint mode);

G_END_DECLS
