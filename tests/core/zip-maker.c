/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Makes ZIP archives as an attacker would: every member of every header can be told to be wrong. */
#include "zip-maker.h"

#include <string.h>
#include <zlib.h>

static void
put16 (GByteArray *to, guint value)
{
  const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8)};

  g_byte_array_append (to, bytes, sizeof bytes);
}

static void
put32 (GByteArray *to, guint32 value)
{
  put16 (to, value & 0xffff);
  put16 (to, value >> 16);
}

static void
put_text (GByteArray *to, const char *text)
{
  if (text != NULL)
    g_byte_array_append (to, (const guint8 *)text, (guint)strlen (text));
}

static void
put_hex (GByteArray *to, const char *hex)
{
  for (const char *at = hex; at != NULL && *at != '\0'; at += 2)
    {
      guint8 byte = (guint8)(g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));

      g_byte_array_append (to, &byte, 1);
    }
}

GBytes *
zip_deflate (const guint8 *data, gsize size)
{
  z_stream z = {0};
  gsize room = compressBound (size) + 64;
  g_autofree guint8 *packed = g_malloc (room);

  g_assert_cmpint (deflateInit2 (&z, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  z.next_in = (z_const Bytef *)data;
  z.avail_in = (uInt)size;
  z.next_out = packed;
  z.avail_out = (uInt)room;
  g_assert_cmpint (deflate (&z, Z_FINISH), ==, Z_STREAM_END);
  room = z.total_out;
  deflateEnd (&z);
  return g_bytes_new (packed, room);
}

/* An entry's contents, plain and packed. */
typedef struct
{
  GBytes *packed;
  gsize size;
  guint32 crc;
} Contents;

static void
contents_init (Contents *contents, const ZipEntry *entry)
{
  const char *text = entry->contents != NULL ? entry->contents : "";
  g_autoptr (GBytes) plain =
      entry->bytes != NULL ? g_bytes_ref (entry->bytes) : g_bytes_new (text, strlen (text));
  const guint8 *data = g_bytes_get_data (plain, &contents->size);

  contents->crc = (guint32)crc32_z (0, data, contents->size) + entry->wrong_crc;
  contents->packed = entry->deflate ? zip_deflate (data, contents->size) : g_bytes_ref (plain);
}

static void
contents_clear (gpointer data)
{
  g_bytes_unref (((Contents *)data)->packed);
}

static void
put_sizes (GByteArray *to, const ZipEntry *entry, const Contents *contents)
{
  put32 (to, contents->crc);
  put32 (to, (guint32)g_bytes_get_size (contents->packed) + (guint32)entry->wrong_packed);
  put32 (to, (guint32)contents->size + (guint32)entry->wrong_size);
}

static guint
get_flags (const ZipEntry *entry)
{
  return 1 << 11 | (entry->descriptor != 0 ? 1 << 3 : 0) | entry->flags;
}

static guint
get_method (const ZipEntry *entry)
{
  if (entry->method != 0)
    return entry->method - 1;
  return entry->deflate ? 8 : 0;
}

static void
put_local (GByteArray *to, const ZipEntry *entry, const Contents *contents)
{
  const char *name = entry->local_name != NULL ? entry->local_name : entry->name;
  gsize length = entry->name_length != 0 ? entry->name_length : strlen (name);
  guint sizes;

  put32 (to, 0x04034b50 + (entry->wrong_signature ? 1 : 0));
  put16 (to, 20);
  put16 (to, get_flags (entry) ^ entry->local_flags);
  put16 (to, entry->local_method != 0 ? entry->local_method - 1 : get_method (entry));
  put32 (to, 0x00210000);
  sizes = to->len;
  put_sizes (to, entry, contents);
  if (entry->descriptor != 0)
    memset (to->data + sizes, 0, 12);
  to->data[sizes] = (guint8)(to->data[sizes] + entry->wrong_local_crc);
  to->data[sizes + 8] = (guint8)(to->data[sizes + 8] + entry->wrong_local_size);
  put16 (to, (guint)length);
  put16 (to, entry->local_extra != NULL ? (guint)strlen (entry->local_extra) / 2 : 0);
  g_byte_array_append (to, (const guint8 *)name, (guint)length);
  put_hex (to, entry->local_extra);
  g_byte_array_append (to,
                       g_bytes_get_data (contents->packed, NULL),
                       (guint)g_bytes_get_size (contents->packed));
  put_text (to, entry->before_descriptor);
  if (entry->descriptor == 16)
    put32 (to, 0x08074b50 + (entry->wrong_mark ? 1 : 0));
  if (entry->descriptor != 0)
    put_sizes (to, entry, contents);
  if (entry->wrong_descriptor)
    to->data[to->len - 1]++;
  put_text (to, entry->gap);
}

static void
put_central (GByteArray *to, const ZipEntry *entry, const Contents *contents, guint32 offset)
{
  gsize length = entry->name_length != 0 ? entry->name_length : strlen (entry->name);

  put32 (to, 0x02014b50);
  put16 (to, (entry->host != 0 ? entry->host - 1 : 3) << 8 | 20);
  put16 (to, 20);
  put16 (to, get_flags (entry));
  put16 (to, get_method (entry));
  put32 (to, 0x00210000);
  put_sizes (to, entry, contents);
  put16 (to, (guint)length);
  put16 (to, entry->extra != NULL ? (guint)strlen (entry->extra) / 2 : 0);
  put16 (to, 0);
  put16 (to, entry->disk);
  put16 (to, 0);
  put32 (to, entry->mode << 16);
  put32 (to, offset + (guint32)entry->wrong_offset);
  g_byte_array_append (to, (const guint8 *)entry->name, (guint)length);
  put_hex (to, entry->extra);
}

static void
put_end (GByteArray *to, const ZipFrame *frame, guint count, guint32 offset)
{
  guint32 length = to->len - offset;

  put_text (to, frame->behind);
  put32 (to, 0x06054b50);
  put16 (to, frame->disk);
  put16 (to, 0);
  put16 (to, count + (guint)frame->wrong_count_here + (guint)frame->wrong_count);
  put16 (to, count + (guint)frame->wrong_count);
  put32 (to, length + (guint32)frame->wrong_length);
  put32 (to, offset + (guint32)frame->wrong_offset);
  put16 (to, frame->comment != NULL ? (guint)strlen (frame->comment) : 0);
  put_text (to, frame->comment);
  put_text (to, frame->after);
}

GBytes *
zip_make (const ZipEntry *entries, const ZipFrame *frame)
{
  static const ZipFrame plain = {0};
  g_autoptr (GByteArray) to = g_byte_array_new ();
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Contents));
  guint32 directory;
  guint n = 0;

  g_array_set_clear_func (all, contents_clear);
  if (frame == NULL)
    frame = &plain;
  put_text (to, frame->before);
  for (; entries[n].name != NULL; n++)
    {
      guint32 offset = to->len;
      Contents contents;

      contents_init (&contents, &entries[n]);
      g_array_append_val (all, contents);
      g_array_append_val (offsets, offset);
      put_local (to, &entries[n], &contents);
    }
  put_text (to, frame->between);
  directory = to->len;
  for (guint i = 0; i < n; i++)
    {
      guint which = frame->reversed ? n - 1 - i : i;

      put_central (to,
                   &entries[which],
                   &g_array_index (all, Contents, which),
                   g_array_index (offsets, guint32, which));
    }
  put_end (to, frame, n, directory);
  return g_byte_array_free_to_bytes (g_steal_pointer (&to));
}
