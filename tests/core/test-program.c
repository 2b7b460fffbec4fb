/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How a program comes in from the disk: what is taken, what is passed over, what is refused and in
 * which words. In a directory of its own, `here`, with `other` beside it. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core.h"

#define MIB (1024 * 1024)
#define NOBODY 65534

typedef struct
{
  char *top;
  char *before; /* the directory that the test was started in */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *made = g_dir_make_tmp ("playpen-program-XXXXXX", NULL);
  char *real = realpath (made, NULL);

  fixture->top = g_strdup (real);
  free (real);
  fixture->before = g_get_current_dir ();
  g_assert_cmpint (g_chdir (fixture->top), ==, 0);
  g_assert_cmpint (g_mkdir ("here", 0755), ==, 0);
  g_assert_cmpint (g_mkdir ("other", 0755), ==, 0);
  g_assert_cmpint (g_chdir ("here"), ==, 0);
}

/* Links are removed and not followed. */
static void
remove_tree (const char *path)
{
  struct stat st;

  g_assert_cmpint (lstat (path, &st), ==, 0);
  if (S_ISDIR (st.st_mode))
    {
      g_autoptr (GDir) dir = NULL;
      const char *entry;

      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while ((entry = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, entry, NULL);

          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_chdir (fixture->before), ==, 0);
  remove_tree (fixture->top);
  g_free (fixture->top);
  g_free (fixture->before);
}

static void
put_text (const char *name, const char *text)
{
  g_autofree char *dir = g_path_get_dirname (name);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0755), ==, 0);
  g_assert_true (g_file_set_contents (name, text, -1, NULL));
}

static void
put (const char *name)
{
  put_text (name, name);
}

/* A file of zeros that takes no room. */
static void
put_size (const char *name, gsize size)
{
  put_text (name, "");
  g_assert_cmpint (truncate (name, (off_t)size), ==, 0);
}

static void
put_socket (const char *name)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, name, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  close (fd);
}

/* "NAME NAME …", in order. */
static char *
list (const PenProgram *program)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < program->sources->files->len; i++)
    g_ptr_array_add (names, ((PenSource *)program->sources->files->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **)names->pdata);
}

static PenProgram *
load (const char *const *paths, GError **error)
{
  g_autoptr (PenProgram) program = pen_program_new ();

  return pen_program_add_paths (program, paths, error) ? g_steal_pointer (&program) : NULL;
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* @base: relative to the top */
static void
assert_loads (Fixture *fixture, const char *const *paths, const char *base, const char *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = load (paths, &error);
  g_autofree char *wanted_base = g_canonicalize_filename (base, fixture->top);
  g_autofree char *listed = NULL;

  g_assert_no_error (error);
  listed = list (program);
  g_assert_cmpstr (listed, ==, names);
  g_assert_cmpstr (program->base, ==, wanted_base);
}

/* @words: parted by "|" */
static void
assert_refuses (const char *const *paths, GQuark domain, int code, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PenProgram) program = load (paths, &error);

  g_assert_null (program);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, domain, code);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (error->message, parts[i]) == NULL)
      g_error ("\"%s\" is not in \"%s\"", parts[i], error->message);
}

#define assert_input(paths, words)                                                                 \
  assert_refuses (paths, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT, words)
#define assert_too_big(paths, words)                                                               \
  assert_refuses (paths, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG, words)
#define assert_name(paths, words)                                                                  \
  assert_refuses (paths, PEN_TOOLCHAIN_ERROR, PEN_TOOLCHAIN_ERROR_INPUT, words)

/* As somebody who is not root; back by stop_being_nobody(). */
static void
be_nobody (void)
{
  if (getuid () != 0)
    return;
  g_assert_cmpint (seteuid (NOBODY), ==, 0);
  prctl (PR_SET_DUMPABLE, 1, 0, 0, 0); /* else its own /proc/self would be closed to it */
}

static void
stop_being_nobody (void)
{
  if (getuid () != 0)
    return;
  g_assert_cmpint (seteuid (0), ==, 0);
  prctl (PR_SET_DUMPABLE, 1, 0, 0, 0);
}

/* --- Directories --- */

