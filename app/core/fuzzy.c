/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What somebody may have meant by a few letters. Compared with a handful of words at each key, so
 * the plain table of all ways to place the letters is quick enough. */
#include "fuzzy.h"

#define HIT 1
#define HIT_FOLLOWS 11  /* the letter before is hit too */
#define HIT_STARTS 10   /* begins a word */
#define HIT_IS_FIRST 12 /* begins the whole text */

typedef struct
{
  gunichar letters[PEN_FUZZY_MAX_TEXT];
  gsize n;
} Letters;

/* Case folded and without accents. What is no UTF-8 has no letters. */
static void
read_letters (const char *text, gsize most, Letters *ret_letters)
{
  g_autofree char *folded = g_utf8_validate (text, -1, NULL) ? g_utf8_casefold (text, -1) : NULL;
  g_autofree char *apart =
      folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_ALL) : g_strdup ("");

  ret_letters->n = 0;
  for (const char *p = apart; *p != '\0' && ret_letters->n < most; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      ret_letters->letters[ret_letters->n++] = g_utf8_get_char (p);
}

static guint
rate_place (const Letters *text, gsize place)
{
  if (place == 0)
    return HIT_IS_FIRST;
  if (g_unichar_isalnum (text->letters[place]) && !g_unichar_isalnum (text->letters[place - 1]))
    return HIT_STARTS;
  return HIT;
}

/* @best[i]: the best rating of the letters so far when the last of them is at i; 0: not there. */
static void
add_letter (const Letters *text, gunichar letter, gboolean is_first, guint *best)
{
  guint before = 0; /* of what ends anywhere before the place */
  guint previous = 0;

  for (gsize i = 0; i < text->n; i++)
    {
      guint old = best[i];

      best[i] = 0;
      if (text->letters[i] == letter)
        {
          if (is_first)
            best[i] = rate_place (text, i);
          else if (before > 0)
            best[i] = before + rate_place (text, i);
          if (!is_first && previous > 0)
            best[i] = MAX (best[i], previous + HIT_FOLLOWS);
        }
      before = MAX (before, old);
      previous = old;
    }
}

static guint
rate_word (const gunichar *word, gsize n, const Letters *text)
{
  guint best[PEN_FUZZY_MAX_TEXT] = {0};
  guint most = 0;

  for (gsize i = 0; i < n; i++)
    add_letter (text, word[i], i == 0, best);
  for (gsize i = 0; i < text->n; i++)
    most = MAX (most, best[i]);
  return most;
}

guint
pen_fuzzy_rate (const char *query, const char *text)
{
  Letters wanted;
  Letters offered;
  guint sum = 0;

  read_letters (query, PEN_FUZZY_MAX_QUERY, &wanted);
  read_letters (text, PEN_FUZZY_MAX_TEXT, &offered);
  for (gsize start = 0; start < wanted.n;)
    {
      gsize end = start;
      guint rating;

      while (end < wanted.n && !g_unichar_isspace (wanted.letters[end]))
        end++;
      rating = rate_word (wanted.letters + start, end - start, &offered);
      if (end > start && rating == 0)
        return 0;
      sum += rating;
      start = end + 1;
    }
  if (sum == 0)
    return 1;
  /* Length is less than one hit: it decides only between equals. */
  return 1 + sum * (PEN_FUZZY_MAX_TEXT + 1) + PEN_FUZZY_MAX_TEXT - (guint)offered.n;
}
