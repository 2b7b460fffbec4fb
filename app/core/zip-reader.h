/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "archive-entry.h"

G_BEGIN_DECLS

/**
 * pen_zip_read: all files of a ZIP archive, in the order of its directory, or none.
 * @archive: from anybody. Contents that are stored are not copied, so these bytes must not change
 * later (no mapped file)
 * @limits: (nullable): NULL for pen_archive_limits_get_default()
 *
 * The directory at the end says what there is, and what is said at each file has to agree; every
 * byte of the archive belongs to a file, to the directory or to the comment at the end. Refused:
 * encryption, parts on several disks, ZIP64, every method but stored and deflated, links and other
 * things that are no regular files, names that pen_archive_name_check() refuses, names that differ
 * in case only, a file whose name is also a folder's, wrong sizes and checksums, and whatever is
 * beyond the limits, without unpacking it. Folders are checked and left out.
 *
 * Returns: (transfer full) (element-type PenArchiveEntry)
 *
 * Errors: %PEN_CORE_ERROR_FORMAT, %PEN_CORE_ERROR_INPUT for a name, %PEN_CORE_ERROR_TOO_BIG
 */
GPtrArray *pen_zip_read (GBytes *archive, const PenArchiveLimits *limits, GError **error);

G_END_DECLS
