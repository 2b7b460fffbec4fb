/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 5: source text that attacks while it is compiled, by a real rustc.
 * What runs code of its own at that time is in test-matrix-macro.c. */
#include <glib/gstdio.h>
#include <string.h>

#include "jail-private.h"
#include "rustc-jail.h"

#define SECRET "sekrit-4711"
#define STUB "playpen:x:1000:"
#define HOST "root:x:0:"

/* Includes a file, as bytes of the object that comes out. */
#define INCLUDE(path)                                                                              \
  "//: --crate-type lib --emit obj\n"                                                              \
  "#[no_mangle] pub static S: [u8; include_bytes!(\"" path "\").len()] = "                         \
  "*include_bytes!(\"" path "\");\n"

/* The row's source compiles, or does not, with its `expected` among the messages. */
static void
held_succeeds (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, NULL);

  rustc_check (run, 0, row->expected);
}

static void
held_fails (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, NULL);

  rustc_check (run, 1, row->expected);
  g_assert_null (strstr (run->err->str, HOST));
}

static void
weak_succeeds (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, row->without);

  rustc_check (run, 0, row->weakened);
}

static void
weak_fails (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, row->without);

  rustc_check (run, 1, row->weakened);
}

/* `expected` comes out, and nothing of the host's. */
static void
held_output (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, NULL, NULL);

  rustc_check (run, 0, NULL);
  g_assert_true (rustc_output_contains (run, row->expected));
  g_assert_false (rustc_output_contains (run, HOST));
  g_assert_false (rustc_output_contains (run, SECRET));
}

static void
weak_output (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, NULL, row->without);

  rustc_check (run, 0, NULL);
  g_assert_true (rustc_output_contains (run, row->weakened));
}

/* Ended by one of the row's causes. */
static void
held_stopped (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, NULL);

  matrix_check_run (run, NULL, row->causes, FALSE);
}

static void
weak_stopped (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, row->without);

  matrix_check_run (run, NULL, row->weakened_causes, FALSE);
}

/* Either the limit ends it, or a request that is far above it fails and rustc says so. */
static void
held_endless_file (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, NULL);

  if (run->ending.cause != PEN_CAUSE_MEMORY)
    rustc_check (run, 1, "out of memory");
  g_assert_cmpuint (run->ending.peak_memory, <, 600 << 20);
}

static void
weak_endless_file (const MatrixRow *row)
{
  g_autoptr (TestRun) run = rustc_run (row->probe, row->limits, row->without);

  g_assert_cmpuint (run->ending.peak_memory, >, 600 << 20);
}

static void
weak_stdin (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = rustc_new_jail (row->probe, NULL, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("typed", 5);
  g_autoptr (TestRun) run = test_run_watch (jail);

  pen_jail_get_command (jail)->has_stdin = TRUE;
  matrix_start (jail);
  pen_jail_write_stdin (jail, bytes);
  pen_jail_close_stdin (jail);
  test_run_wait (run);
  rustc_check (run, 1, row->weakened);
}

static TestRun *
compile_large (const MatrixRow *row, const char *without)
{
  TestRun *run = rustc_run (row->probe, row->limits, without);

  rustc_check (run, 0, NULL);
  return run;
}

static void
held_large (const MatrixRow *row)
{
  g_autoptr (TestRun) run = compile_large (row, NULL);

  g_assert_cmpuint (run->files->len, ==, 0);
}

static void
weak_large (const MatrixRow *row)
{
  g_autoptr (TestRun) run = compile_large (row, row->without);

  g_assert_cmpuint (run->files->len, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (run->files->pdata[0]), >, 16 << 20);
}

/* The compiler's own crash is told as that, and not as the sandbox's. */
static void
held_nested (const MatrixRow *row)
{
  GString *source = g_string_new ("fn main () { let _ = ");
  g_autoptr (TestRun) run = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (source, '(');
  g_string_append_c (source, '1');
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (source, ')');
  g_string_append (source, "; }");
  run = rustc_run (source->str, NULL, NULL);
  matrix_check_run (run, NULL, row->causes, FALSE);
  g_string_free (source, TRUE);
}

static TestRun *
compile_many_errors (const MatrixRow *row, const char *without)
{
  GString *source = g_string_new ("fn main () {\n");
  TestRun *run;

  for (guint i = 0; i < 4000; i++)
    g_string_append (source, "let _: u8 = \"\";\n");
  g_string_append (source, "}");
  run = rustc_run (source->str, row->limits, without);
  g_string_free (source, TRUE);
  return run;
}

static void
held_many_errors (const MatrixRow *row)
{
  g_autoptr (TestRun) run = compile_many_errors (row, NULL);

  matrix_check_run (run, NULL, row->causes, FALSE);
}

static void
weak_many_errors (const MatrixRow *row)
{
  g_autoptr (TestRun) run = compile_many_errors (row, row->without);

  rustc_check (run, 1, NULL);
  g_assert_cmpuint (run->err->len, >, 256 << 10);
}

/* Runs before main and may no more than main. */
static void
held_constructor (const MatrixRow *row)
{
  g_autoptr (TestRun) compiled = rustc_run (row->probe, NULL, NULL);
  g_autoptr (TestRun) run = NULL;

  rustc_check (compiled, 0, NULL);
  g_assert_cmpstr (compiled->out->str, ==, "");
  run = rustc_run_program (compiled);
  matrix_check_run (run, NULL, 0, FALSE);
  g_assert_cmpstr (run->out->str, ==, row->expected);
}

static gboolean
has_crash_dump (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "rustc-ice"))
      return TRUE;
  return FALSE;
}

