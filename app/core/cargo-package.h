/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

G_BEGIN_DECLS

/** PenCargoPackage: a program as a package that cargo builds wherever it is unpacked. */
typedef struct
{
  PenSources *sources; /* all files of the package, Cargo.toml among them */
  GPtrArray *notes;    /* (element-type utf8): what plain cargo will not find, as sentences */
  GHashTable *paths;   /*< private >*/
} PenCargoPackage;

/**
 * pen_cargo_package_new: (transfer full)
 * @files: what the program consists of; may be none
 * @edition: 2015 … 2024 for a program without a Cargo.toml; 0: 2024
 * @title: (nullable): what the package is named after
 *
 * A Cargo.toml is kept as it is; only when it has no [workspace] table an empty one is added at its
 * end, so that the package can lie within another workspace's folders. Without a Cargo.toml one is
 * made, as small as the program allows. A Cargo.lock is added when there is none and the program
 * needs no crates: it names the package alone. Without any Rust nothing is added.
 *
 * Names are such that pen_archive_name_check() passes them and that they differ in more than case;
 * mimetype, SHA256SUMS and READ-ME-FIRST.html stay free. A file is named otherwise only when its
 * own name is not possible.
 */
PenCargoPackage *pen_cargo_package_new (const PenSources *files, guint edition, const char *title);
void pen_cargo_package_free (PenCargoPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenCargoPackage, pen_cargo_package_free)

/**
 * pen_cargo_package_get_path:
 * @name: of one of the program's files
 *
 * Returns: (transfer none) (nullable): where it lies in the package, nearly always @name itself.
 * The bytes there are the same, but for a Cargo.toml to which [workspace] was added.
 */
const char *pen_cargo_package_get_path (const PenCargoPackage *self, const char *name);

/**
 * pen_cargo_package_dup_name: a name that cargo accepts for a package, a binary and a library.
 * @title: (nullable): any UTF-8
 *
 * Returns: (transfer full): ASCII; "program" when nothing of @title can be used
 */
char *pen_cargo_package_dup_name (const char *title);

G_END_DECLS
