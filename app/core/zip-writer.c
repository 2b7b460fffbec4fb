/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Writes ZIP archives whose bytes follow from what is in them. By hand, because libarchive gives
 * every entry an extra field and a data descriptor, and then no content type is where it is looked
 * for. */
#include "zip-writer.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#include "archive-list-private.h"
#include "core-error.h"
#include "zip-private.h"

#define VERSION_NEEDED 20 /* 2.0: deflate and folders */
#define MADE_ON_UNIX (3 << 8)
#define DATE (1 << 5 | 1) /* 1980-01-01, the first day that can be told */
#define LEVEL 7 /* a history is a tenth smaller than with 6, the usual one, in the same time */

typedef struct
{
  char *name;
  guint method;
  guint32 crc;
  guint32 packed;
  guint32 size;
  guint32 offset;
} Written;

struct _PenZipWriter
{
  PenArchiveList list;
  GByteArray *bytes; /* (nullable): once finished */
  GArray *written;   /* of Written */
  z_stream deflater;
};

static void
clear_written (gpointer data)
{
  g_free (((Written *)data)->name);
}

PenZipWriter *
pen_zip_writer_new (void)
{
  PenZipWriter *writer = g_new0 (PenZipWriter, 1);

  pen_archive_list_init (&writer->list, NULL);
  writer->bytes = g_byte_array_new ();
  writer->written = g_array_new (FALSE, FALSE, sizeof (Written));
  g_array_set_clear_func (writer->written, clear_written);
  /* Negative window bits: raw deflate. Only memory could be missing, and then GLib ends too. */
  if (deflateInit2 (&writer->deflater, LEVEL, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    g_error ("zlib cannot start: %s", writer->deflater.msg);
  return writer;
}

void
pen_zip_writer_free (PenZipWriter *writer)
{
  deflateEnd (&writer->deflater);
  g_array_unref (writer->written);
  g_clear_pointer (&writer->bytes, g_byte_array_unref);
  pen_archive_list_clear (&writer->list);
  g_free (writer);
}

static guint8 *
put16 (guint8 *at, guint value)
{
  at[0] = (guint8)value;
  at[1] = (guint8)(value >> 8);
  return at + 2;
}

static guint8 *
put32 (guint8 *at, guint32 value)
{
  return put16 (put16 (at, value & 0xffff), value >> 16);
}

/* What the header of a file and the directory's line about it have in common. */
static guint8 *
put_common (guint8 *at, const Written *file)
{
  at = put16 (at, VERSION_NEEDED);
  at = put16 (at, PEN_ZIP_FLAG_UTF8);
  at = put16 (at, file->method);
  at = put16 (at, /* time */ 0);
  at = put16 (at, DATE);
  at = put32 (at, file->crc);
  at = put32 (at, file->packed);
  at = put32 (at, file->size);
  at = put16 (at, (guint)strlen (file->name));
  return put16 (at, /* extra */ 0);
}

static void
append_local (GByteArray *bytes, const Written *file)
{
  guint8 header[PEN_ZIP_LOCAL_SIZE];

  put_common (put32 (header, PEN_ZIP_LOCAL), file);
  g_byte_array_append (bytes, header, sizeof header);
  g_byte_array_append (bytes, (const guint8 *)file->name, (guint)strlen (file->name));
}

static void
append_central (GByteArray *bytes, const Written *file)
{
  guint8 header[PEN_ZIP_CENTRAL_SIZE];
  guint8 *at = put32 (header, PEN_ZIP_CENTRAL);

  at = put_common (put16 (at, MADE_ON_UNIX | VERSION_NEEDED), file);
  at = put16 (at, /* comment */ 0);
  at = put16 (at, /* disk */ 0);
  at = put16 (at, /* internal attributes */ 0);
  at = put32 (at, (guint32)(S_IFREG | 0644) << 16);
  put32 (at, file->offset);
  g_byte_array_append (bytes, header, sizeof header);
  g_byte_array_append (bytes, (const guint8 *)file->name, (guint)strlen (file->name));
}

static void
append_end (GByteArray *bytes, guint n_entries, guint32 offset)
{
  guint8 header[PEN_ZIP_END_SIZE];
  guint8 *at = put32 (header, PEN_ZIP_END);

  at = put16 (at, /* this disk */ 0);
  at = put16 (at, /* the directory's disk */ 0);
  at = put16 (at, n_entries);
  at = put16 (at, n_entries);
  at = put32 (at, bytes->len - offset);
  at = put32 (at, offset);
  put16 (at, /* comment */ 0);
  g_byte_array_append (bytes, header, sizeof header);
}

/* Puts the packed form behind the header. FALSE: it is to be stored. */
static gboolean
deflate_into (PenZipWriter *writer, const guint8 *data, gsize size, guint32 *ret_packed)
{
  z_stream *z = &writer->deflater;
  guint start = writer->bytes->len;
  int ended;

  deflateReset (z);
  z->next_in = (z_const Bytef *)data;
  z->avail_in = (uInt)size;
  /* With one byte less than it has, what does not get smaller does not get to its end. */
  g_byte_array_set_size (writer->bytes, start + (guint)size - 1);
  z->next_out = writer->bytes->data + start;
  z->avail_out = (uInt)size - 1;
  ended = deflate (z, Z_FINISH);
  if (ended == Z_STREAM_END &&
      pen_archive_limits_allow_ratio (writer->list.limits, z->total_out, size))
    {
      *ret_packed = (guint32)z->total_out;
      g_byte_array_set_size (writer->bytes, start + *ret_packed);
      return TRUE;
    }
  g_byte_array_set_size (writer->bytes, start);
  return FALSE;
}

/* The header comes first and says how long the packed form is, so it is written over in the end. */
gboolean
pen_zip_writer_add (PenZipWriter *writer,
                    const char *name,
                    GBytes *bytes,
                    gboolean store,
                    GError **error)
{
  Written file = {.method = PEN_ZIP_DEFLATED};
  const guint8 *data;
  gsize size;
  guint start;

  g_return_val_if_fail (writer->bytes != NULL, FALSE);
  g_return_val_if_fail (name != NULL && bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &size);
  if (!pen_archive_list_add (&writer->list,
                             name,
                             strlen (name),
                             /* is_folder= */ FALSE,
                             size,
                             &file.name,
                             error))
    return FALSE;

  start = writer->bytes->len;
  file.offset = start;
  file.size = (guint32)size;
  file.crc = (guint32)crc32_z (0, data, size); /* of no data: 0 */
  append_local (writer->bytes, &file);
  if (store || size < 2 || !deflate_into (writer, data, size, &file.packed))
    {
      file.method = PEN_ZIP_STORED;
      file.packed = file.size;
      g_byte_array_append (writer->bytes, data, (guint)size);
    }
  put_common (writer->bytes->data + start + 4, &file);
  g_array_append_val (writer->written, file);
  return TRUE;
}

GBytes *
pen_zip_writer_finish (PenZipWriter *writer, GError **error)
{
  guint32 offset;

  g_return_val_if_fail (writer->bytes != NULL, NULL);

  offset = writer->bytes->len;
  for (guint i = 0; i < writer->written->len; i++)
    append_central (writer->bytes, &g_array_index (writer->written, Written, i));
  append_end (writer->bytes, writer->written->len, offset);
  if (!pen_archive_limits_check_archive (writer->list.limits, writer->bytes->len, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&writer->bytes));
}
