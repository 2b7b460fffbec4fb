/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* TOML by the letter: what reads as what, what is refused and where, and texts that try to break
 * or exhaust the reader. */
#include "toolchains.h"

#include <math.h>
#include <string.h>

#include "toml.h"

/* A tree on one line: {key=value,} [value,] "text" and plain words; dates between < and >. */
static void
write_tree (const PenToml *toml, GString *out)
{
  switch (toml->kind)
    {
    case PEN_TOML_STRING:
      g_string_append_printf (out, "\"%s\"", toml->text);
      break;
    case PEN_TOML_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, toml->integer);
      break;
    case PEN_TOML_FLOAT:
      g_string_append_printf (out, "%gf", toml->number);
      break;
    case PEN_TOML_BOOLEAN:
      g_string_append (out, toml->integer ? "true" : "false");
      break;
    case PEN_TOML_DATE:
      g_string_append_printf (out, "<%s>", toml->text);
      break;
    case PEN_TOML_ARRAY:
    case PEN_TOML_TABLE:
    default:
      g_string_append_c (out, toml->kind == PEN_TOML_TABLE ? '{' : '[');
      for (guint i = 0; i < toml->items->len; i++)
        {
          const PenToml *item = g_ptr_array_index (toml->items, i);

          if (item->key != NULL)
            g_string_append_printf (out, "%s=", item->key);
          write_tree (item, out);
          g_string_append_c (out, ',');
        }
      g_string_append_c (out, toml->kind == PEN_TOML_TABLE ? '}' : ']');
      break;
    }
}

typedef struct
{
  const char *text;
  const char *tree;
} ValidCase;

static const ValidCase valid_cases[] = {
    {"", "{}"},
    {"\xef\xbb\xbf# only a comment", "{}"},
    {"a=1", "{a=1,}"},
    {"a = 1 # one\r\nb = 2\r\n", "{a=1,b=2,}"},

    /* Keys. */
    {"a-b_1 = 1\n\"c d\" = 2\n'e\"f' = 3\n\"\" = 4\n1234 = 5", "{a-b_1=1,c d=2,e\"f=3,=4,1234=5,}"},
    {"a.b.c = 1\na . b . d = 2\na.\"e.f\" = 3", "{a={b={c=1,d=2,},e.f=3,},}"},
    {"3.14 = 1", "{3={14=1,},}"},
    {"true = true", "{true=true,}"},

    /* Strings. */
    {"a = \"\"", "{a=\"\",}"},
    {"a = \"\\b\\t\\n\\f\\r\\e\\\"\\\\\"", "{a=\"\b\t\n\f\r\033\"\\\",}"},
    {"a = \"\\u00e9\\U0001F980\\x41\"", "{a=\"é🦀A\",}"},
    {"a = 'C:\\new'", "{a=\"C:\\new\",}"},
    {"a = \"\"\"\n\none\n  two\"\"\"", "{a=\"\none\n  two\",}"},
    {"a = \"\"\"\\nx\"\"\"", "{a=\"\nx\",}"},
    {"a = \"\"\"one \\  \r\n\n  two\"\"\"", "{a=\"one two\",}"},
    {"a = \"\"\"\"\"two\"\"\"\"\"", "{a=\"\"\"two\"\"\",}"},
    {"a = '''I'm \\ ''me'''''", "{a=\"I'm \\ ''me''\",}"},
    {"a = \"# no comment\" # one", "{a=\"# no comment\",}"},

    /* Numbers and the like. */
    {"a = [+99, -17, 0, +0, 1_000, 9223372036854775807, -9223372036854775808]",
     "{a=[99,-17,0,0,1000,9223372036854775807,-9223372036854775808,],}"},
    {"a = [0xdead_BEEF, 0o755, 0b1101]", "{a=[3735928559,493,13,],}"},
    {"a = [3.25, -0.5, 5e+2, 1_0.5E-1, inf, -inf]", "{a=[3.25f,-0.5f,500f,1.05f,inff,-inff,],}"},
    {"a = [true, false]", "{a=[true,false,],}"},
    {"a = [1979-05-27, 07:32:00.5, 1979-05-27 07:32:00, 2024-02-29T23:59:60+01:00, 07:32]",
     "{a=[<1979-05-27>,<07:32:00.5>,<1979-05-27 07:32:00>,<2024-02-29T23:59:60+01:00>,<07:32>,],}"},
    {"a = 1979-05-27 # a day", "{a=<1979-05-27>,}"},

    /* Arrays and inline tables. */
    {"a = [\n 1, # one\n\n 2\n ,\n]", "{a=[1,2,],}"},
    {"a = [[], [\"x\", 1], {}]", "{a=[[],[\"x\",1,],{},],}"},
    {"a = { b.c = 1, b.d = 2 }", "{a={b={c=1,d=2,},},}"},
    {"a = {\n b = 1, # one\n}", "{a={b=1,},}"},

    /* Tables. */
    {"[a]\n[b]\nc=1", "{a={},b={c=1,},}"},
    {"[ a . 'b' ]\nc=1\n[a]\nd=2", "{a={b={c=1,},d=2,},}"},
    {"[a]\nb.c=1\n[a.b.d]\ne=2", "{a={b={c=1,d={e=2,},},},}"},
    {"[[a]]\nb=1\n[[a]]\n[a.c]\nd=2\n[[a.e]]\n[[a.e]]", "{a=[{b=1,},{c={d=2,},e=[{},{},],},],}"},
};

