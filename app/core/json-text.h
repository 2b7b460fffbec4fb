/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** pen_json_text_add_value: a string in its quotes. @text: UTF-8 */
void pen_json_text_add_value (GString *line, const char *text);

/** pen_json_text_add_name: the name of a member and its colon, and before it a comma unless it is
 * the first: @line ends in what was before. */
void pen_json_text_add_name (GString *line, const char *name);

/** pen_json_text_add_string: a member. @text: (nullable): NULL: no such member */
void pen_json_text_add_string (GString *line, const char *name, const char *text);
/** pen_json_text_add_number, pen_json_text_add_flag: a member. */
void pen_json_text_add_number (GString *line, const char *name, gint64 number);
void pen_json_text_add_flag (GString *line, const char *name, gboolean flag);

G_END_DECLS
