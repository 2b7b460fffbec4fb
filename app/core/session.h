/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "journal.h"
#include "run-options.h"
#include "step.h"
#include "timeline.h"
#include "transcript.h"

G_BEGIN_DECLS

/** PenPlace: where the program of a session is on this machine; see PLACE in record.h. */
typedef struct
{
  char *base;       /* (type filename) (nullable): NULL: it was never saved */
  char *example;    /* (nullable): the id of the example that it is a copy of */
  gboolean single;  /* files by themselves, not the folder */
  GPtrArray *saved; /* (element-type PenRecordFile): what lies there */
} PenPlace;

/** pen_place_new: (transfer full): nothing lies there yet. @base: (type filename) (nullable) */
PenPlace *pen_place_new (const char *base, gboolean single);
void pen_place_free (PenPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenPlace, pen_place_free)

/** PenSessionEnd: how a session was left. */
typedef enum
{
  PEN_SESSION_LEFT,    /* with the whole program, which was ended */
  PEN_SESSION_CLOSED,  /* its window was closed */
  PEN_SESSION_CRASHED, /* nothing was said: the program or the machine broke off */
} PenSessionEnd;

/** Bytes of a file that a session keeps; a larger one is left out. */
#define PEN_SESSION_MAX_FILE (4 * 1024 * 1024)

/** Bytes of one run's output that a session keeps, and of how many runs. */
#define PEN_SESSION_OUTPUT_KEEP (64 * 1024)
#define PEN_SESSION_OUTPUTS 100
#define PEN_SESSION_MAX_STEPS 200

#define PEN_TYPE_SESSION (pen_session_get_type ())
/**
 * PenSession: one program with all that belongs to it: files, options, steps, and everything that
 * happened. The window (or whoever) tells it what happens; it keeps that, in a journal when it has
 * one. Main thread only.
 *
 * Properties, all notified: "title" (nullable: what somebody called it), "author" (nullable),
 * "problem" (nullable, read-only: why nothing can be kept, and what to do), "current-step"
 * (nullable, read-only: the PenStep that was reached last).
 */
G_DECLARE_FINAL_TYPE (PenSession, pen_session, PEN, SESSION, GObject)

/** pen_session_new: (transfer full): with no files yet. Nothing is kept but in memory.
 * @id: (nullable): a UUID; NULL: a new one */
PenSession *pen_session_new (const char *id);

/**
 * pen_session_new_from_journal: (transfer full): what is in @journal, which it goes on writing.
 * @lines: (element-type utf8): what pen_journal_open() found; none: a new session called @id
 * @ret_cut: (out) (optional): whether some line did not follow from those before: it and all behind
 * it are left out
 * @error: %PEN_CORE_ERROR_FORMAT when the lines are no session's
 */
PenSession *pen_session_new_from_journal (PenJournal *journal,
                                          GPtrArray *lines,
                                          const char *id,
                                          gboolean *ret_cut,
                                          GError **error);

/** pen_session_new_from_lines: (transfer full): the same without a journal: to look at one, or to
 * take one in from elsewhere. */
PenSession *pen_session_new_from_lines (GPtrArray *lines, gboolean *ret_cut, GError **error);

/** pen_session_take_journal: (transfer full): from now on all is kept there, all so far included.
 * Only for a session without one. */
void pen_session_take_journal (PenSession *self, PenJournal *journal);

/** pen_session_get_journal: (transfer none) (nullable) */
PenJournal *pen_session_get_journal (PenSession *self);

/** pen_session_get_id: (transfer none): a UUID */
const char *pen_session_get_id (PenSession *self);
/** pen_session_get_created: ms since 1970. */
gint64 pen_session_get_created (PenSession *self);
/** pen_session_get_end: how it was left; for one that is open: CRASHED, as nothing was said yet. */
PenSessionEnd pen_session_get_end (PenSession *self);

/** pen_session_get_title: (transfer none) (nullable): the property. */
const char *pen_session_get_title (PenSession *self);
/** pen_session_set_title: @title: (nullable): "" is none; line breaks become spaces */
void pen_session_set_title (PenSession *self, const char *title);
/** pen_session_get_author: (transfer none) (nullable): the property. */
const char *pen_session_get_author (PenSession *self);
/** pen_session_set_author: as pen_session_set_title() */
void pen_session_set_author (PenSession *self, const char *author);
/** pen_session_get_problem: (transfer none) (nullable): the property. */
const char *pen_session_get_problem (PenSession *self);

