/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The file of a journal: what is known to be good of it, and how it is mended before anything is
 * added. Whatever is at its place and was not written here is kept beside, never written over. */
#include "journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core-error.h"

#define CUT_MAX (8 * 1024 * 1024)
#define LOCK_TRIES 10

struct _PenJournalFile
{
  const PenJournalDisk *disk;
  char *path;
  char *folder;
  char *lock_path;
  char *new_path;
  char *cut_path;

  int lock_fd; /* -1 as long as the lock could not be had */
  int fd;      /* -1 as long as the file could not be opened for writing */
  dev_t dev;
  ino_t ino;
  guint64 size;     /* of what is good; 0: there is no file, or none with a whole first line */
  GBytes *cut;      /* (nullable): found behind what is good, and still in the file */
  gboolean torn;    /* a failed write may have left something behind what is good */
  gboolean suspect; /* nothing is certain about it any more */
  gboolean foreign; /* at its place is something that somebody else wrote */
};

static PenJournalFile *
file_new (const PenJournalDisk *disk, const char *path)
{
  PenJournalFile *self = g_new0 (PenJournalFile, 1);

  self->disk = disk;
  self->path = g_strdup (path);
  self->folder = g_path_get_dirname (path);
  self->lock_path = g_strconcat (path, ".lock", NULL);
  self->new_path = g_strconcat (path, ".new", NULL);
  self->cut_path = g_strconcat (path, ".cut", NULL);
  self->lock_fd = -1;
  self->fd = -1;
  return self;
}

static void
clear_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

void
pen_journal_file_free (PenJournalFile *self)
{
  clear_fd (&self->fd);
  clear_fd (&self->lock_fd); /* the lock's file stays: to remove it would let two hold it */
  g_clear_pointer (&self->cut, g_bytes_unref);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->lock_path);
  g_free (self->new_path);
  g_free (self->cut_path);
  g_free (self);
}

gboolean
pen_journal_file_is_suspect (PenJournalFile *self)
{
  return self->suspect;
}

guint64
pen_journal_file_get_size (PenJournalFile *self)
{
  return self->size;
}

static gboolean
fail (PenJournalFile *self, GError **error)
{
  return pen_journal_disk_fail (self->path, errno, error);
}

/* --- The lock --- */

/* Whether @fd is still what is found at @path. */
static gboolean
is_at (int fd, const char *path)
{
  struct stat open_file;
  struct stat found;

  return fstat (fd, &open_file) == 0 && lstat (path, &found) == 0 &&
         open_file.st_dev == found.st_dev && open_file.st_ino == found.st_ino;
}

/* A file system without locks (some network shares) has to do without. */
static gboolean
has_locked (int fd)
{
  return flock (fd, LOCK_EX | LOCK_NB) == 0 || errno == ENOLCK || errno == EOPNOTSUPP ||
         errno == ENOSYS;
}

/* Held for good. It is a file of its own, because the journal is replaced by others of its name. */
static gboolean
ensure_lock (PenJournalFile *self, GError **error)
{
  const int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC;

  if (self->lock_fd >= 0 && is_at (self->lock_fd, self->lock_path))
    return TRUE;
  clear_fd (&self->lock_fd);
  /* Between opening and locking the file may have been replaced. */
  for (guint i = 0; i < LOCK_TRIES; i++)
    {
      int fd = self->disk->open (self->disk, self->lock_path, flags, 0600);

      if (fd < 0)
        return fail (self, error);
      if (!has_locked (fd))
        {
          close (fd);
          g_set_error_literal (error,
                               G_IO_ERROR,
                               G_IO_ERROR_BUSY,
                               _ ("This session is open in another window of Playpen. Go on "
                                  "there, or close that window first."));
          return FALSE;
        }
      if (is_at (fd, self->lock_path))
        {
          self->lock_fd = fd;
          return TRUE;
        }
      close (fd);
    }
  errno = EBUSY;
  return fail (self, error);
}

