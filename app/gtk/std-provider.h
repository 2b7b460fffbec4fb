/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define PEN_TYPE_STD_PROVIDER (pen_std_provider_get_type ())
/** PenStdProvider: offers names of the standard library, in Rust code only. */
G_DECLARE_FINAL_TYPE (PenStdProvider, pen_std_provider, PEN, STD_PROVIDER, GObject)

/** pen_std_provider_new: (transfer full) */
GtkSourceCompletionProvider *pen_std_provider_new (void);

G_END_DECLS
