/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen fmt */
#include "cli.h"
#include "perform.h"

int
pen_cmd_fmt (int argc, char **argv)
{
  return pen_cli_command (PEN_ACTION_FMT, PEN_CLI_CHECK, argc, argv);
}
