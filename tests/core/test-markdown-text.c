/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* An explanation on a terminal: its lines, its styles, its width. */
#include "core.h"

#include <string.h>

static char *
draw (const char *markdown, guint width, gboolean styled)
{
  g_autoptr (GPtrArray) blocks = pen_markdown_parse (markdown, -1);

  return pen_markdown_dup_text (blocks, width, styled);
}

static void
assert_drawn (const char *markdown, guint width, gboolean styled, const char *expected)
{
  g_autofree char *text = draw (markdown, width, styled);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  assert_drawn ("", 40, FALSE, "");
  assert_drawn ("# Use `x`", 40, FALSE, "Use `x`\n");
  assert_drawn (
      "# Title\n\nSome `code` and *more* to [read](x).\n\n```text\nfn f () {\n\n\tx }\n```\n",
      24,
      FALSE,
      "Title\n\nSome `code` and more to\nread.\n\n    fn f () {\n\n    \tx }\n");
  assert_drawn (
      "- one two three four five\n  - six\n- seven\n\n  eight\n\n  ```\n  x\n  ```\n\nnine",
      18,
      FALSE,
      "• one two three\n  four five\n  • six\n• seven\n\n  eight\n\n      x\n\nnine\n");
  assert_drawn ("1. a\n2. b b b b b b b b b b", 19, FALSE, "1. a\n2. b b b b b b b b\n   b b\n");
}

static void
test_styled (void)
{
  assert_drawn ("### A `b`", 40, TRUE, "\033[1mA b\033[0m\n");
  assert_drawn ("a `b` *c* **d**", 40, TRUE, "a \033[1mb\033[0m \033[4mc\033[0m \033[1md\033[0m\n");
  /* A style ends with its line and begins again on the next. */
  assert_drawn ("some *long emphasis in it* here",
                16,
                TRUE,
                "some \033[4mlong\033[0m\n\033[4memphasis in it\033[0m\nhere\n");
  assert_drawn ("```\n`*x*`\n```", 40, TRUE, "    `*x*`\n");
}

static void
test_width (void)
{
  g_autofree char *text = g_strnfill (200, 'a');
  g_autofree char *unknown = draw (text, 0, FALSE);
  g_autofree char *wide = draw (text, 500, FALSE);
  g_autofree char *narrow = draw (text, 1, FALSE);

  g_assert_cmpuint (strcspn (unknown, "\n"), ==, PEN_MARKDOWN_TEXT_WIDTH);
  g_assert_cmpuint (strcspn (wide, "\n"), ==, PEN_MARKDOWN_TEXT_WIDTH);
  g_assert_cmpuint (strcspn (narrow, "\n"), ==, 16);
}

/* Prose keeps to the width, and no control character but the styles' comes through. */
static void
test_recorded (void)
{
  static const char *const names[] = {"E0038", "E0207", "E0382", "E0463"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path =
          g_strdup_printf (SOURCE_ROOT "/tests/fixtures/explain/%s.md", names[i]);
      g_autofree char *markdown = NULL;
      g_autofree char *styled = NULL;
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (path, &markdown, NULL, NULL));
      styled = draw (markdown, 60, TRUE);
      text = pen_ansi_strip (styled, -1);
      g_assert_null (strchr (text, '\033'));
      g_assert_null (strstr (text, "␛"));
      g_assert_null (strstr (text, "```"));
      lines = g_strsplit (text, "\n", -1);
      for (guint j = 0; lines[j] != NULL; j++)
        if (!g_str_has_prefix (lines[j], "    "))
          g_assert_cmpuint (pen_columns_of_text (lines[j], -1), <=, 60);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/markdown-text/plain", test_plain);
  g_test_add_func ("/core/markdown-text/styled", test_styled);
  g_test_add_func ("/core/markdown-text/width", test_width);
  g_test_add_func ("/core/markdown-text/recorded", test_recorded);
  return g_test_run ();
}
