/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** pen_translation_init: what this process says to people it says in their language from now on. To
 * be called first of all in main(). */
void pen_translation_init (void);

/**
 * pen_translation_dup_folder: where the translations of a program are: `share/locale` beside the
 * `bin` that it was installed to, or `po` of the build folder that it lies in.
 * @program: path of the binary
 *
 * Returns: (transfer full) (nullable): the folder for bindtextdomain(); NULL when there is none
 */
char *pen_translation_dup_folder (const char *program);

G_END_DECLS
