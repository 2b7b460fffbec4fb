/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as assembly: the first chooses what to leave out. The text grows by blank lines only,
 * and readable names have their bound. */
#include "toolchains.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = NULL;
  g_autofree char *filtered = NULL;
  g_autofree char *readable = NULL;
  g_autofree char *again = NULL;

  if (size == 0)
    return 0;
  text = g_strndup ((const char *)data + 1, size - 1);
  filtered = pen_assembly_filter (text, (PenAssemblyFilter)(data[0] & PEN_ASSEMBLY_ALL));
  if (strlen (filtered) > 2 * strlen (text) + 2)
    g_error ("filtering made the text longer");
  readable = pen_assembly_demangle (filtered);
  if (strlen (readable) > 9 * strlen (filtered) + 1024 * 1024 + 17 * 1024)
    g_error ("demangling made the text too long");
  again = pen_assembly_process (readable, TRUE, TRUE);
  if (strlen (again) > 20 * strlen (readable) + 3 * 1024 * 1024)
    g_error ("readable text became too long");
  return 0;
}
