/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Bytes to text: every sort of hostile byte, and the same answer however the bytes are cut. */
#include "core.h"

#include <string.h>

typedef struct
{
  const char *bytes;
  gsize length;
  const char *text;
} Row;

#define ROW(bytes, text)                                                                           \
  {                                                                                                \
    bytes, sizeof (bytes) - 1, text                                                                \
  }

static char *
decode_in_chunks (const char *bytes, gsize length, gsize chunk, PenDecoderFlags flags, gsize cap)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (flags, cap);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i += chunk)
    {
      /* A copy of its own, so that a read past the chunk is seen. */
      g_autofree char *part = g_memdup2 (bytes + i, MIN (chunk, length - i));

      pen_decoder_push (decoder, part, MIN (chunk, length - i), text);
      g_assert_true (g_utf8_validate (text->str, (gssize)text->len, NULL));
    }
  pen_decoder_flush (decoder, text);
  return g_string_free (text, FALSE);
}

static void
check_rows (const Row *rows, gsize n_rows, PenDecoderFlags flags)
{
  for (gsize i = 0; i < n_rows; i++)
    for (gsize chunk = 1; chunk <= rows[i].length; chunk++)
      {
        g_autofree char *text = decode_in_chunks (rows[i].bytes, rows[i].length, chunk, flags, 0);

        g_assert_cmpstr (text, ==, rows[i].text);
      }
}

static void
test_keeps_text (void)
{
  static const Row rows[] = {
      ROW ("plain\n", "plain\n"),
      ROW ("a\tb\n\nc", "a\tb\n\nc"),
      ROW ("Grüße, 世界 🦀\n", "Grüße, 世界 🦀\n"),
      ROW ("\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf"), /* U+10FFFF */
      ROW ("\xe2\x80\x8d", "\xe2\x80\x8d"),         /* the joiner in emoji stays */
      ROW ("\xef\xbb\xbf#", "\xef\xbb\xbf#"),
  };

  check_rows (rows, G_N_ELEMENTS (rows), PEN_DECODER_PLAIN);
  check_rows (rows, G_N_ELEMENTS (rows), PEN_DECODER_KEEP_COLOUR);
}

/* Examples of Unicode 15, tables 3-8 to 3-11, and the sequences every decoder gets wrong once. */
static void
test_replaces_maximal_parts (void)
{
  static const Row rows[] = {
      ROW ("ok\n\xff\xfe\nend\n", "ok\n��\nend\n"),
      ROW ("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", "��������A"),
      ROW ("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", "��������A"),
      ROW ("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", "�����A��B"),
      ROW ("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", "����A"),
      ROW ("\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63\x80\xbf\x64", "a���b�c��d"),
      ROW ("\xf5\xf8\xfc", "���"),
      ROW ("cut\xf0\x9f\xa6", "cut�"),
      ROW ("\xe2\x82\n", "�\n"),
  };

  /* an ESC ends a character and still begins its own sequence */
  static const Row coloured[] = {ROW ("\xe2\033[1mx", "�\033[1mx\033[0m")};

  check_rows (rows, G_N_ELEMENTS (rows), PEN_DECODER_PLAIN);
  check_rows (coloured, G_N_ELEMENTS (coloured), PEN_DECODER_KEEP_COLOUR);
}

static void
test_shows_controls (void)
{
  static const Row rows[] = {
      {"nul\0nul", 7, "nul␀nul"},
      ROW ("\001\a\b\v\f\x1f\x7f", "␁␇␈␋␌␟␡"),
      ROW ("\xc2\x80\xc2\x9b\x31m\xc2\x9f", "⟨U+0080⟩⟨U+009B⟩1m⟨U+009F⟩"),
      ROW ("\xc2\xa0", "\xc2\xa0"),
      ROW ("\xe2\x80\xaa\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9", "⟨U+202A⟩⟨U+202E⟩⟨U+2066⟩⟨U+2069⟩"),
      ROW ("\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c", "⟨U+200E⟩⟨U+200F⟩⟨U+061C⟩"),
      ROW ("\xe2\x80\xa8\xe2\x80\xa9", "⟨U+2028⟩⟨U+2029⟩"),
  };

  check_rows (rows, G_N_ELEMENTS (rows), PEN_DECODER_PLAIN);
  check_rows (rows, G_N_ELEMENTS (rows), PEN_DECODER_KEEP_COLOUR);
}

