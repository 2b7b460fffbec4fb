/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A real rustc in a compile jail; see rustc-jail.h. */
#include "rustc-jail.h"

#include <string.h>

#include "jail-private.h"

const char *
rustc_is_missing (void)
{
  return g_file_test ("/usr/bin/rustc", G_FILE_TEST_IS_EXECUTABLE)
             ? NULL
             : "There is no /usr/bin/rustc on this machine.";
}

const char *
cargo_is_missing (void)
{
  return g_file_test ("/usr/bin/cargo", G_FILE_TEST_IS_EXECUTABLE)
             ? rustc_is_missing ()
             : "There is no /usr/bin/cargo on this machine.";
}

void
rustc_add_file (PenJail *jail, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pen_command_add_file (pen_jail_get_command (jail), path, 0755, bytes);
}

static void
add_arguments (PenCommand *command, const char *source)
{
  g_auto (GStrv) lines = g_strsplit (source, "\n", 2);
  g_auto (GStrv) words = NULL;

  if (!g_str_has_prefix (lines[0], "//:"))
    return;
  words = g_strsplit (g_strstrip (lines[0] + 3), " ", -1);
  for (char **word = words; *word != NULL; word++)
    pen_command_add_arg (command, *word);
}

PenJail *
rustc_new_jail (const char *source, const char *limits, const char *without)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  PenLimits values = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  PenJail *jail;

  pen_command_add_args (command, "/usr/bin/rustc", "--edition", "2021", "-o", RUSTC_OUTPUT, NULL);
  add_arguments (command, source);
  pen_command_add_arg (command, "main.rs");
  pen_command_add_output (command, RUSTC_OUTPUT);
  matrix_change_limits (&values, limits);
  jail = pen_jail_new (command, &values);
  rustc_add_file (jail, "/job/main.rs", source);
  matrix_weaken (jail, without);
  return jail;
}

TestRun *
rustc_run (const char *source, const char *limits, const char *without)
{
  g_autoptr (PenJail) jail = rustc_new_jail (source, limits, without);

  return test_run_jail (jail);
}

gboolean
rustc_output_contains (TestRun *run, const char *text)
{
  GBytes *bytes = test_run_get_file (run, RUSTC_OUTPUT);
  const void *data;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return memmem (data, size, text, strlen (text)) != NULL;
}

void
rustc_check (TestRun *run, int status, const char *text)
{
  if (run->ending.cause == PEN_CAUSE_EXITED && run->ending.status == status &&
      (text == NULL || strstr (run->err->str, text) != NULL))
    return;
  g_test_message ("ended by %s with status %d, expected status %d and “%s”:\n%.2000s",
                  pen_cause_to_string (run->ending.cause),
                  run->ending.status,
                  status,
                  text != NULL ? text : "",
                  run->err->str);
  g_test_fail ();
}

TestRun *
rustc_run_program (TestRun *compiled)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_RUN);
  GBytes *program = test_run_get_file (compiled, RUSTC_OUTPUT);
  g_autoptr (PenJail) jail = NULL;

  g_assert_nonnull (program);
  pen_command_add_file (command, "/program/program", 0555, program);
  pen_command_add_arg (command, "/program/program");
  jail = pen_jail_new (command, &limits);
  return test_run_jail (jail);
}
