/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

/** PenAccount: who a jail's processes are outside of it. A plain value. */
typedef struct
{
  gboolean change; /* TRUE: Playpen runs as root and the jail must not */
  uid_t uid;
  gid_t gid;
} PenAccount;

/**
 * pen_account_get:
 * @ret_account: (out): the caller's own account, or `nobody` when the caller is root
 *
 * Returns: FALSE with %PEN_SANDBOX_ERROR_CANNOT_JAIL when the caller is root and there is no
 * account to change to: a program never has real root's id, for root's sysctls stay writable in any
 * namespace (bubblewrap issue 313).
 */
gboolean pen_account_get (PenAccount *ret_account, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** pen_account_enter: between fork and exec: becomes @account. Async-signal-safe. FALSE with errno
 * set. */
gboolean pen_account_enter (const PenAccount *account) G_GNUC_WARN_UNUSED_RESULT;

/**
 * pen_account_can_reach: whether @account may read @path and search every directory above its real
 * path, by mode bits alone. A file that it cannot reach is passed as data or copied: bwrap resolves
 * the real path even of an open descriptor.
 */
gboolean pen_account_can_reach (const PenAccount *account, const char *path);

G_END_DECLS
