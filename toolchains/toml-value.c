/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* TOML's strings, numbers, dates and booleans: from text to one value, by the letter of the
 * standard. */
#include "toml-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* Reads @n hexadecimal digits behind the reader, which stands on the letter before them. */
static gboolean
read_code_point (PenTomlReader *reader, guint n, GString *text, GError **error)
{
  gunichar code = 0;

  for (guint i = 1; i <= n; i++)
    {
      char c = pen_toml_peek (reader, i);

      if (!g_ascii_isxdigit (c))
        return pen_toml_fail (reader,
                              reader->at,
                              error,
                              _ ("\\%c needs %u hexadecimal digits."),
                              *reader->at,
                              n);
      code = code << 4 | (gunichar)g_ascii_xdigit_value (c);
    }
  /* U+0000 would end the text early for every C function that reads it. */
  if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return pen_toml_fail (reader, reader->at, error, _ ("a string may not hold this character."));
  g_string_append_unichar (text, code);
  reader->at += n + 1;
  return TRUE;
}

/* A backslash at the end of a line: it, the line break and all white space after it vanish. */
static gboolean
skip_line_end (PenTomlReader *reader)
{
  PenTomlReader ahead = *reader;

  pen_toml_skip_spaces (&ahead);
  if (!pen_toml_skip_newline (&ahead))
    return FALSE;
  do
    pen_toml_skip_spaces (&ahead);
  while (pen_toml_skip_newline (&ahead));
  *reader = ahead;
  return TRUE;
}

static gboolean
read_escape (PenTomlReader *reader, gboolean spans_lines, GString *text, GError **error)
{
  static const char letters[] = "btnfre\"\\";
  static const char meanings[] = "\b\t\n\f\r\033\"\\";
  const char *letter;
  char c;

  reader->at++;
  c = pen_toml_peek (reader, 0);
  if (c == 'x' || c == 'u' || c == 'U')
    return read_code_point (reader, c == 'x' ? 2 : c == 'u' ? 4 : 8, text, error);
  if (spans_lines && skip_line_end (reader))
    return TRUE;
  letter = c == '\0' ? NULL : strchr (letters, c);
  if (letter == NULL)
    return pen_toml_fail (reader,
                          reader->at - 1,
                          error,
                          _ ("a string knows no such \\ sequence. For a backslash write \\\\."));
  g_string_append_c (text, meanings[letter - letters]);
  reader->at++;
  return TRUE;
}

/* The end of a string of several lines, which up to two quotation marks of its own may precede. */
static gboolean
read_three_quotes (PenTomlReader *reader, char quote, GString *text)
{
  gsize n = 0;

  while (n < 5 && pen_toml_peek (reader, n) == quote)
    n++;
  reader->at += n;
  for (gsize i = n >= 3 ? 3 : 0; i < n; i++)
    g_string_append_c (text, quote);
  return n >= 3;
}

/* The reader stands behind the opening mark or marks. */
static gboolean
read_string_body (PenTomlReader *reader,
                  char quote,
                  gboolean spans_lines,
                  GString *text,
                  GError **error)
{
  const PenTomlReader start = *reader;

  /* A line break right behind the opening marks does not count. */
  if (spans_lines)
    pen_toml_skip_newline (reader);
  while (reader->at < reader->end)
    {
      char c = *reader->at;

      if (c == quote)
        {
          if (spans_lines ? read_three_quotes (reader, quote, text) : (reader->at++, TRUE))
            return TRUE;
        }
      else if (c == '\\' && quote == '"')
        {
          if (!read_escape (reader, spans_lines, text, error))
            return FALSE;
        }
      else if (spans_lines && pen_toml_skip_newline (reader))
        g_string_append_c (text, '\n');
      else if (c == '\n' || (c == '\r' && pen_toml_peek (reader, 1) == '\n'))
        break;
      else if (g_ascii_iscntrl (c) && c != '\t')
        return pen_toml_fail (reader,
                              reader->at,
                              error,
                              _ ("a string holds a control character. Delete it."));
      else
        {
          g_string_append_c (text, c);
          reader->at++;
        }
    }
  return pen_toml_fail (&start,
                        start.at - (spans_lines ? 3 : 1),
                        error,
                        _ ("a string is not closed. End it with %s."),
                        spans_lines    ? quote == '"' ? "\"\"\"" : "'''"
                        : quote == '"' ? "\""
                                       : "'");
}

