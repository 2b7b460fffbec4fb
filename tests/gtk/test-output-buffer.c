/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whatever happens between two frames, the text ends as the transcript, in its colours. */
#include "output-buffer.h"

#include <string.h>

#include "display.h"

#define KEEP (16 * 1024)
#define ROUNDS 40
#define STEPS 600

typedef struct
{
  PenTranscript *transcript;
  PenOutputBuffer *buffer;
  GRand *random;
  guint n_pending; /* times that it was said */
  gint64 time;
} Fixture;

static void
on_pending (PenOutputBuffer *buffer, Fixture *fixture)
{
  fixture->n_pending++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenOutputTags) tags = pen_output_tags_new ();

  fixture->random = g_rand_new_with_seed (g_test_rand_int ());
  fixture->transcript = pen_transcript_new (KEEP);
  fixture->buffer = pen_output_buffer_new (tags);
  g_signal_connect (fixture->buffer, "pending", G_CALLBACK (on_pending), fixture);
  pen_output_buffer_set_transcript (fixture->buffer,
                                    fixture->transcript,
                                    (const char *const[]){"src/main.rs", NULL});
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->buffer);
  g_object_unref (fixture->transcript);
  g_rand_free (fixture->random);
}

static void
print (Fixture *fixture, PenOutput output, const char *text)
{
  fixture->time += 30 * 1000; /* an entry of its own */
  pen_transcript_append_output (fixture->transcript, fixture->time, output, text, strlen (text));
}

static void
flush_all (Fixture *fixture)
{
  while (pen_output_buffer_flush (fixture->buffer, 1000))
    ;
}

static char *
dup_text (Fixture *fixture)
{
  char *text = NULL;

  g_object_get (fixture->buffer, "text", &text, NULL);
  return text;
}

/* The text with a letter before each character that tells its stream. */
static char *
dup_streams (Fixture *fixture)
{
  PenOutputTags *tags = pen_output_buffer_get_tags (fixture->buffer);
  GtkTextTag *stderr_tag = pen_output_tags_get (tags, PEN_OUTPUT_TAG_STDERR);
  GString *text = g_string_new (NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (fixture->buffer), &iter);
  for (; !gtk_text_iter_is_end (&iter); gtk_text_iter_forward_char (&iter))
    {
      g_string_append_c (text, gtk_text_iter_has_tag (&iter, stderr_tag) ? 'e' : 'o');
      g_string_append_unichar (text, gtk_text_iter_get_char (&iter));
    }
  return g_string_free (text, FALSE);
}

static void
step (Fixture *fixture)
{
  static const char *const texts[] = {
      "a line\n",
      "no end",
      "\033[31mred",
      "\033[0m",
      "ünïcode ✓\n",
      "\xff\xc3",
      "\n\n\n",
      "src/main.rs:1:2\n",
      "\033[7minverse ",
      "E0382\033[0m\n",
      "\r\nprogress\r",
      "\033[38;5;200mpink\033[39m ",
  };
  int kind = g_rand_int_range (fixture->random, 0, 20);

  if (kind < 13)
    {
      const char *text = texts[g_rand_int_range (fixture->random, 0, G_N_ELEMENTS (texts))];

      if (g_rand_boolean (fixture->random))
        fixture->time += 30 * 1000;
      pen_transcript_append_output (fixture->transcript,
                                    fixture->time,
                                    g_rand_int_range (fixture->random, 0, PEN_N_OUTPUTS),
                                    text,
                                    strlen (text));
    }
  else if (kind == 13)
    {
      g_autofree char *text = g_strnfill ((gsize)g_rand_int_range (fixture->random, 1, 9000), 'm');

      print (fixture, g_rand_boolean (fixture->random), text);
    }
  else if (kind == 14)
    pen_transcript_append_note (fixture->transcript, fixture->time, "A remark.");
  else if (kind < 18)
    pen_output_buffer_flush (fixture->buffer, g_rand_int_range (fixture->random, 0, 200));
}

/* Says where they differ, not all of both. */
static void
assert_same (const char *text, const char *expected)
{
  gsize i = 0;

  while (text[i] != '\0' && text[i] == expected[i])
    i++;
  if (text[i] != expected[i])
    g_test_message ("at %zu: “%.60s” is not “%.60s”", i, text + i, expected + i);
  g_assert_true (text[i] == expected[i]);
}

static void
test_ends_as_the_transcript (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autofree char *kept = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *copied = NULL;

      for (guint i = 0; i < STEPS; i++)
        step (fixture);
      flush_all (fixture);
      kept = pen_transcript_dup_all_text (fixture->transcript);
      shown = dup_text (fixture);
      copied = pen_output_buffer_dup_text (fixture->buffer);
      assert_same (copied, kept);
      assert_same (shown, kept);
    }
}

/* The same text, written at once and in pieces, looks the same. It is less than what is kept: of
 * what is dropped nobody knows the colour that it left. */
