/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* What the files of the snapshot have in common: snapshot.c (the object), snapshot-read.c (what is
 * checked), snapshot-notices.c (what people should know), snapshot-export.c. */
#include "archive-entry.h"
#include "snapshot-manifest.h"
#include "snapshot.h"

G_BEGIN_DECLS

struct _PenSnapshot
{
  GObject parent_instance;

  PenSnapshotManifest *manifest;
  char *title;     /* (nullable): printable, as are the next four */
  char *author;    /* (nullable) */
  char *toolchain; /* (nullable) */
  char *channel;   /* (nullable) */
  char **crates;
  GPtrArray *entries;     /* (element-type PenArchiveEntry): of the archive, in order */
  GHashTable *contents;   /* (element-type utf8 GBytes): all entries by their hash */
  GHashTable *understood; /* (element-type utf8): the hashes that files, steps and history name */
  PenSources *sources;
  GPtrArray *steps;   /* (element-type PenStep) */
  GPtrArray *history; /* (element-type GBytes): .session/history.jsonl and the next, in order */
  gboolean is_signed;
  PenPublicKey key;
  PenSnapshotContents numbers;
  GPtrArray *notices; /* (element-type utf8) */
};

/** pen_snapshot_check: reads and checks everything in @bytes into @self, which is empty. */
gboolean pen_snapshot_check (PenSnapshot *self, GBytes *bytes, GError **error);

/** PenSnapshotLine: what is done with a record of the history, which is transferred. */
typedef gboolean (*PenSnapshotLine) (PenRecord *record, gpointer data, GError **error);

/** pen_snapshot_read_history: each record that is not somebody's own, in order. FALSE at the first
 * that is none, or that @line refuses. */
gboolean
pen_snapshot_read_history (PenSnapshot *self, PenSnapshotLine line, gpointer data, GError **error);

/** pen_snapshot_fits_journal: whether a session made of it can be kept: each line has a bound. */
gboolean pen_snapshot_fits_journal (PenSnapshot *self);

/** pen_snapshot_add_notices: what is special about the files. */
void pen_snapshot_add_notices (PenSnapshot *self);

/** pen_snapshot_is_dangerous: whether the file of the archive called @name could make somebody
 * else's tool start a program. */
gboolean pen_snapshot_is_dangerous (const char *name);

G_END_DECLS
