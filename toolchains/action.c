/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Everything that can be done with a program, in one table: its word on the wire and the command
 * line, its title, what it needs of a toolchain. Nothing else in the house lists the actions. */
#include "action.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *word;
  const char *title;
  const char *component;
  gboolean runs_program;
  gboolean needs_bootstrap;
} PenActionInfo;

/* -Zunpretty=hir and -Zunpretty=expanded have no stable spelling; --emit=mir, llvm-ir and asm do.
 */
static const PenActionInfo actions[PEN_N_ACTIONS] = {
    [PEN_ACTION_AUTO] = {"auto", N_ ("Automatic"), "rustc", FALSE, FALSE},
    [PEN_ACTION_RUN] = {"run", N_ ("Run"), "rustc", TRUE, FALSE},
    [PEN_ACTION_BUILD] = {"build", N_ ("Build"), "rustc", FALSE, FALSE},
    [PEN_ACTION_TEST] = {"test", N_ ("Test"), "rustc", TRUE, FALSE},
    [PEN_ACTION_CHECK] = {"check", N_ ("Check"), "rustc", FALSE, FALSE},
    [PEN_ACTION_FMT] = {"fmt", N_ ("Format"), "rustfmt", FALSE, FALSE},
    [PEN_ACTION_FMT_CHECK] = {"fmt-check", N_ ("Check Format"), "rustfmt", FALSE, FALSE},
    [PEN_ACTION_CLIPPY] = {"clippy", N_ ("Clippy"), "clippy", FALSE, FALSE},
    [PEN_ACTION_EXPAND] = {"expand", N_ ("Expand Macros"), "rustc", FALSE, TRUE},
    [PEN_ACTION_ASM] = {"asm", N_ ("Show Assembly"), "rustc", FALSE, FALSE},
    [PEN_ACTION_LLVM_IR] = {"llvm-ir", N_ ("Show LLVM IR"), "rustc", FALSE, FALSE},
    [PEN_ACTION_MIR] = {"mir", N_ ("Show MIR"), "rustc", FALSE, FALSE},
    [PEN_ACTION_HIR] = {"hir", N_ ("Show HIR"), "rustc", FALSE, TRUE},
    [PEN_ACTION_WASM] = {"wasm", N_ ("Show Wasm"), "rustc", FALSE, FALSE},
    [PEN_ACTION_MIRI] = {"miri", N_ ("Miri"), "miri", TRUE, FALSE},
    [PEN_ACTION_EXPLAIN] = {"explain", N_ ("Explain"), "rustc", FALSE, FALSE},
};

const char *
pen_action_to_string (PenAction action)
{
  g_return_val_if_fail ((guint)action < PEN_N_ACTIONS, NULL);

  return actions[action].word;
}

gboolean
pen_action_from_string (const char *word, PenAction *ret_action)
{
  g_return_val_if_fail (ret_action != NULL, FALSE);

  for (guint i = 0; i < PEN_N_ACTIONS; i++)
    {
      if (g_strcmp0 (word, actions[i].word) == 0)
        {
          *ret_action = (PenAction)i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
pen_action_get_title (PenAction action)
{
  g_return_val_if_fail ((guint)action < PEN_N_ACTIONS, NULL);

  return _ (actions[action].title);
}

const char *
pen_action_get_component (PenAction action)
{
  g_return_val_if_fail ((guint)action < PEN_N_ACTIONS, NULL);

  return actions[action].component;
}

gboolean
pen_action_runs_program (PenAction action)
{
  g_return_val_if_fail ((guint)action < PEN_N_ACTIONS, FALSE);

  return actions[action].runs_program;
}

gboolean
pen_action_needs_bootstrap (PenAction action)
{
  g_return_val_if_fail ((guint)action < PEN_N_ACTIONS, FALSE);

  return actions[action].needs_bootstrap;
}
