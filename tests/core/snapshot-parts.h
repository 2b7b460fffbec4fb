/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"
#include "snapshot-manifest.h"

G_BEGIN_DECLS

/* (transfer full) (element-type PenArchiveEntry) */
GPtrArray *snapshot_parts_unpack (GBytes *bytes);

/* (transfer full): an archive of @entries, the first of which is mimetype. */
GBytes *snapshot_parts_pack (GPtrArray *entries);

/* The same with SHA256SUMS of what is in it now. */
GBytes *snapshot_parts_pack_with_sums (GPtrArray *entries);

/* The same with @manifest, in which all entries are named anew; only the signature is not mended.
 */
GBytes *snapshot_parts_mend (GPtrArray *entries, PenSnapshotManifest *manifest);

/* Another contents, or another entry. */
void snapshot_parts_replace (GPtrArray *entries, const char *name, GBytes *bytes);

/* (transfer full) */
char *snapshot_parts_get_text (GPtrArray *entries, const char *name);
PenSnapshotManifest *snapshot_parts_read_manifest (GPtrArray *entries);

/* Names all of @entries in @manifest anew. */
void snapshot_parts_list (PenSnapshotManifest *manifest, GPtrArray *entries);

G_END_DECLS
