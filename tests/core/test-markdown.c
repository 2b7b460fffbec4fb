/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Blocks and runs: each form that the compiler's explanations use, each explanation that is on this
 * machine, and what would take time or lead out of a text. */
#include "core.h"

#include <string.h>

static char
name_flags (PenMarkdownFlags flags)
{
  static const char names[] = " ce5s?bx"; /* by their sum: code 1, emphasis 2, strong 4 */

  return names[flags];
}

/* "P hello c‹code›|I1.2 second|Crust …" */
static char *
describe (const char *markdown, gsize length)
{
  g_autoptr (GPtrArray) blocks = pen_markdown_parse (markdown, (gssize)length);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const PenMarkdownBlock *block = g_ptr_array_index (blocks, i);
      gsize at = 0;

      g_string_append_printf (result, "%s%c", i > 0 ? "|" : "", "HPIC"[block->kind]);
      if (block->kind == PEN_MARKDOWN_HEADING)
        g_string_append_printf (result, "%u", block->level);
      if (block->depth > 0)
        g_string_append_printf (result, "%u", block->depth);
      if (block->number > 0)
        g_string_append_printf (result, ".%u", block->number);
      g_string_append (result, block->is_rust ? "rust " : " ");
      for (guint j = 0; j < block->runs->len; j++)
        {
          const PenMarkdownRun *run = &g_array_index (block->runs, PenMarkdownRun, j);

          g_string_append_len (result, block->text + at, (gssize)(run->start - at));
          g_string_append_printf (result, "%c‹", name_flags (run->flags));
          g_string_append_len (result, block->text + run->start, (gssize)(run->end - run->start));
          g_string_append (result, "›");
          at = run->end;
        }
      g_string_append (result, block->text + at);
    }
  return g_string_free (result, FALSE);
}

static void
assert_parse (const char *markdown, const char *expected)
{
  g_autofree char *result = describe (markdown, strlen (markdown));

  g_assert_cmpstr (result, ==, expected);
}

static void
test_paragraphs (void)
{
  assert_parse ("", "");
  assert_parse ("\n\n  \n", "");
  assert_parse ("one\ntwo\n\nthree", "P one two|P three");
  assert_parse ("one  \ntwo\\\nthree  \n\nfour", "P one\ntwo\nthree|P four");
  assert_parse ("> a\n> b\n>\n> c", "P a b|P c");
  assert_parse ("one\r\ntwo\r\n", "P one two");
  assert_parse ("above\n\n--------------\n\nbelow", "P above|P below");
  assert_parse ("above\n\n* * *\n\n___\nbelow", "P above|P below");
  assert_parse ("a --- b", "P a --- b");
  assert_parse ("One\n- - -\ntwo", "P One|P two");
  assert_parse ("===\n", "P ===");
}

static void
test_headings (void)
{
  assert_parse ("# One\n#### Two ####\ntext", "H1 One|H4 Two|P text");
  assert_parse ("#hash\n####### seven\n#", "P #hash ####### seven");
  assert_parse ("One\n===\nTwo\nmore\n---\nthree", "H1 One|H2 Two more|P three");
  assert_parse ("### The `Self` *type*", "H3 The c‹Self› e‹type›");
  assert_parse ("* item\n\n# One\n\n  text", "I1 item|H1 One|P text");
  assert_parse ("* item\n# One", "I1 item|H1 One");
}

static void
test_code (void)
{
  assert_parse ("a\n```compile_fail,E0382\nlet x = 1;\n\nx\n```\nb",
                "P a|Crust let x = 1;\n\nx|P b");
  assert_parse ("```\n\nx\n\n```", "Crust x");
  assert_parse ("```\n```", "");
  assert_parse ("~~~~ text\n```\n~~~\n~~~~", "C ```\n~~~");
  assert_parse ("````\n```\n````", "Crust ```");
  assert_parse ("```\nopen to the end\n", "Crust open to the end");
  assert_parse ("``` a`b\n", "P ``` a`b");
  assert_parse ("~~a~~", "P ~~a~~");
  assert_parse ("```\n``` x\n```", "Crust ``` x");
  assert_parse ("```\na\n     ```\nb\n```", "Crust a\n     ```\nb");
  assert_parse ("text\n\n    [a]: b", "P text|Crust [a]: b");
  assert_parse ("text\n\n    indented\n\n      more\ntext",
                "P text|Crust indented\n\n  more|P text");
  assert_parse ("text\n    goes on", "P text goes on");
  assert_parse ("```\n  a\n\tb\n```", "Crust   a\n\tb");
  assert_parse ("  ```\n  a\n b\n    c\n  ```", "Crust a\nb\n  c");
  assert_parse ("```\n*a* `b` [c](d) &lt;\n```", "Crust *a* `b` [c](d) &lt;");
}

