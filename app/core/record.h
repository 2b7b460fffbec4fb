/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchains.h"

G_BEGIN_DECLS

/**
 * PenRecord: one thing that happened in a session. A line of JSON: an object whose member `k` is
 * the kind and `t` the time, in ms since the session began, never less than in the line before.
 * Journals and the history in a file that is taken home are made of them. Texts are UTF-8, and
 * places in them count characters (Unicode scalar values). Contents are named by their SHA-256 in
 * lower-case hex ("blob"); where they lie is the owner's: see BLOB.
 *
 *   start    v (1), id (UUID), at (ms since 1970, UTC): the first record
 *   files    files {name: blob}: all files there are from now on
 *   edit     f, at, cut, put: from character `at` on `cut` characters are gone, and `put` is there
 *   file     f, blob: one file's whole contents, new or instead of what it held
 *   remove   f
 *   rename   f, to
 *   options  options {…}: how it is built and run: what is not the default, by the names of
 *            PenRunOptions' properties (time in ms, memory in bytes)
 *   title    title, author?
 *   run      n, action: a run of the program as it is at this place began; n counts from 1
 *   ran      n, cause, exit, ms, blob?: it ended; its output in the form of event-json
 *   step     id, title: the program became this step, or this step was made of it
 *
 * Of the owner's own, never given away:
 *   blob     blob, text or base64: contents that later records name
 *   steps    steps [{id, title, notes?, expected?, files {name: blob}}]: all there are from now on
 *   place    base?, example?, single, saved {name: {etag, blob}}: where it is on the disk, and what
 *            of it
 *   origin   manifest, files {name: blob}: the text of the manifest that it came with, and what
 *            lay beside that and is not understood, by its name below .session/
 *   opened, left, closed: the window came up; went with the whole program; was closed
 *
 * Whoever reads skips kinds and members that it does not know, and keeps the lines. A kind whose
 * word begins with `own` is of the owner's own, also to whoever does not know it.
 */
typedef enum
{
  PEN_RECORD_OTHER, /* unknown: only `name`, which is its word, and `line` */
  PEN_RECORD_START,
  PEN_RECORD_FILES,
  PEN_RECORD_EDIT,
  PEN_RECORD_FILE,
  PEN_RECORD_REMOVE,
  PEN_RECORD_RENAME,
  PEN_RECORD_OPTIONS,
  PEN_RECORD_TITLE,
  PEN_RECORD_RUN,
  PEN_RECORD_RAN,
  PEN_RECORD_STEP,
  PEN_RECORD_BLOB,
  PEN_RECORD_STEPS,
  PEN_RECORD_PLACE,
  PEN_RECORD_ORIGIN,
  PEN_RECORD_OPENED,
  PEN_RECORD_LEFT,
  PEN_RECORD_CLOSED,
} PenRecordKind;

#define PEN_RECORD_VERSION 1
#define PEN_RECORD_MAX_LINE (8 * 1024 * 1024)
/** Records that a history may have; a long day of typing has some ten thousand. */
#define PEN_RECORD_MAX_RECORDS (1000 * 1000)

/** PenRecordFile: a file of FILES, of a step, or of a place. */
typedef struct
{
  char *name;
  char *hash;
  char *etag; /* (nullable): PLACE: which version lies on the disk */
} PenRecordFile;

/** PenRecordStep: a step of STEPS. */
typedef struct
{
  char *id;
  char *title;
  char *notes;      /* (nullable) */
  char *expected;   /* (nullable) */
  GPtrArray *files; /* (element-type PenRecordFile) */
} PenRecordStep;

typedef struct
{
  PenRecordKind kind;
  gint64 time;       /* ms since the session began */
  char *line;        /* (nullable): as it was read, when it holds more than the fields here */
  char *name;        /* START, STEP: id. EDIT, FILE, REMOVE, RENAME: file. RUN: action. RAN: cause.
                        TITLE: author (nullable). PLACE: base (nullable) */
  char *text;        /* EDIT: put. RENAME: to. TITLE, STEP: title. PLACE:
                       example (nullable). ORIGIN: the manifest */
  char *hash;        /* FILE, BLOB; RAN (nullable) */
  guint at;          /* EDIT: characters */
  guint cut;         /* EDIT: characters */
  guint number;      /* RUN, RAN: from 1 */
  int exit;          /* RAN: 0…255 */
  gint64 value;      /* START: ms since 1970. RAN: ms that it took */
  gboolean single;   /* PLACE */
  GBytes *bytes;     /* BLOB */
  GPtrArray *files;  /* (element-type PenRecordFile): FILES, PLACE, ORIGIN */
  GPtrArray *steps;  /* (element-type PenRecordStep): STEPS */
  GVariant *options; /* OPTIONS: a{sv}, as by pen_run_options_to_variant() */
} PenRecord;

/** pen_record_new: (transfer full): for the caller to fill; strings are owned by it. */
PenRecord *pen_record_new (PenRecordKind kind, gint64 time);
void pen_record_free (PenRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenRecord, pen_record_free)

/** pen_record_file_new: (transfer full). @etag: (nullable) */
PenRecordFile *pen_record_file_new (const char *name, const char *hash, const char *etag);
void pen_record_file_free (PenRecordFile *file);

/** pen_record_step_new: (transfer full): without files yet. @notes, @expected: (nullable) */
PenRecordStep *
pen_record_step_new (const char *id, const char *title, const char *notes, const char *expected);
void pen_record_step_free (PenRecordStep *step);

/** pen_record_is_private: whether it is of the owner's own. */
gboolean pen_record_is_private (const PenRecord *record);

/** pen_record_write: appends the line, without a newline. The same record is the same bytes. */
void pen_record_write (const PenRecord *record, GString *line);

/**
 * pen_record_read: (transfer full): one line.
 * @line: any bytes, without the newline
 *
 * Returns: a record, of kind OTHER when it is one of a later version; or NULL with
 * %PEN_CORE_ERROR_TOO_BIG above a bound, _FORMAT when it is none. File names in it pass
 * pen_sources_check_name(), hashes are hashes, a BLOB's contents have its hash.
 */
PenRecord *pen_record_read (const char *line, gsize length, GError **error);

/** pen_hash_bytes: (transfer full): the name of contents: SHA-256 in lower-case hex. */
char *pen_hash_bytes (GBytes *bytes);
/** pen_hash_check: whether @text is such a name. */
gboolean pen_hash_check (const char *text);

G_END_DECLS
