/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Any bytes as Rust source. The answer is one of three, a file that is no root has no entry point,
 * and more text behind a test does not hide it. */
#include "toolchains.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char tail[] = "\n#[test] fn t() {}\n";
  const char *text = (const char *)data;
  g_autoptr (PenScan) scan = pen_scan_source (text, size);
  g_autoptr (PenScan) module = pen_scan_new ();
  g_autoptr (PenScan) longer = pen_scan_new ();
  g_autoptr (GString) more = g_string_new_len (text, (gssize)size);
  PenAction action = pen_scan_resolve (scan);

  if (action != PEN_ACTION_RUN && action != PEN_ACTION_BUILD && action != PEN_ACTION_TEST)
    g_error ("resolved to %s", pen_action_to_string (action));
  if (scan->crate_type != NULL && !g_utf8_validate (scan->crate_type, -1, NULL))
    g_error ("the crate type is not UTF-8");

  pen_scan_add_source (module, text, size, /* is_root= */ FALSE);
  if (module->has_main || module->has_no_main || module->crate_type != NULL)
    g_error ("a file that is no root has an entry point or a crate type");
  if (module->has_test != scan->has_test)
    g_error ("tests depend on whether the file is the root");

  g_string_append (more, tail);
  pen_scan_add_source (longer, more->str, more->len, /* is_root= */ TRUE);
  if (scan->has_test && !longer->has_test)
    g_error ("more text hid a test");
  return 0;
}
