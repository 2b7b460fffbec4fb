/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Reads .crate files, which are gzip'd tar archives. By hand, because libarchive would bring
 * thirteen libraries into every start (2 ms, 3 MiB), and lets through names and links that must not
 * pass. Forms: ustar and pax (POSIX.1-2017, pax), and GNU's long names, which Cargo writes. */
#include "tar-reader.h"

#include <glib/gi18n.h>
#include <string.h>
#include <zlib.h>

#include "archive-list-private.h"
#include "core-error.h"

#define BLOCK 512
#define WINDOW_OF_GZIP (MAX_WBITS + 16)
#define NOTES_MAX (64 * 1024)     /* bytes of a pax header or a long name */
#define PADDING_MAX (1024 * 1024) /* zeros after the end */

/* Where the members of a header are, and how long. */
#define NAME_AT 0
#define NAME_SIZE 100
#define SIZE_AT 124
#define SIZE_SIZE 12
#define CHECKSUM_AT 148
#define CHECKSUM_SIZE 8
#define TYPE_AT 156
#define MAGIC_AT 257
#define PREFIX_AT 345
#define PREFIX_SIZE 155

typedef struct
{
  z_stream gzip;
  gsize packed; /* bytes of the archive */
  gboolean is_ended;
  PenArchiveList list;
  GPtrArray *files; /* of PenArchiveEntry */
  /* Said before the header that they are about. */
  GBytes *next_name; /* (nullable) */
  guint64 next_size;
  gboolean has_next_size;
} Reader;

static void
reader_clear (Reader *reader)
{
  inflateEnd (&reader->gzip);
  pen_archive_list_clear (&reader->list);
  g_clear_pointer (&reader->files, g_ptr_array_unref);
  g_clear_pointer (&reader->next_name, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_FORMAT,
                       _ ("This is no whole .crate or .tar.gz file: it was cut off or changed on "
                          "its way. Ask for the file again."));
  return FALSE;
}

/* --- The bytes --- */

/* Up to @size bytes into @to; fewer at the end only. */
static gboolean
pull (Reader *reader, guint8 *to, gsize size, gsize *ret_n, GError **error)
{
  z_stream *z = &reader->gzip;

  z->next_out = to;
  z->avail_out = (uInt)size;
  while (z->avail_out > 0 && !reader->is_ended)
    {
      int result = inflate (z, Z_NO_FLUSH);

      reader->is_ended = result == Z_STREAM_END;
      /* Without more to read it does not go on: cut off. */
      if (result != Z_OK && result != Z_STREAM_END)
        return refuse_damaged (error);
    }
  z->next_out = NULL;
  *ret_n = size - z->avail_out;
  if (pen_archive_limits_allow_ratio (reader->list.limits, reader->packed, z->total_out))
    return TRUE;
  g_set_error_literal (error,
                       PEN_CORE_ERROR,
                       PEN_CORE_ERROR_TOO_BIG,
                       _ ("The archive would become more than a hundred times larger than it is. "
                          "It is not unpacked."));
  return FALSE;
}

static gboolean
pull_all (Reader *reader, guint8 *to, gsize size, GError **error)
{
  gsize n = 0;

  if (!pull (reader, to, size, &n, error))
    return FALSE;
  return n == size || refuse_damaged (error);
}

/* (transfer full) (nullable): what follows a header: so many bytes, then up to the next block. */
static GBytes *
pull_contents (Reader *reader, gsize size, GError **error)
{
  g_autofree guint8 *contents = g_malloc (MAX (size, 1));
  guint8 padding[BLOCK];

  if (!pull_all (reader, contents, size, error) ||
      !pull_all (reader, padding, (BLOCK - size % BLOCK) % BLOCK, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&contents), size);
}

static gboolean
is_zero (const guint8 *bytes, gsize size)
{
  return size == 0 || (bytes[0] == 0 && memcmp (bytes, bytes + 1, size - 1) == 0);
}

