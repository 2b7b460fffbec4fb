/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* What writer and reader of records share. */
#include "record.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** pen_record_kind_to_string: (nullable): the word for `k`; NULL for OTHER. */
const char *pen_record_kind_to_string (PenRecordKind kind);

/** PenRecordOption: an option by its name, and the GVariant type of its value: "s", "t" or "b". */
typedef struct
{
  const char *name;
  const char *type;
} PenRecordOption;

/** pen_record_options: (array zero-terminated): all that there are, in the order of the line. */
extern const PenRecordOption pen_record_options[];

/** pen_record_write_steps, pen_record_write_options: the value of that member of a record. */
void pen_record_write_steps (const GPtrArray *steps, GString *line);
void pen_record_write_options (GVariant *options, GString *line);

/** pen_record_read_steps: (transfer full) (element-type PenRecordStep) (nullable): of the member
 * `steps`; NULL when there are none like that. */
GPtrArray *pen_record_read_steps (JsonObject *object);
/** pen_record_read_options: (transfer full) (nullable): a{sv}, of the member `options`. */
GVariant *pen_record_read_options (JsonObject *object);

G_END_DECLS
