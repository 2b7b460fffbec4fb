/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "toolchain-list.h"

G_BEGIN_DECLS

#define PEN_TYPE_TOOLCHAIN_WATCH (pen_toolchain_watch_get_type ())
G_DECLARE_FINAL_TYPE (PenToolchainWatch, pen_toolchain_watch, PEN, TOOLCHAIN_WATCH, GObject)

/**
 * PenToolchainWatch: notices that a toolchain, or a part of one, appears in the places where a list
 * looked or goes from there, and that a file system was mounted or taken away.
 *
 * Signal `changed`: something of it happened, half a second ago; the list should be made anew. What
 * to look at changes with it, so that a new list also wants a new watch.
 *
 * pen_toolchain_watch_new: (transfer full): watches until it is dropped. @list is not kept.
 */
PenToolchainWatch *pen_toolchain_watch_new (PenToolchainList *list);

G_END_DECLS
