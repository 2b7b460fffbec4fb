/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a journal does to a disk, call by call, and the sentences for what a disk answers. By hand,
 * because GIO's streams and g_file_set_contents() neither append and sync nor say how far a failed
 * write came. */
#include "journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define DELAY_MS 200
#define FIRST_RETRY_MS 1000
#define LAST_RETRY_MS 10000

static int
real_open (const PenJournalDisk *disk, const char *path, int flags, mode_t mode)
{
  return TEMP_FAILURE_RETRY (open (path, flags, mode));
}

static gssize
real_write (const PenJournalDisk *disk, int fd, gconstpointer data, gsize size, off_t offset)
{
  return TEMP_FAILURE_RETRY (pwrite (fd, data, size, offset));
}

/* Not fdatasync(): what is appended changes the file's size, which both have to write. */
static int
real_sync (const PenJournalDisk *disk, int fd)
{
  return TEMP_FAILURE_RETRY (fsync (fd));
}

static int
real_truncate (const PenJournalDisk *disk, int fd, off_t size)
{
  return TEMP_FAILURE_RETRY (ftruncate (fd, size));
}

static int
real_rename (const PenJournalDisk *disk, const char *from, const char *to)
{
  return rename (from, to);
}

const PenJournalDisk *
pen_journal_disk_get_real (void)
{
  static const PenJournalDisk disk = {
      .open = real_open,
      .write = real_write,
      .sync = real_sync,
      .truncate = real_truncate,
      .rename = real_rename,
      .delay_ms = DELAY_MS,
      .first_retry_ms = FIRST_RETRY_MS,
      .last_retry_ms = LAST_RETRY_MS,
  };

  return &disk;
}

/* --- What it answers --- */

gboolean
pen_journal_disk_fail (const char *path, int number, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *message = NULL;

  if (number == ENOSPC || number == EDQUOT)
    message =
        g_strdup (_ ("The disk is full, so your latest changes are not kept. Delete something "
                     "that you do not need: Playpen goes on by itself."));
  else if (number == EROFS)
    message = g_strdup (_ ("The disk can only be read, so your latest changes are not kept. Save "
                           "your program on another disk before you close the window."));
  else if (number == EACCES || number == EPERM)
    message = g_strdup_printf (_ ("You may not write in “%s”, so your latest changes are not kept. "
                                  "The folder’s owner can allow it; else save your program "
                                  "somewhere else before you close the window."),
                               shown);
  else
    message = g_strdup_printf (/* Translators: a folder, then what the system says. */
                               _ ("Your latest changes could not be kept in “%s”: %s. Save your "
                                  "program on another disk before you close the window."),
                               shown,
                               g_strerror (number));
  g_set_error_literal (error, G_IO_ERROR, (gint)g_io_error_from_errno (number), message);
  return FALSE;
}

gboolean
pen_journal_disk_write (const PenJournalDisk *disk,
                        int fd,
                        gconstpointer data,
                        gsize size,
                        guint64 offset)
{
  gsize written = 0;

  while (written < size)
    {
      gssize step = disk->write (disk,
                                 fd,
                                 (const guint8 *)data + written,
                                 size - written,
                                 (off_t)(offset + written));

      if (step == 0)
        errno = ENOSPC;
      if (step <= 0)
        return FALSE;
      written += (gsize)step;
    }
  return TRUE;
}

gboolean
pen_journal_disk_sync_folder (const PenJournalDisk *disk, const char *folder)
{
  int fd = disk->open (disk, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int result;
  int number;

  if (fd < 0)
    return FALSE;
  result = disk->sync (disk, fd);
  number = errno;
  close (fd);
  errno = number;
  return result == 0;
}

gboolean
pen_journal_disk_make_folder (const PenJournalDisk *disk, const char *folder)
{
  g_autofree char *parent = NULL;

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  parent = g_path_get_dirname (folder);
  if (g_str_equal (parent, folder) || !pen_journal_disk_make_folder (disk, parent))
    return FALSE;
  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    return FALSE;
  return pen_journal_disk_sync_folder (disk, parent);
}

gboolean
pen_journal_disk_create (const PenJournalDisk *disk,
                         const char *path,
                         gconstpointer data,
                         gsize size,
                         int *ret_fd)
{
  int fd = disk->open (disk, path, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  int number;

  if (fd < 0)
    return FALSE;
  if (pen_journal_disk_write (disk, fd, data, size, 0) && disk->sync (disk, fd) == 0)
    {
      *ret_fd = fd;
      return TRUE;
    }
  number = errno;
  close (fd);
  g_unlink (path); /* its room may be what is missing */
  errno = number;
  return FALSE;
}
