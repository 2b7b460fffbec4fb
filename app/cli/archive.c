/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program that comes in one file: a session that was taken home, a ZIP or a .crate. */
#include "archive.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
pen_cli_archive_free (PenCliArchive *archive)
{
  g_clear_object (&archive->snapshot);
  g_clear_pointer (&archive->program, pen_program_free);
  g_free (archive);
}

/* Without waiting: a FIFO's opening would last until somebody writes to it. */
static int
open_regular (const char *path)
{
  struct stat st;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0 || (fstat (fd, &st) == 0 && S_ISREG (st.st_mode)))
    return fd;
  close (fd);
  errno = S_ISDIR (st.st_mode) ? EISDIR : ENXIO;
  return -1;
}

gboolean
pen_cli_archive_check (const char *path)
{
  char magic[4] = {0};
  int fd = open_regular (path);
  gssize n;

  if (fd < 0)
    return FALSE;
  n = read (fd, magic, sizeof magic);
  close (fd);
  return (n == sizeof magic && memcmp (magic, "PK\3\4", 4) == 0) ||
         (n >= 2 && memcmp (magic, "\x1f\x8b", 2) == 0) ||
         g_str_has_suffix (path, PEN_SNAPSHOT_SUFFIX) || g_str_has_suffix (path, ".zip") ||
         g_str_has_suffix (path, ".crate");
}

static GBytes *
refuse (const char *path, GError **error)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("%s cannot be read: %s."),
               path,
               errno == ENXIO ? _ ("it is no ordinary file but a pipe or a device")
                              : g_strerror (errno));
  return NULL;
}

static GBytes *
read_all (const char *path, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  guint8 chunk[65536];
  int fd = open_regular (path);
  gssize n = 0;

  if (fd < 0)
    return refuse (path, error);
  /* One byte above the limit is enough for the reader to refuse it. */
  while (array->len <= PEN_SNAPSHOT_MAX &&
         ((n = read (fd, chunk, sizeof chunk)) > 0 || (n < 0 && errno == EINTR)))
    if (n > 0)
      g_byte_array_append (array, chunk, (guint)n);
  close (fd);
  return n < 0 ? refuse (path, error) : g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

PenCliArchive *
pen_cli_archive_open (const char *path, GError **error)
{
  g_autoptr (PenCliArchive) archive = g_new0 (PenCliArchive, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GBytes) bytes = read_all (path, error);

  if (bytes == NULL)
    return NULL;
  /* By its name it is one: a file of which the beginning is lost gets the reader's own sentence. */
  if (pen_snapshot_detect (bytes) || g_str_has_suffix (path, PEN_SNAPSHOT_SUFFIX))
    archive->snapshot = pen_snapshot_read (bytes, error);
  else
    archive->program = pen_project_import_file (bytes, name, error);
  return archive->snapshot != NULL || archive->program != NULL ? g_steal_pointer (&archive) : NULL;
}

PenProgram *
pen_cli_archive_dup_program (PenCliArchive *archive)
{
  PenProgram *program;

  if (archive->snapshot != NULL)
    return pen_snapshot_make_program (archive->snapshot);
  program = pen_program_new ();
  pen_sources_free (program->sources);
  program->sources = pen_sources_copy (archive->program->sources);
  for (guint i = 0; i < archive->program->notes->len; i++)
    g_ptr_array_add (program->notes, g_strdup (archive->program->notes->pdata[i]));
  return program;
}
