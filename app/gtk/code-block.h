/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PEN_TYPE_CODE_BLOCK (pen_code_block_get_type ())
/** PenCodeBlock: a few lines of code within prose: in colour, to be copied, never wrapped. */
G_DECLARE_FINAL_TYPE (PenCodeBlock, pen_code_block, PEN, CODE_BLOCK, GtkWidget)

/**
 * pen_code_block_new: (transfer floating)
 * @code: valid UTF-8, safe to show
 * @is_rust: whether to colour it as Rust
 */
GtkWidget *pen_code_block_new (const char *code, gboolean is_rust);

G_END_DECLS
