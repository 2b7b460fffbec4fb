/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** pen_source_data_init: makes the program's own languages, colours of code and snippets known to
 * GtkSourceView, before anything asks for one of them. */
void pen_source_data_init (void);

/** pen_source_data_find: (transfer full) (type filename) (nullable): where @name is on the disk: a
 * folder of data/ such as "snippets". NULL when Playpen is not whole. */
char *pen_source_data_find (const char *name);

G_END_DECLS
