/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PenAssemblyFilter: what pen_assembly_filter() leaves out. Each is independent of the others.
 */
typedef enum
{
  PEN_ASSEMBLY_DIRECTIVES = 1 << 0, /* .cfi_, .loc, .file, .section …; whole debug sections */
  PEN_ASSEMBLY_LABELS = 1 << 1,     /* labels that nothing kept refers to */
  PEN_ASSEMBLY_DATA = 1 << 2,       /* data that no instruction needs, directly or through data */
  PEN_ASSEMBLY_COMMENTS = 1 << 3,   /* whole-line and trailing comments */
  PEN_ASSEMBLY_ALL = (1 << 4) - 1,
} PenAssemblyFilter;

/**
 * pen_assembly_filter:
 * @text: what `rustc --emit asm` wrote, AT&T or Intel, not yet demangled: demangled names have
 * spaces, so that labels could no longer be told
 * @drop: what to leave out
 *
 * Keeps what a reader of their own program looks for, as Compiler Explorer does: every instruction,
 * every function's label (`.type name,@function`) and exported data (`.globl name`) even when
 * unused, aliases of functions (`.set`), the labels that instructions refer to, and the data that
 * they need. Data that stands in a code section, as in inline assembly, counts as an instruction.
 * Blank lines go, one is put before each function and each piece of data.
 *
 * Time and memory are linear in the length of @text. For a text of many megabytes call it off the
 * main thread.
 *
 * Returns: (transfer full): the text; unchanged when @drop is 0
 */
char *pen_assembly_filter (const char *text, PenAssemblyFilter drop);

/**
 * pen_assembly_demangle:
 * @text: assembly, LLVM IR, MIR, WebAssembly text or any other with mangled names
 *
 * Replaces Rust's mangled names, of the v0 and the legacy scheme (whose `::h0123456789abcdef`
 * goes), by readable ones; other languages' names stay. Suffixes stay, too (`.exit.i`), except
 * `.llvm.123`. A name whose readable form exceeds 16 KiB stays mangled, since a short v0 name can
 * stand for any length; and so do all further names once the text has grown by more than eight
 * times or five seconds are spent.
 *
 * Returns: (transfer full): the text
 */
char *pen_assembly_demangle (const char *text);

/**
 * pen_assembly_process:
 *
 * The usual treatment: pen_assembly_filter() with everything, if @filter, then
 * pen_assembly_demangle(), if @demangle.
 *
 * Returns: (transfer full): the text
 */
char *pen_assembly_process (const char *text, gboolean demangle, gboolean filter);

G_END_DECLS