static void
test_valid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid_cases); i++)
    {
      const ValidCase *test_case = &valid_cases[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) tree = g_string_new (NULL);
      g_autoptr (PenToml) toml =
          pen_toml_parse ("T", test_case->text, strlen (test_case->text), &error);

      g_assert_no_error (error);
      write_tree (toml, tree);
      g_assert_cmpstr (tree->str, ==, test_case->tree);
    }
}

typedef struct
{
  const char *text;
  const char *message; /* all of it when it begins with "T,", else a part */
} InvalidCase;

static const InvalidCase invalid_cases[] = {
    /* Places. */
    {"\n\n\na = \"b\nc = 1", "T, line 4, column 5: a string is not closed. End it with \"."},
    {"a = 'é', b", "T, line 1, column 8: the line should end here. Begin a new one."},
    {"x = 1\r\na = \"\"\"\nb\n",
     "T, line 2, column 5: a string is not closed. End it with \"\"\"."},
    {"a = [\n1,\n2\n", "T, line 4, column 1: the ] that ends what began in line 1 is missing."},
    {"a = {\n", "T, line 2, column 1: the } that ends what began in line 1 is missing."},
    {"a = 1\nb = 2\na = 3", "T, line 3, column 1: `a` is already there since line 1."},
    {"a = \"\"\"\nx\n\"\"\"\nb", "T, line 4, column 2: a = is expected after the name."},
    {"\xef\xbb\xbf = 1", "T, line 1, column 2: a name is expected here"},
    {"a = 1\nb = \"\xff\"", "T, line 2, column 6: this is not text in UTF-8"},

    /* Keys and lines. */
    {"a", "a = is expected"},
    {"a b = 1", "a = is expected"},
    {"a =", "a value is expected here"},
    {"a = # one", "a value is expected here"},
    {"a = 1 b = 2", "the line should end here"},
    {"a = 1\rb = 2", "the line should end here"},
    {"a. = 1", "a name is expected"},
    {".a = 1", "a name is expected"},
    {"a..b = 1", "a name is expected"},
    {"é = 1", "a name is expected"},
    {"\"\"\"a\"\"\" = 1", "a = is expected"},
    {"# a\001", "a comment holds a control character"},
    {"# a\rb", "a comment holds a control character"},

    /* Strings. */
    {"a = \"b", "not closed"},
    {"a = 'b", "not closed"},
    {"a = \"b\\", "no such \\ sequence"},
    {"a = '''b''", "End it with '''"},
    {"a = \"\\q\"", "no such \\ sequence"},
    {"a = \"\\\nb\"", "no such \\ sequence"},
    {"a = \"\"\"\\ x\"\"\"", "no such \\ sequence"},
    {"a = \"\\u12\"", "\\u needs 4 hexadecimal digits"},
    {"a = \"\\U0011000\"", "\\U needs 8"},
    {"a = \"\\ud800\"", "may not hold this character"},
    {"a = \"\\U00110000\"", "may not hold this character"},
    {"a = \"\\u0000\"", "may not hold this character"},
    {"a = \"\\x00\"", "may not hold this character"},
    {"a = \"b\001\"", "a string holds a control character"},
    {"a = \"\"\"b\rc\"\"\"", "a string holds a control character"},
    {"a = '\177'", "a string holds a control character"},
    {"a = \"\"\"b\"\"\"\"\"\"", "the line should end here"},
    {"a = “b”", "text in \"quotation marks\""},

    /* Plain values. */
    {"a = hello", "`hello` is no number"},
    {"a = True", "no number"},
    {"a = 01", "no number"},
    {"a = -01", "no number"},
    {"a = _1", "no number"},
    {"a = 1_", "no number"},
    {"a = 1__2", "no number"},
    {"a = 0x", "no number"},
    {"a = 0x_1", "no number"},
    {"a = -0x1", "no number"},
    {"a = 0o8", "no number"},
    {"a = 9223372036854775808", "no number"},
    {"a = 0x8000000000000000", "no number"},
    {"a = 1.", "no number"},
    {"a = .5", "no number"},
    {"a = 1.e5", "no number"},
    {"a = 1e", "no number"},
    {"a = 1e_5", "no number"},
    {"a = 1.2.3", "no number"},
    {"a = 1979-13-01", "no number"},
    {"a = 2023-02-29", "no number"},
    {"a = 1900-02-29", "no number"},
    {"a = 1979-04-31", "no number"},
    {"a = 24:00:00", "no number"},
    {"a = 1979-05-27T", "no number"},
    {"a = 1979-05-27T07:32:00+25:00", "no number"},
    {"a = 07:32:00.", "no number"},

    /* Arrays and inline tables. */
    {"a = [1 2]", "a comma or ] is expected"},
    {"a = [,]", "a value is expected"},
    {"a = [1,,2]", "a value is expected"},
    {"a = {b = 1 c = 2}", "a comma or } is expected"},
    {"a = {,}", "a name is expected"},
    {"a = {b}", "a = is expected"},
    {"a = [}", "a value is expected"},
    {"a = {b = 1, b = 2}", "`b` is already there"},
    {"a = {b = {c = 1}, b.d = 2}", "`b` is already there"},

    /* Tables. */
    {"[a", "] is expected"},
    {"[]", "a name is expected"},
    {"[a]]", "the line should end here"},
    {"[[a]", "]] is expected"},
    {"[ [a]]", "a name is expected"},
    {"[a] b = 1", "the line should end here"},
    {"[a\n]", "] is expected"},
    {"[a]\n[a]", "`a` is already there since line 1"},
    {"[a.b]\n[a]\n[a]", "`a` is already there"},
    {"a = 1\n[a]", "`a` is already there"},
    {"a = 1\n[a.b]", "`a` is already there"},
    {"a = 1\na.b = 2", "`a` is already there"},
    {"a.b = 1\n[a]", "`a` is already there"},
    {"[a.b.c]\n[a]\nb.d = 1", "`b` is already there"},
    {"a = {}\n[a.b]", "`a` is already there"},
    {"a = {}\na.b = 1", "`a` is already there"},
    {"a = []\n[[a]]", "`a` is already there"},
    {"a = [{}]\n[a.b]", "`a` is already there"},
    {"[[a]]\n[a]", "`a` is already there"},
    {"[a]\n[[a]]", "`a` is already there"},
    {"[a.b]\n[[a]]", "`a` is already there"},
    {"[[a.b]]\n[a]\nb.c = 1", "`b` is already there"},
    /* What a message shows of a text cannot steer a terminal. */
    {"\"\\e]0;x\\u202e\" = 1\n\"\\e]0;x\\u202e\" = 1", "`\xef\xbf\xbd]0;x\xef\xbf\xbd` is already"},
};

