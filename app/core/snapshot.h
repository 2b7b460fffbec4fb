/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "key-ring.h"
#include "machine.h"
#include "session.h"
#include "signer.h"
#include "snapshot-layout.h"

G_BEGIN_DECLS

/* A snapshot: one session in one file (`talk.playpen`), which is also a package of cargo's, and by
 * the name of `talk.zip` an ordinary archive. Its form is in playpen-session(5). */

#define PEN_SNAPSHOT_SUFFIX ".playpen"
/** Bytes that such a file has at most. */
#define PEN_SNAPSHOT_MAX (24 * 1024 * 1024)

/** PenSnapshotOptions: what leaves, and how. A plain value; zeroed it is the least. */
typedef struct
{
  gboolean history;      /* all edits and runs, so all that ever was typed */
  gboolean notes;        /* the presenter's own, of steps */
  gboolean outputs;      /* with the history: what runs printed */
  PenSigner *signer;     /* (nullable): NULL: nobody signs it */
  const char *toolchain; /* (nullable): with what it was run: "rustc 1.96.0 (…)" */
  guint edition;         /* of a program that does not say: 2015 … 2024; 0: 2024 */
} PenSnapshotOptions;

/** PenSnapshotContents: what leaves, in numbers. */
typedef struct
{
  guint n_files;
  guint n_steps;
  guint n_notes; /* steps with notes that leave */
  guint n_edits; /* in the history that leaves */
  guint n_runs;
  guint n_outputs;
  gint64 span; /* ms from the first to the last of what leaves of the history */
} PenSnapshotContents;

/** pen_snapshot_describe: what pen_snapshot_export() would let leave. */
void pen_snapshot_describe (PenSession *session,
                            const PenSnapshotOptions *options,
                            PenSnapshotContents *ret_contents);

/**
 * pen_snapshot_export: (transfer full): the file. The same session, options and key are the same
 * bytes, but for the page to read, which is in the language of whoever exports.
 *
 * Errors: %PEN_CORE_ERROR_TOO_BIG or _INPUT with a sentence that says what can be left out
 */
GBytes *
pen_snapshot_export (PenSession *session, const PenSnapshotOptions *options, GError **error);

#define PEN_TYPE_SNAPSHOT (pen_snapshot_get_type ())
/** PenSnapshot: a file that was read and is in all its parts what it says. It never changes. */
G_DECLARE_FINAL_TYPE (PenSnapshot, pen_snapshot, PEN, SNAPSHOT, GObject)

/** pen_snapshot_detect: whether these bytes begin like one. */
gboolean pen_snapshot_detect (GBytes *bytes);

/**
 * pen_snapshot_read: (transfer full): reads and checks all of it, in memory; nothing is written,
 * built or run.
 * @bytes: from anybody; must not change later (no mapped file)
 *
 * Errors: %PEN_CORE_ERROR_FORMAT when it is damaged, was changed, or needs a later version;
 * %PEN_CORE_ERROR_INPUT for a name; %PEN_CORE_ERROR_TOO_BIG. All are sentences for people.
 */
PenSnapshot *pen_snapshot_read (GBytes *bytes, GError **error);

/* Texts are printable, but for what is in files and steps. */

/** pen_snapshot_get_title, pen_snapshot_get_author: (transfer none) (nullable) */
const char *pen_snapshot_get_title (PenSnapshot *self);
const char *pen_snapshot_get_author (PenSnapshot *self);
/** pen_snapshot_get_id: (transfer none): of the contents: SHA-256 in hex. */
const char *pen_snapshot_get_id (PenSnapshot *self);
/** pen_snapshot_get_created: when it was changed last: seconds since 1970. */
gint64 pen_snapshot_get_created (PenSnapshot *self);
/** pen_snapshot_get_toolchain: (transfer none) (nullable): with what it was run. */
const char *pen_snapshot_get_toolchain (PenSnapshot *self);
/** pen_snapshot_get_channel: (transfer none) (nullable): which one its author chose. */
const char *pen_snapshot_get_channel (PenSnapshot *self);
/** pen_snapshot_get_crates: (transfer none) (array zero-terminated=1): those that it needs. */
const char *const *pen_snapshot_get_crates (PenSnapshot *self);
/** pen_snapshot_get_key: (transfer none) (nullable): who signed it; NULL: nobody. */
const PenPublicKey *pen_snapshot_get_key (PenSnapshot *self);
/** pen_snapshot_get_signature_state: UNSIGNED, FIRST_SEEN or KNOWN. What is DAMAGED is not read at
 * all. */
PenSignatureState pen_snapshot_get_signature_state (PenSnapshot *self, PenKeyRing *ring);
/** pen_snapshot_get_contents: what is in it. */
void pen_snapshot_get_contents (PenSnapshot *self, PenSnapshotContents *ret_contents);
/** pen_snapshot_get_notices: (transfer none) (element-type utf8): what somebody should know before
 * it is opened, as sentences: a build.rs, a file that could start programs. */
GPtrArray *pen_snapshot_get_notices (PenSnapshot *self);
/** pen_snapshot_get_sources: (transfer none): the files as they are. */
const PenSources *pen_snapshot_get_sources (PenSnapshot *self);
/** pen_snapshot_get_steps: (transfer none) (element-type PenStep): in order. */
GPtrArray *pen_snapshot_get_steps (PenSnapshot *self);
/** pen_snapshot_get_options: (transfer none): a{sv}, for pen_run_options_set_from_variant(). */
GVariant *pen_snapshot_get_options (PenSnapshot *self);

/**
 * pen_snapshot_check_toolchains: (transfer full) (element-type utf8): what is needed for it and is
 * not here, as sentences that say how to get it.
 * @toolchains: (nullable): those of this machine, after they were asked; NULL: none
 */
GPtrArray *pen_snapshot_check_toolchains (PenSnapshot *self, PenToolchainList *toolchains);

/** pen_snapshot_make_program: (transfer full): its files and options, to be built and run. */
PenProgram *pen_snapshot_make_program (PenSnapshot *self);

/** pen_snapshot_make_session: (transfer full): a new session of it, with its steps and history. */
PenSession *pen_snapshot_make_session (PenSnapshot *self);

/**
 * pen_snapshot_write_folder: its files as a folder in which `cargo run` works.
 * @folder: (type filename): an empty one, or none yet
 *
 * Hidden files are left out, but for those of its own in `.session`; so is a rust-toolchain, which
 * rustup would obey.
 * Errors: as pen_archive_write_folder()
 */
gboolean pen_snapshot_write_folder (PenSnapshot *self,
                                    const char *folder,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pen_session_new_from_program: (transfer full) (nullable): a session that holds @program, with
 * nothing before; NULL when its files together are above PEN_TEXT_SET_MAX_BYTES.
 * @created: ms since 1970: when it was changed last
 * @title, @author: (nullable)
 */
PenSession *pen_session_new_from_program (const PenProgram *program,
                                          gint64 created,
                                          const char *title,
                                          const char *author);

G_END_DECLS
