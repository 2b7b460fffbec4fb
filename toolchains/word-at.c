/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The word under the caret. Not by the lexer: it would have to read the file from its beginning for
 * each key, and half-written source too has words. */
#include "word-at.h"

#include <string.h>

typedef struct
{
  const char *text;
  gsize length;
} Source;

/* Letters beyond ASCII are taken as they come: all that matters is where a word ends. */
static gboolean
is_word (const Source *source, gsize at)
{
  guchar byte = at < source->length ? (guchar)source->text[at] : '\0';

  return g_ascii_isalnum (byte) || byte == '_' || byte >= 0x80;
}

static gboolean
has (const Source *source, gsize at, const char *what)
{
  gsize n = strlen (what);

  return at <= source->length && source->length - at >= n &&
         memcmp (source->text + at, what, n) == 0;
}

static gboolean
has_before (const Source *source, gsize at, const char *what)
{
  gsize n = strlen (what);

  return at >= n && has (source, at - n, what);
}

static gsize
find_start (const Source *source, gsize at)
{
  while (at > 0 && is_word (source, at - 1))
    at--;
  return at;
}

/* Where the path begins whose last part begins at @start: `std::` before it, and before that … */
static gsize
find_path_start (const Source *source, gsize start)
{
  gsize part;

  while (has_before (source, start, "::"))
    {
      part = find_start (source, start - 2);
      if (part == start - 2 || g_ascii_isdigit (source->text[part]))
        break;
      start = part;
    }
  return start;
}

/* In `use std::{fs, io::Read}` what stands before the braces belongs to it too. No more than one
 * pair on one line, which is nearly all there is. */
static char *
dup_group (const Source *source, gsize start)
{
  gsize at = start;
  gsize first;

  while (at > 0 && source->text[at - 1] != '{' && strchr ("};()\n", source->text[at - 1]) == NULL &&
         start - at < PEN_WORD_MAX)
    at--;
  if (!has_before (source, at, "::{"))
    return g_strdup ("");
  first = find_path_start (source, at - 1);
  if (first >= at - 3)
    return g_strdup ("");
  return g_strndup (source->text + first, at - 1 - first);
}

static char *
dup_path (const Source *source, gsize start, gsize end)
{
  gsize first = find_path_start (source, start);
  g_autofree char *group = dup_group (source, first);
  g_autofree char *path = g_strndup (source->text + first, end - first);

  return g_strconcat (group, path, NULL);
}

static gboolean
is_attribute (const Source *source, gsize start)
{
  return has_before (source, start, "#[") || has_before (source, start, "#![");
}

/* A quote before a word begins a lifetime, unless one behind it makes a character of it. */
static gboolean
is_lifetime (const Source *source, gsize start, gsize end)
{
  return has_before (source, start, "'") && !has (source, end, "'");
}

static char *
dup_word (const Source *source, gsize start, gsize end)
{
  g_autofree char *word = g_strndup (source->text + start, end - start);

  if (is_lifetime (source, start, end))
    return g_strconcat ("'", word, NULL);
  if (g_ascii_isdigit (word[0]))
    return NULL;
  if (has (source, end, "!") && !has (source, end, "!="))
    {
      g_autofree char *path = dup_path (source, start, end);

      return g_strconcat (path, "!", NULL);
    }
  if (is_attribute (source, start))
    return g_strconcat ("#", word, NULL);
  if (has_before (source, start, ".") && !has_before (source, start, ".."))
    return g_strconcat (".", word, NULL);
  return dup_path (source, start, end);
}

char *
pen_word_at (const char *text, gssize length, gsize offset)
{
  const Source source = {text, length >= 0 ? (gsize)length : strlen (text)};
  gsize start, end;
  g_autofree char *word = NULL;

  if (offset > source.length)
    return NULL;
  start = find_start (&source, offset);
  end = offset;
  while (is_word (&source, end))
    end++;
  if (start < end && end - start <= PEN_WORD_MAX)
    word = dup_word (&source, start, end);
  else if (start == end && (has (&source, offset, "?") || has_before (&source, offset, "?")))
    return g_strdup ("?");
  if (word == NULL || strlen (word) > PEN_WORD_MAX || !g_utf8_validate (word, -1, NULL))
    return NULL;
  return g_steal_pointer (&word);
}
