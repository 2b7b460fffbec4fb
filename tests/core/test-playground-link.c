/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Links as the playground, rustdoc and editors make them, links as nobody should make them, and the
 * way there and back. */
#include "core.h"

#include <string.h>

/* "file|edition|channel|release|notes|code", or the error's code and sentence. */
static char *
describe (const char *link)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = pen_playground_link_parse (link, &error);
  PenSource *file;

  if (program == NULL)
    {
      g_assert_true (error->domain == PEN_CORE_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return g_strdup_printf ("error %d", error->code);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (program->sources->files->len, ==, 1);
  file = program->sources->files->pdata[0];
  return g_strdup_printf ("%s|%u|%s|%d|%u|%.*s",
                          file->name,
                          program->options->edition,
                          program->channel,
                          program->options->release,
                          program->notes->len,
                          (int)g_bytes_get_size (file->bytes),
                          (const char *)g_bytes_get_data (file->bytes, NULL));
}

static void
assert_link (const char *link, const char *expected)
{
  g_autofree char *result = describe (link);

  g_assert_cmpstr (result, ==, expected);
}

static void
assert_refused (const char *link, PenCoreError code)
{
  g_autofree char *result = describe (link);
  g_autofree char *expected = g_strdup_printf ("error %d", code);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_what_others_make (void)
{
  /* rustdoc, rust.vim, the playground itself. */
  assert_link ("https://play.rust-lang.org/?code=%23!%5Ballow(unused)%5D%0Afn+main()+%7B%0A%7D"
               "&edition=2021",
               "src/main.rs|2021|(null)|0|0|#![allow(unused)]\nfn main() {\n}");
  assert_link ("https://play.rust-lang.org/?code=fn%20main()%20%7B%7D",
               "src/main.rs|2015|(null)|0|0|fn main() {}");
  assert_link ("https://play.rust-lang.org/?version=nightly&mode=release&edition=2024"
               "&gist=abc&code=pub%20fn%20f()%7B%7D#top",
               "src/lib.rs|2024|nightly|1|0|pub fn f(){}");
  /* Any host, or none, and what a chat adds. */
  assert_link ("  http://192.168.0.7:8080/play?code=fn+main()%7B%7D&version=beta\n",
               "src/main.rs|2015|beta|0|0|fn main(){}");
  assert_link ("/?code=%23%5Btest%5Dfn+t()%7B%7D", "src/lib.rs|2015|(null)|0|0|#[test]fn t(){}");
  assert_link ("play.rust-lang.org/?code=1%2B1", "src/lib.rs|2015|(null)|0|0|1+1");
  assert_link ("?code=größe", "src/lib.rs|2015|(null)|0|0|größe");
  assert_link ("?code=a&code=b&edition=2018&edition=2021", "src/lib.rs|2018|(null)|0|0|a");
  assert_link ("?code=a=b", "src/lib.rs|2015|(null)|0|0|a=b");
}

static void
test_values_that_are_not_known (void)
{
  assert_link ("?code=a&edition=2099&version=1.50&mode=fast&more=x", "src/lib.rs|0|(null)|0|3|a");
  assert_link ("?code=a&edition=+2021", "src/lib.rs|0|(null)|0|1|a");
  assert_link ("?code=a&edition=%E2%80%AE%0A", "src/lib.rs|0|(null)|0|1|a");
}

static void
test_refused (void)
{
  assert_refused ("", PEN_CORE_ERROR_FORMAT);
  assert_refused ("https://play.rust-lang.org/", PEN_CORE_ERROR_FORMAT);
  assert_refused ("https://play.rust-lang.org/?gist=0123456789abcdef", PEN_CORE_ERROR_FORMAT);
  assert_refused ("https://play.rust-lang.org/?code=&gist=0", PEN_CORE_ERROR_FORMAT);
  assert_refused ("https://play.rust-lang.org/?code", PEN_CORE_ERROR_FORMAT);
  assert_refused ("https://play.rust-lang.org/#?code=a", PEN_CORE_ERROR_FORMAT);
  assert_refused ("file:///etc/passwd?code=a", PEN_CORE_ERROR_FORMAT);
  assert_refused ("javascript:alert(1)?code=a", PEN_CORE_ERROR_FORMAT);
  assert_refused ("?code=a%2", PEN_CORE_ERROR_FORMAT);
  assert_refused ("?code=a%zz", PEN_CORE_ERROR_FORMAT);
  assert_refused ("?code=a%00b", PEN_CORE_ERROR_FORMAT);
  assert_refused ("?code=%ff%fe", PEN_CORE_ERROR_FORMAT);
  assert_refused ("?code=a\xff", PEN_CORE_ERROR_FORMAT);
  assert_refused ("?code=a\nfn main() {}", PEN_CORE_ERROR_FORMAT);
}

static void
test_limits (void)
{
  g_autoptr (GString) link = g_string_new ("?code=");

  for (guint i = 0; i < PEN_PLAYGROUND_LINK_MAX_CODE; i++)
    g_string_append_c (link, 'a');
  {
    g_autoptr (PenProgram) program = pen_playground_link_parse (link->str, NULL);

    g_assert_nonnull (program);
  }
  g_string_append_c (link, 'a');
  assert_refused (link->str, PEN_CORE_ERROR_TOO_BIG);
  g_string_truncate (link, 6);
  while (link->len <= PEN_PLAYGROUND_LINK_MAX)
    g_string_append (link, "%41");
  assert_refused (link->str, PEN_CORE_ERROR_TOO_BIG);
}

static void
test_check (void)
{
  g_assert_true (pen_playground_link_check ("https://play.rust-lang.org/?gist=1"));
  g_assert_true (pen_playground_link_check (" HTTPS://x/?a=b&code=c "));
  g_assert_false (pen_playground_link_check ("https://example.org/?barcode=1"));
  g_assert_false (pen_playground_link_check ("fn main() { println!(\"?code=\"); }"));
  g_assert_false (pen_playground_link_check ("https://x/\n?code=1"));
  g_assert_false (pen_playground_link_check ("src/main.rs"));
}

/* --- The way back --- */

static PenProgram *
make_program (const char *name, const char *text, gssize length)
{
  PenProgram *program = pen_program_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize)length);

  g_assert_true (pen_sources_add (program->sources, name, bytes, NULL));
  return program;
}

