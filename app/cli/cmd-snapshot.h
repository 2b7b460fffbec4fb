/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "archive.h"

G_BEGIN_DECLS

/** PenCliSnapshotLine: the line of `playpen snapshot`, understood. All is owned. */
typedef struct
{
  char **sources; /* (array zero-terminated=1) (nullable): files, a folder, or a link */
  char *output;   /* (nullable) */
  char *title;    /* (nullable) */
  char *author;   /* (nullable) */
  char *key;      /* (nullable): who has to have signed it */
  int edition;    /* 0: not given */
  gboolean no_sign;
  gboolean no_history;
  gboolean no_notes;
  gboolean no_outputs;
  gboolean link;
  gboolean remember;
  gboolean json;
} PenCliSnapshotLine;

/** The verbs. Return the exit status. */
int pen_cli_snapshot_export (const PenCliSnapshotLine *line);
int pen_cli_snapshot_import (const PenCliSnapshotLine *line);
int pen_cli_snapshot_verify (const PenCliSnapshotLine *line);
int pen_cli_snapshot_show (const PenCliSnapshotLine *line);

/**
 * pen_cli_snapshot_load: what the line names, read and checked.
 * @ret_archive: (out) (nullable): set when it was a session that was taken home
 *
 * Returns: (transfer full) (nullable): the program, with its options
 */
PenProgram *
pen_cli_snapshot_load (const PenCliSnapshotLine *line, PenCliArchive **ret_archive, GError **error);

/** pen_cli_snapshot_dup_signature: (transfer full): a sentence about who signed it. */
char *pen_cli_snapshot_dup_signature (PenSnapshot *snapshot, PenKeyRing *ring);

/** pen_cli_snapshot_dup_contents: (transfer full): "3 files, 2 steps" */
char *pen_cli_snapshot_dup_contents (const PenSnapshotContents *contents);

/** pen_cli_snapshot_print: one line to standard output, made printable. */
void pen_cli_snapshot_print (const char *text);

G_END_DECLS