static void
assert_refused (const char *text, gsize len, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenToml) toml = pen_toml_parse ("T", text, len, &error);

  g_assert_null (toml);
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MANIFEST);
  if (!g_str_has_prefix (error->message, "T"))
    g_test_fail_printf ("no file named: %s", error->message);
  if (g_str_has_prefix (message, "T,") ? !g_str_has_prefix (error->message, message)
                                       : strstr (error->message, message) == NULL)
    g_test_fail_printf ("%.80s\n  said: %s\n  not: %s", text, error->message, message);
}

static void
test_invalid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid_cases); i++)
    assert_refused (invalid_cases[i].text,
                    strlen (invalid_cases[i].text),
                    invalid_cases[i].message);
}

/* Every way to begin something and not end it: a cut at any place must only be refused or read. */
static void
test_cut_anywhere (void)
{
  static const char text[] = "[a.\"b\"]\r\nc = \"\\u00e9\\\\\" # x\nd = [1, {e = '''\nf''', g.h = "
                             "1979-05-27 07:32:00}]\n[[i]]\nj = \"\"\"\\\n  k\"\"\"\"\n";
  guint n_read = 0;

  for (gsize len = 0; len < sizeof text; len++)
    {
      /* In memory of just that size, so that a sanitizer sees a step too far. */
      g_autofree char *copy = g_memdup2 (text, len);
      g_autoptr (GError) error = NULL;
      g_autoptr (PenToml) toml = pen_toml_parse ("T", copy, len, &error);

      g_assert_true ((toml != NULL) == (error == NULL));
      n_read += toml != NULL;
    }
  g_assert_cmpuint (n_read, >, 10);
  g_assert_cmpuint (n_read, <, sizeof text);
}

