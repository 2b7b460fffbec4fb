/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a program is compiled and run, as a plain value. */
#include "options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "toolchain-error.h"

PenOptions *
pen_options_new (void)
{
  return g_new0 (PenOptions, 1);
}

static GPtrArray *
copy_strings (GPtrArray *strings)
{
  GPtrArray *copy;

  if (strings == NULL)
    return NULL;
  copy = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < strings->len; i++)
    g_ptr_array_add (copy, g_strdup (strings->pdata[i]));
  return copy;
}

PenOptions *
pen_options_copy (const PenOptions *options)
{
  PenOptions *copy = g_memdup2 (options, sizeof *options);

  copy->args = copy_strings (options->args);
  copy->env = copy_strings (options->env);
  copy->explain = g_strdup (options->explain);
  return copy;
}

void
pen_options_free (PenOptions *options)
{
  g_clear_pointer (&options->args, g_ptr_array_unref);
  g_clear_pointer (&options->env, g_ptr_array_unref);
  g_free (options->explain);
  g_free (options);
}

static gboolean
is_env_name (const char *name, gsize n)
{
  if (n == 0 || g_ascii_isdigit (name[0]))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (name[i]) && name[i] != '_')
      return FALSE;
  return TRUE;
}

gboolean
pen_options_add_env (PenOptions *options, const char *entry, GError **error)
{
  const char *equals = strchr (entry, '=');

  if (equals == NULL || !is_env_name (entry, (gsize)(equals - entry)))
    {
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_OPTION,
                   _ ("\"%s\" is no environment variable. Write it as NAME=VALUE."),
                   entry);
      return FALSE;
    }
  if (options->env == NULL)
    options->env = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (options->env, g_strdup (entry));
  return TRUE;
}

void
pen_options_add_arg (PenOptions *options, const char *arg)
{
  if (options->args == NULL)
    options->args = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (options->args, g_strdup (arg));
}
