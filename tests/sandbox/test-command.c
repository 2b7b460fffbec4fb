/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A command as a value: what its adders add, and which paths it never takes. */
#include "command.h"

#include <string.h>

static char *
join (GPtrArray *strings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strings->len; i++)
    g_string_append_printf (text, "%s\n", (const char *)strings->pdata[i]);
  return g_string_free (text, FALSE);
}

#define assert_strings(strings, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *joined = join (strings);                                                      \
                                                                                                   \
    g_assert_cmpstr (joined, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

#define DEFAULT_ENV "PATH=/usr/bin\nHOME=/tmp\nTMPDIR=/tmp\nLANG=C.UTF-8\nUSER=playpen\nTERM=dumb\n"

static void
test_defaults (void)
{
  for (PenProfile profile = PEN_PROFILE_COMPILE; profile <= PEN_PROFILE_RUN; profile++)
    {
      g_autoptr (PenCommand) command = pen_command_new (profile);

      g_assert_cmpint (command->profile, ==, profile);
      assert_strings (command->env, DEFAULT_ENV);
      g_assert_cmpstr (command->cwd, ==, "/job");
      g_assert_false (command->has_stdin);
      g_assert_cmpuint (command->argv->len, ==, 0);
      g_assert_cmpuint (command->binds->len, ==, 0);
      g_assert_cmpuint (command->files->len, ==, 0);
      g_assert_cmpuint (command->outputs->len, ==, 0);
    }
}

static void
test_args (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);

  pen_command_add_arg (command, "/program/a b");
  pen_command_add_args (command, "--one", "", "x=y", NULL);
  pen_command_add_args (command, NULL);
  pen_command_add_arg (command, "--one");
  assert_strings (command->argv, "/program/a b\n--one\n\nx=y\n--one\n");
}

/* A name is replaced where it stands, and only the whole name counts. */
static void
test_environment (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);

  pen_command_set_env (command, "HOME", "/job");
  pen_command_set_env (command, "HO", "short");
  pen_command_set_env (command, "HOMES", "long=er");
  pen_command_set_env (command, "HOMES", "");
  pen_command_set_env (command, "home", "other");
  assert_strings (command->env,
                  "PATH=/usr/bin\nHOME=/job\nTMPDIR=/tmp\nLANG=C.UTF-8\nUSER=playpen\nTERM=dumb\n"
                  "HO=short\nHOMES=\nhome=other\n");
}

static void
test_mounts_and_files (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  const PenJailFile *file;
  const PenJailFile *fifo;
  const PenBind *bind;

  pen_command_bind (command, "/opt/rust", "/toolchain");
  pen_command_add_file (command, "/program/main", 0555, bytes);
  pen_command_add_fifo (command, "/job/main.rs");
  pen_command_add_output (command, "/tmp/out");
  pen_command_add_output_directory (command, "/job/asm");
  bind = command->binds->pdata[0];
  g_assert_cmpstr (bind->host, ==, "/opt/rust");
  g_assert_cmpstr (bind->jail, ==, "/toolchain");
  file = command->files->pdata[0];
  g_assert_cmpstr (file->path, ==, "/program/main");
  g_assert_cmpuint (file->mode, ==, 0555);
  g_assert_true (file->bytes == bytes);
  fifo = command->files->pdata[1];
  g_assert_cmpstr (fifo->path, ==, "/job/main.rs");
  g_assert_null (fifo->bytes);
  assert_strings (command->outputs, "/tmp/out\n/job/asm/\n");
}

static PenCommand *
new_full_command (void)
{
  PenCommand *command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  pen_command_add_arg (command, "/usr/bin/rustc");
  pen_command_set_env (command, "A", "1");
  pen_command_bind (command, "/opt/rust", "/toolchain");
  pen_command_add_file (command, "/job/a", 0444, bytes);
  pen_command_add_fifo (command, "/job/b");
  pen_command_add_output (command, "/tmp/out");
  pen_command_add_output_directory (command, "/tmp/dir");
  g_free (command->cwd);
  command->cwd = g_strdup ("/job/sub");
  command->has_stdin = TRUE;
  return command;
}

static void
test_copy (void)
{
  PenCommand *command = new_full_command ();
  g_autoptr (PenCommand) copy = pen_command_copy (command);
  const PenJailFile *file = copy->files->pdata[0];
  const PenJailFile *fifo = copy->files->pdata[1];
  const PenBind *bind = copy->binds->pdata[0];

  pen_command_set_env (command, "A", "2");
  pen_command_add_arg (command, "late");
  pen_command_free (command);
  g_assert_cmpint (copy->profile, ==, PEN_PROFILE_COMPILE);
  assert_strings (copy->argv, "/usr/bin/rustc\n");
  assert_strings (copy->env, DEFAULT_ENV "A=1\n");
  assert_strings (copy->outputs, "/tmp/out\n/tmp/dir/\n");
  g_assert_cmpstr (copy->cwd, ==, "/job/sub");
  g_assert_true (copy->has_stdin);
  g_assert_cmpstr (bind->jail, ==, "/toolchain");
  g_assert_cmpstr (file->path, ==, "/job/a");
  g_assert_cmpuint (file->mode, ==, 0444);
  g_assert_cmpuint (g_bytes_get_size (file->bytes), ==, 1);
  g_assert_cmpstr (fifo->path, ==, "/job/b");
  g_assert_null (fifo->bytes);
}

