/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Code with the caret written into it as §, a selection as « and ». */

/** pen_test_code_set: */
void pen_test_code_set (GtkTextBuffer *buffer, const char *marked);

/** pen_test_code_dup: (transfer full) */
char *pen_test_code_dup (GtkTextBuffer *buffer);

/** pen_test_code_assert: that the text, caret and selection are these. */
#define pen_test_code_assert(buffer, marked)                                                       \
  do                                                                                               \
    {                                                                                              \
      g_autofree char *code_found = pen_test_code_dup (buffer);                                    \
                                                                                                   \
      g_assert_cmpstr (code_found, ==, marked);                                                    \
    }                                                                                              \
  while (FALSE)

/** pen_test_code_view_new: (transfer none, floating): of Rust, set up like an editor's. */
GtkSourceView *pen_test_code_view_new (void);

G_END_DECLS
