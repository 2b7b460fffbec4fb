/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bytes to text: what a program or a compiler wrote, made safe to show before anything else looks
 * at it. By hand, because GLib's g_utf8_make_valid() knows no chunks, marks every bad byte instead
 * of every bad part, and leaves controls as they are. */
#include "decoder.h"

#include <glib/gi18n.h>
#include <string.h>

/* Colour changes inside the hidden part of a line are kept up to this many bytes. */
#define HIDDEN_SGR_SIZE 256

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */
#define SYMBOL_ESC "\xe2\x90\x9b"  /* U+241B */

struct _PenDecoder
{
  PenDecoderFlags flags;
  gsize max_line;

  /* the UTF-8 sequence that is open */
  char sequence[4];
  guint n_sequence;
  guint n_missing; /* continuation bytes still to come */
  guint8 low;      /* range of the next one */
  guint8 high;

  /* the escape sequence that is open: ESC, [, digits ; : */
  char escape[PEN_DECODER_MAX_SGR];
  guint n_escape;

  gboolean cr_open; /* a CR whose meaning depends on what follows */

  /* the current line */
  gboolean line_has_text;
  gsize line_shown;
  guint64 line_hidden; /* bytes of input */
  char hidden_sgr[HIDDEN_SGR_SIZE];
  guint n_hidden_sgr;
  gboolean colour_on;
};

PenDecoder *
pen_decoder_new (PenDecoderFlags flags, gsize max_line)
{
  PenDecoder *decoder = g_new0 (PenDecoder, 1);

  decoder->flags = flags;
  decoder->max_line = max_line != 0 ? max_line : PEN_DECODER_MAX_LINE;
  return decoder;
}

void
pen_decoder_free (PenDecoder *decoder)
{
  g_free (decoder);
}

/* What the end of a line, or of the stream, owes to its hidden part. */
static void
close_line (PenDecoder *decoder, GString *text)
{
  if (decoder->line_hidden > 0)
    {
      g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, decoder->line_hidden);

      /* Translators: stands at the end of a line of output that was too long to show. */
      g_string_append_printf (text,
                              ngettext ("… (%s byte not shown)",
                                        "… (%s bytes not shown)",
                                        (gulong)decoder->line_hidden),
                              count);
    }
  g_string_append_len (text, decoder->hidden_sgr, decoder->n_hidden_sgr);
  decoder->n_hidden_sgr = 0;
  decoder->line_hidden = 0;
  decoder->line_shown = 0;
  decoder->line_has_text = FALSE;
}

static void
end_line (PenDecoder *decoder, GString *text)
{
  close_line (decoder, text);
  g_string_append_c (text, '\n');
}

static void
settle_cr (PenDecoder *decoder, GString *text)
{
  if (!decoder->cr_open)
    return;
  decoder->cr_open = FALSE;
  if (decoder->line_has_text)
    end_line (decoder, text);
}

/* One thing that is shown whole or not at all: @shown stands for @n_input bytes of input. */
static void
show (PenDecoder *decoder, const char *shown, gsize length, gsize n_input, GString *text)
{
  settle_cr (decoder, text);
  decoder->line_has_text = TRUE;
  if (decoder->line_hidden > 0 || length > decoder->max_line - decoder->line_shown)
    {
      decoder->line_hidden += n_input;
      return;
    }
  g_string_append_len (text, shown, length);
  decoder->line_shown += length;
}

/* Printable ASCII and tabs, shown as far as the line has room. */
static void
show_run (PenDecoder *decoder, const char *run, gsize length, GString *text)
{
  gsize room;

  settle_cr (decoder, text);
  decoder->line_has_text = TRUE;
  room = decoder->line_hidden > 0 ? 0 : decoder->max_line - decoder->line_shown;
  if (length > room)
    {
      decoder->line_hidden += length - room;
      length = room;
    }
  g_string_append_len (text, run, length);
  decoder->line_shown += length;
}

static gboolean
is_reset (const char *sgr, gsize length)
{
  return (length == 3 && memcmp (sgr, "\033[m", 3) == 0) ||
         (length == 4 && memcmp (sgr, "\033[0m", 4) == 0);
}

