/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The bounded reader of a pipe: small bites, one end, and nothing while it is paused. */
#include "pump.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "jail-run.h"

#define BITE (64 * 1024)

typedef struct
{
  PenPump *pump;
  int writer;
  GByteArray *received;
  guint n_bites;
  gsize largest;
  guint n_ends;
  gboolean stop_at_first; /* the handler lets go of the pump */
} Fixture;

static void
on_data (PenPump *pump, GBytes *bytes, gpointer data)
{
  Fixture *fixture = data;
  gsize size;
  const guint8 *bite;

  g_assert_cmpuint (fixture->n_ends, ==, 0); /* nothing follows the end */
  if (bytes == NULL)
    {
      g_assert_true (pen_pump_get_finished (pump));
      fixture->n_ends++;
      return;
    }
  bite = g_bytes_get_data (bytes, &size);
  g_assert_cmpuint (size, >, 0);
  g_byte_array_append (fixture->received, bite, (guint)size);
  fixture->n_bites++;
  fixture->largest = MAX (fixture->largest, size);
  if (fixture->stop_at_first)
    g_clear_object (&fixture->pump);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int fds[2];

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  fixture->pump = pen_pump_new (fds[0]);
  fixture->writer = fds[1];
  fixture->received = g_byte_array_new ();
  g_signal_connect (fixture->pump, "data", G_CALLBACK (on_data), fixture);
}

static void
close_writer (Fixture *fixture)
{
  if (fixture->writer >= 0)
    close (fixture->writer);
  fixture->writer = -1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->pump);
  close_writer (fixture);
  g_byte_array_unref (fixture->received);
}

static void
write_text (Fixture *fixture, const char *text)
{
  g_assert_cmpint (write (fixture->writer, text, strlen (text)), ==, (gssize)strlen (text));
}

/* Makes it as large as an ordinary user may and writes until it takes no more; how much that is. */
static gsize
fill (Fixture *fixture)
{
  g_autofree char *chunk = g_strnfill (4096, 'x');
  gsize total = 0;
  gssize n;

  if (fcntl (fixture->writer, F_SETPIPE_SZ, 1 << 20) < 0)
    g_test_message ("the pipe stays small: %s", g_strerror (errno));
  g_assert_cmpint (fcntl (fixture->writer, F_SETFL, O_NONBLOCK), ==, 0);
  while ((n = write (fixture->writer, chunk, 4096)) > 0)
    total += (gsize)n;
  g_assert_cmpint (errno, ==, EAGAIN);
  return total;
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *)data)->n_ends > 0;
}

static gboolean
has_received (gpointer data)
{
  return ((Fixture *)data)->n_bites > 0;
}

static void
turn (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "one\n");
  g_assert_true (test_wait_until (has_received, fixture, 10));
  g_assert_false (pen_pump_get_finished (fixture->pump));
  write_text (fixture, "two");
  close_writer (fixture);
  g_assert_true (test_wait_until (has_ended, fixture, 10));
  turn ();
  g_assert_cmpuint (fixture->n_ends, ==, 1);
  g_assert_cmpmem (fixture->received->data, fixture->received->len, "one\ntwo", 7);
}

static void
test_end_without_a_word (Fixture *fixture, gconstpointer data)
{
  close_writer (fixture);
  g_assert_true (test_wait_until (has_ended, fixture, 10));
  g_assert_cmpuint (fixture->n_bites, ==, 0);
}

static gboolean
count_turn (gpointer data)
{
  ++*(guint *)data;
  return G_SOURCE_CONTINUE;
}

/* However full the pipe is, what else happens on the loop has its turn after each bite. */
static void
test_bites (Fixture *fixture, gconstpointer data)
{
  guint n_turns = 0;
  guint other;
  gsize total;

  total = fill (fixture);
  close_writer (fixture);
  other = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, count_turn, &n_turns, NULL);
  while (fixture->n_ends == 0)
    {
      guint n_bites = fixture->n_bites;

      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (fixture->n_bites - n_bites, <=, 1);
    }
  g_source_remove (other);
  g_assert_cmpuint (fixture->received->len, ==, total);
  g_assert_cmpuint (fixture->largest, <=, BITE);
  g_assert_cmpuint (fixture->n_bites, >=, total / BITE);
  g_assert_cmpuint (n_turns, >=, fixture->n_bites);
}

static void
test_pause (Fixture *fixture, gconstpointer data)
{
  gsize total;

  pen_pump_set_paused (fixture->pump, TRUE);
  total = fill (fixture);
  close_writer (fixture);
  turn ();
  g_assert_cmpuint (fixture->n_bites, ==, 0);
  g_assert_cmpuint (fixture->n_ends, ==, 0);
  pen_pump_set_paused (fixture->pump, TRUE);
  pen_pump_set_paused (fixture->pump, FALSE);
  pen_pump_set_paused (fixture->pump, FALSE);
  g_assert_true (test_wait_until (has_ended, fixture, 10));
  g_assert_cmpuint (fixture->received->len, ==, total);
}

/* The writer lives on, but nobody waits for it. */
static void
test_finish (Fixture *fixture, gconstpointer data)
{
  gsize total = fill (fixture);

  pen_pump_finish (fixture->pump);
  g_assert_cmpuint (fixture->received->len, ==, total);
  g_assert_cmpuint (fixture->largest, <=, BITE);
  g_assert_cmpuint (fixture->n_ends, ==, 1);
  g_assert_true (pen_pump_get_finished (fixture->pump));
  pen_pump_finish (fixture->pump);
  pen_pump_set_paused (fixture->pump, FALSE);
  write_text (fixture, "late");
  turn ();
  g_assert_cmpuint (fixture->n_ends, ==, 1);
  g_assert_cmpuint (fixture->received->len, ==, total);
}

static void
test_finish_paused (Fixture *fixture, gconstpointer data)
{
  pen_pump_set_paused (fixture->pump, TRUE);
  write_text (fixture, "held up");
  close_writer (fixture);
  pen_pump_finish (fixture->pump);
  g_assert_cmpmem (fixture->received->data, fixture->received->len, "held up", 7);
  g_assert_cmpuint (fixture->n_ends, ==, 1);
}

/* The last reference may go while it tells of a bite. */
static void
test_dropped_by_handler (Fixture *fixture, gconstpointer data)
{
  fixture->stop_at_first = TRUE;
  fill (fixture);
  g_assert_true (test_wait_until (has_received, fixture, 10));
  turn ();
  g_assert_cmpuint (fixture->n_bites, ==, 1);
  g_assert_cmpuint (fixture->n_ends, ==, 0);
}

static void
test_dropped_by_finish (Fixture *fixture, gconstpointer data)
{
  fixture->stop_at_first = TRUE;
  write_text (fixture, "x");
  pen_pump_finish (fixture->pump);
  g_assert_null (fixture->pump);
  g_assert_cmpuint (fixture->n_bites, ==, 1);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/sandbox/pump/tells-the-end-once", test_end);
  add ("/sandbox/pump/tells-the-end-of-nothing", test_end_without_a_word);
  add ("/sandbox/pump/takes-small-bites", test_bites);
  add ("/sandbox/pump/reads-nothing-while-paused", test_pause);
  add ("/sandbox/pump/finishes-without-waiting", test_finish);
  add ("/sandbox/pump/finishes-though-paused", test_finish_paused);
  add ("/sandbox/pump/may-be-dropped-by-a-handler", test_dropped_by_handler);
  add ("/sandbox/pump/may-be-dropped-while-it-finishes", test_dropped_by_finish);
  return g_test_run ();
}
