/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "manifest.h"
#include "toml.h"

G_BEGIN_DECLS

/* Always FALSE, with %PEN_TOOLCHAIN_ERROR_MANIFEST and the line of @where before the sentence. */
gboolean pen_manifest_fail (const PenToml *where, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* (transfer full): of PenManifestBin. */
GPtrArray *pen_manifest_bins_new (void);

/* Remembers the first thing that direct rustc would not honour. */
void pen_manifest_not_plain (PenManifest *manifest, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A text, or unset when @table has no @key. A key that a workspace is to fill is unset and noted in
 * inherited. */
gboolean pen_manifest_read_text (PenManifest *manifest,
                                 const PenToml *table,
                                 const char *key,
                                 char **ret_text,
                                 GError **error);

/* A text that names a file inside of the project; without its ./ parts. */
gboolean pen_manifest_read_path (PenManifest *manifest,
                                 const PenToml *table,
                                 const char *key,
                                 char **ret_path,
                                 GError **error);

/* cargo's rule for the names of packages. */
gboolean pen_manifest_check_name (const PenToml *where, const char *name, GError **error);

/* [package], all of it. */
gboolean pen_manifest_read_package (PenManifest *manifest, const PenToml *package, GError **error);

/* [lib] and [[bin]]. */
gboolean pen_manifest_read_targets (PenManifest *manifest, const PenToml *root, GError **error);

/* Every table of dependencies. */
gboolean
pen_manifest_read_dependencies (PenManifest *manifest, const PenToml *root, GError **error);

G_END_DECLS
