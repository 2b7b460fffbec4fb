/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Names of documented items, from the names of rustdoc's files: struct.HashMap.html in
 * std/collections. rustdoc's own index is a script of megabytes in a form that changes. */
#include "docs-index.h"

#include <string.h>

#define MAX_DEPTH 6
#define MAX_FILES 50000

typedef struct
{
  const char *word; /* as files begin with it */
  guint rank;       /* smaller is better */
} Kind;

/* In the order in which a name is looked for in one module. */
static const Kind kinds[] = {
    {"keyword", 0},
    {"primitive", 0},
    {"trait", 1},
    {"struct", 1},
    {"enum", 1},
    {"union", 1},
    {"fn", 4},
    {"traitalias", 5},
    {"type", 6},
    {"constant", 7},
    {"static", 7},
    {"macro", 1},
    {"attr", 1},
    {"derive", 2},
};
#define MODULE_RANK 3

typedef struct
{
  char *path;
  guint rank;
} Entry;

struct _PenDocsIndex
{
  GHashTable *entries; /* name -> Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry);
}

/* --- How well a page fits a name --- */

/* Of equal kinds: what is named as its module (error::Error), then what programs use most. */
static guint
rate_place (const char *directory, const char *name)
{
  static const char *const common[] = {"std/io", "std/collections", "std/sync", "std/cmp"};
  g_autofree char *module = g_path_get_basename (directory);
  guint depth = 0;

  if (g_ascii_strcasecmp (module, name) == 0)
    return 0;
  for (const char *c = directory; *c != '\0'; c++)
    depth += *c == '/' ? 1 : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    if (g_str_equal (directory, common[i]))
      return 1;
  return g_str_has_prefix (directory, "std/os") ? 9 : depth + 1;
}

static void
add (PenDocsIndex *index, const char *key, const char *name, const char *path, guint rank)
{
  g_autofree char *directory = g_path_get_dirname (path);
  Entry *entry = g_hash_table_lookup (index->entries, key);

  rank = rank * 10 + rate_place (directory, name);
  if (entry != NULL &&
      (entry->rank < rank || (entry->rank == rank && strcmp (entry->path, path) < 0)))
    return;
  entry = g_new0 (Entry, 1);
  entry->path = g_strdup (path);
  entry->rank = rank;
  g_hash_table_replace (index->entries, g_strdup (key), entry);
}

/* "struct.HashMap.html" */
static void
add_file (PenDocsIndex *index, const char *directory, const char *file)
{
  g_auto (GStrv) parts = g_strsplit (file, ".", 4);
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[2], "html") ||
      strchr (parts[1], '!') != NULL)
    return;
  path = g_build_filename (directory, file, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (parts[0], kinds[i].word))
        continue;
      if (g_str_equal (parts[0], "macro"))
        key = g_strconcat (parts[1], "!", NULL);
      else if (g_str_equal (parts[0], "attr"))
        key = g_strconcat ("#", parts[1], NULL);
      else
        key = g_strdup (parts[1]);
      add (index, key, parts[1], path, kinds[i].rank);
      return;
    }
}

static void
add_directory (PenDocsIndex *index,
               const char *folder,
               const char *directory,
               guint depth,
               guint *n_files)
{
  g_autofree char *whole = g_build_filename (folder, directory, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL && (*n_files)++ < MAX_FILES)
    {
      g_autofree char *child = g_build_filename (directory, entry, NULL);
      g_autofree char *page = NULL;
      g_autofree char *whole_page = NULL;

      if (strchr (entry, '.') != NULL)
        {
          add_file (index, directory, entry);
          continue;
        }
      page = g_build_filename (child, "index.html", NULL);
      whole_page = g_build_filename (folder, page, NULL);
      /* Thousands of functions for processors, which nobody means by a word. */
      if (g_str_equal (entry, "arch") || !g_file_test (whole_page, G_FILE_TEST_EXISTS))
        continue;
      add (index, entry, entry, page, MODULE_RANK);
      if (depth < MAX_DEPTH)
        add_directory (index, folder, child, depth + 1, n_files);
    }
}

PenDocsIndex *
pen_docs_index_new (const char *folder)
{
  PenDocsIndex *index = g_new0 (PenDocsIndex, 1);
  guint n_files = 0;

  index->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  add_directory (index, folder, "std", 1, &n_files);
  return index;
}

void
pen_docs_index_free (PenDocsIndex *index)
{
  g_hash_table_unref (index->entries);
  g_free (index);
}

const char *
pen_docs_index_get (const PenDocsIndex *index, const char *name)
{
  const Entry *entry = g_hash_table_lookup (index->entries, name);

  return entry != NULL ? entry->path : NULL;
}

static gboolean
exists (const char *folder, const char *path)
{
  g_autofree char *whole = g_build_filename (folder, path, NULL);

  return g_file_test (whole, G_FILE_TEST_IS_REGULAR);
}

char *
pen_docs_find_item (const char *folder, const char *directory, const char *name)
{
  gsize length = strlen (name);
  const gboolean is_macro = length > 1 && name[length - 1] == '!';
  g_autofree char *stem = g_strndup (name, is_macro ? length - 1 : length);
  g_autofree char *module = g_build_filename (directory, stem, "index.html", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s.%s.html", kinds[i].word, stem);
      g_autofree char *path = g_build_filename (directory, file, NULL);

      if (is_macro == g_str_equal (kinds[i].word, "macro") && exists (folder, path))
        return g_steal_pointer (&path);
    }
  return !is_macro && exists (folder, module) ? g_steal_pointer (&module) : NULL;
}
