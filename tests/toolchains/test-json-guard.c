/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What is let through to json-glib, and what is not. */
#include <string.h>

#include "toolchains.h"

typedef struct
{
  const char *text;
  PenJsonVerdict verdict;
} Row;

/* Each text lies in a block of its own size, so that a sanitizer sees a byte read past its end. */
static PenJsonVerdict
guard (const char *text, gsize length, guint max_depth, guint max_values)
{
  g_autofree char *exact = g_memdup2 (text, length);

  return pen_json_guard (exact, length, max_depth, max_values);
}

static void
check_rows (const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *shown = g_strescape (rows[i].text, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpint (guard (rows[i].text, strlen (rows[i].text), 4, 8), ==, rows[i].verdict);
    }
}

static void
test_shapes (void)
{
  static const Row rows[] = {
      {"{}", PEN_JSON_FITS},
      {"{\"a\": [1, -2.5e+3, true, false, null]}", PEN_JSON_FITS},
      {"{\"a\":\t{\"b\":[]}} \r\n", PEN_JSON_FITS},
      {"", PEN_JSON_NOT},
      {" {}", PEN_JSON_NOT},
      {"[]", PEN_JSON_NOT},
      {"{", PEN_JSON_NOT},
      {"{}}", PEN_JSON_NOT},
      {"{\"a\":1", PEN_JSON_NOT},
      {"{\"a\":\xff}", PEN_JSON_NOT},
      {"{\"a\":\"\xc3\"}", PEN_JSON_NOT},
  };

  check_rows (rows, G_N_ELEMENTS (rows));
  g_assert_cmpint (guard ("{\"a\":\"\0\"}", 9, 4, 8), ==, PEN_JSON_NOT);
  g_assert_cmpint (pen_json_guard (NULL, 0, 4, 8), ==, PEN_JSON_NOT);
}

/* Strings may hold everything; their ends are found as JSON finds them. */
static void
test_strings (void)
{
  static const Row rows[] = {
      {"{\"a\":\"{[{[{[{[,,,,,,,,,,,,/*ö🦀\"}", PEN_JSON_FITS},
      {"{\"a\\\"}{\":\"\\\\\"}", PEN_JSON_FITS},
      {"{\"\\u0000\\u001b\\uFFFD\":\"\\n\"}", PEN_JSON_FITS},
      {"{\"a\":\"\\ud83e\\udd80\\uDBFF\\uDFFF\"}", PEN_JSON_FITS},
      {"{\"a\":\"", PEN_JSON_NOT},
      {"{\"a\":\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\", PEN_JSON_NOT},
      {"{\"a\":\"\\\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\u12\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\u12", PEN_JSON_NOT},
      {"{\"a\":\"\\u123", PEN_JSON_NOT},
      {"{\"a\":\"\\u12x4\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", PEN_JSON_FITS},
      {"{\"a\":\"\\", PEN_JSON_NOT},
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* Seen to leak in json-glib 1.6. */
static void
test_leaks (void)
{
  static const Row rows[] = {
      {"{\"a\":1} {\"b\":2}", PEN_JSON_NOT},
      {"{\"a\":1} 2", PEN_JSON_NOT},
      {"{\"a\":1} \"\"", PEN_JSON_NOT},
      {"{\"a\":1},", PEN_JSON_NOT},
      {"{\"a\":\"\\ud83e\\u001b\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\ud83e\\ud83e\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\ud83e\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\ud83ex\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\ud83e\\", PEN_JSON_NOT},
      {"{\"a\":\"\\ud83e\\uffff\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\udd80\\udd80\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\ud800\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\udfff\"}", PEN_JSON_NOT},
      {"{\"\\udd80\":1}", PEN_JSON_NOT},
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* json-glib takes these: they would hide brackets, or make a string that is not UTF-8. */
static void
test_dialects (void)
{
  static const Row rows[] = {
      {"{\"a\":/* { */1}", PEN_JSON_NOT},
      {"{\"a\":1} // }", PEN_JSON_NOT},
      {"{'a':1}", PEN_JSON_NOT},
      {"{\"a\":0x1}", PEN_JSON_NOT},
      {"var a = {}", PEN_JSON_NOT},
      {"{\"a\":\"\\377\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\0\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\x41\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\ö\"}", PEN_JSON_NOT},
      {"{\"a\":\"\\U00e9\"}", PEN_JSON_NOT},
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_bounds (void)
{
  static const Row rows[] = {
      {"{\"a\":[[[1]]]}", PEN_JSON_FITS},
      {"{\"a\":[[[[1]]]]}", PEN_JSON_TOO_BIG},
      {"{\"a\":[1,2,3,4,5,6,7]}", PEN_JSON_FITS},
      {"{\"a\":[1,2,3,4,5,6,7,8]}", PEN_JSON_TOO_BIG},
      {"{\"a\":[[],[],[],[]]}", PEN_JSON_TOO_BIG},
      {"{\"a\":{{{{{{{{{{{{{{{{{{{{", PEN_JSON_TOO_BIG},
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/json-guard/shapes", test_shapes);
  g_test_add_func ("/toolchains/json-guard/strings", test_strings);
  g_test_add_func ("/toolchains/json-guard/what-json-glib-leaks", test_leaks);
  g_test_add_func ("/toolchains/json-guard/dialects", test_dialects);
  g_test_add_func ("/toolchains/json-guard/bounds", test_bounds);
  return g_test_run ();
}
