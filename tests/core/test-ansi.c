/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Colour sequences to style runs: each form, its end, and what must change nothing. */
#include "core.h"

#include <string.h>

static const PenStyle unstyled = {0};

/* The style that @sequence alone gives to text. */
static PenStyle
style_after (const char *sequence)
{
  PenStyle style = unstyled;
  g_autoptr (PenAnsi) ansi = pen_ansi_parse (sequence, -1, &style);

  g_assert_cmpstr (ansi->text, ==, "");
  g_assert_cmpuint (ansi->runs->len, ==, 0);
  return style;
}

static void
assert_foreground (const char *sequence, PenColourKind kind, guint32 value)
{
  PenStyle style = style_after (sequence);

  g_assert_cmpint (style.foreground.kind, ==, kind);
  g_assert_cmphex (style.foreground.value, ==, value);
  g_assert_cmpint (style.background.kind, ==, PEN_COLOUR_DEFAULT);
  g_assert_cmpint (style.flags, ==, 0);
}

static void
assert_background (const char *sequence, PenColourKind kind, guint32 value)
{
  PenStyle style = style_after (sequence);

  g_assert_cmpint (style.background.kind, ==, kind);
  g_assert_cmphex (style.background.value, ==, value);
  g_assert_cmpint (style.foreground.kind, ==, PEN_COLOUR_DEFAULT);
  g_assert_cmpint (style.flags, ==, 0);
}

static void
test_flags (void)
{
  g_assert_cmpint (style_after ("\033[1m").flags, ==, PEN_STYLE_BOLD);
  g_assert_cmpint (style_after ("\033[2m").flags, ==, PEN_STYLE_DIM);
  g_assert_cmpint (style_after ("\033[3m").flags, ==, PEN_STYLE_ITALIC);
  g_assert_cmpint (style_after ("\033[4m").flags, ==, PEN_STYLE_UNDERLINE);
  g_assert_cmpint (style_after ("\033[7m").flags, ==, PEN_STYLE_INVERSE);
  g_assert_cmpint (style_after ("\033[9m").flags, ==, PEN_STYLE_STRIKE);
  g_assert_cmpint (style_after ("\033[1;3;4m").flags,
                   ==,
                   PEN_STYLE_BOLD | PEN_STYLE_ITALIC | PEN_STYLE_UNDERLINE);
  g_assert_cmpint (style_after ("\033[1;2;3m\033[22m").flags, ==, PEN_STYLE_ITALIC);
  g_assert_cmpint (style_after ("\033[3;4;7;9m\033[23;24;27;29m").flags, ==, 0);
  g_assert_cmpint (style_after ("\033[4:3m").flags, ==, PEN_STYLE_UNDERLINE);
  g_assert_cmpint (style_after ("\033[4;1m\033[4:0m").flags, ==, PEN_STYLE_BOLD);
  g_assert_cmpint (style_after ("\033[4;0m").flags, ==, 0);
}

static void
test_colours (void)
{
  assert_foreground ("\033[32m", PEN_COLOUR_INDEX, 2);
  assert_foreground ("\033[97m", PEN_COLOUR_INDEX, 15);
  assert_foreground ("\033[38;5;208m", PEN_COLOUR_INDEX, 208);
  assert_foreground ("\033[38:5:208m", PEN_COLOUR_INDEX, 208);
  assert_foreground ("\033[38;2;1;2;255m", PEN_COLOUR_RGB, 0x0102ff);
  assert_foreground ("\033[38:2:1:2:255m", PEN_COLOUR_RGB, 0x0102ff);
  assert_foreground ("\033[38:2::1:2:255m", PEN_COLOUR_RGB, 0x0102ff);
  assert_foreground ("\033[38:2::1:2:255:0:1m", PEN_COLOUR_RGB, 0x0102ff);
  assert_foreground ("\033[38;5m", PEN_COLOUR_DEFAULT, 0);
  assert_foreground ("\033[31;39m", PEN_COLOUR_DEFAULT, 0);
  assert_background ("\033[40m", PEN_COLOUR_INDEX, 0);
  assert_background ("\033[107m", PEN_COLOUR_INDEX, 15);
  assert_background ("\033[48;2;;;7m", PEN_COLOUR_RGB, 0x000007);
  assert_background ("\033[44m\033[49m", PEN_COLOUR_DEFAULT, 0);
}

