/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as a .crate; and as the tar archive in one, because no fuzzer finds gzip's checksum. */
#include "core.h"

#include <gio/gio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (GBytes *archive)
{
  static const PenArchiveLimits limits = {
      .entries = 8,
      .file = 4000,
      .total = 8000,
      .archive = 65536,
      .ratio = 1000,
      .any_ratio = 1000,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = pen_tar_read (archive, &limits, &error);

  if (entries == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    g_assert_true (
        pen_archive_name_check (((const PenArchiveEntry *)entries->pdata[i])->name, NULL));
}

static GBytes *
gzip (const guint8 *data, gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) plain = g_bytes_new_static (data, size);
  g_autoptr (GBytes) packed = gzip (data, size);

  check (plain);
  check (packed);
  return 0;
}
