/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A file and a place in it, as people and compilers write them. */
#include "open-argument.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *text;
  const char *name;
  guint line;
  guint column;
} Row;

static void
test_places (void)
{
  static const Row rows[] = {
      {"main.rs", "main.rs", 0, 0},
      {"main.rs:4", "main.rs", 4, 0},
      {"main.rs:4:23", "main.rs", 4, 23},
      {"src/main.rs:4:23", "src/main.rs", 4, 23},
      {"main.rs:0", "main.rs:0", 0, 0},
      {"main.rs:-1", "main.rs:-1", 0, 0},
      {"main.rs:x", "main.rs:x", 0, 0},
      {"main.rs:", "main.rs:", 0, 0},
      {":4", ":4", 0, 0},
      {"main.rs:99999999999", "main.rs:99999999999", 0, 0},
      {"1:2:3:4", "1:2", 3, 4},
      {"odd:7", "odd:7", 0, 0},
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("playpen-XXXXXX", &error);
  g_autofree char *odd = g_build_filename (folder, "odd:7", NULL);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (odd, "", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PenOpenArgument) argument = pen_open_argument_new (rows[i].text, folder);
      g_autofree char *path = g_build_filename (folder, rows[i].name, NULL);

      g_assert_cmpstr (g_file_peek_path (argument->file), ==, path);
      g_assert_cmpuint (argument->line, ==, rows[i].line);
      g_assert_cmpuint (argument->column, ==, rows[i].column);
    }
  g_remove (odd);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gtk/open-argument/places", test_places);
  return g_test_run ();
}