/* What was taken out of the environment stays out of a copy. */
static void
test_copy_of_less (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autoptr (PenCommand) copy = NULL;

  g_ptr_array_set_size (command->env, 1);
  copy = pen_command_copy (command);
  assert_strings (copy->env, "PATH=/usr/bin\n");
}

static void
test_safe_paths (void)
{
  static const char *const safe[] = {"/job/a",
                                     "/job/.hidden",
                                     "/job/a/b/c.rs",
                                     "/job/...",
                                     "/job/..a",
                                     "/job/a..",
                                     "/job/-x",
                                     "/job/a b",
                                     "/job/\xc3\xa4",
                                     "/program/main",
                                     "/tmp/x"};
  static const char *const unsafe[] = {"",
                                       "/",
                                       "a",
                                       "job/a",
                                       "./job/a",
                                       "/job",
                                       "/job/",
                                       "/job//a",
                                       "//job/a",
                                       "/job/a/",
                                       "/job/.",
                                       "/job/..",
                                       "/job/./a",
                                       "/job/../etc/passwd",
                                       "/job/a/../b",
                                       "/job/a/..",
                                       "/jobs/a",
                                       "/tmpx/a",
                                       "/tm/a",
                                       "/programs/a",
                                       "/etc/passwd",
                                       "/init",
                                       "/usr/bin/rustc",
                                       "/proc/self/mem",
                                       "/dev/shm/x",
                                       "/JOB/a",
                                       "/job/a\nb",
                                       "/job/\x01",
                                       "/job/\x1b[2J",
                                       "/job/\x7f",
                                       "/job/a\t"};

  for (gsize i = 0; i < G_N_ELEMENTS (safe); i++)
    {
      g_test_message ("\"%s\" is safe", safe[i]);
      g_assert_true (pen_command_is_safe_path (safe[i]));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unsafe); i++)
    {
      g_test_message ("\"%s\" is not", unsafe[i]);
      g_assert_false (pen_command_is_safe_path (unsafe[i]));
    }
  g_assert_false (pen_command_is_safe_path (NULL));
}

/* "/job" and then components of @n bytes until the whole has @total. */
static char *
make_path (gsize n, gsize total)
{
  GString *path = g_string_new ("/job");

  while (path->len < total)
    g_string_append_c (path, (path->len - 4) % (n + 1) == 0 ? '/' : 'x');
  return g_string_free (path, FALSE);
}

static void
test_long_paths (void)
{
  g_autofree char *longest_part = make_path (255, 5 + 255);
  g_autofree char *long_part = make_path (256, 5 + 256);
  g_autofree char *long_part_inside = make_path (256, 5 + 256 + 10);
  g_autofree char *longest = make_path (99, 4000);
  g_autofree char *too_long = make_path (99, 4001);

  g_assert_true (pen_command_is_safe_path (longest_part));
  g_assert_false (pen_command_is_safe_path (long_part));
  g_assert_false (pen_command_is_safe_path (long_part_inside));
  g_assert_true (pen_command_is_safe_path (longest));
  g_assert_false (pen_command_is_safe_path (too_long));
}

#define expect_critical(pattern)                                                                   \
  g_test_expect_message ("playpen-sandbox", G_LOG_LEVEL_CRITICAL, "*" pattern "*")

static void
test_refuses_unsafe (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  expect_critical ("pen_command_is_safe_path");
  pen_command_add_file (command, "/job/../etc/passwd", 0444, bytes);
  expect_critical ("pen_command_is_safe_path");
  pen_command_add_fifo (command, "/etc/fifo");
  expect_critical ("pen_command_is_safe_path");
  pen_command_add_output (command, "/proc/1/environ");
  expect_critical ("pen_command_is_safe_path");
  pen_command_add_output_directory (command, "/job/");
  expect_critical ("g_path_is_absolute");
  pen_command_bind (command, "opt/rust", "/toolchain");
  expect_critical ("g_path_is_absolute");
  pen_command_bind (command, "/opt/rust", "toolchain");
  g_test_assert_expected_messages ();
  g_assert_cmpuint (command->files->len, ==, 0);
  g_assert_cmpuint (command->outputs->len, ==, 0);
  g_assert_cmpuint (command->binds->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/command/starts-with-little", test_defaults);
  g_test_add_func ("/sandbox/command/adds-arguments-in-order", test_args);
  g_test_add_func ("/sandbox/command/replaces-a-variable", test_environment);
  g_test_add_func ("/sandbox/command/adds-mounts-files-and-outputs", test_mounts_and_files);
  g_test_add_func ("/sandbox/command/copies-everything", test_copy);
  g_test_add_func ("/sandbox/command/copies-no-defaults-back", test_copy_of_less);
  g_test_add_func ("/sandbox/command/tells-safe-paths", test_safe_paths);
  g_test_add_func ("/sandbox/command/bounds-paths", test_long_paths);
  g_test_add_func ("/sandbox/command/takes-no-unsafe-path", test_refuses_unsafe);
  return g_test_run ();
}
