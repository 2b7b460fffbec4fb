/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

G_BEGIN_DECLS

/** What a program may bring in from this machine. */
#define PEN_PROGRAM_MAX_FILES 1000
#define PEN_PROGRAM_MAX_BYTES (16 * 1024 * 1024)
#define PEN_PROGRAM_MAX_RUST_BYTES (2 * 1024 * 1024) /* of one Rust file */

/** PenProgram: named source files plus options: a plain value. */
typedef struct
{
  PenSources *sources;
  PenOptions *options;
  char *channel;    /* (nullable): "stable", "nightly", "1.96", a toolchain's name; NULL: the best
                       there is */
  char *base;       /* (nullable): the host directory that the names are relative to */
  GPtrArray *notes; /* (element-type utf8): what was found and is not honoured, as sentences */
} PenProgram;

/** pen_program_new: (transfer full): no files, all defaults. */
PenProgram *pen_program_new (void);
void pen_program_free (PenProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenProgram, pen_program_free)

/** pen_program_add_text: unnamed text; becomes src/main.rs. FALSE with %PEN_CORE_ERROR_TOO_BIG. */
gboolean pen_program_add_text (PenProgram *program, GBytes *text, GError **error);

/**
 * pen_program_add_paths:
 * @paths: (array zero-terminated): one directory, or files
 *
 * A directory brings in its files but for `target`, hidden ones and symlinks. One file keeps the
 * name that it was given by, as far as that stays below the current directory; several keep their
 * place to each other.
 *
 * Returns: FALSE with %PEN_CORE_ERROR_INPUT or _TOO_BIG, or %PEN_TOOLCHAIN_ERROR_INPUT for a name
 * that is refused; the message names the file and the remedy
 */
gboolean pen_program_add_paths (PenProgram *program, const char *const *paths, GError **error);

/** pen_program_dup_path: (transfer full) (nullable): where @name is on this machine. */
char *pen_program_dup_path (const PenProgram *program, const char *name);

G_END_DECLS
