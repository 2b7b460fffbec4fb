/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What to run in a jail, as a plain value with adders: nothing runs until a jail is made of it. */
#include "command.h"

#include <string.h>

#include "frame.h"

static void
jail_file_free (gpointer data)
{
  PenJailFile *file = data;

  g_free (file->path);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

static void
bind_free (gpointer data)
{
  PenBind *bind = data;

  g_free (bind->host);
  g_free (bind->jail);
  g_free (bind);
}

PenCommand *
pen_command_new (PenProfile profile)
{
  PenCommand *command = g_new0 (PenCommand, 1);

  command->profile = profile;
  command->argv = g_ptr_array_new_with_free_func (g_free);
  command->env = g_ptr_array_new_with_free_func (g_free);
  command->cwd = g_strdup ("/job");
  command->binds = g_ptr_array_new_with_free_func (bind_free);
  command->libraries = g_ptr_array_new_with_free_func (g_free);
  command->files = g_ptr_array_new_with_free_func (jail_file_free);
  command->outputs = g_ptr_array_new_with_free_func (g_free);
  pen_command_set_env (command, "PATH", "/usr/bin");
  pen_command_set_env (command, "HOME", "/tmp");
  pen_command_set_env (command, "TMPDIR", "/tmp");
  pen_command_set_env (command, "LANG", "C.UTF-8");
  pen_command_set_env (command, "USER", "playpen");
  pen_command_set_env (command, "TERM", "dumb");
  return command;
}

PenCommand *
pen_command_copy (const PenCommand *command)
{
  PenCommand *copy = pen_command_new (command->profile);

  g_ptr_array_set_size (copy->env, 0);
  for (guint i = 0; i < command->env->len; i++)
    g_ptr_array_add (copy->env, g_strdup (command->env->pdata[i]));
  for (guint i = 0; i < command->argv->len; i++)
    pen_command_add_arg (copy, command->argv->pdata[i]);
  for (guint i = 0; i < command->binds->len; i++)
    {
      const PenBind *bind = command->binds->pdata[i];

      pen_command_bind (copy, bind->host, bind->jail);
    }
  for (guint i = 0; i < command->libraries->len; i++)
    pen_command_add_library (copy, command->libraries->pdata[i]);
  for (guint i = 0; i < command->files->len; i++)
    {
      const PenJailFile *file = command->files->pdata[i];

      if (file->bytes != NULL)
        pen_command_add_file (copy, file->path, file->mode, file->bytes);
      else
        pen_command_add_fifo (copy, file->path);
    }
  for (guint i = 0; i < command->outputs->len; i++)
    g_ptr_array_add (copy->outputs, g_strdup (command->outputs->pdata[i]));
  g_free (copy->cwd);
  copy->cwd = g_strdup (command->cwd);
  copy->has_stdin = command->has_stdin;
  return copy;
}

void
pen_command_free (PenCommand *command)
{
  g_ptr_array_unref (command->argv);
  g_ptr_array_unref (command->env);
  g_ptr_array_unref (command->binds);
  g_ptr_array_unref (command->libraries);
  g_ptr_array_unref (command->files);
  g_ptr_array_unref (command->outputs);
  g_free (command->cwd);
  g_free (command);
}

void
pen_command_add_arg (PenCommand *command, const char *arg)
{
  g_return_if_fail (arg != NULL);

  g_ptr_array_add (command->argv, g_strdup (arg));
}

void
pen_command_add_args (PenCommand *command, ...)
{
  va_list args;

  va_start (args, command);
  for (const char *arg = va_arg (args, const char *); arg != NULL;
       arg = va_arg (args, const char *))
    pen_command_add_arg (command, arg);
  va_end (args);
}

void
pen_command_set_env (PenCommand *command, const char *name, const char *value)
{
  gsize n = strlen (name);
  char *entry = g_strconcat (name, "=", value, NULL);

  for (guint i = 0; i < command->env->len; i++)
    {
      char **slot = (char **)&command->env->pdata[i];

      if (strncmp (*slot, name, n) == 0 && (*slot)[n] == '=')
        {
          g_free (*slot);
          *slot = entry;
          return;
        }
    }
  g_ptr_array_add (command->env, entry);
}

void
pen_command_bind (PenCommand *command, const char *host, const char *jail)
{
  PenBind *bind;

  g_return_if_fail (g_path_is_absolute (host) && g_path_is_absolute (jail));

  bind = g_new0 (PenBind, 1);
  bind->host = g_strdup (host);
  bind->jail = g_strdup (jail);
  g_ptr_array_add (command->binds, bind);
}

static void
add_file (PenCommand *command, const char *path, guint mode, GBytes *bytes)
{
  PenJailFile *file;

  g_return_if_fail (pen_command_is_safe_path (path));

  file = g_new0 (PenJailFile, 1);
  file->path = g_strdup (path);
  file->mode = mode;
  file->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_ptr_array_add (command->files, file);
}

void
pen_command_add_library (PenCommand *command, const char *name)
{
  g_return_if_fail (command->profile == PEN_PROFILE_RUN);
  g_return_if_fail (name != NULL && strchr (name, '/') == NULL);

  g_ptr_array_add (command->libraries, g_strdup (name));
}

void
pen_command_add_file (PenCommand *command, const char *path, guint mode, GBytes *bytes)
{
  g_return_if_fail (bytes != NULL);

  add_file (command, path, mode, bytes);
}

void
pen_command_add_fifo (PenCommand *command, const char *path)
{
  add_file (command, path, 0600, NULL);
}

void
pen_command_add_output (PenCommand *command, const char *path)
{
  g_return_if_fail (pen_command_is_safe_path (path));

  g_ptr_array_add (command->outputs, g_strdup (path));
}

void
pen_command_add_output_directory (PenCommand *command, const char *path)
{
  g_return_if_fail (pen_command_is_safe_path (path));

  g_ptr_array_add (command->outputs, g_strconcat (path, "/", NULL));
}

gboolean
pen_command_is_safe_path (const char *path)
{
  return path != NULL && pen_frame_path_is_safe (path, strlen (path));
}