/** pen_session_get_timeline: (transfer none) */
PenTimeline *pen_session_get_timeline (PenSession *self);
/** pen_session_dup_sources: (transfer full): the files as they are now. */
PenSources *pen_session_dup_sources (PenSession *self);

/* --- What happens ---
 * Each is a record at this moment. What is not possible (an edit behind the end of a file) is a
 * fault of the caller: it is logged, and the whole file should be put instead. */

/** pen_session_set_files: these are all the files from now on. Nothing happens when they are so. */
void pen_session_set_files (PenSession *self, const PenSources *sources);
/** pen_session_edit: @at, @cut: characters. Returns: FALSE when that is not possible. */
gboolean
pen_session_edit (PenSession *self, const char *name, guint at, guint cut, const char *put);
/** pen_session_put_file: new or other contents; nothing happens when they are the same. */
void pen_session_put_file (PenSession *self, const char *name, GBytes *bytes);
/** pen_session_remove_file, pen_session_rename_file: nothing happens when it is not there, as one
 * that was too large to be kept. */
void pen_session_remove_file (PenSession *self, const char *name);
void pen_session_rename_file (PenSession *self, const char *name, const char *to);

/** pen_session_set_options: nothing happens when they are so already. */
void pen_session_set_options (PenSession *self, PenRunOptions *options);
/** pen_session_get_options: (transfer none) (nullable): a{sv}, for
 * pen_run_options_set_from_variant(). */
GVariant *pen_session_get_options (PenSession *self);

/** pen_session_set_place: @place: (transfer full) (nullable) */
void pen_session_set_place (PenSession *self, PenPlace *place);
/** pen_session_get_place: (transfer none) (nullable) */
const PenPlace *pen_session_get_place (PenSession *self);

/** pen_session_begin_run: the program as it is now is run. Returns: the run's number, from 1. */
guint pen_session_begin_run (PenSession *self, PenAction action);
/** pen_session_end_run: it ended as @transcript says, of which PEN_SESSION_OUTPUT_KEEP bytes are
 * kept. */
void pen_session_end_run (PenSession *self, guint number, PenTranscript *transcript);
/** pen_session_dup_run_events: (transfer full) (element-type PenWireEvent) (nullable): what run
 * @number printed; NULL when that is not kept. */
GPtrArray *pen_session_dup_run_events (PenSession *self, guint number);
/** pen_session_dup_run_text: (transfer full) (nullable): its standard output alone. */
char *pen_session_dup_run_text (PenSession *self, guint number);
/** pen_session_find_last_run: the newest run that ended and whose files were exactly those of now;
 * 0: none. */
guint pen_session_find_last_run (PenSession *self);

/* --- Steps --- */

/** pen_session_get_steps: (transfer none): of PenStep, in order. */
GListModel *pen_session_get_steps (PenSession *self);
/**
 * pen_session_add_step: a step of the program as it is now, behind the current one or else last; it
 * is reached with that. What the last run of these files printed is what is expected.
 * @title: (nullable): NULL: "Step 3"
 *
 * Returns: (transfer none) (nullable): NULL when there are PEN_SESSION_MAX_STEPS
 */
PenStep *pen_session_add_step (PenSession *self, const char *title);
/** pen_session_insert_step: one that was made elsewhere, or removed. Nothing is reached.
 * @place: from 0; beyond the end: last */
void pen_session_insert_step (PenSession *self, guint place, PenStep *step);
void pen_session_remove_step (PenSession *self, PenStep *step);
/** pen_session_move_step: @place: where it is afterwards */
void pen_session_move_step (PenSession *self, PenStep *step, guint place);
/** pen_session_get_current_step: (transfer none) (nullable): the one reached last, if it is still
 * there. */
PenStep *pen_session_get_current_step (PenSession *self);
/** pen_session_get_next_step: (transfer none) (nullable): that comes after the current one. */
PenStep *pen_session_get_next_step (PenSession *self);
/** pen_session_get_previous_step: (transfer none) (nullable) */
PenStep *pen_session_get_previous_step (PenSession *self);
/** pen_session_reach_step: the program became this step: its files were set before. */
void pen_session_reach_step (PenSession *self, PenStep *step);

/* --- Coming and going --- */

/** pen_session_mark: says how it is left: OPENED, LEFT or CLOSED. */
void pen_session_mark (PenSession *self, PenRecordKind kind);

/** pen_session_is_empty: nothing happened in it that anybody could miss. */
gboolean pen_session_is_empty (PenSession *self);

/** pen_session_copy: (transfer full): a new session of the same files, options, title and steps,
 * without the history, place and journal. */
PenSession *pen_session_copy (PenSession *self);

G_END_DECLS
