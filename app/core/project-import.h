/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "archive-entry.h"
#include "program.h"

G_BEGIN_DECLS

/** PenForeignKind: what a file from elsewhere is. */
typedef enum
{
  PEN_FOREIGN_UNKNOWN,
  PEN_FOREIGN_SNAPSHOT, /* made by Playpen; also when it is named otherwise, as talk.zip */
  PEN_FOREIGN_ZIP,
  PEN_FOREIGN_CRATE, /* a gzip'd archive, as crates.io has them */
  PEN_FOREIGN_RUST,  /* text */
} PenForeignKind;

/**
 * pen_project_import_detect: by what is in it; the name decides nothing but whether text is Rust.
 * @bytes: from anybody
 * @name: (nullable): the file's own; text without a name, or by the name of *.rs, is Rust
 */
PenForeignKind pen_project_import_detect (GBytes *bytes, const char *name);

/**
 * pen_project_import_entries: the program in the files of an archive.
 * @entries: (element-type PenArchiveEntry): as pen_zip_read() or pen_tar_read() give them
 * @kind: ZIP or CRATE
 *
 * When all files lie in one folder, that folder is the program; so are folders in it. Left out:
 * hidden files, `target`, what a Mac adds, and of a .crate Cargo.toml.orig (see the .c). What could
 * name a program to run is not honoured anywhere and said among the program's notes, as are names
 * that cannot be. Nothing is run and nothing is written.
 *
 * Returns: (transfer full) (nullable): NULL with %PEN_CORE_ERROR_INPUT when there is no Rust in it,
 * or with %PEN_CORE_ERROR_TOO_BIG beyond the limits of a program
 */
PenProgram *pen_project_import_entries (GPtrArray *entries, PenForeignKind kind, GError **error);

/**
 * pen_project_import_file: the program in a ZIP, a .crate or a Rust text.
 * @bytes: from anybody; must not change later (no mapped file)
 * @name: (nullable): the file's own, without folders; a text keeps it
 *
 * Returns: (transfer full) (nullable): NULL as above, with what the readers of archives say, or
 * with %PEN_CORE_ERROR_FORMAT for anything else. A SNAPSHOT is not read here.
 */
PenProgram *pen_project_import_file (GBytes *bytes, const char *name, GError **error);

G_END_DECLS
