/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "action.h"

G_BEGIN_DECLS

/**
 * PenScan: what a program's text says about how it wants to be used.
 *
 * A plain value filled by pen_scan_add_source(); reading its fields is fine, writing them is not.
 * What only the compiler can know is not seen: a main or a test that a macro_rules macro makes, or
 * one that #[cfg] leaves out.
 */
typedef struct
{
  gboolean has_main;    /* the crate root has an entry point of its own */
  gboolean has_test;    /* some file has a test function */
  gboolean has_no_main; /* the crate root says #![no_main] */
  char *crate_type;     /* (nullable): of the root's first #![crate_type = "…"] */
} PenScan;

/** pen_scan_new: (transfer full): knows nothing yet */
PenScan *pen_scan_new (void);

void pen_scan_free (PenScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenScan, pen_scan_free)

/**
 * pen_scan_add_source:
 * @text: Rust source, any bytes; need not end in NUL
 * @len: bytes of @text
 * @is_root: the file is the crate root (src/main.rs, src/lib.rs, or the only file)
 *
 * Adds what one file of a program says. Entry point and crate type count in the root only, tests in
 * every file.
 *
 * A main is a function of that name at the top of the root, whatever its visibility, qualifiers and
 * arguments, or one that is exported under that name. A test is a function with an attribute whose
 * path ends in `test` (or in test_case, rstest, quickcheck, wasm_bindgen_test or bench), in any
 * module. Not looked into: comments, strings, macro_rules bodies, bodies of functions and of types
 * (a test there is not run by rustc either). The braces of another macro at item level are looked
 * into, since proptest!, cfg_if! and their like pass items through.
 *
 * Time is linear in @len, memory at most one byte for each open module.
 */
void pen_scan_add_source (PenScan *scan, const char *text, gsize len, gboolean is_root);

/** pen_scan_source: (transfer full): scans a program of one file; see pen_scan_add_source() */
PenScan *pen_scan_source (const char *text, gsize len);

/**
 * pen_scan_resolve:
 *
 * Decides what AUTO means: a declared crate type first (bin → RUN, others → BUILD even with tests;
 * proc-macro → TEST with tests, else BUILD), then any test → TEST even beside a main, then a main →
 * RUN, else BUILD as a library.
 *
 * Returns: RUN, BUILD or TEST
 */
PenAction pen_scan_resolve (const PenScan *scan);

/**
 * pen_scan_get_crate_type:
 * @action: what is going to be done
 *
 * The declared type wins; else RUN makes a bin; else a program with a main is a bin, and one
 * without is a lib.
 *
 * Returns: (transfer none): a crate type as rustc's --crate-type takes it; when declared, unchecked
 * text of the program, so pass it on as one argument only
 */
const char *pen_scan_get_crate_type (const PenScan *scan, PenAction action);

G_END_DECLS
