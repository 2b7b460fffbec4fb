/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whatever a program prints, the window goes on drawing, and stays small. */
#include <string.h>

#include "display.h"
#include "flood.h"
#include "keys.h"
#include "output-view.h"

#define MB ((gsize)1000 * 1000)

/* 100 ms is what is wanted; machines of tests are busy. Sanitizers keep what was freed. */
#define MAX_GAP (300 * 1000)
#define MAX_MEMORY (50 * MB)

static double
get_seconds (void)
{
  return g_strcmp0 (g_getenv ("PLAYPEN_TEST_ALL"), "1") == 0 ? 10 : 2;
}

static gboolean
is_sanitized (void)
{
  return g_getenv ("ASAN_OPTIONS") != NULL;
}

static void
assert_calm (TestFlood *flood)
{
  test_flood_stop (flood);
  g_assert_cmpuint (flood->gaps->len, >, 0);
  if (is_sanitized ())
    return;
  g_assert_cmpuint (flood->gaps->len, >, 5);
  g_assert_cmpint (flood->max_gap, <, MAX_GAP);
  g_assert_cmpuint (flood->max_memory - flood->start_memory, <, MAX_MEMORY);
}

static gboolean
shows (PenOutputView *view, const char *wanted)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (pen_output_view_get_text_view (view));
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpuint (strlen (text), <, 4 * 1024 * 1024);
  return strstr (text, wanted) != NULL;
}

/* At once, not only at the end; a sanitizer makes things too slow for a cut. */
static void
assert_cut_is_said (PenOutputView *view, PenJob *job)
{
  PenTranscript *transcript = pen_job_get_transcript (job);

  if (is_sanitized () && pen_transcript_get_n_dropped_bytes (transcript, PEN_OUTPUT_STDOUT) == 0)
    return;
  PEN_WAIT_UNTIL (shows (view, "not shown …"));
}

/* A chunk of 64 KiB made of @line. */
static GString *
repeat (const char *line)
{
  GString *text = g_string_new (NULL);

  while (text->len < 64 * 1024)
    g_string_append (text, line);
  return text;
}

static void
run (const char *line, gboolean alternates)
{
  g_autoptr (PenJob) job = test_printed_job_new (FALSE);
  GtkWidget *view = pen_output_view_new ();
  GtkWindow *window = pen_test_show (view, 640, 480);
  g_autoptr (GString) text = repeat (line);
  g_autoptr (TestFlood) flood = test_flood_new (job, text->str, text->len);

  flood->alternates = alternates;
  pen_transcript_begin_phase (pen_job_get_transcript (job), 0, PEN_PHASE_RUN);
  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), job, NULL);
  test_flood_run (flood, view, get_seconds ());
  assert_calm (flood);
  assert_cut_is_said (PEN_OUTPUT_VIEW (view), job);
  gtk_window_destroy (window);
}

static void
test_lines (void)
{
  run ("This is an ordinary line, as a loop prints it 0123456789.\n", FALSE);
}

static void
test_tiny_lines (void)
{
  run ("y\n", FALSE);
}

static void
test_empty_lines (void)
{
  run ("\n", TRUE);
}

static void
test_long_lines (void)
{
  g_autofree char *line = g_strnfill (4095, 'x');

  line[4094] = '\n';
  run (line, FALSE);
}

static void
test_colours (void)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (line,
                            "\033[38;2;%u;%u;%um#\033[4%um",
                            i * 37 % 256,
                            i,
                            i * 91 % 256,
                            i % 8);
  g_string_append_c (line, '\n');
  run (line->str, FALSE);
}

static void
test_links (void)
{
  run ("main.rs:1:1 E0382 main.rs:2:2\n", FALSE);
}

static void
test_bytes (void)
{
  run ("\xff\xfe\x01\x1b[2J\x1b]0;x\x07\xe2\x80\xae\xf0\x9f\x92\xa9\xcc\x81\n", TRUE);
}

/* One line of 10 MB, its end coming late. */
static void
test_one_line (void)
{
  g_autoptr (PenJob) job = test_printed_job_new (FALSE);
  GtkWidget *view = pen_output_view_new ();
  GtkWindow *window = pen_test_show (view, 640, 480);
  g_autofree char *text = g_strnfill (64 * 1024, 'm');
  g_autoptr (TestFlood) flood = test_flood_new (job, text, strlen (text));

  flood->n_bytes = 10 * MB;
  pen_transcript_begin_phase (pen_job_get_transcript (job), 0, PEN_PHASE_RUN);
  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), job, NULL);
  test_flood_begin (flood, view);
  PEN_WAIT_UNTIL (flood->source == 0);
  test_print (job, PEN_OUTPUT_STDOUT, "\nthe end\n");
  PEN_WAIT_UNTIL (flood->gaps->len > 10);
  assert_calm (flood);
  PEN_WAIT_UNTIL (shows (PEN_OUTPUT_VIEW (view), "bytes not shown)\nthe end\n"));
  gtk_window_destroy (window);
}

