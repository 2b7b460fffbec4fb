/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* For the jail's own two files, and for tests that take one measure out to see that its absence is
 * noticed. Nothing in the product includes this. */

#include "bwrap.h"
#include "filter.h"
#include "jail.h"

G_BEGIN_DECLS

/** pen_jail_get_bwrap: (transfer none): the options as they will be used; may be changed before the
 * jail is prepared. */
PenBwrap *pen_jail_get_bwrap (PenJail *self, GError **error);

/** pen_jail_set_filter: (nullable): what the program's filter will be. */
void pen_jail_set_filter (PenJail *self, GBytes *filter);

/** pen_jail_set_landlock: whether writes are also restricted by Landlock. */
void pen_jail_set_landlock (PenJail *self, gboolean landlock);

/** pen_jail_get_pid: of the outer bubblewrap process, -1 when there is none. */
pid_t pen_jail_get_pid (PenJail *self);

G_END_DECLS
