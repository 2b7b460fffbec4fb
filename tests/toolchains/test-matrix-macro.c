/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The attack matrix, section 5: what runs code of its own while something is compiled: procedural
 * macros, build scripts, and the settings that a project brings for cargo. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "jail-private.h"
#include "rustc-jail.h"

#define MACRO_ARGS "//: --crate-type proc-macro --crate-name attack\n"
#define MACRO_HEAD                                                                                 \
  MACRO_ARGS "extern crate proc_macro; use proc_macro::TokenStream;\n"                             \
             "#[proc_macro] pub fn attack(_: TokenStream) -> TokenStream {\n"
#define MACRO_TAIL "\n  \"fn main() {}\".parse().unwrap() }\n"

#define USE_MACRO "//: --extern attack=/job/libattack.so\n"
#define USE_MACRO_JSON "//: --error-format json --extern attack=/job/libattack.so\n"
#define USE_MACRO_METADATA "//: --emit metadata --extern attack=/job/libattack.so\n"

/* Compiles the row's macro in one jail and uses it in a second one that is not started yet. */
static PenJail *
new_victim (const MatrixRow *row, const char *args, const char *without)
{
  g_autofree char *source = g_strconcat (args, "attack::attack!();\n", NULL);
  g_autoptr (TestRun) made = rustc_run (row->probe, NULL, NULL);
  GBytes *library = test_run_get_file (made, RUSTC_OUTPUT);
  PenJail *jail;

  rustc_check (made, 0, NULL);
  g_assert_nonnull (library);
  jail = rustc_new_jail (source, row->limits, without);
  pen_command_add_file (pen_jail_get_command (jail), "/job/libattack.so", 0444, library);
  return jail;
}

static int
listen_on_loopback (char **ret_port)
{
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK)};
  socklen_t length = sizeof at;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (bind (fd, (struct sockaddr *)&at, length), ==, 0);
  g_assert_cmpint (listen (fd, 4), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *)&at, &length), ==, 0);
  *ret_port = g_strdup_printf ("%d", ntohs (at.sin_port));
  return fd;
}

static void
check_macro (const MatrixRow *row, const char *without, const char *expected)
{
  g_autofree char *port = NULL;
  int fd = listen_on_loopback (&port);
  g_autoptr (PenJail) jail = new_victim (row, USE_MACRO, without);
  g_autoptr (TestRun) run = NULL;

  rustc_add_file (jail, "/job/port", port);
  run = test_run_jail (jail);
  rustc_check (run, 0, NULL);
  matrix_check_words (run->err->str, expected, TRUE);
  close (fd);
}

static void
held_macro (const MatrixRow *row)
{
  check_macro (row, NULL, row->expected);
}

static void
weak_macro (const MatrixRow *row)
{
  check_macro (row, row->without, row->weakened);
}

/* What was left in the background ends with the compiler. */
static void
held_macro_daemon (const MatrixRow *row)
{
  gint64 before = g_get_monotonic_time ();
  g_autoptr (PenJail) jail = new_victim (row, USE_MACRO, NULL);
  g_autoptr (TestRun) run = test_run_jail (jail);

  rustc_check (run, 0, "left");
  g_assert_cmpint (g_get_monotonic_time () - before, <, 15 * G_USEC_PER_SEC);
}

/* A path that a macro names as the artifact is never looked at: only what was declared comes, and
 * it is what rustc made. */
static void
held_forged_messages (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = new_victim (row, USE_MACRO_JSON, NULL);
  g_autoptr (TestRun) run = test_run_jail (jail);

  rustc_check (run, 0, "/etc/passwd");
  g_assert_cmpuint (run->files->len, ==, 1);
  g_assert_cmpstr (run->file_names->pdata[0], ==, RUSTC_OUTPUT);
  g_assert_true (rustc_output_contains (run,
                                        "\x7f"
                                        "ELF"));
}

