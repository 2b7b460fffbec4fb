/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The standard library of another target: what is said when it is missing, and that a real one is
 * built, kept and used. */
#include <glib/gstdio.h>
#include <string.h>

#include "jail-run.h"
#include "kitchen.h"

#define WASM "wasm32-unknown-unknown"
#define SOURCE "lib/rustlib/src/rust/library"
#define WASM_STD "lib/rustlib/" WASM "/lib/libstd-0123.rlib"
#define LLD "lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld"

static void
test_shipped_std (void)
{
  PenToolchain *toolchain = test_kitchen_new_toolchain ("1.96.0", WASM_STD, LLD, NULL);
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autoptr (GError) error = NULL;

  g_assert_true (pen_target_std_is_here (toolchain, WASM));
  g_assert_false (pen_target_std_can_build (toolchain, WASM));
  g_assert_true (pen_target_std_add_to_command (toolchain, WASM, command, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (command->argv->len, ==, 0); /* its own linker is the right one */
  g_assert_cmpuint (command->binds->len, ==, 0);
  test_kitchen_remove_toolchain (toolchain);
}

static void
test_missing_std (void)
{
  PenToolchain *toolchain = test_kitchen_new_toolchain ("1.96.0", LLD, "bin/cargo", NULL);
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autoptr (GError) error = NULL;

  g_assert_false (pen_target_std_is_here (toolchain, WASM));
  g_assert_false (pen_target_std_can_build (toolchain, WASM));
  g_assert_false (pen_target_std_add_to_command (toolchain, WASM, command, &error));
  g_assert_error (error, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "rust-web-src"));
  g_assert_nonnull (strstr (error->message, "rustup target add " WASM));
  test_kitchen_remove_toolchain (toolchain);
}

/* rustup's rust-src lacks the crates that the library depends on: without a network it is no use.
 */
static void
test_sources_must_be_whole (void)
{
  PenToolchain *partial =
      test_kitchen_new_toolchain ("1.96.0", LLD, "bin/cargo", SOURCE "/std/src/lib.rs", NULL);
  PenToolchain *whole = test_kitchen_new_toolchain ("1.96.0",
                                                    LLD,
                                                    "bin/cargo",
                                                    SOURCE "/std/src/lib.rs",
                                                    SOURCE "/vendor/memchr/lib.rs",
                                                    NULL);

  g_assert_false (pen_target_std_can_build (partial, WASM));
  g_assert_true (pen_target_std_can_build (whole, WASM));
  g_assert_false (pen_target_std_can_build (whole, "riscv64gc-unknown-linux-gnu"));
  test_kitchen_remove_toolchain (partial);
  test_kitchen_remove_toolchain (whole);
}

typedef struct
{
  gboolean done;
  gboolean ok;
  GError *error;
  guint notified;
} Build;

static void
on_built (GObject *source, GAsyncResult *result, gpointer data)
{
  Build *build = data;

  build->ok = pen_target_std_build_finish (PEN_TARGET_STD (source), result, &build->error);
  build->done = TRUE;
}

static void
on_progress (PenTargetStd *std, GParamSpec *pspec, Build *build)
{
  g_assert_nonnull (strstr (pen_target_std_get_progress (std), WASM));
  build->notified++;
}

static gboolean
is_done (gpointer data)
{
  return ((Build *)data)->done;
}

static gboolean
has_progress (gpointer data)
{
  return ((Build *)data)->notified > 0 || ((Build *)data)->done;
}

static guint
count_stored (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLAYPEN_STORE"), "std", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A toolchain that can, or NULL after the test was skipped. */
static PenToolchain *
find_builder (void)
{
  g_autoptr (PenToolchain) toolchain = test_kitchen_find_system ();

  if (toolchain == NULL)
    return NULL;
  if (!pen_target_std_can_build (toolchain, WASM))
    {
      g_test_skip ("There is nothing to build a standard library from: sudo apt install "
                   "rust-web-src lld-22");
      return NULL;
    }
  return g_steal_pointer (&toolchain);
}

static void
test_cancel (void)
{
  g_autoptr (PenToolchain) toolchain = find_builder ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PenTargetStd) std = NULL;
  g_autoptr (GError) error = NULL;
  Build build = {FALSE};

  if (toolchain == NULL)
    return;
  std = pen_target_std_new (toolchain, WASM);
  g_signal_connect (std, "notify::progress", G_CALLBACK (on_progress), &build);
  pen_target_std_build_async (std, cancellable, on_built, &build);
  g_assert_true (test_wait_until (has_progress, &build, 30));
  g_assert_cmpuint (build.notified, >, 0);
  g_cancellable_cancel (cancellable);
  g_assert_true (test_wait_until (is_done, &build, 10));
  g_assert_false (build.ok);
  error = build.error;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_stored (), ==, 0);
  g_assert_false (pen_target_std_is_here (toolchain, WASM));
}

