/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program and how it comes in from the disk. Nothing of it is executed or even trusted to be a
 * file: a FIFO must not hang, a symlink must not lead out, a huge tree must not be read whole. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core-error.h"
#include "decoder.h"
#include "ending.h"

#define MAX_DEPTH 32

PenProgram *
pen_program_new (void)
{
  PenProgram *program = g_new0 (PenProgram, 1);

  program->sources = pen_sources_new ();
  program->options = pen_options_new ();
  program->notes = g_ptr_array_new_with_free_func (g_free);
  return program;
}

void
pen_program_free (PenProgram *program)
{
  pen_sources_free (program->sources);
  pen_options_free (program->options);
  g_ptr_array_unref (program->notes);
  g_free (program->channel);
  g_free (program->base);
  g_free (program);
}

static char *
show_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return pen_decoder_decode_all (name, strlen (name), PEN_DECODER_ONE_LINE);
}

static gboolean
refuse (GError **error, int code, const char *path, const char *why)
{
  g_autofree char *shown = show_name (path);

  /* Translators: a file name, then why it cannot be used and what to do. */
  g_set_error (error, PEN_CORE_ERROR, code, _ ("%s: %s"), shown, why);
  return FALSE;
}

static const char *
describe_open_error (int number)
{
  switch (number)
    {
    case ENOENT:
      return _ ("there is no such file. Check the spelling and the folder that you are in.");
    case EACCES:
      return _ ("you may not read this file. Its owner can allow it with chmod.");
    case ELOOP:
      return _ ("this is a symbolic link that leads in a circle. Name the file itself.");
    case EISDIR:
      return _ ("this is a folder. Name it alone, or name the files in it.");
    case ENXIO: /* a socket cannot even be opened */
      return _ ("this is no ordinary file but a pipe or a device. Copy its contents into a file.");
    default:
      return g_strerror (number);
    }
}

/* A file too much: by itself, or because of those before it. */
static void
refuse_size (const char *name, gsize size, GError **error)
{
  gboolean alone = pen_sources_is_rust (name) && size > PEN_PROGRAM_MAX_RUST_BYTES;
  g_autofree char *limit =
      pen_format_bytes (alone ? PEN_PROGRAM_MAX_RUST_BYTES : PEN_PROGRAM_MAX_BYTES);
  g_autofree char *why =
      alone ? g_strdup_printf (_ ("a Rust file may have at most %s. Put large data into a file of "
                                  "its own and read it with include_str! or at run time."),
                               limit)
            : g_strdup_printf (_ ("all files of a program together may have at most %s, and with "
                                  "this one it is more. Leave the large ones out."),
                               limit);

  refuse (error, PEN_CORE_ERROR_TOO_BIG, name, why);
}

