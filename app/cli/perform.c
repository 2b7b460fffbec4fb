/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One request from its files to its exit status. */
#include "perform.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "console.h"
#include "results.h"
#include "session.h"
#include "stdin.h"
#include "target-std-progress.h"
#include "watcher.h"

static gboolean
opens_stdin (const PenCliRequest *request)
{
  return request->stdin_file == NULL && (request->paths == NULL || request->paths[0] == NULL ||
                                         !g_str_equal (request->paths[0], "-"));
}

/* What is known of the surroundings only now: terminals, and where standard input comes from. */
static void
complete_options (PenCliRequest *request)
{
  PenOptions *options = request->program->options;
  gboolean terminal = isatty (STDIN_FILENO);

  options->colour = pen_console_wants_colour (STDOUT_FILENO);
  options->width = pen_console_get_width ();
  options->has_stdin =
      request->stdin_file != NULL ||
      (opens_stdin (request) && (request->program->base != NULL || request->packed) &&
       (!terminal || tcgetpgrp (STDIN_FILENO) == getpgrp ()));
  options->interactive =
      options->has_stdin && request->stdin_file == NULL && terminal && request->time_s == 0;
}

static int
refuse_stdin (const char *path, const char *why, GError **error)
{
  g_set_error (error,
               PEN_CORE_ERROR,
               PEN_CORE_ERROR_INPUT,
               _ ("%s cannot be read as standard input (%s)."),
               path,
               why);
  return -1;
}

/* Without waiting: a FIFO's opening would last until somebody writes to it, and ^C with it. */
static int
open_stdin_file (const char *path, GError **error)
{
  struct stat st;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd < 0)
    return refuse_stdin (path, g_strerror (errno), error);
  if (fstat (fd, &st) != 0 || !S_ISDIR (st.st_mode))
    return fd;
  close (fd);
  return refuse_stdin (path, _ ("it is a folder"), error);
}

static PenStdin *
open_stdin (const PenCliRequest *request, PenJob *job, GError **error)
{
  int fd = STDIN_FILENO;

  if (request->stdin_file != NULL)
    fd = open_stdin_file (request->stdin_file, error);
  return fd >= 0 ? pen_stdin_new (job, fd) : NULL;
}

static gboolean
runs_program (const PenRecipe *recipe)
{
  for (guint i = 0; i < recipe->steps->len; i++)
    if (((PenRecipeStep *)recipe->steps->pdata[i])->runs_program)
      return TRUE;
  return FALSE;
}

static void
wait_for (PenCliSession *session, PenJob *job, PenConsole *console, PenCliWatcher *watcher)
{
  while (!pen_job_get_ended (job))
    {
      g_main_context_iteration (NULL, TRUE);
      if (watcher != NULL && pen_cli_watcher_get_changed (watcher))
        pen_job_stop (job);
    }
  while (!pen_console_get_flushed (console) && !pen_cli_session_get_interrupted (session))
    g_main_context_iteration (NULL, TRUE);
}

static int
run_job (PenCliRequest *request,
         PenCliSession *session,
         PenToolchain *toolchain,
         PenJob *job,
         PenCliWatcher *watcher)
{
  const PenRecipe *recipe = pen_job_get_recipe (job);
  g_autoptr (PenConsole) console = pen_console_new (job, toolchain, request->json);
  g_autoptr (PenStdin) input = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (runs_program (recipe) && recipe->options->has_stdin)
    {
      input = open_stdin (request, job, &error);
      if (input == NULL)
        return pen_cli_complain_error (error);
    }
  else
    pen_job_close_stdin (job);
  pen_cli_session_set_job (session, job);
  if (!pen_job_start (job, &error))
    {
      pen_cli_session_set_job (session, NULL);
      return pen_cli_complain_error (error);
    }
  wait_for (session, job, console, watcher);
  pen_cli_session_set_job (session, NULL);
  status =
      pen_console_get_closed (console) ? PEN_EXIT_CLOSED : pen_cli_finish (request, job, &error);
  return error != NULL ? pen_cli_complain_error (error) : status;
}

static int
perform_once (PenCliRequest *request, PenCliSession *session, PenCliWatcher *watcher)
{
  PenMachine *machine = pen_cli_session_get_machine (session);
  g_autoptr (PenToolchain) toolchain = NULL;
  g_autoptr (PenJob) job = NULL;
  g_autoptr (GError) error = NULL;

  if (!pen_cli_session_query (session, &error))
    return pen_cli_session_get_interrupted (session) ? PEN_EXIT_INTERRUPTED
                                                     : pen_cli_complain_error (error);
  toolchain = pen_machine_dup_toolchain (machine, request->program->channel, &error);
  if (toolchain == NULL)
    return pen_cli_complain_error (error);
  complete_options (request);
  if (pen_machine_needs_target_std (machine, toolchain, request->action) &&
      !pen_cli_build_target_std (session, toolchain, &error))
    return pen_cli_session_get_interrupted (session) ? PEN_EXIT_INTERRUPTED
                                                     : pen_cli_complain_error (error);
  job = pen_machine_new_job (machine, request->program, request->action, &error);
  if (job == NULL)
    return pen_cli_complain_error (error);
  return run_job (request, session, toolchain, job, watcher);
}

/* Again and again: ^C ends the program that runs; when none runs it ends the watch. */
static int
perform_watching (PenCliRequest *request, PenCliSession *session)
{
  while (TRUE)
    {
      g_autoptr (PenCliWatcher) watcher = pen_cli_watcher_new (request->program);

      perform_once (request, session, watcher);
      pen_cli_session_take_interrupt (session);
      if (!request->json)
        fprintf (stderr, "%s\n", _ ("playpen: waiting for a file to be saved; Ctrl-C ends this."));
      while (!pen_cli_watcher_get_changed (watcher))
        {
          g_main_context_iteration (NULL, TRUE);
          if (pen_cli_session_take_interrupt (session))
            return PEN_EXIT_INTERRUPTED;
        }
      g_autoptr (GError) error = NULL;

      if (!pen_cli_request_load (request, &error))
        pen_cli_complain_error (error); /* half saved; the next change mends it */
    }
}

int
pen_cli_perform (PenCliRequest *request)
{
  g_autoptr (PenCliSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (request->action != PEN_ACTION_EXPLAIN && !pen_cli_request_load (request, &error))
    return pen_cli_complain_error (error);
  if (!pen_cli_check_output (request, &error))
    return pen_cli_complain_error (error);
  session = pen_cli_session_new ();
  return request->watch ? perform_watching (request, session)
                        : perform_once (request, session, NULL);
}

int
pen_cli_command (PenAction action, PenCliTraits traits, int argc, char **argv)
{
  int status = 0;
  g_autoptr (PenCliRequest) request = pen_cli_request_new (action, traits, argc, argv, &status);

  return request != NULL ? pen_cli_perform (request) : status;
}