/* What a fence says about its language, and nothing else, is kept. */
static void
test_fences (void)
{
  static const char *const rust[] = {"",
                                     "rust",
                                     "compile_fail,E0382",
                                     "compile_fail,E0382,edition2018",
                                     "edition2021",
                                     "no_run",
                                     "should_panic",
                                     "ignore (no longer emitted)",
                                     "ignore(pseudo code, text)",
                                     "rust,ignore (pseudo-Rust)",
                                     "ignore-wasm32",
                                     "rust,text"};
  static const char *const others[] = {"text", "sh", "toml", "plain", "console,ignore", "Elm"};

  for (gsize i = 0; i < G_N_ELEMENTS (rust) + G_N_ELEMENTS (others); i++)
    {
      gboolean is_rust = i < G_N_ELEMENTS (rust);
      const char *info = is_rust ? rust[i] : others[i - G_N_ELEMENTS (rust)];
      g_autofree char *text = g_strdup_printf ("```%s\n# x\n```", info);

      if (is_rust)
        assert_parse (text, "");
      else
        assert_parse (text, "C # x");
    }
}

static void
test_hidden_lines (void)
{
  assert_parse ("```\n# use std::fmt;\n#\n  # hidden\nfn f() {}\n```", "Crust fn f() {}");
  assert_parse ("```\n#![feature(x)]\n#[derive(Debug)]\n```",
                "Crust #![feature(x)]\n#[derive(Debug)]");
  assert_parse ("```\n## shown\n  ##[x]\n#x\n```", "Crust # shown\n  #[x]\n#x");
  assert_parse ("```sh\n# a remark\n```", "C # a remark");
}

static void
test_lists (void)
{
  assert_parse ("* one\n* two\n  more\nlazy\n\ntext", "I1 one|I1 two more lazy|P text");
  assert_parse (" - one\n - two\n\n   second paragraph\n", "I1 one|I1 two|P1 second paragraph");
  assert_parse ("- a\n  + b\n    c\n  + d\n- e", "I1 a|I2 b c|I2 d|I1 e");
  assert_parse ("1. one\n2. two\n10) ten", "I1.1 one|I1.2 two|I1.10 ten");
  assert_parse ("- a\n\n  ```\n  x\n    y\n  ```\n- b", "I1 a|C1rust x\n  y|I1 b");
  assert_parse ("1) in `foo`:\n```\nx\n```\n2) in `bar`:",
                "I1.1 in c‹foo›:|Crust x|I1.2 in c‹bar›:");
  assert_parse ("in\n1986. A year\n- item", "P in 1986. A year|I1 item");
  assert_parse ("-no\n*neither*\n1.5 is none", "P -no e‹neither› 1.5 is none");
  assert_parse ("- a\n\n      code", "I1 a|C1rust code");
  assert_parse ("text\n-\n", "P text -");
  assert_parse ("-\n- b", "I1 |I1 b");
  assert_parse ("-   a\n\n  b", "I1 a|P b");
  assert_parse ("-      a\n\n  b", "I1 a|P1 b");
  assert_parse ("- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g\n",
                "I1 a|I2 b|I3 c|I4 d|I5 e|I6 f|I6 g");
  assert_parse ("12345678. long", "P 12345678. long");
}

static void
test_inline (void)
{
  assert_parse ("`a` ``b`c`` `` ` ``", "P c‹a› c‹b`c› c‹`›");
  assert_parse ("`a\nb` `*c*` `", "P c‹a b› c‹*c*› `");
  assert_parse ("`  ` `a  \nb`", "P c‹  › c‹a b›");
  {
    g_autofree char *ticks = g_strnfill (33, '`');
    g_autofree char *text = g_strconcat ("a ", ticks, "b", ticks, NULL);
    g_autofree char *expected = g_strconcat ("P ", text, NULL);

    assert_parse (text, expected);
  }
  assert_parse ("*a* _b_ **c** __d__", "P e‹a› e‹b› s‹c› s‹d›");
  assert_parse ("snake_case_name and _a_b_", "P snake_case_name and e‹a_b›");
  assert_parse ("ä_x_ä 日_本_", "P ä_x_ä 日_本_");
  assert_parse ("2 * 3 * 4 and *mut T", "P 2 * 3 * 4 and *mut T");
  assert_parse ("**bold *both***", "P s‹bold ›b‹both›");
  assert_parse ("***all***", "P b‹all›");
  assert_parse ("**a*", "P **a*");
  assert_parse ("*a **b* c**", "P e‹a **b› c**");
  assert_parse ("**`code`**", "P ?‹code›");
  assert_parse ("a**** b", "P a**** b");
  assert_parse ("*a * b* and x * c*", "P e‹a * b› and x * c*");
  assert_parse ("\\*a\\* \\` \\x \\", "P *a* ` \\x \\");
  assert_parse ("&lt;T&gt; &amp;&quot; &copy; &", "P <T> &\" &copy; &");
}

