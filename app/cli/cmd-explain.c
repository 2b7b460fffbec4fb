/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen explain */
#include "cli.h"
#include "perform.h"

#include <glib/gi18n.h>

int
pen_cmd_explain (int argc, char **argv)
{
  int status = 0;
  g_autoptr (PenCliRequest) request =
      pen_cli_request_new (PEN_ACTION_EXPLAIN, 0, argc, argv, &status);

  if (request == NULL)
    return status;
  if (request->paths == NULL || request->paths[0] == NULL || request->paths[1] != NULL)
    return pen_cli_complain (PEN_EXIT_USAGE,
                             _ ("Name one error code, such as: playpen explain E0382"));
  request->program->options->explain = g_ascii_strup (request->paths[0], -1);
  return pen_cli_perform (request);
}
