/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Output without end, and how a view bears it. */
#include "flood.h"

#include <string.h>
#include <unistd.h>

#include "display.h"

PenJob *
test_printed_job_new (gboolean interactive)
{
  PenRecipe *recipe = g_new0 (PenRecipe, 1);

  recipe->action = PEN_ACTION_RUN;
  recipe->steps = g_ptr_array_new ();
  recipe->notes = g_ptr_array_new_with_free_func (g_free);
  recipe->options = pen_options_new ();
  recipe->options->interactive = interactive;
  return pen_job_new (recipe);
}

void
test_print (PenJob *job, PenOutput output, const char *text)
{
  pen_transcript_append_output (pen_job_get_transcript (job),
                                g_get_monotonic_time (),
                                output,
                                text,
                                strlen (text));
}

void
test_end (PenJob *job, int status)
{
  PenEnding ending = {.cause = PEN_CAUSE_EXITED,
                      .status = status,
                      .wall_time = 110 * 1000,
                      .peak_memory = 1258291};
  g_autoptr (PenVerdict) verdict = pen_verdict_new (PEN_PHASE_RUN, &ending);

  pen_transcript_end (pen_job_get_transcript (job), g_get_monotonic_time (), verdict);
  g_object_notify (G_OBJECT (job), "ended");
}

gsize
test_get_memory (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return (gsize)(g_ascii_strtoull (words[1], NULL, 10) * (guint64)sysconf (_SC_PAGESIZE));
}

TestFlood *
test_flood_new (PenJob *job, const char *text, gsize length)
{
  TestFlood *flood = g_new0 (TestFlood, 1);

  flood->job = g_object_ref (job);
  flood->chunk = g_bytes_new (text, length);
  flood->gaps = g_array_new (FALSE, FALSE, sizeof (gint64));
  return flood;
}

void
test_flood_free (TestFlood *flood)
{
  test_flood_stop (flood);
  g_object_unref (flood->job);
  g_bytes_unref (flood->chunk);
  g_array_unref (flood->gaps);
  g_free (flood);
}

/* As low as the pump that reads what real programs print. */
static gboolean
on_idle (gpointer data)
{
  TestFlood *flood = data;
  gsize length = 0;
  const char *bytes = g_bytes_get_data (flood->chunk, &length);
  PenOutput output = flood->alternates && flood->n_printed / length % 2 == 1 ? PEN_OUTPUT_STDERR
                                                                             : PEN_OUTPUT_STDOUT;

  pen_transcript_append_output (pen_job_get_transcript (flood->job),
                                g_get_monotonic_time (),
                                output,
                                bytes,
                                length);
  flood->n_printed += length;
  if (flood->n_bytes == 0 || flood->n_printed < flood->n_bytes)
    return G_SOURCE_CONTINUE;
  flood->source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TestFlood *flood = data;
  gint64 now = g_get_monotonic_time ();
  gint64 gap = now - flood->last_frame;

  flood->max_gap = MAX (flood->max_gap, gap);
  flood->max_memory = MAX (flood->max_memory, test_get_memory ());
  g_array_append_val (flood->gaps, gap);
  flood->last_frame = now;
  return G_SOURCE_CONTINUE;
}

void
test_flood_measure (TestFlood *flood, GtkWidget *widget)
{
  flood->widget = widget;
  flood->start_memory = flood->max_memory = test_get_memory ();
  flood->last_frame = g_get_monotonic_time ();
  flood->tick = gtk_widget_add_tick_callback (widget, on_frame, flood, NULL);
}

void
test_flood_begin (TestFlood *flood, GtkWidget *widget)
{
  test_flood_measure (flood, widget);
  flood->source = g_idle_add (on_idle, flood);
}

void
test_flood_stop (TestFlood *flood)
{
  if (flood->source != 0)
    g_source_remove (flood->source);
  flood->source = 0;
  if (flood->tick != 0)
    gtk_widget_remove_tick_callback (flood->widget, flood->tick);
  flood->tick = 0;
}

void
test_flood_run (TestFlood *flood, GtkWidget *widget, double seconds)
{
  gint64 end_time = g_get_monotonic_time () + (gint64)(seconds * G_USEC_PER_SEC);

  test_flood_begin (flood, widget);
  PEN_WAIT_UNTIL (g_get_monotonic_time () >= end_time);
  test_flood_stop (flood);
  g_test_message ("%.0f MB printed; frames: p50 %.1f, p99 %.1f, longest %.1f ms; memory +%.1f MB",
                  (double)flood->n_printed / 1e6,
                  (double)test_flood_get_percentile (flood, 0.5) / 1000,
                  (double)test_flood_get_percentile (flood, 0.99) / 1000,
                  (double)flood->max_gap / 1000,
                  ((double)flood->max_memory - (double)flood->start_memory) / 1e6);
}

static int
compare_gaps (gconstpointer a, gconstpointer b)
{
  const gint64 *first = a;
  const gint64 *second = b;

  return *first < *second ? -1 : *first > *second;
}

gint64
test_flood_get_percentile (TestFlood *flood, double share)
{
  if (flood->gaps->len == 0)
    return G_MAXINT64;
  g_array_sort (flood->gaps, compare_gaps);
  return g_array_index (flood->gaps, gint64, (guint)((flood->gaps->len - 1) * share));
}
