/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is said of tests: icons, words and counts. */
#include "test-words.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *word;
  const char *icon;
  const char *style;
} Words;

static const Words states[PEN_N_TEST_STATES] = {
    [PEN_TEST_RUNNING] = {N_ ("running"), "content-loading-symbolic", NULL},
    [PEN_TEST_PASSED] = {N_ ("passed"), "emblem-ok-symbolic", "success"},
    [PEN_TEST_FAILED] = {N_ ("failed"), "dialog-error-symbolic", "error"},
    [PEN_TEST_IGNORED] = {N_ ("ignored"), "action-unavailable-symbolic", NULL},
    [PEN_TEST_MEASURED] = {N_ ("measured"), "alarm-symbolic", "success"},
    [PEN_TEST_UNFINISHED] = {N_ ("not finished"), "process-stop-symbolic", "warning"},
};

const char *
pen_test_words_get_state (PenTestState state)
{
  return _ (states[state].word);
}

const char *
pen_test_words_get_icon (PenTestState state)
{
  return states[state].icon;
}

const char *
pen_test_words_get_style (PenTestState state)
{
  return states[state].style;
}

char *
pen_test_words_dup_time (gint64 time)
{
  const double seconds = (double)time / G_USEC_PER_SEC;

  /* Translators: a duration in seconds */
  return g_strdup_printf (_ ("%.2f s"), seconds);
}

static char *
dup_count (PenTestState state, guint n)
{
  switch (state)
    {
    case PEN_TEST_PASSED:
      return g_strdup_printf (ngettext ("%u passed", "%u passed", n), n);
    case PEN_TEST_FAILED:
      return g_strdup_printf (ngettext ("%u failed", "%u failed", n), n);
    case PEN_TEST_UNFINISHED:
      return g_strdup_printf (ngettext ("%u not finished", "%u not finished", n), n);
    case PEN_TEST_RUNNING:
      return g_strdup_printf (ngettext ("%u running", "%u running", n), n);
    case PEN_TEST_MEASURED:
      return g_strdup_printf (ngettext ("%u measured", "%u measured", n), n);
    case PEN_TEST_IGNORED:
    default:
      return g_strdup_printf (ngettext ("%u ignored", "%u ignored", n), n);
    }
}

char *
pen_test_words_dup_counts (const guint *counts)
{
  static const PenTestState order[] = {
      PEN_TEST_FAILED,
      PEN_TEST_UNFINISHED,
      PEN_TEST_PASSED,
      PEN_TEST_MEASURED,
      PEN_TEST_IGNORED,
      PEN_TEST_RUNNING,
  };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (counts[order[i]] > 0)
      g_ptr_array_add (parts, dup_count (order[i], counts[order[i]]));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **)parts->pdata);
}

char *
pen_test_words_dup_summary (PenTestReport *report)
{
  guint counts[PEN_N_TEST_STATES];
  guint n = 0;
  guint expected = pen_test_report_get_n_expected (report);
  gint64 time = pen_test_report_get_time (report);
  g_autofree char *text = NULL;
  g_autofree char *duration = NULL;

  for (guint i = 0; i < PEN_N_TEST_STATES; i++)
    {
      counts[i] = pen_test_report_get_count (report, (PenTestState)i);
      n += i != PEN_TEST_RUNNING ? counts[i] : 0;
    }
  text = pen_test_words_dup_counts (counts);
  if (text[0] == '\0')
    return g_strdup (expected > 0 ? _ ("The tests begin") : _ ("No test ran"));
  if (n < expected)
    /* Translators: how many of the tests are done, then "3 passed, 1 failed" */
    return g_strdup_printf (_ ("%u of %u tests: %s"), n, expected, text);
  if (time < 0)
    return g_steal_pointer (&text);
  duration = pen_test_words_dup_time (time);
  /* Translators: "3 passed, 1 failed", then "0.02 s" */
  return g_strdup_printf (_ ("%s in %s"), text, duration);
}

char *
pen_test_words_dup_note (PenTestReport *report)
{
  guint n_dropped = pen_test_report_get_n_dropped (report);
  guint n_filtered = pen_test_report_get_n_filtered (report);
  g_autofree char *dropped = NULL;
  g_autofree char *filtered = NULL;

  if (n_dropped > 0)
    dropped = g_strdup_printf (
        ngettext ("%u more test is not listed.", "%u more tests are not listed.", n_dropped),
        n_dropped);
  if (n_filtered > 0)
    filtered = g_strdup_printf (ngettext ("%u other test was not asked for.",
                                          "%u other tests were not asked for.",
                                          n_filtered),
                                n_filtered);
  if (dropped != NULL && filtered != NULL)
    return g_strdup_printf ("%s %s", filtered, dropped);
  return dropped != NULL ? g_steal_pointer (&dropped) : g_steal_pointer (&filtered);
}

PenTestState
pen_test_words_get_worst (PenTestReport *report)
{
  static const PenTestState order[] = {
      PEN_TEST_FAILED,
      PEN_TEST_RUNNING,
      PEN_TEST_UNFINISHED,
      PEN_TEST_PASSED,
      PEN_TEST_MEASURED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (pen_test_report_get_count (report, order[i]) > 0)
      return order[i];
  return PEN_TEST_IGNORED;
}
