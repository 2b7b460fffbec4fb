/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "command.h"
#include "jail-limits.h"

G_BEGIN_DECLS

/** The descriptors of a jail's bwrap: 0–2 are pipes, then these. */
#define PEN_BWRAP_FD_CHANNEL 3
#define PEN_BWRAP_FD_ARGS 4
#define PEN_BWRAP_FD_FIRST_DATA 5

/** PenBwrapData: what bwrap reads from one descriptor: bytes, or a host file. */
typedef struct
{
  int fd;         /* its number in bwrap */
  GBytes *bytes;  /* (nullable) */
  char *filename; /* (nullable): used when bytes is NULL */
} PenBwrapData;

/**
 * PenBwrap: a command and its limits as bubblewrap's options: a plain value. Nothing runs. Tests
 * take one measure out of it and see the hostile probe succeed.
 */
typedef struct
{
  GPtrArray *options; /* (element-type utf8) */
  GPtrArray *data;    /* (element-type PenBwrapData) */
} PenBwrap;

/**
 * pen_bwrap_new:
 * @command: its profile, binds and libraries are used, nothing else
 * @limits: its tmpfs sizes are used
 * @init: host path of playpen-init
 *
 * The sets of options are those that were tried for this purpose on bubblewrap 0.8, 0.9 and 0.11;
 * none creates anything below a directory that a jailed program could have written
 * (CVE-2026-87766).
 *
 * Returns: (transfer full)
 */
PenBwrap *pen_bwrap_new (const PenCommand *command, const PenLimits *limits, const char *init);
void pen_bwrap_free (PenBwrap *bwrap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenBwrap, pen_bwrap_free)

/** pen_bwrap_serialize: the options as --args wants them: each followed by a NUL. (transfer full)
 */
GBytes *pen_bwrap_serialize (const PenBwrap *bwrap);

/** pen_bwrap_remove: takes out the first run of options that equals @first, … up to NULL. FALSE
 * when there is none. For tests. */
gboolean pen_bwrap_remove (PenBwrap *bwrap, const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