/* Reads a regular file below the limit. Opened without waiting: a FIFO has no end. */
static GBytes *
read_regular (int dir, const char *name, const char *shown, int flags, gsize most, GError **error)
{
  int fd = openat (dir, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
  g_autoptr (GByteArray) array = g_byte_array_new ();
  guint8 chunk[65536];
  struct stat st;
  gssize n = -1;

  if (fd < 0)
    {
      refuse (error, PEN_CORE_ERROR_INPUT, shown, describe_open_error (errno));
      return NULL;
    }
  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode))
    {
      refuse (error,
              PEN_CORE_ERROR_INPUT,
              shown,
              describe_open_error (S_ISDIR (st.st_mode) ? EISDIR : ENXIO));
      close (fd);
      return NULL;
    }
  while (array->len <= most && (n = read (fd, chunk, sizeof chunk)) > 0)
    g_byte_array_append (array, chunk, (guint)n);
  close (fd);
  if (n < 0)
    {
      refuse (error, PEN_CORE_ERROR_INPUT, shown, g_strerror (errno));
      return NULL;
    }
  if (array->len > most)
    {
      refuse_size (shown, array->len, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static gsize
get_total (const PenProgram *program)
{
  gsize total = 0;

  for (guint i = 0; i < program->sources->files->len; i++)
    total += g_bytes_get_size (((PenSource *)program->sources->files->pdata[i])->bytes);
  return total;
}

static gboolean
add_file (PenProgram *program, int dir, const char *at, const char *name, int flags, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize most = pen_sources_is_rust (name) ? PEN_PROGRAM_MAX_RUST_BYTES : PEN_PROGRAM_MAX_BYTES;

  if (program->sources->files->len == PEN_PROGRAM_MAX_FILES)
    {
      g_autofree char *why = g_strdup_printf (
          _ ("this is file number %d, and a program may have at most %d. Leave out "
             "what it does not need."),
          PEN_PROGRAM_MAX_FILES + 1,
          PEN_PROGRAM_MAX_FILES);

      return refuse (error, PEN_CORE_ERROR_TOO_BIG, name, why);
    }
  bytes = read_regular (dir,
                        at,
                        name,
                        flags,
                        MIN (most, PEN_PROGRAM_MAX_BYTES - get_total (program)),
                        error);
  return bytes != NULL && pen_sources_add (program->sources, name, bytes, error);
}

gboolean
pen_program_add_text (PenProgram *program, GBytes *text, GError **error)
{
  if (g_bytes_get_size (text) > PEN_PROGRAM_MAX_RUST_BYTES)
    {
      g_autofree char *limit = pen_format_bytes (PEN_PROGRAM_MAX_RUST_BYTES);

      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_TOO_BIG,
                   _ ("The program on standard input is larger than %s. Put large data into a file "
                      "of its own."),
                   limit);
      return FALSE;
    }
  return pen_sources_add (program->sources, "src/main.rs", text, error);
}

/* --- Directories --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names in a directory, sorted, so that the same folder is always the same program. */
static GPtrArray *
list_names (int dir)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", dir);
  g_autoptr (GDir) stream = g_dir_open (path, 0, NULL);
  const char *name;

  while (stream != NULL && (name = g_dir_read_name (stream)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
add_directory (PenProgram *program, int dir, const char *prefix, guint depth, GError **error);

/* Folders are entered, files read, anything else (links, pipes, sockets) passed over. */
static gboolean
add_entry (PenProgram *program,
           int dir,
           const char *entry,
           const char *name,
           guint depth,
           GError **error)
{
  struct stat st;
  gboolean ok;
  int sub;

  if (fstatat (dir, entry, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return TRUE; /* it went away meanwhile */
  if (S_ISREG (st.st_mode))
    return add_file (program, dir, entry, name, O_NOFOLLOW, error);
  if (!S_ISDIR (st.st_mode) || (depth == 0 && g_str_equal (entry, "target")))
    return TRUE;
  if (depth == MAX_DEPTH)
    return refuse (
        error,
        PEN_CORE_ERROR_TOO_BIG,
        name,
        _ ("its folders are nested more than 32 deep. Name the folder that holds the program."));
  sub = openat (dir, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (sub < 0)
    return refuse (error, PEN_CORE_ERROR_INPUT, name, describe_open_error (errno));
  ok = add_directory (program, sub, name, depth + 1, error);
  close (sub);
  return ok;
}

static gboolean
add_directory (PenProgram *program, int dir, const char *prefix, guint depth, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (dir);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *name = prefix[0] != '\0' ? g_build_filename (prefix, names->pdata[i], NULL)
                                                : g_strdup (names->pdata[i]);

      if (!add_entry (program, dir, names->pdata[i], name, depth, error))
        return FALSE;
    }
  return TRUE;
}

/* Configuration that cargo and rustup would honour and Playpen does not: each could name a program
 * to be run. */
static void
note_ignored (PenProgram *program, const char *path)
{
  static const char *const names[] = {".cargo/config.toml",
                                      ".cargo/config",
                                      "rust-toolchain.toml",
                                      "rust-toolchain"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (path, names[i], NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        g_ptr_array_add (
            program->notes,
            i < 2 ? g_strdup_printf (
                        _ ("%s is not used: it could name programs to run. Playpen has options "
                           "of its own, see playpen --help."),
                        names[i])
                  : g_strdup_printf (_ ("%s is not used. Choose a toolchain with --channel."),
                                     names[i]));
    }
}

static gboolean
has_rust (const PenProgram *program)
{
  for (guint i = 0; i < program->sources->files->len; i++)
    if (pen_sources_is_rust (((PenSource *)program->sources->files->pdata[i])->name))
      return TRUE;
  return FALSE;
}

static gboolean
add_root (PenProgram *program, const char *path, GError **error)
{
  int dir = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok;

  if (dir < 0)
    return refuse (error, PEN_CORE_ERROR_INPUT, path, describe_open_error (errno));
  program->base = g_canonicalize_filename (path, NULL);
  ok = add_directory (program, dir, "", 0, error);
  close (dir);
  if (!ok)
    return FALSE;
  note_ignored (program, path);
  return has_rust (program) || refuse (error,
                                       PEN_CORE_ERROR_INPUT,
                                       path,
                                       _ ("there is no Rust file in this folder. A program begins "
                                          "in src/main.rs or main.rs."));
}

/* --- Files --- */

/* The nearest directory that all of @paths lie in. */
static char *
find_common_parent (const char *const *paths)
{
  g_autofree char *common = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *full = g_canonicalize_filename (paths[i], NULL);
      g_autofree char *parent = g_path_get_dirname (full);

      if (common == NULL)
        common = g_strdup (parent);
      while (!g_str_equal (common, "/") && !g_str_equal (common, parent) &&
             !(g_str_has_prefix (parent, common) && parent[strlen (common)] == '/'))
        {
          g_autofree char *up = g_path_get_dirname (common);

          g_free (common);
          common = g_steal_pointer (&up);
        }
    }
  return g_steal_pointer (&common);
}

static gboolean
is_below (const char *path, const char *dir)
{
  gsize n = strlen (dir);

  return g_str_equal (dir, "/") || (strncmp (path, dir, n) == 0 && path[n] == '/');
}

/* Names are relative to the current directory where that is possible, so that a terminal can follow
 * them; else to the nearest directory of all. */
static char *
choose_base (const char *const *paths)
{
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *common = find_common_parent (paths);
  gboolean below = TRUE;

  for (guint i = 0; paths[i] != NULL && below; i++)
    {
      g_autofree char *full = g_canonicalize_filename (paths[i], NULL);

      below = is_below (full, here) && !g_path_is_absolute (paths[i]);
    }
  return below ? g_steal_pointer (&here) : g_steal_pointer (&common);
}

static gboolean
add_named (PenProgram *program, const char *path, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  const char *name = full + (g_str_equal (program->base, "/") ? 1 : strlen (program->base) + 1);

  if (path[0] == '\0')
    return refuse (error, PEN_CORE_ERROR_INPUT, "\"\"", _ ("an empty file name names nothing."));
  if (name[0] == '\0') /* the root directory has no name of its own */
    return refuse (error, PEN_CORE_ERROR_INPUT, path, describe_open_error (EISDIR));
  return add_file (program, AT_FDCWD, full, name, 0, error);
}

gboolean
pen_program_add_paths (PenProgram *program, const char *const *paths, GError **error)
{
  g_return_val_if_fail (paths != NULL && paths[0] != NULL, FALSE);

  if (paths[1] == NULL && g_file_test (paths[0], G_FILE_TEST_IS_DIR))
    return add_root (program, paths[0], error);
  program->base = choose_base (paths);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!add_named (program, paths[i], error))
      return FALSE;
  return has_rust (program) || refuse (error,
                                       PEN_CORE_ERROR_INPUT,
                                       paths[0],
                                       _ ("no Rust file was named. Rust files end in .rs, so "
                                          "rename it, or name one that does."));
}

char *
pen_program_dup_path (const PenProgram *program, const char *name)
{
  return program->base != NULL ? g_build_filename (program->base, name, NULL) : NULL;
}
