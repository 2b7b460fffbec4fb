/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How well an example fits what somebody typed. GLib splits and folds the words; the score is our
 * own, since a few dozen short texts need no search engine. */
#include "example-search-private.h"

#include <string.h>

#include "examples.h"

/* Where a word may be, the weightiest first. */
typedef enum
{
  FIELD_TITLE,
  FIELD_LABELS, /* keywords, topic, level, error code */
  FIELD_SUMMARY,
  FIELD_CODE,
  N_FIELDS,
} Field;

/* What a whole word counts in each field. A beginning of one counts half. */
static const guint weights[N_FIELDS] = {24, 12, 6, 2};

struct _PenExampleWords
{
  PenExample *example;
  char *fields[N_FIELDS]; /* folded words, each between two line ends */
};

struct _PenExampleQuery
{
  GPtrArray *words; /* (element-type utf8): folded, each after a line end */
  char *signs;      /* (nullable): what has no word in it */
  gboolean invalid;
};

/* --- Words of an example --- */

static void
append_words (GString *field, const char *text)
{
  g_auto (GStrv) alternates = NULL;
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, NULL, &alternates);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (field, "%s\n", words[i]);
  for (guint i = 0; alternates[i] != NULL; i++)
    g_string_append_printf (field, "%s\n", alternates[i]);
}

static char *
collect_labels (PenExample *example)
{
  g_autoptr (GString) field = g_string_new ("\n");
  const char *const *keywords = pen_example_get_keywords (example);

  for (guint i = 0; keywords[i] != NULL; i++)
    append_words (field, keywords[i]);
  append_words (field, pen_example_get_topic (example));
  append_words (field, pen_example_get_topic_title (example));
  append_words (field, pen_example_level_get_title (pen_example_get_level (example)));
  if (pen_example_get_code (example) != NULL)
    append_words (field, pen_example_get_code (example));
  return g_string_free (g_steal_pointer (&field), FALSE);
}

static char *
collect_code (PenExample *example)
{
  g_autoptr (GString) field = g_string_new ("\n");
  GPtrArray *files = pen_example_get_sources (example)->files;

  for (guint i = 0; i < files->len; i++)
    {
      const PenSource *source = files->pdata[i];
      gsize length = 0;
      const char *text = g_bytes_get_data (source->bytes, &length);
      g_autofree char *copy = g_strndup (length > 0 ? text : "", length);

      append_words (field, source->name);
      append_words (field, copy);
    }
  return g_string_free (g_steal_pointer (&field), FALSE);
}

static char *
collect_text (const char *text)
{
  g_autoptr (GString) field = g_string_new ("\n");

  append_words (field, text);
  return g_string_free (g_steal_pointer (&field), FALSE);
}

PenExampleWords *
pen_example_words_new (PenExample *example)
{
  PenExampleWords *words = g_new0 (PenExampleWords, 1);

  words->example = g_object_ref (example);
  words->fields[FIELD_TITLE] = collect_text (pen_example_get_title (example));
  words->fields[FIELD_LABELS] = collect_labels (example);
  words->fields[FIELD_SUMMARY] = collect_text (pen_example_get_summary (example));
  words->fields[FIELD_CODE] = collect_code (example);
  return words;
}

void
pen_example_words_free (PenExampleWords *words)
{
  g_object_unref (words->example);
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (words->fields[i]);
  g_free (words);
}

PenExample *
pen_example_words_get_example (const PenExampleWords *words)
{
  return words->example;
}

/* --- What is looked for --- */

PenExampleQuery *
pen_example_query_new (const char *text)
{
  PenExampleQuery *query = g_new0 (PenExampleQuery, 1);
  g_autofree char *signs = NULL;
  g_auto (GStrv) words = NULL;

  query->words = g_ptr_array_new_with_free_func (g_free);
  query->invalid = !g_utf8_validate (text, -1, NULL);
  if (query->invalid)
    return query;
  signs = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), PEN_EXAMPLES_MAX_QUERY));
  words = g_str_tokenize_and_fold (signs, NULL, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (query->words, g_strconcat ("\n", words[i], NULL));
  g_strstrip (signs);
  if (query->words->len == 0 && signs[0] != '\0')
    query->signs = g_steal_pointer (&signs);
  return query;
}

void
pen_example_query_free (PenExampleQuery *query)
{
  g_ptr_array_unref (query->words);
  g_free (query->signs);
  g_free (query);
}

static guint
rate_word (const PenExampleWords *words, const char *word)
{
  gsize length = strlen (word);
  guint best = 0;

  for (guint i = 0; i < N_FIELDS; i++)
    for (const char *at = strstr (words->fields[i], word); at != NULL;
         at = strstr (at + length, word))
      best = MAX (best, at[length] == '\n' ? weights[i] : weights[i] / 2);
  return best;
}

static guint
rate_signs (const PenExampleWords *words, const char *signs)
{
  GPtrArray *files = pen_example_get_sources (words->example)->files;

  for (guint i = 0; i < files->len; i++)
    {
      gsize length = 0;
      const char *text = g_bytes_get_data (((PenSource *)files->pdata[i])->bytes, &length);

      if (length > 0 && g_strstr_len (text, (gssize)length, signs) != NULL)
        return 1;
    }
  return 0;
}

guint
pen_example_query_rate (const PenExampleQuery *query, const PenExampleWords *words)
{
  guint sum = 0;

  if (query->invalid)
    return 0;
  if (query->signs != NULL)
    return rate_signs (words, query->signs);
  for (guint i = 0; i < query->words->len; i++)
    {
      guint rating = rate_word (words, query->words->pdata[i]);

      if (rating == 0)
        return 0;
      sum += rating;
    }
  return sum + 1;
}
