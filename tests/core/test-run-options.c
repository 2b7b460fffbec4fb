/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What somebody chooses for a run, and what a program's options become by it. */
#include "core.h"

#include <string.h>

static PenProgram *
apply (PenRunOptions *options)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_run_options_apply (options, program, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&program);
}

static void
count (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *)data)++;
}

static void
test_default (void)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autoptr (PenProgram) program = apply (options);

  g_assert_true (pen_run_options_get_is_default (options));
  g_assert_null (program->channel);
  g_assert_null (program->options->args);
  g_assert_null (program->options->env);
  g_assert_cmpuint (program->options->edition, ==, 0);
  g_assert_true (program->options->has_stdin);
  g_assert_true (program->options->interactive);
}

static void
test_everything (void)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autoptr (PenProgram) program = NULL;

  g_object_set (options,
                "channel",
                "nightly",
                "edition",
                2021,
                "release",
                TRUE,
                "backtrace",
                TRUE,
                "arguments",
                "one 'two words' #5",
                "environment",
                "\n  NAME=a b \r\nEMPTY=\n\n",
                "stdin-text",
                "",
                "time",
                1500,
                "memory",
                (guint64)1 << 30,
                NULL);
  program = apply (options);
  g_assert_cmpstr (program->channel, ==, "nightly");
  g_assert_cmpuint (program->options->edition, ==, 2021);
  g_assert_true (program->options->release);
  g_assert_true (program->options->backtrace);
  g_assert_true (program->options->has_stdin);
  g_assert_false (program->options->interactive);
  g_assert_cmpuint (program->options->time_ms, ==, 1500);
  g_assert_cmpuint (program->options->memory, ==, (guint64)1 << 30);
  g_assert_cmpuint (program->options->args->len, ==, 3);
  g_assert_cmpstr (program->options->args->pdata[1], ==, "two words");
  g_assert_cmpstr (program->options->args->pdata[2], ==, "#5");
  g_assert_cmpuint (program->options->env->len, ==, 2);
  g_assert_cmpstr (program->options->env->pdata[0], ==, "NAME=a b ");
  g_assert_cmpstr (program->options->env->pdata[1], ==, "EMPTY=");
}

/* Applied again, nothing of before is left; what it does not decide stays. */
static void
test_applies_anew (void)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autoptr (PenProgram) program = NULL;
  g_autoptr (GError) error = NULL;

  pen_run_options_set_arguments (options, "old");
  pen_run_options_set_channel (options, "beta");
  program = apply (options);
  program->options->intel = TRUE;
  pen_run_options_reset (options);
  g_assert_true (pen_run_options_apply (options, program, &error));
  g_assert_null (program->options->args);
  g_assert_null (program->channel);
  g_assert_true (program->options->intel);
}

static void
assert_words (const char *text, const char *expected)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autoptr (PenProgram) program = NULL;
  g_autofree char *joined = NULL;

  pen_run_options_set_arguments (options, text);
  program = apply (options);
  if (program->options->args != NULL)
    {
      g_ptr_array_add (program->options->args, NULL);
      joined = g_strjoinv ("|", (char **)program->options->args->pdata);
    }
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_words (void)
{
  assert_words ("", NULL);
  assert_words ("  \t ", NULL);
  assert_words ("a  b", "a|b");
  assert_words ("'' \"\"", "|");
  assert_words ("\"a \\\"b\\\" #\" '#' # x#y \\#", "a \"b\" #|#|#|x#y|#");
  assert_words ("grün $HOME `ls` *", "grün|$HOME|`ls`|*");
  assert_words ("it\\'s", "it's");
}

static void
test_wrong_arguments (void)
{
  static const char *const rows[] = {"'", "a \"b", "it's", "a\\", "\"\\\"", "# '"};

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PenRunOptions) options = pen_run_options_new ();
      g_autoptr (PenProgram) program = pen_program_new ();
      g_autoptr (GError) error = NULL;

      program->channel = g_strdup ("beta");
      pen_run_options_set_arguments (options, rows[i]);
      g_assert_false (pen_run_options_check_arguments (options, &error));
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_OPTION);
      g_assert_false (pen_run_options_apply (options, program, NULL));
      g_assert_cmpstr (program->channel, ==, "beta");
      g_assert_false (program->options->has_stdin);
    }
}

static void
test_wrong_environment (void)
{
  static const char *const rows[] = {"NAME", "A=1\n=2", "1A=2", "A B=1", "A=1\nü=2"};

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PenRunOptions) options = pen_run_options_new ();
      g_autoptr (PenProgram) program = pen_program_new ();
      g_autoptr (GError) error = NULL;

      pen_run_options_set_environment (options, rows[i]);
      g_assert_false (pen_run_options_check_environment (options, &error));
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_OPTION);
      g_assert_false (pen_run_options_apply (options, program, NULL));
    }
}

