/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen miri */
#include "cli.h"
#include "perform.h"

int
pen_cmd_miri (int argc, char **argv)
{
  return pen_cli_command (PEN_ACTION_MIRI, PEN_CLI_RUNS | PEN_CLI_WATCH, argc, argv);
}
