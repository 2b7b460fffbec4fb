/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The table of actions: complete, and its words stable. */
#include "toolchains.h"

static void
test_words (void)
{
  static const char *const words[PEN_N_ACTIONS] = {"auto",
                                                   "run",
                                                   "build",
                                                   "test",
                                                   "check",
                                                   "fmt",
                                                   "fmt-check",
                                                   "clippy",
                                                   "expand",
                                                   "asm",
                                                   "llvm-ir",
                                                   "mir",
                                                   "hir",
                                                   "wasm",
                                                   "miri",
                                                   "explain"};

  for (guint i = 0; i < PEN_N_ACTIONS; i++)
    {
      PenAction action = PEN_ACTION_AUTO;

      g_assert_cmpstr (pen_action_to_string ((PenAction)i), ==, words[i]);
      g_assert_true (pen_action_from_string (words[i], &action));
      g_assert_cmpint (action, ==, i);
      g_assert_cmpstr (pen_action_get_title ((PenAction)i), !=, "");
      g_assert_cmpstr (pen_action_get_component ((PenAction)i), !=, NULL);
    }
}

static void
test_unknown_word (void)
{
  PenAction action = PEN_ACTION_MIRI;

  g_assert_false (pen_action_from_string ("Run", &action));
  g_assert_false (pen_action_from_string ("", &action));
  g_assert_false (pen_action_from_string (NULL, &action));
  g_assert_cmpint (action, ==, PEN_ACTION_MIRI);
}

static void
test_needs (void)
{
  g_assert_cmpstr (pen_action_get_component (PEN_ACTION_FMT), ==, "rustfmt");
  g_assert_cmpstr (pen_action_get_component (PEN_ACTION_CLIPPY), ==, "clippy");
  g_assert_cmpstr (pen_action_get_component (PEN_ACTION_MIRI), ==, "miri");
  g_assert_cmpstr (pen_action_get_component (PEN_ACTION_HIR), ==, "rustc");
  g_assert_true (pen_action_needs_bootstrap (PEN_ACTION_HIR));
  g_assert_true (pen_action_needs_bootstrap (PEN_ACTION_EXPAND));
  g_assert_false (pen_action_needs_bootstrap (PEN_ACTION_MIR));
  g_assert_true (pen_action_runs_program (PEN_ACTION_RUN));
  g_assert_true (pen_action_runs_program (PEN_ACTION_TEST));
  g_assert_false (pen_action_runs_program (PEN_ACTION_BUILD));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/action/words", test_words);
  g_test_add_func ("/toolchains/action/unknown-word", test_unknown_word);
  g_test_add_func ("/toolchains/action/needs", test_needs);
  return g_test_run ();
}