/* After a block of zeros come only zeros; gzip's own checksum is behind them. */
static gboolean
read_end (Reader *reader, GError **error)
{
  guint8 block[BLOCK];
  gsize n = BLOCK;

  for (gsize total = 0; n == BLOCK; total += n)
    if (!pull (reader, block, BLOCK, &n, error))
      return FALSE;
    else if (!is_zero (block, n) || total > PADDING_MAX)
      return refuse_damaged (error);
  return reader->gzip.avail_in == 0 || refuse_damaged (error);
}

/* With a NUL behind it. */
static char *
dup_text (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (size > 0 ? data : "", size);
}

/* --- Headers --- */

/* Octal digits, with spaces or NULs around them. */
static gboolean
parse_octal (const guint8 *at, gsize size, guint64 *ret_value)
{
  const guint8 *end = at + size;
  guint64 value = 0;

  while (at < end && *at == ' ')
    at++;
  if (at == end || *at < '0' || *at > '7')
    return FALSE;
  for (; at < end && *at >= '0' && *at <= '7'; at++)
    value = value << 3 | (guint64)(*at - '0'); /* 12 digits are 36 bits */
  for (; at < end; at++)
    if (*at != ' ' && *at != '\0')
      return FALSE;
  *ret_value = value;
  return TRUE;
}

/* The sum of all bytes, with spaces in the place of the sum itself. */
static gboolean
is_header (const guint8 *header)
{
  guint64 said;
  guint64 sum = (guint64)CHECKSUM_SIZE * ' ';

  for (guint i = 0; i < BLOCK; i++)
    if (i < CHECKSUM_AT || i >= CHECKSUM_AT + CHECKSUM_SIZE)
      sum += header[i];
  return parse_octal (header + CHECKSUM_AT, CHECKSUM_SIZE, &said) && said == sum &&
         memcmp (header + MAGIC_AT, "ustar", 5) == 0;
}

static GBytes *
dup_name (Reader *reader, const guint8 *header)
{
  const char *name = (const char *)header + NAME_AT;
  const char *prefix = (const char *)header + PREFIX_AT;
  gsize length = strnlen (name, NAME_SIZE);
  GString *whole;

  if (reader->next_name != NULL)
    return g_steal_pointer (&reader->next_name);
  whole = g_string_new (NULL);
  /* GNU's older form has something else there. */
  if (header[MAGIC_AT + 5] == '\0' && prefix[0] != '\0')
    g_string_append_printf (whole, "%.*s/", (int)strnlen (prefix, PREFIX_SIZE), prefix);
  g_string_append_len (whole, name, (gssize)length);
  return g_string_free_to_bytes (whole);
}

/* --- What is said about the next header --- */

/* One line of a pax header: its length in decimal, a space, a key, "=", a value, a line break. */
static gboolean
read_pax_line (Reader *reader, const char *line, gsize left, gsize *ret_length, GError **error)
{
  const char *space = memchr (line, ' ', MIN (left, 8));
  const char *equals;
  gsize length = 0;
  const char *value;
  gsize size;

  for (const char *at = line; space != NULL && at < space; at++)
    length = g_ascii_isdigit (*at) ? length * 10 + (gsize)(*at - '0') : G_MAXUINT32;
  if (space == NULL || length > left || line + length < space + 2 || line[length - 1] != '\n' ||
      (equals = memchr (space, '=', length - (gsize)(space - line))) == NULL)
    return refuse_damaged (error);
  value = equals + 1;
  size = (gsize)(line + length - 1 - value);
  *ret_length = length;
  space++;
  if (g_str_has_prefix (space, "path="))
    {
      g_clear_pointer (&reader->next_name, g_bytes_unref);
      reader->next_name = g_bytes_new (value, size);
    }
  if (g_str_has_prefix (space, "size="))
    {
      g_autofree char *text = g_strndup (value, size);

      reader->has_next_size =
          g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &reader->next_size, NULL);
      if (!reader->has_next_size)
        return refuse_damaged (error);
    }
  return !g_str_has_prefix (space, "GNU.sparse.") || refuse_damaged (error);
}

