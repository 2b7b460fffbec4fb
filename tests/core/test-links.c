/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What becomes a link and what does not: in the words of rustc, of panics and of backtraces, and in
 * what a program prints to be mistaken for them. */
#include "core.h"

#include <string.h>

static const char *const own_files[] = {
    "src/main.rs",
    "src/util/mod.rs",
    "main.rs",
    "my program.rs",
    "src/größe.rs",
    "odd:name.rs",
    "Cargo.toml",
    "src/E0382.rs",
    "E0308 E0106.rs",
    "program.rs",
    "20 main.rs",
    NULL,
};

/* Links as "text>target:line:column|…" */
static char *
describe (const char *text, gsize length)
{
  g_autoptr (PenLinks) links = pen_links_new (own_files);
  g_autoptr (GArray) found = pen_links_find (links, text, (gssize)length);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const PenLink *link = &g_array_index (found, PenLink, i);

      g_string_append_len (result, text + link->start, (gssize)(link->end - link->start));
      g_string_append_printf (result, ">%s", link->target);
      if (link->kind == PEN_LINK_PLACE)
        g_string_append_printf (result, ":%u:%u", link->line, link->column);
      g_string_append (result, link->kind == PEN_LINK_BACKTRACE ? "!|" : "|");
    }
  return g_string_free (result, FALSE);
}

static void
assert_links (const char *text, const char *expected)
{
  g_autofree char *result = describe (text, strlen (text));

  g_assert_cmpstr (result, ==, expected);
}

static void
test_compiler (void)
{
  assert_links ("error[E0382]: borrow of moved value: `seats`\n"
                "  --> src/main.rs:5:26\n"
                "   ::: src/util/mod.rs:12:1\n",
                "E0382>E0382|src/main.rs:5:26>src/main.rs:5:26|"
                "src/util/mod.rs:12:1>src/util/mod.rs:12:1|");
  assert_links ("For more information about this error, try `rustc --explain E0308`.\n",
                "E0308>E0308|");
  assert_links ("Some errors have detailed explanations: E0106, E0425.\n",
                "E0106>E0106|E0425>E0425|");
  assert_links (" --> Cargo.toml:3\n", "Cargo.toml:3>Cargo.toml:3:0|");
}

static void
test_program (void)
{
  assert_links ("thread 'main' (42) panicked at src/main.rs:5:20:\n"
                "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
                "src/main.rs:5:20>src/main.rs:5:20|RUST_BACKTRACE=1>1!|");
  assert_links ("   2: main::main\n             at ./src/main.rs:5:20\n"
                "   3: core::ops::function::FnOnce::call_once\n"
                "             at /usr/src/rustc-1.96.0/library/core/src/ops/function.rs:250:5\n"
                "   4: main::util::half\n             at /job/src/util/mod.rs:3:9\n"
                "             at /job/./src/main.rs:1:1\n",
                "./src/main.rs:5:20>src/main.rs:5:20|"
                "/job/src/util/mod.rs:3:9>src/util/mod.rs:3:9|"
                "/job/./src/main.rs:1:1>src/main.rs:1:1|");
  assert_links ("note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose "
                "backtrace.\n",
                "RUST_BACKTRACE=full>full!|");
  assert_links ("note: test did not panic as expected at src/main.rs:14:32",
                "src/main.rs:14:32>src/main.rs:14:32|");
  assert_links ("[src/main.rs:7:5] x = 3", "src/main.rs:7:5>src/main.rs:7:5|");
}

