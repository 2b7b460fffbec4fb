/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A disk that fails on order, and a journal that tests write to. */
#include "journal-stand-in.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#include "folder.h"

#define WAIT_US (20 * G_USEC_PER_SEC)

/* --- The disk --- */

static StandIn *
enter (const PenJournalDisk *disk)
{
  StandIn *self = (StandIn *)disk;

  g_mutex_lock (&self->mutex);
  self->n_inside++;
  self->n_inside_most = MAX (self->n_inside_most, self->n_inside);
  return self;
}

static int
leave (StandIn *self)
{
  self->n_inside--;
  g_mutex_unlock (&self->mutex);
  return 0;
}

static int
fail (StandIn *self, int number)
{
  leave (self);
  errno = number;
  return -1;
}

static int
stand_in_open (const PenJournalDisk *disk, const char *path, int flags, mode_t mode)
{
  StandIn *self = enter (disk);

  if (self->open_error != 0)
    return fail (self, self->open_error);
  leave (self);
  return pen_journal_disk_get_real ()->open (disk, path, flags, mode);
}

static gssize
stand_in_write (const PenJournalDisk *disk, int fd, gconstpointer data, gsize size, off_t offset)
{
  StandIn *self = enter (disk);

  if (self->n_writes++ == 0)
    self->first_write_time = g_get_monotonic_time ();
  if (self->write_error != 0)
    return fail (self, self->write_error);
  if (self->room == 0)
    return fail (self, ENOSPC);
  if (self->most > 0)
    size = MIN (size, self->most);
  if (self->room > 0)
    size = MIN (size, (gsize)self->room);
  if (self->room > 0)
    self->room -= (gint64)size;
  leave (self);
  return pen_journal_disk_get_real ()->write (disk, fd, data, size, offset);
}

/* What it does not put on the disk, no test can tell. */
static int
stand_in_sync (const PenJournalDisk *disk, int fd)
{
  StandIn *self = enter (disk);
  const gint64 begin = g_get_monotonic_time ();
  int number;

  self->n_syncs++;
  g_cond_broadcast (&self->cond);
  while (self->held)
    g_cond_wait (&self->cond, &self->mutex);
  while (g_get_monotonic_time () < begin + self->sync_us)
    g_cond_wait_until (&self->cond, &self->mutex, begin + self->sync_us);
  if (self->sync_error == 0)
    return leave (self);
  if (self->n_good_syncs > 0)
    {
      self->n_good_syncs--;
      return leave (self);
    }
  number = self->sync_error;
  if (self->n_bad_syncs > 0 && --self->n_bad_syncs == 0)
    self->sync_error = 0;
  return fail (self, number);
}

static int
stand_in_truncate (const PenJournalDisk *disk, int fd, off_t size)
{
  StandIn *self = enter (disk);

  if (self->truncate_error != 0)
    return fail (self, self->truncate_error);
  leave (self);
  return pen_journal_disk_get_real ()->truncate (disk, fd, size);
}

static int
stand_in_rename (const PenJournalDisk *disk, const char *from, const char *to)
{
  StandIn *self = enter (disk);

  if (self->rename_error != 0)
    return fail (self, self->rename_error);
  leave (self);
  return pen_journal_disk_get_real ()->rename (disk, from, to);
}

StandIn *
stand_in_new (void)
{
  StandIn *self = g_new0 (StandIn, 1);

  self->disk = (PenJournalDisk){
      .open = stand_in_open,
      .write = stand_in_write,
      .sync = stand_in_sync,
      .truncate = stand_in_truncate,
      .rename = stand_in_rename,
      .delay_ms = 1,
      .first_retry_ms = 1,
      .last_retry_ms = 10,
  };
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->room = -1;
  return self;
}

