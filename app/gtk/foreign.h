/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

/** PenForeign: what a file from elsewhere holds; at most one of the two. Neither: it is a file like
 * any other, to be opened where it lies. */
typedef struct
{
  PenSnapshot *snapshot; /* (nullable) */
  PenProgram *program;   /* (nullable): of an archive */
  char *title;           /* (nullable): what @program may be called */
} PenForeign;

void pen_foreign_free (PenForeign *foreign);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenForeign, pen_foreign_free)

/** pen_foreign_read_async: looks at what is in @location, and reads it if it is an archive; on a
 * thread of GTask's. */
void pen_foreign_read_async (GFile *location,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
/** pen_foreign_read_finish: (transfer full): or NULL with a sentence. What cannot be read at all is
 * a file like any other: whoever opens it says why. */
PenForeign *pen_foreign_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