/* The longest of the program's names, whatever characters it has. */
static void
test_names (void)
{
  assert_links ("main.rs:1 src/main.rs:2", "main.rs:1>main.rs:1:0|src/main.rs:2>src/main.rs:2:0|");
  assert_links ("at my program.rs:3:4", "my program.rs:3:4>my program.rs:3:4|");
  assert_links ("src/größe.rs:3:4,", "src/größe.rs:3:4>src/größe.rs:3:4|");
  assert_links ("→src/main.rs:3", "src/main.rs:3>src/main.rs:3:0|");
  assert_links ("(src/main.rs:1:2:3:4)", "src/main.rs:1:2>src/main.rs:1:2|");
  assert_links ("src/main.rs:5:main.rs:6", "src/main.rs:5>src/main.rs:5:0|main.rs:6>main.rs:6:0|");
  assert_links ("src/main.rs:5:0", "src/main.rs:5>src/main.rs:5:0|");
  assert_links ("src/E0382.rs:3", "src/E0382.rs:3>src/E0382.rs:3:0|");
  assert_links ("E0425 E0308 E0106.rs:3", "E0425>E0425|E0308 E0106.rs:3>E0308 E0106.rs:3:0|");
  assert_links ("main.rs:5:20 main.rs:3", "main.rs:5:20>main.rs:5:20|main.rs:3>main.rs:3:0|");
  /* A longer name that does not fit must not move the start of the shorter one that does. */
  {
    static const char *const two[] = {"b.rs", "a b.rs", NULL};
    g_autoptr (PenLinks) links = pen_links_new (two);
    g_autoptr (GArray) found = pen_links_find (links, "xa b.rs:1", -1);

    g_assert_cmpuint (found->len, ==, 1);
    g_assert_cmpuint (g_array_index (found, PenLink, 0).start, ==, 3);
  }
}

static void
test_leaves_alone (void)
{
  static const char *const rows[] = {
      "",
      "main.rs",
      "main.rs:",
      "main.rs:x",
      "main.rs:0",
      "main.rs:5th",
      "main.rs:5_000",
      "main.rs:1000000000",
      "domain.rs:5",
      "my-main.rs:5",
      "../main.rs:5",
      "other/main.rs:5",
      "/usr/src/main.rs:5",
      "/home/me/src/main.rs:5:1",
      "x/job/src/main.rs:5",
      "/work/./src/main.rs:5",
      "ämain.rs:5",
      "a\xcc\x88main.rs:5",
      "\xffmain.rs:5",
      "\xc3main.rs:5",
      "odd:name.rs:5",
      "src/other.rs:5:1",
      "src\\main.rs:5",
      "src/\nmain.rs/x:5",
      "12:30:45",
      "E038",
      "E03822",
      "E0382x",
      "xE0382",
      "e0382",
      "1E0382",
      "E0382_",
      "see issue #93743 <https://github.com/rust-lang/rust/issues/93743>",
      "RUST_BACKTRACE=1 cargo run",
      "`RUST_BACKTRACE=1",
      "=RUST_BACKTRACE=1`",
      "`RUST_BACKTRACE=10`",
      "`RUST_BACKTRACE=0`",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_links (rows[i], "");
}

static void
test_without_files (void)
{
  g_autoptr (PenLinks) links = pen_links_new (NULL);
  g_autoptr (GArray) none = pen_links_find (links, NULL, 0);
  g_autoptr (GArray) found = pen_links_find (links, "E0382 at src/main.rs:5", -1);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (g_array_index (found, PenLink, 0).end, ==, 5);
}

/* A thousand files, and megabytes made of what comes closest to a name: time that grows with the
 * square of either would not end within the test's. */
static void
test_endless_line (void)
{
  static const char *const parts[] =
      {":1", "main.rs:", "src/main.rs", "/", ":", "E03", "f/main.rs:1"};
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PenLinks) links = NULL;

  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (files, g_strdup_printf ("f%u/src/main.rs", i));
  g_ptr_array_add (files, NULL);
  links = pen_links_new ((const char *const *)files->pdata);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GArray) found = NULL;

      while (text->len < 4 * 1024 * 1024)
        g_string_append (text, parts[i]);
      found = pen_links_find (links, text->str, (gssize)text->len);
      g_assert_cmpuint (found->len, ==, 0);
    }
}

static void
test_stops_at_limit (void)
{
  g_autoptr (PenLinks) links = pen_links_new (own_files);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) found = NULL;

  for (guint i = 0; i < PEN_LINKS_MAX + 10; i++)
    g_string_append (text, "main.rs:1\n");
  found = pen_links_find (links, text->str, -1);
  g_assert_cmpuint (found->len, ==, PEN_LINKS_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/links/compiler", test_compiler);
  g_test_add_func ("/core/links/program", test_program);
  g_test_add_func ("/core/links/names", test_names);
  g_test_add_func ("/core/links/leaves-alone", test_leaves_alone);
  g_test_add_func ("/core/links/without-files", test_without_files);
  g_test_add_func ("/core/links/endless-line", test_endless_line);
  g_test_add_func ("/core/links/stops-at-limit", test_stops_at_limit);
  return g_test_run ();
}