static void
put_everything (void)
{
  put ("src/main.rs");
  put ("src/deep/er/mod.rs");
  put ("src/target/kept.rs");
  put ("data.txt");
  put ("Cargo.toml");
  put ("target/debug/left-out.rs");
  put (".hidden.rs");
  put (".git/config");
  put ("src/.swp");
  g_assert_cmpint (symlink ("data.txt", "link.txt"), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", "src/passwd.rs"), ==, 0);
  g_assert_cmpint (symlink ("src", "link-to-folder"), ==, 0);
  g_assert_cmpint (symlink ("..", "src/up"), ==, 0);
  g_assert_cmpint (symlink ("loop.rs", "loop.rs"), ==, 0);
  g_assert_cmpint (symlink ("nowhere", "dangling.rs"), ==, 0);
  g_assert_cmpint (mkfifo ("src/pipe.rs", 0600), ==, 0);
  put_socket ("socket.rs");
  g_assert_cmpint (g_mkdir ("empty", 0755), ==, 0);
}

/* The same folder is always the same program, however it is named. */
static void
test_directory (Fixture *fixture, gconstpointer data)
{
  static const char names[] =
      "Cargo.toml data.txt src/deep/er/mod.rs src/main.rs src/target/kept.rs";
  g_autofree char *absolute = g_build_filename (fixture->top, "here", NULL);

  put_everything ();
  assert_loads (fixture, PATHS ("."), "here", names);
  assert_loads (fixture, PATHS (absolute), "here", names);
  assert_loads (fixture, PATHS ("../here/"), "here", names);
  assert_loads (fixture, PATHS ("src/.."), "here", names);
}

static void
test_directory_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = NULL;
  g_autofree char *path = NULL;
  g_autofree char *wanted = g_build_filename (fixture->top, "here/src/main.rs", NULL);
  GBytes *bytes;

  put_text ("src/main.rs", "fn main() {}\n");
  program = load (PATHS ("."), NULL);
  bytes = pen_sources_get (program->sources, "src/main.rs");
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "fn main() {}\n", 13);
  path = pen_program_dup_path (program, "src/main.rs");
  g_assert_cmpstr (path, ==, wanted);
}

static void
test_directory_without_rust (Fixture *fixture, gconstpointer data)
{
  assert_input (PATHS ("."), "no Rust file|src/main.rs");
  put ("README.md");
  put ("target/x.rs");
  put (".x.rs");
  assert_input (PATHS ("."), "no Rust file");
}

/* "d/d/…", @depth folders, and in the last a file. */
static void
put_deep (const char *root, guint depth)
{
  g_autoptr (GString) path = g_string_new (root);

  for (guint i = 0; i < depth; i++)
    g_string_append (path, "/d");
  g_string_append (path, "/main.rs");
  put (path->str);
}

static void
test_depth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = NULL;

  put_deep ("deepest", 32);
  program = load (PATHS ("deepest"), NULL);
  g_assert_nonnull (program);
  put_deep ("deeper", 33);
  assert_too_big (PATHS ("deeper"), "32 deep|d/d/d");
}

static void
test_many_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = NULL;

  put ("main.rs");
  for (guint i = 0; i < PEN_PROGRAM_MAX_FILES - 1; i++)
    {
      g_autofree char *name = g_strdup_printf ("data/%u", i);

      put (name);
    }
  program = load (PATHS ("."), NULL);
  g_assert_cmpuint (program->sources->files->len, ==, PEN_PROGRAM_MAX_FILES);
  put ("zz.rs");
  assert_too_big (PATHS ("."), "zz.rs|1001|1000");
}

static void
test_many_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = NULL;

  put_size ("main.rs", 0);
  put_size ("a.bin", 16 * MIB);
  program = load (PATHS ("."), NULL);
  g_assert_nonnull (program);
  put_size ("a.bin", 16 * MIB + 1);
  assert_too_big (PATHS ("."), "a.bin|16 MiB");
  put_size ("a.bin", G_GUINT64_CONSTANT (1) << 40);
  assert_too_big (PATHS ("."), "a.bin|16 MiB");
}

