/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "archive-entry.h"

G_BEGIN_DECLS

/**
 * pen_archive_write_folder: writes files below a folder of their own. Waits for the disk.
 * @entries: (element-type PenArchiveEntry): names are checked again
 * @folder: (type filename): an empty folder, or none yet: it is made (its parent must exist)
 *
 * Nothing is overwritten and no link is followed on the way, whoever else writes there meanwhile.
 * When this returns TRUE everything is on the disk. When it fails, what it wrote is gone again, and
 * nothing else. Files have mode 0644 and folders 0755, less the umask. A `.git` is refused: git
 * runs programs that such a folder names.
 *
 * Errors: %PEN_CORE_ERROR_INPUT with a sentence
 */
gboolean pen_archive_write_folder (GPtrArray *entries,
                                   const char *folder,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
