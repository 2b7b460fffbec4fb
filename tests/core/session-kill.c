/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program with a session on a desk: it edits until it is killed, visits with a clock that jumps,
 * or has a disk that is really full. It says on its output what it did. */
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core.h"
#include "small-disk.h"

#define NAME "src/main.rs"
#define WAIT_US (20 * G_USEC_PER_SEC)
#define LONG 160          /* characters; more are soon cut */
#define PASTE (48 * 1024) /* bytes; enough of them make a journal that is worth compacting */
#define DAY_S (24 * 60 * 60)

typedef struct
{
  PenDesk *desk;
  PenSession *session;
  GString *text; /* what its file must be, by another way */
  GRand *random;
} Child;

/* In the place of GLib's for all of this program: the clock on the wall, as far ahead as
 * PLAYPEN_TEST_CLOCK says, in seconds. */
gint64
g_get_real_time (void)
{
  const char *ahead = g_getenv ("PLAYPEN_TEST_CLOCK");
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return ((gint64)now.tv_sec + (ahead != NULL ? g_ascii_strtoll (ahead, NULL, 10) : 0)) *
             G_USEC_PER_SEC +
         now.tv_nsec / 1000;
}

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

static void
say_state (Child *child)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, child->text->str, -1);

  say ("%s ", hash);
}

/* --- The session --- */

static PenSources *
make_sources (const char *text)
{
  PenSources *sources = pen_sources_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_true (pen_sources_add (sources, NAME, bytes, NULL));
  return sources;
}

/* With one file, of @text. */
static void
begin (Child *child, const char *text)
{
  g_autoptr (PenSources) sources = make_sources (text);

  pen_session_set_files (child->session, sources);
  g_string_assign (child->text, text);
}

/* What was there before, or a new one. */
static void
open_child (Child *child, const char *folder)
{
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (PenSources) sources = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;
  gboolean crashed, cut;

  child->desk = pen_desk_new (folder);
  child->text = g_string_new (NULL);
  child->random = g_rand_new ();
  sessions = pen_desk_restore (child->desk, &crashed, &cut);
  g_assert_cmpuint (sessions->len, <=, 1);
  if (sessions->len == 1)
    child->session = g_object_ref (sessions->pdata[0]);
  else
    {
      child->session = pen_session_new (NULL);
      pen_desk_add (child->desk, child->session, &error);
      g_assert_no_error (error);
    }
  sources = pen_session_dup_sources (child->session);
  bytes = pen_sources_get (sources, NAME);
  if (bytes != NULL)
    g_string_append_len (child->text,
                         g_bytes_get_data (bytes, NULL),
                         (gssize)g_bytes_get_size (bytes));
  else
    begin (child, ""); /* it was killed before that was written */
  pen_session_mark (child->session, PEN_RECORD_OPENED);
}

static void
close_child (Child *child)
{
  g_clear_object (&child->session);
  g_object_unref (child->desk);
  g_string_free (child->text, TRUE);
  g_rand_free (child->random);
}

static char *
make_put (Child *child)
{
  const char *const pieces[] =
      {"a", "fn ", "ü", "🦀", "\n", "\t", "\"", "\\", "\x01", "e\u0301", "\u2028", ""};

  if (g_rand_int_range (child->random, 0, 40) == 0)
    return g_strnfill (PASTE, 'x');
  return g_strdup (pieces[g_rand_int_range (child->random, 0, G_N_ELEMENTS (pieces))]);
}

static void
edit_at_random (Child *child)
{
  const guint length = (guint)g_utf8_strlen (child->text->str, -1);
  const guint at = (guint)g_rand_int_range (child->random, 0, (gint32)length + 1);
  const guint most = length > LONG ? length : 3;
  const guint cut = (guint)g_rand_int_range (child->random, 0, (gint32)MIN (length - at, most) + 1);
  g_autofree char *put = make_put (child);
  const char *from = g_utf8_offset_to_pointer (child->text->str, at);
  const char *to = g_utf8_offset_to_pointer (from, cut);
  gssize place = from - child->text->str;

  g_string_erase (child->text, place, to - from);
  g_string_insert (child->text, place, put);
  say_state (child); /* before: it may be killed in between */
  g_assert_true (pen_session_edit (child->session, NAME, at, cut, put));
  say ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
}

/* --- Until it is killed --- */

static gboolean
type (gpointer data)
{
  Child *child = data;

  edit_at_random (child);
  g_timeout_add ((guint)g_rand_int_range (child->random, 0, 8), type, child);
  return G_SOURCE_REMOVE;
}

static int
keep_typing (const char *folder)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Child child = {0};

  open_child (&child, folder);
  say_state (&child);
  say ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  type (&child);
  g_main_loop_run (loop);
  return 0;
}

