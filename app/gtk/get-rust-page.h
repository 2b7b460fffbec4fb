/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <adwaita.h>

#include "core.h"

G_BEGIN_DECLS

#define PEN_TYPE_GET_RUST_PAGE (pen_get_rust_page_get_type ())
/**
 * PenGetRustPage: the ways to get a Rust where there is none, each with one line to copy. Whoever
 * shows it takes it away when the machine can run. Action of the widget: `get-rust.look-again`.
 */
G_DECLARE_FINAL_TYPE (PenGetRustPage, pen_get_rust_page, PEN, GET_RUST_PAGE, AdwBin)

/** pen_get_rust_page_new: (transfer floating) */
GtkWidget *pen_get_rust_page_new (void);

/** pen_get_rust_page_set_machine: @machine (nullable): whose toolchains are missing. If there are
 * some that cannot be used, the page says why. */
void pen_get_rust_page_set_machine (PenGetRustPage *self, PenMachine *machine);

G_END_DECLS
