/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pen_remedy_dup_command: what there is to type in a sentence that says what to do: the indented
 * lines of it, or else each command in it that begins with sudo.
 * @remedy: (nullable): of a PenProbe or a PenFinding, in any language
 *
 * Returns: (transfer full) (nullable): one command a line, nothing at the end; NULL when there is
 * none
 */
char *pen_remedy_dup_command (const char *remedy);

G_END_DECLS
