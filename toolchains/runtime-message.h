/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "sandbox.h"

G_BEGIN_DECLS

/**
 * pen_runtime_message_is_allocation_failure: whether std's "memory allocation of N bytes failed"
 * stands at the end of what a program wrote to standard error before it aborted.
 * @tail: (array length=len): the last bytes of it
 */
gboolean pen_runtime_message_is_allocation_failure (const char *tail, gsize len);

/**
 * pen_runtime_message_explain: what an error of the operating system in a program's last words has
 * to do with the limits it ran in: threads, open files, file size, space, network.
 *
 * Returns: (transfer full) (nullable): a translated sentence, or NULL when there is nothing to add
 */
char *pen_runtime_message_explain (const char *tail, gsize len, const PenLimits *limits);

G_END_DECLS