/* Ten thousands of entries, one a line. */
static void
test_short_entries (void)
{
  g_autoptr (PenJob) job = test_printed_job_new (FALSE);
  GtkWidget *view = pen_output_view_new ();
  GtkWindow *window = pen_test_show (view, 640, 480);
  g_autoptr (TestFlood) flood = test_flood_new (job, "a few words\n", 12);

  flood->alternates = TRUE;
  flood->n_bytes = 50000 * 12;
  pen_transcript_begin_phase (pen_job_get_transcript (job), 0, PEN_PHASE_RUN);
  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), job, NULL);
  test_flood_begin (flood, view);
  PEN_WAIT_UNTIL (flood->source == 0 && flood->gaps->len > 10);
  assert_calm (flood);
  assert_cut_is_said (PEN_OUTPUT_VIEW (view), job);
  gtk_window_destroy (window);
}

/* A job that follows another while that one still prints. */
static void
test_replaced (void)
{
  g_autoptr (PenJob) first = test_printed_job_new (FALSE);
  g_autoptr (PenJob) second = test_printed_job_new (FALSE);
  GtkWidget *view = pen_output_view_new ();
  GtkWindow *window = pen_test_show (view, 640, 480);
  g_autoptr (GString) text = repeat ("y\n");
  g_autoptr (TestFlood) flood = test_flood_new (first, text->str, text->len);
  g_autofree char *shown = NULL;

  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), first, NULL);
  test_flood_begin (flood, view);
  PEN_WAIT_UNTIL (flood->gaps->len > 30);
  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), second, NULL);
  test_print (second, PEN_OUTPUT_STDOUT, "second\n");
  PEN_WAIT_UNTIL (flood->gaps->len > 60);
  g_object_get (gtk_text_view_get_buffer (pen_output_view_get_text_view (PEN_OUTPUT_VIEW (view))),
                "text",
                &shown,
                NULL);
  g_assert_cmpstr (shown, ==, "second\n");
  assert_calm (flood);
  gtk_window_destroy (window);
}

static char *
dup_top_line (GtkTextView *view)
{
  GdkRectangle visible;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &start, visible.y + 10, NULL);
  end = start;
  gtk_text_iter_forward_line (&end);
  return gtk_text_iter_get_text (&start, &end);
}

/* Who reads the beginning reads on, whatever happens below. */
static void
test_reader (void)
{
  g_autoptr (PenJob) job = test_printed_job_new (FALSE);
  GtkWidget *view = pen_output_view_new ();
  GtkTextView *text = pen_output_view_get_text_view (PEN_OUTPUT_VIEW (view));
  GtkWindow *window = pen_test_show (view, 640, 480);
  g_autoptr (GString) lines = repeat ("and so on\n");
  g_autoptr (TestFlood) flood = test_flood_new (job, lines->str, lines->len);
  g_autofree char *before = NULL;

  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), job, NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u\n", i);

      test_print (job, PEN_OUTPUT_STDOUT, line);
    }
  pen_test_settle (view);
  gtk_widget_grab_focus (GTK_WIDGET (text));
  pen_test_press (window, "Prior Prior");
  PEN_WAIT_UNTIL (!pen_output_view_get_following (PEN_OUTPUT_VIEW (view)));
  pen_test_settle (view);
  before = dup_top_line (text);
  test_flood_begin (flood, view);
  for (guint n_frames = 10; n_frames <= 100; n_frames += 10)
    {
      g_autofree char *now = NULL;

      PEN_WAIT_UNTIL (flood->gaps->len > n_frames);
      now = dup_top_line (text);
      g_assert_cmpstr (now, ==, before);
      g_assert_false (pen_output_view_get_following (PEN_OUTPUT_VIEW (view)));
    }
  assert_calm (flood);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  g_test_add_func ("/gtk/output/flood/lines", test_lines);
  g_test_add_func ("/gtk/output/flood/tiny-lines", test_tiny_lines);
  g_test_add_func ("/gtk/output/flood/empty-lines-of-both-streams", test_empty_lines);
  g_test_add_func ("/gtk/output/flood/long-lines", test_long_lines);
  g_test_add_func ("/gtk/output/flood/colours", test_colours);
  g_test_add_func ("/gtk/output/flood/links", test_links);
  g_test_add_func ("/gtk/output/flood/hostile-bytes", test_bytes);
  g_test_add_func ("/gtk/output/flood/one-line-of-ten-megabytes", test_one_line);
  g_test_add_func ("/gtk/output/flood/short-entries-of-both-streams", test_short_entries);
  g_test_add_func ("/gtk/output/flood/job-is-replaced", test_replaced);
  g_test_add_func ("/gtk/output/flood/leaves-the-reader-alone", test_reader);
  return g_test_run ();
}
