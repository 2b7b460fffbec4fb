/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as a Cargo.toml, then all that is asked of a manifest. */
#include "toolchains.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const files[] =
      {"src/main.rs", "src/lib.rs", "src/bin/a.rs", "build.rs", "tests/t.rs", "a.rs", NULL};
  g_autoptr (PenManifest) manifest = pen_manifest_parse ((const char *)data, size, NULL);
  g_autoptr (PenManifestRoot) root = NULL;
  g_autoptr (GError) error = NULL;

  if (manifest == NULL)
    return 0;
  if (pen_manifest_check (manifest, &error) && manifest->name == NULL)
    g_error ("a workspace without a package was let through");
  if (manifest->is_plain != (manifest->not_plain_for == NULL))
    g_error ("nothing says why the manifest is not plain");
  if (manifest->name != NULL)
    root = pen_manifest_find_root (manifest, files, NULL);
  if (root != NULL && !g_strv_contains (files, root->path))
    g_error ("the root is none of the files: %s", root->path);
  return 0;
}