static void
test_returns_begin_lines (void)
{
  static const Row rows[] = {
      ROW ("dos\r\nlines\r\n", "dos\nlines\n"),
      ROW ("\r\n\r\n", "\n\n"),
      ROW ("10%\r20%\r30%\n", "10%\n20%\n30%\n"),
      ROW ("\r10%\r20%\n", "10%\n20%\n"),
      ROW ("twice\r\r\n", "twice\n"),
      ROW ("end\r", "end\n"),
      ROW ("\r", ""),
      ROW ("a\r\033[0m\nb", "a\nb"),
  };

  check_rows (rows, G_N_ELEMENTS (rows), PEN_DECODER_PLAIN);
}

static void
test_keeps_colour (void)
{
  static const Row kept[] = {
      ROW ("\033[1;32mgo\033[0m", "\033[1;32mgo\033[0m"),
      ROW ("\033[mx", "\033[mx"),
      ROW ("\033[38:2::1:2:3mx\033[m", "\033[38:2::1:2:3mx\033[m"),
      ROW ("\033[31mred", "\033[31mred\033[0m"), /* left on: put out at the end */
  };
  static const Row taken[] = {
      ROW ("\033[1;32mgo\033[0m", "go"),
      ROW ("\033[mx\033[38;5;9my", "xy"),
  };

  check_rows (kept, G_N_ELEMENTS (kept), PEN_DECODER_KEEP_COLOUR);
  check_rows (taken, G_N_ELEMENTS (taken), PEN_DECODER_PLAIN);
}

static void
test_disarms_escapes (void)
{
  static const Row rows[] = {
      ROW ("\033]0;title\a", "␛]0;title␇"),
      ROW ("\033]52;c;aGk=\033\\", "␛]52;c;aGk=␛\\"),
      ROW ("\033]8;;http://x\033\\y", "␛]8;;http://x␛\\y"),
      ROW ("\033[?1049h\033[2J\033[H", "␛[?1049h␛[2J␛[H"),
      ROW ("\033P+q\033\\", "␛P+q␛\\"),
      ROW ("\033[>4;1m", "␛[>4;1m"),
      ROW ("\033[1 m", "␛[1 m"),
      ROW ("\033\033[7mx\033[0m", "␛x"),
      ROW ("\033c", "␛c"),
      ROW ("\033[31", "␛[31"),
      ROW ("\033[3\n1m", "␛[3\n1m"),
      ROW ("\033", "␛"),
      ROW ("\033[3\xff", "␛[3�"),
  };

  check_rows (rows, G_N_ELEMENTS (rows), PEN_DECODER_PLAIN);
}

static void
test_bounds_colour (void)
{
  g_autoptr (GString) longest = g_string_new ("\033[");
  g_autofree char *kept = NULL;
  g_autofree char *spelled = NULL;

  while (longest->len < PEN_DECODER_MAX_SGR - 1)
    g_string_append_c (longest, '1');
  g_string_append_c (longest, 'm');
  kept = decode_in_chunks (longest->str, longest->len, 7, PEN_DECODER_PLAIN, 0);
  g_assert_cmpstr (kept, ==, "");

  g_string_insert_c (longest, 2, '1');
  spelled = decode_in_chunks (longest->str, longest->len, 7, PEN_DECODER_PLAIN, 0);
  g_assert_true (g_str_has_prefix (spelled, "␛[111"));
  g_assert_true (g_str_has_suffix (spelled, "11m"));
  g_assert_cmpuint (strlen (spelled), ==, longest->len + 2);
}

