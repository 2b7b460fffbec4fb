/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "program.h"

G_BEGIN_DECLS

#define PEN_PLAYGROUND_LINK_MAX (1024 * 1024)     /* bytes of a link */
#define PEN_PLAYGROUND_LINK_MAX_CODE (256 * 1024) /* bytes of the code in it */

/**
 * pen_playground_link_check: whether @text is meant as such a link, also one that cannot be opened:
 * for what somebody pastes, drops, or types as a file's name.
 * @text: any UTF-8 or not; white space around it does not matter
 */
gboolean pen_playground_link_check (const char *text);

/**
 * pen_playground_link_parse: the program in a link in the form of play.rust-lang.org, of that or
 * any other host, or of none: `https://…/?code=…&edition=…&version=…&mode=…`
 * @link: from anybody
 *
 * The code becomes src/main.rs, or src/lib.rs without a main. As on the playground the edition is
 * 2015 and the mode debug when the link does not say. A value that is not known is passed over,
 * with a sentence among the program's notes. Nothing is fetched.
 *
 * Returns: (transfer full) (nullable): NULL with %PEN_CORE_ERROR_FORMAT when it is no such link or
 * holds no code (only the number of a gist, for which the internet is needed), or with
 * %PEN_CORE_ERROR_TOO_BIG; the sentence says what to do
 */
PenProgram *pen_playground_link_parse (const char *link, GError **error);

/**
 * pen_playground_link_new: a link that opens @program on play.rust-lang.org.
 * @program: its one file is Rust. Edition 0 is written as 2024
 *
 * Returns: (transfer full) (nullable): NULL with %PEN_CORE_ERROR_INPUT for several files or one
 * that is no text, or with %PEN_CORE_ERROR_TOO_BIG
 */
char *pen_playground_link_new (const PenProgram *program, GError **error);

G_END_DECLS
