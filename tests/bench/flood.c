/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How the window bears a real program that prints without end, from its jail to the screen: gaps
 * between frames, memory, and how long Stop takes. SECONDS each as the argument, 10 by itself. */
#include <stdlib.h>

#include "display.h"
#include "flood.h"
#include "job-run.h"
#include "output-view.h"

typedef struct
{
  const char *name;
  const char *script;
} Program;

static double
stop (PenJob *job)
{
  gint64 start = g_get_monotonic_time ();

  pen_job_stop (job);
  PEN_WAIT_UNTIL (pen_job_get_ended (job));
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static void
measure (const Program *program, double seconds)
{
  PenRecipe *recipe = test_recipe_new ();
  g_autoptr (TestJob) test = NULL;
  g_autoptr (TestFlood) flood = NULL;
  GtkWidget *view = pen_output_view_new ();
  GtkWindow *window = pen_test_show (view, 640, 700);
  gint64 end_time = g_get_monotonic_time () + (gint64)(seconds * G_USEC_PER_SEC);
  PenTranscript *transcript;
  double stop_ms;

  test_recipe_add_run (recipe, program->script);
  test = test_job_new (recipe);
  for (guint i = 0; i < PEN_N_OUTPUTS; i++) /* what it gathers would count */
    g_signal_handlers_disconnect_matched (test->job, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, test);
  transcript = pen_job_get_transcript (test->job);
  pen_output_view_set_job (PEN_OUTPUT_VIEW (view), test->job, NULL);
  flood = test_flood_new (test->job, "", 0);
  test_flood_measure (flood, view);
  test_job_start (test);
  PEN_WAIT_UNTIL (g_get_monotonic_time () >= end_time || pen_job_get_ended (test->job));
  stop_ms = pen_job_get_ended (test->job) ? 0 : stop (test->job);
  test_flood_stop (flood);
  g_print ("| %-24s | %6.1f | %6.1f | %6.1f | %6.1f | %6.1f | %6.0f |\n",
           program->name,
           (double)test_flood_get_percentile (flood, 0.5) / 1000,
           (double)test_flood_get_percentile (flood, 0.99) / 1000,
           (double)flood->max_gap / 1000,
           ((double)flood->max_memory - (double)flood->start_memory) / 1e6,
           (double)(pen_transcript_get_n_bytes (transcript, PEN_OUTPUT_STDOUT) +
                    pen_transcript_get_n_bytes (transcript, PEN_OUTPUT_STDERR)) /
               1e6,
           stop_ms);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  static const Program programs[] = {
      {"yes", "yes"},
      {"lines of 60", "yes 'This is an ordinary line, as a loop prints it 0123456789.'"},
      {"lines of 4 KiB", "yes $(head -c 4000 /dev/zero | tr '\\0' m)"},
      {"10 MB without newline", "head -c 10000000 /dev/zero | tr '\\0' m; echo; sleep 1"},
      {"both streams in turn", "while :; do echo out; echo err >&2; done"},
      {"bytes of all kinds", "cat /bin/sh /bin/sh; while :; do cat /bin/sh; done"},
  };
  double seconds = argc > 1 ? atof (argv[1]) : 10;

  argc = 1;
  pen_test_init (&argc, &argv);
  g_print ("| %-24s | %6s | %6s | %6s | %6s | %6s | %6s |\n"
           "|---|---|---|---|---|---|---|\n",
           "program",
           "p50 ms",
           "p99 ms",
           "max ms",
           "+MB",
           "MB out",
           "Stop ms");
  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    measure (&programs[i], seconds);
  return EXIT_SUCCESS;
}