/* Each must leave the red that is on alone. */
static void
test_ignores_what_it_does_not_know (void)
{
  static const char *const rows[] = {
      "\033[5m",
      "\033[8m",
      "\033[6;8;25;28m",
      "\033[38;5;256m",
      "\033[38;2;1;2;256m",
      "\033[38m",
      "\033[38;2;1;2m",
      "\033[58;5;1m",
      "\033[58:2::1:4:7m",
      "\033[99999999999999m",
      "\033[73m",
      "\033[38:9:1:4m",
      "\033[38:5m",
      "\033[8:1:4m",
      "\033[53m",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("\033[31m", rows[i], NULL);

      assert_foreground (text, PEN_COLOUR_INDEX, 1);
    }
}

static void
test_reset (void)
{
  g_assert_true (pen_style_is_default (&(PenStyle){0}));
  g_assert_true (pen_style_equal (&unstyled, &(PenStyle){0}));
  g_assert_cmpint (style_after ("\033[1;31;44m\033[m").flags, ==, 0);
  g_assert_cmpint (style_after ("\033[1;31;44m\033[m").background.kind, ==, PEN_COLOUR_DEFAULT);
  g_assert_cmpint (style_after ("\033[1;;4m").flags, ==, PEN_STYLE_UNDERLINE);
  assert_foreground ("\033[1;44m\033[0;34m", PEN_COLOUR_INDEX, 4);
}

static void
test_runs (void)
{
  g_autoptr (PenAnsi) ansi = pen_ansi_parse (
      "say \033[1;32mgö\033[0m\033[1;32m!\033[m and \033[4munder\033[24m\033[7m\033[m.",
      -1,
      NULL);
  const PenStyleRun *runs = (const PenStyleRun *)(gpointer)ansi->runs->data;

  g_assert_cmpstr (ansi->text, ==, "say gö! and under.");
  g_assert_cmpuint (ansi->length, ==, strlen (ansi->text));
  g_assert_cmpuint (ansi->runs->len, ==, 2);
  g_assert_cmpuint (runs[0].start, ==, 4);
  g_assert_cmpuint (runs[0].end, ==, 8); /* two equal neighbours are one run; ö is two bytes */
  g_assert_cmpint (runs[0].style.flags, ==, PEN_STYLE_BOLD);
  g_assert_cmpuint (runs[1].start, ==, 13);
  g_assert_cmpuint (runs[1].end, ==, 18);
  g_assert_cmpint (runs[1].style.flags, ==, PEN_STYLE_UNDERLINE);
}

static void
test_carries_style (void)
{
  PenStyle style = unstyled;
  g_autoptr (PenAnsi) first = pen_ansi_parse ("\033[31mred", -1, &style);
  g_autoptr (PenAnsi) second = pen_ansi_parse ("still\033[0mnot", -1, &style);
  const PenStyleRun *run = &g_array_index (second->runs, PenStyleRun, 0);

  g_assert_cmpuint (second->runs->len, ==, 1);
  g_assert_cmpuint (run->start, ==, 0);
  g_assert_cmpuint (run->end, ==, 5);
  g_assert_cmpint (run->style.foreground.value, ==, 1);
  g_assert_true (pen_style_is_default (&style));
}

static void
test_lets_no_escape_through (void)
{
  static const struct
  {
    const char *text;
    const char *plain;
  } rows[] = {
      {"\033", "␛"},
      {"\033[", "␛["},
      {"\033[3", "␛[3"},
      {"\033[2J", "␛[2J"},
      {"\033]0;x\a", "␛]0;x\a"},
      {"\033[3\033[1mx", "␛[3x"},
      {"\033[ m", "␛[ m"},
      {"", ""},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *plain = pen_ansi_strip (rows[i].text, -1);

      g_assert_cmpstr (plain, ==, rows[i].plain);
    }
  g_free (pen_ansi_strip (NULL, 0));
}

/* More parameters than are looked at: read to the end, nothing written past the table. */
static void
test_many_parameters (void)
{
  g_autoptr (GString) text = g_string_new ("\033[1");
  g_autofree char *plain = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, i % 2 == 0 ? ";38" : ":2");
  g_string_append (text, "mx");
  plain = pen_ansi_strip (text->str, (gssize)text->len);
  g_assert_cmpstr (plain, ==, "x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ansi/flags", test_flags);
  g_test_add_func ("/core/ansi/colours", test_colours);
  g_test_add_func ("/core/ansi/ignores-what-it-does-not-know", test_ignores_what_it_does_not_know);
  g_test_add_func ("/core/ansi/reset", test_reset);
  g_test_add_func ("/core/ansi/runs", test_runs);
  g_test_add_func ("/core/ansi/carries-style", test_carries_style);
  g_test_add_func ("/core/ansi/lets-no-escape-through", test_lets_no_escape_through);
  g_test_add_func ("/core/ansi/many-parameters", test_many_parameters);
  return g_test_run ();
}
