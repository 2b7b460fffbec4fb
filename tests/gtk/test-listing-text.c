/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Slices of a text are whole lines, lines are cut between characters, nothing else is lost. */
#include "listing-text.h"

#include <string.h>

static char *
read_all (const char *text, gsize size, guint *ret_n_cut)
{
  g_autoptr (GString) all = g_string_new (NULL);
  gsize length = strlen (text);
  gsize offset = 0;

  *ret_n_cut = 0;
  while (offset < length)
    {
      gsize before = offset;

      *ret_n_cut += pen_listing_text_next (text, length, &offset, size, all);
      g_assert_cmpuint (offset, >, before);
      g_assert_true (offset == length || text[offset - 1] == '\n');
    }
  return g_strdup (all->str);
}

static void
test_whole (void)
{
  static const char *const texts[] = {"", "\n", "a", "a\n", "a\nb", "\n\na\r\n\nb\n\n", "ü\n€\n"};

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize size = 1; size < 8; size++)
      {
        guint n_cut = 0;
        g_autofree char *result = read_all (texts[i], size, &n_cut);

        g_assert_cmpstr (result, ==, texts[i]);
        g_assert_cmpuint (n_cut, ==, 0);
      }
}

static void
test_cut (void)
{
  for (gsize length = PEN_LISTING_LINE_MAX - 4; length < PEN_LISTING_LINE_MAX + 8; length++)
    {
      g_autofree char *line = g_strnfill (length, 'x');
      g_autofree char *text = g_strconcat ("a\n", line, "€\nb", NULL);
      guint n_cut = 0;
      g_autofree char *result = read_all (text, 100, &n_cut);

      g_assert_cmpuint (n_cut, ==, length + 3 > PEN_LISTING_LINE_MAX ? 1 : 0);
      g_assert_true (g_utf8_validate (result, -1, NULL));
      g_assert_true (g_str_has_prefix (result, "a\nxxx"));
      g_assert_true (g_str_has_suffix (result, n_cut > 0 ? "more)\nb" : "x€\nb"));
    }
}

static void
test_slice_size (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) slice = g_string_new (NULL);
  gsize offset = 0;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "0123456789\n");
  pen_listing_text_next (text->str, text->len, &offset, 1000, slice);
  g_assert_cmpuint (slice->len, ==, 91 * 11);
  g_assert_cmpuint (offset, ==, 91 * 11);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gtk/listing-text/loses-nothing", test_whole);
  g_test_add_func ("/gtk/listing-text/cuts-long-lines", test_cut);
  g_test_add_func ("/gtk/listing-text/slices-have-a-size", test_slice_size);
  return g_test_run ();
}