static void
test_looks_the_same (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {"x\033[1m", "\033[32mgreen\n", "\033[0my", "\033[41mon red "};
  g_autoptr (PenTranscript) transcript = pen_transcript_new (/* keep= */ 0);
  g_autoptr (PenOutputTags) tags = pen_output_tags_new ();
  g_autoptr (PenOutputBuffer) once = pen_output_buffer_new (tags);
  GtkTextIter first;
  GtkTextIter second;

  pen_output_buffer_set_transcript (fixture->buffer, transcript, NULL);
  g_set_object (&fixture->transcript, transcript);
  for (guint i = 0; i < 5000; i++)
    {
      print (fixture,
             g_rand_int_range (fixture->random, 0, 8) == 0 ? PEN_OUTPUT_STDERR : PEN_OUTPUT_STDOUT,
             texts[g_rand_int_range (fixture->random, 0, G_N_ELEMENTS (texts))]);
      if (g_rand_int_range (fixture->random, 0, 600) == 0)
        pen_output_buffer_flush (fixture->buffer, 0);
    }
  flush_all (fixture);
  pen_output_buffer_set_transcript (once, transcript, NULL);
  while (pen_output_buffer_flush (once, G_MAXINT32))
    ;
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (fixture->buffer), &first);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (once), &second);
  while (!gtk_text_iter_is_end (&first))
    {
      g_autoptr (GSList) here = gtk_text_iter_get_tags (&first);
      g_autoptr (GSList) there = gtk_text_iter_get_tags (&second);

      g_assert_cmpuint (gtk_text_iter_get_char (&first), ==, gtk_text_iter_get_char (&second));
      g_assert_cmpuint (g_slist_length (here), ==, g_slist_length (there));
      gtk_text_iter_forward_char (&first);
      gtk_text_iter_forward_char (&second);
    }
  g_assert_true (gtk_text_iter_is_end (&second));
}

/* What fills a gap takes nothing over from what stands around it. */
static void
test_streams_stay_apart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *streams = NULL;

  print (fixture, PEN_OUTPUT_STDERR, "e");
  print (fixture, PEN_OUTPUT_STDOUT, "o");
  print (fixture, PEN_OUTPUT_STDERR, "e\n");
  print (fixture, PEN_OUTPUT_STDOUT, "o");
  flush_all (fixture);
  print (fixture, PEN_OUTPUT_STDERR, "e");
  flush_all (fixture);
  streams = dup_streams (fixture);
  g_assert_cmpstr (streams, ==, "eeooeee\nooee");
}

static void
test_says_once (Fixture *fixture, gconstpointer data)
{
  print (fixture, PEN_OUTPUT_STDOUT, "a");
  print (fixture, PEN_OUTPUT_STDOUT, "b");
  g_assert_cmpuint (fixture->n_pending, ==, 1);
  flush_all (fixture);
  g_assert_false (pen_output_buffer_flush (fixture->buffer, 1000));
  g_assert_cmpuint (fixture->n_pending, ==, 1);
  pen_transcript_begin_phase (fixture->transcript, fixture->time, PEN_PHASE_RUN);
  g_assert_cmpuint (fixture->n_pending, ==, 1);
  print (fixture, PEN_OUTPUT_STDOUT, "c");
  g_assert_cmpuint (fixture->n_pending, ==, 2);
}

/* Without a frame, as in a window that nobody sees, what is noted down stays bounded too. */
static void
test_bounded_without_frames (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < 20000; i++)
    print (fixture, i % 2, "a line of some length\n");
  flush_all (fixture);
  text = dup_text (fixture);
  g_assert_cmpuint (strlen (text), <, 3 * KEEP);
  g_assert_nonnull (strstr (text, "not shown …"));
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *copied = NULL;

  for (guint i = 0; i < 2000; i++)
    print (fixture, PEN_OUTPUT_STDOUT, "an old line\n");
  pen_output_buffer_flush (fixture->buffer, 0);
  pen_output_buffer_clear (fixture->buffer);
  flush_all (fixture);
  before = dup_text (fixture);
  g_assert_cmpstr (before, ==, "");
  print (fixture, PEN_OUTPUT_STDERR, "new\n");
  pen_output_buffer_append_input (fixture->buffer, "typed\033\n");
  flush_all (fixture);
  shown = dup_text (fixture);
  copied = pen_output_buffer_dup_text (fixture->buffer);
  g_assert_cmpstr (shown, ==, "new\ntyped␛␊\n");
  g_assert_cmpstr (copied, ==, shown);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/output/buffer/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("ends-as-the-transcript", test_ends_as_the_transcript);
  ADD ("looks-the-same", test_looks_the_same);
  ADD ("streams-stay-apart", test_streams_stay_apart);
  ADD ("says-once", test_says_once);
  ADD ("bounded-without-frames", test_bounded_without_frames);
  ADD ("clear", test_clear);
  return g_test_run ();
}
