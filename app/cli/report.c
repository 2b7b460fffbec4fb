/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What doctor and toolchain list print for programs: one JSON value. */
#include "report.h"

#include <stdio.h>

void
pen_cli_report_add (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
pen_cli_report_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, /* pretty= */ TRUE);

  printf ("%s\n", text);
  g_object_unref (builder);
}