gboolean
pen_toml_read_string (PenTomlReader *reader,
                      gboolean may_span_lines,
                      char **ret_text,
                      GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char quote = *reader->at;
  gboolean spans_lines =
      may_span_lines && pen_toml_peek (reader, 1) == quote && pen_toml_peek (reader, 2) == quote;

  reader->at += spans_lines ? 3 : 1;
  if (!read_string_body (reader, quote, spans_lines, text, error))
    return FALSE;
  *ret_text = g_string_free (g_steal_pointer (&text), /* free_segment= */ FALSE);
  return TRUE;
}

/* Copies digits from *@at, dropping each _ that stands between two. FALSE when there is none. */
static gboolean
take_digits (const char **at, guint base, GString *digits)
{
  gboolean any = FALSE;

  for (;; (*at)++)
    {
      int value = g_ascii_xdigit_value (**at);

      if (value >= 0 && (guint)value < base)
        {
          g_string_append_c (digits, **at);
          any = TRUE;
          continue;
        }
      value = **at == '_' && any ? g_ascii_xdigit_value ((*at)[1]) : -1;
      if (value < 0 || (guint)value >= base)
        return any;
    }
}

static gboolean
parse_based (const char *token, gint64 *ret_integer)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  guint base = token[1] == 'x' ? 16 : token[1] == 'o' ? 8 : 2;
  const char *at = token + 2;
  guint64 value;

  if (!take_digits (&at, base, digits) || *at != '\0')
    return FALSE;
  errno = 0;
  value = g_ascii_strtoull (digits->str, NULL, base);
  if (errno != 0 || value > G_MAXINT64)
    return FALSE;
  *ret_integer = (gint64)value;
  return TRUE;
}

/* A decimal integer or a float; *@ret_is_float tells which. */
static gboolean
parse_decimal (const char *token, gboolean *ret_is_float, GString *clean)
{
  const char *at = token;
  gsize first;

  if (*at == '+' || *at == '-')
    g_string_append_c (clean, *at++);
  *ret_is_float = TRUE;
  if (strcmp (at, "inf") == 0 || strcmp (at, "nan") == 0)
    {
      g_string_append (clean, at);
      return TRUE;
    }
  *ret_is_float = FALSE;
  first = clean->len;
  if (!take_digits (&at, 10, clean) || (clean->str[first] == '0' && clean->len - first > 1))
    return FALSE;
  if (*at == '.')
    {
      *ret_is_float = TRUE;
      g_string_append_c (clean, *at++);
      if (!take_digits (&at, 10, clean))
        return FALSE;
    }
  if (*at == 'e' || *at == 'E')
    {
      *ret_is_float = TRUE;
      g_string_append_c (clean, *at++);
      if (*at == '+' || *at == '-')
        g_string_append_c (clean, *at++);
      if (!take_digits (&at, 10, clean))
        return FALSE;
    }
  return *at == '\0';
}

/* Two digits at *@at, within @low to @high. */
static gboolean
take_two (const char **at, int low, int high, int *ret_value)
{
  int value;

  if (!g_ascii_isdigit ((*at)[0]) || !g_ascii_isdigit ((*at)[1]))
    return FALSE;
  value = g_ascii_digit_value ((*at)[0]) * 10 + g_ascii_digit_value ((*at)[1]);
  *at += 2;
  *ret_value = value;
  return value >= low && value <= high;
}

/* hh:mm, then :ss and a fraction if they are there. */
static gboolean
take_time (const char **at)
{
  int value;

  if (!take_two (at, 0, 23, &value) || *(*at)++ != ':' || !take_two (at, 0, 59, &value))
    return FALSE;
  if (**at != ':')
    return TRUE;
  (*at)++;
  if (!take_two (at, 0, 60, &value))
    return FALSE;
  if (**at != '.')
    return TRUE;
  (*at)++;
  if (!g_ascii_isdigit (**at))
    return FALSE;
  while (g_ascii_isdigit (**at))
    (*at)++;
  return TRUE;
}

