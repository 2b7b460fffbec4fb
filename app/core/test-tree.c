/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The tree of a test report: rows by their paths, modules made as tests below them appear. */
#include "test-tree.h"

#include <string.h>

#include "test-report.h"
#include "test-row-private.h"

struct _PenTestTree
{
  GListStore *roots;
  GHashTable *modules; /* path -> PenTestRow, not owned */
  GHashTable *tests;   /* the same, of the present program */
  guint n_rows;
  guint n_dropped;
};

PenTestTree *
pen_test_tree_new (void)
{
  PenTestTree *tree = g_new0 (PenTestTree, 1);

  tree->roots = g_list_store_new (PEN_TYPE_TEST_ROW);
  tree->modules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tree->tests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return tree;
}

void
pen_test_tree_free (PenTestTree *tree)
{
  g_object_unref (tree->roots);
  g_hash_table_unref (tree->modules);
  g_hash_table_unref (tree->tests);
  g_free (tree);
}

GListModel *
pen_test_tree_get_roots (PenTestTree *tree)
{
  return G_LIST_MODEL (tree->roots);
}

guint
pen_test_tree_get_n_dropped (PenTestTree *tree)
{
  return tree->n_dropped;
}

PenTestRow *
pen_test_tree_find (PenTestTree *tree, const char *path)
{
  return g_hash_table_lookup (tree->tests, path);
}

static void
take_row (PenTestTree *tree, PenTestRow *parent, PenTestRow *row)
{
  tree->n_rows++;
  if (parent != NULL)
    {
      pen_test_row_take_child (parent, row);
      return;
    }
  g_list_store_insert_sorted (tree->roots, row, pen_test_row_compare, NULL);
  g_object_unref (row);
}

/* The module whose path is the first @length bytes of @path; @name is its last part. */
static PenTestRow *
ensure_module (PenTestTree *tree,
               PenTestRow *parent,
               const char *path,
               gsize length,
               const char *name)
{
  g_autofree char *whole = g_strndup (path, length);
  g_autofree char *last = g_strndup (name, length - (gsize)(name - path));
  PenTestRow *row = g_hash_table_lookup (tree->modules, whole);

  if (row != NULL || tree->n_rows >= PEN_TEST_ROWS_MAX)
    return row;
  row = pen_test_row_new_module (parent, last, whole);
  g_hash_table_insert (tree->modules, g_steal_pointer (&whole), row);
  take_row (tree, parent, row);
  return row;
}

/* Where the next part of a path begins: behind "::" or, in a documentation test's, behind " - ".
 * NULL behind the last. */
static const char *
find_separator (const char *part, gsize *ret_length)
{
  const char *colons = strstr (part, "::"), *dash = strstr (part, " - ");
  const char *first = dash != NULL && (colons == NULL || dash < colons) ? dash : colons;

  *ret_length = first == dash ? strlen (" - ") : strlen ("::");
  return first;
}

PenTestRow *
pen_test_tree_ensure (PenTestTree *tree, const char *path)
{
  PenTestRow *row = pen_test_tree_find (tree, path), *parent = NULL;
  const char *part = path;

  if (row != NULL)
    return row;
  for (guint depth = 0; depth < PEN_TEST_DEPTH_MAX; depth++)
    {
      gsize length = 0;
      const char *end = find_separator (part, &length);

      if (end == NULL || end == part || end[length] == '\0')
        break;
      parent = ensure_module (tree, parent, path, (gsize)(end - path), part);
      if (parent == NULL)
        break;
      part = end + length;
    }
  if (tree->n_rows >= PEN_TEST_ROWS_MAX)
    {
      tree->n_dropped++;
      return NULL;
    }
  row = pen_test_row_new (parent, part, path);
  g_hash_table_insert (tree->tests, g_strdup (path), row);
  take_row (tree, parent, row);
  return row;
}

gboolean
pen_test_tree_finish (PenTestTree *tree)
{
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, tree->tests);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (pen_test_row_get_state (row) == PEN_TEST_RUNNING)
      {
        pen_test_row_set_state (row, PEN_TEST_UNFINISHED);
        any = TRUE;
      }
  return any;
}

void
pen_test_tree_forget (PenTestTree *tree)
{
  g_hash_table_remove_all (tree->tests);
}
