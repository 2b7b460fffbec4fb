/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Building another target's std, with a line that says what goes on: it takes a minute, once. */
#include "target-std-progress.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define WASM_TARGET "wasm32-unknown-unknown"

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

  build->ok = pen_target_std_build_finish (PEN_TARGET_STD (source), result, &build->error);
  build->done = TRUE;
}

static void
on_progress (PenTargetStd *std, GParamSpec *pspec, gpointer data)
{
  const char *progress = pen_target_std_get_progress (std);

  /* In a log, the line that says how long it takes is enough. */
  if (progress != NULL && isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[Kplaypen: %s", progress);
}

gboolean
pen_cli_ensure_target_std (PenCliSession *session, PenToolchain *toolchain, GError **error)
{
  g_autoptr (PenTargetStd) std = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Build build = {0};

  if (pen_target_std_is_here (toolchain, WASM_TARGET) ||
      !pen_target_std_can_build (toolchain, WASM_TARGET))
    return TRUE;
  fprintf (stderr,
           "%s\n",
           _ ("playpen: building the standard library for WebAssembly, once; this takes about a "
              "minute…"));
  std = pen_target_std_new (toolchain, WASM_TARGET);
  g_signal_connect (std, "notify::progress", G_CALLBACK (on_progress), NULL);
  pen_target_std_build_async (std, cancellable, on_built, &build);
  while (!build.done)
    {
      g_main_context_iteration (NULL, TRUE);
      if (pen_cli_session_get_interrupted (session))
        g_cancellable_cancel (cancellable);
    }
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r\033[K");
  if (build.error != NULL)
    g_propagate_error (error, build.error);
  return build.ok;
}