/* Together, not each; the sentence tells the limit, not what is left of it. */
static void
test_many_bytes_together (Fixture *fixture, gconstpointer data)
{
  put ("main.rs");
  put_size ("a.bin", 10 * MIB);
  put_size ("b.bin", 7 * MIB);
  assert_too_big (PATHS ("."), "b.bin|all files|16 MiB");
  put_size ("b.bin", 5 * MIB);
  put_size ("z.rs", 2 * MIB);
  assert_too_big (PATHS ("."), "z.rs|all files|16 MiB");
}

static void
test_large_rust (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = NULL;

  put_size ("main.rs", 2 * MIB);
  program = load (PATHS ("main.rs"), NULL);
  g_assert_nonnull (program);
  put_size ("main.rs", 2 * MIB + 1);
  assert_too_big (PATHS ("main.rs"), "main.rs|2 MiB|include_str!");
  put_size ("main.rs", 3 * MIB);
  assert_too_big (PATHS ("."), "main.rs|2 MiB|include_str!");
}

static void
test_bad_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *words;
  } cases[] = {{"-o.rs", "-o.rs|dash"},
               {"a\nb.rs", "a\\nb.rs|control"},
               {"\x1b[31mred.rs", "\\033[31mred.rs|control"},
               {"\xff.rs", "\\377.rs|UTF-8"}};

  put ("main.rs");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      put (cases[i].file);
      assert_name (PATHS ("."), cases[i].words);
      g_assert_cmpint (g_remove (cases[i].file), ==, 0);
    }
}

static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = g_strnfill (100, 'x');
  g_autofree char *name = g_strconcat (part, "/", part, ".rs", NULL);

  put (name);
  assert_name (PATHS ("."), "200 bytes");
}

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *word;
  } cases[] = {{".cargo/config.toml", "playpen --help"},
               {".cargo/config", "playpen --help"},
               {"rust-toolchain.toml", "--channel"},
               {"rust-toolchain", "--channel"}};

  put ("main.rs");
  put ("sub/rust-toolchain.toml"); /* of no meaning there */
  for (gsize i = 0; i <= G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PenProgram) program = load (PATHS ("."), NULL);

      g_assert_cmpuint (program->notes->len, ==, i);
      for (gsize j = 0; j < i; j++)
        {
          const char *note = program->notes->pdata[j];

          g_assert_true (g_str_has_prefix (note, cases[j].file));
          g_assert_nonnull (strstr (note, cases[j].word));
        }
      if (i < G_N_ELEMENTS (cases))
        put (cases[i].file);
    }
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  put ("main.rs");
  put ("secret.txt");
  put ("closed/x.txt");
  g_assert_cmpint (g_chmod (fixture->top, 0755), ==, 0);
  g_assert_cmpint (g_chmod ("secret.txt", 0), ==, 0);
  be_nobody ();
  assert_input (PATHS ("."), "secret.txt|may not read|chmod");
  assert_input (PATHS ("main.rs", "secret.txt"), "secret.txt|may not read|chmod");
  stop_being_nobody ();
  g_assert_cmpint (g_chmod ("secret.txt", 0644), ==, 0);
  g_assert_cmpint (g_chmod ("closed", 0), ==, 0);
  be_nobody ();
  assert_input (PATHS ("."), "closed|may not|chmod");
  assert_input (PATHS ("closed"), "closed|may not|chmod");
  stop_being_nobody ();
}

/* --- Files --- */

static void
test_relative (Fixture *fixture, gconstpointer data)
{
  put ("src/main.rs");
  put ("src/grid.rs");
  put ("lib.rs");
  assert_loads (fixture, PATHS ("src/main.rs"), "here", "src/main.rs");
  assert_loads (fixture, PATHS ("./src/../src//main.rs"), "here", "src/main.rs");
  assert_loads (fixture, PATHS ("lib.rs", "src/grid.rs"), "here", "lib.rs src/grid.rs");
  assert_loads (fixture, PATHS ("../here/lib.rs"), "here", "lib.rs");
}