/* A macro that makes the output itself a symlink. */
static void
held_forged_output (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = new_victim (row, USE_MACRO_METADATA, NULL);
  g_autoptr (TestRun) run = test_run_jail (jail);

  g_assert_cmpint (run->ending.cause, ==, PEN_CAUSE_EXITED);
  g_assert_false (rustc_output_contains (run, "playpen:x:1000:"));
  g_assert_false (rustc_output_contains (run, "root:x:0:"));
}

/* --- Cargo */

static PenJail *
new_cargo_jail (void)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_CARGO);
  PenJail *jail;

  pen_command_add_args (command, "/usr/bin/cargo", "build", "--offline", NULL);
  pen_command_set_env (command, "CARGO_HOME", "/tmp/cargo");
  pen_command_add_output (command, "/job/seen");
  jail = pen_jail_new (command, &limits);
  rustc_add_file (jail,
                  "/job/Cargo.toml",
                  "[package]\nname = \"victim\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
  rustc_add_file (jail, "/job/src/main.rs", "fn main() {}\n");
  return jail;
}

/* A lock that another job holds on everything of the toolchain keeps nobody from building. */
static void
held_locks (const MatrixRow *row)
{
  g_autoptr (PenJail) holder =
      matrix_new_jail (PEN_PROFILE_COMPILE,
                       "hold-locks /usr /usr/bin /usr/bin/cargo /usr/bin/rustc /usr/lib "
                       "/usr/lib/rustlib /usr/share /usr/share/cargo/registry",
                       NULL,
                       NULL);
  g_autoptr (TestRun) holding = test_run_watch (holder);
  g_autoptr (PenJail) jail = new_cargo_jail ();
  g_autoptr (TestRun) run = NULL;

  pen_jail_get_command (holder)->has_stdin = TRUE;
  matrix_start (holder);
  matrix_wait_for_output (holding, "held=");
  matrix_check_words (holding->out->str, "held=!0", TRUE);
  run = test_run_jail (jail);
  rustc_check (run, 0, NULL);
  pen_jail_stop (holder);
  test_run_wait (holding);
}

static void
check_seen (TestRun *run, const char *text)
{
  GBytes *seen = test_run_get_file (run, "/job/seen");

  g_assert_nonnull (seen);
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (seen, NULL), (gssize)g_bytes_get_size (seen), text));
  g_assert_false (g_file_test ("/job/seen", G_FILE_TEST_EXISTS)); /* and not here */
}

/* A build script puts a library into rustc itself: it is loaded, inside, and sees what is inside.
 */
static void
held_preload (const MatrixRow *row)
{
  g_autoptr (TestRun) library = rustc_run (row->probe, NULL, NULL);
  g_autoptr (PenJail) jail = new_cargo_jail ();
  g_autoptr (TestRun) run = NULL;

  rustc_check (library, 0, NULL);
  pen_command_add_file (pen_jail_get_command (jail),
                        "/job/evil.so",
                        0555,
                        test_run_get_file (library, RUSTC_OUTPUT));
  rustc_add_file (jail,
                  "/job/build.rs",
                  "fn main() { println!(\"cargo:rustc-env=LD_PRELOAD=/job/evil.so\"); }\n");
  run = test_run_jail (jail);
  rustc_check (run, 0, NULL);
  check_seen (run, row->expected);
}

/* A wrapper and a linker of the project's choice run, inside; a toolchain of its choice is nobody's
 * business without rustup. */
static void
held_settings (const MatrixRow *row)
{
  g_autoptr (PenJail) jail = new_cargo_jail ();
  g_autoptr (TestRun) run = NULL;

  rustc_add_file (jail,
                  "/job/.cargo/config.toml",
                  "[build]\nrustc-wrapper = \"/job/wrapper\"\n"
                  "[target.x86_64-unknown-linux-gnu]\nlinker = \"/job/linker\"\n");
  rustc_add_file (jail,
                  "/job/rust-toolchain.toml",
                  "[toolchain]\nchannel = \"nightly-1999-01-01\"\n");
  rustc_add_file (
      jail,
      "/job/wrapper",
      "#!/bin/sh\necho wrapper $(id -u) $(cat /proc/1/cmdline) >>/job/seen\nexec \"$@\"\n");
  rustc_add_file (jail, "/job/linker", "#!/bin/sh\necho linker >>/job/seen\nexec cc \"$@\"\n");
  run = test_run_jail (jail);
  rustc_check (run, 0, NULL);
  check_seen (run, "wrapper 1000 /init");
#ifdef __x86_64__
  check_seen (run, "linker");
#endif
}

