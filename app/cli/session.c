/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What one run of the command line has in common. */
#include "session.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

struct _PenCliSession
{
  GObject parent_instance;

  PenMachine *machine;
  PenJob *job; /* (nullable): what ^C ends */
  gboolean interrupted;
  guint sources[3];
};

G_DEFINE_FINAL_TYPE (PenCliSession, pen_cli_session, G_TYPE_OBJECT)

static void
pen_cli_session_dispose (GObject *object)
{
  PenCliSession *self = PEN_CLI_SESSION (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_clear_handle_id (&self->sources[i], g_source_remove);
  g_clear_object (&self->machine);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (pen_cli_session_parent_class)->dispose (object);
}

static void
pen_cli_session_class_init (PenCliSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pen_cli_session_dispose;
}

/* Whoever asks for the end gets it: the job first, and Playpen when there is none. */
static gboolean
on_interrupt (gpointer data)
{
  PenCliSession *self = data;

  self->interrupted = TRUE;
  if (self->job != NULL)
    pen_job_stop (self->job);
  return G_SOURCE_CONTINUE;
}

static void
pen_cli_session_init (PenCliSession *self)
{
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    self->sources[i] = g_unix_signal_add (numbers[i], on_interrupt, self);
}

PenCliSession *
pen_cli_session_new (void)
{
  PenCliSession *self = g_object_new (PEN_TYPE_CLI_SESSION, NULL);

  self->machine = pen_machine_new_quiet ();
  return self;
}

PenMachine *
pen_cli_session_get_machine (PenCliSession *self)
{
  return self->machine;
}

typedef struct
{
  gboolean done;
  gboolean ok;
  gboolean abandoned; /* interrupted: nobody waits for the answer any more */
  GError *error;
} Query;

static void
query_free (Query *query)
{
  g_clear_error (&query->error);
  g_free (query);
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer data)
{
  Query *query = data;

  query->ok = pen_machine_refresh_finish (PEN_MACHINE (source), result, &query->error);
  query->done = TRUE;
  if (query->abandoned)
    query_free (query);
}

static gboolean
on_slow (gpointer data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "%s\n", _ ("playpen: meeting the Rust toolchains of this machine, once…"));
  return G_SOURCE_REMOVE;
}

gboolean
pen_cli_session_query (PenCliSession *self, GError **error)
{
  Query *query = g_new0 (Query, 1);
  guint slow = g_timeout_add (300, on_slow, NULL);
  gboolean ok;

  pen_machine_refresh_async (self->machine, on_queried, query);
  while (!query->done && !self->interrupted)
    g_main_context_iteration (NULL, TRUE);
  if (g_main_context_find_source_by_id (NULL, slow) != NULL)
    g_source_remove (slow);
  if (!query->done)
    {
      query->abandoned = TRUE;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped."));
      return FALSE;
    }
  if (!query->ok)
    g_propagate_error (error, g_steal_pointer (&query->error));
  ok = query->ok;
  query_free (query);
  return ok;
}

void
pen_cli_session_set_job (PenCliSession *self, PenJob *job)
{
  g_set_object (&self->job, job);
}

gboolean
pen_cli_session_take_interrupt (PenCliSession *self)
{
  gboolean interrupted = self->interrupted;

  self->interrupted = FALSE;
  return interrupted;
}

gboolean
pen_cli_session_get_interrupted (PenCliSession *self)
{
  return self->interrupted;
}
