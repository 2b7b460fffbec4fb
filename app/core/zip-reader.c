/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads ZIP archives that anybody may have made. By hand, because libarchive lets through names
 * that lead out of a folder, links, duplicates and archives that are two things at once. Here there
 * is only one way to read each byte, or the archive is refused. */
#include "zip-reader.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#include "archive-list-private.h"
#include "core-error.h"
#include "zip-private.h"

#define FLAG_ENCRYPTED (1 << 0)
#define FLAGS_OF_LEVEL (1 << 1 | 1 << 2)
#define FLAG_STRONGLY_ENCRYPTED (1 << 6)
#define FLAG_MASKED (1 << 13)

#define EXTRA_ZIP64 0x0001
#define EXTRA_UNICODE_NAME 0x7075

#define DOS_FOLDER 0x10
#define IN_ZIP64_32 0xffffffff
#define IN_ZIP64_16 0xffff

/* What the directory says of one entry. */
typedef struct
{
  char *name;
  const guint8 *raw_name; /* borrowed from the archive */
  gsize raw_length;
  gboolean is_folder;
  guint flags;
  guint method;
  guint32 crc;
  gsize packed;
  gsize size;
  gsize offset;   /* of its header */
  gsize contents; /* their offset */
} Entry;

typedef struct
{
  GBytes *archive; /* borrowed, as what follows */
  const guint8 *data;
  gsize size;
  gsize directory; /* its offset */
  gsize end;       /* of the directory */
  guint n_entries;
  GArray *entries; /* of Entry; owned */
  PenArchiveList list;
} Reader;

static void
reader_clear (Reader *reader)
{
  g_clear_pointer (&reader->entries, g_array_unref);
  pen_archive_list_clear (&reader->list);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
clear_entry (gpointer data)
{
  g_free (((Entry *)data)->name);
}

static guint
get16 (const guint8 *at)
{
  return (guint)at[0] | (guint)at[1] << 8;
}

static guint32
get32 (const guint8 *at)
{
  return get16 (at) | (guint32)get16 (at + 2) << 16;
}

/* --- What is refused --- */

static gboolean
refuse_archive (GError **error, const char *why)
{
  /* Translators: then one of the reasons below. */
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_FORMAT,
               _ ("This ZIP archive cannot be read: %s. Ask for it again, packed by another "
                  "program."),
               why);
  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_FORMAT,
                       _ ("This is no whole ZIP archive: it was cut off or changed on its way. Ask "
                          "for the file again."));
  return FALSE;
}

static gboolean
refuse_zip64 (GError **error)
{
  return refuse_archive (error, _ ("it is in the form for very large archives (ZIP64)"));
}

static gboolean
refuse_disks (GError **error)
{
  return refuse_archive (error, _ ("it is one part of several"));
}

static gboolean
refuse_hidden (GError **error)
{
  return refuse_archive (error,
                         _ ("it holds bytes that belong to none of its files, or to two at once"));
}

static gboolean
refuse_entry (const char *name, const char *why, GError **error)
{
  return pen_archive_refuse (name, PEN_CORE_ERROR_FORMAT, why, error);
}

static gboolean
refuse_disagreement (const Entry *entry, GError **error)
{
  return refuse_entry (entry->name,
                       _ ("two places in the archive say different things about it. Ask for the "
                          "file again."),
                       error);
}

static gboolean
refuse_contents (const Entry *entry, GError **error)
{
  return refuse_entry (entry->name,
                       _ ("its contents were changed on their way. Ask for the file again."),
                       error);
}

/* --- The directory --- */

/* The last signature of an end must be the end: its comment reaches to the last byte, and so holds
 * no other one. */
