/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A text comes back from an editor byte for byte. */
#include "text-form.h"

#include "display.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *bytes;
  gsize size;
  const char *text; /* (nullable): NULL: refused */
} Case;

#define CASE(name, bytes, text)                                                                    \
  {                                                                                                \
    name, bytes, sizeof (bytes) - 1, text                                                          \
  }
static const Case cases[] = {
    CASE ("empty", "", ""),
    CASE ("plain", "a\nb\n", "a\nb\n"),
    CASE ("no-final-newline", "a\nb", "a\nb"),
    CASE ("crlf", "a\r\nb\r\n", "a\nb\n"),
    CASE ("crlf-no-final-newline", "a\r\nb", "a\nb"),
    CASE ("mixed-ends-stay", "a\r\nb\n", "a\r\nb\n"),
    CASE ("mixed-ends-stay-2", "a\nb\r\n", "a\nb\r\n"),
    CASE ("lone-cr-stays", "a\rb\r\n", "a\rb\r\n"),
    CASE ("cr-at-end", "a\r\n\r", "a\r\n\r"),
    CASE ("mark",
          "\xef\xbb\xbf"
          "a\n",
          "a\n"),
    CASE ("mark-and-crlf",
          "\xef\xbb\xbf"
          "a\r\n",
          "a\n"),
    CASE ("mark-alone", "\xef\xbb\xbf", ""),
    CASE ("two-marks", "\xef\xbb\xbf\xef\xbb\xbf", "\xef\xbb\xbf"),
    CASE ("wide", "let ä = \"日本\";\n", "let ä = \"日本\";\n"),
    CASE ("nul", "a\0b", NULL),
    CASE ("latin-1", "caf\xe9\n", NULL),
    CASE ("cut-short", "\xe6\x97", NULL),
    CASE ("surrogate", "\xed\xa0\x80", NULL),
    CASE ("overlong", "\xc0\xaf", NULL),
    CASE ("utf-16",
          "\xff\xfe"
          "a\0",
          NULL),
};

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (item->bytes, item->size);
  PenTextForm form;
  g_autofree char *text = pen_text_form_decode (bytes, &form);
  g_autoptr (GBytes) back = NULL;

  g_assert_cmpstr (text, ==, item->text);
  if (text == NULL)
    return;
  back = pen_text_form_encode (text, &form);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), item->bytes, item->size);
}

/* What is pasted brings its own line ends; they do not double. */
static void
test_pasted_ends (void)
{
  PenTextForm form = {.bom = FALSE, .crlf = TRUE};
  g_autoptr (GBytes) bytes = pen_text_form_encode ("a\r\nb\n", &form);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "a\r\nb\r\n", 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/gtk/text-form/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/gtk/text-form/pasted-ends-do-not-double", test_pasted_ends);
  return g_test_run ();
}