static gboolean
ensure_place (PenJournalFile *self, GError **error)
{
  if (!pen_journal_disk_make_folder (self->disk, self->folder))
    return fail (self, error);
  return ensure_lock (self, error);
}

/* --- Writing it anew --- */

/* Best effort: under a name of its own, without a moment in which there is no file. */
static void
keep_foreign (PenJournalFile *self)
{
  struct stat info;

  if (lstat (self->path, &info) != 0 || info.st_size == 0)
    return;
  g_unlink (self->cut_path);
  if (link (self->path, self->cut_path) != 0)
    g_rename (self->path, self->cut_path); /* as on a stick, whose files have one name each */
}

/* What was cut off, before it is. */
static gboolean
keep_cut (PenJournalFile *self)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (self->cut, &size);
  int fd;

  if (!pen_journal_disk_create (self->disk, self->new_path, data, MIN (size, CUT_MAX), &fd))
    return FALSE;
  close (fd);
  return self->disk->rename (self->disk, self->new_path, self->cut_path) == 0 &&
         pen_journal_disk_sync_folder (self->disk, self->folder);
}

static gboolean
adopt (PenJournalFile *self, int fd, guint64 size)
{
  struct stat info;

  clear_fd (&self->fd);
  self->fd = fd;
  if (fstat (fd, &info) != 0)
    return FALSE;
  self->dev = info.st_dev;
  self->ino = info.st_ino;
  self->size = size;
  self->torn = FALSE;
  self->foreign = FALSE;
  g_clear_pointer (&self->cut, g_bytes_unref);
  return TRUE;
}

static gboolean
replace (PenJournalFile *self, GByteArray *bytes, GError **error)
{
  int fd;

  if (self->cut != NULL && !keep_cut (self))
    return fail (self, error);
  if (!pen_journal_disk_create (self->disk, self->new_path, bytes->data, bytes->len, &fd))
    return fail (self, error);
  if (self->foreign)
    keep_foreign (self);
  if (self->disk->rename (self->disk, self->new_path, self->path) != 0)
    {
      fail (self, error);
      close (fd);
      g_unlink (self->new_path);
      return FALSE;
    }
  /* From here on the old file is gone for whoever looks, but perhaps not from the disk. */
  self->suspect = TRUE;
  if (!adopt (self, fd, bytes->len) || !pen_journal_disk_sync_folder (self->disk, self->folder))
    return fail (self, error);
  self->suspect = FALSE;
  return TRUE;
}

static gboolean
say_too_big (GError **error)
{
  g_set_error_literal (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_TOO_BIG,
                       _ ("This session has become too large (256 MB), so your latest changes are "
                          "not kept. Save your program, and go on in a new session."));
  return FALSE;
}

gboolean
pen_journal_file_rewrite (PenJournalFile *self, GPtrArray *lines, GPtrArray *more, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint64 size = lines != NULL ? pen_journal_lines_measure (lines) : 0;

  size += more != NULL ? pen_journal_lines_measure (more) : 0;
  pen_journal_lines_begin (bytes);
  if (size + bytes->len > PEN_JOURNAL_FILE_MAX)
    return say_too_big (error);
  if (!ensure_place (self, error))
    return FALSE;
  if (lines != NULL)
    pen_journal_lines_add (bytes, lines);
  if (more != NULL)
    pen_journal_lines_add (bytes, more);
  return replace (self, bytes, error);
}

/* --- Adding to it --- */

static gboolean
say_suspect (PenJournalFile *self, GError **error)
{
  self->suspect = TRUE;
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_FAILED,
                       _ ("The file that keeps this session was deleted or changed by another "
                          "program, so your latest changes are not kept. Save your program "
                          "before you close the window."));
  return FALSE;
}

/* That the file is the one that was read, and ends where it is known to end, but for what is still
 * to be cut. */
