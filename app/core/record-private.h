/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* What writer and reader of records share. */
#include "record.h"

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

G_END_DECLS
