/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The outer end of the socket to a jail's first process, which a hostile program may have taken
 * over: every length is checked, nothing is waited for, the end is told once. */
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "frame.h"
#include "jail-run.h"

#define INCOMING_MAX (65536 + 8192)

/* --- Frames in a buffer --- */

static void
append_header (GByteArray *buffer, guint32 type, guint32 length)
{
  const struct pen_frame_header header = {.type = type, .length = length};

  g_byte_array_append (buffer, (const guint8 *)&header, sizeof header);
}

static void
append_frame (GByteArray *buffer, guint32 type, const char *payload)
{
  append_header (buffer, type, (guint32)strlen (payload));
  g_byte_array_append (buffer, (const guint8 *)payload, (guint)strlen (payload));
}

static void
assert_parses (GByteArray *buffer, guint32 wanted_type, const char *wanted)
{
  g_autoptr (GBytes) payload = NULL;
  guint32 type;

  g_assert_cmpint (pen_channel_parse (buffer, &type, &payload), ==, 1);
  g_assert_cmpuint (type, ==, wanted_type);
  g_assert_cmpmem (g_bytes_get_data (payload, NULL),
                   g_bytes_get_size (payload),
                   wanted,
                   strlen (wanted));
}

/* Nothing is taken and nothing is set. */
static void
assert_refuses (GByteArray *buffer, int wanted)
{
  GBytes *payload = NULL;
  guint32 type = 77;
  guint len = buffer->len;

  g_assert_cmpint (pen_channel_parse (buffer, &type, &payload), ==, wanted);
  g_assert_null (payload);
  g_assert_cmpuint (type, ==, 77);
  g_assert_cmpuint (buffer->len, ==, len);
}

static void
test_parse_whole (void)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();

  append_frame (buffer, PEN_FRAME_READY, "");
  append_frame (buffer, PEN_FRAME_DATA, "some bytes");
  append_frame (buffer, 4000000000u, "x"); /* of what it means the jail is the judge */
  append_header (buffer, PEN_FRAME_DONE, 0);
  assert_parses (buffer, PEN_FRAME_READY, "");
  assert_parses (buffer, PEN_FRAME_DATA, "some bytes");
  assert_parses (buffer, 4000000000u, "x");
  assert_parses (buffer, PEN_FRAME_DONE, "");
  g_assert_cmpuint (buffer->len, ==, 0);
  assert_refuses (buffer, 0);
}

static void
test_parse_short (void)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();

  append_frame (whole, PEN_FRAME_DATA, "12345");
  for (guint n = 0; n < whole->len; n++)
    {
      g_autoptr (GByteArray) part = g_byte_array_new ();

      g_byte_array_append (part, whole->data, n);
      assert_refuses (part, 0);
    }
}

static void
test_parse_hostile (void)
{
  static const struct
  {
    guint32 type;
    guint32 length;
  } frames[] = {{0, 0},
                {0, 5},
                {PEN_FRAME_DATA, INCOMING_MAX + 1},
                {PEN_FRAME_DATA, G_MAXUINT32},
                {PEN_FRAME_DATA, G_MAXUINT32 - 7}, /* with the header's length it would be 0 */
                {PEN_FRAME_DATA, (guint32)1 << 31}};

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (GByteArray) buffer = g_byte_array_new ();

      g_test_message ("type %u, length %u", frames[i].type, frames[i].length);
      append_header (buffer, frames[i].type, frames[i].length);
      assert_refuses (buffer, -1); /* before a single byte of it is waited for */
      g_byte_array_append (buffer, (const guint8 *)"12345", 5);
      assert_refuses (buffer, -1);
    }
}

static void
test_parse_largest (void)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();
  g_autofree char *bytes = g_strnfill (INCOMING_MAX, 'x');

  append_frame (buffer, PEN_FRAME_DATA, bytes);
  assert_parses (buffer, PEN_FRAME_DATA, bytes);
}

/* --- On a socket --- */

typedef struct
{
  PenChannel *channel;
  int peer;
  GString *log; /* "TYPE:PAYLOAD\n" each; "end\n" */
  guint n_bytes;
} Fixture;

static void
on_frame (PenChannel *channel, guint type, GBytes *payload, gpointer data)
{
  Fixture *fixture = data;

  if (type == 0)
    {
      g_assert_null (payload);
      g_assert_true (pen_channel_get_closed (channel));
      g_string_append (fixture->log, "end\n");
      return;
    }
  fixture->n_bytes += (guint)g_bytes_get_size (payload);
  if (g_bytes_get_size (payload) > 100)
    return;
  g_string_append_printf (fixture->log, "%u:", type);
  g_string_append_len (fixture->log,
                       g_bytes_get_data (payload, NULL),
                       (gssize)g_bytes_get_size (payload));
  g_string_append_c (fixture->log, '\n');
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  fixture->channel = pen_channel_new (fds[0]);
  fixture->peer = fds[1];
  fixture->log = g_string_new (NULL);
  g_signal_connect (fixture->channel, "frame", G_CALLBACK (on_frame), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->channel);
  if (fixture->peer >= 0)
    close (fixture->peer);
  g_string_free (fixture->log, TRUE);
}

