/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "diagnostic.h"

G_BEGIN_DECLS

/** PEN_RUSTC_LINE_MAX: bytes of a line that may be a message; a longer one is text. */
#define PEN_RUSTC_LINE_MAX (4 * 1024 * 1024)

/** PenRustcLine: what a line of a compiler's standard error is. */
typedef enum
{
  PEN_RUSTC_LINE_TEXT,       /* for people, as it stands */
  PEN_RUSTC_LINE_DIAGNOSTIC, /* a message */
  PEN_RUSTC_LINE_STATUS,     /* for machines (an artifact, a finished build); nothing to show */
} PenRustcLine;

/**
 * pen_rustc_message_parse:
 * @line: one line, with or without its newline, of what rustc or clippy-driver prints under
 * `--error-format=json --json=diagnostic-rendered-ansi`, or cargo under
 * `--message-format=json-diagnostic-rendered-ansi`; any bytes
 * @len: bytes of @line
 * @own_files: (nullable) (array zero-terminated): the program's files as the compiler was given
 * them; NULL takes every relative name without ".." for one of them
 * @ret_diagnostic: (out) (transfer full): written only for DIAGNOSTIC
 *
 * A line is believed in nothing but its words: a macro or a build script of the program may have
 * printed it. What is not exactly of a message's shape is TEXT, with no error: JSON of another
 * kind, longer than PEN_RUSTC_LINE_MAX, nested deeper than 512 or of more than 100,000 values.
 * Spans beyond 256 and children beyond 128 are left out, and so are single spans that make no
 * sense. File names are labels; nothing is opened.
 *
 * Texts keep whatever control characters the message holds; see PenDiagnostic.
 *
 * Returns: what the line is
 */
PenRustcLine pen_rustc_message_parse (const char *line,
                                      gsize len,
                                      const char *const *own_files,
                                      PenDiagnostic **ret_diagnostic);

/**
 * pen_rustc_message_is_crash:
 * @line: a line that is TEXT
 * @len: bytes of @line
 *
 * Tells the lines with which a compiler reports its own failure ("thread 'rustc' panicked at",
 * "error: the compiler unexpectedly panicked", "error: rustc interrupted by SIGSEGV", "internal
 * compiler error"). A program's macro can print the same, so believe it only when the compiler also
 * ended as crashes do: with status 101 or by a signal. (An ordinary error ends with status 1.)
 *
 * Returns: TRUE for such a line
 */
gboolean pen_rustc_message_is_crash (const char *line, gsize len);

G_END_DECLS
