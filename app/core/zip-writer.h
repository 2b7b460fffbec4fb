/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PenZipWriter: makes a ZIP archive in memory. The same files in the same order are the same bytes:
 * every date is 1980-01-01, every mode 0644, and there are neither extra fields nor data
 * descriptors. So a first, stored entry has its contents at offset 30 + the length of its name,
 * where those who sniff content types look.
 */
typedef struct _PenZipWriter PenZipWriter;

/** pen_zip_writer_new: (transfer full): without files. */
PenZipWriter *pen_zip_writer_new (void);
void pen_zip_writer_free (PenZipWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenZipWriter, pen_zip_writer_free)

/**
 * pen_zip_writer_add: adds a file after those that are there.
 * @name: as pen_archive_name_check() wants it
 * @store: TRUE leaves it unpacked; else it is deflated where that makes it smaller (and not so much
 * smaller that a reader would refuse it)
 *
 * What pen_zip_read() would refuse is not written.
 *
 * Errors: %PEN_CORE_ERROR_INPUT for a name that is refused or clashes with an earlier one;
 * %PEN_CORE_ERROR_TOO_BIG beyond pen_archive_limits_get_default(). The writer is as before then.
 */
gboolean pen_zip_writer_add (PenZipWriter *writer,
                             const char *name,
                             GBytes *bytes,
                             gboolean store,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pen_zip_writer_finish: to be called once, as the last.
 *
 * Returns: (transfer full): the archive. Errors: %PEN_CORE_ERROR_TOO_BIG
 */
GBytes *pen_zip_writer_finish (PenZipWriter *writer, GError **error);

G_END_DECLS
