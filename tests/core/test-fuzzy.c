/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a few letters mean. */
#include "core.h"

#include <string.h>

static void
check_order (const char *query, const char *better, const char *worse)
{
  guint more = pen_fuzzy_rate (query, better);
  guint less = pen_fuzzy_rate (query, worse);

  g_test_message ("%s: %s %u, %s %u", query, better, more, worse, less);
  g_assert_cmpuint (less, >, 0);
  g_assert_cmpuint (more, >, less);
}

static void
test_fits (void)
{
  g_assert_cmpuint (pen_fuzzy_rate ("nprob", "Next Problem"), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("PROB ne", "Next Problem"), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("fmt", "Format"), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("  save  ", "Save As…"), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("ausfuhren", "Ausführen"), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("größe", "NORMALE GRÖSSE"), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("…", "Save As…"), >, 0);
}

static void
test_does_not_fit (void)
{
  g_assert_cmpuint (pen_fuzzy_rate ("melborp", "Next Problem"), ==, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("next x y", "Next Problem"), ==, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("ss", "Save"), ==, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("a", ""), ==, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("tamrof", "Format"), ==, 0);
}

static void
test_order (void)
{
  check_order ("run", "Run", "Run the Tests");
  check_order ("run", "Run Under Miri", "Return Under Names");
  check_order ("rt", "Run the Tests", "Restart");
  check_order ("fi", "Find", "Format It");
  check_order ("ind", "Find", "Fixing and");
  check_order ("save", "Save", "Save As…");
  check_order ("prob", "Problems", "Next Problem");
}

static void
test_nothing_typed (void)
{
  g_assert_cmpuint (pen_fuzzy_rate ("", "Run"), ==, 1);
  g_assert_cmpuint (pen_fuzzy_rate (" \t", "Save As…"), ==, 1);
}

static void
test_hostile (void)
{
  g_autofree char *same = g_strnfill (100000, 'a');
  g_autofree char *blank = g_strnfill (100000, ' ');

  g_assert_cmpuint (pen_fuzzy_rate (same, same), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate (same, "a"), ==, 0);
  g_assert_cmpuint (pen_fuzzy_rate (blank, same), >, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("a", "\xff\xfe"), ==, 0);
  g_assert_cmpuint (pen_fuzzy_rate ("\xff", "Run"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/fuzzy/fits", test_fits);
  g_test_add_func ("/core/fuzzy/does-not-fit", test_does_not_fit);
  g_test_add_func ("/core/fuzzy/order", test_order);
  g_test_add_func ("/core/fuzzy/nothing-typed", test_nothing_typed);
  g_test_add_func ("/core/fuzzy/hostile", test_hostile);
  return g_test_run ();
}
