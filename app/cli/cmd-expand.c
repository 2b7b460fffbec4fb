/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen expand */
#include "cli.h"
#include "perform.h"

int
pen_cmd_expand (int argc, char **argv)
{
  return pen_cli_command (PEN_ACTION_EXPAND, PEN_CLI_WATCH, argc, argv);
}
