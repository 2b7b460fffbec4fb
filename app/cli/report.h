/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** pen_cli_report_add: the member @name: a string, or null when @value is NULL. */
void pen_cli_report_add (JsonBuilder *builder, const char *name, const char *value);

/** pen_cli_report_print: what was built, indented, to standard output. Takes @builder. */
void pen_cli_report_print (JsonBuilder *builder);

G_END_DECLS