static void
test_there_and_back (void)
{
  const char *text = "fn main() {\n    println!(\"100 % & größer + 🦀 #?=\");\r\n\t}\n";
  g_autoptr (PenProgram) program = make_program ("hello.rs", text, -1);
  g_autofree char *link = NULL;
  g_autofree char *expected = g_strdup_printf ("src/main.rs|2021|nightly|1|0|%s", text);

  program->options->edition = 2021;
  program->options->release = TRUE;
  program->channel = g_strdup ("nightly-2026-01-01");
  link = pen_playground_link_new (program, NULL);
  g_assert_true (g_str_has_prefix (link,
                                   "https://play.rust-lang.org/?version=nightly&mode=release&"
                                   "edition=2021&code=fn%20main"));
  for (const char *c = link; *c != '\0'; c++)
    g_assert_true (g_ascii_isgraph (*c));
  assert_link (link, expected);
}

static void
test_what_no_link_can_hold (void)
{
  g_autoptr (PenProgram) several = make_program ("src/main.rs", "mod a;", -1);
  g_autoptr (PenProgram) data = make_program ("a.txt", "a", -1);
  g_autoptr (PenProgram) binary = make_program ("a.rs", "a\0b", 3);
  g_autoptr (PenProgram) none = pen_program_new ();
  g_autoptr (GBytes) more = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  pen_sources_add (several->sources, "src/a.rs", more, NULL);
  g_assert_null (pen_playground_link_new (several, &error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT);
  g_assert_null (pen_playground_link_new (data, NULL));
  g_assert_null (pen_playground_link_new (binary, NULL));
  g_assert_null (pen_playground_link_new (none, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/playground-link/what-others-make", test_what_others_make);
  g_test_add_func ("/core/playground-link/values-that-are-not-known",
                   test_values_that_are_not_known);
  g_test_add_func ("/core/playground-link/refused", test_refused);
  g_test_add_func ("/core/playground-link/limits", test_limits);
  g_test_add_func ("/core/playground-link/check", test_check);
  g_test_add_func ("/core/playground-link/there-and-back", test_there_and_back);
  g_test_add_func ("/core/playground-link/what-no-link-can-hold", test_what_no_link_can_hold);
  return g_test_run ();
}