static void
test_links (void)
{
  assert_parse ("see [the *book*](https://x/y (z) \"t\").", "P see the e‹book›.");
  assert_parse (
      "[`a`][b] [c][] [d] [e][f] [g] x[0][1] x[k][c]\n\n[B]: x\n[c]: x\n  [d  d]: x\n[d]: x\nend",
      "P c‹a› c d e [g] x[0][1] xk|P end");
  assert_parse ("[`async`] [`Rc`]\n\n[`async`]: https://x\n", "P c‹async› [c‹Rc›]");
  assert_parse ("a [two\nlines](x\ny) b", "P a two lines b");
  assert_parse ("[a [b](c) d](e)", "P a b d");
  assert_parse ("[u8] and x[0] ] [ ](", "P [u8] and x[0] ] [ ](");
  assert_parse ("![picture](x.png)", "P picture");
  assert_parse ("[a](b\\)c) [q][] r", "P a [q][] r");
  assert_parse ("[]: x\n\n[a[b]: c", "P []: x|P [a[b]: c");
  assert_parse ("x [ c ] y\n\n[c]: d", "P x  c  y");
  assert_parse ("<https://a<b>", "P <https://a<b>");
  assert_parse ("<https://rust-lang.org> <dyn Trait> <https://x y>",
                "P https://rust-lang.org <dyn Trait> <https://x y>");
  assert_parse ("[a](never ends", "P [a](never ends");
  assert_parse ("called[^1] so\n\n[^1]: Once.", "P called[1] so|P [1]: Once.");
  assert_parse ("text\n[b]: not defined within a paragraph",
                "P text b: not defined within a paragraph");
}

/* What a macro put into an explanation of its own is shown as what it is. */
static void
test_hostile_text (void)
{
  static const char nul[] = "a\0b";
  g_autofree char *with_nul = describe (nul, sizeof (nul) - 1);

  assert_parse ("\033[31mred\033[0m \033]0;x\a \xff", "P red ␛]0;x␇ �");
  assert_parse ("```\n\033[2J\n```", "Crust ␛[2J");
  g_assert_cmpstr (with_nul, ==, "P a␀b");
}

/* Nothing takes time that grows faster than the text, and what is too long is cut. */
static void
test_endless (void)
{
  static const char *const parts[] = {
      "*",     "*a ",   "_a",      "**a *b ", "[",       "]",       "[]",   "](",        "[](",
      "` `` ", "```\n", "> ",      "- ",      "  - a\n", "1. ",     "&lt;", "<https://", "[a]: b\n",
      "\\",    "`",     "[a][b] ", "](\n",    "[a](\n",  "`` ` \n", "*a\n", "text\n\n"};

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *result = NULL;

      while (text->len < 4 * 1024 * 1024)
        g_string_append (text, parts[i]);
      result = describe (text->str, text->len);
      g_assert_cmpuint (strlen (result), <, 2 * PEN_MARKDOWN_MAX);
    }
}

/* --- The compiler's own texts --- */

static gboolean
is_code (const PenMarkdownBlock *block, gsize at)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const PenMarkdownRun *run = &g_array_index (block->runs, PenMarkdownRun, i);

      if (at >= run->start && at < run->end)
        return (run->flags & PEN_MARKDOWN_INLINE_CODE) != 0;
    }
  return FALSE;
}

