/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "record.h"

G_BEGIN_DECLS

/** PenSnapshotEntry: a file of the archive, and what is in it. */
typedef struct
{
  char *name;
  char *hash;
  gsize size;
} PenSnapshotEntry;

/** PenSnapshotFile: a file of the program, and the file of the archive that holds it. */
typedef struct
{
  char *name;
  char *entry;
} PenSnapshotFile;

/** PenSnapshotManifest: .session/manifest.json as a value; playpen-session(5) says what each member
 * means. All is owned. */
typedef struct
{
  char *id;          /* the hash of the contents, in hex */
  char *parent;      /* (nullable): the id of what it was made of */
  char *title;       /* (nullable) */
  char *author;      /* (nullable) */
  char *playpen;     /* (nullable): the version of the program that wrote it */
  char *public_key;  /* (nullable): as `minisign -P` takes it; not checked */
  char *toolchain;   /* (nullable): the compiler's version */
  char *channel;     /* (nullable) */
  char *environment; /* (nullable): the set of crates */
  char *step;        /* (nullable): the id of the step that was reached */
  gint64 created;    /* seconds since 1970 */
  gint64 began;      /* with a history: ms since 1970, where its times count from; else -1 */
  char **crates;
  GVariant *options;  /* a{sv} */
  GPtrArray *files;   /* (element-type PenSnapshotFile): in order of the names */
  GPtrArray *entries; /* (element-type PenSnapshotEntry): in order of the names */
  GPtrArray *steps;   /* (element-type PenRecordStep) */
  GHashTable *others; /* (element-type utf8 utf8): members that are not known, and their JSON */
} PenSnapshotManifest;

/** pen_snapshot_manifest_new: (transfer full): empty, with lists. */
PenSnapshotManifest *pen_snapshot_manifest_new (void);
void pen_snapshot_manifest_free (PenSnapshotManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenSnapshotManifest, pen_snapshot_manifest_free)

/** pen_snapshot_manifest_add_entry, pen_snapshot_manifest_add_file: behind those that are there. */
void pen_snapshot_manifest_add_entry (PenSnapshotManifest *manifest,
                                      const char *name,
                                      const char *hash,
                                      gsize size);
void
pen_snapshot_manifest_add_file (PenSnapshotManifest *manifest, const char *name, const char *entry);

/** pen_snapshot_manifest_sort: both in order of their names. */
void pen_snapshot_manifest_sort (PenSnapshotManifest *manifest);

/** pen_snapshot_manifest_make_id: (transfer full): of the entries, but for the page to read, which
 * is in somebody's language. */
char *pen_snapshot_manifest_make_id (const PenSnapshotManifest *manifest);

/** pen_snapshot_manifest_write: (transfer full): the same manifest is the same bytes. */
GBytes *pen_snapshot_manifest_write (const PenSnapshotManifest *manifest);

/**
 * pen_snapshot_manifest_read: (transfer full)
 * @text: any bytes
 *
 * Names and hashes are such; whether they agree with anything is for the caller.
 *
 * Returns: NULL with %PEN_CORE_ERROR_FORMAT when it is none, or one of a version that cannot be
 * read here; the sentence says what to do
 */
PenSnapshotManifest *pen_snapshot_manifest_read (const char *text, gsize length, GError **error);

G_END_DECLS
