/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Programs that others packed: a ZIP of a project, a .crate, a file of Rust. What comes in is what
 * pen_program_add_paths() would take from the unpacked folder, and none of it is run.
 *
 * A .crate has two manifests. Cargo.toml is the one that cargo made for it: whole by itself, where
 * the author's own, kept as Cargo.toml.orig, may look for a workspace or for crates beside it that
 * are not in the archive. So the former is taken, as cargo itself does. */
#include "project-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "archive-name.h"
#include "core-error.h"
#include "ending.h"
#include "tar-reader.h"
#include "zip-reader.h"

/* Where the contents of a first, stored entry called mimetype lie; APPNOTE.TXT 4.3.7. */
#define MIMETYPE_AT 30
#define MIMETYPE "mimetypeapplication/vnd.playpen.session+zip"

/* --- What it is --- */

static gboolean
has_at (GBytes *bytes, gsize at, const char *magic, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= at + length && memcmp (data + at, magic, length) == 0;
}

static gboolean
is_text (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size == 0 || g_utf8_validate (data, (gssize)size, NULL); /* which no NUL passes */
}

PenForeignKind
pen_project_import_detect (GBytes *bytes, const char *name)
{
  g_return_val_if_fail (bytes != NULL, PEN_FOREIGN_UNKNOWN);

  if (has_at (bytes, 0, "PK\3\4", 4))
    return has_at (bytes, MIMETYPE_AT, MIMETYPE, strlen (MIMETYPE)) ? PEN_FOREIGN_SNAPSHOT
                                                                    : PEN_FOREIGN_ZIP;
  if (has_at (bytes, 0, "PK\5\6", 4)) /* without any file */
    return PEN_FOREIGN_ZIP;
  if (has_at (bytes, 0, "\x1f\x8b", 2))
    return PEN_FOREIGN_CRATE;
  if ((name == NULL || pen_sources_is_rust (name)) && is_text (bytes))
    return PEN_FOREIGN_RUST;
  return PEN_FOREIGN_UNKNOWN;
}

/* --- Archives --- */

/* A file on its way in; both borrowed. */
typedef struct
{
  const char *name; /* what is left of it */
  GBytes *bytes;
} Incoming;

static gboolean
is_hidden (const char *name)
{
  return name[0] == '.' || strstr (name, "/.") != NULL;
}

static gboolean
is_named (const char *name, const char *end)
{
  return g_str_equal (name, end) ||
         (g_str_has_suffix (name, end) && name[strlen (name) - strlen (end) - 1] == '/');
}

/* Configuration that cargo would honour and Playpen does not, wherever it lies. */
static void
note_configuration (PenProgram *program, const char *name)
{
  static const char *const files[] = {".cargo/config.toml", ".cargo/config"};

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (is_named (name, files[i]))
      g_ptr_array_add (program->notes,
                       g_strdup_printf (_ ("%s is not used: it could name programs to run. Playpen "
                                           "has options of its own, see playpen --help."),
                                        files[i]));
}

static int
compare_incoming (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Incoming *)a)->name, ((const Incoming *)b)->name);
}

/* Sorted, so that a folder and its ZIP are the same program. */
static GArray *
list_visible (PenProgram *program, GPtrArray *entries)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (Incoming));

  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];
      Incoming file = {entry->name, entry->bytes};

      note_configuration (program, entry->name);
      if (!is_hidden (entry->name) && !g_str_has_prefix (entry->name, "__MACOSX/"))
        g_array_append_val (files, file);
    }
  g_array_sort (files, compare_incoming);
  return files;
}

/* Bytes of the folder that everything lies in, its slash included; 0 when there is none. `src` is
 * part of a program, not a folder around it. */
static gsize
measure_top (const GArray *files)
{
  const char *first = files->len > 0 ? g_array_index (files, Incoming, 0).name : "";
  const char *slash = strchr (first, '/');
  gsize length = slash != NULL ? (gsize)(slash - first) + 1 : 0;

  if (g_str_has_prefix (first, "src/"))
    return 0;
  for (guint i = 0; i < files->len; i++)
    if (strncmp (g_array_index (files, Incoming, i).name, first, length) != 0)
      return 0;
  return length;
}

static void
strip_tops (GArray *files)
{
  for (gsize top = measure_top (files); top > 0; top = measure_top (files))
    for (guint i = 0; i < files->len; i++)
      g_array_index (files, Incoming, i).name += top;
}

static gboolean
fail (GError **error, int code, char *sentence)
{
  g_set_error_literal (error, PEN_CORE_ERROR, code, sentence);
  g_free (sentence);
  return FALSE;
}