/* No markup is left: what stands outside of code has none of its characters. */
static void
check_prose (const char *name, const PenMarkdownBlock *block)
{
  for (const char *c = block->text; *c != '\0'; c++)
    {
      gsize at = (gsize)(c - block->text);

      if (is_code (block, at))
        continue;
      if (*c == '`' || (*c == '*' && g_ascii_isalnum (c[1])) || g_str_has_prefix (c, "](") ||
          g_str_has_prefix (c, "]["))
        g_error ("%s: markup is left: %s", name, block->text);
      if (*c == '_' && (at == 0 || !g_ascii_isalnum (c[-1]) || !g_ascii_isalnum (c[1])))
        g_error ("%s: a mark of emphasis is left: %s", name, block->text);
    }
  if (block->text[0] == '#' && !is_code (block, 0))
    g_error ("%s: a heading's mark is left: %s", name, block->text);
}

static void
check_explanation (const char *name, const char *text)
{
  g_autoptr (GPtrArray) blocks = pen_markdown_parse (text, -1);

  g_assert_cmpuint (blocks->len, >, 0);
  for (guint i = 0; i < blocks->len; i++)
    {
      const PenMarkdownBlock *block = g_ptr_array_index (blocks, i);

      if (strstr (block->text, "```") != NULL || strstr (block->text, "compile_fail") != NULL ||
          strstr (block->text, "]: http") != NULL)
        g_error ("%s: %s", name, block->text);
      if (block->kind != PEN_MARKDOWN_CODE)
        {
          check_prose (name, block);
          continue;
        }
      g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);

      for (guint j = 0; block->is_rust && lines[j] != NULL; j++)
        if (g_str_has_prefix (lines[j], "# "))
          g_error ("%s: a hidden line is shown: %s", name, lines[j]);
    }
}

static guint
check_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  for (const char *name; folder != NULL && (name = g_dir_read_name (folder)) != NULL; n++)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
      check_explanation (name, text);
    }
  return n;
}

static void
test_recorded (void)
{
  g_assert_cmpuint (check_folder (SOURCE_ROOT "/tests/fixtures/explain"), ==, 7);
}

/* All of them, with their flags, are part of Debian's rust-web-src. */
static void
test_compiler_source (void)
{
  g_autoptr (GDir) sources = g_dir_open ("/usr/src", 0, NULL);
  guint n = 0;

  for (const char *name; sources != NULL && (name = g_dir_read_name (sources)) != NULL;)
    {
      g_autofree char *path =
          g_build_filename ("/usr/src", name, "compiler/rustc_error_codes/src/error_codes", NULL);

      n += check_folder (path);
    }
  if (n == 0)
    g_test_skip ("the compiler's own explanations are not installed here (rust-web-src)");
  else
    g_assert_cmpuint (n, >, 500);
}

/* As rustc prints them, which takes half a minute. */
static void
test_rustc_explain (void)
{
  guint n = 0;

  if (g_getenv ("PLAYPEN_TEST_ALL") == NULL)
    {
      g_test_skip ("asking rustc for every explanation takes long; tests/run --all does");
      return;
    }
  for (guint i = 1; i <= 900; i++)
    {
      g_autofree char *code = g_strdup_printf ("E%04u", i);
      const char *argv[] = {"/usr/bin/rustc", "--explain", code, NULL};
      g_autofree char *text = NULL;
      int status = 0;

      if (!g_spawn_sync (NULL,
                         (char **)argv,
                         NULL,
                         G_SPAWN_STDERR_TO_DEV_NULL,
                         NULL,
                         NULL,
                         &text,
                         NULL,
                         &status,
                         NULL))
        {
          g_test_skip ("there is no /usr/bin/rustc");
          return;
        }
      if (!g_spawn_check_wait_status (status, NULL))
        continue;
      check_explanation (code, text);
      n++;
    }
  g_assert_cmpuint (n, >, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/markdown/paragraphs", test_paragraphs);
  g_test_add_func ("/core/markdown/headings", test_headings);
  g_test_add_func ("/core/markdown/code", test_code);
  g_test_add_func ("/core/markdown/fences", test_fences);
  g_test_add_func ("/core/markdown/hidden-lines", test_hidden_lines);
  g_test_add_func ("/core/markdown/lists", test_lists);
  g_test_add_func ("/core/markdown/inline", test_inline);
  g_test_add_func ("/core/markdown/links", test_links);
  g_test_add_func ("/core/markdown/hostile-text", test_hostile_text);
  g_test_add_func ("/core/markdown/endless", test_endless);
  g_test_add_func ("/core/markdown/recorded", test_recorded);
  g_test_add_func ("/core/markdown/compiler-source", test_compiler_source);
  g_test_add_func ("/core/markdown/rustc-explain", test_rustc_explain);
  return g_test_run ();
}