static void
test_nul (void)
{
  assert_refused ("a = 1\0", 6, "T, line 1, column 6: this is not text in UTF-8");
  assert_refused ("a = \"\0\"", 7, "this is not text in UTF-8");
}

static char *
repeat (const char *head, const char *part, guint n)
{
  GString *text = g_string_new (head);

  while (n-- > 0)
    g_string_append (text, part);
  return g_string_free (text, /* free_segment= */ FALSE);
}

static void
test_limits_of_depth (void)
{
  static const char *const parts[] = {"[", "{a=", "[{a=", "a.", "[[1,"};

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = repeat (parts[i][0] == 'a' ? "" : "a = ", parts[i], 40000);

      assert_refused (text, strlen (text), "more than 32");
    }
  for (guint n = 31; n <= 33; n++)
    {
      g_autofree char *opened = repeat ("a = ", "[", n);
      g_autofree char *text = repeat (opened, "]", n);
      g_autofree char *header = repeat ("[a", ".a", n - 1);
      g_autofree char *closed = g_strconcat (header, "]", NULL);
      g_autoptr (PenToml) toml = NULL;
      g_autoptr (PenToml) header_toml = NULL;

      if (n > 32)
        {
          assert_refused (text, strlen (text), "more than 32");
          assert_refused (closed, strlen (closed), "more than 32");
          continue;
        }
      toml = pen_toml_parse ("T", text, strlen (text), NULL);
      g_assert_nonnull (toml);
      header_toml = pen_toml_parse ("T", closed, strlen (closed), NULL);
      g_assert_nonnull (header_toml);
    }
}

static void
test_limit_of_keys (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *tables = repeat ("a = [", "{},", 60000);
  g_autoptr (PenToml) toml = NULL;

  for (guint i = 0; i < PEN_TOML_MAX_KEYS; i++)
    g_string_append_printf (text, "k%u=1\n", i);
  toml = pen_toml_parse ("T", text->str, text->len, NULL);
  g_assert_nonnull (toml);
  g_assert_cmpint (pen_toml_get (toml, "k4095")->line, ==, 4096);
  g_string_append (text, "one.more = 1");
  assert_refused (text->str, text->len, "more than 4096 keys");
  assert_refused (tables, strlen (tables), "more than 4096 keys");
}

static void
test_limit_of_size (void)
{
  g_autofree char *key = repeat ("", "k", PEN_TOML_MAX_SIZE - 2);
  g_autofree char *text = g_strconcat (key, "=1", NULL);
  g_autofree char *twice = NULL;
  g_autofree char *mega = repeat ("# ", "x", 1024 * 1024);
  g_autoptr (PenToml) toml = pen_toml_parse ("T", text, strlen (text), NULL);

  g_assert_cmpint (pen_toml_get (toml, key)->integer, ==, 1);
  assert_refused (mega, strlen (mega), "T is larger than 256 KiB");
  assert_refused (mega, PEN_TOML_MAX_SIZE + 1, "T is larger than 256 KiB");
  /* A message stays short whatever it quotes. */
  key[100000] = '\0';
  twice = g_strconcat (key, "=1\n", key, "=1\n", NULL);
  assert_refused (twice, strlen (twice), "kkkk…` is already there");
}

static void
test_lookup (void)
{
  static const char text[] = "a = 'x'\nb = 2\nc = nan";
  g_autoptr (PenToml) toml = pen_toml_parse ("T", text, strlen (text), NULL);

  g_assert_cmpstr (pen_toml_get_kind (toml, "a", PEN_TOML_STRING)->text, ==, "x");
  g_assert_null (pen_toml_get_kind (toml, "b", PEN_TOML_STRING));
  g_assert_null (pen_toml_get (toml, "z"));
  g_assert_null (pen_toml_get (pen_toml_get (toml, "a"), "z"));
  g_assert_null (pen_toml_get (NULL, "z"));
  g_assert_true (isnan (pen_toml_get (toml, "c")->number));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/toml/reads-what-is-valid", test_valid);
  g_test_add_func ("/toolchains/toml/refuses-what-is-not-and-says-where", test_invalid);
  g_test_add_func ("/toolchains/toml/bears-a-cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/toolchains/toml/refuses-nul", test_nul);
  g_test_add_func ("/toolchains/toml/limits-depth", test_limits_of_depth);
  g_test_add_func ("/toolchains/toml/limits-keys", test_limit_of_keys);
  g_test_add_func ("/toolchains/toml/limits-size", test_limit_of_size);
  g_test_add_func ("/toolchains/toml/looks-up", test_lookup);
  return g_test_run ();
}