static void
test_absolute (Fixture *fixture, gconstpointer data)
{
  g_autofree char *main = g_build_filename (fixture->top, "here/src/main.rs", NULL);
  g_autofree char *lib = g_build_filename (fixture->top, "here/lib.rs", NULL);
  g_autofree char *from_root = g_strconcat (main + 1, " etc/passwd", NULL);

  put ("src/main.rs");
  put ("lib.rs");
  assert_loads (fixture, PATHS (main), "here/src", "main.rs");
  assert_loads (fixture, PATHS (main, lib), "here", "src/main.rs lib.rs");
  assert_loads (fixture, PATHS (main, "lib.rs"), "here", "src/main.rs lib.rs");
  assert_loads (fixture, PATHS (main, "/etc/passwd"), "/", from_root);
}

/* What is not below the current directory keeps its place to the others. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  put ("main.rs");
  put ("../other/src/main.rs");
  put ("../other/src/util/a.rs");
  put ("../other/Cargo.toml");
  put ("../otherwise/b.rs");
  put ("../here-too/c.rs");
  put ("../x.rs");
  assert_loads (fixture, PATHS ("../other/src/main.rs"), "other/src", "main.rs");
  assert_loads (fixture, PATHS ("../here-too/c.rs"), "here-too", "c.rs");
  assert_loads (fixture,
                PATHS ("../other/src/main.rs", "../other/src/util/a.rs"),
                "other/src",
                "main.rs util/a.rs");
  assert_loads (fixture,
                PATHS ("../other/src/util/a.rs", "../other/Cargo.toml"),
                "other",
                "src/util/a.rs Cargo.toml");
  assert_loads (fixture, PATHS ("main.rs", "../x.rs"), "", "here/main.rs x.rs");
  /* A name that begins alike is another folder. */
  assert_loads (fixture,
                PATHS ("../otherwise/b.rs", "../other/Cargo.toml"),
                "",
                "otherwise/b.rs other/Cargo.toml");
  assert_loads (fixture,
                PATHS ("../other/Cargo.toml", "../otherwise/b.rs"),
                "",
                "other/Cargo.toml otherwise/b.rs");
}

static void
test_twice (Fixture *fixture, gconstpointer data)
{
  put ("a.rs");
  assert_name (PATHS ("a.rs", "a.rs"), "a.rs|twice");
  assert_name (PATHS ("a.rs", "./a.rs"), "a.rs|twice");
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  put ("a.rs");
  assert_input (PATHS ("b.rs"), "b.rs|no such file|spelling");
  assert_input (PATHS ("a.rs", "nowhere/b.rs"), "nowhere/b.rs|no such file");
  assert_input (PATHS ("nowhere"), "nowhere|no such file");
  assert_input (PATHS ("\x1b[31mred\n.rs"), "no such file");
}

/* Whatever a name holds, a sentence is safe to show. */
static void
test_safe_sentences (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {"\x1b[31mred.rs", "a\nb.rs", "\xff.rs", "\xe2\x80\xae.rs"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (PATHS (names[i]), &error));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\x1b'));
      g_assert_null (strchr (error->message, '\n'));
      g_assert_null (strstr (error->message, "\xe2\x80\xae")); /* right-to-left override */
    }
}

static void
test_empty_name (Fixture *fixture, gconstpointer data)
{
  put ("a.rs");
  assert_input (PATHS (""), "\"\"|empty");
  assert_input (PATHS ("a.rs", ""), "\"\"|empty");
}

static void
test_directory_among_files (Fixture *fixture, gconstpointer data)
{
  put ("a.rs");
  put ("src/main.rs");
  assert_input (PATHS ("a.rs", "src"), "src|folder|alone");
  assert_input (PATHS ("src", "a.rs"), "src|folder|alone");
  assert_input (PATHS ("a.rs", "src/"), "src|folder|alone");
  assert_input (PATHS ("a.rs", ".."), "folder|alone");
  assert_input (PATHS ("a.rs", "/"), "/: this is a folder|alone");
}

