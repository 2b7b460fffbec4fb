/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Projects that others packed: what comes in of them, under which names, and what is said. */
#include "core.h"

#include <string.h>

#include "zip-reader.h"
#include "zip-writer.h"

/* Names one by one; each file holds its name. */
G_GNUC_NULL_TERMINATED
static GPtrArray *
make_entries (const char *name, ...)
{
  GPtrArray *entries = pen_archive_entries_new ();
  va_list args;

  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    {
      g_autoptr (GBytes) bytes = g_bytes_new (name, strlen (name));

      g_ptr_array_add (entries, pen_archive_entry_new (name, bytes));
    }
  va_end (args);
  return entries;
}

/* "name=what it was|…", then how many notes. */
static char *
describe (const PenProgram *program)
{
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < program->sources->files->len; i++)
    {
      const PenSource *file = program->sources->files->pdata[i];

      g_string_append_printf (result,
                              "%s=%.*s|",
                              file->name,
                              (int)g_bytes_get_size (file->bytes),
                              (const char *)g_bytes_get_data (file->bytes, NULL));
    }
  g_string_append_printf (result, "%u", program->notes->len);
  return g_string_free (result, FALSE);
}

static void
assert_program (GPtrArray *entries, PenForeignKind kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = pen_project_import_entries (entries, kind, &error);
  g_autofree char *result = NULL;

  g_assert_no_error (error);
  result = describe (program);
  g_assert_cmpstr (result, ==, expected);
}

static PenForeignKind
detect (const char *bytes, gsize length, const char *name)
{
  g_autoptr (GBytes) wrapped = g_bytes_new (bytes, length);

  return pen_project_import_detect (wrapped, name);
}

static void
test_kinds (void)
{
  g_autofree char *own =
      g_strdup_printf ("PK\3\4%26smimetypeapplication/vnd.playpen.session+zip", "");

  g_assert_cmpint (detect (own, strlen (own), "talk.zip"), ==, PEN_FOREIGN_SNAPSHOT);
  g_assert_cmpint (detect (own, strlen (own) - 1, "talk.playpen"), ==, PEN_FOREIGN_ZIP);
  g_assert_cmpint (detect ("PK\3\4", 4, "a.rs"), ==, PEN_FOREIGN_ZIP);
  g_assert_cmpint (detect ("PK\5\6", 4, NULL), ==, PEN_FOREIGN_ZIP);
  g_assert_cmpint (detect ("\x1f\x8b\x08", 3, "a.crate"), ==, PEN_FOREIGN_CRATE);
  g_assert_cmpint (detect ("fn main() {}", 12, "a.rs"), ==, PEN_FOREIGN_RUST);
  g_assert_cmpint (detect ("", 0, "a.rs"), ==, PEN_FOREIGN_RUST);
  g_assert_cmpint (detect ("PK", 2, NULL), ==, PEN_FOREIGN_RUST);
  g_assert_cmpint (detect ("fn main() {}", 12, "a.txt"), ==, PEN_FOREIGN_UNKNOWN);
  g_assert_cmpint (detect ("\x7f"
                           "ELF\0",
                           5,
                           "a.rs"),
                   ==,
                   PEN_FOREIGN_UNKNOWN);
  g_assert_cmpint (detect ("\xff\xfe"
                           "f\0",
                           4,
                           "a.rs"),
                   ==,
                   PEN_FOREIGN_UNKNOWN);
}

static void
test_a_zip (void)
{
  g_autoptr (GPtrArray) flat = make_entries ("src/main.rs", "Cargo.toml", "data/a.bin", NULL);
  g_autoptr (GPtrArray) wrapped = make_entries ("talk-main/README.md",
                                                "talk-main/.gitignore",
                                                ".DS_Store",
                                                "__MACOSX/talk-main/._README.md",
                                                "talk-main/.git/config",
                                                "talk-main/src/main.rs",
                                                "talk-main/target/debug/main",
                                                "talk-main/sub/target/x",
                                                NULL);
  g_autoptr (GPtrArray) deep = make_entries ("a/b/src/lib.rs", "a/b/src/a.rs", NULL);
  g_autoptr (GPtrArray) two = make_entries ("a/main.rs", "b/main.rs", NULL);
  g_autoptr (GPtrArray) near = make_entries ("ab/main.rs", "a/main.rs", NULL);
  g_autoptr (GPtrArray) one = make_entries ("folder/hello.rs", NULL);

  assert_program (flat,
                  PEN_FOREIGN_ZIP,
                  "Cargo.toml=Cargo.toml|data/a.bin=data/a.bin|src/main.rs=src/main.rs|0");
  assert_program (wrapped,
                  PEN_FOREIGN_ZIP,
                  "README.md=talk-main/README.md|src/main.rs=talk-main/src/main.rs|"
                  "sub/target/x=talk-main/sub/target/x|0");
  assert_program (deep, PEN_FOREIGN_ZIP, "src/a.rs=a/b/src/a.rs|src/lib.rs=a/b/src/lib.rs|0");
  assert_program (two, PEN_FOREIGN_ZIP, "a/main.rs=a/main.rs|b/main.rs=b/main.rs|0");
  assert_program (near, PEN_FOREIGN_ZIP, "a/main.rs=a/main.rs|ab/main.rs=ab/main.rs|0");
  assert_program (one, PEN_FOREIGN_ZIP, "hello.rs=folder/hello.rs|0");
}

