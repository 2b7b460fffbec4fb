/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchain.h"

G_BEGIN_DECLS

/** PenToolchainPlace: where toolchains are looked for. */
typedef struct
{
  PenToolchainOrigin origin;
  char *path;
  const char *prefix; /* (nullable): each directory in @path whose name begins so may be one; NULL:
                         @path itself may be one */
  const char *name;   /* (nullable): what that one is called */
} PenToolchainPlace;

#define PEN_TYPE_TOOLCHAIN_LIST (pen_toolchain_list_get_type ())
G_DECLARE_FINAL_TYPE (PenToolchainList, pen_toolchain_list, PEN, TOOLCHAIN_LIST, GObject)

/**
 * PenToolchainList: a GListModel of every PenToolchain on this machine: the distribution's, every
 * one below a rustup home, unpacked and installed standalone archives. Found by looking at
 * directories; nothing is executed outside of a jail.
 *
 * pen_toolchain_list_new: looks.
 */
PenToolchainList *pen_toolchain_list_new (void);

/** pen_toolchain_list_new_in: looks below other places: @usr instead of /usr, @home instead of the
 * user's, @opt instead of /opt. For tests. */
PenToolchainList *pen_toolchain_list_new_in (const char *usr, const char *home, const char *opt);

/** pen_toolchain_list_get_places: (transfer none) (element-type PenToolchainPlace): where it
 * looked, whether there is such a place or not. */
GPtrArray *pen_toolchain_list_get_places (PenToolchainList *self);

/**
 * pen_toolchain_list_query_async: asks each toolchain that nothing is remembered of for its
 * version, and tries once which linker works with it, all in jails; remembers the answers below the
 * user's cache directory (as root below /var/lib/playpen).
 */
void pen_toolchain_list_query_async (PenToolchainList *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);
gboolean
pen_toolchain_list_query_finish (PenToolchainList *self, GAsyncResult *result, GError **error);

/**
 * pen_toolchain_list_choose: after the query.
 * @channel: (nullable): "stable" (the newest), "beta", "nightly", a version ("1.96", "1.96.0"), or
 * a name or the beginning of one; NULL: the newest stable, else the newest of any
 *
 * Returns: (transfer full): or NULL with %PEN_TOOLCHAIN_ERROR_MISSING or _UNREACHABLE
 */
PenToolchain *
pen_toolchain_list_choose (PenToolchainList *self, const char *channel, GError **error);

G_END_DECLS
