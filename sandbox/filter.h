/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "command.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * PenFilter: which system calls a jailed program may make: a plain value.
 * Nothing is loaded by it; pen_filter_export() turns it into the bytes that the kernel loads.
 */
typedef struct _PenFilter PenFilter;

/**
 * pen_filter_new: (transfer full): the allow-list of @profile. What is not listed fails with
 * ENOSYS, what is conventionally forbidden with EPERM, and a call of a foreign ABI (x32, i386)
 * ends the process with SIGSYS.
 */
PenFilter *pen_filter_new (PenProfile profile);
/** pen_filter_new_empty: (transfer full): a filter that allows nothing yet: every call fails with
 * ENOSYS. */
PenFilter *pen_filter_new_empty (void);
void pen_filter_free (PenFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PenFilter, pen_filter_free)

/**
 * pen_filter_allow_shared_memory: also allows memfd_create, System V and POSIX message queues and
 * shared memory. Only for a job in a memory cgroup, because no rlimit counts their memory.
 */
void pen_filter_allow_shared_memory (PenFilter *filter);

/**
 * pen_filter_allow: allows every form of the call @name (as in syscalls(2)) and drops whatever the
 * filter said about it. A name that this machine's architecture or libseccomp does not know is
 * accepted and has no effect.
 */
void pen_filter_allow (PenFilter *filter, const char *name);
/** pen_filter_refuse: lets every form of the call @name fail with @error (an errno > 0), and drops
 * whatever the filter said about it. */
void pen_filter_refuse (PenFilter *filter, const char *name, int error);
/** pen_filter_tolerate_foreign: lets calls of a foreign ABI fail with ENOSYS instead of ending the
 * process. No jail uses it; the tests take this one measure out with it. */
void pen_filter_tolerate_foreign (PenFilter *filter);

/**
 * pen_filter_export: the filter as an array of struct sock_filter, at most BPF_MAXINSNS of them,
 * for prctl(2) or seccomp(2) on this architecture.
 * Returns: (transfer full): or %NULL with %PEN_SANDBOX_ERROR_SETUP if libseccomp fails.
 */
GBytes *pen_filter_export (const PenFilter *filter, GError **error);

G_END_DECLS
