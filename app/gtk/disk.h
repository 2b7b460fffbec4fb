/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files as a whole, read and written on a thread of GTask's. Errors are %PEN_CORE_ERROR, with a
 * sentence that names the file and says what to do; but G_IO_ERROR_NOT_FOUND when there is nothing
 * to read, and G_IO_ERROR_WRONG_ETAG when somebody else wrote the file meanwhile. */

/**
 * pen_disk_read:
 * @most: how many bytes a file may have
 * @ret_etag: (out) (transfer full): which version this was
 *
 * Returns: (transfer full): or NULL with an error
 */
GBytes *pen_disk_read (GFile *location, gsize most, char **ret_etag, GError **error);

/**
 * pen_disk_write: replaces a file at once or not at all; folders on the way to it are made.
 * @etag: (nullable): the version that is to be replaced; NULL: any or none
 * @ret_etag: (out) (transfer full): which version this is now
 */
gboolean
pen_disk_write (GFile *location, GBytes *bytes, const char *etag, char **ret_etag, GError **error);

/** pen_disk_dup_etag: (transfer full) (nullable): which version lies there; NULL: none. */
char *pen_disk_dup_etag (GFile *location);

G_END_DECLS
