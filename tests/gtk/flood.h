/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* Output without end, and how a view bears it. */
#include <gtk/gtk.h>

#include "core.h"

G_BEGIN_DECLS

/** test_printed_job_new: (transfer full): a job that is never started: what it "prints" is appended
 * to its transcript. @interactive: its recipe says that somebody types. */
PenJob *test_printed_job_new (gboolean interactive);

/** test_print: the job's program prints @text now. */
void test_print (PenJob *job, PenOutput output, const char *text);

/** test_end: the job's program ends by itself with @status. */
void test_end (PenJob *job, int status);

/** TestFlood: what is printed, and what was measured. */
typedef struct
{
  PenJob *job;
  GBytes *chunk;       /* printed again and again */
  gboolean alternates; /* between the streams, at each chunk */
  guint64 n_bytes;     /* of how much at most; 0: without end */
  guint64 n_printed;   /* hitherto */

  GArray *gaps; /* (element-type gint64): µs between frames */
  gint64 last_frame;
  gint64 max_gap;
  gsize start_memory; /* resident bytes */
  gsize max_memory;
  guint source;
  guint tick;
  GtkWidget *widget;
} TestFlood;

/** test_flood_new: @text is one chunk; long ones are faster. Takes a reference on @job. */
TestFlood *test_flood_new (PenJob *job, const char *text, gsize length);
void test_flood_free (TestFlood *flood);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFlood, test_flood_free)

/** test_flood_begin: prints as fast as the main loop goes, and measures the frames of @widget. */
void test_flood_begin (TestFlood *flood, GtkWidget *widget);
void test_flood_stop (TestFlood *flood);

/** test_flood_measure: measures the frames of @widget without printing anything. */
void test_flood_measure (TestFlood *flood, GtkWidget *widget);

/** test_flood_run: for @seconds, then stops and says what was measured. */
void test_flood_run (TestFlood *flood, GtkWidget *widget, double seconds);

/** test_flood_get_percentile: µs; @share: 0…1. */
gint64 test_flood_get_percentile (TestFlood *flood, double share);

/** test_get_memory: resident bytes of this process. */
gsize test_get_memory (void);

G_END_DECLS