static void
write_peer (Fixture *fixture, const GByteArray *bytes)
{
  g_assert_cmpint (write (fixture->peer, bytes->data, bytes->len), ==, (gssize)bytes->len);
}

static void
close_peer (Fixture *fixture)
{
  close (fixture->peer);
  fixture->peer = -1;
}

static gboolean
has_logged_end (gpointer data)
{
  return g_str_has_suffix (((Fixture *)data)->log->str, "end\n");
}

/* Byte by byte: however the kernel cuts it, the same frames arrive. */
static void
test_receive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  append_frame (bytes, PEN_FRAME_READY, "");
  append_frame (bytes, PEN_FRAME_DATA, "one");
  append_frame (bytes, PEN_FRAME_DATA, "two");
  for (guint i = 0; i < bytes->len; i++)
    {
      g_assert_cmpint (write (fixture->peer, bytes->data + i, 1), ==, 1);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  write_peer (fixture, bytes); /* and all at once */
  close_peer (fixture);
  g_assert_true (test_wait_until (has_logged_end, fixture, 10));
  g_assert_cmpstr (fixture->log->str, ==, "100:\n105:one\n105:two\n100:\n105:one\n105:two\nend\n");
}

static void
test_receive_much (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *payload = g_strnfill (60000, 'x');

  for (guint i = 0; i < 40; i++)
    append_frame (bytes, PEN_FRAME_DATA, payload);
  g_assert_cmpint (fcntl (fixture->peer, F_SETFL, O_NONBLOCK), ==, 0);
  for (guint at = 0; at < bytes->len;)
    {
      gssize n = write (fixture->peer, bytes->data + at, bytes->len - at);

      g_assert_true (n > 0 || errno == EAGAIN);
      at += n > 0 ? (guint)n : 0;
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  close_peer (fixture);
  g_assert_true (test_wait_until (has_logged_end, fixture, 10));
  g_assert_cmpuint (fixture->n_bytes, ==, 40 * 60000);
}

/* After what is no frame nothing counts, and the jail at the other end feels it. */
static void
test_receive_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  char byte;

  append_frame (bytes, PEN_FRAME_DATA, "one");
  append_header (bytes, PEN_FRAME_DATA, G_MAXUINT32);
  append_frame (bytes, PEN_FRAME_DATA, "two");
  write_peer (fixture, bytes);
  g_assert_true (test_wait_until (has_logged_end, fixture, 10));
  g_assert_cmpstr (fixture->log->str, ==, "105:one\nend\n");
  g_assert_true (pen_channel_get_closed (fixture->channel));
  g_assert_cmpint (read (fixture->peer, &byte, 1), ==, 0);
}

/* Half a frame and then nothing is an end, and no frame. */
static void
test_receive_half (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  append_frame (bytes, PEN_FRAME_DATA, "one");
  g_byte_array_set_size (bytes, bytes->len - 1);
  write_peer (fixture, bytes);
  close_peer (fixture);
  g_assert_true (test_wait_until (has_logged_end, fixture, 10));
  g_assert_cmpstr (fixture->log->str, ==, "end\n");
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) expected = g_byte_array_new ();
  g_autoptr (GBytes) head = g_bytes_new_static ("head", 4);
  g_autoptr (GBytes) tail = g_bytes_new_static ("tail", 4);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  guint8 buffer[256];
  gssize n;

  pen_channel_send (fixture->channel, PEN_FRAME_FILE, head, tail);
  pen_channel_send (fixture->channel, PEN_FRAME_FIFO, head, NULL);
  pen_channel_send (fixture->channel, PEN_FRAME_START, empty, empty);
  append_frame (expected, PEN_FRAME_FILE, "headtail");
  append_frame (expected, PEN_FRAME_FIFO, "head");
  append_frame (expected, PEN_FRAME_START, "");
  n = read (fixture->peer, buffer, sizeof buffer); /* small frames go at once */
  g_assert_cmpmem (buffer, (gsize)n, expected->data, expected->len);
}

/* Reads what is there; TRUE when @expected bytes were read in all. */
typedef struct
{
  int fd;
  GByteArray *bytes;
  guint expected;
} PeerReader;

