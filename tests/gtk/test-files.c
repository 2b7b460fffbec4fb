/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program between its window and the disk. */
#include "files.h"

#include "display.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  PenFiles *files;
  guint n_changed;
} Fixture;

static void
count (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("playpen-test-XXXXXX", NULL);
  fixture->files = pen_files_new ();
  g_signal_connect_swapped (fixture->files, "changed", G_CALLBACK (count), fixture);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* The thread of a GTask may let go of it a little later. */
  g_object_add_weak_pointer (G_OBJECT (fixture->files), (gpointer *)&fixture->files);
  g_object_unref (fixture->files);
  PEN_WAIT_UNTIL (fixture->files == NULL);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
put (Fixture *fixture, const char *name, const char *text, gssize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, text, size, NULL));
}

static char *
dup_disk (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
assert_disk (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *present = dup_disk (fixture, name);

  g_assert_cmpstr (present, ==, text);
}

static GFile *
locate (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
take_result (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static gboolean
open_paths (Fixture *fixture, const char *one, const char *other, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) first = locate (fixture, one);
  g_autoptr (GFile) second = other != NULL ? locate (fixture, other) : NULL;
  GFile *locations[] = {first, second, NULL};

  pen_files_open_async (fixture->files, locations, NULL, take_result, &result);
  PEN_WAIT_UNTIL (result != NULL);
  return pen_files_open_finish (fixture->files, result, error);
}

/* @name: (nullable): save as */
static gboolean
save (Fixture *fixture, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) location = name != NULL ? locate (fixture, name) : NULL;

  if (location != NULL)
    pen_files_save_as_async (fixture->files, location, NULL, take_result, &result);
  else
    pen_files_save_async (fixture->files, NULL, take_result, &result);
  PEN_WAIT_UNTIL (result != NULL);
  return pen_files_save_finish (fixture->files, result, error);
}

static void
type (Fixture *fixture, const char *name, const char *text)
{
  PenFile *file = pen_files_get (fixture->files, name);

  g_assert_nonnull (file);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (pen_file_get_buffer (file)), text, -1);
}

static char *
dup_names (Fixture *fixture)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->files)); i++)
    {
      g_autoptr (PenFile) file = g_list_model_get_item (G_LIST_MODEL (fixture->files), i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", pen_file_get_name (file));
    }
  return g_string_free (names, FALSE);
}

static void
assert_names (Fixture *fixture, const char *names)
{
  g_autofree char *present = dup_names (fixture);

  g_assert_cmpstr (present, ==, names);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = pen_files_dup_program (fixture->files);
  GBytes *text = pen_sources_get (program->sources, "src/main.rs");

  g_assert_cmpstr (pen_files_get_title (fixture->files), ==, "New Program");
  g_assert_false (pen_files_get_modified (fixture->files));
  g_assert_true (pen_files_needs_location (fixture->files));
  g_assert_true (pen_files_is_single (fixture->files));
  g_assert_null (pen_files_get_location (fixture->files));
  g_assert_nonnull (text);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (text, NULL), 200, "fn main"));
  g_assert_null (program->base);
}

static void
test_changes_are_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = NULL;
  GBytes *text;

  type (fixture, "src/main.rs", "// x\n");
  g_assert_cmpint (fixture->n_changed, ==, 1);
  g_assert_true (pen_files_get_modified (fixture->files));
  program = pen_files_dup_program (fixture->files);
  text = pen_sources_get (program->sources, "src/main.rs");
  g_assert_true (g_str_has_prefix (g_bytes_get_data (text, NULL), "// x\n"));
  g_assert_nonnull (pen_files_add (fixture->files, "grid", NULL));
  g_assert_cmpint (fixture->n_changed, ==, 2);
}

static void
test_save_as (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  type (fixture, "src/main.rs", "// mine\n");
  g_assert_false (save (fixture, "program", &error));
  g_assert_nonnull (strstr (error->message, "program.rs"));
  g_assert_true (save (fixture, "program.rs", NULL));
  text = dup_disk (fixture, "program.rs");
  g_assert_true (g_str_has_prefix (text, "// mine\n"));
  assert_names (fixture, "program.rs");
  g_assert_cmpstr (pen_files_get_title (fixture->files), ==, "program.rs");
  g_assert_false (pen_files_get_modified (fixture->files));
  g_assert_false (pen_files_needs_location (fixture->files));
  type (fixture, "program.rs", "// more\n");
  g_assert_true (save (fixture, NULL, NULL));
  g_free (text);
  text = dup_disk (fixture, "program.rs");
  g_assert_nonnull (strstr (text, "// more\n"));
}

