/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "cgroup.h"
#include "command.h"
#include "event.h"
#include "jail-limits.h"

G_BEGIN_DECLS

#define PEN_TYPE_JAIL (pen_jail_get_type ())
G_DECLARE_FINAL_TYPE (PenJail, pen_jail, PEN, JAIL, GObject)

/**
 * PenJail: one command in one bubblewrap jail. It is *prepared* (namespaces and mounts stand, its
 * first process waits) and later *started*, once. From then on the signal `event (PenEvent *)`
 * tells what happens, in order; the last event of every jail is ENDED, also when it was stopped,
 * never started or never stood. Dropping the last reference kills it.
 *
 * Everything runs on the main loop of the main thread.
 *
 * pen_jail_new:
 * @command: copied; what is added to pen_jail_get_command() before the start still counts
 * @limits: copied
 */
PenJail *pen_jail_new (const PenCommand *command, const PenLimits *limits);

/** pen_jail_get_command: (transfer none): may be changed until the start; binds only until the jail
 * is prepared. */
PenCommand *pen_jail_get_command (PenJail *self);

/** pen_jail_get_limits: (transfer none): may be changed until the start; tmpfs sizes only until it
 * is prepared. */
PenLimits *pen_jail_get_limits (PenJail *self);

/** pen_jail_take_cgroup: (transfer full) (nullable): the control group that the jail is to live in.
 * Before it is prepared. */
void pen_jail_take_cgroup (PenJail *self, PenCgroupJob *cgroup);

/**
 * pen_jail_prepare: starts bubblewrap and waits for nothing.
 *
 * Returns: FALSE with %PEN_SANDBOX_ERROR_CANNOT_JAIL or _SETUP; then there will be no event. What
 * goes wrong inside bubblewrap is told by an ENDED event with the cause SETUP.
 */
gboolean pen_jail_prepare (PenJail *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_jail_start: hands over files, limits and filter and runs the program. FALSE with
 * %PEN_SANDBOX_ERROR_SETUP or _TOO_BIG. */
gboolean pen_jail_start (PenJail *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_jail_feed: the bytes for a FIFO of the command; whoever waits on it goes on. */
void pen_jail_feed (PenJail *self, const char *path, GBytes *bytes);

/** pen_jail_write_stdin: queues @bytes; never blocks, never fails: a program that does not read
 * loses them. */
void pen_jail_write_stdin (PenJail *self, GBytes *bytes);

/** pen_jail_close_stdin: end of input, after what was queued. */
void pen_jail_close_stdin (PenJail *self);

/** pen_jail_get_stdin_pending: bytes queued and not yet taken by the program. */
gsize pen_jail_get_stdin_pending (PenJail *self);

/** pen_jail_set_stream_paused: while paused nothing is read from @stream, the program feels it, and
 * the wall clock stands still. */
void pen_jail_set_stream_paused (PenJail *self, PenStream stream, gboolean paused);

/** pen_jail_stop: kills everything in the jail, now. ENDED with the cause STOPPED follows within a
 * second. */
void pen_jail_stop (PenJail *self);

/** pen_jail_get_ended: whether ENDED was told. */
gboolean pen_jail_get_ended (PenJail *self);

G_END_DECLS