static gboolean
check_same (PenJournalFile *self, GError **error)
{
  guint64 known = self->size + (self->cut != NULL ? g_bytes_get_size (self->cut) : 0);
  struct stat info;

  if (fstat (self->fd, &info) != 0)
    return fail (self, error);
  if (info.st_dev != self->dev || info.st_ino != self->ino || !is_at (self->fd, self->path))
    {
      self->foreign = TRUE;
      return say_suspect (self, error);
    }
  if ((guint64)info.st_size < known)
    return say_suspect (self, error);
  if ((guint64)info.st_size > known && !self->torn)
    {
      self->foreign = TRUE;
      return say_suspect (self, error);
    }
  return TRUE;
}

static gboolean
mend (PenJournalFile *self, GError **error)
{
  if (self->cut == NULL && !self->torn)
    return TRUE;
  if (self->cut != NULL && !keep_cut (self))
    return fail (self, error);
  if (self->disk->truncate (self->disk, self->fd, (off_t)self->size) != 0)
    return fail (self, error);
  if (self->disk->sync (self->disk, self->fd) != 0)
    {
      self->suspect = TRUE;
      return fail (self, error);
    }
  self->torn = FALSE;
  g_clear_pointer (&self->cut, g_bytes_unref);
  return TRUE;
}

/* Makes the file what it is known to be, ready for more. */
static gboolean
settle (PenJournalFile *self, GError **error)
{
  const int flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

  if (self->suspect)
    return say_suspect (self, error);
  if (!ensure_place (self, error))
    return FALSE;
  if (self->size == 0)
    {
      self->foreign = self->cut == NULL; /* if by now there is one */
      return pen_journal_file_rewrite (self, NULL, NULL, error);
    }
  if (self->fd < 0)
    self->fd = self->disk->open (self->disk, self->path, flags, 0);
  if (self->fd < 0 && (errno == ENOENT || errno == ELOOP))
    {
      self->foreign = TRUE;
      return say_suspect (self, error);
    }
  if (self->fd < 0)
    return fail (self, error);
  return check_same (self, error) && mend (self, error);
}

static gboolean
append_bytes (PenJournalFile *self, GByteArray *bytes, GError **error)
{
  if (!pen_journal_disk_write (self->disk, self->fd, bytes->data, bytes->len, self->size))
    {
      self->torn = TRUE;
      fail (self, error);
      if (self->disk->truncate (self->disk, self->fd, (off_t)self->size) == 0)
        self->torn = FALSE;
      return FALSE;
    }
  if (self->disk->sync (self->disk, self->fd) != 0)
    {
      self->suspect = TRUE;
      return fail (self, error);
    }
  self->size += bytes->len;
  return TRUE;
}

gboolean
pen_journal_file_append (PenJournalFile *self, GPtrArray *lines, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!settle (self, error))
    return FALSE;
  if (lines->len == 0)
    return TRUE;
  if (self->size + pen_journal_lines_measure (lines) > PEN_JOURNAL_FILE_MAX)
    {
      self->suspect = TRUE; /* what the source says may be shorter */
      return say_too_big (error);
    }
  pen_journal_lines_add (bytes, lines);
  return append_bytes (self, bytes, error);
}

/* --- Opening it --- */

static void
set_read_error (const char *path, int number, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               /* Translators: a file name, then what the system says. */
               _ ("The file “%s”, which keeps this session, could not be read: %s. It stays as it "
                  "is."),
               shown,
               g_strerror (number));
}

static gboolean
check_readable (const char *path, const struct stat *info, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (!S_ISREG (info->st_mode))
    {
      set_read_error (path, EINVAL, error);
      return FALSE;
    }
  if (info->st_size <= PEN_JOURNAL_FILE_MAX)
    return TRUE;
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_TOO_BIG,
               _ ("The file “%s”, which keeps this session, is larger than 256 MB. It stays as it "
                  "is."),
               shown);
  return FALSE;
}