static void
test_cuts_long_lines (void)
{
  static const struct
  {
    const char *bytes;
    const char *text;
  } rows[] = {
      {"12345678", "12345678"},
      {"123456789", "12345678… (1 byte not shown)"},
      {"12345678901\nnext\n", "12345678… (3 bytes not shown)\nnext\n"},
      {"1234567ö\nok", "1234567… (2 bytes not shown)\nok"},
      {"12345678\xff\033c\n", "12345678… (3 bytes not shown)\n"},
      {"123456789\r\n12\r3\n", "12345678… (1 byte not shown)\n12\n3\n"},
      /* colour inside the hidden part still counts, and a reset is not lost */
      {"\033[1m56789\033[0m\nplain", "\033[1m5678… (1 byte not shown)\033[0m\nplain"},
      {"1\xc2\x85\033[31m\nred", "1… (2 bytes not shown)\033[31m\nred\033[0m"},
      {"123456789\033[31m\nred", "12345678… (1 byte not shown)\033[31m\nred\033[0m"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize chunk = 1; chunk <= strlen (rows[i].bytes); chunk++)
      {
        g_autofree char *text = decode_in_chunks (rows[i].bytes,
                                                  strlen (rows[i].bytes),
                                                  chunk,
                                                  PEN_DECODER_KEEP_COLOUR,
                                                  8);

        g_assert_cmpstr (text, ==, rows[i].text);
      }
}

static void
test_endless_lines_stay_small (void)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (PEN_DECODER_KEEP_COLOUR, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *chunk = g_malloc (65536);

  memset (chunk, 'z', 65536);
  for (guint i = 0; i < 48; i++) /* 3 MiB without a newline */
    pen_decoder_push (decoder, chunk, 65536, text);
  g_assert_cmpuint (text->len, ==, PEN_DECODER_MAX_LINE);
  pen_decoder_flush (decoder, text);
  g_assert_true (g_str_has_suffix (text->str, "z… (3141632 bytes not shown)"));

  /* the same with nothing but colours */
  g_string_truncate (text, 0);
  for (guint i = 0; i < 100000; i++)
    pen_decoder_push (decoder, "\033[31m\033[1m", 9, text);
  pen_decoder_flush (decoder, text);
  g_assert_cmpuint (text->len, <, PEN_DECODER_MAX_LINE + 512);
  g_assert_true (g_str_has_suffix (text->str, "\033[1m\033[0m"));
}

static void
test_flush_begins_anew (void)
{
  g_autoptr (PenDecoder) decoder = pen_decoder_new (PEN_DECODER_PLAIN, 4);
  g_autoptr (GString) text = g_string_new (NULL);

  pen_decoder_push (decoder, "12345\xe2\x82", 7, text);
  pen_decoder_flush (decoder, text);
  pen_decoder_push (decoder, "6789", 4, text);
  pen_decoder_flush (decoder, text);
  pen_decoder_flush (decoder, text);
  g_assert_cmpstr (text->str, ==, "1234… (3 bytes not shown)6789");
}

static void
test_names_are_one_line (void)
{
  g_autofree char *name =
      pen_decoder_decode_all ("a\nb\tc\rd\033[1me\xff", 13, PEN_DECODER_ONE_LINE);
  g_autofree char *nothing = pen_decoder_decode_all (NULL, 0, PEN_DECODER_PLAIN);

  g_assert_cmpstr (name, ==, "a␊b␉c␍de�");
  g_assert_cmpstr (nothing, ==, "");
}

/* Any bytes in any cut: valid, no control but newline and tab, and the same as in one piece. */
static void
test_random_bytes (void)
{
  static const char alphabet[] =
      "\033\033[[m;:0123az\r\n\t\xe2\x80\xae\xc2\x9b\xf0\x9f\xa6\x80\xff";
  GRand *rand = g_rand_new_with_seed (2026);

  for (guint round = 0; round < 2000; round++)
    {
      char bytes[200];
      g_autofree char *whole = NULL;
      g_autofree char *cut = NULL;

      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet)];
      whole = decode_in_chunks (bytes, sizeof bytes, sizeof bytes, PEN_DECODER_KEEP_COLOUR, 40);
      cut = decode_in_chunks (bytes,
                              sizeof bytes,
                              (gsize)g_rand_int_range (rand, 1, 9),
                              PEN_DECODER_KEEP_COLOUR,
                              40);
      g_assert_cmpstr (whole, ==, cut);
      {
        g_autofree char *plain = pen_ansi_strip (whole, -1);

        for (const char *c = plain; *c != '\0'; c++)
          g_assert_true ((guchar)*c >= 0x20 || *c == '\n' || *c == '\t');
        g_assert_null (strstr (plain, "␛[m"));
      }
    }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/decoder/keeps-text", test_keeps_text);
  g_test_add_func ("/core/decoder/replaces-maximal-parts", test_replaces_maximal_parts);
  g_test_add_func ("/core/decoder/shows-controls", test_shows_controls);
  g_test_add_func ("/core/decoder/returns-begin-lines", test_returns_begin_lines);
  g_test_add_func ("/core/decoder/keeps-colour", test_keeps_colour);
  g_test_add_func ("/core/decoder/disarms-escapes", test_disarms_escapes);
  g_test_add_func ("/core/decoder/bounds-colour", test_bounds_colour);
  g_test_add_func ("/core/decoder/cuts-long-lines", test_cuts_long_lines);
  g_test_add_func ("/core/decoder/endless-lines-stay-small", test_endless_lines_stay_small);
  g_test_add_func ("/core/decoder/flush-begins-anew", test_flush_begins_anew);
  g_test_add_func ("/core/decoder/names-are-one-line", test_names_are_one_line);
  g_test_add_func ("/core/decoder/random-bytes", test_random_bytes);
  return g_test_run ();
}
