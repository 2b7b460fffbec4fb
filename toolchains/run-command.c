/* Copyright 2026 The Playpen authors
 * SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One short command in one jail, gathered to its end. */
#include "run-command.h"

#define GATHER_MAX (1024 * 1024)

typedef struct
{
  PenJail *jail;
  PenCommandResult *result;
} Run;

void
pen_command_result_free (PenCommandResult *result)
{
  g_free (result->ending.message);
  g_string_free (result->out, TRUE);
  g_string_free (result->err, TRUE);
  g_free (result);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->jail);
  g_clear_pointer (&run->result, pen_command_result_free);
  g_free (run);
}

static void
gather (GString *string, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_string_append_len (string,
                       data,
                       (gssize)MIN (size, GATHER_MAX - MIN (string->len, GATHER_MAX)));
}

static void
on_event (PenJail *jail, PenEvent *event, gpointer data)
{
  g_autoptr (GTask) task = g_object_ref (data);
  Run *run = g_task_get_task_data (task);

  if (event->kind == PEN_EVENT_OUTPUT)
    gather (event->stream == PEN_STREAM_STDOUT ? run->result->out : run->result->err, event->bytes);
  if (event->kind != PEN_EVENT_ENDED)
    return;
  run->result->ending = event->ending;
  run->result->ending.message = g_strdup (event->ending.message);
  g_signal_handlers_disconnect_by_data (jail, data);
  if (event->ending.cause == PEN_CAUSE_SETUP)
    g_task_return_new_error (task,
                             PEN_SANDBOX_ERROR,
                             PEN_SANDBOX_ERROR_SETUP,
                             "%s",
                             event->ending.message);
  else
    g_task_return_pointer (task,
                           g_steal_pointer (&run->result),
                           (GDestroyNotify)pen_command_result_free);
}

void
pen_run_command_async (const PenCommand *command,
                       const PenLimits *limits,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GError) error = NULL;
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, pen_run_command_async);
  g_task_set_task_data (task, run, run_free);
  run->result = g_new0 (PenCommandResult, 1);
  run->result->out = g_string_new (NULL);
  run->result->err = g_string_new (NULL);
  run->jail = pen_jail_new (command, limits);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!pen_jail_prepare (run->jail, &error) || !pen_jail_start (run->jail, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_signal_connect_data (run->jail,
                         "event",
                         G_CALLBACK (on_event),
                         g_object_ref (task),
                         (GClosureNotify)(void (*) (void))g_object_unref,
                         0);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable,
                             "cancelled",
                             G_CALLBACK (pen_jail_stop),
                             run->jail,
                             G_CONNECT_SWAPPED);
}

PenCommandResult *
pen_run_command_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
