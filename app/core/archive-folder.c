/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Puts the files of an archive on the disk. By hand, because GFile works by whole paths: here each
 * step goes from a folder that is open to a name in it that must not be a link, so that nothing
 * gets anywhere else, whatever happens around it. */
#include "archive-folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive-list-private.h"
#include "core-error.h"

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

typedef struct
{
  char *folder;        /* without slashes at its end */
  gboolean is_made;    /* it was not there */
  int root;            /* it, open */
  int at;              /* the folder that was written to last, or -1 */
  char *at_name;       /* below the root; "" is the root itself */
  GHashTable *folders; /* (element-type utf8): the names of those made here */
  GPtrArray *made;     /* (element-type utf8): all names made here in order; folders end with / */
} Writer;

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
writer_clear (Writer *writer)
{
  close_fd (&writer->at);
  close_fd (&writer->root);
  g_free (writer->folder);
  g_free (writer->at_name);
  g_clear_pointer (&writer->folders, g_hash_table_unref);
  g_clear_pointer (&writer->made, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static gboolean
fail (Writer *writer, const char *name, GError **error)
{
  int reason = errno;
  g_autofree char *path = g_build_filename (writer->folder, name, NULL);
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("“%s” cannot be written: %s. Choose another place, or make room there."),
               shown,
               g_strerror (reason));
  return FALSE;
}

/* --- The folder itself --- */

static gboolean
is_empty (int fd)
{
  int own = openat (fd, ".", FOLDER_FLAGS); /* fdopendir() keeps what it gets */
  DIR *dir = own >= 0 ? fdopendir (own) : NULL;
  gboolean found = FALSE;

  if (dir == NULL)
    {
      close_fd (&own);
      return FALSE;
    }
  for (struct dirent *entry; !found && (entry = readdir (dir)) != NULL;)
    found = !g_str_equal (entry->d_name, ".") && !g_str_equal (entry->d_name, "..");
  closedir (dir);
  return !found;
}

static gboolean
open_root (Writer *writer, GError **error)
{
  writer->is_made = mkdir (writer->folder, 0755) == 0;
  if (!writer->is_made && errno != EEXIST)
    return fail (writer, NULL, error);
  writer->root = open (writer->folder, FOLDER_FLAGS);
  if (writer->root < 0)
    return fail (writer, NULL, error);
  if (!is_empty (writer->root))
    {
      g_autofree char *shown = g_filename_display_name (writer->folder);

      g_set_error (error,
                   PEN_CORE_ERROR,
                   PEN_CORE_ERROR_INPUT,
                   _ ("“%s” is not empty, and nothing in it is written over. Choose an empty "
                      "folder or a new name."),
                   shown);
      return FALSE;
    }
  return TRUE;
}

/* --- What goes into it --- */

/* A folder below the root; each on the way is made, unless it was. -1 with errno. */
static int
enter (Writer *writer, const char *name, gboolean make)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  g_autoptr (GString) way = g_string_new (NULL);
  int fd = openat (writer->root, ".", FOLDER_FLAGS);

  for (guint i = 0; parts[i] != NULL && fd >= 0; i++)
    {
      int above = fd;
      int reason;

      g_string_append_printf (way, "%s/", parts[i]);
      if (make && !g_hash_table_contains (writer->folders, way->str))
        {
          if (mkdirat (above, parts[i], 0755) != 0)
            {
              reason = errno;
              close (above);
              errno = reason;
              return -1;
            }
          g_hash_table_add (writer->folders, g_strdup (way->str));
          g_ptr_array_add (writer->made, g_strdup (way->str));
        }
      fd = openat (above, parts[i], FOLDER_FLAGS);
      reason = errno;
      close (above);
      errno = reason;
    }
  return fd;
}

/* Files of one folder mostly follow each other. */
static gboolean
go_to (Writer *writer, const char *folder)
{
  if (writer->at >= 0 && g_str_equal (writer->at_name, folder))
    return TRUE;
  close_fd (&writer->at);
  writer->at = enter (writer, folder, /* make= */ TRUE);
  g_free (writer->at_name);
  writer->at_name = g_strdup (folder);
  return writer->at >= 0;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize done = 0; done < size;)
    {
      gssize n = write (fd, data + done, size - done);

      if (n < 0 && errno != EINTR)
        return FALSE;
      done += n > 0 ? (gsize)n : 0;
    }
  return TRUE;
}

