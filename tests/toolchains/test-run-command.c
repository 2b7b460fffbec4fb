/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A short command in a real jail, gathered to its end. */
#include <string.h>

#include "jail-run.h"
#include "run-command.h"
#include "toolchains.h"

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **ret_result = data;

  g_assert_null (source);
  g_assert_null (*ret_result);
  *ret_result = g_object_ref (result);
}

static gboolean
is_done (gpointer data)
{
  return *(GAsyncResult **)data != NULL;
}

static PenCommand *
new_shell (const char *script)
{
  PenCommand *command = pen_command_new (PEN_PROFILE_COMPILE);

  pen_command_add_args (command, "/bin/sh", "-c", script, NULL);
  return command;
}

static PenCommandResult *
run (const PenCommand *command, const PenLimits *limits, GError **error)
{
  PenLimits compile = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  g_autoptr (GAsyncResult) result = NULL;

  pen_run_command_async (command, limits != NULL ? limits : &compile, NULL, on_done, &result);
  g_assert_true (test_wait_until (is_done, &result, 30));
  return pen_run_command_finish (result, error);
}

static void
test_gathers (void)
{
  g_autoptr (PenCommand) command = new_shell ("echo one; echo two >&2; echo three; exit 7");
  g_autoptr (GError) error = NULL;
  g_autoptr (PenCommandResult) result = run (command, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result->out->str, ==, "one\nthree\n");
  g_assert_cmpstr (result->err->str, ==, "two\n");
  g_assert_cmpint (result->ending.cause, ==, PEN_CAUSE_EXITED);
  g_assert_cmpint (result->ending.status, ==, 7);
}

/* Its input is at its end. */
static void
test_no_input (void)
{
  g_autoptr (PenCommand) command = new_shell ("cat; echo end");
  g_autoptr (PenCommandResult) result = run (command, NULL, NULL);

  g_assert_cmpstr (result->out->str, ==, "end\n");
}

static void
test_bounds (void)
{
  g_autoptr (PenCommand) command =
      new_shell ("head -c 3000000 /dev/zero | tr '\\0' x; head -c 1500000 /dev/zero >&2");
  g_autoptr (PenCommandResult) result = run (command, NULL, NULL);

  g_assert_cmpint (result->ending.cause, ==, PEN_CAUSE_EXITED); /* it is not held up */
  g_assert_cmpuint (result->out->len, ==, 1 << 20);
  g_assert_cmpuint (result->err->len, ==, 1 << 20);
  g_assert_true (result->out->str[(1 << 20) - 1] == 'x');
}

/* That a limit ended it is no failure to run it. */
static void
test_limits (void)
{
  g_autoptr (PenCommand) command = new_shell ("echo in; sleep 77");
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenCommandResult) result = NULL;

  limits.wall_ms = 300;
  result = run (command, &limits, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->ending.cause, ==, PEN_CAUSE_WALL);
  g_assert_cmpstr (result->out->str, ==, "in\n");
}

static void
test_no_jail (void)
{
  g_autoptr (PenCommand) command = new_shell ("true");
  g_autoptr (GError) error = NULL;

  pen_command_bind (command, "/nonexistent/toolchain", "/toolchain");
  g_assert_null (run (command, NULL, &error));
  g_assert_error (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_SETUP);
  g_assert_nonnull (strstr (error->message, "/nonexistent/toolchain"));
}

static void
test_no_program (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autoptr (PenCommand) missing = pen_command_new (PEN_PROFILE_COMPILE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second = NULL;

  g_assert_null (run (command, NULL, &error));
  g_assert_error (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_INVALID);
  pen_command_add_arg (missing, "/usr/bin/no-such-compiler");
  g_assert_null (run (missing, NULL, &second));
  g_assert_error (second, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_SETUP);
}

static void
test_together (void)
{
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  GAsyncResult *results[4] = {NULL};

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *script = g_strdup_printf ("echo %u", i);
      g_autoptr (PenCommand) command = new_shell (script);

      pen_run_command_async (command, &limits, NULL, on_done, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *wanted = g_strdup_printf ("%u\n", i);
      g_autoptr (PenCommandResult) result = NULL;

      g_assert_true (test_wait_until (is_done, &results[i], 30));
      result = pen_run_command_finish (results[i], NULL);
      g_assert_cmpstr (result->out->str, ==, wanted);
      g_object_unref (results[i]);
    }
}

static void
test_cancelled (void)
{
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PenCommand) command = new_shell ("sleep 77");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();

  pen_run_command_async (command, &limits, cancellable, on_done, &result);
  g_cancellable_cancel (cancellable);
  g_assert_true (test_wait_until (is_done, &result, 30));
  g_assert_null (pen_run_command_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/run-command/gathers-what-is-printed", test_gathers);
  g_test_add_func ("/toolchains/run-command/gives-no-input", test_no_input);
  g_test_add_func ("/toolchains/run-command/bounds-what-it-gathers", test_bounds);
  g_test_add_func ("/toolchains/run-command/tells-that-a-limit-was-met", test_limits);
  g_test_add_func ("/toolchains/run-command/tells-that-no-jail-stood", test_no_jail);
  g_test_add_func ("/toolchains/run-command/tells-that-nothing-ran", test_no_program);
  g_test_add_func ("/toolchains/run-command/runs-several-together", test_together);
  g_test_add_func ("/toolchains/run-command/can-be-cancelled", test_cancelled);
  return g_test_run ();
}
