/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a program prints: the first byte chooses flags and chunks, the rest is the output. The text
 * must be safe however it was cut, and its colours must lie within it. */
#include "core.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GString *
decode (const guint8 *data, gsize size, gsize chunk, PenDecoderFlags flags, gsize cap)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (flags, cap);
  GString *text = g_string_new (NULL);

  for (gsize at = 0; at < size; at += chunk)
    {
      g_autofree guint8 *part = g_memdup2 (data + at, MIN (chunk, size - at));

      pen_decoder_push (decoder, part, MIN (chunk, size - at), text);
    }
  pen_decoder_flush (decoder, text);
  return text;
}

static void
check_plain (const char *text, gsize length)
{
  g_assert_true (g_utf8_validate_len (text, length, NULL));
  for (gsize i = 0; i < length; i++)
    g_assert_true (((guchar)text[i] >= 0x20 && text[i] != 0x7f) || text[i] == '\n' ||
                   text[i] == '\t');
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      g_assert_true (u < 0x80 || u > 0x9f);
      g_assert_true ((u < 0x202a || u > 0x202e) && (u < 0x2066 || u > 0x2069));
    }
}

static void
check_runs (const PenAnsi *ansi)
{
  gsize end = 0;

  for (guint i = 0; i < ansi->runs->len; i++)
    {
      const PenStyleRun *run = &g_array_index (ansi->runs, PenStyleRun, i);

      g_assert_cmpuint (run->start, >=, end);
      g_assert_cmpuint (run->end, >, run->start);
      g_assert_false (pen_style_is_default (&run->style));
      end = run->end;
    }
  g_assert_cmpuint (end, <=, ansi->length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  PenDecoderFlags flags;
  gsize chunk;
  gsize cap;

  if (size == 0)
    return 0;
  flags = data[0] & (PEN_DECODER_KEEP_COLOUR | PEN_DECODER_ONE_LINE);
  chunk = 1 + (data[0] >> 2 & 7);
  cap = (data[0] & 0x20) != 0 ? 40 : 0;
  data++;
  size--;
  {
    g_autoptr (GString) whole = decode (data, size, MAX (size, 1), flags, cap);
    g_autoptr (GString) cut = decode (data, size, chunk, flags, cap);
    g_autoptr (PenAnsi) ansi = pen_ansi_parse (whole->str, (gssize)whole->len, NULL);
    g_autoptr (PenAnsi) raw = pen_ansi_parse ((const char *)data, (gssize)size, NULL);

    g_assert_true (g_string_equal (whole, cut));
    if ((flags & PEN_DECODER_KEEP_COLOUR) == 0)
      check_plain (whole->str, whole->len);
    check_plain (ansi->text, ansi->length);
    check_runs (ansi);
    check_runs (raw);
    g_assert_null (memchr (raw->text, '\033', raw->length));
  }
  return 0;
}