/* (transfer full) (nullable): its first @size bytes, or all if it has become shorter; errno. */
static GBytes *
read_fd (int fd, gsize size)
{
  g_autofree guint8 *data = g_malloc (size + 1);
  gsize n_read = 0;
  gssize step = 1;

  while (n_read < size && step > 0)
    {
      step = TEMP_FAILURE_RETRY (read (fd, data + n_read, size - n_read));
      if (step > 0)
        n_read += (gsize)step;
    }
  return step < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&data), n_read);
}

/* @ret_bytes: (out) (nullable): NULL when there is no file. @ret_info: of it. */
static gboolean
read_path (const char *path, GBytes **ret_bytes, struct stat *ret_info, GError **error)
{
  /* Not to wait when it is a pipe. */
  int fd = TEMP_FAILURE_RETRY (open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  GBytes *bytes = NULL;

  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
    {
      *ret_bytes = NULL;
      return TRUE;
    }
  if (fd < 0 || fstat (fd, ret_info) != 0)
    set_read_error (path, errno, error);
  else if (check_readable (path, ret_info, error))
    {
      bytes = read_fd (fd, (gsize)ret_info->st_size);
      if (bytes == NULL)
        set_read_error (path, errno, error);
    }
  clear_fd (&fd);
  *ret_bytes = bytes;
  return bytes != NULL;
}

static gboolean
read_lines (GBytes *bytes,
            GPtrArray *lines,
            gsize *ret_good,
            PenJournalState *ret_state,
            GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (!pen_journal_lines_read (data, size, lines, ret_good, error))
    return FALSE;
  *ret_state = *ret_good < size ? PEN_JOURNAL_CUT : PEN_JOURNAL_WHOLE;
  return TRUE;
}

static gboolean
load (PenJournalFile *self, GPtrArray *lines, PenJournalState *ret_state, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  struct stat info;
  gsize good;

  *ret_state = PEN_JOURNAL_NEW;
  if (!read_path (self->path, &bytes, &info, error))
    return FALSE;
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return TRUE;
  if (!read_lines (bytes, lines, &good, ret_state, error))
    return FALSE;
  self->dev = info.st_dev;
  self->ino = info.st_ino;
  self->size = good;
  if (g_bytes_get_size (bytes) > good)
    self->cut = g_bytes_new_from_bytes (bytes, good, g_bytes_get_size (bytes) - good);
  return TRUE;
}

PenJournalFile *
pen_journal_file_open (const PenJournalDisk *disk,
                       const char *path,
                       GPtrArray **ret_lines,
                       PenJournalState *ret_state,
                       GError **ret_problem,
                       GError **error)
{
  g_autoptr (PenJournalFile) self = file_new (disk, path);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  PenJournalState state;

  if (!ensure_place (self, &problem) && g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!load (self, lines, &state, error))
    return NULL;
  if (problem == NULL)
    {
      g_unlink (self->new_path); /* of a process that ended while it wrote it */
      settle (self, &problem);
    }
  *ret_lines = g_steal_pointer (&lines);
  *ret_state = state;
  *ret_problem = g_steal_pointer (&problem);
  return g_steal_pointer (&self);
}

gboolean
pen_journal_peek (const char *path,
                  GPtrArray **ret_lines,
                  PenJournalState *ret_state,
                  GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) bytes = NULL;
  PenJournalState state;
  struct stat info;
  gsize good;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!read_path (path, &bytes, &info, error))
    return FALSE;
  if (bytes == NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_NOT_FOUND,
                   _ ("“%s” is not there any more."),
                   shown);
      return FALSE;
    }
  if (!read_lines (bytes, lines, &good, &state, error))
    return FALSE;
  if (ret_lines != NULL)
    *ret_lines = g_steal_pointer (&lines);
  if (ret_state != NULL)
    *ret_state = state;
  return TRUE;
}
