/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a program is compiled and run, as a value. */
#include <string.h>

#include "toolchains.h"

static void
test_defaults (void)
{
  g_autoptr (PenOptions) options = pen_options_new ();
  const PenOptions zero = {0};

  g_assert_cmpmem (options, sizeof *options, &zero, sizeof zero);
}

static void
test_environment (void)
{
  static const char *const entries[] = {"A=b",
                                        "_=",
                                        "_a9Z=x=y",
                                        "RUST_LOG=debug,a=b",
                                        "A=\xff\n"}; /* of any bytes, as a shell's are */
  g_autoptr (PenOptions) options = pen_options_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (pen_options_add_env (options, entries[i], &error));
      g_assert_no_error (error);
      g_assert_cmpuint (options->env->len, ==, i + 1);
      g_assert_cmpstr (options->env->pdata[i], ==, entries[i]);
    }
}

static void
test_bad_environment (void)
{
  static const char *const entries[] = {"",
                                        "=",
                                        "=x",
                                        "A",
                                        "A B=c",
                                        " A=b",
                                        "A =b",
                                        "9A=b",
                                        "A-B=c",
                                        "A.B=c",
                                        "Ä=b",
                                        "\n=x",
                                        "A\n=b"};
  g_autoptr (PenOptions) options = pen_options_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("\"%s\"", entries[i]);
      g_assert_false (pen_options_add_env (options, entries[i], &error));
      g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_OPTION);
      g_assert_nonnull (strstr (error->message, "NAME=VALUE"));
      g_assert_null (options->env);
    }
}

static void
test_arguments (void)
{
  g_autoptr (PenOptions) options = pen_options_new ();

  pen_options_add_arg (options, "--flag");
  pen_options_add_arg (options, "");
  pen_options_add_arg (options, "--flag");
  g_assert_cmpuint (options->args->len, ==, 3);
  g_assert_cmpstr (options->args->pdata[0], ==, "--flag");
  g_assert_cmpstr (options->args->pdata[1], ==, "");
  g_assert_cmpstr (options->args->pdata[2], ==, "--flag");
}

static void
test_copy (void)
{
  PenOptions *options = pen_options_new ();
  g_autoptr (PenOptions) copy = NULL;

  options->edition = 2021;
  options->memory = 77;
  options->mangled = TRUE;
  options->explain = g_strdup ("E0382");
  pen_options_add_arg (options, "one");
  g_assert_true (pen_options_add_env (options, "A=b", NULL));
  copy = pen_options_copy (options);
  pen_options_add_arg (options, "two");
  pen_options_free (options);
  g_assert_cmpuint (copy->edition, ==, 2021);
  g_assert_cmpuint (copy->memory, ==, 77);
  g_assert_true (copy->mangled);
  g_assert_cmpstr (copy->explain, ==, "E0382");
  g_assert_cmpuint (copy->args->len, ==, 1);
  g_assert_cmpstr (copy->args->pdata[0], ==, "one");
  g_assert_cmpuint (copy->env->len, ==, 1);
  g_assert_cmpstr (copy->env->pdata[0], ==, "A=b");
}

static void
test_copy_of_nothing (void)
{
  g_autoptr (PenOptions) options = pen_options_new ();
  g_autoptr (PenOptions) copy = pen_options_copy (options);

  g_assert_null (copy->args);
  g_assert_null (copy->env);
  g_assert_null (copy->explain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/options/begins-with-nothing", test_defaults);
  g_test_add_func ("/toolchains/options/takes-variables", test_environment);
  g_test_add_func ("/toolchains/options/refuses-what-is-no-variable", test_bad_environment);
  g_test_add_func ("/toolchains/options/keeps-arguments-as-they-are", test_arguments);
  g_test_add_func ("/toolchains/options/copies", test_copy);
  g_test_add_func ("/toolchains/options/copies-nothing", test_copy_of_nothing);
  return g_test_run ();
}
