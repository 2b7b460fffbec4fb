/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads and writes whole files without ever waiting for a pipe, reading what is far too large, or
 * leaving half a file behind. Words for what goes wrong are here and nowhere else. */
#include "disk.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "core.h"

#define ETAG_ATTRIBUTES                                                                            \
  G_FILE_ATTRIBUTE_ETAG_VALUE                                                                      \
  "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_UNIX_INODE

static char *
dup_shown_name (GFile *location)
{
  g_autofree char *name = g_file_get_basename (location);

  return g_filename_display_name (name);
}

static void
set_input_error (GError **error, char *message)
{
  g_set_error_literal (error, PEN_CORE_ERROR, PEN_CORE_ERROR_INPUT, message);
  g_free (message);
}

static void
fail_read (GFile *location, const GError *cause, GError **error)
{
  g_autofree char *name = dup_shown_name (location);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” is not there any more."), name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    set_input_error (error,
                     g_strdup_printf (_ ("You may not read “%s”. Its owner can allow it."), name));
  else
    set_input_error (error,
                     /* Translators: a file name, then what the system says. */
                     g_strdup_printf (_ ("“%s” could not be read: %s."), name, cause->message));
}

static gboolean
check_readable (GFile *location, gsize most, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *name = dup_shown_name (location);
  g_autofree char *limit = pen_format_bytes (most);

  info = g_file_query_info (location,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE,
                            NULL,
                            &local_error);
  if (info == NULL)
    fail_read (location, local_error, error);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    set_input_error (error,
                     g_strdup_printf (_ ("“%s” is no ordinary file. Choose a text file."), name));
  else if ((guint64)g_file_info_get_size (info) > most)
    g_set_error (error,
                 PEN_CORE_ERROR,
                 PEN_CORE_ERROR_TOO_BIG,
                 _ ("“%s” is too large: a file of this kind may have at most %s."),
                 name,
                 limit);
  else
    return TRUE;
  return FALSE;
}

/* The system's time of a change is coarse: within some milliseconds a file can become another one
 * with the same. So what is its length, and which file it is, are part of the version. */
static char *
make_etag (GFileInfo *info)
{
  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT,
                          g_file_info_get_etag (info),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE),
                          g_file_info_get_size (info));
}

GBytes *
pen_disk_read (GFile *location, gsize most, char **ret_etag, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (!check_readable (location, most, error))
    return NULL;
  stream = g_file_read (location, NULL, &local_error);
  if (stream != NULL)
    info = g_file_input_stream_query_info (stream, ETAG_ATTRIBUTES, NULL, &local_error);
  if (info == NULL || g_output_stream_splice (memory,
                                              G_INPUT_STREAM (stream),
                                              G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                                  G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                              NULL,
                                              &local_error) < 0)
    {
      fail_read (location, local_error, error);
      return NULL;
    }
  *ret_etag = make_etag (info);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
fail_write (GFile *location, const GError *cause, GError **error)
{
  g_autofree char *name = dup_shown_name (location);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_WRONG_ETAG,
                 _ ("“%s” was changed by another program since it was opened, so it was not "
                    "saved."),
                 name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    set_input_error (error,
                     g_strdup_printf (_ ("“%s” was not saved, because the disk is full. Make room "
                                         "on it, then save again. What was saved before is still "
                                         "there."),
                                      name));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANT_CREATE_BACKUP))
    set_input_error (error,
                     g_strdup_printf (_ ("“%s” was not saved, because nothing can be written in "
                                         "this folder. Save it in another folder with Save As."),
                                      name));
  else
    set_input_error (error,
                     /* Translators: a file name, then what the system says. */
                     g_strdup_printf (_ ("“%s” was not saved: %s. Save it in another folder with "
                                         "Save As."),
                                      name,
                                      cause->message));
}

/* A symbolic link would be written through, and then in place: what it leads to is replaced. */
static GFile *
resolve_link (GFile *location)
{
  const char *path = g_file_peek_path (location);
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  GFile *target = real != NULL ? g_file_new_for_path (real) : g_object_ref (location);

  free (real);
  return target;
}

static gboolean
make_parent (GFile *location, GError **error)
{
  g_autoptr (GFile) parent = g_file_get_parent (location);
  g_autoptr (GError) local_error = NULL;

  if (parent == NULL || g_file_make_directory_with_parents (parent, NULL, &local_error) ||
      g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
write_stream (GFileOutputStream *stream, GBytes *bytes, GError **error)
{
  g_autoptr (GCancellable) discard = g_cancellable_new ();
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, NULL, error))
    {
      /* Closing would put what was written so far in the place of the old file. */
      g_cancellable_cancel (discard);
      g_output_stream_close (G_OUTPUT_STREAM (stream), discard, NULL);
      return FALSE;
    }
  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return FALSE;
  return TRUE;
}

gboolean
pen_disk_write (GFile *location, GBytes *bytes, const char *etag, char **ret_etag, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFile) target = resolve_link (location);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autofree char *present = NULL;

  if (!make_parent (target, &local_error))
    {
      fail_write (location, local_error, error);
      return FALSE;
    }
  /* A file that is gone has no version that could be in the way. */
  present = etag != NULL ? pen_disk_dup_etag (target) : NULL;
  if (present != NULL && !g_str_equal (present, etag))
    {
      local_error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, "");
      fail_write (location, local_error, error);
      return FALSE;
    }
  stream = g_file_replace (target,
                           /* etag= */ NULL,
                           /* make_backup= */ FALSE,
                           G_FILE_CREATE_NONE,
                           NULL,
                           &local_error);
  if (stream == NULL || !write_stream (stream, bytes, &local_error))
    {
      fail_write (location, local_error, error);
      return FALSE;
    }
  *ret_etag = pen_disk_dup_etag (target);
  return TRUE;
}

char *
pen_disk_dup_etag (GFile *location)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (location, ETAG_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? make_etag (info) : NULL;
}
