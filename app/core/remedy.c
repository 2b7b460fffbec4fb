/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Commands in sentences that say what to do, so that a view can offer to copy them. What looks
 * like prose ends a command: too little is harmless, a word too much as root is not. */
#include "remedy.h"

#include <string.h>

#define SUDO "sudo "
#define INDENT "  "

/* A line each, as they stand. */
static void
add_indented (GPtrArray *commands, const char *remedy)
{
  g_auto (GStrv) lines = g_strsplit (remedy, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], INDENT))
      g_ptr_array_add (commands, g_strdup (g_strstrip (lines[i])));
}

/* Whether a command cannot go on behind this word: punctuation that is followed by a blank. */
static gboolean
ends_command (const char *word, gsize length)
{
  return strchr (".,;:)", word[length - 1]) != NULL;
}

static gboolean
is_plain (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (word[i]) && strchr ("._-+=/:,@%", word[i]) == NULL)
      return FALSE;
  return length > 0;
}

/* The words from @start on that can belong to one command; returns where the rest begins. A word
 * that a shell would not take as it stands spoils all of it. */
static const char *
read_command (const char *start, GString *command)
{
  const char *at = start;

  while (*at != '\0')
    {
      gsize length = strcspn (at, " \n");
      gboolean last = length > 0 && ends_command (at, length);

      if (*at == '(')
        break;
      if (!is_plain (at, last ? length - 1 : length))
        {
          g_string_truncate (command, 0);
          break;
        }
      if (command->len > 0)
        g_string_append_c (command, ' ');
      g_string_append_len (command, at, (gssize)(last ? length - 1 : length));
      at += length;
      if (last || *at != ' ')
        break;
      at++;
    }
  return at;
}

/* "sudo A and sudo B": the word before the second sudo is a conjunction. */
static void
drop_conjunction (GString *command)
{
  const char *space = strrchr (command->str, ' ');

  if (space != NULL)
    g_string_truncate (command, (gsize)(space - command->str));
}

static void
add_sudo (GPtrArray *commands, const char *remedy)
{
  const char *at = strstr (remedy, SUDO);

  while (at != NULL)
    {
      const char *next = strstr (at + strlen (SUDO), SUDO);
      g_autofree char *part = next != NULL ? g_strndup (at, (gsize)(next - at)) : g_strdup (at);
      g_autoptr (GString) command = g_string_new (NULL);
      const char *rest = read_command (part, command);

      if (next != NULL && *rest == '\0' && g_str_has_suffix (part, " "))
        drop_conjunction (command);
      if (command->len > strlen (SUDO))
        g_ptr_array_add (commands, g_strdup (command->str));
      at = next;
    }
}

char *
pen_remedy_dup_command (const char *remedy)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_free);

  if (remedy == NULL)
    return NULL;
  add_indented (commands, remedy);
  if (commands->len == 0)
    add_sudo (commands, remedy);
  if (commands->len == 0)
    return NULL;
  g_ptr_array_add (commands, NULL);
  return g_strjoinv ("\n", (char **)commands->pdata);
}
