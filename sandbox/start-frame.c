/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A command and its limits -> the words that a jail's first process understands. */
#include "start-frame.h"

#include <string.h>

#include "frame.h"
#include "sandbox-error.h"

static void
append_string (GByteArray *array, const char *string)
{
  g_byte_array_append (array, (const guint8 *)string, (guint)strlen (string) + 1);
}

static void
append_strings (GByteArray *array, GPtrArray *strings)
{
  for (guint i = 0; i < strings->len; i++)
    append_string (array, strings->pdata[i]);
}

GBytes *
pen_start_frame_new (const PenCommand *command,
                     const PenLimits *limits,
                     GBytes *filter,
                     gboolean landlock,
                     GError **error)
{
  struct pen_frame_start start = {
      .memory = limits->memory,
      /* Above the memory limit, so that the limit decides and not a failing allocation, but not far
       * above: one huge request must fail. */
      .data = limits->memory * 2,
      .address_space = limits->address_space,
      .file_size = limits->file_size,
      .artifact_size = limits->artifact_size,
      .cpu_ms = limits->cpu_ms,
      .processes = limits->processes,
      .open_files = limits->open_files,
      .inodes = limits->inodes,
      .landlock = landlock ? 1 : 0,
      .filter_length = filter != NULL ? (guint32)g_bytes_get_size (filter) : 0,
      .n_args = command->argv->len,
      .n_env = command->env->len,
      .n_outputs = command->outputs->len,
  };
  g_autoptr (GByteArray) array = g_byte_array_new ();

  if (command->argv->len == 0)
    {
      g_set_error_literal (error,
                           PEN_SANDBOX_ERROR,
                           PEN_SANDBOX_ERROR_INVALID,
                           "There is no program to run.");
      return NULL;
    }
  if (MAX (MAX (start.n_args, start.n_env), start.n_outputs) > PEN_FRAME_STRINGS_MAX)
    {
      g_set_error (error,
                   PEN_SANDBOX_ERROR,
                   PEN_SANDBOX_ERROR_TOO_BIG,
                   "More than %d arguments or variables cannot be given to a program.",
                   PEN_FRAME_STRINGS_MAX);
      return NULL;
    }
  g_byte_array_append (array, (const guint8 *)&start, sizeof start);
  if (filter != NULL)
    g_byte_array_append (array, g_bytes_get_data (filter, NULL), start.filter_length);
  append_string (array, command->cwd);
  append_strings (array, command->argv);
  append_strings (array, command->env);
  append_strings (array, command->outputs);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

GBytes *
pen_file_frame_new (const char *path, guint mode)
{
  struct pen_frame_file file = {.mode = mode, .path_length = (guint32)strlen (path)};
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, (const guint8 *)&file, sizeof file);
  g_byte_array_append (array, (const guint8 *)path, file.path_length);
  return g_byte_array_free_to_bytes (array);
}