static void
test_a_crate (void)
{
  g_autoptr (GPtrArray) entries = make_entries ("rand-0.8.5/.cargo_vcs_info.json",
                                                "rand-0.8.5/Cargo.lock",
                                                "rand-0.8.5/Cargo.toml",
                                                "rand-0.8.5/Cargo.toml.orig",
                                                "rand-0.8.5/src/lib.rs",
                                                NULL);

  assert_program (entries,
                  PEN_FOREIGN_CRATE,
                  "Cargo.lock=rand-0.8.5/Cargo.lock|Cargo.toml=rand-0.8.5/Cargo.toml|"
                  "src/lib.rs=rand-0.8.5/src/lib.rs|0");
}

/* What could name programs to run is not honoured, and names that cannot be are left out. */
static void
test_notes (void)
{
  g_autoptr (GPtrArray) entries = make_entries ("x/.cargo/config.toml",
                                                "x/rust-toolchain.toml",
                                                "x/-rf.rs",
                                                "x/build.rs",
                                                "x/src/main.rs",
                                                NULL);

  assert_program (entries,
                  PEN_FOREIGN_ZIP,
                  "build.rs=x/build.rs|rust-toolchain.toml=x/rust-toolchain.toml|"
                  "src/main.rs=x/src/main.rs|3");
}

static void
assert_refused (GPtrArray *entries, PenCoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pen_project_import_entries (entries, PEN_FOREIGN_ZIP, &error));
  g_assert_error (error, PEN_CORE_ERROR, (int)code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_refused (void)
{
  g_autoptr (GPtrArray) none = pen_archive_entries_new ();
  g_autoptr (GPtrArray) text = make_entries ("a.txt", "target/a.rs", ".hidden/a.rs", NULL);
  g_autoptr (GPtrArray) script = make_entries ("build.rs", NULL);
  g_autoptr (GPtrArray) many = make_entries ("main.rs", NULL);
  g_autoptr (GPtrArray) large = pen_archive_entries_new ();
  g_autoptr (GPtrArray) heavy = make_entries ("main.rs", NULL);
  g_autofree char *three = g_malloc0 (3 * 1024 * 1024);
  g_autoptr (GBytes) bytes = g_bytes_new (three, 3 * 1024 * 1024);

  for (guint i = 0; i < PEN_PROGRAM_MAX_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);
      g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

      g_ptr_array_add (many, pen_archive_entry_new (name, empty));
    }
  g_ptr_array_add (large, pen_archive_entry_new ("main.rs", bytes));
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.bin", i);

      g_ptr_array_add (heavy, pen_archive_entry_new (name, bytes));
    }
  assert_refused (none, PEN_CORE_ERROR_INPUT);
  assert_refused (text, PEN_CORE_ERROR_INPUT);
  assert_refused (script, PEN_CORE_ERROR_INPUT);
  assert_refused (many, PEN_CORE_ERROR_TOO_BIG);
  assert_refused (large, PEN_CORE_ERROR_TOO_BIG);
  assert_refused (heavy, PEN_CORE_ERROR_TOO_BIG);
}

/* --- Whole files --- */

static char *
import (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = pen_project_import_file (bytes, name, &error);

  if (program != NULL)
    return describe (program);
  g_assert_true (error->domain == PEN_CORE_ERROR);
  return g_strdup_printf ("error %d", error->code);
}

static void
assert_import (GBytes *bytes, const char *name, const char *expected)
{
  g_autofree char *result = import (bytes, name);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_files (void)
{
  g_autoptr (GBytes) rust = g_bytes_new_static ("fn f", 4);
  g_autoptr (GBytes) zip_garbage = g_bytes_new_static ("PK\3\4garbage", 11);
  g_autoptr (GBytes) gzip_garbage = g_bytes_new_static ("\x1f\x8bgarbage", 9);
  g_autoptr (GBytes) binary = g_bytes_new_static ("\0\1", 2);
  g_autoptr (PenZipWriter) writer = pen_zip_writer_new ();
  g_autoptr (GBytes) zip = NULL;

  assert_import (rust, "größe.rs", "größe.rs=fn f|0");
  assert_import (rust, NULL, "src/main.rs=fn f|0");
  assert_import (rust, "-x.rs", "src/main.rs=fn f|0");
  assert_import (rust, ".rs", "src/main.rs=fn f|0");
  assert_import (zip_garbage, "a.zip", "error 2");
  assert_import (gzip_garbage, "a.crate", "error 2");
  assert_import (binary, "a.rs", "error 2");
  g_assert_true (pen_zip_writer_add (writer, "talk/src/main.rs", rust, FALSE, NULL));
  zip = pen_zip_writer_finish (writer, NULL);
  assert_import (zip, "talk.zip", "src/main.rs=fn f|0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/project-import/kinds", test_kinds);
  g_test_add_func ("/core/project-import/a-zip", test_a_zip);
  g_test_add_func ("/core/project-import/a-crate", test_a_crate);
  g_test_add_func ("/core/project-import/notes", test_notes);
  g_test_add_func ("/core/project-import/refused", test_refused);
  g_test_add_func ("/core/project-import/files", test_files);
  return g_test_run ();
}
