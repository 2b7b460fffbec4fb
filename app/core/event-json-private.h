/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
#pragma once

/* What writer and reader of the wire form share. */
#include "decoder.h"
#include "event-json.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** pen_wire_kind_to_string: (nullable): NULL for OTHER. */
const char *pen_wire_kind_to_string (PenWireKind kind);

/** pen_applicability_to_string: the word for the wire. */
const char *pen_applicability_to_string (PenApplicability applicability);

/** pen_event_json_check_line: whether @line is within the bounds and may be parsed at all. Says
 * nothing about whether it is an event. */
gboolean pen_event_json_check_line (const char *line, gsize length, GError **error);

/** pen_wire_diagnostic_write: adds the members of @diagnostic to the open object. */
void pen_wire_diagnostic_write (JsonBuilder *builder,
                                PenDiagnostic *diagnostic,
                                gboolean with_explanation);

/** pen_wire_diagnostic_write_reduced: adds its headline alone. */
void pen_wire_diagnostic_write_reduced (JsonBuilder *builder, PenDiagnostic *diagnostic);

/** pen_wire_diagnostic_read: (transfer full) (nullable): NULL with an error if it is none. */
PenDiagnostic *pen_wire_diagnostic_read (JsonObject *object, GError **error);

/** Members of an object, each left out if there is no value. */
void pen_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void pen_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void pen_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);

/** pen_json_get_int: FALSE if there is no such integer from @min to @max. */
gboolean
pen_json_get_int (JsonObject *object, const char *name, gint64 min, gint64 max, gint64 *ret_value);

/** pen_json_get_boolean: FALSE also if there is none. */
gboolean pen_json_get_boolean (JsonObject *object, const char *name);

/** pen_json_dup_exact: (nullable): a string of any characters, valid UTF-8. */
char *pen_json_dup_exact (JsonObject *object, const char *name);

/** pen_json_dup_shown: FALSE with an error if the string needs repair before it can be shown, or is
 * longer than a name may be where @flags ask for one line. @ret_value: NULL if there is none. */
gboolean pen_json_dup_shown (JsonObject *object,
                             const char *name,
                             PenDecoderFlags flags,
                             char **ret_value,
                             GError **error);

/** pen_json_get_object: (nullable) */
JsonObject *pen_json_get_object (JsonObject *object, const char *name);

/** pen_json_get_array: (nullable) */
JsonArray *pen_json_get_array (JsonObject *object, const char *name);

/** pen_json_array_get_object: (nullable) */
JsonObject *pen_json_array_get_object (JsonArray *array, guint i);

G_END_DECLS
