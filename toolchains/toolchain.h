/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "sandbox.h"

G_BEGIN_DECLS

/** PenToolchainOrigin: where a toolchain comes from. */
typedef enum
{
  PEN_TOOLCHAIN_SYSTEM,  /* the distribution's, in /usr */
  PEN_TOOLCHAIN_RUSTUP,  /* below a rustup home */
  PEN_TOOLCHAIN_ARCHIVE, /* an unpacked or installed standalone archive */
} PenToolchainOrigin;

/** PenComponent: parts of a toolchain that may be missing. */
typedef enum
{
  PEN_COMPONENT_RUSTC,
  PEN_COMPONENT_CARGO,
  PEN_COMPONENT_RUSTFMT,
  PEN_COMPONENT_CLIPPY,
  PEN_COMPONENT_MIRI,
  PEN_COMPONENT_RUST_SRC,
  PEN_COMPONENT_RUST_DOCS,
} PenComponent;
#define PEN_N_COMPONENTS (PEN_COMPONENT_RUST_DOCS + 1)

#define PEN_TYPE_TOOLCHAIN (pen_toolchain_get_type ())
G_DECLARE_FINAL_TYPE (PenToolchain, pen_toolchain, PEN, TOOLCHAIN, GObject)

/**
 * PenToolchain: one installed Rust. What can be seen from outside is known from the start; what
 * only its rustc can say (version, host, which linker works with it) is known once it was asked, in
 * a jail, or remembered: see pen_toolchain_list_query().
 *
 * pen_toolchain_new:
 * @origin: where it comes from
 * @name: what people call it: "system", "stable-x86_64-unknown-linux-gnu", a directory's name
 * @root: the directory that holds `bin`, or for an unpacked archive the one that holds `rustc/bin`
 *
 * Returns: (transfer full) (nullable): NULL when there is no rustc in it
 */
PenToolchain *pen_toolchain_new (PenToolchainOrigin origin, const char *name, const char *root);

/** pen_toolchain_get_origin: where it comes from. */
PenToolchainOrigin pen_toolchain_get_origin (PenToolchain *self);
/** pen_toolchain_get_name: (transfer none): what people call it. */
const char *pen_toolchain_get_name (PenToolchain *self);
/** pen_toolchain_get_root: (transfer none): the host directory it is in. */
const char *pen_toolchain_get_root (PenToolchain *self);

/** pen_toolchain_get_rustc: (transfer none): the host path of its own rustc, never a proxy. */
const char *pen_toolchain_get_rustc (PenToolchain *self);

/** pen_toolchain_get_problem: (transfer none) (nullable): why its compiler cannot be used, with the
 * remedy. */
const char *pen_toolchain_get_problem (PenToolchain *self);

/** pen_toolchain_has: whether @component is installed in it. */
gboolean pen_toolchain_has (PenToolchain *self, PenComponent component);

/** pen_component_to_string: rustup's name of it. */
const char *pen_component_to_string (PenComponent component);

/** pen_toolchain_take_version: what `rustc -vV` printed. FALSE when that is not what it printed. */
gboolean pen_toolchain_set_version (PenToolchain *self, const char *verbose_version);

/* All NULL or 0 until the version is known. */
const char *pen_toolchain_get_version (PenToolchain *self); /* "1.96.0", "1.97.0-nightly" */
const char *pen_toolchain_get_hash (PenToolchain *self);
const char *pen_toolchain_get_date (PenToolchain *self);
const char *pen_toolchain_get_host (PenToolchain *self);    /* "x86_64-unknown-linux-gnu" */
const char *pen_toolchain_get_channel (PenToolchain *self); /* "stable", "beta", "nightly", "dev" */
guint pen_toolchain_get_minor (PenToolchain *self);         /* 96 of 1.96.0 */

/** pen_toolchain_get_newest_edition: 2015 … 2024. */
guint pen_toolchain_get_newest_edition (PenToolchain *self);

/**
 * pen_toolchain_check_edition: FALSE with %PEN_TOOLCHAIN_ERROR_OPTION when there is no such
 * edition, _MISSING when this toolchain does not know it yet; the message says which version brings
 * it.
 */
gboolean pen_toolchain_check_edition (PenToolchain *self, guint edition, GError **error);

/** pen_toolchain_get_linker: (transfer none) (nullable): for gcc's -fuse-ld ("mold", "lld"); NULL:
 * gcc's own. */
const char *pen_toolchain_get_linker (PenToolchain *self);
void pen_toolchain_set_linker (PenToolchain *self, const char *linker);

/** pen_toolchain_get_dynamic_std: (transfer full) (nullable): host path of its libstd-*.so. */
char *pen_toolchain_get_dynamic_std (PenToolchain *self);

/** pen_toolchain_has_target: whether the std of @target is installed in it. */
gboolean pen_toolchain_has_target (PenToolchain *self, const char *target);

/** pen_toolchain_find: (transfer full) (nullable): the host path of the file or directory @path
 * ("lib/rustlib/src/rust") in it. */
char *pen_toolchain_find (PenToolchain *self, const char *path);

/** pen_toolchain_get_jail_path: (transfer full): where a compile jail shows @path of it. */
char *pen_toolchain_get_jail_path (PenToolchain *self, const char *path);

/** pen_toolchain_get_key: (transfer full): names this very compiler: path, size and time of change.
 */
char *pen_toolchain_get_key (PenToolchain *self);

/** pen_toolchain_add_to_command: shows the toolchain in a compile jail and puts its programs first
 * in PATH. */
void pen_toolchain_add_to_command (PenToolchain *self, PenCommand *command);

/** pen_toolchain_get_program: (transfer full): the path of @program ("rustc", "clippy-driver") in a
 * compile jail. */
char *pen_toolchain_get_program (PenToolchain *self, const char *program);

G_END_DECLS
