/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <sys/types.h>

#include "journal.h"

G_BEGIN_DECLS

/* --- The form of the file (journal-lines.c) --- */

/* Adds the first line of every file. */
void pen_journal_lines_begin (GByteArray *bytes);

/* Adds @lines (element-type utf8). */
void pen_journal_lines_add (GByteArray *bytes, GPtrArray *lines);

/* How many bytes that would add. */
guint64 pen_journal_lines_measure (GPtrArray *lines);

/* Adds the lines of a file to @lines (element-type utf8). @ret_good: how many of its bytes are as
 * they were written; 0 when not even the first line is whole, as after a crash while it was made.
 * Errors: %PEN_CORE_ERROR_FORMAT when it is from a later version, or no journal. */
gboolean pen_journal_lines_read (const guint8 *data,
                                 gsize size,
                                 GPtrArray *lines,
                                 gsize *ret_good,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- The disk (journal-disk.c) --- */

/* What a journal does to a disk. Each returns -1 with errno as the call of the same name does.
 * Tests put their own in place, to fail where they want; they are called in threads, one at a time.
 */
typedef struct _PenJournalDisk PenJournalDisk;
struct _PenJournalDisk
{
  int (*open) (const PenJournalDisk *disk, const char *path, int flags, mode_t mode);
  gssize (
      *write) (const PenJournalDisk *disk, int fd, gconstpointer data, gsize size, off_t offset);
  int (*sync) (const PenJournalDisk *disk, int fd);
  int (*truncate) (const PenJournalDisk *disk, int fd, off_t size);
  int (*rename) (const PenJournalDisk *disk, const char *from, const char *to);

  guint delay_ms;       /* from the first pending line to the attempt to write it */
  guint first_retry_ms; /* after a failure; each further one waits twice as long, */
  guint last_retry_ms;  /* but no longer than this */
};

/* The one of this machine. */
const PenJournalDisk *pen_journal_disk_get_real (void);

/* FALSE, with a sentence for what the disk answered (an errno) about the journal at @path. */
gboolean pen_journal_disk_fail (const char *path, int number, GError **error);

/* These return FALSE with errno. */
gboolean pen_journal_disk_write (const PenJournalDisk *disk,
                                 int fd,
                                 gconstpointer data,
                                 gsize size,
                                 guint64 offset);
gboolean pen_journal_disk_sync_folder (const PenJournalDisk *disk, const char *folder);
/* And those above it, for this user alone. */
gboolean pen_journal_disk_make_folder (const PenJournalDisk *disk, const char *folder);
/* A file of these bytes, on the disk, open for more; or none. */
gboolean pen_journal_disk_create (const PenJournalDisk *disk,
                                  const char *path,
                                  gconstpointer data,
                                  gsize size,
                                  int *ret_fd);

/* --- The file (journal-file.c) --- */

/* A journal's file. Not for two threads at once. */
typedef struct _PenJournalFile PenJournalFile;

/* As pen_journal_open(). @disk outlives the file. @ret_problem: (out) (transfer full) (nullable):
 * why nothing can be written just now. */
PenJournalFile *pen_journal_file_open (const PenJournalDisk *disk,
                                       const char *path,
                                       GPtrArray **ret_lines,
                                       PenJournalState *ret_state,
                                       GError **ret_problem,
                                       GError **error);
void pen_journal_file_free (PenJournalFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenJournalFile, pen_journal_file_free)

/* @lines (may be empty) at the end, and all of it on the disk. After a failure the file is as it
 * was before, or pen_journal_file_is_suspect(). */
gboolean pen_journal_file_append (PenJournalFile *self,
                                  GPtrArray *lines,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A new file of @lines and @more (nullable) in the place of the old. */
gboolean pen_journal_file_rewrite (PenJournalFile *self,
                                   GPtrArray *lines,
                                   GPtrArray *more,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether it has to be written anew before anything can be appended. */
gboolean pen_journal_file_is_suspect (PenJournalFile *self);

/* In bytes, of what is known to be on the disk. */
guint64 pen_journal_file_get_size (PenJournalFile *self);

/* --- journal.c --- */

/* pen_journal_open() on a disk of the caller's, which outlives the journal. */
PenJournal *pen_journal_open_on (const PenJournalDisk *disk,
                                 const char *path,
                                 GPtrArray **ret_lines,
                                 PenJournalState *ret_state,
                                 GError **error);

G_END_DECLS