static gboolean
read_some (gpointer data)
{
  PeerReader *reader = data;
  guint8 chunk[65536];
  gssize n = recv (reader->fd, chunk, sizeof chunk, MSG_DONTWAIT);

  if (n > 0)
    g_byte_array_append (reader->bytes, chunk, (guint)n);
  return reader->bytes->len >= reader->expected;
}

/* A jail that does not read holds up nobody, and gets all of it in the end. */
static void
test_send_much (Fixture *fixture, gconstpointer data)
{
  const gsize size = 6 * 1024 * 1024;
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GByteArray) received = g_byte_array_new ();
  PeerReader reader = {.fd = fixture->peer, .bytes = received, .expected = size + 8 + 12};
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) last = g_bytes_new_static ("last", 4);
  const struct pen_frame_header *header;

  text[size / 2] = 'y';
  head = g_bytes_new (text, size);
  pen_channel_send (fixture->channel, PEN_FRAME_FILE, head, NULL);
  pen_channel_send (fixture->channel, PEN_FRAME_FEED, last, NULL);
  g_assert_true (test_wait_until (read_some, &reader, 30));
  g_assert_cmpuint (received->len, ==, size + 8 + 12);
  header = (const struct pen_frame_header *)(const void *)received->data;
  g_assert_cmpuint (header->length, ==, size);
  g_assert_cmpint (memcmp (received->data + 8, text, size), ==, 0);
  g_assert_cmpint (memcmp (received->data + received->len - 4, "last", 4), ==, 0);
}

/* The peer goes in the middle of a long frame: what follows must not be counted from there. */
static void
test_send_to_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (4 << 20), 4 << 20);
  g_autoptr (GBytes) small = g_bytes_new_static ("x", 1);

  pen_channel_send (fixture->channel, PEN_FRAME_FILE, large, NULL);
  close_peer (fixture);
  for (guint i = 0; i < 3; i++)
    pen_channel_send (fixture->channel, PEN_FRAME_FILE, small, small);
  g_assert_true (test_wait_until (has_logged_end, fixture, 10));
  pen_channel_send (fixture->channel, PEN_FRAME_FILE, small, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->log->str, ==, "end\n");
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (4 << 20), 4 << 20);
  char byte;

  append_frame (bytes, PEN_FRAME_DATA, "late");
  write_peer (fixture, bytes);
  pen_channel_send (fixture->channel, PEN_FRAME_FILE, large, NULL);
  g_assert_false (pen_channel_get_closed (fixture->channel));
  pen_channel_close (fixture->channel);
  pen_channel_close (fixture->channel);
  g_assert_true (pen_channel_get_closed (fixture->channel));
  pen_channel_send (fixture->channel, PEN_FRAME_FILE, large, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->log->str, ==, ""); /* who closes needs no telling */
  while (read (fixture->peer, &byte, 1) == 1)
    ;
  close_peer (fixture);
}

static void
close_on_frame (PenChannel *channel, guint type, GBytes *payload, gpointer data)
{
  pen_channel_close (channel);
}

static gboolean
is_closed (gpointer data)
{
  return pen_channel_get_closed (data);
}

/* A handler that closes gets no more of what was read with it. */
static void
test_close_from_handler (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_signal_connect_after (fixture->channel, "frame", G_CALLBACK (close_on_frame), NULL);
  append_frame (bytes, PEN_FRAME_DATA, "one");
  append_frame (bytes, PEN_FRAME_DATA, "two");
  write_peer (fixture, bytes);
  g_assert_true (test_wait_until (is_closed, fixture->channel, 10));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->log->str, ==, "105:one\n");
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN); /* as the jail does */
  g_test_add_func ("/sandbox/channel/takes-whole-frames", test_parse_whole);
  g_test_add_func ("/sandbox/channel/waits-for-the-rest", test_parse_short);
  g_test_add_func ("/sandbox/channel/refuses-hostile-headers", test_parse_hostile);
  g_test_add_func ("/sandbox/channel/takes-the-largest-frame", test_parse_largest);
  add ("/sandbox/channel/receives-in-any-pieces", test_receive);
  add ("/sandbox/channel/receives-much", test_receive_much);
  add ("/sandbox/channel/ends-at-a-hostile-frame", test_receive_hostile);
  add ("/sandbox/channel/drops-half-a-frame", test_receive_half);
  add ("/sandbox/channel/sends-head-and-tail", test_send);
  add ("/sandbox/channel/waits-for-no-reader", test_send_much);
  add ("/sandbox/channel/survives-that-nobody-reads", test_send_to_nobody);
  add ("/sandbox/channel/closes-in-silence", test_close);
  add ("/sandbox/channel/can-be-closed-by-a-handler", test_close_from_handler);
  return g_test_run ();
}