static void
test_save_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (pen_files_add (fixture->files, "grid.rs", NULL));
  type (fixture, "src/grid.rs", "// grid\n");
  g_assert_false (pen_files_is_single (fixture->files));
  put (fixture, "other/src/grid.rs", "precious", -1);
  g_assert_false (save (fixture, "other", &error));
  g_assert_nonnull (strstr (error->message, "empty folder"));
  assert_disk (fixture, "other/src/grid.rs", "precious");
  g_assert_true (save (fixture, "mine", NULL));
  assert_disk (fixture, "mine/src/grid.rs", "// grid\n");
  g_assert_cmpstr (pen_files_get_title (fixture->files), ==, "mine");
}

static void
test_open_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "hello.rs", NULL);
  g_autofree char *big = g_strnfill (3 * 1024 * 1024, 'x');

  put (fixture, "hello.rs", "fn main() {}\r\n", -1);
  g_assert_true (open_paths (fixture, "hello.rs", NULL, NULL));
  assert_names (fixture, "hello.rs");
  g_assert_cmpstr (pen_files_get_title (fixture->files), ==, "hello.rs");
  g_assert_cmpstr (g_file_peek_path (pen_files_get_location (fixture->files)), ==, path);
  g_assert_false (pen_files_get_modified (fixture->files));

  put (fixture, "big.rs", big, -1);
  g_assert_false (open_paths (fixture, "big.rs", NULL, &error));
  g_assert_nonnull (strstr (error->message, "2 MiB"));
  g_clear_error (&error);
  put (fixture,
       "binary.rs",
       "\x7f"
       "ELF\0\0\xff",
       7);
  g_assert_false (open_paths (fixture, "binary.rs", NULL, &error));
  g_assert_nonnull (strstr (error->message, "UTF-8"));
  g_clear_error (&error);
  put (fixture, "latin.rs", "// caf\xe9\n", -1);
  g_assert_false (open_paths (fixture, "latin.rs", NULL, &error));
  g_clear_error (&error);
  g_assert_false (open_paths (fixture, "missing.rs", NULL, &error));
  assert_names (fixture, "hello.rs");
}

static void
test_open_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = NULL;
  GBytes *picture;

  put (fixture, "p/src/main.rs", "mod a;\nfn main() {}\n", -1);
  put (fixture, "p/src/a/mod.rs", "pub mod b;\n", -1);
  put (fixture, "p/src/a/b.rs", "", 0);
  put (fixture, "p/Cargo.toml", "[package]\nname = \"p\"\n", -1);
  put (fixture, "p/cat.png", "\x89PNG\0", 5);
  put (fixture, "p/target/x.rs", "", 0);
  put (fixture, "p/.hidden.rs", "", 0);
  g_assert_true (open_paths (fixture, "p", NULL, NULL));
  assert_names (fixture, "src/main.rs Cargo.toml cat.png src/a/b.rs src/a/mod.rs");
  g_assert_cmpstr (pen_files_get_title (fixture->files), ==, "p");
  program = pen_files_dup_program (fixture->files);
  picture = pen_sources_get (program->sources, "cat.png");
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), "\x89PNG\0", 5);
  g_assert_nonnull (program->base);
}

static void
test_open_two (Fixture *fixture, gconstpointer data)
{
  put (fixture, "main.rs", "mod a;\nfn main() {}\n", -1);
  put (fixture, "a.rs", "", 0);
  g_assert_true (open_paths (fixture, "main.rs", "a.rs", NULL));
  assert_names (fixture, "main.rs a.rs");
  g_assert_cmpstr (pen_files_get_title (fixture->files), ==, "main.rs");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = {"",
                                        "  ",
                                        "../x.rs",
                                        "/etc/x.rs",
                                        ".hidden",
                                        "a//b.rs",
                                        "src/main.rs/x.rs",
                                        "main.rs",
                                        "main"};

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pen_files_add (fixture->files, refused[i], &error));
      g_assert_nonnull (error);
    }
  g_assert_nonnull (pen_files_add (fixture->files, " grid ", NULL));
  g_assert_nonnull (pen_files_add (fixture->files, "shapes/circle.rs", NULL));
  g_assert_nonnull (pen_files_add (fixture->files, "words.txt", NULL));
  g_assert_nonnull (pen_files_add (fixture->files, "build.rs", NULL));
  assert_names (fixture, "src/main.rs build.rs shapes/circle.rs src/grid.rs words.txt");
}