static gboolean
check_size (const char *name, gsize size, gsize total, GError **error)
{
  gboolean is_long = pen_sources_is_rust (name) && size > PEN_PROGRAM_MAX_RUST_BYTES;
  g_autofree char *shown = pen_archive_name_dup_shown (name);
  g_autofree char *most =
      pen_format_bytes (is_long ? PEN_PROGRAM_MAX_RUST_BYTES : PEN_PROGRAM_MAX_BYTES);

  if (is_long)
    return fail (error,
                 PEN_CORE_ERROR_TOO_BIG,
                 g_strdup_printf (_ ("“%s” is larger than %s, which is the most for a Rust file. "
                                     "Large data belongs into a file of its own."),
                                  shown,
                                  most));
  if (total > PEN_PROGRAM_MAX_BYTES)
    return fail (error,
                 PEN_CORE_ERROR_TOO_BIG,
                 g_strdup_printf (_ ("The files of this project are larger than %s together, and a "
                                     "program may have no more. Ask for one without large data."),
                                  most));
  return TRUE;
}

static gboolean
is_left_out (const char *name, PenForeignKind kind)
{
  return g_str_has_prefix (name, "target/") ||
         (kind == PEN_FOREIGN_CRATE && g_str_equal (name, "Cargo.toml.orig"));
}

static gboolean
add_file (PenProgram *program, const Incoming *file, gsize *total, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (program->sources->files->len == PEN_PROGRAM_MAX_FILES)
    return fail (error,
                 PEN_CORE_ERROR_TOO_BIG,
                 g_strdup_printf (_ ("This project has more than %d files, and a program may have "
                                     "no more. Ask for one without what it does not need."),
                                  PEN_PROGRAM_MAX_FILES));
  *total += g_bytes_get_size (file->bytes);
  if (!check_size (file->name, g_bytes_get_size (file->bytes), *total, error))
    return FALSE;
  if (g_str_equal (file->name, "rust-toolchain") || g_str_equal (file->name, "rust-toolchain.toml"))
    g_ptr_array_add (
        program->notes,
        g_strdup_printf (_ ("%s is not used. Choose a toolchain with --channel."), file->name));
  /* A name that a program cannot have is no reason to refuse the rest. */
  if (!pen_sources_add (program->sources, file->name, file->bytes, &local))
    g_ptr_array_add (program->notes, g_strdup (local->message));
  return TRUE;
}

static gboolean
has_rust (const PenSources *sources)
{
  return pen_sources_get_root (sources) != NULL;
}

PenProgram *
pen_project_import_entries (GPtrArray *entries, PenForeignKind kind, GError **error)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autoptr (GArray) files = list_visible (program, entries);
  gsize total = 0;

  strip_tops (files);
  for (guint i = 0; i < files->len; i++)
    {
      const Incoming *file = &g_array_index (files, Incoming, i);

      if (!is_left_out (file->name, kind) && !add_file (program, file, &total, error))
        return NULL;
    }
  if (!has_rust (program->sources))
    {
      fail (error,
            PEN_CORE_ERROR_INPUT,
            g_strdup (_ ("There is no Rust file in this archive. A project has at least one file "
                         "whose name ends in .rs.")));
      return NULL;
    }
  return g_steal_pointer (&program);
}

/* --- Files --- */

static PenProgram *
import_text (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  gsize size = g_bytes_get_size (bytes);

  /* A name that a program cannot have is not worth refusing the text. */
  if (name != NULL && !pen_sources_check_name (name, NULL))
    name = NULL;
  if (name != NULL ? !check_size (name, size, size, error) ||
                         !pen_sources_add (program->sources, name, bytes, error)
                   : !pen_program_add_text (program, bytes, error))
    return NULL;
  return g_steal_pointer (&program);
}

static PenProgram *
refuse (PenForeignKind kind, GError **error)
{
  fail (error,
        PEN_CORE_ERROR_FORMAT,
        g_strdup (kind == PEN_FOREIGN_SNAPSHOT
                      ? _ ("This file is a whole session of Playpen. Open it by itself.")
                      : _ ("This is none of the files that Playpen can open: a .playpen file, a "
                           "Rust file (.rs), a project in a ZIP archive, or a .crate.")));
  return NULL;
}

PenProgram *
pen_project_import_file (GBytes *bytes, const char *name, GError **error)
{
  PenForeignKind kind = pen_project_import_detect (bytes, name);
  g_autoptr (GPtrArray) entries = NULL;

  if (kind == PEN_FOREIGN_RUST)
    return import_text (bytes, name, error);
  if (kind != PEN_FOREIGN_ZIP && kind != PEN_FOREIGN_CRATE)
    return refuse (kind, error);
  entries = kind == PEN_FOREIGN_ZIP ? pen_zip_read (bytes, /* limits= */ NULL, error)
                                    : pen_tar_read (bytes, /* limits= */ NULL, error);
  return entries != NULL ? pen_project_import_entries (entries, kind, error) : NULL;
}
