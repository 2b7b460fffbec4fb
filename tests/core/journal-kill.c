/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program that keeps a journal until it is killed, or on a disk of its own that is really full or
 * really read-only. It says on its output what it did. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "core.h"
#include "small-disk.h"

#define NOBODY 65534
#define WAIT_US (20 * G_USEC_PER_SEC)
#define COMPACT_EVERY 400

typedef struct
{
  PenJournal *journal;
  GPtrArray *lines;
  GRand *random;
} Child;

/* At once, and whole: what is in a buffer dies with the process. */
static void say (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_assert_cmpint (write (STDOUT_FILENO, text, strlen (text)), ==, (gssize)strlen (text));
}

static gpointer
copy_line (gconstpointer line, gpointer data)
{
  return g_strdup (line);
}

static GPtrArray *
say_all (gpointer data)
{
  Child *child = data;
  GPtrArray *lines = g_ptr_array_copy (child->lines, (GCopyFunc)copy_line, NULL);

  g_ptr_array_set_free_func (lines, g_free);
  return lines;
}

static gboolean
open_child (Child *child, const char *path)
{
  g_autoptr (GError) error = NULL;

  child->journal = pen_journal_open (path, &child->lines, NULL, &error);
  if (child->journal == NULL)
    {
      say ("error %s\n", error->message);
      return FALSE;
    }
  pen_journal_set_source (child->journal, say_all, child);
  return TRUE;
}

static void
append_one (Child *child)
{
  g_autofree char *line = g_strdup_printf ("{\"n\":%u}", child->lines->len);

  g_ptr_array_add (child->lines, g_strdup (line));
  pen_journal_append (child->journal, line);
}

/* --- Until it is killed --- */

static gboolean
type (gpointer data)
{
  Child *child = data;

  append_one (child);
  say ("%u %" G_GINT64_FORMAT "\n", child->lines->len - 1, g_get_monotonic_time ());
  if (g_rand_int_range (child->random, 0, COMPACT_EVERY) == 0)
    pen_journal_compact (child->journal, say_all (child));
  g_timeout_add ((guint)g_rand_int_range (child->random, 0, 8), type, child);
  return G_SOURCE_REMOVE;
}

static int
keep_typing (const char *path)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GRand) random = g_rand_new ();
  Child child = {.random = random};

  if (!open_child (&child, path))
    return 1;
  type (&child);
  g_main_loop_run (loop);
  return 0;
}

/* --- On real disks --- */

static void
await (Child *child, gboolean problem)
{
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while ((pen_journal_get_problem (child->journal) != NULL) != problem ||
         (!problem && pen_journal_get_n_pending (child->journal) > 0))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
assert_kept (Child *child, const char *path)
{
  g_autoptr (GPtrArray) lines = NULL;
  PenJournalState state;

  g_assert_true (pen_journal_peek (path, &lines, &state, NULL));
  g_assert_cmpint (state, ==, PEN_JOURNAL_WHOLE);
  g_assert_cmpuint (lines->len, ==, child->lines->len);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (lines->pdata[i], ==, child->lines->pdata[i]);
}

static void
go_on_when_there_is_room (Child *child, const char *folder, const char *path)
{
  g_autofree char *filler = g_build_filename (folder, "filler", NULL);

  append_one (child);
  await (child, FALSE);
  test_small_disk_fill (filler);
  for (guint i = 0; i < 400; i++) /* more than the file's last block takes */
    append_one (child);
  await (child, TRUE);
  say ("problem %s\n", pen_journal_get_problem (child->journal));
  g_assert_cmpint (g_unlink (filler), ==, 0);
  await (child, FALSE);
  assert_kept (child, path);
}

static void
go_on_when_it_can_be_written (Child *child, const char *folder, const char *path)
{
  /* It can be made read-only while nobody has a file on it open for writing, as by force at a
   * disk's error; an ordinary remount asks first. */
  pen_journal_set_source (child->journal, NULL, NULL);
  g_clear_object (&child->journal);
  g_clear_pointer (&child->lines, g_ptr_array_unref);
  if (mount ("none", folder, NULL, MS_REMOUNT | MS_RDONLY, "size=64k") != 0)
    {
      say ("no read-only disk: %s\n", g_strerror (errno));
      return;
    }
  g_assert_true (open_child (child, path));
  append_one (child);
  await (child, TRUE);
  say ("problem %s\n", pen_journal_get_problem (child->journal));
  g_assert_cmpint (mount ("none", folder, NULL, MS_REMOUNT, "size=64k"), ==, 0);
  await (child, FALSE);
  assert_kept (child, path);
}

static int
use_small_disk (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "journal", NULL);
  g_autofree char *skip = test_small_disk_mount (folder);
  Child child = {0};

  if (skip != NULL)
    {
      say ("skip %s\n", skip);
      return 0;
    }
  g_assert_true (open_child (&child, path));
  go_on_when_there_is_room (&child, folder, path);
  go_on_when_it_can_be_written (&child, folder, path);
  g_clear_object (&child.journal);
  g_ptr_array_unref (child.lines);
  say ("end\n");
  return 0;
}

/* As an ordinary user, whom a folder of somebody else's does not let in. */
static int
use_closed_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "journal", NULL);
  Child child = {0};

  if (geteuid () == 0 && (setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    {
      say ("skip no other user: %s\n", g_strerror (errno));
      return 0;
    }
  g_assert_true (open_child (&child, path));
  append_one (&child);
  g_assert_false (pen_journal_flush (child.journal, WAIT_US, NULL));
  say ("problem %s\n", pen_journal_get_problem (child.journal));
  g_clear_object (&child.journal);
  g_ptr_array_unref (child.lines);
  say ("end\n");
  return 0;
}

int
main (int argc, char *argv[])
{
  g_assert_cmpint (argc, ==, 3);
  if (g_str_equal (argv[1], "type"))
    return keep_typing (argv[2]);
  if (g_str_equal (argv[1], "small-disk"))
    return use_small_disk (argv[2]);
  return use_closed_folder (argv[2]);
}
