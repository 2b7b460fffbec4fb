/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The lines of libtest's pretty and terse output, one at a time (library/test/src/formatters). Its
 * JSON would be easier to read, but only nightly prints it. */
#include "test-line.h"

#include <string.h>

#define HEAD "test "
#define DOTS " ... "
#define MAX_SECONDS 1e9

void
pen_test_result_clear (PenTestResult *result)
{
  g_clear_pointer (&result->detail, g_free);
}

gboolean
pen_test_line_is_path (const char *text)
{
  /* "src/lib.rs - add (line 3)" */
  gboolean may_have_blanks = strstr (text, " - ") != NULL && g_str_has_suffix (text, ")");

  if (text[0] == '\0' || text[0] == '-' || strlen (text) > PEN_TEST_PATH_MAX)
    return FALSE;
  return strchr (text, '\t') == NULL && (may_have_blanks || strchr (text, ' ') == NULL);
}

/* How a test is run is no part of its name. */
static void
cut_mode (char *path)
{
  static const char *const modes[] = {" - should panic", " - compile fail", " - compile"};

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_str_has_suffix (path, modes[i]))
      {
        path[strlen (path) - strlen (modes[i])] = '\0';
        return;
      }
}

gboolean
pen_test_line_parse_head (const char *line, char **ret_path, const char **ret_rest)
{
  g_autofree char *path = NULL;
  const char *dots;

  if (!g_str_has_prefix (line, HEAD))
    return FALSE;
  dots = strstr (line + strlen (HEAD), DOTS);
  if (dots == NULL)
    return FALSE;
  path = g_strndup (line + strlen (HEAD), (gsize)(dots - line) - strlen (HEAD));
  g_strchomp (path); /* benchmarks are lined up */
  cut_mode (path);
  if (!pen_test_line_is_path (path))
    return FALSE;
  *ret_path = g_steal_pointer (&path);
  *ret_rest = dots + strlen (DOTS);
  return TRUE;
}

static gint64
seconds_to_time (double seconds)
{
  return seconds >= 0 && seconds < MAX_SECONDS ? (gint64)(seconds * G_USEC_PER_SEC + 0.5) : -1;
}

/* Of " <0.003s>" at the end of @text; cuts it off. */
static gint64
cut_time (char *text)
{
  char *open = strrchr (text, '<');
  char *end = NULL;
  gint64 time;

  if (open == NULL || open == text || open[-1] != ' ' || !g_ascii_isdigit (open[1]))
    return -1;
  time = seconds_to_time (g_ascii_strtod (open + 1, &end));
  if (strcmp (end, "s>") != 0)
    return -1;
  open[-1] = '\0';
  return time;
}

/* Words that stand alone. The longer ones first, as the end of a text is looked at too. */
static const struct
{
  const char *word;
  PenTestState state;
} words[] = {
    {"ok", PEN_TEST_PASSED},
    {"FAILED (time limit exceeded)", PEN_TEST_FAILED},
    {"FAILED", PEN_TEST_FAILED},
    {"ignored", PEN_TEST_IGNORED},
};

gboolean
pen_test_line_parse_result (const char *text, PenTestResult *ret_result)
{
  static const char ignored[] = "ignored, ", bench[] = "bench: ";
  g_autofree char *word = g_strdup (text);
  gint64 time = cut_time (word);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i].word))
      {
        *ret_result = (PenTestResult){words[i].state, NULL, time};
        return TRUE;
      }
  if (g_str_has_prefix (word, ignored))
    *ret_result = (PenTestResult){PEN_TEST_IGNORED, g_strdup (word + strlen (ignored)), time};
  else if (g_str_has_prefix (word, bench))
    *ret_result =
        (PenTestResult){PEN_TEST_MEASURED, g_strstrip (g_strdup (word + strlen (bench))), time};
  else
    return FALSE;
  return TRUE;
}

gboolean
pen_test_line_parse_late_result (const char *text, PenTestResult *ret_result)
{
  g_autofree char *word = g_strdup (text);
  gint64 time = cut_time (word);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_suffix (word, words[i].word))
      {
        *ret_result = (PenTestResult){words[i].state, NULL, time};
        return TRUE;
      }
  return FALSE;
}

gboolean
pen_test_line_parse_whole (const char *line, char **ret_path, PenTestResult *ret_result)
{
  const char *last = g_strrstr (line, HEAD);
  const char *places[] = {line, last};
  g_autofree char *path = NULL;
  const char *rest = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places) && places[i] != NULL; i++)
    {
      g_clear_pointer (&path, g_free);
      if (pen_test_line_parse_head (places[i], &path, &rest) &&
          pen_test_line_parse_result (rest, ret_result))
        {
          *ret_path = g_steal_pointer (&path);
          return TRUE;
        }
    }
  return FALSE;
}

/* "@n @word" at the start of @text, up to a semicolon or its end. */
static gboolean
take_count (const char **text, const char *word, guint *ret_n)
{
  char *end = NULL;
  guint64 n = g_ascii_strtoull (*text, &end, 10);

  if (!g_ascii_isdigit (**text) || n > G_MAXUINT32 || *end != ' ' ||
      !g_str_has_prefix (end + 1, word))
    return FALSE;
  end += 1 + strlen (word);
  if (g_str_has_prefix (end, "; "))
    end += 2;
  *text = end;
  *ret_n = (guint)n;
  return TRUE;
}

gboolean
pen_test_line_parse_summary (const char *line, PenTestSummary *ret_summary)
{
  static const char *const begins[] = {"test result: ok. ", "test result: FAILED. "};
  static const char finished[] = "finished in ";
  PenTestSummary summary = {.time = -1};
  const char *at = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (g_str_has_prefix (line, begins[i]))
      at = line + strlen (begins[i]);
  if (at == NULL || !take_count (&at, "passed", &summary.counts[PEN_TEST_PASSED]) ||
      !take_count (&at, "failed", &summary.counts[PEN_TEST_FAILED]) ||
      !take_count (&at, "ignored", &summary.counts[PEN_TEST_IGNORED]) ||
      !take_count (&at, "measured", &summary.counts[PEN_TEST_MEASURED]) ||
      !take_count (&at, "filtered out", &summary.filtered))
    return FALSE;
  if (g_str_has_prefix (at, finished) && g_ascii_isdigit (at[strlen (finished)]))
    summary.time = seconds_to_time (g_ascii_strtod (at + strlen (finished), NULL));
  *ret_summary = summary;
  return TRUE;
}

gboolean
pen_test_line_parse_begin (const char *line, guint *ret_n)
{
  guint n = 0;
  const char *at;

  if (!g_str_has_prefix (line, "running "))
    return FALSE;
  at = line + strlen ("running ");
  if (!take_count (&at, "test", &n) || (*at != '\0' && !g_str_equal (at, "s")))
    return FALSE;
  *ret_n = n;
  return TRUE;
}

char *
pen_test_line_parse_wrapped (const char *line, const char *before, const char *after)
{
  gsize length = strlen (line), outside = strlen (before) + strlen (after);
  g_autofree char *text = NULL;

  if (length <= outside || !g_str_has_prefix (line, before) || !g_str_has_suffix (line, after))
    return NULL;
  text = g_strndup (line + strlen (before), length - outside);
  if (!pen_test_line_is_path (text))
    return NULL;
  return g_steal_pointer (&text);
}
