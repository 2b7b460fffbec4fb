/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/** pen_test_words_get_state: (transfer none): "passed", translated. */
const char *pen_test_words_get_state (PenTestState state);

/** pen_test_words_get_icon: (transfer none): the name of a symbolic icon. */
const char *pen_test_words_get_icon (PenTestState state);

/** pen_test_words_get_style: (transfer none) (nullable): a style class that gives @state's colour,
 * beside icon and word. */
const char *pen_test_words_get_style (PenTestState state);

/** pen_test_words_dup_time: (transfer full): @time: µs: "0.02 s". */
char *pen_test_words_dup_time (gint64 time);

/** pen_test_words_dup_counts: (transfer full): "3 passed, 1 failed"; states with no test are left
 * out.
 * @counts: PEN_N_TEST_STATES numbers */
char *pen_test_words_dup_counts (const guint *counts);

/** pen_test_words_dup_summary: (transfer full): of a whole run: "3 passed, 1 failed in 0.02 s". */
char *pen_test_words_dup_summary (PenTestReport *report);

/** pen_test_words_dup_note: (transfer full) (nullable): what the list does not show, a sentence. */
char *pen_test_words_dup_note (PenTestReport *report);

/** pen_test_words_get_worst: the state that the run as a whole is in. */
PenTestState pen_test_words_get_worst (PenTestReport *report);

G_END_DECLS
