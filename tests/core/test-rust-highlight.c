/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What has which colour, also where two rules of Rust's grammar meet, and that no text is too odd.
 */
#include "core.h"

#include <string.h>

/* Spans as "kind:text|…", line breaks as they are. */
static char *
describe (const char *text)
{
  g_autoptr (GArray) spans = pen_rust_highlight (text, strlen (text));
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const PenHighlightSpan *span = &g_array_index (spans, PenHighlightSpan, i);

      g_string_append_printf (result, "%s:", pen_highlight_to_string (span->kind));
      g_string_append_len (result, text + span->start, (gssize)(span->end - span->start));
      g_string_append_c (result, '|');
    }
  return g_string_free (result, FALSE);
}

static void
assert_spans (const char *text, const char *expected)
{
  g_autofree char *result = describe (text);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_a_program (void)
{
  assert_spans ("fn main() {\n    let n: u32 = 1.5;\n    println!(\"hi {n}\"); // done\n}\n",
                "keyword:fn|function:main|keyword:let|type:u32|number:1.5|macro:println!|"
                "string:\"hi {n}\"|comment:// done|");
  assert_spans ("impl<'a> Iterator for Lines<'a>",
                "keyword:impl|lifetime:'a|type:Iterator|keyword:for|type:Lines|lifetime:'a|");
  assert_spans ("Some(half(MAX, x))", "type:Some|function:half|");
}

static void
test_comments (void)
{
  assert_spans ("/// a\n//! b\n//// c\n// d",
                "doc-comment:/// a|doc-comment://! b|comment://// c|comment:// d|");
  assert_spans ("/** a */ /*! b */ /*** c */ /**/ /* d /* e */ */x",
                "doc-comment:/** a */|doc-comment:/*! b */|comment:/*** c */|comment:/**/|"
                "comment:/* d /* e */ */|");
  assert_spans ("#!/usr/bin/env cargo\nfn f",
                "comment:#!/usr/bin/env cargo\n|keyword:fn|"
                "function:f|");
  assert_spans ("fn /* a name */ f()", "keyword:fn|comment:/* a name */|function:f|");
}

static void
test_literals (void)
{
  assert_spans ("'a' b'\\n' 'a: loop", "character:'a'|character:b'\\n'|lifetime:'a|keyword:loop|");
  assert_spans ("r#\"a\"b\"# br\"x\" c\"y\"", "string:r#\"a\"b\"#|string:br\"x\"|string:c\"y\"|");
  assert_spans ("1..5 0xFF_u8 t.0.1", "number:1|number:5|number:0xFF_u8|number:0.1|");
  assert_spans ("r#fn()", "function:r#fn|");
}

static void
test_macros_and_attributes (void)
{
  assert_spans ("a!=b; !c; vec![1]", "macro:vec!|number:1|");
  assert_spans ("#[derive(Debug, Clone)]\nstruct S;",
                "attribute:#[derive(Debug, Clone)]|keyword:struct|type:S|");
  assert_spans ("#![doc = \"x]\"] fn f",
                "attribute:#![doc =|string:\"x]\"|attribute:]|keyword:fn|"
                "function:f|");
  assert_spans ("#[a[b]] #x [y]", "attribute:#[a[b]]|");
}

static void
test_what_never_ends (void)
{
  assert_spans ("f(\"abc", "function:f|string:\"abc|");
  assert_spans ("/* abc", "comment:/* abc|");
  assert_spans ("r##\"abc\"#", "string:r##\"abc\"#|");
  assert_spans ("#[derive(", "attribute:#[derive(|");
  assert_spans ("", "");
  assert_spans ("\xef\xbb\xbf", "");
  assert_spans ("Größe(straße())", "type:Größe|function:straße|");
}

/* Any bytes, cut anywhere: spans are in order, apart, within the text, and cut no character. */
static void
test_any_bytes (void)
{
  static const char *const pieces[] = {"fn ", "'", "\"", "r#", "/*", "*/",   "//",
                                       "\n",  "#", "[",  "]",  "!",  "ä",    "A",
                                       "1",   ".", "(",  "b'", "\\", "🦀", "---\n"};
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GArray) spans = NULL;
      guint n = (guint)g_rand_int_range (random, 0, 40);
      gsize end = 0;

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      spans = pen_rust_highlight (text->str, text->len);
      for (guint i = 0; i < spans->len; i++)
        {
          const PenHighlightSpan *span = &g_array_index (spans, PenHighlightSpan, i);

          g_assert_cmpuint (span->start, >=, end);
          g_assert_cmpuint (span->end, >, span->start);
          g_assert_cmpuint (span->end, <=, text->len);
          g_assert_true (
              g_utf8_validate (text->str + span->start, (gssize)(span->end - span->start), NULL));
          end = span->end;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rust-highlight/a-program", test_a_program);
  g_test_add_func ("/core/rust-highlight/comments", test_comments);
  g_test_add_func ("/core/rust-highlight/literals", test_literals);
  g_test_add_func ("/core/rust-highlight/macros-and-attributes", test_macros_and_attributes);
  g_test_add_func ("/core/rust-highlight/what-never-ends", test_what_never_ends);
  g_test_add_func ("/core/rust-highlight/any-bytes", test_any_bytes);
  return g_test_run ();
}
