/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** PenDependencyKind: where cargo would get a crate from. */
typedef enum
{
  PEN_DEPENDENCY_REGISTRY,
  PEN_DEPENDENCY_GIT,
  PEN_DEPENDENCY_PATH,
  PEN_DEPENDENCY_WORKSPACE, /* wherever the workspace says */
} PenDependencyKind;

/** PenDependencySection: what a crate is asked for. */
typedef enum
{
  PEN_DEPENDENCY_NORMAL,
  PEN_DEPENDENCY_DEV,
  PEN_DEPENDENCY_BUILD,
  PEN_DEPENDENCY_TARGET, /* any of these, on some machines only */
} PenDependencySection;

/** PenDependency: a crate that a manifest asks for. */
typedef struct
{
  char *name; /* as the program's code calls it, a cargo package name */
  PenDependencyKind kind;
  PenDependencySection section;
  char *table;       /* which table it stands in: "dev-dependencies", "target.….dependencies" */
  char *requirement; /* (nullable): the version, unchecked */
  char *path;        /* (nullable): of a PATH, as written, unchecked */
} PenDependency;

/** PenManifestBin: one [[bin]] or [[test]]. */
typedef struct
{
  char *name; /* package name characters only */
  char *path; /* (nullable): relative to the manifest, without `..` */
} PenManifestBin;

/**
 * PenManifest: what a Cargo.toml asks for, as far as it matters here. Reading the fields is fine,
 * writing them is not.
 */
typedef struct
{
  char *name;         /* (nullable): the package's; NULL in a virtual workspace only */
  char *version;      /* (nullable): three numbers at least */
  guint edition;      /* a year; 0 when unset, which means 2015 */
  char *rust_version; /* (nullable): the oldest Rust that it wants, "1.70", unchecked */
  char *default_run;  /* (nullable): of several binaries the one to run */
  char *build;        /* (nullable): the path of its build script */
  gboolean no_build;  /* build = false: build.rs is no build script */

  gboolean has_lib; /* there is a [lib] table, or one in the form of keys */
  char *lib_name;   /* (nullable) */
  char *lib_path;   /* (nullable) */
  char **lib_types; /* (nullable): its crate types as rustc names them, unchecked */
  gboolean is_proc_macro;
  GPtrArray *bins;  /* (element-type PenManifestBin) */
  GPtrArray *tests; /* (element-type PenManifestBin) */

  GPtrArray *dependencies; /* (element-type PenDependency): of all sections */
  gboolean is_workspace;   /* there is a [workspace] table; alone and empty it changes nothing */
  gboolean is_member;      /* [package] names the folder of its workspace */
  gboolean has_members;    /* … with members */
  char *inherited;         /* (nullable): the first key that it takes from a workspace */
  gboolean has_patches;    /* [patch] or [replace] */
  gboolean has_features;
  gboolean has_profiles;
  gboolean has_lints;

  /* TRUE when nothing in it asks for more than `rustc --edition E --crate-name NAME ROOT`, given
   * pen_manifest_get_environment() and, by the caller, a check of rust_version. What lies beside it
   * may still ask for more: see pen_manifest_find_root(). */
  gboolean is_plain;
  char *not_plain_for; /* (nullable): the first thing that does, for a sentence: "[features]" */

  GPtrArray *environment; /*< private >*/
  int autolib;            /*< private >*/
  int autobins;           /*< private >*/
  int autotests;          /*< private >*/
} PenManifest;

/**
 * pen_manifest_parse:
 * @text: a Cargo.toml, any bytes; need not end in NUL
 * @len: bytes of @text
 *
 * Reads a manifest, within the limits of pen_toml_parse(). Tables and keys that are not known here
 * are no error: they make the manifest not plain, and cargo judges them.
 *
 * Returns: (transfer full) (nullable): NULL with %PEN_TOOLCHAIN_ERROR_MANIFEST and one sentence
 * that names the line, for broken TOML, a value of the wrong kind, a name that cargo refuses, or a
 * path that leads out of the project
 */
PenManifest *pen_manifest_parse (const char *text, gsize len, GError **error);

void pen_manifest_free (PenManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenManifest, pen_manifest_free)

/**
 * pen_manifest_check:
 *
 * Refuses what needs more than this one package: crates, a workspace, replaced crates.
 *
 * Returns: FALSE with %PEN_TOOLCHAIN_ERROR_MANIFEST and one sentence that names the thing and the
 * remedy
 */
gboolean pen_manifest_check (const PenManifest *manifest, GError **error);

/**
 * pen_manifest_get_environment:
 *
 * What cargo tells the compiler about the package, so that env!("CARGO_PKG_NAME") and its like
 * work. Missing: what depends on a place, file or target (CARGO_MANIFEST_DIR, CARGO_PKG_README,
 * CARGO_CRATE_NAME, CARGO_BIN_NAME).
 *
 * Returns: (transfer none): (array zero-terminated=1): CARGO_PKG_…=value, each once
 */
const char *const *pen_manifest_get_environment (const PenManifest *manifest);

/** PenManifestRoot: which file of a project is compiled first. */
typedef struct
{
  char *path;             /* the crate root, relative to the manifest, one of the files */
  char *name;             /* the target's, as cargo calls it; the binary's name */
  char *crate_name;       /* for --crate-name */
  gboolean is_lib;        /* there is no binary */
  char *build_script;     /* (nullable): one of the files */
  gboolean has_several;   /* a library beside a binary, or more than one binary */
  gboolean has_test_dirs; /* files in tests/, examples/ or benches/ that are targets of their own:
                           * `cargo test` builds and runs more than the root's tests */
  char *lib;              /* (nullable): the library's crate name */
  GPtrArray *bins;        /* (element-type PenManifestBin): all programs, with their paths */
  GPtrArray *tests;       /* (element-type PenManifestBin): likewise, of tests only */
  gboolean needs_cargo;   /* not plain, or a build script, or several targets */
  char *reason;           /* (nullable): why it does, one translated sentence for the transcript */
} PenManifestRoot;

/**
 * pen_manifest_find_root:
 * @files: (array zero-terminated=1): the project's files, relative to the manifest, '/'-separated
 *
 * Finds the targets as cargo does: [[bin]], [[test]] and [lib], and unless they are switched off
 * src/main.rs, src/bin/NAME.rs, src/bin/NAME/main.rs, src/lib.rs, and the like in tests/. Of
 * several binaries the root is that of default-run, else src/main.rs, else the first.
 *
 * Returns: (transfer full) (nullable): NULL with %PEN_TOOLCHAIN_ERROR_MANIFEST when there is
 * nothing to compile, or a target's file is missing; the sentence names it
 */
PenManifestRoot *
pen_manifest_find_root (const PenManifest *manifest, const char *const *files, GError **error);

void pen_manifest_root_free (PenManifestRoot *root);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenManifestRoot, pen_manifest_root_free)

G_END_DECLS
