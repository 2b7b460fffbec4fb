/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The walk through problems with one key. */
#include "core.h"

static void
add (GListStore *store,
     PenLevel level,
     const char *message,
     const char *file,
     guint line,
     guint column)
{
  g_autoptr (PenDiagnostic) diagnostic = pen_diagnostic_new (level, message);

  if (file != NULL)
    {
      PenSpan *span = pen_span_new (file);

      span->is_own = file[0] != '/';
      span->is_primary = TRUE;
      span->line_start = span->line_end = line;
      span->column_start = span->column_end = column;
      pen_diagnostic_take_span (diagnostic, span);
    }
  g_list_store_append (store, diagnostic);
}

static void
assert_travel (GListStore *store,
               const char *file,
               guint line,
               guint column,
               PenTravel direction,
               const char *expected)
{
  g_autoptr (PenDiagnostic) found =
      pen_problem_travel (G_LIST_MODEL (store), file, line, column, direction);

  g_assert_cmpstr (found != NULL ? pen_diagnostic_get_message (found) : NULL, ==, expected);
}

static void
test_none (void)
{
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);

  assert_travel (store, "a.rs", 1, 1, PEN_TRAVEL_NEXT, NULL);
  add (store, PEN_LEVEL_ERROR, "linking failed", NULL, 0, 0);
  add (store, PEN_LEVEL_ERROR, "in a library", "/usr/lib.rs", 1, 1);
  add (store, PEN_LEVEL_FAILURE_NOTE, "try --explain", "a.rs", 1, 1);
  assert_travel (store, "a.rs", 1, 1, PEN_TRAVEL_NEXT, NULL);
  /* An error that cannot be travelled to leaves the way to the warnings open. */
  add (store, PEN_LEVEL_WARNING, "unused", "a.rs", 1, 1);
  assert_travel (store, "a.rs", 1, 1, PEN_TRAVEL_NEXT, "unused");
}

static void
test_order (void)
{
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);

  add (store, PEN_LEVEL_WARNING, "b 3:1", "b.rs", 3, 1);
  add (store, PEN_LEVEL_WARNING, "a 9:1", "a.rs", 9, 1);
  add (store, PEN_LEVEL_WARNING, "a 2:7", "a.rs", 2, 7);
  add (store, PEN_LEVEL_WARNING, "a 2:5", "a.rs", 2, 5);
  assert_travel (store, NULL, 1, 1, PEN_TRAVEL_NEXT, "a 2:5");
  assert_travel (store, "a.rs", 2, 4, PEN_TRAVEL_NEXT, "a 2:5");
  assert_travel (store, "a.rs", 2, 5, PEN_TRAVEL_NEXT, "a 2:7");
  assert_travel (store, "a.rs", 2, 7, PEN_TRAVEL_NEXT, "a 9:1");
  assert_travel (store, "a.rs", 9, 1, PEN_TRAVEL_NEXT, "b 3:1");
  assert_travel (store, "b.rs", 3, 1, PEN_TRAVEL_NEXT, "a 2:5");
  assert_travel (store, "a.rs", 2, 5, PEN_TRAVEL_PREVIOUS, "b 3:1");
  assert_travel (store, "b.rs", 1, 1, PEN_TRAVEL_PREVIOUS, "a 9:1");
  assert_travel (store, "a.rs", 9, 1, PEN_TRAVEL_PREVIOUS, "a 2:7");
  assert_travel (store, "no-such.rs", 1, 1, PEN_TRAVEL_PREVIOUS, "b 3:1");
}

static void
test_errors_first (void)
{
  g_autoptr (GListStore) store = g_list_store_new (PEN_TYPE_DIAGNOSTIC);

  add (store, PEN_LEVEL_WARNING, "warning", "a.rs", 2, 1);
  add (store, PEN_LEVEL_ERROR, "error", "a.rs", 5, 1);
  assert_travel (store, "a.rs", 1, 1, PEN_TRAVEL_NEXT, "error");
  assert_travel (store, "a.rs", 5, 1, PEN_TRAVEL_NEXT, "error");
  assert_travel (store, "a.rs", 5, 1, PEN_TRAVEL_PREVIOUS, "error");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/problem-order/none", test_none);
  g_test_add_func ("/core/problem-order/order", test_order);
  g_test_add_func ("/core/problem-order/errors-first", test_errors_first);
  return g_test_run ();
}
