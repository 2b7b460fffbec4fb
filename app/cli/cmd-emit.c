/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* playpen emit */
#include "cli.h"
#include "perform.h"

#include <glib/gi18n.h>

static gboolean
find_kind (const char *word, PenAction *ret_action)
{
  static const PenAction kinds[] = {PEN_ACTION_ASM,
                                    PEN_ACTION_LLVM_IR,
                                    PEN_ACTION_MIR,
                                    PEN_ACTION_HIR,
                                    PEN_ACTION_WASM};

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (pen_action_to_string (kinds[i]), word) == 0)
      {
        *ret_action = kinds[i];
        return TRUE;
      }
  return FALSE;
}

int
pen_cmd_emit (int argc, char **argv)
{
  PenAction action = PEN_ACTION_ASM;

  /* The kind is the first word, before the options; --help is understood without it. */
  if (argc > 1 && find_kind (argv[1], &action))
    {
      argv[1] = argv[0];
      return pen_cli_command (action, PEN_CLI_EMIT | PEN_CLI_WATCH, argc - 1, argv + 1);
    }
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return pen_cli_command (action, PEN_CLI_EMIT | PEN_CLI_WATCH, argc, argv);
  return pen_cli_complain (
      PEN_EXIT_USAGE,
      _ ("Say first what to show: playpen emit asm, llvm-ir, mir, hir or wasm, then the file."));
}
