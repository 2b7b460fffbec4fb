/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Which action a program wants: tables of programs, and texts that try to mislead or stall. */
#include "toolchains.h"

#include <string.h>

typedef struct
{
  const char *name;
  PenAction action;
  const char *text;
} Case;

static const Case cases[] = {
    /* The six that a scan by regular expressions gets wrong or nearly so. */
    {"a-test-in-a-block-comment", PEN_ACTION_RUN, "fn main() {}\n/*\n#[test]\nfn t() {}\n*/\n"},
    {"main-only-in-a-module", PEN_ACTION_BUILD, "mod m { fn main() {} }"},
    {"tokio-test", PEN_ACTION_TEST, "#[tokio::test] async fn t() {}"},
    {"pub-crate-main", PEN_ACTION_RUN, "pub(crate) fn main() {}"},
    {"main-in-a-string", PEN_ACTION_BUILD, "const S: &str = \"fn main()\";"},
    {"declared-lib-with-tests-and-main",
     PEN_ACTION_BUILD,
     "#![crate_type = \"lib\"]\n#[test] fn t() {}\nfn main() {}"},

    /* Crate types. */
    {"declared-bin-with-tests",
     PEN_ACTION_RUN,
     "#![crate_type = \"bin\"]\n#[test] fn t() {}\nfn main() {}"},
    {"declared-raw-string", PEN_ACTION_RUN, "#![crate_type = r#\"bin\"#] fn main() {}"},
    {"first-declaration-counts",
     PEN_ACTION_RUN,
     "#![crate_type = \"bin\"] #![crate_type = \"lib\"]"},
    {"declared-with-comments",
     PEN_ACTION_BUILD,
     "# /* a */ ! // b\n [ crate_type /* c */ = \"cdylib\" ] fn main() {}"},
    {"proc-macro-with-test", PEN_ACTION_TEST, "#![crate_type = \"proc-macro\"] #[test] fn t() {}"},
    {"proc-macro-alone", PEN_ACTION_BUILD, "#![crate_type = \"proc-macro\"] fn main() {}"},
    {"commented-crate-type", PEN_ACTION_RUN, "// #![crate_type = \"lib\"]\nfn main() {}"},
    {"crate-type-in-a-module", PEN_ACTION_RUN, "mod m { #![crate_type = \"lib\"] } fn main() {}"},
    {"crate-type-in-cfg-attr",
     PEN_ACTION_RUN,
     "#![cfg_attr(all(), crate_type = \"lib\")] fn main() {}"},
    {"crate-type-as-an-argument",
     PEN_ACTION_RUN,
     "#![crate_type(crate_type = \"lib\")] fn main() {}"},
    {"behind-a-shebang",
     PEN_ACTION_BUILD,
     "#!/usr/bin/env run\n#![crate_type = \"lib\"]\nfn main() {}"},
    {"shebang-hides-its-line", PEN_ACTION_BUILD, "#! fn main() {}\n"},
    {"byte-order-mark",
     PEN_ACTION_RUN,
     "\xef\xbb\xbf"
     "fn main() {}"},
    {"front-matter", PEN_ACTION_RUN, "---cargo\n[dependencies]\nx = \"it's\"\n---\nfn main() {}"},
    {"dashes-without-an-end", PEN_ACTION_RUN, "---\nfn main() {}"},

    /* Entry points. */
    {"plain-main", PEN_ACTION_RUN, "fn main() {}"},
    {"main-with-result",
     PEN_ACTION_RUN,
     "pub fn main() -> Result<(), Box<dyn std::error::Error>> { Ok(()) }"},
    {"async-main", PEN_ACTION_RUN, "#[tokio::main]\nasync fn main() {}"},
    {"const-unsafe-main", PEN_ACTION_RUN, "const unsafe fn main() {}"},
    {"main-over-lines", PEN_ACTION_RUN, "fn /* fn other */\n// x\n main\n(\n)\n{}"},
    {"raw-name", PEN_ACTION_RUN, "fn r#main() {}"},
    {"c-main",
     PEN_ACTION_RUN,
     "#![no_main]\n#[unsafe(no_mangle)] pub extern \"C\" fn main(argc: i32, argv: *const *const "
     "u8) "
     "-> i32 { 0 }"},
    {"exported-as-main",
     PEN_ACTION_RUN,
     "#![no_main]\n#[unsafe(export_name = \"main\")] extern \"C\" fn begin() -> i32 { 0 }"},
    {"exported-as-another",
     PEN_ACTION_BUILD,
     "#[doc = \"main\"] #[unsafe(export_name = \"mine\")] extern \"C\" fn begin() -> i32 { 0 }"},
    {"no-main-alone", PEN_ACTION_BUILD, "#![no_main]"},
    {"longer-name", PEN_ACTION_BUILD, "fn mainly() {} fn domain() {} fn r#fn() {}"},
    {"method-main", PEN_ACTION_BUILD, "struct S; impl S { fn main() {} } trait T { fn main(); }"},
    {"declared-in-extern", PEN_ACTION_BUILD, "extern \"C\" { fn main(); }"},
    {"nested-main", PEN_ACTION_BUILD, "fn outer() { fn main() {} }"},
    {"main-behind-a-module",
     PEN_ACTION_RUN,
     "mod a { mod b { fn x() {} } fn y() {} } fn main() {}"},
    {"main-of-a-macro", PEN_ACTION_BUILD, "macro_rules! m { () => { fn main() {} }; }"},
    {"main-of-a-round-macro", PEN_ACTION_BUILD, "macro_rules! m ( () => ( fn main() {} ); );"},
    {"macro-named-main", PEN_ACTION_BUILD, "macro_rules! main { () => {} }"},
    {"main-through-a-macro",
     PEN_ACTION_RUN,
     "cfg_if! { if #[cfg(unix)] { fn main() {} } else { fn main() { } } }"},
    {"stringified",
     PEN_ACTION_BUILD,
     "const S: &str = stringify!(fn main() {}); const T: &str = stringify! { fn main() {} };"},
    {"negative-impl", PEN_ACTION_BUILD, "impl !Send for X { fn main() {} }"},
    {"braces-in-types",
     PEN_ACTION_RUN,
     "fn f(a: [u8; { 3 }], g: fn(u8) -> u8) -> A<{ 2 }> { } const X: [u8; 2] = [{ 1 }, 2]; fn "
     "main() {}"},
    {"stray-brace", PEN_ACTION_RUN, "fn f() { } } fn main() {}"},
    {"half-typed-call", PEN_ACTION_RUN, "fn f() { g(h[; } fn main() {}"},
    {"half-typed-struct", PEN_ACTION_RUN, "mod m { struct S( } fn main() {}"},

    {"half-typed-at-the-top", PEN_ACTION_RUN, "struct S( } fn main() {}"},

    /* Tests. */
    {"wide-characters",
     PEN_ACTION_TEST,
     "const A: [char; 3] = ['\xf0\x9f\xa6\x80','\xc3\xa9','\"']; #[test] fn t() {}"},
    {"test-and-main", PEN_ACTION_TEST, "fn main() {}\n#[test]\nfn t() {}"},
    {"test-in-modules",
     PEN_ACTION_TEST,
     "fn main() {} #[cfg(test)] mod a { use super::*; mod b { #[test] fn t() {} } }"},
    {"many-attributes",
     PEN_ACTION_TEST,
     "#[test] #[ignore = \"slow ] fn\"] #[should_panic(expected = \"]\")] pub async fn t() {}"},
    {"test-with-arguments",
     PEN_ACTION_TEST,
     "#[tokio::test(flavor = \"multi_thread\")] async fn "
     "t() {}"},
    {"spaced-path", PEN_ACTION_TEST, "# [ :: core :: prelude /* x */ :: v1 :: test ] fn t() {}"},
    {"test-case", PEN_ACTION_TEST, "#[test_case(1, 2; \"one\")] fn t(a: u8, b: u8) {}"},
    {"tests-through-proptest",
     PEN_ACTION_TEST,
     "proptest! { #![proptest_config(C)] #[test] fn t(x in 0..9) {} }"},
    {"cfg-test-is-no-test", PEN_ACTION_RUN, "#[cfg(test)] fn helper() {} fn main() {}"},
    {"cfg-attr-test-is-no-test",
     PEN_ACTION_RUN,
     "#[cfg_attr(test, derive(Debug))] struct S; #[allow(test)] fn main() {}"},
    {"path-begins-with-test", PEN_ACTION_RUN, "#[test::other] fn t() {} fn main() {}"},
    {"attribute-of-no-function",
     PEN_ACTION_RUN,
     "#[test] struct S; #[test] mod m { fn f() {} } fn main() {}"},
    {"inner-test", PEN_ACTION_RUN, "#![test] fn main() {}"},
    {"test-in-a-body", PEN_ACTION_RUN, "fn main() { #[test] fn t() {} }"},
    {"test-in-macro-rules",
     PEN_ACTION_RUN,
     "macro_rules! m { ($n:ident) => { #[test] fn $n() {} } } fn main() {}"},
    {"test-in-a-line-comment", PEN_ACTION_RUN, "// #[test] fn t() {}\nfn main() {}"},
    {"test-in-a-doc-comment",
     PEN_ACTION_RUN,
     "/// #[test] fn t() {}\n//! #[test] fn t() {}\n/** #[test] fn t() {} */ fn main() {}"},
    {"nested-comment",
     PEN_ACTION_RUN,
     "/* /* */ #[test] fn t() {} /* */ */ fn main() {} /**/ /***/"},
    {"comment-marks-in-a-string",
     PEN_ACTION_TEST,
     "const A: &str = \"/*\"; #[test] fn t() {} const B: &str = \"*/\";"},
    {"test-in-a-string",
     PEN_ACTION_RUN,
     "const S: &str = \"\\\\\\\" \n#[test]\nfn t() {}\n\"; fn main() {}"},
    {"test-in-a-raw-string",
     PEN_ACTION_RUN,
     "const S: &str = r##\"\"# #[test] fn t() {} \"##; fn main() {}"},
    {"raw-string-ends-with-backslash",
     PEN_ACTION_TEST,
     "const S: &str = r\"\\\"; #[test] fn t() {} // \""},
    {"test-in-byte-and-c-strings",
     PEN_ACTION_RUN,
     "const A: &[u8] = b\"\\\"#[test] fn t() {}\"; const B: &[u8] = br##\"\"#[test] fn t() {}\"##;"
     "const C: &CStr = c\"\\\"#[test] fn t() {}\"; const D: &CStr = cr##\"\"#[test] fn t() {}\"##;"
     "fn main() {}"},
    {"quotes-as-characters",
     PEN_ACTION_TEST,
     "const A: char = '\"'; const B: u8 = b'\"'; const C: char = '\\''; const D: u8 = b'\\'';"
     "const E: char = '\\u{22}'; const F: char = '\xc3\xa9'; const G: char = '\xf0\x9f\xa6\x80';"
     "#[test] fn t() {} // '\"'"},
    {"brackets-as-characters",
     PEN_ACTION_RUN,
     "fn f() { g('{', '(', b'[', \"{{{\"); } fn main() {}"},
    {"lifetimes-are-no-characters",
     PEN_ACTION_TEST,
     "struct S<'a>(&'a str, &'static str, &'r#fn u8); impl<'a> S<'a> { fn f(&'a self) -> &'a str "
     "{ 'b: loop { break 'b; } } } #[test] fn t() {}"},
    {"numbers", PEN_ACTION_RUN, "const A: f64 = 1.5e3_f64; const B: u8 = 0x1f_u8; fn main() {}"},
    {"neither", PEN_ACTION_BUILD, "pub fn triple(n: u32) -> u32 { n * 3 }"},
    {"empty", PEN_ACTION_BUILD, ""},
};

