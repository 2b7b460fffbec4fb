/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_CLI_WATCHER (pen_cli_watcher_get_type ())
G_DECLARE_FINAL_TYPE (PenCliWatcher, pen_cli_watcher, PEN, CLI_WATCHER, GObject)

/** PenCliWatcher: tells when a file of a program was saved, once the saving has come to rest. */
PenCliWatcher *pen_cli_watcher_new (const PenProgram *program);

/** pen_cli_watcher_get_changed: whether a file was saved since it was made. */
gboolean pen_cli_watcher_get_changed (PenCliWatcher *self);

G_END_DECLS
