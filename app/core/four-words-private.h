/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include "four-words.h"

G_BEGIN_DECLS

/** pen_four_words_list: sorted; each has three to seven small letters. */
extern const char pen_four_words_list[PEN_FOUR_WORDS_LIST][8];

G_END_DECLS
