/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Pieces of JSON. By hand, because the same values have to be the same bytes with every version of
 * every library: they are hashed and signed. */
#include "json-text.h"

static void
add_escape (GString *line, guchar c)
{
  switch (c)
    {
    case '"':
      g_string_append (line, "\\\"");
      break;
    case '\\':
      g_string_append (line, "\\\\");
      break;
    case '\n':
      g_string_append (line, "\\n");
      break;
    case '\t':
      g_string_append (line, "\\t");
      break;
    default:
      g_string_append_printf (line, "\\u%04x", c);
    }
}

void
pen_json_text_add_value (GString *line, const char *text)
{
  const char *from = text;
  const char *c;

  g_string_append_c (line, '"');
  for (c = text; *c != '\0'; c++)
    if ((guchar)*c < 0x20 || *c == '"' || *c == '\\' || *c == 0x7f)
      {
        g_string_append_len (line, from, c - from);
        add_escape (line, (guchar)*c);
        from = c + 1;
      }
  g_string_append_len (line, from, c - from);
  g_string_append_c (line, '"');
}

void
pen_json_text_add_name (GString *line, const char *name)
{
  char last = line->str[line->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (line, ',');
  g_string_append_c (line, '"');
  g_string_append (line, name);
  g_string_append (line, "\":");
}

/* @text: (nullable): NULL: no such member */
void
pen_json_text_add_string (GString *line, const char *name, const char *text)
{
  if (text == NULL)
    return;
  pen_json_text_add_name (line, name);
  pen_json_text_add_value (line, text);
}

void
pen_json_text_add_number (GString *line, const char *name, gint64 number)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  pen_json_text_add_name (line, name);
  g_string_append (line, digits);
}

void
pen_json_text_add_flag (GString *line, const char *name, gboolean flag)
{
  pen_json_text_add_name (line, name);
  g_string_append (line, flag ? "true" : "false");
}
