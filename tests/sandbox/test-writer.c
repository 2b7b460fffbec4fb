/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The write end of a pipe whose reader may take its time, or go. */
#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "jail-run.h"

typedef struct
{
  PenWriter *writer;
  int reader;
  GByteArray *received;
  gboolean at_end;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int fds[2];

  g_assert_cmpint (pipe2 (fds, O_CLOEXEC), ==, 0);
  g_assert_cmpint (fcntl (fds[0], F_SETFL, O_NONBLOCK), ==, 0);
  fixture->writer = pen_writer_new (fds[1]);
  fixture->reader = fds[0];
  fixture->received = g_byte_array_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->writer, pen_writer_free);
  if (fixture->reader >= 0)
    close (fixture->reader);
  g_byte_array_unref (fixture->received);
}

static void
push (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pen_writer_push (fixture->writer, bytes);
}

static void
push_much (Fixture *fixture, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (size, 'x'), size);

  pen_writer_push (fixture->writer, bytes);
}

static void
read_some (Fixture *fixture)
{
  guint8 chunk[16384];
  gssize n = read (fixture->reader, chunk, sizeof chunk);

  if (n > 0)
    g_byte_array_append (fixture->received, chunk, (guint)n);
  fixture->at_end |= n == 0;
}

static gboolean
read_to_end (gpointer data)
{
  Fixture *fixture = data;

  read_some (fixture);
  return fixture->at_end;
}

static gboolean
has_nothing_pending (gpointer data)
{
  return pen_writer_get_pending (data) == 0;
}

/* What the pipe takes goes at once, without a turn of the loop. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (pen_writer_get_last_time (fixture->writer), ==, 0);
  push (fixture, "one ");
  push (fixture, "");
  push (fixture, "two ");
  g_assert_cmpuint (pen_writer_get_pending (fixture->writer), ==, 0);
  read_some (fixture);
  g_assert_cmpmem (fixture->received->data, fixture->received->len, "one two ", 8);
  push (fixture, "three");
  pen_writer_finish (fixture->writer);
  push (fixture, "after the end");
  g_assert_true (test_wait_until (read_to_end, fixture, 10));
  g_assert_cmpmem (fixture->received->data, fixture->received->len, "one two three", 13);
  g_assert_cmpint (pen_writer_get_last_time (fixture->writer), >, 0);
}

static void
test_finish_empty (Fixture *fixture, gconstpointer data)
{
  pen_writer_finish (fixture->writer);
  pen_writer_finish (fixture->writer);
  g_assert_true (test_wait_until (read_to_end, fixture, 10));
  g_assert_cmpuint (fixture->received->len, ==, 0);
  g_assert_cmpint (pen_writer_get_last_time (fixture->writer), ==, 0);
}

/* Far more than a pipe holds: nobody waits, and what the reader has not taken is counted. */
static void
test_unread (Fixture *fixture, gconstpointer data)
{
  const gsize size = 4 << 20;
  gsize in_pipe;

  push_much (fixture, size);
  push (fixture, "last");
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  in_pipe = size + 4 - pen_writer_get_pending (fixture->writer);
  g_assert_cmpuint (in_pipe, >, 0);
  g_assert_cmpuint (in_pipe, <=, 1 << 20);
  pen_writer_finish (fixture->writer);
  push (fixture, "too late");
  g_assert_true (test_wait_until (read_to_end, fixture, 30));
  g_assert_cmpuint (fixture->received->len, ==, size + 4);
  g_assert_cmpmem (fixture->received->data + size, 4, "last", 4);
}

static gboolean
read_until_taken (gpointer data)
{
  read_some (data);
  return pen_writer_get_pending (((Fixture *)data)->writer) == 0;
}

/* When the reader last took something: what only waits does not count. */
static void
test_last_time (Fixture *fixture, gconstpointer data)
{
  gint64 first;

  push_much (fixture, 4 << 20);
  first = pen_writer_get_last_time (fixture->writer);
  g_assert_cmpint (first, >, 0);
  g_assert_cmpint (first, <=, g_get_monotonic_time ());
  push (fixture, "y");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (pen_writer_get_last_time (fixture->writer), ==, first);
  g_assert_true (test_wait_until (read_until_taken, fixture, 30));
  g_assert_cmpint (pen_writer_get_last_time (fixture->writer), >, first);
}

static void
test_reader_gone (Fixture *fixture, gconstpointer data)
{
  push_much (fixture, 4 << 20);
  g_assert_cmpuint (pen_writer_get_pending (fixture->writer), >, 0);
  close (fixture->reader);
  fixture->reader = -1;
  g_assert_true (test_wait_until (has_nothing_pending, fixture->writer, 10));
  push (fixture, "more");
  g_assert_cmpuint (pen_writer_get_pending (fixture->writer), ==, 0);
  pen_writer_finish (fixture->writer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What is queued is lost, and the reader sees the end. */
static void
test_free (Fixture *fixture, gconstpointer data)
{
  push_much (fixture, 4 << 20);
  g_clear_pointer (&fixture->writer, pen_writer_free);
  while (!fixture->at_end)
    read_some (fixture);
  g_assert_cmpuint (fixture->received->len, <, 4 << 20);
  while (g_main_context_iteration (NULL, FALSE)) /* no source of it is left */
    ;
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN); /* as the jail does */
  add ("/sandbox/writer/keeps-the-order", test_order);
  add ("/sandbox/writer/closes-when-asked", test_finish_empty);
  add ("/sandbox/writer/waits-for-no-reader", test_unread);
  add ("/sandbox/writer/knows-when-something-was-taken", test_last_time);
  add ("/sandbox/writer/survives-a-reader-that-goes", test_reader_gone);
  add ("/sandbox/writer/closes-when-freed", test_free);
  return g_test_run ();
}