static gboolean
write_file (Writer *writer, const PenArchiveEntry *entry, GError **error)
{
  const char *slash = strrchr (entry->name, '/');
  const char *base = slash != NULL ? slash + 1 : entry->name;
  g_autofree char *folder =
      g_strndup (entry->name, slash != NULL ? (gsize)(slash - entry->name) : 0);
  gboolean is_written;
  int reason;
  int fd;

  if (!go_to (writer, folder))
    return fail (writer, folder, error);
  fd = openat (writer->at, base, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (fd < 0)
    return fail (writer, entry->name, error);
  g_ptr_array_add (writer->made, g_strdup (entry->name));
  is_written = write_all (fd, entry->bytes);
  reason = errno;
  /* Some disks say only now that they are full. */
  if (close (fd) != 0 && is_written)
    return fail (writer, entry->name, error);
  errno = reason;
  return is_written || fail (writer, entry->name, error);
}

/* --- Undoing --- */

/* Best effort, from the last to the first, and again without following any link. */
static void
remove_made (Writer *writer)
{
  for (guint i = writer->made->len; i-- > 0;)
    {
      g_autofree char *name = g_strdup (writer->made->pdata[i]);
      gboolean is_folder = g_str_has_suffix (name, "/");
      char *base = name;
      int fd;

      if (is_folder)
        name[strlen (name) - 1] = '\0';
      base = strrchr (name, '/');
      if (base != NULL)
        *base++ = '\0';
      fd = enter (writer, base != NULL ? name : "", /* make= */ FALSE);
      if (fd < 0)
        continue;
      unlinkat (fd, base != NULL ? base : name, is_folder ? AT_REMOVEDIR : 0);
      close (fd);
    }
  if (writer->is_made)
    rmdir (writer->folder); /* fails when somebody else put something there */
}

/* --- All of it --- */

/* What git takes for its own folder, also where upper and lower case are the same and long names
 * have short ones. */
static gboolean
has_git_folder (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_ascii_strcasecmp (parts[i], ".git") == 0 || g_ascii_strcasecmp (parts[i], "git~1") == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_entries (GPtrArray *entries, GError **error)
{
  g_auto (PenArchiveList) list;

  pen_archive_list_init (&list, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const PenArchiveEntry *entry = entries->pdata[i];

      if (!pen_archive_list_add (&list,
                                 entry->name,
                                 strlen (entry->name),
                                 /* is_folder= */ FALSE,
                                 g_bytes_get_size (entry->bytes),
                                 NULL,
                                 error))
        return FALSE;
      if (has_git_folder (entry->name))
        return pen_archive_refuse (entry->name,
                                   PEN_CORE_ERROR_INPUT,
                                   _ ("git would run what such a folder names. Leave it out."),
                                   error);
    }
  return TRUE;
}

static gboolean
write_entries (Writer *writer, GPtrArray *entries, GError **error)
{
  if (!open_root (writer, error))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (!write_file (writer, entries->pdata[i], error))
      return FALSE;
  /* Once for all takes half as long as once for each, and has the errors of all (Linux 5.8). */
  return syncfs (writer->root) == 0 || fail (writer, NULL, error);
}

gboolean
pen_archive_write_folder (GPtrArray *entries, const char *folder, GError **error)
{
  g_auto (Writer) writer = {.root = -1, .at = -1};
  gsize length;

  g_return_val_if_fail (entries != NULL && folder != NULL, FALSE);

  if (!check_entries (entries, error))
    return FALSE;
  writer.folder = g_strdup (folder);
  /* With a slash at its end a link would be followed. */
  for (length = strlen (folder); length > 1 && folder[length - 1] == '/'; length--)
    writer.folder[length - 1] = '\0';
  writer.folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer.made = g_ptr_array_new_with_free_func (g_free);
  if (write_entries (&writer, entries, error))
    return TRUE;
  remove_made (&writer);
  return FALSE;
}