static gboolean
find_end (Reader *reader, GError **error)
{
  gsize at;
  const guint8 *end;

  if (reader->size < PEN_ZIP_END_SIZE)
    return refuse_damaged (error);
  at = reader->size - PEN_ZIP_END_SIZE;
  while (get32 (reader->data + at) != PEN_ZIP_END)
    if (at-- == 0 || reader->size - at > PEN_ZIP_END_SIZE + G_MAXUINT16)
      return refuse_damaged (error);
  end = reader->data + at;
  if (at + PEN_ZIP_END_SIZE + get16 (end + 20) != reader->size)
    return refuse_damaged (error);

  reader->n_entries = get16 (end + 10);
  reader->directory = get32 (end + 16);
  reader->end = at;
  if (reader->n_entries == IN_ZIP64_16 || reader->directory == IN_ZIP64_32 ||
      get32 (end + 12) == IN_ZIP64_32)
    return refuse_zip64 (error);
  if (get16 (end + 4) != 0 || get16 (end + 6) != 0 || get16 (end + 8) != reader->n_entries)
    return refuse_disks (error);
  if (reader->directory > at || at - reader->directory != get32 (end + 12))
    return refuse_hidden (error);
  return TRUE;
}

/* Some extra fields change what the rest means. */
static gboolean
check_extra (const Entry *entry, const guint8 *extra, gsize size, GError **error)
{
  while (size > 0)
    {
      gsize length;

      if (size < 4 || (length = get16 (extra + 2)) > size - 4)
        return refuse_disagreement (entry, error);
      if (get16 (extra) == EXTRA_ZIP64)
        return refuse_zip64 (error);
      /* A version and a checksum, then the name. */
      if (get16 (extra) == EXTRA_UNICODE_NAME &&
          (length != 5 + entry->raw_length ||
           memcmp (extra + 9, entry->raw_name, entry->raw_length) != 0))
        return refuse_disagreement (entry, error);
      extra += 4 + length;
      size -= 4 + length;
    }
  return TRUE;
}

static gboolean
check_kind (const Entry *entry, guint32 attributes, GError **error)
{
  guint type = attributes >> 16 & S_IFMT;

  if ((type != 0 && type != (entry->is_folder ? S_IFDIR : S_IFREG)) ||
      (!entry->is_folder && (attributes & DOS_FOLDER) != 0))
    return refuse_entry (entry->name,
                         _ ("it is a link or something else that is no file. Ask for the archive "
                            "with the file itself in it."),
                         error);
  return TRUE;
}

static gboolean
check_form (const Entry *entry, GError **error)
{
  if ((entry->flags & (FLAG_ENCRYPTED | FLAG_STRONGLY_ENCRYPTED | FLAG_MASKED)) != 0)
    return refuse_entry (entry->name,
                         _ ("it is encrypted. Ask for the archive without a password."),
                         error);
  if ((entry->method != PEN_ZIP_STORED && entry->method != PEN_ZIP_DEFLATED) ||
      (entry->flags & ~(guint)(FLAGS_OF_LEVEL | PEN_ZIP_FLAG_DESCRIPTOR | PEN_ZIP_FLAG_UTF8)) != 0)
    return refuse_entry (
        entry->name,
        _ ("it is packed in a form that is rarely used. Ask for the archive again, "
           "packed in the usual form (deflate)."),
        error);
  if (entry->packed == IN_ZIP64_32 || entry->size == IN_ZIP64_32 || entry->offset == IN_ZIP64_32)
    return refuse_zip64 (error);
  if ((entry->method == PEN_ZIP_STORED && entry->packed != entry->size) ||
      (entry->is_folder && entry->size != 0))
    return refuse_disagreement (entry, error);
  return TRUE;
}

static gboolean
check_ratio (Reader *reader, const Entry *entry, GError **error)
{
  if (pen_archive_limits_allow_ratio (reader->list.limits, entry->packed, entry->size))
    return TRUE;
  return pen_archive_refuse (entry->name,
                             PEN_CORE_ERROR_TOO_BIG,
                             _ ("it would become more than a hundred times larger than it is in "
                                "there. Leave it out."),
                             error);
}

