/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One line says how it goes and how it ended, to eyes and ears alike. */
#include "result-band.h"

#include <string.h>

#include "display.h"
#include "flood.h"

typedef struct
{
  PenJob *job;
  GtkWidget *band;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->job = test_printed_job_new (/* interactive= */ FALSE);
  fixture->band = pen_result_band_new ();
  gtk_box_append (GTK_BOX (box), fixture->band);
  fixture->window = pen_test_show (box, 480, 120);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->job);
}

static PenResultBand *
get_band (Fixture *fixture)
{
  return PEN_RESULT_BAND (fixture->band);
}

static void
assert_says (Fixture *fixture, const char *expected)
{
  g_autofree char *text = pen_result_band_dup_text (get_band (fixture));
  g_autofree char *problem = NULL;

  g_assert_cmpstr (text, ==, expected);
  problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->band),
                                                GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                expected);
  g_assert_cmpstr (problem, ==, NULL);
  gtk_test_accessible_assert_role (fixture->band, GTK_ACCESSIBLE_ROLE_STATUS);
}

static gboolean
says (Fixture *fixture, const char *wanted)
{
  g_autofree char *text = pen_result_band_dup_text (get_band (fixture));

  return strstr (text, wanted) != NULL;
}

static void
test_hidden_at_first (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (fixture->band));
  pen_result_band_set_job (get_band (fixture), fixture->job);
  g_assert_false (gtk_widget_get_visible (fixture->band));
  pen_result_band_set_job (get_band (fixture), NULL);
  g_assert_false (gtk_widget_get_visible (fixture->band));
}

static void
test_success (Fixture *fixture, gconstpointer data)
{
  pen_result_band_set_job (get_band (fixture), fixture->job);
  test_end (fixture->job, 0);
  assert_says (fixture, "Finished in 0.11 s. 1.2 MiB of memory");
  g_assert_true (gtk_widget_has_css_class (fixture->band, "went-well"));
  pen_test_picture (fixture->band, "band-success");
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  pen_result_band_set_job (get_band (fixture), fixture->job);
  test_end (fixture->job, 101);
  assert_says (fixture,
               "Failed: Ended with exit status 101 after 0.11 s. A panic ends a program this way; "
               "its message says what happened and where. 1.2 MiB of memory");
  g_assert_true (gtk_widget_has_css_class (fixture->band, "went-wrong"));
  g_assert_false (gtk_widget_has_css_class (fixture->band, "went-well"));
  pen_test_picture (fixture->band, "band-failure");
}

/* Nothing turns before it is worth it; then what is going on is said. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  PenTranscript *transcript = pen_job_get_transcript (fixture->job);
  gint64 start = g_get_monotonic_time ();

  pen_result_band_set_job (get_band (fixture), fixture->job);
  PEN_WAIT_UNTIL (says (fixture, "Compiling…"));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 140 * 1000);
  assert_says (fixture, "Compiling…");
  pen_transcript_begin_phase (transcript, 1, PEN_PHASE_RUN);
  assert_says (fixture, "Running…");
  PEN_WAIT_UNTIL (says (fixture, "Running… 2 s"));
  pen_test_picture (fixture->band, "band-running");
  test_end (fixture->job, 0);
  assert_says (fixture, "Finished in 0.11 s. 1.2 MiB of memory");
}

/* The next job's beginning does not flicker. */
static void
test_keeps_what_was_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenJob) next = test_printed_job_new (/* interactive= */ FALSE);

  pen_result_band_set_job (get_band (fixture), fixture->job);
  test_end (fixture->job, 1);
  pen_result_band_set_job (get_band (fixture), next);
  g_assert_true (says (fixture, "Ended with exit status 1"));
  test_end (next, 0);
  g_assert_true (says (fixture, "Finished"));
}

static void
test_life (void)
{
  PenJob *job = test_printed_job_new (/* interactive= */ FALSE);
  GtkWidget *band = g_object_ref_sink (pen_result_band_new ());

  pen_result_band_set_job (PEN_RESULT_BAND (band), job);
  g_object_run_dispose (G_OBJECT (band));
  test_end (job, 0);
  g_assert_finalize_object (band);
  g_assert_finalize_object (job);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/result-band/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("hidden-at-first", test_hidden_at_first);
  ADD ("went-well", test_success);
  ADD ("went-wrong", test_failure);
  ADD ("progress", test_progress);
  ADD ("keeps-what-was-said", test_keeps_what_was_said);
  g_test_add_func ("/gtk/result-band/life", test_life);
  return g_test_run ();
}
