/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A command and its limits -> words for a jail's first process, read back by the parser that it
 * uses. */
#include "start-frame.h"

#include <string.h>

#include "frame.h"
#include "sandbox-error.h"

static const PenLimits limits = {
    .wall_ms = 1,
    .idle_ms = 2,
    .cpu_ms = 3,
    .memory = G_GUINT64_CONSTANT (5) << 30,
    .address_space = G_GUINT64_CONSTANT (20) << 30,
    .processes = 6,
    .open_files = 7,
    .file_size = G_GUINT64_CONSTANT (8) << 32,
    .tmp_size = 9,
    .job_size = 10,
    .shm_size = 11,
    .inodes = 12,
    .output_volume = 13,
    .artifact_size = G_GUINT64_CONSTANT (14) << 32,
};

/* Into a view that points into @frame. */
static struct pen_frame_start_view *
parse (GBytes *frame)
{
  struct pen_frame_start_view *view = g_new (struct pen_frame_start_view, 1);
  gsize length;
  const void *payload = g_bytes_get_data (frame, &length);

  g_assert_cmpint (pen_frame_parse_start (payload, length, view), ==, 0);
  return view;
}

static void
test_strings (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autofree struct pen_frame_start_view *view = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) frame = NULL;
  guint n_env = command->env->len;

  pen_command_add_args (command, "/program/main", "", "two words", "\xff\n", NULL);
  pen_command_set_env (command, "NAME", "");
  pen_command_add_output (command, "/tmp/out");
  pen_command_add_output_directory (command, "/job/dir");
  frame = pen_start_frame_new (command, &limits, NULL, FALSE, &error);
  g_assert_no_error (error);
  view = parse (frame);
  g_assert_cmpstr (view->cwd, ==, "/job");
  g_assert_cmpstr (view->args[0], ==, "/program/main");
  g_assert_cmpstr (view->args[1], ==, "");
  g_assert_cmpstr (view->args[2], ==, "two words");
  g_assert_cmpstr (view->args[3], ==, "\xff\n");
  g_assert_null (view->args[4]);
  g_assert_cmpuint (view->start->n_env, ==, n_env + 1);
  g_assert_cmpstr (view->env[0], ==, "PATH=/usr/bin");
  g_assert_cmpstr (view->env[n_env], ==, "NAME=");
  g_assert_null (view->env[n_env + 1]);
  g_assert_cmpstr (view->outputs[0], ==, "/tmp/out");
  g_assert_cmpstr (view->outputs[1], ==, "/job/dir/");
  g_assert_null (view->outputs[2]);
}

static void
test_numbers (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autofree struct pen_frame_start_view *view = NULL;
  g_autoptr (GBytes) frame = NULL;

  pen_command_add_arg (command, "x");
  frame = pen_start_frame_new (command, &limits, NULL, FALSE, NULL);
  view = parse (frame);
  g_assert_cmpuint (view->start->memory, ==, limits.memory);
  g_assert_cmpuint (view->start->data, ==, 2 * limits.memory);
  g_assert_cmpuint (view->start->address_space, ==, limits.address_space);
  g_assert_cmpuint (view->start->file_size, ==, limits.file_size);
  g_assert_cmpuint (view->start->artifact_size, ==, limits.artifact_size);
  g_assert_cmpuint (view->start->cpu_ms, ==, 3);
  g_assert_cmpuint (view->start->processes, ==, 6);
  g_assert_cmpuint (view->start->open_files, ==, 7);
  g_assert_cmpuint (view->start->inodes, ==, 12);
  g_assert_cmpuint (view->start->landlock, ==, 0);
  g_assert_cmpuint (view->start->filter_length, ==, 0);
}

static void
test_filter (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autoptr (GBytes) filter = g_bytes_new_static ("FILTER-0FILTER-1", 16);
  g_autofree struct pen_frame_start_view *view = NULL;
  g_autoptr (GBytes) frame = NULL;

  pen_command_add_arg (command, "x");
  frame = pen_start_frame_new (command, &limits, filter, TRUE, NULL);
  view = parse (frame);
  g_assert_cmpuint (view->start->landlock, ==, 1);
  g_assert_cmpuint (view->start->filter_length, ==, 16);
  g_assert_cmpint (memcmp (view->filter, "FILTER-0FILTER-1", 16), ==, 0);
  g_assert_cmpstr (view->args[0], ==, "x");
}

static void
test_nothing_to_run (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autoptr (GError) error = NULL;

  g_assert_null (pen_start_frame_new (command, &limits, NULL, TRUE, &error));
  g_assert_error (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_INVALID);
}

/* The most that init takes is made, and no more. */
static void
test_too_many (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autofree struct pen_frame_start_view *view = NULL;
  g_autoptr (GBytes) frame = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < PEN_FRAME_STRINGS_MAX; i++)
    pen_command_add_arg (command, "x");
  frame = pen_start_frame_new (command, &limits, NULL, TRUE, &error);
  g_assert_no_error (error);
  view = parse (frame);
  g_assert_cmpuint (view->start->n_args, ==, PEN_FRAME_STRINGS_MAX);
  pen_command_add_arg (command, "x");
  g_assert_null (pen_start_frame_new (command, &limits, NULL, TRUE, &error));
  g_assert_error (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_TOO_BIG);
  g_assert_nonnull (strstr (error->message, "4096"));
}

static void
test_too_many_variables (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_RUN);
  g_autoptr (GError) error = NULL;

  pen_command_add_arg (command, "x");
  while (command->env->len <= PEN_FRAME_STRINGS_MAX)
    g_ptr_array_add (command->env, g_strdup ("A=B"));
  g_assert_null (pen_start_frame_new (command, &limits, NULL, TRUE, &error));
  g_assert_error (error, PEN_SANDBOX_ERROR, PEN_SANDBOX_ERROR_TOO_BIG);
}

static void
test_file (void)
{
  g_autoptr (GBytes) frame = pen_file_frame_new ("/job/src/main.rs", 0444);
  char path[PEN_FRAME_PATH_MAX + 1];
  gsize length;
  const void *payload = g_bytes_get_data (frame, &length);
  uint32_t mode;
  size_t data;

  g_assert_cmpint (pen_frame_parse_path (payload, length, path, &mode, &data), ==, 0);
  g_assert_cmpstr (path, ==, "/job/src/main.rs");
  g_assert_cmpuint (mode, ==, 0444);
  g_assert_cmpuint (data, ==, length); /* the bytes of the file follow */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/start-frame/carries-strings", test_strings);
  g_test_add_func ("/sandbox/start-frame/carries-numbers", test_numbers);
  g_test_add_func ("/sandbox/start-frame/carries-a-filter", test_filter);
  g_test_add_func ("/sandbox/start-frame/needs-a-program", test_nothing_to_run);
  g_test_add_func ("/sandbox/start-frame/bounds-arguments", test_too_many);
  g_test_add_func ("/sandbox/start-frame/bounds-variables", test_too_many_variables);
  g_test_add_func ("/sandbox/start-frame/names-a-file", test_file);
  return g_test_run ();
}