static void
test_case (gconstpointer data)
{
  const Case *program = data;
  g_autoptr (PenScan) scan = pen_scan_source (program->text, strlen (program->text));

  g_assert_cmpstr (pen_action_to_string (pen_scan_resolve (scan)),
                   ==,
                   pen_action_to_string (program->action));
}

static void
test_several_files (void)
{
  static const char root[] = "mod a; fn helper() {}";
  static const char other[] = "#![crate_type = \"lib\"] #![no_main] fn main() {}";
  static const char tested[] = "mod tests { #[test] fn t() {} }";
  g_autoptr (PenScan) scan = pen_scan_new ();

  pen_scan_add_source (scan, root, strlen (root), /* is_root= */ TRUE);
  pen_scan_add_source (scan, other, strlen (other), /* is_root= */ FALSE);
  g_assert_false (scan->has_main);
  g_assert_false (scan->has_no_main);
  g_assert_null (scan->crate_type);
  g_assert_cmpint (pen_scan_resolve (scan), ==, PEN_ACTION_BUILD);

  pen_scan_add_source (scan, tested, strlen (tested), /* is_root= */ FALSE);
  g_assert_cmpint (pen_scan_resolve (scan), ==, PEN_ACTION_TEST);
}

static void
test_crate_type (void)
{
  g_autoptr (PenScan) program = pen_scan_source ("fn main() {}", 12);
  g_autoptr (PenScan) library = pen_scan_source ("fn mine() {}", 12);
  g_autoptr (PenScan) declared = pen_scan_source ("#![crate_type=\"cdylib\"]", 23);

  g_assert_cmpstr (pen_scan_get_crate_type (program, PEN_ACTION_RUN), ==, "bin");
  g_assert_cmpstr (pen_scan_get_crate_type (program, PEN_ACTION_ASM), ==, "bin");
  g_assert_cmpstr (pen_scan_get_crate_type (library, PEN_ACTION_RUN), ==, "bin");
  g_assert_cmpstr (pen_scan_get_crate_type (library, PEN_ACTION_BUILD), ==, "lib");
  g_assert_cmpstr (pen_scan_get_crate_type (declared, PEN_ACTION_RUN), ==, "cdylib");
}

