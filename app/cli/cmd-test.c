/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen test */
#include "cli.h"
#include "perform.h"

int
pen_cmd_test (int argc, char **argv)
{
  return pen_cli_command (PEN_ACTION_TEST, PEN_CLI_RUNS | PEN_CLI_WATCH, argc, argv);
}