/* One line of the directory; @ret_size is how long it is. */
static gboolean
read_central (Reader *reader, gsize at, gsize *ret_size, GError **error)
{
  const guint8 *line = reader->data + at;
  gsize left = reader->end - at;
  Entry entry = {0};
  gsize extra;
  gsize size;

  if (left < PEN_ZIP_CENTRAL_SIZE || get32 (line) != PEN_ZIP_CENTRAL)
    return refuse_damaged (error);
  entry.raw_name = line + PEN_ZIP_CENTRAL_SIZE;
  entry.raw_length = get16 (line + 28);
  extra = get16 (line + 30);
  size = PEN_ZIP_CENTRAL_SIZE + entry.raw_length + extra + get16 (line + 32);
  if (size > left)
    return refuse_damaged (error);
  if (get16 (line + 34) != 0)
    return refuse_disks (error);
  entry.flags = get16 (line + 8);
  entry.method = get16 (line + 10);
  entry.crc = get32 (line + 16);
  entry.packed = get32 (line + 20);
  entry.size = get32 (line + 24);
  entry.offset = get32 (line + 42);
  entry.is_folder = entry.raw_length > 0 && entry.raw_name[entry.raw_length - 1] == '/';
  if (!pen_archive_list_add (&reader->list,
                             (const char *)entry.raw_name,
                             entry.raw_length,
                             entry.is_folder,
                             entry.size,
                             &entry.name,
                             error))
    return FALSE;
  g_array_append_val (reader->entries, entry); /* owns the name from here on */
  *ret_size = size;
  return check_form (&entry, error) && check_kind (&entry, get32 (line + 38), error) &&
         check_ratio (reader, &entry, error) &&
         check_extra (&entry, entry.raw_name + entry.raw_length, extra, error);
}

static gboolean
read_directory (Reader *reader, GError **error)
{
  gsize at = reader->directory;

  for (guint i = 0; i < reader->n_entries; i++)
    {
      gsize size;

      if (!read_central (reader, at, &size, error))
        return FALSE;
      at += size;
    }
  return at == reader->end || refuse_hidden (error);
}

/* --- The files' own headers --- */

static gboolean
has_own_sizes (const Entry *entry, const guint8 *at)
{
  return get32 (at) == entry->crc && get32 (at + 4) == entry->packed &&
         get32 (at + 8) == entry->size;
}

/* Before the sizes are known a header has none: 0 means that. */
static gboolean
agrees (const Entry *entry, const guint8 *header)
{
  static const guint8 unknown[12] = {0};
  guint flags = get16 (header + 6);

  return get32 (header) == PEN_ZIP_LOCAL &&
         ((flags ^ entry->flags) & ~(guint)FLAGS_OF_LEVEL) == 0 &&
         get16 (header + 8) == entry->method &&
         (has_own_sizes (entry, header + 14) ||
          ((flags & PEN_ZIP_FLAG_DESCRIPTOR) != 0 &&
           memcmp (header + 14, unknown, sizeof unknown) == 0)) &&
         get16 (header + 26) == entry->raw_length &&
         memcmp (header + PEN_ZIP_LOCAL_SIZE, entry->raw_name, entry->raw_length) == 0;
}

/* The header of one file, which has to fill everything up to @next, together with its contents. */
static gboolean
read_local (Reader *reader, Entry *entry, gsize next, GError **error)
{
  const guint8 *header = reader->data + entry->offset;
  gsize left = next - entry->offset;
  gsize length = PEN_ZIP_LOCAL_SIZE + entry->raw_length;
  gsize extra;

  if (left < length)
    return refuse_hidden (error);
  if (!agrees (entry, header))
    return refuse_disagreement (entry, error);
  extra = get16 (header + 28);
  left -= length;
  if (left < extra || left - extra < entry->packed)
    return refuse_hidden (error);
  if (!check_extra (entry, header + length, extra, error))
    return FALSE;
  entry->contents = entry->offset + length + extra;

  /* What is left is the descriptor, whose signature is optional. */
  left -= extra + entry->packed;
  header = reader->data + next - left;
  if (left != 0 && ((entry->flags & PEN_ZIP_FLAG_DESCRIPTOR) == 0 || (left != 12 && left != 16)))
    return refuse_hidden (error);
  if (left == 16 && get32 (header) != PEN_ZIP_DESCRIPTOR)
    return refuse_hidden (error);
  if (left != 0 && !has_own_sizes (entry, header + left - 12))
    return refuse_disagreement (entry, error);
  return TRUE;
}

