/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A file and a place in it, as one word of the command line. */
#include "open-argument.h"

#include <string.h>

/* Takes ":12" off the end of @text; 0 when there is none. */
static guint
take_number (char *text)
{
  char *colon = strrchr (text, ':');
  guint64 number = 0;

  if (colon == NULL || colon == text ||
      !g_ascii_string_to_unsigned (colon + 1, 10, 1, G_MAXINT32, &number, NULL))
    return 0;
  *colon = '\0';
  return (guint)number;
}

/* Only what has "://" is a URI: by GIO's own rule "main.rs:0" would be one of the scheme "main.rs".
 */
static GFile *
find (const char *text, const char *folder)
{
  if (strstr (text, "://") != NULL)
    return g_file_new_for_uri (text);
  return folder != NULL && !g_path_is_absolute (text)
             ? g_file_new_build_filename (folder, text, NULL)
             : g_file_new_for_path (text);
}

PenOpenArgument *
pen_open_argument_new (const char *text, const char *folder)
{
  PenOpenArgument *argument = g_new0 (PenOpenArgument, 1);
  g_autofree char *name = g_strdup (text);
  guint last, first;

  g_return_val_if_fail (text != NULL, argument);

  argument->file = find (text, folder);
  if (g_file_query_exists (argument->file, NULL))
    return argument;
  last = take_number (name);
  first = last > 0 ? take_number (name) : 0;
  if (last == 0)
    return argument;
  g_object_unref (argument->file);
  argument->file = find (name, folder);
  argument->line = first > 0 ? first : last;
  argument->column = first > 0 ? last : 0;
  return argument;
}

void
pen_open_argument_free (PenOpenArgument *argument)
{
  if (argument == NULL)
    return;
  g_clear_object (&argument->file);
  g_free (argument);
}
