/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* For run: checks the program FILE as the editor does, once for each line of standard input, and
 * answers with the microseconds from the last change of the text to its diagnostics. */
#include <stdio.h>
#include <stdlib.h>

#include "core.h"

typedef struct
{
  char *text;
  gsize length;
  gboolean done;
} Bench;

static void
on_wanted (PenLiveCheck *check, Bench *bench)
{
  g_autoptr (PenProgram) program = pen_program_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (bench->text, bench->length);
  g_autoptr (GError) error = NULL;

  if (!pen_program_add_text (program, bytes, &error))
    g_error ("%s", error->message);
  pen_live_check_begin (check, program);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Bench *bench)
{
  bench->done = TRUE;
}

static void
on_problem (PenLiveCheck *check, GParamSpec *pspec, gpointer data)
{
  g_error ("%s", pen_live_check_get_problem (check));
}

int
main (int argc, char **argv)
{
  g_autoptr (PenMachine) machine = pen_machine_new ();
  g_autoptr (PenLiveCheck) check = pen_live_check_new (machine);
  g_autoptr (GError) error = NULL;
  Bench bench = {NULL, 0, FALSE};
  char line[16];

  if (argc != 2 || !g_file_get_contents (argv[1], &bench.text, &bench.length, &error))
    {
      fprintf (stderr, "usage: bench-live-check FILE, a program in which something is found\n");
      return EXIT_FAILURE;
    }
  g_signal_connect (check, "wanted", G_CALLBACK (on_wanted), &bench);
  g_signal_connect (check, "notify::problem", G_CALLBACK (on_problem), NULL);
  g_signal_connect (pen_live_check_get_diagnostics (check),
                    "items-changed",
                    G_CALLBACK (on_items_changed),
                    &bench);
  while (!pen_machine_get_ready (machine))
    g_main_context_iteration (NULL, TRUE);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      gint64 begin = g_get_monotonic_time ();

      bench.done = FALSE;
      pen_live_check_touch (check);
      while (!bench.done)
        g_main_context_iteration (NULL, TRUE);
      printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - begin);
      fflush (stdout);
      while (pen_live_check_get_checking (check))
        g_main_context_iteration (NULL, TRUE);
    }
  g_free (bench.text);
  return EXIT_SUCCESS;
}
