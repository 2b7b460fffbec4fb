/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenSource: one file of a program. */
typedef struct
{
  char *name; /* relative, '/'-separated, as compiler messages name it */
  GBytes *bytes;
} PenSource;

/** PenSources: a program's files: a plain value. Order is that of adding; names are unique. */
typedef struct
{
  GPtrArray *files; /* (element-type PenSource) */
} PenSources;

/** pen_sources_new: (transfer full): no files yet. */
PenSources *pen_sources_new (void);
PenSources *pen_sources_copy (const PenSources *sources);
void pen_sources_free (PenSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenSources, pen_sources_free)

/**
 * pen_sources_add:
 * @name: must pass pen_sources_check_name()
 *
 * Returns: FALSE with %PEN_TOOLCHAIN_ERROR_INPUT when the name is refused, is there already, or is
 * also a directory of another file
 */
gboolean pen_sources_add (PenSources *sources, const char *name, GBytes *bytes, GError **error);

/** pen_sources_check_name: relative, no empty, `.` or `..` component, none that begins with a dot
 * or a dash, no control characters, at most 200 bytes. FALSE with a sentence that names it. */
gboolean pen_sources_check_name (const char *name, GError **error);

/** pen_sources_get: (transfer none) (nullable): the bytes of @name. */
GBytes *pen_sources_get (const PenSources *sources, const char *name);

/** pen_sources_is_rust: whether @name ends in `.rs`. */
gboolean pen_sources_is_rust (const char *name);

/** pen_sources_get_root: (transfer none) (nullable): the crate root: src/main.rs, main.rs,
 * src/lib.rs, lib.rs, else the first Rust file that was added and is not build.rs. NULL without
 * Rust. */
const char *pen_sources_get_root (const PenSources *sources);

G_END_DECLS
