/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Words for keys: a list that people can use, and what they type. */
#include "core.h"

#include <string.h>

/* (transfer full): one word of the list, by its place. */
static char *
dup_word (guint index)
{
  const guint indices[4] = {index, 0, 0, 0};
  g_autofree char *joined = pen_four_words_join (indices);

  *strchr (joined, '-') = '\0';
  return g_strdup (joined);
}

static void
test_list (void)
{
  g_autoptr (GHashTable) starts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = g_strdup ("");

  for (guint i = 0; i < PEN_FOUR_WORDS_LIST; i++)
    {
      g_autofree char *word = dup_word (i);

      g_assert_cmpuint (strlen (word), >=, 3);
      g_assert_cmpuint (strlen (word), <=, 7);
      for (const char *c = word; *c != '\0'; c++)
        g_assert_true (g_ascii_islower (*c));
      g_assert_cmpint (strcmp (before, word), <, 0);
      g_assert_true (g_hash_table_add (starts, g_strndup (word, 4)));
      g_free (before);
      before = g_steal_pointer (&word);
    }
}

/* What was said to somebody yesterday must be the same words tomorrow. */
static void
test_stays (void)
{
  static const guint8 key[32] = {1, 2, 3};
  g_autofree char *words = pen_four_words (key, sizeof key);
  g_autofree char *of_nothing = pen_four_words (NULL, 0);
  g_autofree char *other = NULL;
  guint8 changed[32] = {1, 2, 3};
  guint sum = 0;

  g_assert_cmpstr (words, ==, "strand-demand-odd-clap");
  g_assert_cmpstr (of_nothing, ==, "auto-rug-income-extra");
  changed[31] = 1;
  other = pen_four_words (changed, sizeof changed);
  g_assert_cmpstr (words, !=, other);
  for (guint i = 0; i < PEN_FOUR_WORDS_LIST; i++)
    {
      g_autofree char *word = dup_word (i);

      sum = sum * 31 + g_str_hash (word);
    }
  g_assert_cmphex (sum, ==, 0x11c572b6);
}

static void
assert_parsed (const char *typed, const guint expected[4])
{
  guint indices[4] = {0};

  g_assert_true (pen_four_words_parse (typed, indices));
  g_assert_cmpmem (indices, sizeof indices, expected, 4 * sizeof *expected);
}

static void
test_parses_all (void)
{
  for (guint i = 0; i < PEN_FOUR_WORDS_LIST; i++)
    {
      const guint indices[4] = {i, 2047 - i, i / 2, (i * 7) % 2048};
      g_autofree char *joined = pen_four_words_join (indices);
      g_autofree char *upper = g_ascii_strup (joined, -1);
      g_auto (GStrv) words = g_strsplit (joined, "-", -1);
      g_autofree char *cut = NULL;

      assert_parsed (joined, indices);
      assert_parsed (upper, indices);
      for (guint k = 0; k < 4; k++)
        if (strlen (words[k]) > 4)
          words[k][4] = '\0';
      cut = g_strjoinv (" ", words);
      assert_parsed (cut, indices);
    }
}

static void
test_forgives (void)
{
  const guint expected[4] = {0, 1, 2047, 0};
  g_autofree char *last = dup_word (2047);
  g_autofree char *second = dup_word (1);
  static const char *const forms[] = {
      "abacus-%s-%s-abacus",
      "  Abacus %s\t%s  aBaCuS.\n",
      "abac, %s, %s, abacu!",
      "abacus – %s — %s\u00a0abacus",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto (GStrv) parts = g_strsplit (forms[i], "%s", -1);
      g_autofree char *typed = g_strconcat (parts[0], second, parts[1], last, parts[2], NULL);

      assert_parsed (typed, expected);
    }
}

static void
test_refuses (void)
{
  g_autofree char *endless = g_strnfill (100000, 'a');
  const char *const typed[] = {
      "",
      " ",
      "-",
      "abacus",
      "abacus abacus abacus",
      "abacus abacus abacus abacus abacus",
      "abacus abacus abacus xyzzy",
      "aba abacus abacus abacus",
      "abacuss abacus abacus abacus",
      "abacus abacus abacus abacus1",
      "abacus abacus abacus äbacus",
      "abacus abacus abacus \xff",
      "abacusabacusabacusabacus",
      endless,
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      guint indices[4] = {7, 7, 7, 7};

      g_assert_false (pen_four_words_parse (typed[i], indices));
      g_assert_cmpuint (indices[0], ==, 7);
    }
}

static void
test_random (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *words = pen_four_words_random ();
      guint indices[4];

      g_assert_true (pen_four_words_parse (words, indices));
      g_assert_true (g_hash_table_add (seen, words));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/four-words/has-a-list-to-tell-apart", test_list);
  g_test_add_func ("/core/four-words/stays-the-same", test_stays);
  g_test_add_func ("/core/four-words/parses-every-word", test_parses_all);
  g_test_add_func ("/core/four-words/forgives-how-it-is-typed", test_forgives);
  g_test_add_func ("/core/four-words/refuses-what-is-not-four-words", test_refuses);
  g_test_add_func ("/core/four-words/makes-random-words", test_random);
  return g_test_run ();
}