static void
test_taken_on_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (fixture, "hello.rs", "fn main() {}\n", -1);
  put (fixture, "grid.rs", "precious", -1);
  g_assert_true (open_paths (fixture, "hello.rs", NULL, NULL));
  g_assert_null (pen_files_add (fixture->files, "grid.rs", &error));
  g_assert_nonnull (strstr (error->message, "open the folder"));
  g_clear_error (&error);
  g_assert_false (pen_files_rename (fixture->files,
                                    pen_files_get (fixture->files, "hello.rs"),
                                    "grid.rs",
                                    &error));
  assert_disk (fixture, "grid.rs", "precious");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  PenFile *file;

  put (fixture, "p/src/main.rs", "fn main() {}\n", -1);
  put (fixture, "p/src/a.rs", "// a\n", -1);
  g_assert_true (open_paths (fixture, "p", NULL, NULL));
  file = pen_files_get (fixture->files, "src/a.rs");
  type (fixture, "src/a.rs", "// new\n");
  g_assert_true (pen_files_rename (fixture->files, file, "src/deep/b.rs", NULL));
  assert_disk (fixture, "p/src/deep/b.rs", "// a\n");
  assert_disk (fixture, "p/src/a.rs", NULL);
  g_assert_true (pen_file_get_modified (file));
  g_assert_true (save (fixture, NULL, NULL));
  assert_disk (fixture, "p/src/deep/b.rs", "// new\n// a\n");
  g_assert_false (pen_files_rename (fixture->files,
                                    pen_files_get (fixture->files, "src/main.rs"),
                                    "src/main.txt",
                                    &error));
  g_assert_nonnull (strstr (error->message, ".rs"));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (fixture, "p/src/main.rs", "fn main() {}\n", -1);
  put (fixture, "p/src/a.rs", "// a\n", -1);
  g_assert_true (open_paths (fixture, "p", NULL, NULL));
  g_assert_true (
      pen_files_remove (fixture->files, pen_files_get (fixture->files, "src/a.rs"), NULL));
  assert_names (fixture, "src/main.rs");
  g_assert_true (pen_files_get_modified (fixture->files));
  assert_disk (fixture, "p/src/a.rs", "// a\n");
  g_assert_true (pen_files_undo_remove (fixture->files));
  g_assert_false (pen_files_undo_remove (fixture->files));
  assert_names (fixture, "src/main.rs src/a.rs");
  g_assert_false (pen_files_get_modified (fixture->files));
  g_assert_true (
      pen_files_remove (fixture->files, pen_files_get (fixture->files, "src/a.rs"), NULL));
  g_assert_true (save (fixture, NULL, NULL));
  assert_disk (fixture, "p/src/a.rs", NULL);
  g_assert_false (pen_files_get_modified (fixture->files));
  g_assert_false (
      pen_files_remove (fixture->files, pen_files_get (fixture->files, "src/main.rs"), &error));
  g_assert_nonnull (error);
}

static void
test_origin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenSources) sources = pen_sources_new ();
  g_autoptr (GBytes) one = g_bytes_new_static ("one\ntwo\n", 8);
  g_autoptr (GBytes) back = NULL;
  PenFile *file;

  pen_sources_add (sources, "src/main.rs", one, NULL);
  pen_sources_add (sources, "src/a.rs", one, NULL);
  pen_files_set_copy (fixture->files, sources, "Hello");
  g_assert_cmpstr (pen_files_get_title (fixture->files), ==, "Hello");
  g_assert_true (pen_files_get_has_origin (fixture->files));
  file = pen_files_get (fixture->files, "src/main.rs");
  type (fixture, "src/main.rs", "changed ");
  g_assert_true (
      pen_files_remove (fixture->files, pen_files_get (fixture->files, "src/a.rs"), NULL));
  pen_files_restore_origin (fixture->files);
  assert_names (fixture, "src/main.rs src/a.rs");
  back = pen_file_dup_bytes (file);
  g_assert_true (g_bytes_equal (back, one));
  gtk_text_buffer_undo (GTK_TEXT_BUFFER (pen_file_get_buffer (file)));
  g_bytes_unref (back);
  back = pen_file_dup_bytes (file);
  g_assert_cmpint (g_bytes_get_size (back), ==, 16);
  pen_files_set_new (fixture->files);
  g_assert_false (pen_files_get_has_origin (fixture->files));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/gtk/files/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  pen_test_init (&argc, &argv);
  ADD ("begins-with-a-program-that-runs", test_new);
  ADD ("changes-are-told", test_changes_are_told);
  ADD ("saves-one-file", test_save_as);
  ADD ("saves-a-folder", test_save_folder);
  ADD ("opens-a-file", test_open_file);
  ADD ("opens-a-folder", test_open_folder);
  ADD ("opens-two-files", test_open_two);
  ADD ("names-of-new-files", test_names);
  ADD ("what-is-on-the-disk-is-safe", test_taken_on_disk);
  ADD ("renames-on-the-disk", test_rename);
  ADD ("removes-when-saved", test_remove);
  ADD ("back-to-the-original", test_origin);
  return g_test_run ();
}
