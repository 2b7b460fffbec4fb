/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/** PenCliArchive: a file that holds a whole program. One of the two is set. */
typedef struct
{
  PenSnapshot *snapshot; /* (nullable) */
  PenProgram *program;   /* (nullable): of a ZIP or a .crate */
} PenCliArchive;

void pen_cli_archive_free (PenCliArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenCliArchive, pen_cli_archive_free)

/**
 * pen_cli_archive_check: whether the file at @path is to be opened as an archive: it begins like
 * one, or it is called so.
 * @path: (type filename)
 */
gboolean pen_cli_archive_check (const char *path);

/**
 * pen_cli_archive_open: (transfer full): reads and checks all of it; nothing is written or run.
 * @path: (type filename)
 *
 * Errors: as pen_snapshot_read() and pen_project_import_file(), and %PEN_CORE_ERROR_INPUT when it
 * cannot be read
 */
PenCliArchive *pen_cli_archive_open (const char *path, GError **error);

/** pen_cli_archive_dup_program: (transfer full): its files and options. */
PenProgram *pen_cli_archive_dup_program (PenCliArchive *archive);

G_END_DECLS