static void
hide_sgr (PenDecoder *decoder, const char *sgr, gsize length)
{
  if (is_reset (sgr, length) || decoder->n_hidden_sgr + length > HIDDEN_SGR_SIZE)
    {
      /* Either all earlier ones are void, or there are too many: the last one then stands alone. */
      memcpy (decoder->hidden_sgr, "\033[0m", 4);
      decoder->n_hidden_sgr = 4;
    }
  if (!is_reset (sgr, length))
    {
      memcpy (decoder->hidden_sgr + decoder->n_hidden_sgr, sgr, length);
      decoder->n_hidden_sgr += length;
    }
}

static void
take_sgr (PenDecoder *decoder, GString *text)
{
  gsize length = decoder->n_escape;

  decoder->n_escape = 0;
  if ((decoder->flags & PEN_DECODER_KEEP_COLOUR) == 0)
    return;
  decoder->colour_on = !is_reset (decoder->escape, length);
  if (decoder->line_hidden > 0 || decoder->n_hidden_sgr > 0 ||
      length > decoder->max_line - decoder->line_shown)
    {
      hide_sgr (decoder, decoder->escape, length);
      return;
    }
  g_string_append_len (text, decoder->escape, length);
  decoder->line_shown += length;
}

/* The open escape sequence is no colour: it is shown. */
static void
spell_escape (PenDecoder *decoder, GString *text)
{
  gsize length = decoder->n_escape;

  decoder->n_escape = 0;
  show (decoder, SYMBOL_ESC, strlen (SYMBOL_ESC), 1, text);
  if (length > 1)
    show_run (decoder, decoder->escape + 1, length - 1, text);
}

/* Returns whether @byte belongs to the open escape sequence. */
static gboolean
continue_escape (PenDecoder *decoder, guint8 byte, GString *text)
{
  gboolean fits = decoder->n_escape < PEN_DECODER_MAX_SGR;

  if (fits && decoder->n_escape == 1 && byte == '[')
    {
      decoder->escape[decoder->n_escape++] = (char)byte;
      return TRUE;
    }
  if (fits && decoder->n_escape > 1 && (g_ascii_isdigit (byte) || byte == ';' || byte == ':'))
    {
      decoder->escape[decoder->n_escape++] = (char)byte;
      return TRUE;
    }
  if (fits && decoder->n_escape > 1 && byte == 'm')
    {
      decoder->escape[decoder->n_escape++] = (char)byte;
      take_sgr (decoder, text);
      return TRUE;
    }
  spell_escape (decoder, text);
  return FALSE;
}

static void
take_control (PenDecoder *decoder, guint8 byte, GString *text)
{
  char symbol[3] = {'\xe2', '\x90', '\xa1'}; /* U+2421, DEL */

  if ((decoder->flags & PEN_DECODER_ONE_LINE) == 0)
    {
      if (byte == '\n')
        {
          decoder->cr_open = FALSE;
          end_line (decoder, text);
          return;
        }
      if (byte == '\r')
        {
          decoder->cr_open = TRUE;
          return;
        }
    }
  if (byte == '\033')
    {
      decoder->escape[0] = '\033';
      decoder->n_escape = 1;
      return;
    }
  if (byte < 0x20)
    symbol[2] = (char)(0x80 + byte);
  show (decoder, symbol, sizeof symbol, 1, text);
}

