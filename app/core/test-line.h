/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "test-row.h"

G_BEGIN_DECLS

/** PEN_TEST_PATH_MAX: bytes of a test's path; a longer one is none. */
#define PEN_TEST_PATH_MAX 1024

/** PenTestResult: how a test ended. */
typedef struct
{
  PenTestState state;
  char *detail; /* (nullable): of IGNORED the reason, of MEASURED the figures */
  gint64 time;  /* µs, or -1 */
} PenTestResult;

/** pen_test_result_clear: frees what is in it. */
void pen_test_result_clear (PenTestResult *result);

/**
 * pen_test_line_parse_head: of "test PATH ... REST", as libtest prints it.
 * @line: without its newline, plain and valid UTF-8, as in all functions below
 * @ret_path: (out) (transfer full): without " - should panic" and the like
 * @ret_rest: (out) (transfer none): points into @line
 *
 * Returns: FALSE when @line is of another form; then nothing is written
 */
gboolean pen_test_line_parse_head (const char *line, char **ret_path, const char **ret_rest);

/** pen_test_line_parse_result: @text is the word behind the dots, and nothing else. FALSE when it
 * is none; then nothing is written. */
gboolean pen_test_line_parse_result (const char *text, PenTestResult *ret_result);

/** pen_test_line_parse_late_result: @text is output of a test with, at its end, the word for its
 * result: one test at a time runs behind "test PATH ... ", and what it prints comes between. */
gboolean pen_test_line_parse_late_result (const char *text, PenTestResult *ret_result);

/** pen_test_line_parse_whole: a test and its result, also behind what another thread printed
 * without a newline. FALSE when there is none; then nothing is written. */
gboolean pen_test_line_parse_whole (const char *line, char **ret_path, PenTestResult *ret_result);

/** pen_test_line_is_path: may be a test's name: no blanks but in a documentation test's, not too
 * long, and nothing that libtest would take for an option. */
gboolean pen_test_line_is_path (const char *text);

/** PenTestSummary: the numbers of "test result: …". */
typedef struct
{
  guint counts[PEN_N_TEST_STATES];
  guint filtered;
  gint64 time; /* µs, or -1 */
} PenTestSummary;

/** pen_test_line_parse_summary: FALSE when @line is no "test result: …". */
gboolean pen_test_line_parse_summary (const char *line, PenTestSummary *ret_summary);

/** pen_test_line_parse_begin: of "running 12 tests" the number. */
gboolean pen_test_line_parse_begin (const char *line, guint *ret_n);

/** pen_test_line_parse_wrapped: (transfer full) (nullable): what stands between @before and @after,
 * when @line is all of that and it may be a test's name. */
char *pen_test_line_parse_wrapped (const char *line, const char *before, const char *after);

G_END_DECLS
