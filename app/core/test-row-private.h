/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "test-row.h"

G_BEGIN_DECLS

/* A new test below @parent (nullable, not owned), RUNNING, or a new module. */
PenTestRow *pen_test_row_new (PenTestRow *parent, const char *name, const char *path);
PenTestRow *pen_test_row_new_module (PenTestRow *parent, const char *name, const char *path);

/* Puts @child among the rows of a module. */
void pen_test_row_take_child (PenTestRow *self, PenTestRow *child);

void pen_test_row_set_state (PenTestRow *self, PenTestState state);
void pen_test_row_set_detail (PenTestRow *self, const char *detail);
void pen_test_row_set_time (PenTestRow *self, gint64 time);

/* Sets the output and finds the place in it. */
void pen_test_row_set_output (PenTestRow *self, const char *output, const PenLinks *links);

/* For g_list_store_insert_sorted(). */
gint pen_test_row_compare (gconstpointer a, gconstpointer b, gpointer data);

G_END_DECLS