/* Characters that change how others are drawn, or where lines end, without being seen. */
static gboolean
is_unseen (gunichar c)
{
  return (c >= 0x80 && c <= 0x9f) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* A whole well-formed sequence of two to four bytes. */
static void
take_sequence (PenDecoder *decoder, GString *text)
{
  gunichar c = g_utf8_get_char_validated (decoder->sequence, decoder->n_sequence);
  guint length = decoder->n_sequence;

  decoder->n_sequence = 0;
  if (is_unseen (c))
    {
      g_autofree char *name = g_strdup_printf ("⟨U+%04X⟩", c);

      show (decoder, name, strlen (name), length, text);
      return;
    }
  show (decoder, decoder->sequence, length, length, text);
}

static void
replace_sequence (PenDecoder *decoder, GString *text)
{
  guint length = decoder->n_sequence;

  decoder->n_sequence = 0;
  decoder->n_missing = 0;
  show (decoder, REPLACEMENT, strlen (REPLACEMENT), length, text);
}

/* A byte from 0x80 on where a character begins (Unicode 15, table 3-7). */
static void
start_sequence (PenDecoder *decoder, guint8 byte, GString *text)
{
  decoder->sequence[0] = (char)byte;
  decoder->n_sequence = 1;
  decoder->low = 0x80;
  decoder->high = 0xbf;
  if (byte >= 0xc2 && byte <= 0xdf)
    decoder->n_missing = 1;
  else if (byte >= 0xe0 && byte <= 0xef)
    decoder->n_missing = 2;
  else if (byte >= 0xf0 && byte <= 0xf4)
    decoder->n_missing = 3;
  else
    replace_sequence (decoder, text);

  if (byte == 0xe0)
    decoder->low = 0xa0; /* overlong */
  else if (byte == 0xed)
    decoder->high = 0x9f; /* surrogates */
  else if (byte == 0xf0)
    decoder->low = 0x90; /* overlong */
  else if (byte == 0xf4)
    decoder->high = 0x8f; /* above U+10FFFF */
}

/* Returns whether @byte belongs to the open sequence. */
static gboolean
continue_sequence (PenDecoder *decoder, guint8 byte, GString *text)
{
  if (byte < decoder->low || byte > decoder->high)
    {
      replace_sequence (decoder, text);
      return FALSE;
    }
  decoder->sequence[decoder->n_sequence++] = (char)byte;
  decoder->low = 0x80;
  decoder->high = 0xbf;
  if (--decoder->n_missing == 0)
    take_sequence (decoder, text);
  return TRUE;
}

static gboolean
is_plain (guint8 byte)
{
  return byte >= 0x20 && byte <= 0x7e;
}

void
pen_decoder_push (PenDecoder *decoder, gconstpointer data, gsize length, GString *text)
{
  const guint8 *bytes = data;
  gboolean tab_is_plain;
  gsize i = 0;

  g_return_if_fail (decoder != NULL);
  g_return_if_fail (data != NULL || length == 0);
  g_return_if_fail (text != NULL);

  tab_is_plain = (decoder->flags & PEN_DECODER_ONE_LINE) == 0;
  while (i < length)
    {
      guint8 byte = bytes[i];
      gsize start = i;

      if ((decoder->n_sequence > 0 && continue_sequence (decoder, byte, text)) ||
          (decoder->n_escape > 0 && continue_escape (decoder, byte, text)))
        {
          i++;
          continue;
        }
      while (i < length && (is_plain (bytes[i]) || (bytes[i] == '\t' && tab_is_plain)))
        i++;
      if (i > start)
        show_run (decoder, (const char *)bytes + start, i - start, text);
      else if (byte < 0x80)
        take_control (decoder, bytes[i++], text);
      else
        start_sequence (decoder, bytes[i++], text);
    }
}

void
pen_decoder_flush (PenDecoder *decoder, GString *text)
{
  g_return_if_fail (decoder != NULL);
  g_return_if_fail (text != NULL);

  if (decoder->n_sequence > 0)
    replace_sequence (decoder, text);
  if (decoder->n_escape > 0)
    spell_escape (decoder, text);
  settle_cr (decoder, text);
  close_line (decoder, text);
  if (decoder->colour_on)
    g_string_append (text, "\033[0m");
  decoder->colour_on = FALSE;
}

char *
pen_decoder_decode_all (gconstpointer data, gsize length, PenDecoderFlags flags)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (flags, /* max_line= */ 0);
  GString *text = g_string_new (NULL);

  pen_decoder_push (decoder, data, length, text);
  pen_decoder_flush (decoder, text);
  return g_string_free (text, FALSE);
}