static void
test_too_long (void)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autofree char *text = g_strnfill (PEN_RUN_OPTIONS_MAX_TEXT, 'x');
  g_autofree char *longer = g_strconcat (text, "x", NULL);
  g_autofree char *line = g_strconcat ("A=", text, NULL);
  g_autoptr (GError) error = NULL;

  pen_run_options_set_arguments (options, text);
  g_assert_true (pen_run_options_check_arguments (options, NULL));
  pen_run_options_set_arguments (options, longer);
  g_assert_false (pen_run_options_check_arguments (options, &error));
  g_assert_nonnull (strstr (error->message, "64 KiB"));
  pen_run_options_set_environment (options, line);
  g_assert_false (pen_run_options_check_environment (options, NULL));
}

static void
test_notifies (void)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  guint n_arguments = 0, n_default = 0;

  g_signal_connect (options, "notify::arguments", G_CALLBACK (count), &n_arguments);
  g_signal_connect (options, "notify::is-default", G_CALLBACK (count), &n_default);
  pen_run_options_set_arguments (options, NULL);
  g_assert_cmpuint (n_arguments, ==, 0);
  pen_run_options_set_arguments (options, "a");
  pen_run_options_set_arguments (options, "a");
  pen_run_options_set_release (options, 2);
  pen_run_options_set_release (options, TRUE);
  g_assert_cmpuint (n_arguments, ==, 1);
  g_assert_cmpuint (n_default, ==, 1);
  pen_run_options_reset (options);
  g_assert_cmpuint (n_arguments, ==, 2);
  g_assert_cmpuint (n_default, ==, 2);
  g_assert_true (pen_run_options_get_is_default (options));
}

static void
test_is_kept (void)
{
  g_autoptr (PenRunOptions) options = pen_run_options_new ();
  g_autoptr (PenRunOptions) again = pen_run_options_new ();
  g_autoptr (GVariant) empty = g_variant_ref_sink (pen_run_options_to_variant (options));
  g_autoptr (GVariant) kept = NULL, kept_again = NULL;

  g_assert_cmpuint (g_variant_n_children (empty), ==, 0);
  g_object_set (options,
                "action",
                (guint)PEN_ACTION_TEST,
                "channel",
                "1.96",
                "edition",
                2018,
                "release",
                TRUE,
                "backtrace",
                TRUE,
                "arguments",
                "it's",
                "environment",
                "A",
                "stdin-text",
                "",
                "time",
                5,
                "memory",
                G_MAXUINT64,
                NULL);
  kept = g_variant_ref_sink (pen_run_options_to_variant (options));
  g_assert_cmpuint (g_variant_n_children (kept), ==, 10);
  pen_run_options_set_from_variant (again, kept);
  kept_again = g_variant_ref_sink (pen_run_options_to_variant (again));
  g_assert_true (g_variant_equal (kept, kept_again));
  g_assert_cmpuint (pen_run_options_get_action (again), ==, PEN_ACTION_TEST);
  g_assert_cmpstr (pen_run_options_get_stdin_text (again), ==, "");
}

/* From a file that somebody else wrote. */
static void
test_hostile_form (void)
{
  static const char *const rows[] = {
      "{'action': <'explain'>}",
      "{'action': <'fmt'>}",
      "{'action': <'no such'>}",
      "{'action': <true>, 'release': <'yes'>, 'arguments': <5>, 'stdin': <['a']>}",
      "{'edition': <uint64 18446744073709551615>}",
      "{'edition': <-1>}",
      "{'time': <uint64 4294967296>}",
      "{'unknown': <'a'>}",
      "('a', 'b')",
      "5",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PenRunOptions) options = pen_run_options_new ();
      g_autoptr (GVariant) variant = g_variant_parse (NULL, rows[i], NULL, NULL, NULL);

      g_assert_nonnull (variant);
      pen_run_options_set_arguments (options, "before");
      pen_run_options_set_from_variant (options, variant);
      g_assert_true (pen_run_options_get_is_default (options));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/run-options/default", test_default);
  g_test_add_func ("/core/run-options/everything", test_everything);
  g_test_add_func ("/core/run-options/applies-anew", test_applies_anew);
  g_test_add_func ("/core/run-options/words", test_words);
  g_test_add_func ("/core/run-options/wrong-arguments", test_wrong_arguments);
  g_test_add_func ("/core/run-options/wrong-environment", test_wrong_environment);
  g_test_add_func ("/core/run-options/too-long", test_too_long);
  g_test_add_func ("/core/run-options/notifies", test_notifies);
  g_test_add_func ("/core/run-options/is-kept", test_is_kept);
  g_test_add_func ("/core/run-options/hostile-form", test_hostile_form);
  return g_test_run ();
}
