/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** pen_resources_init: makes icons, syntax and colour schemes of the program known, after GTK. The
 * application's style sheets load by themselves. */
void pen_resources_init (void);

G_END_DECLS
