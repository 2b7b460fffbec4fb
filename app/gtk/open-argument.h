/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** PenOpenArgument: what somebody wants to see: a file or a folder, and the place in it. */
typedef struct
{
  GFile *file;
  guint line;   /* 1-based; 0: none was named */
  guint column; /* 1-based; 0: none was named */
} PenOpenArgument;

/**
 * pen_open_argument_new: (transfer full): reads "src/main.rs", "src/main.rs:4" and
 * "src/main.rs:4:23", as compilers print them. A file that is really called so wins.
 * @text: a path or URI
 * @folder: (type filename) (nullable): what a relative path starts from; NULL: where we are
 */
PenOpenArgument *pen_open_argument_new (const char *text, const char *folder);
void pen_open_argument_free (PenOpenArgument *argument);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenOpenArgument, pen_open_argument_free)

G_END_DECLS
