/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as libtest's output: the first chooses the chunks. The tree is the same however they
 * were cut, counts itself right, and nothing in it is left running. */
#include "core.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static PenTestReport *
read_chunks (const guint8 *data, gsize size, gsize chunk)
{
  static const char *const own_files[] = {"src/main.rs", NULL};
  PenTestReport *report = pen_test_report_new (own_files);

  for (gsize at = 0; at < size; at += chunk)
    pen_test_report_push (report, data + at, MIN (chunk, size - at));
  pen_test_report_end (report);
  return report;
}

static void
check_row (PenTestRow *row, GString *text)
{
  GListModel *children = pen_test_row_get_children (row);
  const PenLink *place = pen_test_row_get_place (row);
  const char *output = pen_test_row_get_output (row);
  g_auto (GStrv) filter = pen_test_report_get_filter (row);
  PenTestState state = pen_test_row_get_state (row);
  guint sum = 0;

  if (state == PEN_TEST_RUNNING || filter[0][0] == '-')
    g_error ("%s", filter[0]);
  g_assert_true (g_utf8_validate (pen_test_row_get_path (row), -1, NULL));
  g_assert_true (place == NULL || (output != NULL && place->end <= strlen (output)));
  g_string_append_printf (text, "%s %u %s\n", filter[0], state, output);
  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PenTestRow) child = g_list_model_get_item (children, i);

      check_row (child, text);
      sum += pen_test_row_get_count (child, state);
    }
  g_assert_cmpuint (pen_test_row_get_count (row, state), ==, children != NULL ? sum : 1);
}

static char *
check_report (PenTestReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (report)); i++)
    {
      g_autoptr (PenTestRow) row = g_list_model_get_item (G_LIST_MODEL (report), i);

      check_row (row, text);
    }
  for (guint i = 0; i < PEN_N_TEST_STATES; i++)
    g_string_append_printf (text, "%u ", pen_test_report_get_count (report, i));
  return g_string_free (text, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (PenTestReport) whole = NULL;
  g_autoptr (PenTestReport) cut = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (size == 0)
    return 0;
  whole = read_chunks (data + 1, size - 1, MAX (size - 1, 1));
  cut = read_chunks (data + 1, size - 1, 1 + data[0] % 16);
  one = check_report (whole);
  other = check_report (cut);
  g_assert_cmpstr (one, ==, other);
  return 0;
}