static gboolean
read_notes (Reader *reader, char type, guint64 size, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL; /* with a NUL behind it */
  gsize length;

  if (size > NOTES_MAX)
    return refuse_damaged (error);
  bytes = pull_contents (reader, (gsize)size, error);
  if (bytes == NULL)
    return FALSE;
  text = dup_text (bytes);
  if (type == 'L')
    {
      g_clear_pointer (&reader->next_name, g_bytes_unref);
      reader->next_name = g_bytes_new (text, strlen (text));
      return TRUE;
    }
  if (type == 'g')
    return TRUE; /* about all that follows: git writes the commit's hash */
  if (strlen (text) != size)
    return refuse_damaged (error);
  for (gsize at = 0; at < size; at += length)
    if (!read_pax_line (reader, text + at, (gsize)size - at, &length, error))
      return FALSE;
  return TRUE;
}

/* --- Entries --- */

static gboolean
read_entry (Reader *reader, const guint8 *header, guint64 size, GError **error)
{
  g_autoptr (GBytes) raw_name = dup_name (reader, header);
  g_autofree char *shown = dup_text (raw_name);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char type = (char)header[TYPE_AT];
  gboolean is_folder = type == '5';

  reader->has_next_size = FALSE;
  if (!is_folder && type != '0' && type != '\0')
    return pen_archive_refuse (shown,
                               PEN_CORE_ERROR_FORMAT,
                               _ ("it is a link or something else that is no file. Ask for the "
                                  "archive with the file itself in it."),
                               error);
  if (is_folder && size != 0)
    return refuse_damaged (error);
  if (!pen_archive_list_add (&reader->list,
                             g_bytes_get_data (raw_name, NULL),
                             g_bytes_get_size (raw_name),
                             is_folder,
                             (gsize)size,
                             &name,
                             error))
    return FALSE;
  bytes = pull_contents (reader, (gsize)size, error);
  if (bytes == NULL)
    return FALSE;
  if (!is_folder)
    g_ptr_array_add (reader->files, pen_archive_entry_new (name, bytes));
  return TRUE;
}

static gboolean
read_all (Reader *reader, GError **error)
{
  guint8 header[BLOCK];

  /* The notes are no entries: they are bounded by the number of entries, and so is everything. */
  for (guint n = 0; n <= 3 * reader->list.limits->entries; n++)
    {
      guint64 size;
      char type;

      if (!pull_all (reader, header, BLOCK, error))
        return FALSE;
      if (is_zero (header, BLOCK))
        return read_end (reader, error);
      if (!is_header (header) || !parse_octal (header + SIZE_AT, SIZE_SIZE, &size))
        return refuse_damaged (error);
      type = (char)header[TYPE_AT];
      if (type == 'L' || type == 'x' || type == 'g')
        {
          if (!read_notes (reader, type, size, error))
            return FALSE;
          continue;
        }
      if (reader->has_next_size)
        size = reader->next_size;
      if (!read_entry (reader, header, size, error))
        return FALSE;
    }
  return refuse_damaged (error);
}

GPtrArray *
pen_tar_read (GBytes *archive, const PenArchiveLimits *limits, GError **error)
{
  g_auto (Reader) reader = {0};
  const guint8 *data;

  g_return_val_if_fail (archive != NULL, NULL);

  data = g_bytes_get_data (archive, &reader.packed);
  pen_archive_list_init (&reader.list, limits);
  reader.files = pen_archive_entries_new ();
  if (inflateInit2 (&reader.gzip, WINDOW_OF_GZIP) != Z_OK)
    g_error ("zlib cannot start: %s", reader.gzip.msg);
  if (!pen_archive_limits_check_archive (reader.list.limits, reader.packed, error))
    return NULL;
  reader.gzip.next_in = (z_const Bytef *)data;
  reader.gzip.avail_in = (uInt)reader.packed;
  if (!read_all (&reader, error))
    return NULL;
  return g_steal_pointer (&reader.files);
}