static gint
compare_offsets (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *)a;
  const Entry *second = *(const Entry *const *)b;

  return first->offset < second->offset ? -1 : first->offset > second->offset;
}

/* Like tiles: the first at the beginning, each where the one before ends, and the directory where
 * the last one does. */
static gboolean
read_locals (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) tiles = g_ptr_array_new ();
  gsize at = 0;

  for (guint i = 0; i < reader->entries->len; i++)
    g_ptr_array_add (tiles, &g_array_index (reader->entries, Entry, i));
  g_ptr_array_sort (tiles, compare_offsets);
  for (guint i = 0; i < tiles->len; i++)
    {
      Entry *entry = tiles->pdata[i];
      gsize next =
          i + 1 < tiles->len ? ((const Entry *)tiles->pdata[i + 1])->offset : reader->directory;

      if (entry->offset != at || next < at || next > reader->directory)
        return refuse_hidden (error);
      if (!read_local (reader, entry, next, error))
        return FALSE;
      at = next;
    }
  return at == reader->directory || refuse_hidden (error);
}

/* --- The contents --- */

/* In one go into as much room as the directory says, which the limits have allowed; nothing is
 * written beyond it, and what is too short or goes on is no match. */
static GBytes *
inflate_entry (Reader *reader, const Entry *entry, z_stream *z)
{
  g_autofree guint8 *room = g_malloc (MAX (entry->size, 1));

  inflateReset (z);
  z->next_in = (z_const Bytef *)(reader->data + entry->contents);
  z->avail_in = (uInt)entry->packed;
  z->next_out = room;
  z->avail_out = (uInt)entry->size;
  if (inflate (z, Z_FINISH) != Z_STREAM_END || z->avail_in != 0 || z->avail_out != 0)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&room), entry->size);
}

static GBytes *
read_contents (Reader *reader, const Entry *entry, z_stream *z, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const guint8 *data;

  if (entry->method == PEN_ZIP_STORED)
    bytes = g_bytes_new_from_bytes (reader->archive, entry->contents, entry->size);
  else
    bytes = inflate_entry (reader, entry, z);
  if (bytes != NULL)
    {
      data = g_bytes_get_data (bytes, &size);
      if (crc32_z (0, data, size) == entry->crc)
        return g_steal_pointer (&bytes);
    }
  refuse_contents (entry, error);
  return NULL;
}

static GPtrArray *
read_all_contents (Reader *reader, z_stream *z, GError **error)
{
  g_autoptr (GPtrArray) files = pen_archive_entries_new ();

  for (guint i = 0; i < reader->entries->len; i++)
    {
      const Entry *entry = &g_array_index (reader->entries, Entry, i);
      g_autoptr (GBytes) bytes = read_contents (reader, entry, z, error);

      if (bytes == NULL)
        return NULL;
      if (!entry->is_folder)
        g_ptr_array_add (files, pen_archive_entry_new (entry->name, bytes));
    }
  return g_steal_pointer (&files);
}

GPtrArray *
pen_zip_read (GBytes *archive, const PenArchiveLimits *limits, GError **error)
{
  g_auto (Reader) reader = {.archive = archive};
  z_stream z = {0};
  GPtrArray *files;

  g_return_val_if_fail (archive != NULL, NULL);

  reader.data = g_bytes_get_data (archive, &reader.size);
  reader.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (reader.entries, clear_entry);
  pen_archive_list_init (&reader.list, limits);
  if (!pen_archive_limits_check_archive (reader.list.limits, reader.size, error) ||
      !find_end (&reader, error) || !read_directory (&reader, error) ||
      !read_locals (&reader, error))
    return NULL;
  /* Negative window bits: raw deflate. */
  if (inflateInit2 (&z, -MAX_WBITS) != Z_OK)
    g_error ("zlib cannot start: %s", z.msg);
  files = read_all_contents (&reader, &z, error);
  inflateEnd (&z);
  return files;
}