/* Every beginning of every program: half-typed strings, comments and attributes; the copy has no
 * byte to spare, so that the sanitizer sees a read past the end. */
static void
test_every_prefix (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize len = 0; len <= strlen (cases[i].text); len++)
      {
        g_autofree char *text = g_memdup2 (cases[i].text, len);
        g_autoptr (PenScan) scan = pen_scan_source (text, len);
        PenAction action = pen_scan_resolve (scan);

        g_assert_true (action == PEN_ACTION_RUN || action == PEN_ACTION_BUILD ||
                       action == PEN_ACTION_TEST);
      }
}

/* Three megabytes of each of these would take hours in quadratic time, or the stack in recursion.
 */
static void
test_hostile (void)
{
  static const char *const units[] = {"(",     "{",     "[",   "mod a{", "a!{", "a!(", "/*",  "r#",
                                      "r##\"", "'",     "'\\", "#[",     "#",   "#!",  "\"#", "b'",
                                      "\\",    "---\n", "}",   "::",     "\"",  "//",  "\xff"};

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (i % 2 == 0 ? "" : "#[test] fn t() {}");
      gsize unit_len = strlen (units[i]);
      gint64 start = g_get_monotonic_time ();

      while (text->len < 3 * 1024 * 1024)
        g_string_append_len (text, units[i], unit_len);
      {
        g_autoptr (PenScan) scan = pen_scan_source (text->str, text->len);

        g_assert_cmpint (scan->has_test, ==, i % 2);
      }
      /* Linear takes 0.1 s at worst; the limit leaves room for a sanitizer on a busy machine. */
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

static void
test_binary (void)
{
  static const char text[] = "\0#[a\0(\0]\xff\xfe"
                             "fn main() {}\0\"";
  g_autoptr (PenScan) scan = pen_scan_source (text, sizeof text - 1);
  g_autoptr (PenScan) nothing = pen_scan_source (NULL, 0);
  g_autoptr (PenScan) bad_type = pen_scan_source ("#![crate_type = \"\xff\"]", 20);

  g_assert_false (scan->has_test);
  g_assert_cmpint (pen_scan_resolve (nothing), ==, PEN_ACTION_BUILD);
  g_assert_true (g_utf8_validate (bad_type->crate_type, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/toolchains/scan/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/toolchains/scan/several-files", test_several_files);
  g_test_add_func ("/toolchains/scan/crate-type", test_crate_type);
  g_test_add_func ("/toolchains/scan/every-prefix", test_every_prefix);
  g_test_add_func ("/toolchains/scan/three-hostile-megabytes", test_hostile);
  g_test_add_func ("/toolchains/scan/binary", test_binary);
  return g_test_run ();
}
