/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Building another target's std, with a line that says what goes on: it takes a minute, once. */
#include "target-std-progress.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

typedef struct
{
  gboolean done;
  gboolean ok;
  GError *error;
} Build;

static void
on_built (GObject *source, GAsyncResult *result, gpointer data)
{
  Build *build = data;

  build->ok = pen_machine_build_target_std_finish (PEN_MACHINE (source), result, &build->error);
  build->done = TRUE;
}

static void
on_progress (PenMachine *machine, GParamSpec *pspec, gpointer data)
{
  const char *progress = pen_machine_get_target_std_progress (machine);

  /* In a log, the line that says how long it takes is enough. */
  if (progress != NULL && isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[Kplaypen: %s", progress);
}

gboolean
pen_cli_build_target_std (PenCliSession *session, PenToolchain *toolchain, GError **error)
{
  PenMachine *machine = pen_cli_session_get_machine (session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Build build = {0};
  gulong handler;

  fprintf (stderr,
           "%s\n",
           _ ("playpen: building the standard library for WebAssembly, once; this takes about a "
              "minute…"));
  handler =
      g_signal_connect (machine, "notify::target-std-progress", G_CALLBACK (on_progress), NULL);
  pen_machine_build_target_std_async (machine, toolchain, cancellable, on_built, &build);
  while (!build.done)
    {
      g_main_context_iteration (NULL, TRUE);
      if (pen_cli_session_get_interrupted (session))
        g_cancellable_cancel (cancellable);
    }
  g_signal_handler_disconnect (machine, handler);
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[K");
  if (build.error != NULL)
    g_propagate_error (error, build.error);
  return build.ok;
}
