/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** PEN_TEST_SLOWER: by how much a sanitizer slows drawing; for limits of time. */
#ifdef __SANITIZE_ADDRESS__
#define PEN_TEST_SLOWER 20
#else
#define PEN_TEST_SLOWER 1
#endif

/** pen_test_recorded: (transfer full) (element-type PenDiagnostic): what a compiler said of
 * tests/fixtures/rustc/src/@name.rs, which it knew as src/main.rs. */
GListStore *pen_test_recorded (const char *name);

/** pen_test_recorded_source: (transfer full): that program. */
char *pen_test_recorded_source (const char *name);

/** pen_test_problem: (transfer full): a made-up message on src/main.rs, from @line:@start to before
 * @end of the same line; @line 0: without a place. */
PenDiagnostic *
pen_test_problem (PenLevel level, const char *message, guint line, guint start, guint end);

/** pen_test_span: (transfer full): a primary place in a file of the program. */
PenSpan *pen_test_span (const char *file, guint line, guint start, guint end);

G_END_DECLS