static void
held_crash_dump (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = rustc_new_jail (row->probe, NULL, NULL);
  g_autoptr (TestRun) run = NULL;

  pen_command_set_env (pen_jail_get_command (jail), "RUSTC_BOOTSTRAP", "1");
  run = test_run_jail (jail);
  rustc_check (run, 101, row->expected);
  g_assert_false (has_crash_dump ("."));
  g_assert_false (has_crash_dump (g_get_tmp_dir ()));
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 96, "include a file of the host", HELD_BY_ARGV, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "//: --emit metadata\nconst _: &[u8] = include_bytes!(\"/var/lib/dpkg/status\"); fn "
             "main() {}",
    .expected = "couldn't read", .held = held_fails,
    .without = "shown:/var", .weak = weak_succeeds },
  { 96, "include the shadow file", HELD_BY_ARGV, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "const _: &str = include_str!(\"/etc/shadow\"); fn main() {}",
    .expected = "No such file", .held = held_fails,
    .note = "by what also holds the row above" },
  { 96, "include the account database", HELD_BY_ARGV, IN_COMPILE, .needs = rustc_is_missing,
    .probe = INCLUDE ("/etc/passwd"), .expected = STUB, .held = held_output,
    .without = "bound:/etc/passwd", .weakened = HOST, .weak = weak_output },
  { 97, "include its own environment", HELD_BY_INIT, IN_COMPILE, .needs = rustc_is_missing,
    .probe = INCLUDE ("/proc/self/environ"), .expected = "HOME=/tmp", .held = held_output,
    .without = "environment:PLAYPEN_TEST_SECRET", .weakened = SECRET, .weak = weak_output },
  { 97, "include the environment of init", HELD_BY_INIT, IN_COMPILE, .needs = rustc_is_missing,
    .probe = INCLUDE ("/proc/1/environ"), .expected = "Permission denied", .held = held_fails,
    .without = "init landlock environment:PLAYPEN_TEST_SECRET", .weakened = SECRET,
    .weak = weak_output },
  { 98, "read variables of the host", HELD_BY_INIT, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "const _: () = assert!(option_env!(\"PLAYPEN_TEST_SECRET\").is_none()); fn main() {}",
    .held = held_succeeds,
    .without = "environment:PLAYPEN_TEST_SECRET", .weakened = "assertion failed",
    .weak = weak_fails },
  { 98, "demand variables of the host", HELD_BY_INIT, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "const _: &str = env!(\"PLAYPEN_TEST_SECRET\"); fn main() {}",
    .expected = "not defined", .held = held_fails,
    .without = "environment:PLAYPEN_TEST_SECRET", .weak = weak_succeeds },
  { 99, "leak a file through messages", HELD_BY_ARGV, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "#[path = \"/etc/passwd\"] mod leak; fn main() {}", .expected = STUB,
    .held = held_fails,
    .without = "bound:/etc/passwd", .weakened = HOST, .weak = weak_fails },
  { 100, "include a file without end", HELD_BY_INIT | HELD_BY_LIMIT, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "const _: &[u8] = include_bytes!(\"/dev/zero\"); fn main() {}",
    .limits = "memory=256M", .held = held_endless_file,
    .without = "limit:memory address=1536M", .weak = weak_endless_file },
  { 101, "include standard input", HELD_BY_LAUNCHER, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "const _: () = assert!(include_str!(\"/dev/stdin\").is_empty()); fn main() {}",
    .held = held_succeeds, .without = "stdin", .weakened = "assertion failed", .weak = weak_stdin },
  { 102, "include a file by the assembler", HELD_BY_ARGV, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "//: --crate-type lib --emit obj\nstd::arch::global_asm!(\".incbin "
             "\\\"/etc/passwd\\\"\");",
    .expected = STUB, .held = held_output,
    .without = "bound:/etc/passwd", .weakened = HOST, .weak = weak_output },
  { 102, "include a missing file by the assembler", HELD_BY_ARGV, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "//: --crate-type lib --emit obj\nstd::arch::global_asm!(\".incbin "
             "\\\"/etc/shadow\\\"\");",
    .expected = "/etc/shadow", .held = held_fails,
    .note = "by what also holds the row above" },
  { 103, "expand a macro exponentially", HELD_BY_INIT | HELD_BY_LIMIT, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "macro_rules! m { ($($t:tt)*) => { m!{$($t)* $($t)*} } } m!{a} fn main() {}",
    .limits = "memory=256M", .causes = CAUSE (MEMORY), .held = held_stopped,
    .without = "limit:memory address=1024M", .weak = weak_stopped,
    .weakened_causes = CAUSE (SIGNALED) | CAUSE (EXITED) },
  { 104, "evaluate constants without end", HELD_BY_INIT | HELD_BY_LIMIT, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "#![allow(long_running_const_eval)] const _: () = loop {}; fn main() {}",
    .limits = "cpu=800", .causes = CAUSE (CPU), .held = held_stopped,
    .without = "limit:cpu wall=1500", .weakened_causes = CAUSE (WALL), .weak = weak_stopped },
  { 105, "make an output that is too large", HELD_BY_LIMIT | HELD_BY_INIT, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "#[used] static A: [u8; 16 << 20] = [1; 16 << 20]; fn main() {}",
    .limits = "artifact=8M", .held = held_large, .without = "limit:artifact", .weak = weak_large },
  { 105, "make a constant that is too large", HELD_BY_RUSTC, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "#[used] static A: [u8; 3 << 30] = [1; 3 << 30]; fn main() {}",
    .limits = "memory=256M", .causes = CAUSE (MEMORY) | CAUSE (EXITED), .held = held_stopped },
  { 106, "nest without end", HELD_BY_RUSTC, IN_COMPILE, .needs = rustc_is_missing,
    .causes = CAUSE (SIGNALED), .held = held_nested },
  { 107, "cause errors without end", HELD_BY_LIMIT, IN_COMPILE, .needs = rustc_is_missing,
    .limits = "volume=256K", .causes = CAUSE (OUTPUT), .held = held_many_errors,
    .without = "limit:volume", .weak = weak_many_errors },
  { 108, "name the crate like a path", HELD_BY_RUSTC, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "#![crate_name = \"../../x\"] fn main() {}",
    .expected = "invalid character", .held = held_fails },
  { 109, "link a file of the system", HELD_BY_RUSTC, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = "#[link(name = \"/etc/passwd\", kind = \"static\")] extern \"C\" {} fn main() {}",
    .expected = "/etc/passwd", .held = held_fails },
  { 110, "run code before main", HELD_BY_ARGV, IN_BOTH, .needs = rustc_is_missing,
    .probe = "#[used] #[link_section = \".init_array\"] static C: extern \"C\" fn() = early;\n"
             "extern \"C\" fn early() { println!(\"early {:?}\",\n"
             "  std::fs::read(\"/etc/shadow\").map_err(|e| e.kind())); }\n"
             "fn main() { println!(\"main\"); }",
    .expected = "early Err(NotFound)\nmain\n", .held = held_constructor,
    .note = "it may what main may: the other rows of the run jail" },
  { 117, "turn the direction of text", HELD_BY_RUSTC, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "fn main() { println!(\"\xe2\x80\xae\"); }",
    .expected = "unicode codepoint changing visible direction", .held = held_fails },
  { 125, "leave the compiler's crash dump", HELD_BY_ARGV, IN_COMPILE, .needs = rustc_is_missing,
    .probe = "//: -Ztreat-err-as-bug=1\nfn main() { x }",
    .expected = "rustc-ice", .held = held_crash_dump, .note = "it goes into /job, a tmpfs" },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  g_setenv ("PLAYPEN_TEST_SECRET", SECRET, TRUE);
  return matrix_main (argc, argv, "toolchains", rows, G_N_ELEMENTS (rows));
}