static gboolean
take_day (const char **at)
{
  static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int century;
  int year;
  int month;
  int day;

  if (!take_two (at, 0, 99, &century) || !take_two (at, 0, 99, &year) || *(*at)++ != '-' ||
      !take_two (at, 1, 12, &month) || *(*at)++ != '-' || !take_two (at, 1, 31, &day))
    return FALSE;
  year += century * 100;
  if (month == 2 && day == 29)
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= days[month - 1];
}

static gboolean
is_date (const char *token)
{
  const char *at = token;
  int value;

  if (strlen (token) > 2 && token[2] == ':')
    return take_time (&at) && *at == '\0';
  if (!take_day (&at))
    return FALSE;
  if (*at == '\0')
    return TRUE;
  if (strchr ("Tt ", *at) == NULL)
    return FALSE;
  at++;
  if (!take_time (&at))
    return FALSE;
  if (*at == 'Z' || *at == 'z')
    at++;
  else if (*at == '+' || *at == '-')
    {
      at++;
      if (!take_two (&at, 0, 23, &value) || *at++ != ':' || !take_two (&at, 0, 59, &value))
        return FALSE;
    }
  return *at == '\0';
}

/* The characters that belong together here: all that a number or date is made of. */
static char *
take_token (PenTomlReader *reader)
{
  const char *start = reader->at;

  for (;;)
    {
      char c = pen_toml_peek (reader, 0);

      /* A date and its time may be parted by one space. */
      if (!g_ascii_isalnum (c) && (c == '\0' || strchr ("+-_.:", c) == NULL) &&
          !(c == ' ' && reader->at - start == 10 && start[4] == '-' && start[7] == '-' &&
            g_ascii_isdigit (pen_toml_peek (reader, 1))))
        return g_strndup (start, (gsize)(reader->at - start));
      reader->at++;
    }
}

static PenToml *
new_number (const char *token, guint line)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  PenToml *toml;
  gboolean is_float = FALSE;
  gint64 integer = 0;

  if (token[0] == '0' && token[1] != '\0' && strchr ("xob", token[1]) != NULL)
    {
      if (!parse_based (token, &integer))
        return NULL;
    }
  else
    {
      if (!parse_decimal (token, &is_float, clean))
        return NULL;
      errno = 0;
      if (!is_float)
        integer = g_ascii_strtoll (clean->str, NULL, 10);
      if (errno != 0)
        return NULL;
    }
  toml = pen_toml_new (is_float ? PEN_TOML_FLOAT : PEN_TOML_INTEGER, line);
  toml->integer = integer;
  if (is_float)
    toml->number = g_ascii_strtod (clean->str, NULL);
  return toml;
}

PenToml *
pen_toml_read_plain (PenTomlReader *reader, GError **error)
{
  const char *start = reader->at;
  g_autofree char *token = take_token (reader);
  PenToml *toml;

  if (token[0] == '\0')
    {
      pen_toml_fail (reader,
                     start,
                     error,
                     _ ("a value is expected here: text in \"quotation marks\", a number, "
                        "true or false, a [list] or a {table}."));
      return NULL;
    }
  if (strcmp (token, "true") == 0 || strcmp (token, "false") == 0)
    {
      toml = pen_toml_new (PEN_TOML_BOOLEAN, reader->line);
      toml->integer = token[0] == 't';
      return toml;
    }
  if (is_date (token))
    {
      toml = pen_toml_new (PEN_TOML_DATE, reader->line);
      toml->text = g_steal_pointer (&token);
      return toml;
    }
  toml = new_number (token, reader->line);
  if (toml == NULL)
    pen_toml_fail (reader,
                   start,
                   error,
                   _ ("`%.40s` is no number, date, true or false. Text needs quotation marks "
                      "around it."),
                   token);
  return toml;
}