void
stand_in_free (StandIn *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

void
stand_in_lock (StandIn *self)
{
  g_mutex_lock (&self->mutex);
}

void
stand_in_unlock (StandIn *self)
{
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
stand_in_mend (StandIn *self)
{
  stand_in_lock (self);
  self->open_error = 0;
  self->write_error = 0;
  self->sync_error = 0;
  self->n_good_syncs = 0;
  self->n_bad_syncs = 0;
  self->truncate_error = 0;
  self->rename_error = 0;
  self->room = -1;
  self->most = 0;
  self->held = FALSE;
  self->sync_us = 0;
  stand_in_unlock (self);
}

/* --- The journal --- */

static gpointer
copy_line (gconstpointer line, gpointer data)
{
  return g_strdup (line);
}

GPtrArray *
test_journal_list_all (TestJournal *self)
{
  GPtrArray *lines = g_ptr_array_copy (self->all, (GCopyFunc)copy_line, NULL);

  g_ptr_array_set_free_func (lines, g_free);
  return lines;
}

static GPtrArray *
say_all (gpointer data)
{
  return test_journal_list_all (data);
}

TestJournal *
test_journal_new (void)
{
  TestJournal *self = g_new0 (TestJournal, 1);

  self->folder = test_folder_new ();
  self->path = g_build_filename (self->folder, "journal", NULL);
  self->disk = stand_in_new ();
  self->all = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
test_journal_free (TestJournal *self)
{
  if (self->journal != NULL)
    {
      stand_in_mend (self->disk);
      test_journal_flush (self);
      test_journal_close (self);
    }
  stand_in_free (self->disk);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_ptr_array_unref (self->all);
  test_folder_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

void
test_journal_open (TestJournal *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->journal =
      pen_journal_open_on (&self->disk->disk, self->path, &self->found, &self->state, &error);
  g_assert_no_error (error);
  pen_journal_set_source (self->journal, say_all, self);
}

void
test_journal_close (TestJournal *self)
{
  g_assert_cmpuint (pen_journal_get_n_pending (self->journal), ==, 0);
  pen_journal_set_source (self->journal, NULL, NULL);
  g_assert_finalize_object (g_steal_pointer (&self->journal));
}

void
test_journal_append (TestJournal *self, const char *line)
{
  g_ptr_array_add (self->all, g_strdup (line));
  pen_journal_append (self->journal, line);
}

void
test_journal_flush (TestJournal *self)
{
  g_autoptr (GError) error = NULL;
  gboolean flushed = pen_journal_flush (self->journal, WAIT_US, &error);

  g_assert_no_error (error);
  g_assert_true (flushed);
}

void
test_journal_settle (TestJournal *self)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while (pen_journal_get_n_pending (self->journal) > 0 ||
         pen_journal_get_problem (self->journal) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

void
test_journal_await_problem (TestJournal *self)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while (pen_journal_get_problem (self->journal) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
assert_same (GPtrArray *lines, GPtrArray *expected)
{
  for (guint i = 0; i < MIN (lines->len, expected->len); i++)
    g_assert_cmpstr (lines->pdata[i], ==, expected->pdata[i]);
  g_assert_cmpuint (lines->len, ==, expected->len);
}

void
test_journal_assert_all (TestJournal *self)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  PenJournalState state;

  if (pen_journal_peek (self->path, &lines, &state, &error))
    assert_same (lines, self->all);
  g_assert_no_error (error);
  g_assert_cmpint (state, ==, PEN_JOURNAL_WHOLE);
}

void
test_journal_assert_lines (TestJournal *self, ...)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;

  va_start (list, self);
  for (char *line; (line = va_arg (list, char *)) != NULL;)
    g_ptr_array_add (expected, line);
  va_end (list);
  if (pen_journal_peek (self->path, &lines, NULL, &error))
    assert_same (lines, expected);
  g_assert_no_error (error);
}

char *
test_journal_read (TestJournal *self, const char *suffix, gsize *ret_size)
{
  g_autofree char *path = g_strconcat (self->path, suffix, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, ret_size, &error);
  g_assert_no_error (error);
  return text;
}

void
test_journal_write (TestJournal *self, gconstpointer data, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->path, data, (gssize)size, &error);
  g_assert_no_error (error);
}

gboolean
test_journal_exists (TestJournal *self, const char *suffix)
{
  g_autofree char *path = g_strconcat (self->path, suffix, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
test_line_add (GString *file, const char *text, gssize size)
{
  gsize length = size < 0 ? strlen (text) : (gsize)size;

  g_string_append_printf (file, "%08lx ", crc32_z (0, (const guint8 *)text, length));
  g_string_append_len (file, text, (gssize)length);
  g_string_append_c (file, '\n');
}

const char *
test_journal_get_child (void)
{
  return JOURNAL_KILL;
}