/* None of these may hang or be read to its end, which some do not have. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  put ("a.rs");
  g_assert_cmpint (mkfifo ("pipe.rs", 0600), ==, 0);
  put_socket ("socket.rs");
  assert_input (PATHS ("pipe.rs"), "pipe.rs|no ordinary file");
  assert_input (PATHS ("a.rs", "pipe.rs"), "pipe.rs|no ordinary file");
  assert_input (PATHS ("socket.rs"), "socket.rs|no ordinary file");
  assert_input (PATHS ("/dev/zero"), "zero|no ordinary file");
  assert_input (PATHS ("/dev/null"), "null|no ordinary file");
}

/* A link that somebody names is followed, as any program would. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  put ("real.rs");
  g_assert_cmpint (symlink ("real.rs", "link.rs"), ==, 0);
  g_assert_cmpint (symlink ("loop.rs", "loop.rs"), ==, 0);
  g_assert_cmpint (symlink ("nowhere.rs", "dangling.rs"), ==, 0);
  assert_loads (fixture, PATHS ("link.rs"), "here", "link.rs");
  assert_input (PATHS ("loop.rs"), "loop.rs|circle");
  assert_input (PATHS ("dangling.rs"), "dangling.rs|no such file");
}

static void
test_no_rust (Fixture *fixture, gconstpointer data)
{
  put ("notes.txt");
  put ("main.RS");
  assert_input (PATHS ("notes.txt"), "notes.txt|no Rust file|.rs");
  assert_input (PATHS ("main.RS", "notes.txt"), "main.RS|no Rust file|.rs");
}

static void
test_bad_named (Fixture *fixture, gconstpointer data)
{
  put ("./-x.rs");
  put (".hidden.rs");
  assert_name (PATHS ("./-x.rs"), "-x.rs|dash");
  assert_name (PATHS (".hidden.rs"), ".hidden.rs|dot");
}

/* --- Text, and nothing --- */

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autoptr (GBytes) text = g_bytes_new_static ("fn main() {}", 12);
  g_autofree char *listed = NULL;

  g_assert_true (pen_program_add_text (program, text, NULL));
  listed = list (program);
  g_assert_cmpstr (listed, ==, "src/main.rs");
  g_assert_null (pen_program_dup_path (program, "src/main.rs")); /* it is nowhere */
  g_assert_false (pen_program_add_text (program, text, NULL));
}

static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autoptr (GBytes) most = g_bytes_new_take (g_malloc0 (2 * MIB), 2 * MIB);
  g_autoptr (GBytes) more = g_bytes_new_take (g_malloc0 (2 * MIB + 1), 2 * MIB + 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (pen_program_add_text (program, more, &error));
  g_assert_error (error, PEN_CORE_ERROR, PEN_CORE_ERROR_TOO_BIG);
  g_assert_nonnull (strstr (error->message, "2 MiB"));
  g_assert_true (pen_program_add_text (program, most, NULL));
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PenProgram) program = pen_program_new ();

  g_assert_cmpuint (program->sources->files->len, ==, 0);
  g_assert_cmpuint (program->notes->len, ==, 0);
  g_assert_null (program->channel);
  g_assert_null (program->base);
  g_assert_cmpuint (program->options->edition, ==, 0);
}

#define add(name, test) g_test_add ("/core/program/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("begins-with-nothing", test_new);
  add ("takes-text", test_text);
  add ("bounds-text", test_large_text);
  add ("takes-a-directory", test_directory);
  add ("takes-a-directorys-bytes", test_directory_bytes);
  add ("wants-rust-in-a-directory", test_directory_without_rust);
  add ("bounds-depth", test_depth);
  add ("bounds-files", test_many_files);
  add ("bounds-bytes", test_many_bytes);
  add ("bounds-bytes-together", test_many_bytes_together);
  add ("bounds-rust", test_large_rust);
  add ("refuses-bad-names", test_bad_names);
  add ("refuses-long-names", test_long_name);
  add ("notes-what-is-not-honoured", test_notes);
  add ("tells-what-cannot-be-read", test_unreadable);
  add ("takes-relative-names", test_relative);
  add ("takes-absolute-names", test_absolute);
  add ("takes-names-elsewhere", test_elsewhere);
  add ("refuses-a-file-twice", test_twice);
  add ("tells-what-is-missing", test_missing);
  add ("tells-it-safely", test_safe_sentences);
  add ("refuses-an-empty-name", test_empty_name);
  add ("refuses-a-directory-among-files", test_directory_among_files);
  add ("refuses-what-is-no-file", test_no_file);
  add ("follows-a-link-that-is-named", test_links);
  add ("wants-rust-among-files", test_no_rust);
  add ("refuses-bad-names-that-are-named", test_bad_named);
  return g_test_run ();
}
