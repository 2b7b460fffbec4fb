/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Line ends and byte order mark of a text. By hand, because GtkSourceFileLoader reads a file of any
 * size, guesses encodings that rustc refuses, and makes line ends of several kinds one. */
#include "text-form.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"

/* Whether every line ends in CR LF, and no CR is anywhere else. */
static gboolean
is_crlf (const char *text)
{
  gboolean found = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\n')
        return FALSE;
      if (*c != '\r')
        continue;
      if (c[1] != '\n')
        return FALSE;
      found = TRUE;
      c++;
    }
  return found;
}

static char *
drop_returns (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c++)
    if (*c != '\r')
      g_string_append_c (plain, *c);
  return g_string_free (plain, FALSE);
}

char *
pen_text_form_decode (GBytes *bytes, PenTextForm *ret_form)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;
  PenTextForm form = {FALSE, FALSE};

  if (size > 0 && !g_utf8_validate_len (data, size, NULL))
    return NULL;
  form.bom = size >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0;
  if (form.bom)
    {
      data += strlen (BOM);
      size -= strlen (BOM);
    }
  text = size > 0 ? g_strndup (data, size) : g_strdup ("");
  form.crlf = is_crlf (text);
  *ret_form = form;
  return form.crlf ? drop_returns (text) : g_steal_pointer (&text);
}

GBytes *
pen_text_form_encode (const char *text, const PenTextForm *form)
{
  GString *encoded = g_string_sized_new (strlen (text) + 16);

  if (form->bom)
    g_string_append (encoded, BOM);
  if (!form->crlf)
    g_string_append (encoded, text);
  else
    for (const char *c = text; *c != '\0'; c++)
      {
        if (*c == '\n' && (c == text || c[-1] != '\r')) /* pasted text may bring its own */
          g_string_append_c (encoded, '\r');
        g_string_append_c (encoded, *c);
      }
  return g_string_free_to_bytes (encoded);
}
