/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Lines of the wire form from anybody: whatever is accepted can be written again, and says the same
 * when it is read once more. */
#include "core.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GPtrArray) all = pen_event_json_read_all (bytes, 100, NULL);
  g_autoptr (PenWireEvent) event = pen_event_json_read ((const char *)data, size, NULL);
  g_autoptr (PenWireEvent) again = NULL;
  g_autofree char *line = NULL;
  g_autofree char *second = NULL;

  if (event == NULL || event->kind == PEN_WIRE_OTHER)
    return 0;
  line = pen_event_json_write (event, /* with_explanation= */ TRUE);
  again = pen_event_json_read (line, strlen (line), NULL);
  g_assert_nonnull (again);
  second = pen_event_json_write (again, /* with_explanation= */ TRUE);
  g_assert_cmpstr (line, ==, second);
  return 0;
}
