/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The standard library of another target than the host's: whether it is here, and how rustc is told
 * of it. target-std-build.c builds one. */
#include "target-std.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "store.h"
#include "target-std-private.h"
#include "toolchain-error.h"

#define JAIL_STD "/target-std"

static gboolean
is_wasm (const char *target)
{
  return g_str_has_prefix (target, "wasm");
}

/* The linker that the compiler asks for by default, where it is shipped with it. */
static gboolean
brings_linker (PenToolchain *toolchain)
{
  const char *host = pen_toolchain_get_host (toolchain);
  g_autofree char *path =
      host != NULL ? g_build_filename ("lib/rustlib", host, "bin/rust-lld", NULL) : NULL;
  g_autofree char *found = path != NULL ? pen_toolchain_find (toolchain, path) : NULL;

  return found != NULL;
}

/* The newest of LLVM's linkers for WebAssembly; their objects change with LLVM's version. */
static char *
find_wasm_linker (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/usr/bin", 0, NULL);
  guint64 newest = 0;
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      guint64 version;

      if (g_str_has_prefix (entry, "wasm-ld-") &&
          g_ascii_string_to_unsigned (entry + strlen ("wasm-ld-"), 10, 1, 9999, &version, NULL))
        newest = MAX (newest, version);
    }
  if (newest != 0)
    return g_strdup_printf ("/usr/bin/wasm-ld-%" G_GUINT64_FORMAT, newest);
  return g_file_test ("/usr/bin/wasm-ld", G_FILE_TEST_IS_EXECUTABLE) ? g_strdup ("/usr/bin/wasm-ld")
                                                                     : NULL;
}

gboolean
pen_target_std_find_linker (PenToolchain *toolchain, const char *target, char **ret_linker)
{
  *ret_linker = is_wasm (target) && !brings_linker (toolchain) ? find_wasm_linker () : NULL;
  return !is_wasm (target) || *ret_linker != NULL || brings_linker (toolchain);
}

char *
pen_target_std_get_store_path (PenToolchain *toolchain, const char *target)
{
  g_autofree char *key = pen_toolchain_get_key (toolchain);
  g_autofree char *text = g_strconcat (key, "\n", target, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *name = g_build_filename ("std", hash, NULL);

  return pen_store_get_path (name);
}

gboolean
pen_target_std_is_here (PenToolchain *toolchain, const char *target)
{
  g_autofree char *path = pen_target_std_get_store_path (toolchain, target);

  return pen_toolchain_has_target (toolchain, target) || g_file_test (path, G_FILE_TEST_IS_DIR);
}

gboolean
pen_target_std_can_build (PenToolchain *toolchain, const char *target)
{
  /* rustup's sources come without the crates that they depend on. */
  g_autofree char *vendor = pen_toolchain_find (toolchain, PEN_LIBRARY_SOURCE "/vendor");
  g_autofree char *linker = NULL;

  return !pen_target_std_is_here (toolchain, target) && is_wasm (target) && vendor != NULL &&
         pen_toolchain_has (toolchain, PEN_COMPONENT_RUST_SRC) &&
         pen_toolchain_has (toolchain, PEN_COMPONENT_CARGO) &&
         pen_target_std_find_linker (toolchain, target, &linker);
}

static void
set_missing (PenToolchain *toolchain, const char *target, GError **error)
{
  const char *version = pen_toolchain_get_version (toolchain);

  if (pen_target_std_can_build (toolchain, target))
    g_set_error (error,
                 PEN_TOOLCHAIN_ERROR,
                 PEN_TOOLCHAIN_ERROR_MISSING,
                 _ ("The standard library for %s was not built yet. Playpen can build it from its "
                    "sources, once, in about a minute."),
                 target);
  else
    g_set_error (error,
                 PEN_TOOLCHAIN_ERROR,
                 PEN_TOOLCHAIN_ERROR_MISSING,
                 _ ("Rust %s (%s) has no standard library for %s. On Debian: sudo apt install "
                    "rust-web-src cargo-web lld-22, and Playpen builds it once. With rustup: "
                    "rustup target add %s"),
                 version != NULL ? version : "?",
                 pen_toolchain_get_name (toolchain),
                 target,
                 target);
}

static gboolean
add_linker (PenToolchain *toolchain, const char *target, PenCommand *command, GError **error)
{
  g_autofree char *linker = NULL;
  g_autofree char *arg = NULL;

  if (!pen_target_std_find_linker (toolchain, target, &linker))
    {
      g_set_error (error,
                   PEN_TOOLCHAIN_ERROR,
                   PEN_TOOLCHAIN_ERROR_MISSING,
                   _ ("The linker for %s is missing. On Debian: sudo apt install lld-22"),
                   target);
      return FALSE;
    }
  if (linker == NULL)
    return TRUE;
  arg = g_strconcat ("linker=", linker, NULL);
  pen_command_add_args (command, "-C", arg, NULL);
  return TRUE;
}

gboolean
pen_target_std_add_to_command (PenToolchain *toolchain,
                               const char *target,
                               PenCommand *command,
                               GError **error)
{
  g_autofree char *path = pen_target_std_get_store_path (toolchain, target);
  g_autofree char *real = NULL;

  if (!pen_target_std_is_here (toolchain, target))
    {
      set_missing (toolchain, target, error);
      return FALSE;
    }
  if (!add_linker (toolchain, target, command, error))
    return FALSE;
  if (pen_toolchain_has_target (toolchain, target))
    return TRUE;
  real = realpath (path, NULL);
  pen_command_bind (command, real != NULL ? real : path, JAIL_STD);
  pen_command_add_args (command, "-L", JAIL_STD, NULL);
  return TRUE;
}
