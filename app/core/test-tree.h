/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "test-row.h"

G_BEGIN_DECLS

/** PenTestTree: the rows of one report, found by their paths. For test-report.c alone. */
typedef struct _PenTestTree PenTestTree;

/** pen_test_tree_new: (transfer full): no rows. */
PenTestTree *pen_test_tree_new (void);
void pen_test_tree_free (PenTestTree *tree);

/** pen_test_tree_get_roots: (transfer none): the outermost rows (PenTestRow), by name. */
GListModel *pen_test_tree_get_roots (PenTestTree *tree);

/** pen_test_tree_get_n_dropped: tests that have no row, because there are PEN_TEST_ROWS_MAX. */
guint pen_test_tree_get_n_dropped (PenTestTree *tree);

/** pen_test_tree_find: (transfer none) (nullable): the present program's test of that path. */
PenTestRow *pen_test_tree_find (PenTestTree *tree, const char *path);

/** pen_test_tree_ensure: (transfer none) (nullable): the same; made, with its modules, if it is not
 * there; NULL when there are too many. */
PenTestRow *pen_test_tree_ensure (PenTestTree *tree, const char *path);

/** pen_test_tree_finish: what runs now will not come to its end. TRUE if there was any. */
gboolean pen_test_tree_finish (PenTestTree *tree);

/** pen_test_tree_forget: the next program's tests are others, though they be named the same. */
void pen_test_tree_forget (PenTestTree *tree);

G_END_DECLS
