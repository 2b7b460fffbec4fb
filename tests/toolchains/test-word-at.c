/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is under the caret, which is the | in these lines. */
#include "toolchains.h"

#include <string.h>

static void
assert_word (const char *marked, const char *expected)
{
  g_autofree char *text = g_strdup (marked);
  char *caret = strchr (text, '|');
  g_autofree char *word = NULL;

  g_assert_nonnull (caret);
  memmove (caret, caret + 1, strlen (caret));
  word = pen_word_at (text, -1, (gsize)(caret - text));
  g_assert_cmpstr (word, ==, expected);
}

static void
test_words (void)
{
  assert_word ("let x = mat|ch y {", "match");
  assert_word ("|match", "match");
  assert_word ("match|", "match");
  assert_word ("let| mut", "let");
  assert_word ("let |mut", "mut");
  assert_word ("E0|382", "E0382");
  assert_word ("_|x", "_x");
  assert_word ("gr|ün", "grün");
}

static void
test_paths (void)
{
  assert_word ("use std::collections::Hash|Map;", "std::collections::HashMap");
  assert_word ("use std::coll|ections::HashMap;", "std::collections");
  assert_word ("use s|td::collections::HashMap;", "std");
  assert_word ("Vec::n|ew()", "Vec::new");
  assert_word ("V|ec::new()", "Vec");
  assert_word ("a<Vec::ne|w>", "Vec::new");
  assert_word ("::std::fs::re|ad", "std::fs::read");
  assert_word ("5::x|", "x");
  assert_word ("use std::{fs, io::Re|ad};", "std::io::Read");
  assert_word ("use std::{f|s, io::Read};", "std::fs");
  assert_word ("use std::{}; fs|", "fs");
  assert_word ("if x {fs|", "fs");
}

static void
test_signs (void)
{
  assert_word ("print|ln!(\"\")", "println!");
  assert_word ("std::asser|t_eq!(1, 2)", "std::assert_eq!");
  assert_word ("if a|!=b", "a");
  assert_word ("list.pu|sh(1)", ".push");
  assert_word ("0..li|mit", "limit");
  assert_word ("#[der|ive(Debug)]", "#derive");
  assert_word ("#![all|ow(x)]", "#allow");
  assert_word ("#[derive(De|bug)]", "Debug");
  assert_word ("&'a| str", "'a");
  assert_word ("'sta|tic", "'static");
  assert_word ("'a|'", "a");
  assert_word ("read()?|;", "?");
  assert_word ("read()|?;", "?");
}

static void
test_nothing (void)
{
  assert_word ("|", NULL);
  assert_word ("a | b", NULL);
  assert_word ("4|2", NULL);
  assert_word ("5u3|2", NULL);
  assert_word ("x = |;", NULL);
  g_assert_null (pen_word_at (NULL, 0, 0));
  g_assert_null (pen_word_at ("abc", -1, 4));
  g_assert_null (pen_word_at ("a\xff\xfe", -1, 1));
}

/* Megabytes of what a word or path is made of, at every boundary. */
static void
test_endless (void)
{
  static const char *const parts[] = {"a", "a::", "::", "{", "'", ".", "\xff", "é", "use a::{"};

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 1024 * 1024)
        g_string_append (text, parts[i]);
      for (gsize at = 0; at < 8; at++)
        {
          g_autofree char *first = pen_word_at (text->str, (gssize)text->len, at);
          g_autofree char *last = pen_word_at (text->str, (gssize)text->len, text->len - at);

          g_assert_true (first == NULL || strlen (first) <= PEN_WORD_MAX);
          g_assert_true (last == NULL || strlen (last) <= PEN_WORD_MAX);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/word-at/words", test_words);
  g_test_add_func ("/toolchains/word-at/paths", test_paths);
  g_test_add_func ("/toolchains/word-at/signs", test_signs);
  g_test_add_func ("/toolchains/word-at/nothing", test_nothing);
  g_test_add_func ("/toolchains/word-at/endless", test_endless);
  return g_test_run ();
}
