/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/** pen_scheme_get: (transfer none) (nullable): the colours of code that go with the application's
 * now: light or dark, in high contrast or not. */
GtkSourceStyleScheme *pen_scheme_get (void);

/** pen_scheme_follow: gives @buffer these colours, and others when the application's change. */
void pen_scheme_follow (GtkSourceBuffer *buffer);

G_END_DECLS
