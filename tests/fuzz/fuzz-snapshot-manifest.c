/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as the manifest of a session that came as a file. What was read is written, and is the
 * same when it is read again, with all that is not known. */
#include "core.h"
#include "snapshot-manifest.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PenSnapshotManifest) manifest =
      pen_snapshot_manifest_read ((const char *)data, size, &error);
  g_autoptr (PenSnapshotManifest) again = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autofree char *id = NULL;

  if (manifest == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  id = pen_snapshot_manifest_make_id (manifest);
  first = pen_snapshot_manifest_write (manifest);
  again =
      pen_snapshot_manifest_read (g_bytes_get_data (first, NULL), g_bytes_get_size (first), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (again->others), ==, g_hash_table_size (manifest->others));
  second = pen_snapshot_manifest_write (again);
  g_assert_true (g_bytes_equal (first, second));
  return 0;
}
