/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "archive-entry.h"

G_BEGIN_DECLS

/**
 * pen_tar_read: all files of a gzip'd tar archive (as a .crate is), in its order, or none.
 * @archive: from anybody
 * @limits: (nullable): NULL for pen_archive_limits_get_default()
 *
 * Names and limits are as for pen_zip_read(); links and everything else that is neither a regular
 * file nor a folder is refused.
 *
 * Returns: (transfer full) (element-type PenArchiveEntry)
 *
 * Errors: %PEN_CORE_ERROR_FORMAT, %PEN_CORE_ERROR_INPUT for a name, %PEN_CORE_ERROR_TOO_BIG
 */
GPtrArray *pen_tar_read (GBytes *archive, const PenArchiveLimits *limits, GError **error);

G_END_DECLS
