/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Numbers as words: for keys that people compare by ear, and codes that they type. */
#include "four-words.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "four-words-private.h"

#define BITS 11
#define ENOUGH_LETTERS 4 /* to tell a word from all others */
#define TYPED_MAX 200    /* bytes */

char *
pen_four_words_join (const guint indices[4])
{
  for (guint i = 0; i < 4; i++)
    g_return_val_if_fail (indices[i] < PEN_FOUR_WORDS_LIST, NULL);

  return g_strjoin ("-",
                    pen_four_words_list[indices[0]],
                    pen_four_words_list[indices[1]],
                    pen_four_words_list[indices[2]],
                    pen_four_words_list[indices[3]],
                    NULL);
}

char *
pen_four_words (const guint8 *data, gsize size)
{
  guint8 hash[crypto_generichash_BYTES];
  guint64 bits = 0;
  guint indices[4];

  /* Fails for lengths of hash and key only. */
  crypto_generichash (hash, sizeof hash, data, size, NULL, 0);
  for (guint i = 0; i < 8; i++)
    bits = bits << 8 | hash[i];
  for (guint i = 0; i < 4; i++)
    indices[i] = bits >> (64 - BITS * (i + 1)) & (PEN_FOUR_WORDS_LIST - 1);
  return pen_four_words_join (indices);
}

char *
pen_four_words_random (void)
{
  guint indices[4];

  if (sodium_init () < 0)
    g_error ("This system gives no random numbers.");
  for (guint i = 0; i < 4; i++)
    indices[i] = randombytes_uniform (PEN_FOUR_WORDS_LIST);
  return pen_four_words_join (indices);
}

static int
compare (const void *typed, const void *word)
{
  gsize length = strlen (typed);

  /* Too short to be the beginning of a word, it has to be all of it. */
  return length < ENOUGH_LETTERS ? strcmp (typed, word) : strncmp (typed, word, length);
}

/* Where it is in the list. */
static gboolean
find (const char *typed, guint *ret_index)
{
  const char *word = bsearch (typed,
                              pen_four_words_list,
                              PEN_FOUR_WORDS_LIST,
                              sizeof pen_four_words_list[0],
                              compare);

  if (word == NULL)
    return FALSE;
  *ret_index = (guint)((gsize)(word - pen_four_words_list[0]) / sizeof pen_four_words_list[0]);
  return TRUE;
}

/* (transfer full) (nullable): the typed words in small letters, one space before each. */
static char *
normalize (const char *typed)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_word = FALSE;

  if (strnlen (typed, TYPED_MAX + 1) > TYPED_MAX || !g_utf8_validate (typed, -1, NULL))
    return NULL;
  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean is_letter = c < 0x80 && g_ascii_isalpha ((char)c);

      if (!is_letter && g_unichar_isalnum (c))
        return NULL;
      if (is_letter && !in_word)
        g_string_append_c (text, ' ');
      if (is_letter)
        g_string_append_c (text, g_ascii_tolower ((char)c));
      in_word = is_letter;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
pen_four_words_parse (const char *typed, guint ret_indices[4])
{
  g_autofree char *text = normalize (typed);
  g_auto (GStrv) words = NULL;
  guint found[4];

  if (text == NULL)
    return FALSE;
  words = g_strsplit (text, " ", -1);
  if (g_strv_length (words) != 5) /* nothing is before the first space */
    return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!find (words[i + 1], &found[i]))
      return FALSE;
  memcpy (ret_indices, found, sizeof found);
  return TRUE;
}