/* A program of the directory that was built, through rustc in a jail. */
static void
compile_with_it (PenToolchain *toolchain, const char *lto)
{
  g_autoptr (PenCommand) command = pen_command_new (PEN_PROFILE_COMPILE);
  g_autofree char *rustc = pen_toolchain_get_program (toolchain, "rustc");
  const char *text = "fn main() { println!(\"{:?}\", vec![1, 2]); }\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  PenLimits limits = pen_limits_get_preset (PEN_LIMITS_COMPILE);
  g_autoptr (PenJail) jail = NULL;
  g_autoptr (TestRun) run = NULL;
  GBytes *module;

  pen_toolchain_add_to_command (toolchain, command);
  pen_command_add_file (command, "/job/main.rs", 0444, bytes);
  pen_command_add_args (command,
                        rustc,
                        "main.rs",
                        "--target=" WASM,
                        "-C",
                        lto,
                        "-o",
                        "/tmp/out.wasm",
                        NULL);
  pen_command_add_output (command, "/tmp/out.wasm");
  g_assert_true (pen_target_std_add_to_command (toolchain, WASM, command, NULL));
  jail = pen_jail_new (command, &limits);
  run = test_run_jail (jail);
  g_test_message ("%s", run->err->str);
  g_assert_cmpint (run->ending.status, ==, 0);
  module = test_run_get_file (run, "/tmp/out.wasm");
  g_assert_nonnull (module);
  g_assert_cmpmem (g_bytes_get_data (module, NULL), 4, "\0asm", 4);
}

static void
test_build (void)
{
  g_autoptr (PenToolchain) toolchain = NULL;
  g_autoptr (PenTargetStd) std = NULL;
  g_autoptr (GError) error = NULL;
  Build build = {FALSE};

  if (g_getenv ("PLAYPEN_TEST_ALL") == NULL)
    {
      g_test_skip ("Building a standard library takes a minute: tests/run --all does it");
      return;
    }
  toolchain = find_builder ();
  if (toolchain == NULL)
    return;
  std = pen_target_std_new (toolchain, WASM);
  pen_target_std_build_async (std, NULL, on_built, &build);
  g_assert_true (test_wait_until (is_done, &build, 600));
  error = build.error;
  g_assert_no_error (error);
  g_assert_true (build.ok);
  g_assert_true (pen_target_std_is_here (toolchain, WASM));
  g_assert_false (pen_target_std_can_build (toolchain, WASM));
  g_assert_cmpuint (count_stored (), ==, 1);
  compile_with_it (toolchain, "lto=off");
  compile_with_it (toolchain, "lto=fat"); /* which needs the bitcode */
}

int
main (int argc, char **argv)
{
  g_autofree char *store = g_dir_make_tmp ("playpen-store-XXXXXX", NULL);
  int status;

  g_setenv ("PLAYPEN_STORE", store, /* overwrite= */ TRUE);
  g_assert_cmpint (g_chmod (store, 0755), ==, 0); /* root's jails enter as another account */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toolchains/target-std/uses-a-shipped-one", test_shipped_std);
  g_test_add_func ("/toolchains/target-std/names-both-remedies", test_missing_std);
  g_test_add_func ("/toolchains/target-std/wants-whole-sources", test_sources_must_be_whole);
  g_test_add_func ("/toolchains/target-std/leaves-nothing-half", test_cancel);
  g_test_add_func ("/toolchains/target-std/builds-and-uses-one", test_build);
  status = g_test_run ();
  test_kitchen_remove_all (store);
  return status;
}
