/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A longer line is never read again, so none is written: whoever has more to say splits it. */
#define PEN_JOURNAL_LINE_MAX (8 * 1024 * 1024)

/** A larger file is neither written nor read. */
#define PEN_JOURNAL_FILE_MAX (256 * 1024 * 1024)

#define PEN_TYPE_JOURNAL (pen_journal_get_type ())
G_DECLARE_FINAL_TYPE (PenJournal, pen_journal, PEN, JOURNAL, GObject)

/**
 * PenJournalState: how the file was found.
 * @PEN_JOURNAL_NEW: there was none
 * @PEN_JOURNAL_WHOLE: to its last byte as it was written
 * @PEN_JOURNAL_CUT: from some place on it is not what was written; the lines are those before that
 * place, and the rest is (its first 8 MiB) in a file beside, with ".cut" after the name
 */
typedef enum
{
  PEN_JOURNAL_NEW,
  PEN_JOURNAL_WHOLE,
  PEN_JOURNAL_CUT,
} PenJournalState;

/**
 * PenJournalSource: says everything anew, for a file that can no longer be trusted.
 *
 * Returns: (transfer full) (element-type utf8): all lines that the file should hold, those included
 * that were appended a moment ago.
 */
typedef GPtrArray *(*PenJournalSource) (gpointer data);

/**
 * PenJournal: a file of lines that survives the end of the process and of the machine. What was
 * appended is on the disk a fifth of a second later, or as soon as the disk is done with what came
 * before. Nothing here waits for the disk unless it says so.
 *
 * A disk that fails loses nothing that is still in memory: its lines wait, the property `problem`
 * says so, and the next attempt follows after 1 s, later 10 s. When syncing failed, or somebody
 * deleted or replaced the file, it is written anew from what the source says: of what the kernel
 * reports as written after such a failure, nothing is certain ("PostgreSQL's fsync() surprise",
 * LWN, April 2018).
 *
 * The form: a first line "playpen-journal 1", then in each line the CRC-32 of the text as eight
 * lower-case hexadecimal digits, a space and the text. Beside the file lie NAME.lock, which the
 * process that has the journal open holds, and at times NAME.new and NAME.cut.
 *
 * Properties: `problem` (string, nullable), `n-pending` (uint64) and `size` (uint64), read-only and
 * notified.
 *
 * pen_journal_open:
 * @path: of the file; it and its folder are made when they are missing (0600, 0700), and are on the
 * disk when this returns
 * @ret_lines: (out) (transfer full) (element-type utf8): what it holds, in order
 * @ret_state: (out) (optional)
 *
 * Reads the file, and waits for the disk; it may be called in a thread of a task, all else belongs
 * to the main thread. A disk on which nothing can be written is no error but a problem: what the
 * file holds can still be read, and what is appended waits.
 *
 * Errors: %G_IO_ERROR_BUSY when it is open already, here or in another process;
 * %PEN_CORE_ERROR_TOO_BIG; %PEN_CORE_ERROR_FORMAT when it is from a later version, or no journal;
 * %PEN_CORE_ERROR_INPUT when it cannot be read. The file is then as it was.
 */
PenJournal *pen_journal_open (const char *path,
                              GPtrArray **ret_lines,
                              PenJournalState *ret_state,
                              GError **error);

/**
 * pen_journal_peek: what the journal at @path holds, without a lock and without changing anything,
 * also while it is open elsewhere (then a line that is being written may look like a cut).
 * @ret_lines: (out) (transfer full) (element-type utf8) (optional)
 * @ret_state: (out) (optional): never %PEN_JOURNAL_NEW
 *
 * Errors: as pen_journal_open(), and %G_IO_ERROR_NOT_FOUND.
 */
gboolean pen_journal_peek (const char *path,
                           GPtrArray **ret_lines,
                           PenJournalState *ret_state,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pen_journal_set_source:
 * @source: (nullable): called in the main thread, at any time until it is taken away again
 *
 * To be set right after opening: without one a file that can no longer be trusted stays a problem
 * until pen_journal_compact(). If opening met a problem, the next attempt is made from here on.
 */
void pen_journal_set_source (PenJournal *self, PenJournalSource source, gpointer data);

/**
 * pen_journal_append: adds a line. Returns at once.
 * @line: UTF-8 without line breaks, not empty, at most %PEN_JOURNAL_LINE_MAX bytes
 */
void pen_journal_append (PenJournal *self, const char *line);

/**
 * pen_journal_compact: the file becomes exactly these lines, and what is appended from now on.
 * @lines: (transfer full) (element-type utf8): as for pen_journal_append(); they must mean the same
 * as everything appended so far
 *
 * They are written to a new file, which takes the place of the old one when it is on the disk.
 * If there is no room for it, the old one goes on and means the same: no problem of anybody's.
 */
void pen_journal_compact (PenJournal *self, GPtrArray *lines);

/**
 * pen_journal_flush: waits until everything appended is on the disk; for the end of the process.
 * @timeout_us: how long at most
 *
 * Makes one attempt at once, also while another was put off. The main loop stands still meanwhile;
 * `problem` and the others are notified from in here. Dropping the last reference does the same,
 * for 10 s at most, if anything is pending; it also gives the lock back.
 *
 * Errors: %G_IO_ERROR_TIMED_OUT, else the problem.
 */
gboolean
pen_journal_flush (PenJournal *self, gint64 timeout_us, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_journal_flush_async: the same without waiting: done when everything appended up to now is on
 * the disk, or the next attempt failed. */
void pen_journal_flush_async (PenJournal *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
gboolean pen_journal_flush_finish (PenJournal *self,
                                   GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_journal_get_problem: (transfer none) (nullable): one or two sentences: what is in the way of
 * the last lines and what to do. NULL again when they were written. */
const char *pen_journal_get_problem (PenJournal *self);

/** pen_journal_get_n_pending: lines that are not on the disk yet. A compaction that has not begun
 * to be the file counts as one. */
guint64 pen_journal_get_n_pending (PenJournal *self);

/** pen_journal_get_size: bytes of the file that are on the disk. */
guint64 pen_journal_get_size (PenJournal *self);

G_END_DECLS
