/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The door before json-glib, which recurses and allocates at will: text of strangers is measured
 * byte by byte first. By hand because json-glib has no bounds to set. */
#include "json-guard.h"

#include <string.h>

/* What may stand outside of strings, other than brackets, quotes and commas. (A NUL is not valid
 * UTF-8 to GLib, so strchr never finds the end of these.) */
#define PLAIN " \t\r\n:+-.0123456789Eaeflnrstu"

/* What may follow a backslash (RFC 8259, section 7), other than u. */
#define SIMPLE_ESCAPES "\"\\/bfnrt"

/* The number in the four digits of \uXXXX; -1 if that is not what stands here. */
static int
read_unit (const char *escape, gsize left)
{
  int unit = 0;

  if (left < 6 || escape[0] != '\\' || escape[1] != 'u')
    return -1;
  for (gsize i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (escape[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* Bytes of the escape sequence that begins here, a pair of surrogates as one; 0 if it is none. */
static gsize
measure_escape (const char *escape, gsize left)
{
  int unit;
  int second;

  if (left < 2)
    return 0;
  if (escape[1] != 'u')
    return strchr (SIMPLE_ESCAPES, escape[1]) != NULL ? 2 : 0;
  unit = read_unit (escape, left);
  if (unit < 0xd800 || unit > 0xdfff)
    return unit >= 0 ? 6 : 0;
  second = read_unit (escape + 6, left - 6);
  return unit <= 0xdbff && second >= 0xdc00 && second <= 0xdfff ? 12 : 0;
}

/* Bytes of the string that begins here, with both quotes; 0 if it does not end or is none. */
static gsize
measure_string (const char *text, gsize left)
{
  gsize i = 1;

  while (i < left && text[i] != '"')
    {
      gsize step = text[i] == '\\' ? measure_escape (text + i, left - i) : 1;

      if (step == 0)
        return 0;
      i += step;
    }
  return i < left ? i + 1 : 0;
}

PenJsonVerdict
pen_json_guard (const char *text, gsize length, guint max_depth, guint max_values)
{
  guint depth = 0;
  guint n_values = 0;
  gsize i = 0;

  g_return_val_if_fail (text != NULL || length == 0, PEN_JSON_NOT);

  if (length == 0 || text[0] != '{' || !g_utf8_validate_len (text, length, NULL))
    return PEN_JSON_NOT;
  while (i < length)
    {
      char c = text[i];
      gsize step = 1;

      if (i > 0 && depth == 0 && strchr (" \t\r\n", c) == NULL)
        return PEN_JSON_NOT; /* a second value */
      if (c == '{' || c == '[')
        depth++;
      else if (c == '}' || c == ']')
        depth--;
      else if (c == '"')
        step = measure_string (text + i, length - i);
      else if (c != ',' && strchr (PLAIN, c) == NULL)
        return PEN_JSON_NOT;
      if (step == 0)
        return PEN_JSON_NOT;
      if (c == '{' || c == '[' || c == ',')
        n_values++;
      if (depth > max_depth || n_values > max_values)
        return PEN_JSON_TOO_BIG;
      i += step;
    }
  return depth == 0 ? PEN_JSON_FITS : PEN_JSON_NOT;
}