/* All that it can have, which it says. */
static int
take_all (const char *folder)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PenDesk) desk = pen_desk_new (folder);
  g_autoptr (GPtrArray) sessions = NULL;
  gboolean crashed, cut;

  sessions = pen_desk_restore (desk, &crashed, &cut);
  for (guint i = 0; i < sessions->len; i++)
    {
      pen_session_mark (sessions->pdata[i], PEN_RECORD_OPENED);
      say ("%s ", pen_session_get_id (sessions->pdata[i]));
    }
  say ("\n");
  g_main_loop_run (loop);
  return 0;
}

/* --- A clock that jumps --- */

/* Edits on days that are that far from the right one. */
static int
visit (const char *folder)
{
  const int days[] = {0, -1, 400, 2, -20000, 0};
  Child child = {0};

  open_child (&child, folder);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *ahead = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)days[i] * DAY_S);

      g_setenv ("PLAYPEN_TEST_CLOCK", ahead, TRUE);
      edit_at_random (&child);
    }
  g_assert_true (
      pen_journal_flush (pen_session_get_journal (child.session), WAIT_US, /* error= */ NULL));
  close_child (&child);
  return 0;
}

/* --- A disk that is full --- */

static void
await (Child *child, gboolean problem)
{
  PenJournal *journal = pen_session_get_journal (child->session);
  gint64 end = g_get_monotonic_time () + WAIT_US;

  while ((pen_session_get_problem (child->session) != NULL) != problem ||
         (!problem && pen_journal_get_n_pending (journal) > 0))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
count (guint *n)
{
  ++*n;
}

/* As another process would find it. */
static void
assert_kept (Child *child, const char *folder)
{
  g_autofree char *path =
      g_build_filename (folder, pen_session_get_id (child->session), "journal", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (PenSession) found = NULL;
  g_autoptr (PenSources) sources = NULL;
  gboolean cut;
  PenJournalState state;
  GBytes *bytes;

  g_assert_true (pen_journal_peek (path, &lines, &state, NULL));
  g_assert_cmpint (state, ==, PEN_JOURNAL_WHOLE);
  found = pen_session_new_from_lines (lines, &cut, NULL);
  g_assert_nonnull (found);
  g_assert_false (cut);
  sources = pen_session_dup_sources (found);
  bytes = pen_sources_get (sources, NAME);
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   child->text->str,
                   child->text->len);
  g_assert_cmpuint (pen_timeline_get_n_records (pen_session_get_timeline (found)),
                    ==,
                    pen_timeline_get_n_records (pen_session_get_timeline (child->session)));
}

static void
edit_much (Child *child)
{
  for (guint i = 0; i < 300; i++) /* more than the file's last block takes */
    {
      g_assert_true (pen_session_edit (child->session, NAME, 0, 0, "ü"));
      g_string_prepend (child->text, "ü");
    }
}

static void
go_on_when_there_is_room (Child *child, const char *folder, const char *filler)
{
  guint n_notified = 0;
  gulong id =
      g_signal_connect_swapped (child->session, "notify::problem", G_CALLBACK (count), &n_notified);

  test_small_disk_fill (filler);
  edit_much (child);
  await (child, TRUE);
  g_assert_cmpuint (n_notified, ==, 1);
  say ("problem %s\n", pen_session_get_problem (child->session));
  edit_much (child); /* nobody is kept from going on */
  g_assert_cmpint (g_unlink (filler), ==, 0);
  await (child, FALSE);
  g_assert_cmpuint (n_notified, ==, 2);
  assert_kept (child, folder);
  g_signal_handler_disconnect (child->session, id);
}

static int
use_small_disk (const char *folder)
{
  g_autofree char *skip = test_small_disk_mount (folder);
  g_autofree char *desk = g_build_filename (folder, "desk", NULL);
  g_autofree char *filler = g_build_filename (folder, "filler", NULL);
  g_autofree char *id = NULL;
  Child child = {0};

  if (skip != NULL)
    {
      say ("skip %s\n", skip);
      return 0;
    }
  open_child (&child, desk);
  await (&child, FALSE);
  go_on_when_there_is_room (&child, desk, filler);
  id = g_strdup (pen_session_get_id (child.session));
  g_clear_object (&child.session);
  g_assert_true (pen_desk_delete (child.desk, id, NULL)); /* two have no room here */
  close_child (&child);

  test_small_disk_fill (filler);
  open_child (&child, desk); /* a new one: there was no room when it began */
  edit_much (&child);
  await (&child, TRUE);
  say ("problem %s\n", pen_session_get_problem (child.session));
  g_assert_cmpint (g_unlink (filler), ==, 0);
  await (&child, FALSE);
  assert_kept (&child, desk);
  close_child (&child);
  say ("end\n");
  return 0;
}

int
main (int argc, char *argv[])
{
  g_assert_cmpint (argc, ==, 3);
  if (g_str_equal (argv[1], "type"))
    return keep_typing (argv[2]);
  if (g_str_equal (argv[1], "take"))
    return take_all (argv[2]);
  if (g_str_equal (argv[1], "visit"))
    return visit (argv[2]);
  return use_small_disk (argv[2]);
}