/* clang-format off */
static const MatrixRow rows[] = {
  { 62, "hold locks on the toolchain", HELD_BY_ARGV, IN_COMPILE, .needs = cargo_is_missing,
    .held = held_locks, .note = "cargo locks only what is in its own jail" },
  { 73, "keep the pipes open by a macro", HELD_BY_ARGV | HELD_BY_INIT, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = MACRO_HEAD
             "  std::process::Command::new(\"/bin/sleep\").arg(\"30\").spawn().unwrap();\n"
             "  eprintln!(\"left\");" MACRO_TAIL,
    .held = held_macro_daemon, .note = "weakened in the rows of the jail itself" },
  { 111, "run commands, connect and write in a macro", HELD_BY_FILTER | HELD_BY_ARGV, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = MACRO_HEAD
             "  let id = std::process::Command::new(\"/usr/bin/id\").arg(\"-u\").output();\n"
             "  eprint!(\"user={} \", String::from_utf8_lossy(&id.unwrap().stdout).trim());\n"
             "  let port: u16 = std::fs::read_to_string(\"/job/port\").unwrap().parse().unwrap();\n"
             "  let error = |e: std::io::Error| e.raw_os_error().unwrap();\n"
             "  eprint!(\"network={} \", std::net::TcpStream::connect((\"127.0.0.1\", port))\n"
             "    .map_or_else(error, |_| 0));\n"
             "  eprintln!(\"write={} \", std::fs::write(\"/usr/lib/rustlib/hostile\", \"x\")\n"
             "    .map_or_else(error, |_| 0));" MACRO_TAIL,
    .expected = "user=1000 network=97 write=30|13", .held = held_macro,
    .without = "filter:socket namespace:net", .weakened = "user=1000 network=0 write=30|13",
    .weak = weak_macro },
  { 112, "preload a library into the compiler", HELD_BY_ARGV, IN_COMPILE, .needs = cargo_is_missing,
    .probe = "//: --crate-type cdylib\n"
             "#[used] #[link_section = \".init_array\"] static C: extern \"C\" fn() = early;\n"
             "extern \"C\" fn early() { let name = std::env::args().next().unwrap_or_default();\n"
             "  let _ = std::fs::write(\"/job/seen\", format!(\"{name} {:?}\",\n"
             "    std::fs::read(\"/etc/shadow\").map_err(|e| e.kind()))); }",
    .expected = "Err(NotFound)", .held = held_preload,
    .note = "it may what any compile job may" },
  { 113, "bring settings for cargo", HELD_BY_ARGV, IN_COMPILE, .needs = cargo_is_missing,
    .held = held_settings, .note = "cargo is never run outside a jail" },
  { 114, "forge the compiler's messages", HELD_BY_CODE | HELD_BY_INIT, IN_COMPILE,
    .needs = rustc_is_missing,
    .probe = MACRO_HEAD
             "  eprintln!(\"{}\", r#\"{\"$message_type\":\"artifact\","
             "\"artifact\":\"/etc/passwd\",\"emit\":\"link\"}\"#);" MACRO_TAIL,
    .held = held_forged_messages, .note = "nothing comes that was not declared" },
  { 114, "forge the compiler's output", HELD_BY_INIT, IN_COMPILE, .needs = rustc_is_missing,
    .probe = MACRO_HEAD
             "  let _ = std::os::unix::fs::symlink(\"/etc/passwd\", \"/job/out\");" MACRO_TAIL,
    .held = held_forged_output, .note = "weakened in row 118" },
};
/* clang-format on */

int
main (int argc, char **argv)
{
  return matrix_main (argc, argv, "toolchains", rows, G_N_ELEMENTS (rows));
}
