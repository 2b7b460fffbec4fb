/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The form of a journal's file. Reading ends at the first byte that is not as it was written: what
 * comes after it may be whole, but would be applied to a text that is not the one it was meant for.
 */
#include "journal-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include <zlib.h>

#include "core-error.h"

#define MAGIC "playpen-journal "
#define FIRST_LINE MAGIC "1\n"
#define VERSION_DIGITS_MAX 4
#define SUM_DIGITS 8
#define SUM_SIZE (SUM_DIGITS + 1) /* and a space */

void
pen_journal_lines_begin (GByteArray *bytes)
{
  g_byte_array_append (bytes, (const guint8 *)FIRST_LINE, strlen (FIRST_LINE));
}

static void
format_sum (char sum[SUM_SIZE + 1], gconstpointer text, gsize size)
{
  g_snprintf (sum, SUM_SIZE + 1, "%08lx ", crc32_z (0, text, size));
}

void
pen_journal_lines_add (GByteArray *bytes, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const char *text = lines->pdata[i];
      gsize size = strlen (text);
      char sum[SUM_SIZE + 1];

      format_sum (sum, text, size);
      g_byte_array_append (bytes, (const guint8 *)sum, SUM_SIZE);
      g_byte_array_append (bytes, (const guint8 *)text, (guint)size);
      g_byte_array_append (bytes, (const guint8 *)"\n", 1);
    }
}

guint64
pen_journal_lines_measure (GPtrArray *lines)
{
  guint64 size = 0;

  for (guint i = 0; i < lines->len; i++)
    size += SUM_SIZE + strlen (lines->pdata[i]) + 1;
  return size;
}

/* --- Reading --- */

static gboolean
is_later_version (const guint8 *data, gsize size)
{
  const gsize magic = strlen (MAGIC);
  gsize i = magic;

  if (size < magic || memcmp (data, MAGIC, magic) != 0)
    return FALSE;
  while (i < size && i <= magic + VERSION_DIGITS_MAX && g_ascii_isdigit (data[i]))
    i++;
  return i > magic && i < size && data[i] == '\n';
}

/* As after a crash on a file system that keeps a file's size and loses its contents. */
static gboolean
is_zero (const guint8 *data, gsize size)
{
  return size == 0 || (data[0] == 0 && memcmp (data, data + 1, size - 1) == 0);
}

/* @ret_size: of the first line; 0 when it never became whole. Whatever else is there is somebody's,
 * and not to be cut. */
static gboolean
read_first_line (const guint8 *data, gsize size, gsize *ret_size, GError **error)
{
  const gsize whole = strlen (FIRST_LINE);

  if (memcmp (data, FIRST_LINE, MIN (size, whole)) == 0)
    {
      *ret_size = size < whole ? 0 : whole;
      return TRUE;
    }
  if (is_zero (data, size))
    {
      *ret_size = 0;
      return TRUE;
    }
  if (is_later_version (data, size))
    g_set_error_literal (error,
                         PEN_CORE_ERROR,
                         PEN_CORE_ERROR_FORMAT,
                         _ ("This session was kept by a later version of Playpen. Open it with "
                            "that version; here it stays as it is."));
  else
    g_set_error_literal (error,
                         PEN_CORE_ERROR,
                         PEN_CORE_ERROR_FORMAT,
                         _ ("The file that keeps this session is damaged from its beginning on. It "
                            "stays as it is; a copy from a backup can take its place."));
  return FALSE;
}

/* (transfer full) (nullable): the text of the line that begins at @data; NULL when it is not what
 * was written. @size: up to the end of the file. */
static char *
read_line (const guint8 *data, gsize size, gsize *ret_size)
{
  const guint8 *text = data + SUM_SIZE;
  char sum[SUM_SIZE + 1];
  const guint8 *end;
  gsize length;

  if (size <= SUM_SIZE)
    return NULL;
  end = memchr (text, '\n', MIN (size - SUM_SIZE, PEN_JOURNAL_LINE_MAX + 1));
  if (end == NULL || end == text)
    return NULL;
  length = (gsize)(end - text);
  format_sum (sum, text, length);
  if (memcmp (data, sum, SUM_SIZE) != 0 ||
      !g_utf8_validate ((const char *)text, (gssize)length, NULL))
    return NULL;
  *ret_size = SUM_SIZE + length + 1;
  return g_strndup ((const char *)text, length);
}

gboolean
pen_journal_lines_read (const guint8 *data,
                        gsize size,
                        GPtrArray *lines,
                        gsize *ret_good,
                        GError **error)
{
  gsize good = 0;
  gsize step = 0;
  char *text;

  if (size > 0 && !read_first_line (data, size, &good, error))
    return FALSE;
  while (good > 0 && (text = read_line (data + good, size - good, &step)) != NULL)
    {
      g_ptr_array_add (lines, text);
      good += step;
    }
  *ret_good = good;
  return TRUE;
}
